"""Who answers at an item's Digital Link: `/01/{gtin}/21/{serial}` leads to what is wanted of it.

Knows link types and linksets (GS1-Conformant resolver 1.1; RFC 9264); which pages there are is a shop's own.
Everybody may ask: that a link exists says nothing of whether the item is genuine.
"""

from typing import Annotated, Any
from urllib.parse import quote

import orjson
from fastapi import APIRouter, Path, Query, Request, Response

from modiste.api.problems import documented
from modiste.garment import ModisteError, item_link, sgtin
from modiste.workspace import Shop

LINKSET = "application/linkset+json"
_VOC = "https://ref.gs1.org/voc/"
_DEFAULT = "traceability"
# Link type of GS1's vocabulary, the page here that answers it, its title in both languages.
_LINKS: tuple[tuple[str, str, str, str], ...] = (
    ("traceability", "/api/v1/supply/journey?item={item}", "Its journey", "流转历程"),
    ("dpp", "/verify?item={item}", "Its passport, checked", "数字产品护照与核验"),
    ("epcis", "/api/v1/epcis/epcs/{item}/events", "Its events (EPCIS 2.0)", "供应链事件（EPCIS 2.0）"),
)
_KNOWN: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {LINKSET: {"schema": {"type": "object"}}},
        "description": "All links, where `linkType=linkset` or `all` was asked",
    },
    307: {"description": "Where the wanted link leads"},
}
Gtin = Annotated[str, Path(pattern="^[0-9]{8,14}$")]
Serial = Annotated[str, Path(min_length=1, max_length=20)]
LinkType = Annotated[
    str, Query(alias="linkType", max_length=60, description="`gs1:epcis`, `all`, `linkset`, ...")
]


def resolver_routes(shop: Shop) -> APIRouter:
    """Links of items of this shop's making."""
    router = APIRouter(tags=["resolver"])

    @router.get(
        "/01/{gtin_}/21/{serial:path}",
        summary="Follow an item's link",
        status_code=307,
        response_class=Response,
        responses=_KNOWN | documented("MOD-1001", "MOD-2500", "MOD-2582"),
    )
    def follow(gtin_: Gtin, serial: Serial, request: Request, link_type: LinkType = "") -> Response:
        item = sgtin(gtin_, serial)
        anchor = item_link(item, str(request.base_url).rstrip("/"))
        named = link_type.removeprefix("gs1:").removeprefix(_VOC)
        headers = {
            "Link": f'<{request.url.path}?linkType=all>; rel="linkset"; type="{LINKSET}"',
            "Vary": "Accept",
        }
        if named in ("all", "linkset") or LINKSET in request.headers.get("accept", ""):
            return Response(orjson.dumps(_linkset(anchor)), headers=headers, media_type=LINKSET)
        found = next((each for each in _LINKS if each[0] == (named or _DEFAULT)), None)
        if found is None:
            raise ModisteError("MOD-2582", type=link_type)
        place = found[1].format(item=quote(item_link(item), safe=""))
        return Response(status_code=307, headers={**headers, "Location": place})

    return router


def _linkset(anchor: str) -> dict[str, Any]:
    item = quote(anchor, safe="")
    made: dict[str, Any] = {"anchor": anchor}
    for name, place, english, chinese in _LINKS:
        target = {
            "href": place.format(item=item),
            "title": english,
            "title*": [{"value": english, "language": "en"}, {"value": chinese, "language": "zh-Hans"}],
        }
        made[f"{_VOC}{name}"] = [target]
        if name == _DEFAULT:
            made[f"{_VOC}defaultLink"] = [target]
    return {"linkset": [made]}
