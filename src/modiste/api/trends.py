"""What rises and fades in a shop over HTTP, with what shows it, and what its sales tell.

Judging and counting are the workspace's. Nobody's purchases are told here: of customers only how many.
"""

from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import DemandReader
from modiste.api.etags import IfNoneMatch, etag_of, not_modified
from modiste.api.garments import REFUSED, GarmentShown, garments_shown, photo_url
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

Attribute = Literal["colour", "print", "category", "silhouette", "fabric", "neckline", "sleeve", "length"]
Source = Literal["sales", "looks", "catalogue", "press"]
Verdict = Literal["rising", "fading", "steady"]
Basis = Literal["measured", "synthetic"]
What = Literal[
    "rfm", "lifetime", "cohorts", "baskets", "sell-through", "returns", "elasticity", "weekly", "visits"
]
Group = Literal["garment_id", "category", "brand", "season", "colour", "size"]
AsOf = Annotated[date | None, Query(description="Nothing after this day began is seen. Now by default.")]
Weeks = Annotated[int, Query(ge=8, le=52, description="Compared with the same weeks a year before.")]
_JSON = "application/json"
_REVALIDATE = {"Cache-Control": "private, no-cache"}
_KNOWN: dict[int | str, dict[str, Any]] = {304: {"description": "The caller has it already"}}
_TAKES: dict[str, tuple[str, ...]] = {
    "lifetime": ("weeks",),
    "cohorts": ("period",),
    "baskets": ("by", "least"),
    "sell-through": ("by",),
    "returns": ("by", "window_days"),
    "elasticity": ("by",),
    "weekly": ("by",),
}
"""Which of the questions' options each takes."""
_LISTS = ("items", "groups", "pairs", "own", "customers")


class TrendNameShown(BaseModel):
    """A name in both languages."""

    model_config = ConfigDict(title="TrendName")

    en: str
    zh: str


class SharePointShown(BaseModel):
    """A share in a week, or in four, with its 95 % interval; null where nothing was seen."""

    model_config = ConfigDict(title="SharePoint")

    week: date = Field(description="The Monday it begins with.")
    share: float | None
    low: float | None
    high: float | None
    count: int = Field(description="How often the value was seen.")
    of: int = Field(description="How often any value of the attribute was.")


class TrendChangeShown(BaseModel):
    """A week from which on the share was another one."""

    model_config = ConfigDict(title="TrendChange")

    week: date
    earliest: date = Field(
        description="The first week that it may as well have begun in; 95 % lie up to `latest`."
    )
    latest: date = Field(description="The last such week.")
    before: float = Field(description="Share of the segment before.")
    after: float
    p: float = Field(description="The chance of as large a step where nothing changed.")


class TrendEvidenceShown(BaseModel):
    """A garment or an article in which the value was seen more, or less, than a year before."""

    model_config = ConfigDict(title="TrendEvidence")

    kind: Literal["garment", "article"]
    item: str = Field(description="A garment's id, or an article's address.")
    now: int
    before: int
    change: int
    garment: str | None
    photo_url: str | None = Field(description="Of a colourway that has the value, where there is one.")
    picture: str | None = Field(description="SHA-256 of that picture.")
    shown: GarmentShown | None = None


class TrendShown(BaseModel):
    """One value of one attribute in one source: whether it rises, how fast and how surely."""

    model_config = ConfigDict(title="Trend")

    attribute: str
    attribute_name: TrendNameShown
    value: str
    value_name: TrendNameShown
    source: Source
    source_name: TrendNameShown
    verdict: Verdict
    verdict_name: TrendNameShown
    q: float = Field(description="The share of false alarms among all calls as sure as this one.")
    p: float = Field(description="The chance of as large a change where there is none.")
    growth: float = Field(
        description="The share against that of the same weeks a year before: 0.5 is half more."
    )
    growth_ci95: tuple[float, float]
    share: float
    share_before: float
    weeks: int = Field(description="On each side.")
    is_year_on_year: bool = Field(description="Else against the weeks just before, season and all.")
    emergence: float = Field(description="From 0 to 1: how surely something small has grown by a quarter.")
    changes: list[TrendChangeShown]
    seen: int
    basis: Basis
    series: list[SharePointShown]
    evidence: list[TrendEvidenceShown]


class TrendGroup(BaseModel):
    """An attribute or a source: how many series were judged, and how many rise or fade."""

    id: str
    name: TrendNameShown
    judged: int
    called: int


class TrendCounts(BaseModel):
    """How many there are of each verdict."""

    rising: int
    fading: int
    steady: int


class TrendState(BaseModel):
    """As of when and from what trends are told."""

    as_of: datetime
    weeks: int = Field(description="Weeks of history.")
    first_week: date
    window: int = Field(description="Weeks compared at most.")
    how: str
    basis: Basis
    counts: TrendCounts
    attributes: list[TrendGroup]
    sources: list[TrendGroup]


class TrendDetail(BaseModel):
    """A value's trends, one a source, week by week, the surest first."""

    attribute: str
    value: str
    signals: list[TrendShown]


class SalesTold(BaseModel):
    """What sales tell: `found` is as `modiste sales` tells it, without lists of customers."""

    what: What
    as_of: datetime
    currency: str
    lines: int
    lines_in_other_currencies: int
    basis: Basis
    count: int = Field(description="Rows of the longest list before it was cut.")
    found: dict[str, Any]
    garments: dict[str, GarmentShown] = Field(description="Those that `found` names by id.")


def trend_routes(shop: Shop) -> APIRouter:
    """Trends with their evidence, and what sales tell."""
    router = APIRouter(prefix="/api/v1", tags=["trends"], route_class=StrictRoute)

    @router.get(
        "/trends",
        summary="List what rises and fades, the surest first",
        description="A filter never changes a verdict: the whole shop is judged together. A series' points "
        "hold four weeks each. Steady values come without evidence.",
        response_model=Page[TrendShown],
        responses={**_KNOWN, **documented("MOD-2215", "MOD-2435", *REFUSED)},
    )
    def trends(
        _: DemandReader,
        attribute: Annotated[Attribute | None, Query()] = None,
        source: Annotated[Source | None, Query()] = None,
        verdict: Annotated[Verdict | None, Query()] = None,
        weeks: Weeks = 26,
        as_of: AsOf = None,
        cursor: Cursor = None,
        limit: Limit = 50,
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        found = shop.trending.rows(
            _moment(as_of), weeks, attribute=attribute or "", source=source or "", verdict=verdict or ""
        )
        page, mark = flows.past_mark(found, flows.trend_mark, from_cursor(cursor), limit)
        return _tagged(Page(items=_shown(shop, page), next_cursor=to_cursor(mark)), if_none_match)

    @router.get(
        "/trends/state",
        summary="As of when and from what trends are told",
        response_model=TrendState,
        responses={**_KNOWN, **documented("MOD-2435", *REFUSED)},
    )
    def state(
        _: DemandReader, weeks: Weeks = 26, as_of: AsOf = None, if_none_match: IfNoneMatch = None
    ) -> Response:
        return _tagged(TrendState.model_validate(shop.trending.state(_moment(as_of), weeks)), if_none_match)

    @router.get(
        "/trends/{attribute}/{value:path}",
        summary="One value week by week, with all its evidence",
        response_model=TrendDetail,
        responses={**_KNOWN, **documented("MOD-1103", "MOD-2435", *REFUSED)},
    )
    def trend(
        _: DemandReader,
        attribute: Attribute,
        value: Annotated[str, Path(min_length=1, max_length=120)],
        source: Annotated[Source | None, Query()] = None,
        weeks: Weeks = 26,
        as_of: AsOf = None,
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        found = shop.trending.value(attribute, value, _moment(as_of), weeks, source or "")
        told = TrendDetail(attribute=attribute, value=found[0]["value"], signals=_shown(shop, found))
        return _tagged(told, if_none_match)

    @router.get(
        "/sales/{what}",
        summary="What sales tell: sell-through, returns, baskets, cohorts, segments, elasticity",
        description="An option that a question has no use for changes nothing.",
        response_model=SalesTold,
        responses={**_KNOWN, **documented("MOD-2431", "MOD-2432", "MOD-2433", "MOD-2434", *REFUSED)},
    )
    def sales(
        _: DemandReader,
        what: What,
        by: Annotated[Group, Query(description="What is counted.")] = "garment_id",
        period: Annotated[Literal["week", "month", "quarter"], Query(description="Of cohorts.")] = "month",
        least: Annotated[int, Query(ge=1, le=10_000, description="Orders that a pair must be in.")] = 5,
        window_days: Annotated[int, Query(ge=1, le=365, description="In which a return counts.")] = 30,
        weeks: Annotated[int, Query(ge=1, le=520, description="Ahead, of what customers are worth.")] = 52,
        as_of: AsOf = None,
        limit: Annotated[int, Query(ge=1, le=1000, description="At most so many rows of a list.")] = 200,
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        asked = {"by": by, "period": period, "least": least, "window_days": window_days, "weeks": weeks}
        options = {name: asked[name] for name in _TAKES.get(what, ())}
        told = dict(shop.trending.sales(what, _moment(as_of), **options))
        named = ("what", "as_of", "currency", "lines", "lines_in_other_currencies")
        about = {name: told.pop(name) for name in named}
        told.pop("customers" if what in ("rfm", "lifetime") else "", None)
        count = max((len(told[name]) for name in _LISTS if isinstance(told.get(name), list)), default=0)
        found = {
            name: value[:limit] if name in _LISTS and isinstance(value, list) else value
            for name, value in told.items()
        }
        made = SalesTold(
            **about,
            basis="synthetic" if shop.trending.is_synthetic() else "measured",
            count=count,
            found=found,
            garments=garments_shown(shop, _garments_in(found)),
        )
        return _tagged(made, if_none_match)

    return router


def _shown(shop: Shop, rows: list[dict[str, Any]]) -> list[TrendShown]:
    """Rows as they are sent, with the garments that show them."""
    wanted = dict.fromkeys(one["garment"] for row in rows for one in row["evidence"] if one["garment"])
    known = garments_shown(shop, wanted)
    made = []
    for row in rows:
        evidence = [
            {**one, "photo_url": photo_url(one["photo_id"]), "shown": known.get(one["garment"] or "")}
            for one in row["evidence"]
        ]
        made.append(TrendShown.model_validate({**row, "evidence": evidence}))
    return made


def _garments_in(found: dict[str, Any]) -> dict[str, None]:
    """What rows of lists name: some of it is garments, the rest is not found among them."""
    lists = [found[name] for name in _LISTS if isinstance(found.get(name), list)]
    keys = ("key", "first", "second", "group", "garment_id")
    return dict.fromkeys(
        row[key] for rows in lists for row in rows for key in keys if isinstance(row.get(key), str)
    )


def _moment(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), UTC)


def _tagged(made: BaseModel, sent: str | None) -> Response:
    """An answer with its tag, or that the caller has it."""
    content = made.model_dump_json().encode()
    headers = {"ETag": etag_of(content), **_REVALIDATE}
    return not_modified(sent, headers["ETag"], _REVALIDATE) or Response(
        content, media_type=_JSON, headers=headers
    )
