"""Garments over HTTP: the grid's pages, filters and facets, and one garment: make, look, change, delete.

What a garment is says the spine, where it lies knows the store; photos have their own router.
"""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from modiste.api.access import GarmentReader, GarmentWriter
from modiste.api.etags import IfMatch, IfNoneMatch, etag_of, not_modified, require_match
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import Garment, Id, Image, Line, ModisteError, Name, Text, Word, slug
from modiste.workspace import Shop

ID_PATTERN = r"^[a-z0-9][a-z0-9._:-]{0,119}$"
GarmentId = Annotated[str, Path(pattern=ID_PATTERN, description="As `coat-001`.")]
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
_Value = Annotated[str | None, Query(max_length=120, pattern=_PLAIN)]
_JSON = "application/json"
_REVALIDATE = "private, no-cache"
_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
_REFUSED_BODY = ("MOD-2204", "MOD-2205", "MOD-2206", *_REFUSED)
_EXAMPLE: dict[str, Any] = {"name": "Duffle coat", "category": "coat", "attributes": {"closure": "toggle"}}


class GarmentShown(Garment):
    """A garment, and where the photo that stands for it is."""

    model_config = ConfigDict(title="Garment")

    photo_url: str | None = Field(default=None, description="Add `?width=` for a smaller one.")


class Facets(BaseModel):
    """How many garments match, and for each attribute how many have each value, most first."""

    count: int
    facets: dict[str, dict[str, int]] = Field(examples=[{"category": {"coat": 12, "dress": 9}}])


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
    category: _Value = None,
    brand: _Value = None,
    department: _Value = None,
    season: _Value = None,
    source: _Value = None,
) -> dict[str, str]:
    given = {
        "category": category,
        "brand": brand,
        "department": department,
        "season": season,
        "source": source,
    }
    return {name: value for name, value in given.items() if value is not None}


Filters = Annotated[dict[str, str], Depends(_filters)]
Words = Annotated[
    str, Query(max_length=200, pattern=_PLAIN, description="Text that the name holds, whatever its case.")
]


def garment_routes(shop: Shop) -> APIRouter:
    """The catalogue."""
    router = APIRouter(prefix="/api/v1/garments", tags=["garments"], route_class=StrictRoute)
    writing = threading.Lock()  # between looking at an entity tag and writing, no other change may come

    def shown(garment: Garment, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
        content = _with_photos(shop, [garment])[0].model_dump_json().encode()
        tagged = {"ETag": etag_of(content), "Cache-Control": _REVALIDATE, **(headers or {})}
        return Response(content, status_code=status, media_type=_JSON, headers=tagged)

    @router.get(
        "",
        summary="List garments",
        response_model=Page[GarmentShown],
        responses=documented("MOD-2215", *_REFUSED),
    )
    def listing(
        _: GarmentReader, filters: Filters, q: Words = "", cursor: Cursor = None, limit: Limit = 50
    ) -> Response:
        page = shop.garments.page(from_cursor(cursor), limit, filters, q)
        items = _with_photos(shop, page.items)
        made = Page[GarmentShown].model_construct(items=items, next_cursor=to_cursor(page.next_after))
        return Response(
            _page_of_garments.dump_json(made), media_type=_JSON, headers={"Cache-Control": _REVALIDATE}
        )

    @router.get("/facets", summary="Count garments by attribute", responses=documented(*_REFUSED))
    def facets(_: GarmentReader, filters: Filters, q: Words = "") -> Facets:
        return Facets(count=shop.garments.count(filters, q), facets=shop.garments.facets(filters))

    @router.post(
        "",
        summary="Make a garment",
        status_code=201,
        response_model=GarmentShown,
        responses=documented("MOD-2214", "MOD-2220", "MOD-2221", *_REFUSED_BODY),
    )
    def make(_: GarmentWriter, new: GarmentNew) -> Response:
        now = datetime.now(UTC)
        values = new.model_dump(exclude={"id"})
        garment = Garment(id=new.id or slug(new.name), source="api", created_at=now, updated_at=now, **values)
        with writing:
            if garment.id in shop.garments:
                raise ModisteError("MOD-2221", id=garment.id)
            made = shop.garments.put(garment)
        return shown(made, status=201, headers={"Location": f"{router.prefix}/{made.id}"})

    @router.get(
        "/{garment_id}",
        summary="Look at a garment",
        response_model=GarmentShown,
        responses={304: {"description": "The caller has it already"}, **documented("MOD-1103", *_REFUSED)},
    )
    def one(_: GarmentReader, garment_id: GarmentId, if_none_match: IfNoneMatch = None) -> Response:
        answer = shown(shop.garments.get(garment_id))
        return not_modified(if_none_match, answer.headers["ETag"], {"Cache-Control": _REVALIDATE}) or answer

    @router.patch(
        "/{garment_id}",
        summary="Change a garment",
        description="Needs `If-Match` with the ETag of the version that was looked at.",
        response_model=GarmentShown,
        responses=documented("MOD-1103", "MOD-2207", "MOD-2208", *_REFUSED_BODY),
    )
    def change(
        _: GarmentWriter,
        garment_id: GarmentId,
        change: Annotated[GarmentChange, Body()],
        if_match: IfMatch = None,
    ) -> Response:
        with writing:
            garment = shop.garments.get(garment_id)
            require_match(if_match, shown(garment).headers["ETag"])
            return shown(shop.garments.put(_changed(garment, change)))

    @router.delete(
        "/{garment_id}",
        summary="Delete a garment and its photos",
        description="`If-Match` is taken into account where it is sent.",
        status_code=204,
        response_class=Response,
        responses=documented("MOD-1103", "MOD-1105", "MOD-2208", *_REFUSED),
    )
    def delete(_: GarmentWriter, garment_id: GarmentId, if_match: IfMatch = None) -> Response:
        with writing:
            if if_match is not None:
                require_match(if_match, shown(shop.garments.get(garment_id)).headers["ETag"])
            shop.garments.remove(garment_id)
        return Response(status_code=204)

    return router


def _with_photos(shop: Shop, garments: Sequence[Garment]) -> list[GarmentShown]:
    """Garments with the first of their photos, found in one go."""
    first: dict[str, str] = {}
    for image in shop.store.rows.scan(Image, where={"garment_id": [garment.id for garment in garments]}):
        first.setdefault(image.garment_id, f"/api/v1/photos/{image.id}")
    # Both parts were validated when they were read.
    return [GarmentShown.model_construct(**vars(each), photo_url=first.get(each.id)) for each in garments]


def _changed(garment: Garment, change: GarmentChange) -> Garment:
    """The garment as it would be.

    Raises:
        RequestValidationError: it would be no garment any more.
    """
    sent = change.model_dump(exclude_unset=True)
    values = garment.model_dump()
    merged = {**values["attributes"], **(sent.pop("attributes", None) or {})}
    if "attributes" in change.model_fields_set and change.attributes is None:
        merged = {}
    values.update(sent, attributes={name: value for name, value in merged.items() if value is not None})
    try:
        return Garment.model_validate({name: value for name, value in values.items() if value is not None})
    except ValidationError as error:
        flaws = [{**flaw, "loc": ("body", *flaw["loc"])} for flaw in error.errors(include_url=False)]
        raise RequestValidationError(flaws) from None
