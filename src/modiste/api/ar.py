"""A garment in augmented reality over HTTP: its glTF, its USDZ, its picture, its manifest and its page.

Knows addresses, tags and what is answered while files are made: 202 with the job that makes them. Making and
keeping them is the workspace's.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import GarmentReader
from modiste.api.etags import IfNoneMatch, etag_of, not_modified
from modiste.api.garments import REFUSED, GarmentId
from modiste.api.jobs import JobShown
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import Garment
from modiste.workspace import Shop, flows

Size = Annotated[str, Query(max_length=40, description="By default the middle one.")]
Wearer = Annotated[str, Query(max_length=40, description="The size whose body wears it; by default its own.")]
ClothName = Annotated[
    str, Query(max_length=40, description="By default its own, or one that hangs as it does.")
]
Colour = Annotated[
    str,
    Query(
        pattern=r"^(#[0-9a-fA-F]{6})?$",
        description="The dye, or a print's ground, `#rrggbb`; by default as its first picture shows it.",
    ),
]
Worn = Annotated[bool, Query(description="Whether somebody wears it.")]


def _wished(
    garment_id: GarmentId,
    size: Size = "",
    wearer: Wearer = "",
    cloth: ClothName = "",
    colour: Colour = "",
    body: Worn = True,
) -> flows.ArWish:
    return flows.ArWish(garment_id, size, wearer, cloth, colour, body)


Wish = Annotated[flows.ArWish, Depends(_wished)]
_HEADERS = {"Cache-Control": "private, no-cache"}
_RETRY_SECONDS = "2"
_CODES = ("MOD-1103", "MOD-1586", "MOD-1702", "MOD-2012", "MOD-2030", *REFUSED)
_MADE: dict[int | str, dict[str, Any]] = {
    202: {
        "model": JobShown,
        "description": "It is being made: ask again a little later, or follow the job",
        "headers": {"Location": {"schema": {"type": "string"}, "description": "The job's address."}},
    },
    304: {"description": "The caller has it already"},
}


class ArFile(BaseModel):
    """One file of a package."""

    media_type: str
    bytes: int
    sha256: str


class ArManifest(BaseModel):
    """What a package says of itself; more than is named here may stand in it."""

    model_config = ConfigDict(extra="allow")

    title: str
    title_zh: str = ""
    garment: str
    size: str
    wearer: str = Field(description="The size whose body wears it.")
    sizes: list[str]
    cloth: str
    print: str
    colour: str
    is_synthetic: bool
    how: str
    files: dict[str, ArFile]


def ar_routes(shop: Shop) -> APIRouter:
    """A garment's files for augmented reality."""
    router = APIRouter(prefix="/api/v1/garments", tags=["ar"], route_class=StrictRoute)

    def answered(data: bytes, media_type: str, sent: str | None) -> Response:
        etag = etag_of(data)
        return not_modified(sent, etag, _HEADERS) or Response(
            data, media_type=media_type, headers={"ETag": etag, **_HEADERS}
        )

    def add(ending: str, name: str, media_type: str, summary: str) -> None:
        def file(
            _: GarmentReader,
            wish: Wish,
            if_none_match: IfNoneMatch = None,
        ) -> Response:
            shop.store.rows.get(Garment, wish.garment)
            data = flows.ar_file(shop, wish, name)
            if data is not None:
                return answered(data, media_type, if_none_match)
            job = flows.ar_job(shop, wish)
            return Response(
                JobShown.model_validate(job).model_dump_json(),
                202,
                {
                    "Location": f"/api/v1/jobs/{job.id}",
                    "Retry-After": _RETRY_SECONDS,
                    "Cache-Control": "no-store",
                },
                "application/json",
            )

        binary = {"content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}
        router.add_api_route(
            f"/{{garment_id}}/ar.{ending}",
            file,
            name=f"ar_{ending.replace('.', '_')}",
            summary=summary,
            response_class=Response,
            responses={
                200: {"model": ArManifest} if ending == "json" else binary,
                **_MADE,
                **documented(*_CODES),
            },
        )

    add("glb", "garment.glb", "model/gltf-binary", "A garment as binary glTF")
    add("mirror.glb", "mirror.glb", "model/gltf-binary", "A garment on a body's joints, for the live mirror")
    add("usdz", "garment.usdz", "model/vnd.usdz+zip", "A garment as USDZ")
    add("png", "poster.png", "image/png", "A garment's picture for its page")
    add("json", "ar.json", "application/json", "What a garment's files are")

    @router.get(
        "/{garment_id}/ar",
        summary="A garment's page for augmented reality",
        response_class=Response,
        responses=documented(*_CODES),
    )
    def page(
        _: GarmentReader,
        wish: Wish,
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        shop.store.rows.get(Garment, wish.garment)
        text, policy = flows.ar_page(shop, wish)
        answer = answered(text.encode(), "text/html", if_none_match)
        answer.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'"
        return answer

    return router
