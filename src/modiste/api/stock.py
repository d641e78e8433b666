"""A shop's stock over HTTP: pieces of every garment on sale, and for how many weeks they last.

Levels are the store's and forecasts the workspace's; what to do about them are `plans`.
"""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import DemandReader
from modiste.api.garments import REFUSED, GarmentShown, garments_shown
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows


class StockShown(BaseModel):
    """A garment's stock: measured pieces, and predicted cover where its demand is forecast."""

    model_config = ConfigDict(title="Stock")

    garment: str
    level: int = Field(description="Pieces in all of the shop's locations now.")
    coming: int = Field(description="Pieces that the ledger announces within the forecast's weeks.")
    skus: int
    skus_out: int = Field(description="SKUs of which none is left.")
    weekly: float = Field(description="Pieces a week, predicted.")
    sold: int = Field(description="Pieces sold in as many past weeks as are forecast.")
    cover_weeks: float | None = Field(description="Weeks it lasts; null where it outlasts the forecast.")
    stock_out_days: int | None = Field(description="Days until it runs out; null as above.")
    price: float | None
    value: float | None = Field(description="At the price asked now.")
    shown: GarmentShown | None = None


def stock_routes(shop: Shop) -> APIRouter:
    """Stock beside what will be wanted."""
    router = APIRouter(prefix="/api/v1/stock", tags=["stock"], route_class=StrictRoute)

    @router.get(
        "",
        summary="List the stock, the shortest cover first",
        responses=documented("MOD-2488", *REFUSED),
    )
    def stock(_: DemandReader, cursor: Cursor = None, limit: Limit = 50) -> Page[StockShown]:
        rows = shop.planning.stock()
        page, mark = flows.past_mark(rows, flows.stock_mark, from_cursor(cursor), limit)
        known = garments_shown(shop, dict.fromkeys(each["garment"] for each in page))
        items = [StockShown.model_validate({**each, "shown": known.get(each["garment"])}) for each in page]
        return Page(items=items, next_cursor=to_cursor(mark))

    return router
