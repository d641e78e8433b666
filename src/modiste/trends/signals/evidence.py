"""What drove a trend: the garments, posts and articles in which a value was seen more, or less, than before.

Knows observations and the weeks that a growth compares; how they look is the studio's.
"""

from collections.abc import Sequence
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


def evidence(
    observed: pa.Table, signals: Sequence[Signal], last: date, most: int = 6
) -> list[list[Evidence]]:
    """The items that moved each signal furthest in its own direction; of a steady one those seen most now.

    Args:
        observed: the observations that the shares were made of.
        signals: which; all are looked up together.
        last: the Monday after the last whole week.
        most: so many items of each.
    """
    made: list[list[Evidence]] = [[] for _ in signals]
    asked = pa.Table.from_pylist(
        [
            {
                **each.key._asdict(),
                "place": place,
                "sign": {"rising": 1, "fading": -1, "steady": 0}[each.verdict],
                "width": 7 * each.growth.weeks,
                "apart": 7 * each.growth.apart,
            }
            for place, each in enumerate(signals)
        ]
    )
    if not len(asked):
        return made
    with duckdb.connect() as connection:
        connection.register("observed", observed)
        connection.register("asked", asked)
        found = connection.execute(
            """WITH aged AS (
                    SELECT place, sign, item, "count", width, apart,
                        date_diff('day', CAST(week AS DATE), $last::DATE) AS age
                    FROM observed JOIN asked USING (source, attribute, value) WHERE item <> ''),
                counted AS (
                    SELECT place, sign, item,
                        CAST(coalesce(sum("count") FILTER (age BETWEEN 1 AND width), 0) AS BIGINT) AS now,
                        CAST(coalesce(sum("count") FILTER (
                            age BETWEEN apart + 1 AND apart + width), 0) AS BIGINT) AS earlier
                    FROM aged GROUP BY ALL),
                ranked AS (
                    SELECT *, row_number() OVER (PARTITION BY place ORDER BY sign * (now - earlier) DESC,
                        if(sign = 0, now, sign * now) DESC, item) AS rank
                    FROM counted WHERE now + earlier > 0 AND sign * (now - earlier) >= 0)
                SELECT place, item, now, earlier FROM ranked WHERE rank <= $most ORDER BY place, rank""",
            {"last": last.isoformat(), "most": most},
        ).fetchall()
    for place, *told in found:
        made[place].append(Evidence(*told))
    return made
