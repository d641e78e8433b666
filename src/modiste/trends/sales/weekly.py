"""What was sold and looked at, week by week: units, orders, distinct customers, visits.

Knows weeks and visits; what follows from their course is `signals`' and the forecasters'.
"""

from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from modiste.garment import ModisteError
from modiste.trends.sales.log import GROUPS, SalesLog, date_of, week_number

VISIT_MINUTES = 30
"""After so long without an act the next one begins another visit, as web analytics counts."""
_ACTS = ("sku_id", "garment_id", "kind", "source")


def weekly_sales(log: SalesLog, by: str = "garment_id") -> pa.Table:
    """What was sold by week and group, in order: key, week, units, orders, customers, value, is_whole.

    `customers` are distinct and known ones; a week that the log's moment lies in is not whole.

    Args:
        log: the sales.
        by: one of `GROUPS`.

    Raises:
        ModisteError: MOD-2432 for another group.
    """
    key = _known(by, GROUPS)
    return log.query(
        f"""SELECT {key} AS key, week, sum(quantity)::BIGINT AS units, count(DISTINCT order_id) AS orders,
                count(DISTINCT customer_id) AS customers, coalesce(sum(value), 0) AS value,
                week + 7 <= $until AS is_whole
            FROM sold GROUP BY key, week ORDER BY key, week""",  # noqa: S608 - one of our own columns
        {"until": log.cut},
    )


def weekly_acts(log: SalesLog, by: str = "garment_id") -> pa.Table:
    """What was looked at by week and group, in order: key, week, acts, customers, is_whole.

    Customers are distinct and known ones; each is first told once a week and group, then counted.

    Args:
        log: the sales.
        by: `garment_id`, `sku_id`, `kind` or `source`.

    Raises:
        ModisteError: MOD-2432 for another group.
    """
    key = _known(by, _ACTS)
    moment = '"at"'
    return log.query(
        f"""SELECT key, {date_of("number")} AS week, sum(n)::BIGINT AS acts,
                count(customer_id) AS customers,
                {date_of("number + 1")} <= $until AS is_whole
            FROM (SELECT {key} AS key, {week_number(moment)} AS number, customer_id, count(*) AS n
                FROM events GROUP BY ALL)
            GROUP BY key, number ORDER BY key, number""",  # noqa: S608 - one of our own columns
        {"until": log.cut},
    )


@dataclass(frozen=True)
class Visits:
    """How many visits there were, how long, and how many ended in a purchase; of known customers only."""

    visits: int
    customers: int
    acts: float
    minutes: float
    bought: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def visits(log: SalesLog, minutes: float = VISIT_MINUTES) -> Visits:
    """Cut every customer's acts into visits where they pause, whatever ids a source gives to sessions.

    Raises:
        ModisteError: MOD-2431 where nobody known did anything.
    """
    found = log.rows(
        """WITH paused AS (
                SELECT customer_id, epoch_us("at") AS us, kind,
                    epoch_us("at") - lag(epoch_us("at")) OVER same > $pause AS begins
                FROM events WHERE customer_id IS NOT NULL
                WINDOW same AS (PARTITION BY customer_id ORDER BY "at")),
            numbered AS (
                SELECT customer_id, us, kind, sum(CASE WHEN begins THEN 1 ELSE 0 END)
                    OVER (PARTITION BY customer_id ORDER BY us ROWS UNBOUNDED PRECEDING) AS visit
                FROM paused),
            each_one AS (
                SELECT customer_id, visit, count(*) AS acts, max(us) - min(us) AS lasted,
                    bool_or(kind = 'purchase') AS bought
                FROM numbered GROUP BY customer_id, visit)
            SELECT count(*), count(DISTINCT customer_id), avg(acts), avg(lasted) / 6e7,
                avg(CASE WHEN bought THEN 1.0 ELSE 0 END) FROM each_one""",
        {"pause": int(minutes * 60_000_000)},
    )[0]
    if not found[0]:
        raise ModisteError("MOD-2431", what="was done by a known customer", at=log.as_of.date())
    return Visits(int(found[0]), int(found[1]), float(found[2]), float(found[3]), float(found[4]))


def _known(by: str, groups: tuple[str, ...]) -> str:
    if by not in groups:
        raise ModisteError("MOD-2432", group=by[:80], known=", ".join(groups))
    return by
