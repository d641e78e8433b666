"""The catalogue as a download: for a shop system, as a table, or an imported file with what was enriched.

Knows names and types of files; what stands in them is the workspace's.
"""

from collections.abc import Callable
from typing import IO, Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from modiste.api.access import GarmentReader
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Shop, streamed, write_catalogue, write_like

Format = Literal["csv", "google-merchant-tsv", "google-merchant-xml", "shopify"]
_TYPES: dict[str, tuple[str, str]] = {
    "csv": ("catalogue.csv", "text/csv"),
    "google-merchant-tsv": ("catalogue.tsv", "text/tab-separated-values"),
    "google-merchant-xml": ("catalogue.xml", "application/xml"),
    "shopify": ("catalogue.csv", "text/csv"),
}
_LIKE = "application/octet-stream"
_WRITER = "garments:write"
_FILE = {"schema": {"type": "string", "format": "binary"}}


def catalogue_routes(shop: Shop) -> APIRouter:
    """The way back."""
    router = APIRouter(prefix="/api/v1/catalogue", tags=["catalogue"], route_class=StrictRoute)

    @router.get(
        "/export",
        summary="Download the enriched catalogue",
        description="Streamed while it is written; one that breaks off ends without its last chunk. `like` "
        "takes an uploaded CSV or TSV instead of a format: the file of an import of the last day, or that "
        "file uploaded again. It comes back with the values that people or models set, and needs "
        "`garments:write` as the upload did.",
        response_class=StreamingResponse,
        responses={
            200: {"content": dict.fromkeys((*sorted({kind for _, kind in _TYPES.values()}), _LIKE), _FILE)},
            **documented(
                "MOD-1103", "MOD-1233", "MOD-1234", "MOD-2203", "MOD-2204", "MOD-2209", "MOD-2210", "MOD-2214"
            ),
        },
    )
    def export(
        caller: GarmentReader,
        kind: Annotated[Format, Query(alias="as", description="The format.")] = "csv",
        like: Annotated[
            str, Query(pattern=r"^([0-9a-f]{32})?$", description="An upload, as its answer gave its id.")
        ] = "",
    ) -> StreamingResponse:
        if not like:
            name, media_type = _TYPES[kind]
            return _download(lambda file: write_catalogue(shop.store, kind, file), name, media_type)
        if _WRITER not in caller.scopes:
            raise ModisteError("MOD-2210", scope=_WRITER)
        path = shop.uploads.find(like)
        return _download(lambda file: write_like(shop.store, path, file), path.name, _LIKE)

    return router


def _download(write: Callable[[IO[bytes]], object], name: str, media_type: str) -> StreamingResponse:
    plain = "".join(letter if letter.isascii() and letter not in '"\\' else "_" for letter in name)
    headers = {"Content-Disposition": f'attachment; filename="{plain}"', "Cache-Control": "no-store"}
    return StreamingResponse(streamed(write), media_type=media_type, headers=headers)
