"""Where a garment has been: devices, what they read, what happened on the way, and the passport's anchor.

Knows the shapes EPCIS and the passport need; protocols and proofs are the supply and passport rooms'.
"""

from typing import Literal

from pydantic import Field

from modiste.garment.fields import Entity, Id, Moment, Name, Sha256, Word

DeviceKind = Literal["gateway", "rfid_reader", "sensor", "scanner", "garment"]
EventKind = Literal["object", "aggregation", "transaction", "transformation", "association"]


class Device(Entity):
    """Something that reports; `public_key` is its Ed25519 key in hexadecimal, where it has one."""

    name: Name
    name_zh: Word = ""
    kind: DeviceKind
    location: Word = ""
    public_key: str | None = Field(None, pattern=r"^[0-9a-f]{64}$")
    registered_at: Moment
    revoked_at: Moment | None = None


class Reading(Entity):
    """One value of one quantity, with its UCUM unit, as a device reported it."""

    device_id: Id
    at: Moment
    quantity: Word
    value: float = Field(allow_inf_nan=False)
    unit: Word


class SupplyEvent(Entity):
    """Something that happened to items: what, where, when, why (EPCIS 2.0)."""

    kind: EventKind
    at: Moment
    recorded_at: Moment
    action: Word = ""
    business_step: Word = ""
    disposition: Word = ""
    read_point: Word = ""
    business_location: Word = ""
    item_ids: tuple[Word, ...] = Field((), max_length=10_000)


class PassportLink(Entity):
    """Where an item's passport stands in the log: the leaf's hash and index."""

    item_id: Id
    leaf_hash: Sha256
    leaf_index: int = Field(ge=0)
    issued_at: Moment
