"""Rules over HTTP: what merchandisers pin, boost, bury, exclude and cap; listed, made, changed, put in order.

What a rule does is the recommend room's; trying rules out before they hold is the recommendations' preview.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from modiste.api.access import RecommendationReader, RuleWriter
from modiste.api.garments import REFUSED, REFUSED_BODY
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop

_Plain = Annotated[
    str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$", strip_whitespace=True)
]
RuleId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


class RuleDraft(BaseModel):
    """What a rule is to do, to what, where and until when.

    It covers a garment, or all of a brand, a category or an attribute (`colour=red`), or of several of these
    at once. It holds for everybody, for `new` visitors, for `returning` customers, or for those of whose
    history garments of a `taste` (`category=Coats`) are at least such a `share`. `pin` has a place, `boost`
    and `bury` a factor of the score, `cap` the most in one answer.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"verb": "boost", "category": "coat", "factor": 1.5}]},
    )

    verb: Literal["pin", "boost", "bury", "exclude", "cap"]
    garment: _Plain = ""
    brand: _Plain = ""
    category: _Plain = ""
    attribute: _Plain = ""
    placement: Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z0-9_-]*$")] = ""
    audience: Literal["", "new", "returning"] = ""
    taste: _Plain = ""
    share: float = Field(0.3, gt=0, le=1)
    place: int = Field(1, ge=1, le=100)
    factor: float = Field(1.0, ge=0, le=10)
    most: int = Field(0, ge=0, le=100)
    starts: AwareDatetime | None = None
    ends: AwareDatetime | None = None
    note: _Plain = ""

    def said(self) -> dict[str, Any]:
        """As the workspace takes it."""
        return self.model_dump(exclude_none=True)


class RuleShown(RuleDraft):
    """A rule that is kept."""

    model_config = ConfigDict(title="Rule", extra="ignore")

    id: str
    state: Literal["holds", "waits", "ended"]
    covers: int = Field(description="How many garments of the shop it covers now.")
    made_at: datetime
    made_by: str


class RuleOrder(BaseModel):
    """Ids of rules, the first applied first; those not named come behind."""

    model_config = ConfigDict(extra="forbid")

    ids: list[Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]] = Field(max_length=1000)


class Rules(BaseModel):
    """Every rule, in the order in which they are applied."""

    items: list[RuleShown]


def rule_routes(shop: Shop) -> APIRouter:
    """The merchandisers' rules."""
    router = APIRouter(prefix="/api/v1/rules", tags=["rules"], route_class=StrictRoute)

    @router.get("", summary="List the rules", responses=documented(*REFUSED))
    def rules(_: RecommendationReader) -> Rules:
        return _shown(shop)

    @router.post(
        "",
        summary="Add a rule",
        status_code=201,
        responses=documented("MOD-2372", "MOD-2373", *REFUSED_BODY),
    )
    def add(caller: RuleWriter, draft: RuleDraft) -> RuleShown:
        return RuleShown.model_validate(shop.recommending.rules.add(draft.said(), caller.name))

    @router.put("/order", summary="Put the rules in order", responses=documented("MOD-1103", *REFUSED_BODY))
    def order(_: RuleWriter, order: RuleOrder) -> Rules:
        shop.recommending.rules.order(order.ids)
        return _shown(shop)

    @router.put(
        "/{rule_id}", summary="Change a rule", responses=documented("MOD-1103", "MOD-2372", *REFUSED_BODY)
    )
    def change(_: RuleWriter, rule_id: RuleId, draft: RuleDraft) -> RuleShown:
        return RuleShown.model_validate(shop.recommending.rules.change(rule_id, draft.said()))

    @router.delete(
        "/{rule_id}",
        summary="Remove a rule",
        status_code=204,
        response_class=Response,
        responses=documented("MOD-1103", *REFUSED),
    )
    def remove(_: RuleWriter, rule_id: RuleId) -> Response:
        shop.recommending.rules.remove(rule_id)
        return Response(status_code=204)

    return router


def _shown(shop: Shop) -> Rules:
    return Rules(items=[RuleShown.model_validate(each) for each in shop.recommending.rules.all()])
