"""Customers by when they first bought, and how many of them bought again in each period after.

Knows months and weeks of first orders; periods that are not over at the log's moment are left open.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.trends.sales.log import SalesLog

Period = Literal["week", "month", "quarter"]
PERIODS: tuple[Period, ...] = ("week", "month", "quarter")


@dataclass(frozen=True, eq=False)
class Cohorts:
    """Retention triangles. Rows are cohorts, columns periods since the first order, 0 the first itself.

    The first cohorts may hold older customers: nothing before the log begins is known.

    Attributes:
        period: of cohorts and columns.
        starts: (c,) the first day of each cohort's period.
        sizes: (c,) customers.
        active: (c, p) customers who bought in that period; NaN where it is not over.
        value: (c, p) what they paid in it, in `currency`; NaN where it is not over.
        currency: of `value`.
    """

    period: Period
    starts: tuple[str, ...]
    sizes: NDArray[np.int64]
    active: NDArray[np.float64]
    value: NDArray[np.float64]
    currency: str

    def retention(self) -> NDArray[np.float64]:
        """(c, p) the share of a cohort that bought in a period."""
        return np.asarray(self.active / self.sizes[:, None])

    def overall(self) -> NDArray[np.float64]:
        """(p,) the share over all cohorts for which the period is over."""
        known = np.isfinite(self.active)
        sizes = (known * self.sizes[:, None]).sum(0)
        return np.asarray(np.where(known, self.active, 0).sum(0) / np.maximum(sizes, 1))

    def to_json(self) -> dict[str, Any]:
        """Plain values; None where a period is not over."""
        return {
            "period": self.period,
            "currency": self.currency,
            "retention": [_plain(row) for row in self.retention()],
            "overall": _plain(self.overall()),
            "cohorts": [
                {"start": start, "customers": int(size), "active": _plain(active), "value": _plain(value)}
                for start, size, active, value in zip(
                    self.starts, self.sizes, self.active, self.value, strict=True
                )
            ],
        }


def cohorts(log: SalesLog, period: Period = "month", most: int = 24) -> Cohorts:
    """Follow the customers of each period of first orders.

    Args:
        log: the sales.
        period: week, month or quarter.
        most: so many periods are followed.

    Raises:
        ModisteError: MOD-2432 for another period, MOD-2431 where no known customer bought anything.
    """
    if period not in PERIODS:
        raise ModisteError("MOD-2432", group=str(period)[:80], known=", ".join(PERIODS))
    # `period` is one of three words from here on.
    found = log.rows(
        f"""WITH firsts AS (
                SELECT customer_id, date_trunc('{period}', min("at")) AS start
                FROM lines WHERE customer_id IS NOT NULL GROUP BY customer_id)
            SELECT start::DATE, date_diff('{period}', start, date_trunc('{period}', "at")) AS age,
                count(DISTINCT customer_id), coalesce(sum(value), 0)
            FROM sold JOIN firsts USING (customer_id) GROUP BY 1, 2 ORDER BY 1, 2"""  # noqa: S608
    )
    if not found:
        raise ModisteError("MOD-2431", what="was bought by a known customer", at=log.as_of.date())
    starts = sorted({row[0] for row in found})
    over = dict(
        log.rows(
            f"""SELECT start, date_diff('{period}', start, date_trunc('{period}', $until::TIMESTAMP))
                FROM (SELECT unnest($starts::DATE[]) AS start)""",  # noqa: S608
            {"until": log.cut, "starts": [each.isoformat() for each in starts]},
        )
    )
    columns = min(most + 1, max(1, *over.values()))
    active = np.full((len(starts), columns), np.nan)
    value = np.full((len(starts), columns), np.nan)
    for row, start in enumerate(starts):
        # The period that the moment lies in is not over; that of the first order always counts.
        whole = max(1, over[start])
        active[row, :whole] = value[row, :whole] = 0
    place = {start: row for row, start in enumerate(starts)}
    for start, age, count, paid in found:
        row = place[start]
        if age < columns and np.isfinite(active[row, age]):
            active[row, age], value[row, age] = count, paid
    return Cohorts(
        period,
        tuple(each.isoformat() for each in starts),
        np.array([active[row, 0] for row in range(len(starts))], np.int64),
        active,
        np.asarray(np.round(value, 2), np.float64),
        log.currency,
    )


def _plain(row: NDArray[np.float64]) -> list[float | None]:
    return [None if np.isnan(each) else float(each) for each in row]
