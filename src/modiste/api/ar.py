"""A garment in augmented reality over HTTP: its glTF, its USDZ, its picture and its page.

Knows addresses, tags and what is kept in memory; making the files is the workspace's.
One garment is draped at a time.
"""

import threading
from collections import OrderedDict
from typing import Annotated

from fastapi import APIRouter, Query, Response

from modiste.api.access import GarmentReader
from modiste.api.etags import IfNoneMatch, etag_of, not_modified
from modiste.api.garments import REFUSED, GarmentId
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import Garment
from modiste.workspace import Shop, flows

Size = Annotated[str, Query(max_length=40, description="By default the middle one.")]
ClothName = Annotated[
    str, Query(max_length=40, description="By default its own, or one that hangs as it does.")
]
Colour = Annotated[
    str,
    Query(
        pattern=r"^(#[0-9a-fA-F]{6})?$",
        description="The dye, `#rrggbb`; by default as its first picture shows it.",
    ),
]
Worn = Annotated[bool, Query(description="Whether somebody wears it.")]
_KEPT = 8
"""Packages in memory: some two megabytes each."""
_HEADERS = {"Cache-Control": "private, no-cache"}
_CODES = ("MOD-1103", "MOD-1586", "MOD-1590", "MOD-2012", "MOD-2030", *REFUSED)


def ar_routes(shop: Shop) -> APIRouter:
    """A garment's files for augmented reality."""
    router = APIRouter(prefix="/api/v1/garments", tags=["ar"], route_class=StrictRoute)
    kept: OrderedDict[tuple[object, ...], flows.ArPackage] = OrderedDict()
    lock = threading.Lock()

    def made(garment_id: str, size: str, cloth: str, colour: str, *, body: bool) -> flows.ArPackage:
        garment = shop.store.rows.get(Garment, garment_id)
        cut = flows.cut_named(garment_id, shop)
        own = flows.look_of(shop, garment_id)
        cloth, colour = cloth or own[0], (colour or own[1]).lower()
        key = (cut.model_dump_json(exclude={"updated_at"}), garment.name, size, cloth, colour, body)
        with lock:
            if key not in kept:
                kept[key] = flows.make_ar_package(
                    cut, title=garment.name, size=size, cloth=cloth, colour=colour, body=body
                )
            kept.move_to_end(key)
            while len(kept) > _KEPT:
                kept.popitem(last=False)
            return kept[key]

    def answered(data: bytes, media_type: str, sent: str | None) -> Response:
        etag = etag_of(data)
        return not_modified(sent, etag, _HEADERS) or Response(
            data, media_type=media_type, headers={"ETag": etag, **_HEADERS}
        )

    def add(ending: str, name: str, media_type: str, summary: str) -> None:
        def file(
            _: GarmentReader,
            garment_id: GarmentId,
            size: Size = "",
            cloth: ClothName = "",
            colour: Colour = "",
            body: Worn = True,
            if_none_match: IfNoneMatch = None,
        ) -> Response:
            found = made(garment_id, size, cloth, colour, body=body)
            return answered(found.files[name], media_type, if_none_match)

        router.add_api_route(
            f"/{{garment_id}}/ar.{ending}",
            file,
            name=f"ar_{ending}",
            summary=summary,
            response_class=Response,
            responses=documented(*_CODES),
        )

    add("glb", "garment.glb", "model/gltf-binary", "A garment as binary glTF")
    add("usdz", "garment.usdz", "model/vnd.usdz+zip", "A garment as USDZ")
    add("png", "poster.png", "image/png", "A garment's picture for its page")

    @router.get(
        "/{garment_id}/ar",
        summary="A garment's page for augmented reality",
        response_class=Response,
        responses=documented("MOD-1103", *REFUSED),
    )
    def page(_: GarmentReader, garment_id: GarmentId, if_none_match: IfNoneMatch = None) -> Response:
        name = shop.store.rows.get(Garment, garment_id).name
        text, policy = flows.ar_page(name, "ar.glb", "ar.usdz", "ar.png")
        answer = answered(text.encode(), "text/html", if_none_match)
        answer.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'"
        return answer

    return router
