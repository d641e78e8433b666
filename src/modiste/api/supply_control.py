"""What devices are set to and what their readings may be, over HTTP: proposals with their decisions, limits.

Knows their shapes as JSON; what they mean is the workspace's.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from modiste.api.access import SupplyReader, SupplyWriter
from modiste.api.garments import REFUSED, REFUSED_BODY
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.store import KeptLimit, KeptSetting
from modiste.workspace import Shop

_Device = Annotated[str, StringConstraints(min_length=1, max_length=120)]
_Quantity = Annotated[str, StringConstraints(min_length=1, max_length=80)]
_State = Literal["proposed", "approved", "refused", "reversed", "superseded"]


class SupplyTakenShown(BaseModel):
    """What a device says that it is set to."""

    model_config = ConfigDict(title="SupplyTaken")

    value: float
    at: int = Field(description="Milliseconds since 1970.")


class SupplySettingShown(BaseModel):
    """A setting of a device: what it was, what is proposed, what that should bring, what was decided."""

    model_config = ConfigDict(title="SupplySetting")

    id: str
    device: str
    name: str = Field(description="`every_ms`, or the quantity whose set-point it is.")
    quantity: str = Field(description="The curve that it was judged by.")
    state: _State
    was: float
    value: float
    low: float = Field(description="The least that may be set.")
    high: float
    gain: float = Field(description="The share of messages that it saves, or kilowatt hours a batch.")
    gain_low: float
    gain_high: float
    error: float = Field(description="95 % of what lies between two reports is missed by no more.")
    count: int = Field(description="Readings or batches behind it.")
    made_at: int
    made_by: str
    decided_at: int = Field(description="0 before.")
    decided_by: str
    note: str
    taken: SupplyTakenShown | None = Field(description="Of a setting that was decided.")


class SupplySettingAsked(BaseModel):
    """What to look for: how seldom a device may report, or how low a bath may be."""

    model_config = ConfigDict(title="SupplySettingAsked", extra="forbid")

    device: _Device
    name: _Quantity = Field("every_ms", description="`every_ms`, or the quantity of a set-point.")
    quantity: _Quantity = Field("Temperature", description="For every_ms: the curve that must stay drawn.")
    tolerance: float | None = Field(
        None, gt=0, allow_inf_nan=False, description="For every_ms: how far it may be missed, in its unit."
    )
    low: float | None = Field(None, allow_inf_nan=False, description="For a set-point: the least that does.")
    high: float | None = Field(None, allow_inf_nan=False, description="For a set-point: the most.")


class SupplyDecisionGiven(BaseModel):
    """What there is to say of a decision."""

    model_config = ConfigDict(title="SupplyDecision", extra="forbid")

    note: str = Field("", max_length=1000)


class SupplyLimitShown(BaseModel):
    """From where to where readings of one quantity may be; null where there is no such end."""

    model_config = ConfigDict(title="SupplyLimit")

    device: str
    quantity: str
    low: float | None
    high: float | None
    set_by: str
    set_at: int = Field(description="Milliseconds since 1970.")


class SupplyLimitGiven(BaseModel):
    """A limit to set; without ends it is forgotten."""

    model_config = ConfigDict(title="SupplyLimitGiven", extra="forbid")

    device: _Device
    quantity: _Quantity
    low: float | None = Field(None, allow_inf_nan=False)
    high: float | None = Field(None, allow_inf_nan=False)


def supply_control_routes(shop: Shop) -> APIRouter:
    """Settings and limits of a shop's devices."""
    router = APIRouter(prefix="/api/v1/supply", tags=["supply"], route_class=StrictRoute)

    @router.get("/control", summary="Settings of devices, the newest first", responses=documented(*REFUSED))
    def settings(
        _: SupplyReader,
        device: Annotated[str, Query(max_length=120)] = "",
        state: _State | None = None,
    ) -> list[SupplySettingShown]:
        shop.insight.catch_up()
        taken = shop.control.taken()
        return [_shown(each, taken) for each in shop.control.listing(device, state or "")]

    @router.post(
        "/control",
        summary="Propose a setting",
        description="Made of the device's own readings, and set by nobody until it is approved.",
        status_code=201,
        responses=documented("MOD-1103", "MOD-2552", *REFUSED_BODY),
    )
    def propose(caller: SupplyWriter, asked: SupplySettingAsked) -> SupplySettingShown:
        said = asked.model_dump(exclude={"device", "name"})
        return _shown(
            shop.control.propose(asked.device, asked.name, caller.name, **said), shop.control.taken()
        )

    @router.post(
        "/control/{id}/approve",
        summary="Set what was proposed",
        responses=documented("MOD-1103", "MOD-2553", *REFUSED_BODY),
    )
    def approve(caller: SupplyWriter, id: str, given: SupplyDecisionGiven) -> SupplySettingShown:
        return _shown(shop.control.approve(id, caller.name, given.note), shop.control.taken())

    @router.post(
        "/control/{id}/refuse",
        summary="Leave what is set",
        responses=documented("MOD-1103", "MOD-2553", *REFUSED_BODY),
    )
    def refuse(caller: SupplyWriter, id: str, given: SupplyDecisionGiven) -> SupplySettingShown:
        return _shown(shop.control.refuse(id, caller.name, given.note), shop.control.taken())

    @router.post(
        "/control/{id}/reverse",
        summary="Set again what was set before",
        responses=documented("MOD-1103", "MOD-2553", *REFUSED_BODY),
    )
    def reverse(caller: SupplyWriter, id: str, given: SupplyDecisionGiven) -> SupplySettingShown:
        return _shown(shop.control.reverse(id, caller.name, given.note), shop.control.taken())

    @router.get("/limits", summary="The limits that users set", responses=documented(*REFUSED))
    def limits(_: SupplyReader) -> list[SupplyLimitShown]:
        return [_limit(each) for each in shop.insight.limits()]

    @router.put(
        "/limits",
        summary="Set a limit",
        description="It counts from the next reading on; without ends it is forgotten.",
        responses=documented("MOD-1103", "MOD-2583", *REFUSED_BODY),
    )
    def put_limit(caller: SupplyWriter, given: SupplyLimitGiven) -> SupplyLimitShown:
        return _limit(shop.insight.set_limit(**given.model_dump(), who=caller.name))

    return router


def _shown(kept: KeptSetting, taken: dict[tuple[str, str], tuple[float, int]]) -> SupplySettingShown:
    said = taken.get((kept.device, kept.name)) if kept.state in ("approved", "reversed") else None
    told = SupplyTakenShown(value=said[0], at=said[1]) if said else None
    return SupplySettingShown.model_validate({**kept.said, **kept._asdict(), "taken": told})


def _limit(kept: KeptLimit) -> SupplyLimitShown:
    return SupplyLimitShown.model_validate(kept._asdict())
