"""What drove a trend: the garments, posts and articles in which a value was seen more, or less, than before.

Knows observations and the weeks that a growth compares; how they look is the studio's.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from modiste.trends.signals.verdicts import Signal


@dataclass(frozen=True)
class Evidence:
    """One item, and how often the value was seen in it in the weeks now and before."""

    item: str
    now: int
    before: int

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "change": self.now - self.before}


def evidence(observed: pa.Table, signal: Signal, last: date, most: int = 6) -> list[Evidence]:
    """The items that moved a signal furthest in its own direction; of a steady one those seen most now.

    Args:
        observed: the observations that the shares were made of.
        signal: which.
        last: the Monday after the last whole week.
        most: so many items.
    """
    growth = signal.growth
    sign = {"rising": 1, "fading": -1, "steady": 0}[signal.verdict]
    order = "now DESC" if sign == 0 else f"{sign} * (now - earlier) DESC, {sign} * now DESC"
    with duckdb.connect() as connection:
        connection.register("observed", observed)
        found = connection.execute(
            f"""WITH aged AS (
                    SELECT item, "count", date_diff('day', CAST(week AS DATE), $last::DATE) AS age
                    FROM observed WHERE source = $source AND attribute = $attribute AND value = $value
                        AND item <> ''),
                counted AS (
                    SELECT item,
                        CAST(coalesce(sum("count") FILTER (age BETWEEN 1 AND $window), 0) AS BIGINT) AS now,
                        CAST(coalesce(sum("count") FILTER (
                            age BETWEEN $apart + 1 AND $apart + $window), 0) AS BIGINT) AS earlier
                    FROM aged GROUP BY item)
                SELECT item, now, earlier FROM counted
                WHERE now + earlier > 0 AND {sign} * (now - earlier) >= 0
                ORDER BY {order}, item LIMIT $most""",  # noqa: S608 - our own text
            {
                **signal.key._asdict(),
                "last": last.isoformat(),
                "window": 7 * growth.weeks,
                "apart": 7 * growth.apart,
                "most": most,
            },
        ).fetchall()
    return [Evidence(*row) for row in found]
