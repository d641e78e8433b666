"""A shop's settings over HTTP: seen with their origin, and those that are safe to change, changed.

What can be set and how the file is written is the workspace's; secrets are never shown.
"""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import SettingsWriter
from modiste.api.etags import IfMatch, IfNoneMatch, etag_of, not_modified, require_match
from modiste.api.models import REFUSED, REFUSED_BODY
from modiste.api.problems import documented
from modiste.api.strict_json import Scalar, StrictRoute
from modiste.workspace import Shop, change_settings, load_settings, shown_settings

_REVALIDATE = {"Cache-Control": "private, no-cache"}
Name = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]


class SettingShown(BaseModel):
    """One setting, the source of its value, and whether it can be changed here; secrets are masked."""

    model_config = ConfigDict(title="Setting")

    name: str
    value: Scalar
    origin: Literal["default", "modiste.toml", "environment", "flag"]
    description: str
    editable: bool
    kind: Literal["integer", "number", "boolean", "text", "choice"]
    choices: list[str]
    low: float | None
    high: float | None


class SettingsShown(BaseModel):
    """Every setting of the shop."""

    model_config = ConfigDict(title="Settings")

    items: list[SettingShown]


def setting_routes(shop: Shop) -> APIRouter:
    """The shop's settings, as its file, the environment and the defaults have them."""
    router = APIRouter(prefix="/api/v1/settings", tags=["settings"], route_class=StrictRoute)

    @router.get(
        "",
        summary="Look at the settings",
        response_model=SettingsShown,
        responses={304: {"description": "The caller has it already"}, **documented("MOD-2009", *REFUSED)},
    )
    def settings(_: SettingsWriter, if_none_match: IfNoneMatch = None) -> Response:
        answer = _shown(shown_settings(load_settings(shop.root)))
        return not_modified(if_none_match, answer.headers["ETag"], _REVALIDATE) or answer

    @router.patch(
        "",
        summary="Change settings",
        description="A name and a value each, null for the default; all are changed or none. Needs "
        "`If-Match` with the ETag of what was looked at. A worker has them when it starts next.",
        response_model=SettingsShown,
        responses=documented("MOD-1110", "MOD-2009", "MOD-2023", "MOD-2207", "MOD-2208", *REFUSED_BODY),
    )
    def change(
        _: SettingsWriter,
        change: Annotated[
            dict[Name, Scalar],
            Body(min_length=1, max_length=50, examples=[{"threads": 2}]),
        ],
        if_match: IfMatch = None,
    ) -> Response:
        def agreed(rows: list[dict[str, Any]]) -> None:
            require_match(if_match, _shown(rows).headers["ETag"])

        return _shown(change_settings(shop, change, agreed))

    return router


def _shown(rows: list[dict[str, Any]]) -> Response:
    content = json.dumps({"items": rows}, ensure_ascii=False).encode()
    headers = {"ETag": etag_of(content), **_REVALIDATE}
    return Response(content, media_type="application/json", headers=headers)
