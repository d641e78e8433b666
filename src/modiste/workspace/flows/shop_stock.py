"""What lies in a shop now beside what will be wanted: pieces, weeks of cover, what is lost and what is left.

Knows positions of SKUs and the terms on which is bought; what is worth a look is `shop_concerns`', what to do
about it `plans`'.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from modiste.garment import ModisteError
from modiste.trends import lost_and_left, spread, stretch
from modiste.workspace.flows.shop_books import Flags, Floats, Ints
from modiste.workspace.flows.shop_forecast import KeptForecast
from modiste.workspace.flows.shop_shelf import OUTSIDE

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

_BOUNDS = {
    "lead_weeks": (0, 26),
    "review_weeks": (1, 13),
    "service": (0.5, 0.999),
    "cost_share": (0.0, 1.0),
    "salvage_share": (0.0, 1.0),
    "moving_share": (0.0, 1.0),
    "lane_share": (0.0, 100.0),
}


@dataclass(frozen=True)
class Terms:
    """On which terms a shop buys; assumptions where its books say nothing of them.

    Attributes:
        lead_weeks: from an order to its arrival.
        review_weeks: from one order to the next.
        service: with which chance stock is to last until the next order arrives.
        cost_share: what a piece costs the shop, as a share of its price.
        salvage_share: what a piece fetches that is left at the end, as a share of its price.
        moving_share: what it costs to move a piece from one location to another, as a share of its price.
        lane_share: what it costs that anything goes from one location to another, as a share of its price.
    """

    lead_weeks: int = 3
    review_weeks: int = 1
    service: float = 0.9
    cost_share: float = 0.4
    salvage_share: float = 0.2
    moving_share: float = 0.05
    lane_share: float = 0.5

    def __post_init__(self) -> None:
        for name, (least, most) in _BOUNDS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise ModisteError("MOD-2487", name=name, value=value, least=least, most=most)
        if self.salvage_share >= self.cost_share:
            given = {"name": "salvage_share", "value": self.salvage_share}
            raise ModisteError("MOD-2487", **given, least=0, most=f"less than cost_share {self.cost_share}")

    @property
    def window(self) -> int:
        """So many weeks one order has to last."""
        return self.lead_weeks + self.review_weeks

    @property
    def critical_ratio(self) -> float:
        """The chance with which a season's buy is to be enough: what a piece too few costs over both."""
        return (1.0 - self.cost_share) / (1.0 - self.salvage_share)

    def changed(self, **values: Any) -> "Terms":
        """With some of them otherwise; None leaves one as it is."""
        return replace(self, **{name: value for name, value in values.items() if value is not None})

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


@dataclass(frozen=True, eq=False)
class Position:
    """Pieces of every SKU that is on sale: (s,) there now, on the way within the window, and at its end.

    Attributes:
        level: pieces in all of the shop's locations.
        coming: pieces that the ledger announces after now, within the forecast's weeks: (s, h).
        at: as of when.
    """

    level: Ints
    coming: Ints
    at: datetime

    def within(self, weeks: int) -> Ints:
        """(s,) pieces that are there now or arrive in so many weeks."""
        return np.asarray(self.level + self.coming[:, :weeks].sum(1))


def position_of(shop: "Shop", kept: KeptForecast, now: datetime | None = None) -> Position:
    """What lies there of every SKU of a forecast, and what comes."""
    now = now or datetime.now(UTC)
    place_of = {sku: place for place, sku in enumerate(kept.skus)}
    level = np.zeros(len(kept.skus), np.int64)
    for each in shop.store.trade.stock(kept.skus, at=now):
        if each.location not in OUTSIDE:
            level[place_of[each.sku_id]] += max(0, each.quantity)
    coming = np.zeros((len(kept.skus), kept.horizon), np.int64)
    for sku, source, target, at, pieces in shop.store.trade.moved(after=now):
        week = int((at - now).total_seconds() // (7 * 86_400))
        if sku in place_of and week < kept.horizon and source in OUTSIDE and target not in OUTSIDE:
            coming[place_of[sku], week] += pieces
    return Position(level, coming, now)


@dataclass(frozen=True, eq=False)
class Outlook:
    """What becomes of stock over some weeks without another order; (s,) by SKU.

    Attributes:
        mean: pieces wanted.
        deviation: by how much that may differ.
        stock: whole pieces to meet it with.
        lost: pieces wanted and not there, on average.
        left: pieces not wanted by then, on average.
    """

    mean: Floats
    deviation: Floats
    stock: Floats
    lost: Floats
    left: Floats


def outlook(kept: KeptForecast, position: Position, weeks: int) -> Outlook:
    """Look so many weeks ahead, at most as many as are forecast."""
    weeks = max(1, min(weeks, kept.horizon))
    mean, deviation = stretch(kept.forecast.y_hat[:, :weeks], spread(kept.forecast)[:, :weeks])
    wanted, about = kept.of_skus(mean, deviation)
    stock = position.within(weeks).astype(float)
    lost, left = lost_and_left(wanted, about, stock)
    return Outlook(wanted, about, stock, lost, left)


def cover(y_hat: Floats, stock: float) -> float | None:
    """How many weeks of forecast demand a stock lasts; None where it outlasts the forecast."""
    total = np.concatenate([[0.0], np.cumsum(np.maximum(y_hat, 0.0))])
    if total[-1] <= stock:
        return None
    week = int(np.searchsorted(total, stock, side="right")) - 1
    return float(week + (stock - total[week]) / (total[week + 1] - total[week]))


def added(values: Floats | Ints | Flags, owner: Ints, count: int) -> Floats:
    """(n,) sums of SKUs' values by garment."""
    return np.asarray(np.bincount(owner, np.asarray(values, float), count), float)


def price_now(kept: KeptForecast) -> Floats:
    """(n,) price asked in the first week ahead; 0 where none is known."""
    return np.nan_to_num(kept.price[:, kept.weeks], nan=0.0)


def sku_rows(
    kept: KeptForecast, places: Sequence[int], position: Position, seen: Outlook
) -> list[dict[str, Any]]:
    """Some SKUs in plain values: what is there, wanted, lost and left."""
    return [
        {
            "sku": kept.skus[k],
            "colourway": kept.colourways[k],
            "size": kept.sizes[k],
            "share": round(float(kept.share[k]), 4),
            "level": int(position.level[k]),
            "coming": int(seen.stock[k] - position.level[k]),
            "mean": round(float(seen.mean[k]), 2),
            "lost": round(float(seen.lost[k]), 2),
            "left": round(float(seen.left[k]), 2),
        }
        for k in places
    ]
