"""The shop as one thing over HTTP: what it needs today, which shop it is, and what waits in quarantine.

Where to look is the workspace's; settings and health have routers of their own.
"""

from datetime import datetime
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

import modiste
from modiste.api.access import ShopReader
from modiste.api.garments import GarmentShown, garments_shown
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented, without_paths
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Need, Shop, look_around

_REFUSED = ("MOD-2209", "MOD-2210")


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


class ShopShown(BaseModel):
    """Which shop this is, and by which Modiste it is served."""

    model_config = ConfigDict(title="Shop")

    name: str
    version: str
    garments: int
    database: Literal["sqlite", "postgresql"]


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

    return router


def _need(shop: Shop, need: Need) -> NeedShown:
    shown = garments_shown(shop, need.ids) if need.kind == "review" else {}
    garments = [shown[id_] for id_ in need.ids if id_ in shown]
    return NeedShown(**{**vars(need), "ids": list(need.ids), "garments": garments})
