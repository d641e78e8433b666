"""How much of what was received is sold, week by week since the launch.

Knows the stock's arrivals, sales and what came back; how much to buy is the stock files' to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.trends.sales.log import GROUPS, MONDAY, SalesLog, week_number

SUPPLIERS = ("supplier", "production", "maker")
"""Locations from which pieces arrive for the first time."""


@dataclass(frozen=True, eq=False)
class SellThrough:
    """One group's course.

    Attributes:
        key: the garment, or whatever it is counted by.
        launched: the Monday of its first arrival or sale.
        received: (w,) pieces that had arrived by the end of each week since, whole weeks only.
        sold: (w,) pieces sold by then, less those that came back.
        is_complete: False where more was sold than ever arrived: the ledger lacks an opening stock.
    """

    key: str
    launched: str
    received: NDArray[np.int64]
    sold: NDArray[np.int64]

    @property
    def is_complete(self) -> bool:
        """Whether the ledger explains the sales."""
        return bool(self.received[-1] > 0 and (self.sold <= self.received).all())

    @property
    def rate(self) -> float:
        """Sold over received by now; NaN where nothing arrived."""
        return float(self.sold[-1] / self.received[-1]) if self.received[-1] else float("nan")

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        rates = [sold / got if got else None for sold, got in zip(self.sold, self.received, strict=True)]
        return {
            "key": self.key,
            "launched": self.launched,
            "weeks": len(self.sold),
            "received": int(self.received[-1]),
            "sold": int(self.sold[-1]),
            "rate": rates[-1],
            "by_week": [None if each is None else round(float(each), 4) for each in rates],
            "is_complete": self.is_complete,
        }


def sell_through(
    log: SalesLog, by: str = "garment_id", suppliers: Sequence[str] = SUPPLIERS
) -> list[SellThrough]:
    """The course of every group that was sold or received, the fastest first.

    Args:
        log: the sales.
        by: one of `GROUPS`.
        suppliers: locations whose movements are arrivals.

    Raises:
        ModisteError: MOD-2432 for another group, MOD-2431 where nothing was sold or received.
    """
    if by not in GROUPS:
        raise ModisteError("MOD-2432", group=by[:80], known=", ".join(GROUPS))
    key = "sku_id" if by == "sku_id" else f"coalesce(c.{by}, '')"
    if by in ("garment_id", "colourway_id"):
        key = f"coalesce(c.{by}, sku_id)"
    moment = '"at"'
    found = log.rows(
        f"""WITH moved AS (
                SELECT sku_id, {week_number(moment)} AS week, quantity AS came, 0 AS went FROM stock
                WHERE list_contains($suppliers, from_location)
                UNION ALL SELECT sku_id, {week_number(moment)}, 0, quantity FROM lines
                UNION ALL SELECT coalesce(r.sku_id, l.sku_id), {week_number('r."at"')}, 0, -r.quantity
                FROM returns r LEFT JOIN lines l USING (line_id))
            SELECT {key} AS key, week, sum(came)::BIGINT, sum(went)::BIGINT
            FROM moved LEFT JOIN catalogue c USING (sku_id)
            WHERE week < (SELECT {week_number("$until::TIMESTAMP")})
            GROUP BY 1, 2 ORDER BY 1, 2""",  # noqa: S608 - one of our own columns
        {"suppliers": list(suppliers), "until": log.cut},
    )
    if not found:
        raise ModisteError("MOD-2431", what="was sold or received in a whole week", at=log.as_of.date())
    last = int(log.rows(f"SELECT {week_number('$until::TIMESTAMP')}", {"until": log.cut})[0][0]) - 1
    rows: dict[str, list[tuple[int, int, int]]] = {}
    for each, week, came, went in found:
        rows.setdefault(each, []).append((int(week), int(came), int(went)))
    made = [_course(each, its, last) for each, its in rows.items()]
    return sorted(made, key=lambda each: (-np.nan_to_num(each.rate, nan=-1.0), each.key))


def _course(key: str, rows: Sequence[tuple[int, int, int]], last: int) -> SellThrough:
    first = rows[0][0]
    received, sold = (np.zeros(last - first + 1, np.int64) for _ in range(2))
    for week, came, went in rows:
        received[week - first] += came
        sold[week - first] += went
    monday = np.datetime64(MONDAY) + 7 * first
    return SellThrough(key, str(monday), received.cumsum(), sold.cumsum())
