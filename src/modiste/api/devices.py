"""Devices over HTTP: what they sealed, handed over in batches; the registry with its keys.

Knows shapes; proofs, order and the ledger are the workspace's. A key is in the answer to who registered the
device or rotated its key, and nowhere else.
"""

import base64
import binascii
from collections.abc import Iterable
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from modiste.api.access import DeviceReader, DeviceSender, DeviceWriter
from modiste.api.garments import REFUSED, REFUSED_BODY
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import DeviceKind, ModisteError
from modiste.workspace import Shop

MOST_ENVELOPES = 100
_MOST_TEXT = 360_000
_ID = r"^[a-z0-9][a-z0-9._:-]{0,119}$"
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
DeviceId = Annotated[str, Path(pattern=_ID)]
AsideId = Annotated[int, Path(ge=1, le=2**53)]
_Hex = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]


class EnvelopesSent(BaseModel):
    """Sealed envelopes as devices made them, each in base64."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"envelopes": ["TU9EMQ=="]}]})

    envelopes: list[Annotated[str, StringConstraints(max_length=_MOST_TEXT)]] = Field(
        min_length=1, max_length=MOST_ENVELOPES
    )


class MessageJudged(BaseModel):
    """What became of a message, or of an envelope that could not be opened."""

    outcome: Literal["accepted", "again", "early", "quarantined"]
    device: str
    epoch: int
    seq: int
    code: str = Field("", description="Why it was set aside, by the number of the error.")
    reason: str = ""


class EnvelopesTaken(BaseModel):
    """What became of what was sent; `receipts` and `settings` are sealed for the devices, in base64."""

    messages: list[MessageJudged]
    receipts: list[str]
    settings: list[str] = Field(description="What devices are to be set to, where something was approved.")


class DeviceDraft(BaseModel):
    """A device to register."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"id": "press-07", "kind": "sensor", "place": "urn:epc:id:sgln:4012345.00001.0"}]
        },
    )

    id: Annotated[str, StringConstraints(pattern=_ID)]
    kind: DeviceKind
    name: Annotated[str, StringConstraints(max_length=300, pattern=_PLAIN)] = ""
    name_zh: Annotated[str, StringConstraints(max_length=120, pattern=_PLAIN)] = Field(
        "", description="What it is called in Chinese."
    )
    place: Annotated[str, StringConstraints(max_length=120, pattern=_PLAIN)] = Field(
        "", description="Where it stands: an absolute URI, as a GLN's."
    )
    public: _Hex = Field("", description="A gateway's own Ed25519 key in hexadecimal.")


class RotationAsked(BaseModel):
    """The next key; the one before counts for `overlap_hours` beside it."""

    model_config = ConfigDict(extra="forbid")

    public: _Hex = ""
    overlap_hours: float = Field(168.0, ge=0, le=24 * 366)


class CredentialsMade(BaseModel):
    """What the device needs, shown this once: its key and the secret by which it knows our receipts."""

    device: str
    key: str
    kind: Literal["ed25519", "hmac-sha256"]
    secret: str = Field(description="Empty where the device made its own key.")
    receipt: str


class DeviceKeyShown(BaseModel):
    """A key of a device, never its secret."""

    id: str
    kind: Literal["ed25519", "hmac-sha256"]
    state: Literal["counts", "ending", "ended", "revoked"]


class GapShown(BaseModel):
    """Numbers that the device declared lost: at most so many messages."""

    epoch: int
    first: int
    last: int
    declared_at: int = Field(description="Milliseconds since 1970.")
    why: str = Field(description="What explains it, once somebody said so.")
    explained_at: int


class DeviceShown(BaseModel):
    """A device, how far it has come, what it lost and how much of it was set aside."""

    model_config = ConfigDict(title="Device")

    id: str
    name: str
    name_zh: str
    kind: DeviceKind
    place: str
    site: str = Field(description="The whole site that the place is a part of, as `places` names it.")
    registered_at: str
    keys: list[DeviceKeyShown]
    epoch: int
    seq: int
    heard_at: int = Field(description="Milliseconds since 1970; 0 for never.")
    gaps: list[GapShown]
    set_aside: int


class Devices(BaseModel):
    """Every device, by id."""

    items: list[DeviceShown]


class AsideShown(BaseModel):
    """Something that was set aside, why, how often it came, and what was decided of it."""

    id: int
    code: str
    device: str
    reason: str
    sender: str
    first_at: int
    last_at: int
    times: int
    decision: Literal["", "released", "dismissed"]
    why: str
    decided_at: int


class AsideWhole(AsideShown):
    """One of what was set aside, with what came; `text` is where messages begin, as far as it is text."""

    is_whole: bool = Field(description="Whether all of it was kept; what was cut is not judged again.")
    sealed: str = Field(description="In hexadecimal.")
    text: str


class ReasonGiven(BaseModel):
    """Why something is decided so."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, StringConstraints(max_length=500)] = ""


class GapExplained(ReasonGiven):
    """A declared gap, by its epoch and first number, and what explains it."""

    epoch: int = Field(ge=1, le=2**53)
    first: int = Field(ge=1, le=2**53)


class SetAside(BaseModel):
    """What was set aside, the newest first."""

    items: list[AsideShown]


class Revoked(BaseModel):
    """How many keys nothing more is believed of."""

    device: str
    revoked: int


def device_routes(shop: Shop) -> APIRouter:
    """The devices of the shop."""
    router = APIRouter(prefix="/api/v1/devices", tags=["devices"], route_class=StrictRoute)

    @router.get("", summary="List devices", responses=documented(*REFUSED))
    def devices(_: DeviceReader) -> Devices:
        return Devices(items=[DeviceShown.model_validate(each) for each in shop.devices.listing()])

    @router.post(
        "",
        summary="Register a device",
        description="Its key is in this answer and nowhere else.",
        status_code=201,
        responses=documented("MOD-1105", "MOD-2538", *REFUSED_BODY),
    )
    def register(_: DeviceWriter, draft: DeviceDraft) -> CredentialsMade:
        made = shop.devices.register(
            draft.id, draft.kind, draft.name, draft.place, draft.public, draft.name_zh
        )
        return CredentialsMade.model_validate(made.to_json())

    @router.get("/aside", summary="What was set aside, and why", responses=documented(*REFUSED))
    def aside(
        _: DeviceReader,
        device: Annotated[str, Query(max_length=120)] = "",
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> SetAside:
        return SetAside(
            items=[AsideShown.model_validate(each) for each in shop.devices.set_aside(device, limit)]
        )

    @router.get("/aside/{id_}", summary="Look at one", responses=documented("MOD-1103", *REFUSED))
    def aside_one(_: DeviceReader, id_: AsideId) -> AsideWhole:
        return AsideWhole.model_validate(shop.devices.aside(id_))

    @router.post(
        "/aside/{id_}/release",
        summary="Judge it again",
        description="Whoever releases it says that its clock does not count; all else is asked as ever.",
        responses=documented("MOD-1103", "MOD-2572", "MOD-2573", "MOD-2542", *REFUSED_BODY),
    )
    def release(_: DeviceWriter, id_: AsideId, given: ReasonGiven) -> AsideWhole:
        shop.devices.release(id_, given.reason)
        return AsideWhole.model_validate(shop.devices.aside(id_))

    @router.post(
        "/aside/{id_}/dismiss",
        summary="Let it rest",
        responses=documented("MOD-1103", "MOD-2573", "MOD-2574", *REFUSED_BODY),
    )
    def dismiss(_: DeviceWriter, id_: AsideId, given: ReasonGiven) -> AsideWhole:
        shop.devices.dismiss(id_, given.reason)
        return AsideWhole.model_validate(shop.devices.aside(id_))

    @router.post(
        "/messages",
        summary="Hand over what devices sealed",
        description="On return what is good of it is on disk; a receipt tells a device what it may forget. "
        "Sent again, a message changes nothing.",
        status_code=202,
        responses=documented("MOD-2531", "MOD-2542", *REFUSED_BODY),
    )
    def messages(_: DeviceSender, sent: EnvelopesSent) -> EnvelopesTaken:
        taken = shop.devices.take([_raw(each) for each in sent.envelopes])
        judged = [
            MessageJudged(
                outcome=one.outcome, device=one.device, epoch=one.epoch, seq=one.seq,
                code=one.code, reason=one.reason,
            )
            for one in taken.judged
        ]  # fmt: skip
        return EnvelopesTaken(
            messages=judged, receipts=_texts(taken.receipts), settings=_texts(taken.settings)
        )

    @router.get("/{device_id}", summary="Show a device", responses=documented("MOD-1103", *REFUSED))
    def device(_: DeviceReader, device_id: DeviceId) -> DeviceShown:
        return DeviceShown.model_validate(shop.devices.one(device_id))

    @router.post(
        "/{device_id}/gaps/explain",
        summary="Say what explains a gap",
        responses=documented("MOD-1103", "MOD-2574", *REFUSED_BODY),
    )
    def explain(_: DeviceWriter, device_id: DeviceId, gap: GapExplained) -> DeviceShown:
        shop.devices.explain(device_id, gap.epoch, gap.first, gap.reason)
        return DeviceShown.model_validate(shop.devices.one(device_id))

    @router.post(
        "/{device_id}/rotate",
        summary="Give a device its next key",
        status_code=201,
        responses=documented("MOD-1103", "MOD-2538", *REFUSED_BODY),
    )
    def rotate(_: DeviceWriter, device_id: DeviceId, asked: RotationAsked) -> CredentialsMade:
        overlap = round(asked.overlap_hours * 3_600_000)
        return CredentialsMade.model_validate(shop.devices.rotate(device_id, asked.public, overlap).to_json())

    @router.post(
        "/{device_id}/revoke",
        summary="Believe nothing more of a device",
        responses=documented("MOD-1103", *REFUSED),
    )
    def revoke(_: DeviceWriter, device_id: DeviceId) -> Revoked:
        return Revoked(device=device_id, revoked=shop.devices.revoke(device_id))

    return router


def _texts(sealed: Iterable[bytes]) -> list[str]:
    return [base64.b64encode(each).decode() for each in sealed]


def _raw(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ModisteError("MOD-2531", reason="it is no base64") from None
