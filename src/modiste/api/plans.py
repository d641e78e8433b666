"""Decisions on stock over HTTP: proposed from the forecast, looked at, approved or refused by somebody.

What is proposed, and how it is simulated, is the workspace's; every step of a decision stays.
"""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Body, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from modiste.api.access import DemandReader, PlanWriter
from modiste.api.demand import LeadShown
from modiste.api.etags import IfMatch, etag_of, require_match
from modiste.api.garments import REFUSED, REFUSED_BODY, GarmentShown, garments_shown
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Shop, flows

PlanKind = Literal["buy", "replenishment", "size_curve", "markdown", "allocation", "transfer", "campaign"]
PlanState = Literal["proposed", "approved", "refused", "superseded"]
PlanId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Note = Annotated[
    str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$", strip_whitespace=True)
]

Pack = Annotated[
    dict[Annotated[str, StringConstraints(max_length=40)], Annotated[int, Field(ge=1, le=1000)]],
    Field(min_length=1, max_length=60),
]


class BeliefGiven(BaseModel):
    """A number with its 95 % interval."""

    model_config = ConfigDict(extra="forbid")

    value: float = Field(ge=-20, le=20)
    low: float = Field(ge=-20, le=20)
    high: float = Field(ge=-20, le=20)

    def plain(self) -> flows.Belief:
        """As the workspace takes it."""
        return flows.Belief(self.value, self.low, self.high)


class PlanDraft(BaseModel):
    """What to propose; terms that are left out are the shop's own."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"kind": "buy", "garment": "coat-001"}]}
    )

    kind: PlanKind
    garment: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9._:-]{0,119})?$")] = Field(
        "", description="On which; left out for a campaign of the whole shop."
    )
    lead_weeks: int | None = Field(None, ge=0, le=26)
    service: float | None = Field(None, ge=0.5, le=0.999)
    cost_share: float | None = Field(None, ge=0, le=1)
    salvage_share: float | None = Field(None, ge=0, le=1)
    moving_share: float | None = Field(
        None, ge=0, le=1, description="Of a transfer: what moving a piece costs, as a share of its price."
    )
    lane_share: float | None = Field(
        None, ge=0, le=100, description="Of a transfer: what each way costs, as a share of the price."
    )
    packs: Annotated[list[Pack], Field(max_length=20)] = Field(
        [], description="Of an allocation: pieces by size of each kind of pack given whole; `*` is any size."
    )
    weeks: int = Field(4, ge=1, le=26, description="Of a campaign: how many coming ones.")
    budget: float | None = Field(None, ge=0, description="Of a campaign: money for discounts.")
    elasticities: Annotated[dict[str, BeliefGiven], Field(max_length=500)] = Field(
        {}, description="Of a campaign: by garment or category; they win over the shop's own."
    )
    trends: Annotated[dict[str, BeliefGiven], Field(max_length=500)] = Field(
        {}, description="Of a campaign: growth a year, as a logarithm."
    )
    note: Note = ""

    @model_validator(mode="after")
    def _has_a_garment(self) -> Self:
        if not self.garment and self.kind != "campaign":
            raise ValueError("only a campaign may leave the garment out")
        return self


class PlanStep(BaseModel):
    """A step of a decision; steps are added and never changed."""

    version: int
    state: PlanState
    at: datetime
    who: str
    note: str


class PlanWhy(BaseModel):
    """Why it is proposed, in words and as numbers."""

    en: str
    zh: str
    facts: dict[str, Any]


class PlanShown(BaseModel):
    """A decision: numbers, why, what it rests on, how it was simulated, and its steps."""

    model_config = ConfigDict(title="Plan")

    id: str
    number: int
    kind: PlanKind
    garment: str
    state: PlanState
    version: int = Field(description="Its ETag is made of this.")
    numbers: dict[str, Any] = Field(description="What is to be done; `rows` says it SKU by SKU.")
    why: PlanWhy
    outcome: dict[str, Any] = Field(description="Simulated and replayed; empty where nothing is ordered.")
    money: float = Field(description="What it gains on average over the simulated courses of demand.")
    currency: str
    terms: dict[str, float]
    lead: LeadShown | None = Field(None, description="Of an order: what says how many weeks it takes.")
    inputs: str = Field(description="SHA-256 of the sales, stock and prices it rests on.")
    model: str
    forecast_made_at: datetime | None = Field(description="Null where it rests on no forecast.")
    note: str
    made_at: datetime
    made_by: str
    steps: list[PlanStep]
    shown: GarmentShown | None = None


class PlanNote(BaseModel):
    """Words for colleagues."""

    model_config = ConfigDict(extra="forbid")

    note: Note = ""


def plan_routes(shop: Shop) -> APIRouter:
    """Decisions, and who made them."""
    router = APIRouter(prefix="/api/v1/plans", tags=["plans"], route_class=StrictRoute)

    def tagged(plan: dict[str, Any], status: int = 200) -> Response:
        known = garments_shown(shop, filter(None, [plan["garment"]]))
        shown = PlanShown.model_validate({**plan, "shown": known.get(plan["garment"])})
        headers = {"ETag": _etag(plan)}
        if status == 201:
            headers["Location"] = f"{router.prefix}/{plan['id']}"
        return Response(
            shown.model_dump_json(), status_code=status, media_type="application/json", headers=headers
        )

    @router.get("", summary="List decisions, the newest first", responses=documented("MOD-2215", *REFUSED))
    def plans(
        _: DemandReader,
        state: Annotated[PlanState | None, Query()] = None,
        kind: Annotated[PlanKind | None, Query()] = None,
        garment: Annotated[str, Query(max_length=120)] = "",
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Page[PlanShown]:
        after = from_cursor(cursor)
        if after is not None and not after.isdecimal():
            raise ModisteError("MOD-2215")
        found, mark = shop.planning.decisions(
            None if after is None else int(after), limit, state=state or "", kind=kind or "", garment=garment
        )
        known = garments_shown(shop, dict.fromkeys(each["garment"] for each in found if each["garment"]))
        items = [PlanShown.model_validate({**each, "shown": known.get(each["garment"])}) for each in found]
        return Page(items=items, next_cursor=to_cursor(None if mark is None else str(mark)))

    @router.post(
        "",
        summary="Propose a decision",
        status_code=201,
        response_model=PlanShown,
        responses=documented(
            "MOD-2451",
            "MOD-2476",
            "MOD-2477",
            "MOD-2480",
            "MOD-2487",
            "MOD-2488",
            "MOD-2489",
            "MOD-2491",
            "MOD-2492",
            *REFUSED_BODY,
        ),
    )
    def propose(caller: PlanWriter, draft: PlanDraft) -> Response:
        terms = shop.planning.terms.changed(
            **draft.model_dump(
                include={
                    "lead_weeks",
                    "service",
                    "cost_share",
                    "salvage_share",
                    "moving_share",
                    "lane_share",
                }
            )
        )
        wish = flows.CampaignWish(
            flows.Limits() if draft.budget is None else flows.Limits(budget=draft.budget),
            draft.weeks,
            {key: each.plain() for key, each in draft.elasticities.items()},
            {key: each.plain() for key, each in draft.trends.items()},
        )
        made = shop.planning.propose(
            draft.kind, draft.garment, caller.name, terms, draft.note, draft.packs, wish
        )
        return tagged(made, 201)

    @router.get(
        "/{plan_id}",
        summary="Look at a decision",
        response_model=PlanShown,
        responses=documented("MOD-1103", *REFUSED),
    )
    def plan(_: DemandReader, plan_id: PlanId) -> Response:
        return tagged(shop.planning.decision(plan_id))

    decided = documented("MOD-1103", "MOD-2207", "MOD-2208", "MOD-2490", *REFUSED_BODY)

    @router.post(
        "/{plan_id}/approve",
        summary="Approve a decision",
        description="Needs `If-Match` with the ETag of what was looked at.",
        response_model=PlanShown,
        responses=decided,
    )
    def approve(
        caller: PlanWriter,
        plan_id: PlanId,
        said: Annotated[PlanNote, Body()],
        if_match: IfMatch = None,
    ) -> Response:
        return decide(plan_id, "approved", caller.name, said.note, if_match)

    @router.post(
        "/{plan_id}/refuse",
        summary="Refuse a decision",
        description="Needs `If-Match` with the ETag of what was looked at.",
        response_model=PlanShown,
        responses=decided,
    )
    def refuse(
        caller: PlanWriter,
        plan_id: PlanId,
        said: Annotated[PlanNote, Body()],
        if_match: IfMatch = None,
    ) -> Response:
        return decide(plan_id, "refused", caller.name, said.note, if_match)

    def decide(
        plan_id: str, state: Literal["approved", "refused"], who: str, note: str, if_match: str | None
    ) -> Response:
        seen = shop.planning.decision(plan_id)
        require_match(if_match, _etag(seen))
        return tagged(shop.planning.decide(plan_id, seen["version"], state, who, note))

    return router


def _etag(plan: dict[str, Any]) -> str:
    return etag_of(f"{plan['id']}:{plan['version']}".encode())
