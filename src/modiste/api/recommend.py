"""Recommendations over HTTP: asked for, explained afterwards, previewed with other rules; and to whom.

Recommending is the workspace's; events, rules and experiments have their own routers.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

import anyio
import anyio.to_thread
from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from modiste.api.access import CustomerReader, RecommendationReader
from modiste.api.garments import REFUSED, REFUSED_BODY, GarmentShown, garments_shown
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented
from modiste.api.rules import RuleDraft
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

_PLAIN = r"^[^\x00-\x1f\x7f]*$"
Said = Annotated[str, StringConstraints(max_length=200, pattern=_PLAIN)]
Placement = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z0-9_-]*$")]
Filters = Annotated[
    list[Annotated[str, StringConstraints(max_length=500, pattern=_PLAIN)]], Field(max_length=50)
]
RecommendationId = Annotated[str, Path(pattern=r"^[0-9a-f-]{8,60}$")]
CustomerId = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._:-]{0,119}$")]
K = Annotated[int, Field(ge=1, le=100)]
AT_ONCE = 2
_ASKED = ("MOD-1103", "MOD-2370", "MOD-2376")


class Told(BaseModel):
    """The same in two languages."""

    en: str
    zh: str


class ReasonShown(Told):
    """Why a garment is recommended, in words and as data.

    `kind` is `history` (because of `garment`), `alike`, `trending`, `outfit`, `size`, `new`, `pinned` or
    `explored`; `share` is the part of the score that it explains.
    """

    model_config = ConfigDict(title="Reason")

    kind: str
    share: float
    garment: str
    facts: dict[str, Any]


class RuleTrace(Told):
    """What a rule did to a garment; `rule` is the merchandiser's, or "" for a rule of the house."""

    effect: Literal["pinned", "boosted", "buried", "excluded", "capped", "spread", "explored", "out of stock"]
    rule: str
    facts: dict[str, Any]


class RecommendedShown(BaseModel):
    """A garment that is recommended; `propensity` is the probability with which it stood there."""

    model_config = ConfigDict(title="Recommended")

    garment: str
    place: int = Field(description="From 1.")
    score: float = Field(description="From 0 to 1 among the candidates; no probability.")
    propensity: float
    size: str = Field(description="The size that it is recommended in, or empty.")
    size_basis: str = Field(description="`bought` (the last size bought), `model`, or empty.")
    price: float | None = Field(None, description="What it costs now, in `currency`.")
    currency: str = Field("", description="As ISO 4217, or empty where no price is known.")
    reasons: list[ReasonShown]
    rules: list[RuleTrace]
    sources: dict[str, float]
    shown: GarmentShown | None


class LeftOut(RuleTrace):
    """A garment that would have been there but for a rule."""

    garment: str


class ArmShown(BaseModel):
    """The arm of an experiment that an answer was made with."""

    model_config = ConfigDict(title="Arm")

    experiment: str
    arm: str


class RecommendationShown(BaseModel):
    """The answer, best first; give `id` back with the events that follow from it."""

    model_config = ConfigDict(title="Recommendation")

    id: str
    at: datetime
    placement: str
    customer: str = Field(description="The customer's pseudonym, or empty.")
    model: str
    results: list[RecommendedShown]
    left_out: list[LeftOut]
    experiment: ArmShown | None
    candidates: dict[str, int] = Field(description="How many each source found.")
    notes: list[Told]
    milliseconds: float = Field(description="How long it took to find, measured.")


class Wish(BaseModel):
    """Whom to recommend to, where, and what may be among it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"customer": "c-0123456789abcdef01234567", "placement": "home", "k": 8}]
        },
    )

    customer: Said = Field("", description="A customer's id, or the source's own id or address.")
    session: Said = Field("", description="A visit's id, as its events name it.")
    garment: Said = Field("", description="To what is looked at: what goes with it, or instead of it.")
    placement: Placement = "home"
    k: K = 10
    filters: Filters = Field(default=[], description="`category=dress`, `colour=red`, `price=20..50`.")
    looked: Annotated[list[Said], Field(max_length=50)] = Field(
        default=[], description="Garments as if they had just been looked at, oldest first; kept nowhere."
    )
    log: bool = Field(True, description="Whether the answer is shown to somebody, and so logged.")


class PreviewWish(Wish):
    """A wish with rules as they would be."""

    rules: list[RuleDraft] = Field(default=[], max_length=500)


class Preview(BaseModel):
    """What the customer gets with the rules as they are, and with those as they would be; none is logged."""

    before: RecommendationShown
    after: RecommendationShown


class CustomerShown(BaseModel):
    """A customer with a history, by pseudonym."""

    model_config = ConfigDict(title="CustomerWithHistory")

    customer: str
    acts: int
    garments: int
    last_at: datetime
    size: str = Field(description="The last size bought, or empty.")


class ActShown(BaseModel):
    """One thing that a customer did."""

    model_config = ConfigDict(title="CustomerAct")

    at: datetime
    kind: str
    garment: str
    weight: float
    shown: GarmentShown | None


class Alarm(Told):
    """That behaviour is not as it was: what, how far, from which threshold."""

    what: Literal["garments", "events"]
    name: str = Field("", description="The garment's id, or the kind of event, that moved most.")
    before: float | None = Field(None, description="Its share of all acts, from 0 to 1.")
    now: float | None = None
    value: float
    threshold: float
    is_raised: bool


class RecommenderState(BaseModel):
    """What recommends in this shop, from how much, and whether behaviour has drifted."""

    model: str
    shadow: str
    models: list[str] = Field(description="The ways to recommend that an experiment's arms can name.")
    garments: int
    customers: int
    acts: int
    built_at: datetime | None
    is_building: bool
    ranking: Literal["mix", "learned"]
    alarms: list[Alarm]


def recommend_routes(shop: Shop) -> APIRouter:
    """Recommendations, their reasons, previews, and the customers they are for."""
    router = APIRouter(prefix="/api/v1/recommendations", tags=["recommend"], route_class=StrictRoute)
    desk = anyio.CapacityLimiter(places_at(shop))

    @router.get("", summary="Recommend garments", responses=documented(*_ASKED, *REFUSED))
    async def ask(
        _: RecommendationReader,
        customer: Annotated[Said, Query()] = "",
        session: Annotated[Said, Query()] = "",
        garment: Annotated[Said, Query()] = "",
        placement: Annotated[Placement, Query()] = "home",
        k: Annotated[int, Query(ge=1, le=100)] = 10,
        filter: Annotated[Filters, Query()] = [],  # noqa: A002, B006 - the query's own word; FastAPI copies it
    ) -> RecommendationShown:
        wish = Wish(
            customer=customer, session=session, garment=garment, placement=placement, k=k, filters=filter
        )
        return await recommended(shop, wish, desk)

    @router.post(
        "", summary="Recommend garments, asked in a body", responses=documented(*_ASKED, *REFUSED_BODY)
    )
    async def wish(_: RecommendationReader, wish: Wish) -> RecommendationShown:
        return await recommended(shop, wish, desk)

    @router.post(
        "/preview",
        summary="What a customer would get with other rules",
        responses=documented(*_ASKED, "MOD-2372", *REFUSED_BODY),
    )
    def preview(_: RecommendationReader, wish: PreviewWish) -> Preview:
        drafts = [draft.said() for draft in wish.rules]
        before, after = shop.recommending.preview(_asked(wish), drafts)
        return Preview(before=shown(shop, before.to_json()), after=shown(shop, after.to_json()))

    @router.get("/state", summary="What recommends, and whether it drifts", responses=documented(*REFUSED))
    def state(_: RecommendationReader) -> RecommenderState:
        return RecommenderState.model_validate(shop.recommending.state())

    @router.get(
        "/customers",
        summary="List customers with a history",
        description="Those who did something last come first. With `search`, those whose pseudonym has it "
        "in it, or whose own id or address in the source it is.",
        responses=documented("MOD-2215", *REFUSED),
    )
    def customers(
        _: CustomerReader,
        cursor: Cursor = None,
        limit: Limit = 50,
        search: Annotated[Said, Query()] = "",
    ) -> Page[CustomerShown]:
        found, mark = shop.recommending.customers(from_cursor(cursor), limit, search)
        return Page(items=[CustomerShown.model_validate(each) for each in found], next_cursor=to_cursor(mark))

    @router.get(
        "/customers/{customer_id}/history",
        summary="What a customer did",
        description="The newest first.",
        responses=documented("MOD-1103", *REFUSED),
    )
    def history(
        _: CustomerReader,
        customer_id: CustomerId,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> list[ActShown]:
        acts = shop.recommending.history(customer_id, limit)
        known = _shown_by_id(shop, [each["garment"] for each in acts])
        return [ActShown.model_validate({**each, "shown": known.get(each["garment"])}) for each in acts]

    @router.get(
        "/{recommendation_id}/why",
        summary="Why was this shown",
        description="The answer as it was logged, with reasons and rules in words.",
        responses=documented("MOD-2371", *REFUSED),
    )
    def why(_: RecommendationReader, recommendation_id: RecommendationId) -> RecommendationShown:
        return shown(shop, shop.recommending.why(recommendation_id).to_json())

    return router


def places_at(shop: Shop) -> int:
    """So many answers are worked on at once: more in one process would only wait for one another."""
    beside = shop.recommending.answerers
    return max(AT_ONCE, beside.count if beside else 0)


async def recommended(shop: Shop, wish: Wish, desk: anyio.CapacityLimiter) -> RecommendationShown:
    """The answer to a wish, as it is shown; who waits for a place at the desk keeps nobody else waiting."""

    def answer() -> RecommendationShown:
        return shown(shop, shop.recommending.recommend(_asked(wish)).to_json())

    return await anyio.to_thread.run_sync(answer, limiter=desk)


def shown(shop: Shop, answer: dict[str, Any]) -> RecommendationShown:
    """An answer with its garments as the grid shows them."""
    known = _shown_by_id(shop, [each["garment"] for each in answer["results"]])
    costs = shop.recommending.prices([each["garment"] for each in answer["results"]])
    results = [
        {**each, "shown": known.get(each["garment"]), "price": price, "currency": currency}
        for each, (price, currency) in zip(answer["results"], costs, strict=True)
    ]
    return RecommendationShown.model_validate({**answer, "results": results})


def _asked(wish: Wish) -> flows.Wish:
    return flows.Wish(
        customer=wish.customer,
        session=wish.session,
        garment=wish.garment,
        placement=wish.placement or "home",
        k=wish.k,
        filters=tuple(wish.filters),
        is_logged=wish.log,
        looked=tuple(wish.looked),
    )


def _shown_by_id(shop: Shop, ids: list[str]) -> dict[str, GarmentShown]:
    return garments_shown(shop, dict.fromkeys(filter(None, ids)))
