"""Customers by how lately, how often and for how much they bought (RFM), with names for what that means.

Knows quintiles and segments; what a customer is still worth is `lifetime`'s.
"""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from modiste.garment import ModisteError
from modiste.trends.sales.log import SalesLog

SEGMENTS: tuple[tuple[str, str], ...] = (
    ("champions", "核心顾客"),
    ("loyal", "忠诚顾客"),
    ("promising", "潜力顾客"),
    ("new", "新顾客"),
    ("need attention", "需关注顾客"),
    ("about to sleep", "即将沉睡顾客"),
    ("cannot lose", "不可流失顾客"),
    ("at risk", "流失风险顾客"),
    ("hibernating", "沉睡顾客"),
    ("lost", "流失顾客"),
)
"""Every segment's name in English and Chinese."""

# Recency's score r and the mean f of the other two, rounded up, as a grid of R against FM is usually named.
_SEGMENT = """CASE
    WHEN r >= 4 AND f >= 4 THEN 'champions'
    WHEN r = 3 AND f >= 4 THEN 'loyal'
    WHEN r >= 4 AND f >= 2 THEN 'promising'
    WHEN r >= 4 THEN 'new'
    WHEN r = 3 AND f >= 3 THEN 'need attention'
    WHEN r = 3 THEN 'about to sleep'
    WHEN f = 5 THEN 'cannot lose'
    WHEN f >= 3 THEN 'at risk'
    WHEN r = 2 THEN 'hibernating'
    ELSE 'lost' END"""


@dataclass(frozen=True, eq=False)
class Rfm:
    """Every known customer's scores and segment.

    Attributes:
        customers: customer_id, recency_days, orders, value, r, f, m (1 to 5), segment; the best first.
        currency: of `value`, from which refunds are taken off.
        unknown: orders of nobody known, that are not in the table.
        as_of: the moment, as a date.
    """

    customers: pa.Table
    currency: str
    unknown: int
    as_of: str

    def segments(self) -> list[dict[str, Any]]:
        """Each segment that there is: how many customers, their share, orders, value and mean recency."""
        made = []
        total = len(self.customers)
        columns = {
            name: self.customers[name].to_pylist() for name in ("segment", "orders", "value", "recency_days")
        }
        for english, chinese in SEGMENTS:
            mine = [row for row, each in enumerate(columns["segment"]) if each == english]
            if mine:
                made.append(
                    {
                        "segment": english,
                        "zh": chinese,
                        "customers": len(mine),
                        "share": len(mine) / total,
                        "orders": sum(columns["orders"][row] for row in mine),
                        "value": round(sum(columns["value"][row] for row in mine), 2),
                        "recency_days": sum(columns["recency_days"][row] for row in mine) / len(mine),
                    }
                )
        return made

    def to_json(self, most: int = 100) -> dict[str, Any]:
        """Plain values: the segments, and the first of the customers."""
        return {
            "as_of": self.as_of,
            "currency": self.currency,
            "orders_of_nobody_known": self.unknown,
            "segments": self.segments(),
            "customers": self.customers.slice(0, most).to_pylist(),
            "n": len(self.customers),
        }


def rfm(log: SalesLog) -> Rfm:
    """Score every known customer: 1 plus five times the share of customers who are worse, 5 at the most.

    So equal customers have equal scores, however many they are: where most bought once, most score 1.

    Raises:
        ModisteError: MOD-2431 where no known customer bought anything.
    """
    found = log.query(
        f"""WITH refunds AS (
                SELECT line_id, sum(quantity * coalesce(unit_refund, 0)) AS refunded FROM returns
                WHERE line_id IS NOT NULL GROUP BY line_id),
            each_one AS (
                SELECT customer_id, date_diff('day', max("at"), $until) AS recency_days,
                    count(DISTINCT order_id) AS orders,
                    sum(coalesce(value - coalesce(refunded, 0), 0)) AS value
                FROM sold LEFT JOIN refunds USING (line_id) WHERE customer_id IS NOT NULL
                GROUP BY customer_id),
            scored AS (
                SELECT *, {_score("recency_days DESC")} AS r, {_score("orders")} AS f, {_score("value")} AS m
                FROM each_one)
            SELECT s.customer_id, recency_days, orders, round(value, 2) AS value, s.r, s.f, s.m, segment
            FROM scored s JOIN (
                SELECT customer_id, {_SEGMENT} AS segment
                FROM (SELECT customer_id, r, CAST(ceil((f + m) / 2) AS INTEGER) AS f FROM scored)
            ) USING (customer_id)
            ORDER BY s.r + s.f + s.m DESC, value DESC, s.customer_id""",  # noqa: S608 - our own text
        {"until": log.cut},
    )
    if not len(found):
        raise ModisteError("MOD-2431", what="was bought by a known customer", at=log.as_of.date())
    unknown = log.rows("SELECT count(DISTINCT order_id) FROM lines WHERE customer_id IS NULL")[0][0]
    return Rfm(found, log.currency, int(unknown), log.as_of.date().isoformat())


def _score(order: str) -> str:
    # rank() counts those before, which here are those who are worse.
    return f"CAST(least(5, 1 + 5 * (rank() OVER (ORDER BY {order}) - 1) // count(*) OVER ()) AS INTEGER)"
