"""The shop itself over HTTP: what it needs today, its health, its settings, and what waits in quarantine.

Where to look and what may be set is the workspace's.
"""

from datetime import datetime
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, ConfigDict, Field

import modiste
from modiste.api.access import ShopReader, ShopWriter
from modiste.api.garments import GarmentShown, garments_shown
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented, without_paths
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import (
    Need,
    SettingField,
    Shop,
    change_settings,
    examine,
    load_settings,
    look_around,
    read_study,
)

_REFUSED = ("MOD-2209", "MOD-2210")
_REFUSED_BODY = ("MOD-2204", "MOD-2205", "MOD-2206", *_REFUSED)


class NeedShown(BaseModel):
    """One thing that asks for a person: what, whose, how many, and the first few (least sure first).

    `failed_jobs`, `running_jobs`: `ids` are jobs'. `quarantine`: rows refused. `review`: `garments` whose tag
    is unsure or differs. `untagged`: photos that the shop's model has not seen. `lagging_model`: `model` has
    a candidate newer than production, or tags of an older version (see `values`). `first_garments`: the shop
    is empty.
    """

    model_config = ConfigDict(title="Need")

    kind: Literal[
        "failed_jobs",
        "quarantine",
        "review",
        "untagged",
        "lagging_model",
        "running_jobs",
        "first_garments",
    ]
    role: Literal["merchandiser", "engineer"]
    count: int
    ids: list[str]
    garments: list[GarmentShown]
    model: str
    values: dict[str, Any]


class HomeShown(BaseModel):
    """What the shop needs now, most pressing first, and how much there is of everything."""

    model_config = ConfigDict(title="Home")

    needs: list[NeedShown]
    garments: int
    photos: int
    models: int
    jobs: dict[str, int] = Field(description="By state.")
    quarantined: int
    states: dict[str, int] = Field(description="Garments by the state of their tag.")


class CheckShown(BaseModel):
    """One thing looked at. `missing` can be added, `failed` is wrong."""

    model_config = ConfigDict(title="Check", from_attributes=True)

    name: str
    state: Literal["ok", "missing", "failed"]
    detail: str
    remedy: str


class Checks(BaseModel):
    """What `modiste doctor` finds on this machine and in this shop."""

    healthy: bool
    items: list[CheckShown]


class ShopShown(BaseModel):
    """Which shop this is, and by which Modiste it is served."""

    model_config = ConfigDict(title="Shop")

    name: str
    version: str
    garments: int
    database: Literal["sqlite", "postgresql"]


class SettingShown(BaseModel):
    """One setting as a form shows it; a change counts for what is started afterwards."""

    model_config = ConfigDict(title="Setting", from_attributes=True)

    name: str
    value: Any
    default: Any
    origin: str
    description: str
    editable: bool
    kind: str
    minimum: float | None
    maximum: float | None
    choices: list[str]


class HeldShown(BaseModel):
    """What was refused on its way in: where it stood, why, and how it began."""

    model_config = ConfigDict(title="Held")

    id: int
    source: str
    place: str
    code: str
    reason: str
    excerpt: str
    first_seen: datetime


class Release(BaseModel):
    """Which refused rows to let go, mended or given up."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"ids": [1, 2]}]})

    ids: list[int] = Field(min_length=1, max_length=10_000)


class Released(BaseModel):
    """How many were held until now."""

    count: int


class StudyShown(BaseModel):
    """The Fashion-MNIST study: the newest record of each claim of its benchmarks, as committed."""

    model_config = ConfigDict(title="Study")

    records: list[dict[str, Any]]


def home_routes(shop: Shop) -> APIRouter:
    """The shop as one thing."""
    router = APIRouter(prefix="/api/v1", tags=["shop"], route_class=StrictRoute)

    @router.get("/home", summary="What needs people today", responses=documented(*_REFUSED))
    def home(_: ShopReader) -> HomeShown:
        seen = look_around(shop)
        return HomeShown(**{**vars(seen), "needs": [_need(shop, need) for need in seen.needs]})

    @router.get("/shop", summary="Which shop this is", responses=documented(*_REFUSED))
    def facts(_: ShopReader) -> ShopShown:
        return ShopShown(
            name=shop.root.resolve().name,
            version=modiste.__version__,
            garments=shop.garments.count(),
            database="postgresql" if shop.settings.database_url else "sqlite",
        )

    @router.get("/shop/checks", summary="Check machine and shop", responses=documented(*_REFUSED))
    def checks(_: ShopReader) -> Checks:
        found = [CheckShown.model_validate(check) for check in examine(shop.root)]
        plain = [
            each.model_copy(
                update={"detail": without_paths(each.detail), "remedy": without_paths(each.remedy)}
            )
            for each in found
        ]
        return Checks(healthy=all(each.state != "failed" for each in plain), items=plain)

    @router.get("/settings", summary="List the settings", responses=documented(*_REFUSED))
    def settings(_: ShopReader) -> Page[SettingShown]:
        return _settings(load_settings(shop.root).fields())

    @router.patch(
        "/settings",
        summary="Change settings",
        description="Null takes a setting out of the shop's file, so that its default counts again.",
        responses=documented("MOD-2009", "MOD-2021", *_REFUSED_BODY),
    )
    def change(
        _: ShopWriter,
        values: Annotated[
            dict[str, str | int | float | None], Body(min_length=1, max_length=50, examples=[{"threads": 2}])
        ],
    ) -> Page[SettingShown]:
        return _settings(change_settings(shop.root, values).fields())

    @router.get("/quarantine", summary="List what was refused", responses=documented("MOD-2215", *_REFUSED))
    def quarantine(
        _: ShopReader,
        cursor: Cursor = None,
        limit: Limit = 50,
        source: Annotated[str | None, Query(max_length=500)] = None,
    ) -> Page[HeldShown]:
        after = from_cursor(cursor) or "0"
        if not after.isdecimal() or len(after) > 15:
            raise ModisteError("MOD-2215")
        held = shop.store.quarantine.page(after=int(after), limit=limit + 1, source=source)
        items = [
            HeldShown(
                id=each.id,
                source=FilePath(each.rejection.source).name,
                place=each.rejection.place,
                code=each.rejection.code,
                reason=without_paths(each.rejection.reason),
                excerpt=each.rejection.excerpt,
                first_seen=each.first_seen,
            )
            for each in held[:limit]
        ]
        return Page(items=items, next_cursor=to_cursor(str(items[-1].id)) if len(held) > limit else None)

    @router.post("/quarantine/release", summary="Let refused rows go", responses=documented(*_REFUSED_BODY))
    def release(_: ShopWriter, wanted: Release) -> Released:
        return Released(count=shop.store.quarantine.release(wanted.ids))

    @router.get(
        "/study", summary="The Fashion-MNIST study's records", responses=documented("MOD-1103", *_REFUSED)
    )
    def study(_: ShopReader) -> StudyShown:
        return StudyShown(records=list(read_study().records))

    return router


def _need(shop: Shop, need: Need) -> NeedShown:
    shown = garments_shown(shop, need.ids) if need.kind == "review" else {}
    garments = [shown[id_] for id_ in need.ids if id_ in shown]
    return NeedShown(**{**vars(need), "ids": list(need.ids), "garments": garments})


def _settings(fields: list[SettingField]) -> Page[SettingShown]:
    return Page(items=[SettingShown.model_validate(field) for field in fields])
