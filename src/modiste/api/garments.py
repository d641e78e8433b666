"""Garments over HTTP: the grid's pages, filters and facets, and one garment: make, look, change, delete.

What a garment is says the spine, where it lies knows the store; photos have their own router.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from modiste.api.access import GarmentReader, GarmentWriter
from modiste.api.etags import IfMatch, IfNoneMatch, etag_of, not_modified, require_match
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import Garment, Id, Line, ModisteError, Name, Text, Word, slug
from modiste.store import Card, CardSort, CardState
from modiste.workspace import Selection, Shop

ID_PATTERN = r"^[a-z0-9][a-z0-9._:-]{0,119}$"
GarmentId = Annotated[str, Path(pattern=ID_PATTERN, description="As `coat-001`.")]
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
_Plain = Annotated[str, StringConstraints(max_length=120, pattern=_PLAIN)]
_Values = Annotated[list[_Plain], Query(max_length=50, description="Any of these; may be repeated.")]
_JSON = "application/json"
_REVALIDATE = "private, no-cache"
REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
REFUSED_BODY = ("MOD-2204", "MOD-2205", "MOD-2206", *REFUSED)
_EXAMPLE: dict[str, Any] = {"name": "Duffle coat", "category": "coat", "attributes": {"closure": "toggle"}}


class CardTag(BaseModel):
    """What a model said of a garment's photo, the newest if there are more; how sure it was."""

    label: str
    confidence: float = Field(ge=0, le=1)
    model: str = Field(description="As `clothing@2`.")


class GarmentShown(Garment):
    """A garment as the grid shows it: with its photos, the newest prediction, and what that asks for.

    `state`: `none` (nothing predicted), `sure`, `unsure` (below 0.8), `differs` (the prediction is not the
    category), `confirmed` (a person has looked).
    """

    model_config = ConfigDict(title="Garment")

    photo_url: str | None = Field(default=None, description="Add `?width=` for a smaller one.")
    other_photo_url: str | None = Field(default=None, description="Another view, to show on hover.")
    photo_width: int | None = None
    photo_height: int | None = None
    photos: int = 0
    split: str = Field(default="", description="The part of a published split its photo is in.")
    state: CardState = "none"
    tag: CardTag | None = None


class Facets(BaseModel):
    """How many garments match, and for each attribute how many have each value, most first.

    An attribute's own filter is left out of its counts: they say what choosing another value would give.
    """

    count: int
    facets: dict[str, dict[str, int]] = Field(examples=[{"category": {"coat": 12, "dress": 9}}])


class GarmentIds(BaseModel):
    """Ids in the order asked for, and how many garments match in all."""

    ids: list[str]
    count: int


_closed = ConfigDict(extra="forbid", str_strip_whitespace=True, json_schema_extra={"examples": [_EXAMPLE]})


class GarmentNew(BaseModel):
    """A garment to make; without an id it gets one from its name."""

    model_config = _closed

    id: Id | None = None
    name: Name
    category: Word = ""
    brand: Word = ""
    department: Word = ""
    season: Word = ""
    description: Text = ""
    attributes: dict[Word, Line] = Field(default={}, max_length=200)


class GarmentChange(BaseModel):
    """What to change (RFC 7396): what is left out stays, null takes a value away, attributes are merged."""

    model_config = _closed

    name: Name | None = None
    category: Word | None = None
    brand: Word | None = None
    department: Word | None = None
    season: Word | None = None
    description: Text | None = None
    attributes: dict[Word, Line | None] | None = Field(default=None, max_length=200)


_page_of_garments = TypeAdapter(Page[GarmentShown])


async def _filters(
    category: _Values = [],  # noqa: B006 - FastAPI copies it
    brand: _Values = [],  # noqa: B006
    department: _Values = [],  # noqa: B006
    season: _Values = [],  # noqa: B006
    source: _Values = [],  # noqa: B006
    split: _Values = [],  # noqa: B006
    state: _Values = [],  # noqa: B006
) -> dict[str, list[str]]:
    given = {
        "category": category,
        "brand": brand,
        "department": department,
        "season": season,
        "source": source,
        "split": split,
        "state": state,
    }
    return {name: values for name, values in given.items() if values}


Filters = Annotated[dict[str, list[str]], Depends(_filters)]
Words = Annotated[
    str,
    Query(
        max_length=200,
        pattern=_PLAIN,
        description="Words that must all occur, as whole or part, in name, id, category or brand; "
        "case and accents do not matter.",
    ),
]
Sort = Annotated[CardSort, Query(description="`-` falls; `certainty` has the least sure predictions first.")]
Offset = Annotated[
    int, Query(ge=0, le=10_000_000, description="Skip so many: any place of a long list at once.")
]


def garment_routes(shop: Shop) -> APIRouter:
    """The catalogue."""
    router = APIRouter(prefix="/api/v1/garments", tags=["garments"], route_class=StrictRoute)

    def shown(garment_id: str, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
        content = garment_shown(shop.garments.card(garment_id)).model_dump_json().encode()
        tagged = {"ETag": etag_of(content), "Cache-Control": _REVALIDATE, **(headers or {})}
        return Response(content, status_code=status, media_type=_JSON, headers=tagged)

    @router.get(
        "",
        summary="List garments",
        response_model=Page[GarmentShown],
        responses=documented("MOD-2215", *REFUSED),
    )
    def listing(
        _: GarmentReader,
        filters: Filters,
        q: Words = "",
        sort: Sort = "id",
        cursor: Cursor = None,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Response:
        try:
            page = shop.garments.cards(from_cursor(cursor), limit, filters, q, sort, offset)
        except ModisteError as error:
            if error.code == "MOD-1114":  # a cursor of another order
                raise ModisteError("MOD-2215") from None
            raise
        made = Page[GarmentShown].model_construct(
            items=[garment_shown(card) for card in page.items], next_cursor=to_cursor(page.next_after)
        )
        return Response(
            _page_of_garments.dump_json(made), media_type=_JSON, headers={"Cache-Control": _REVALIDATE}
        )

    @router.get("/facets", summary="Count garments by attribute", responses=documented(*REFUSED))
    def facets(_: GarmentReader, filters: Filters, q: Words = "") -> Facets:
        count, found = shop.garments.counted(filters, q)
        return Facets(count=count, facets=found)

    @router.get("/ids", summary="List only the ids", responses=documented(*REFUSED))
    def ids(
        _: GarmentReader,
        filters: Filters,
        q: Words = "",
        sort: Sort = "id",
        offset: Offset = 0,
        limit: Annotated[int, Query(ge=1, le=100_000)] = 10_000,
    ) -> GarmentIds:
        found = shop.garments.ids(filters, q, sort, limit, offset)
        return GarmentIds(ids=found, count=shop.garments.count(filters, q))

    @router.post(
        "",
        summary="Make a garment",
        status_code=201,
        response_model=GarmentShown,
        responses=documented("MOD-2214", "MOD-2220", "MOD-2221", *REFUSED_BODY),
    )
    def make(_: GarmentWriter, new: GarmentNew) -> Response:
        now = datetime.now(UTC)
        values = new.model_dump(exclude={"id"})
        garment = Garment(id=new.id or slug(new.name), source="api", created_at=now, updated_at=now, **values)
        with shop.edits.alone:
            if garment.id in shop.garments:
                raise ModisteError("MOD-2221", id=garment.id)
            shop.garments.put(garment)
        return shown(garment.id, status=201, headers={"Location": f"{router.prefix}/{garment.id}"})

    @router.get(
        "/{garment_id}",
        summary="Look at a garment",
        response_model=GarmentShown,
        responses={304: {"description": "The caller has it already"}, **documented("MOD-1103", *REFUSED)},
    )
    def one(_: GarmentReader, garment_id: GarmentId, if_none_match: IfNoneMatch = None) -> Response:
        answer = shown(garment_id)
        return not_modified(if_none_match, answer.headers["ETag"], {"Cache-Control": _REVALIDATE}) or answer

    @router.patch(
        "/{garment_id}",
        summary="Change a garment",
        description="Needs `If-Match` with the ETag of the version that was looked at. `Change-Id` of the "
        "answer names the change for an undo; it is missing when nothing changed.",
        response_model=GarmentShown,
        responses=documented("MOD-1103", "MOD-2207", "MOD-2208", *REFUSED_BODY),
    )
    def change(
        caller: GarmentWriter,
        garment_id: GarmentId,
        change: Annotated[GarmentChange, Body()],
        if_match: IfMatch = None,
    ) -> Response:
        with shop.edits.alone:
            require_match(if_match, shown(garment_id).headers["ETag"])
            values = change.model_dump(exclude_unset=True)
            with fitting():
                edit = shop.edits.set(Selection(ids=[garment_id]), values, caller.name)
            return shown(garment_id, headers={"Change-Id": edit.change.id} if edit.change else None)

    @router.delete(
        "/{garment_id}",
        summary="Delete a garment and its photos",
        description="`If-Match` is taken into account where it is sent. `Change-Id` of the answer names the "
        "change for an undo.",
        status_code=204,
        response_class=Response,
        responses=documented("MOD-1103", "MOD-1105", "MOD-2208", *REFUSED),
    )
    def delete(caller: GarmentWriter, garment_id: GarmentId, if_match: IfMatch = None) -> Response:
        with shop.edits.alone:
            etag = shown(garment_id).headers["ETag"]
            if if_match is not None:
                require_match(if_match, etag)
            edit = shop.edits.delete(Selection(ids=[garment_id]), caller.name)
        if edit.change is None:
            raise ModisteError("MOD-1105", kind="Garment", id=garment_id, reason="colourways refer to it")
        return Response(status_code=204, headers={"Change-Id": edit.change.id})

    return router


def garment_shown(card: Card) -> GarmentShown:
    """A card as it is sent; its parts were validated when they came in."""
    return GarmentShown.model_construct(
        **vars(card.garment),
        photo_url=photo_url(card.photo_id),
        other_photo_url=photo_url(card.other_photo_id),
        photo_width=card.width,
        photo_height=card.height,
        photos=card.photos,
        split=card.split,
        state=card.state,
        tag=_tag(card),
    )


def _tag(card: Card) -> CardTag | None:
    if card.label is None or card.certainty is None or card.model is None:
        return None
    return CardTag.model_construct(label=card.label, confidence=card.certainty, model=card.model)


def garments_shown(shop: Shop, ids: Iterable[str]) -> dict[str, GarmentShown]:
    """Those of the garments that are there, as they are sent, by id."""
    return {id_: garment_shown(card) for id_, card in shop.store.cards.find(list(ids)).items()}


def photo_url(photo_id: str | None) -> str | None:
    """Where a photo is."""
    return photo_id and f"/api/v1/photos/{photo_id}"


@contextmanager
def fitting() -> Iterator[None]:
    """Tell of values that would leave no garment as of a body that does not fit.

    Raises:
        RequestValidationError: of the values.
    """
    try:
        yield
    except ValidationError as error:
        flaws = [{**flaw, "loc": ("body", *flaw["loc"])} for flaw in error.errors(include_url=False)]
        raise RequestValidationError(flaws) from None
