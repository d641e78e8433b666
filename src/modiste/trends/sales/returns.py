"""What comes back: the share of pieces by garment, size, reason, with Wilson's intervals.

Knows lines that are old enough to have come back; what a return costs and who sends back is others'.
"""

from dataclasses import dataclass
from typing import Any

from modiste.garment import ModisteError
from modiste.learning import wilson
from modiste.trends.sales.log import GROUPS, SalesLog

WINDOW_DAYS = 30
"""So long a piece may come back; younger lines do not count yet."""


@dataclass(frozen=True)
class Rate:
    """Pieces that came back within the window, of those sold long enough ago.

    The interval counts lines, not pieces: what is bought by the dozen comes back by the dozen.
    """

    key: str
    returned: int
    sold: int
    lines: int
    value: float
    ci95: tuple[float, float]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return dict(vars(self))


@dataclass(frozen=True)
class Returns:
    """Rates by group, by reason and over all; the surest high ones first.

    `unlinked` came back without saying which line they undo, `late` after the window: neither is in a rate.
    """

    by: str
    overall: Rate
    groups: tuple[Rate, ...]
    reasons: tuple[Rate, ...]
    unlinked: int
    late: int
    window_days: int

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            **vars(self),
            "overall": self.overall.to_json(),
            "groups": [each.to_json() for each in self.groups],
            "reasons": [each.to_json() for each in self.reasons],
        }


def return_rates(log: SalesLog, by: str = "garment_id", window_days: int = WINDOW_DAYS) -> Returns:
    """Rates of return. A line counts from the day on which its window is over.

    Args:
        log: the sales.
        by: one of `GROUPS`.
        window_days: how long a piece may come back.

    Raises:
        ModisteError: MOD-2432 for another group, MOD-2431 where no line is old enough.
    """
    if by not in GROUPS:
        raise ModisteError("MOD-2432", group=by[:80], known=", ".join(GROUPS))
    base = f"""old AS (
            SELECT *, {by} AS key FROM sold WHERE "at" <= $until::TIMESTAMP - to_days($days::INTEGER)),
        back AS (
            SELECT r.line_id, r.quantity, coalesce(nullif(trim(r.reason), ''), 'no reason') AS reason,
                r."at" <= l."at" + to_days($days::INTEGER) AS is_timely
            FROM returns r JOIN old l USING (line_id)),
        timely AS (SELECT line_id, sum(quantity) AS quantity FROM back WHERE is_timely GROUP BY 1)"""  # noqa: S608
    given = {"until": log.cut, "days": window_days}
    groups = log.rows(
        f"""WITH {base} SELECT key, sum(least(coalesce(t.quantity, 0), o.quantity))::BIGINT,
                sum(o.quantity)::BIGINT, count(*)
            FROM old o LEFT JOIN timely t USING (line_id) GROUP BY key""",  # noqa: S608
        given,
    )
    if not groups:
        raise ModisteError(
            "MOD-2431", what=f"was sold {window_days} days or longer before", at=log.as_of.date()
        )
    sold, lines = sum(row[2] for row in groups), sum(row[3] for row in groups)
    reasons = log.rows(
        f"WITH {base} SELECT reason, sum(quantity)::BIGINT FROM back WHERE is_timely GROUP BY 1",  # noqa: S608
        given,
    )
    unlinked, late = log.rows(
        f"""WITH {base} SELECT
            (SELECT coalesce(sum(quantity), 0)::BIGINT FROM returns r
                WHERE NOT EXISTS (SELECT 1 FROM lines l WHERE l.line_id = r.line_id)),
            (SELECT coalesce(sum(quantity), 0)::BIGINT FROM back WHERE NOT is_timely)""",  # noqa: S608
        given,
    )[0]
    return Returns(
        by,
        _rate("all", sum(row[1] for row in groups), sold, lines),
        _ranked([_rate(*row) for row in groups]),
        _ranked([_rate(reason, count, sold, lines) for reason, count in reasons]),
        int(unlinked),
        int(late),
        window_days,
    )


def _rate(key: str, returned: int, sold: int, lines: int) -> Rate:
    share = min(1.0, returned / sold)
    return Rate(key, int(returned), int(sold), int(lines), share, wilson(share * lines, lines))


def _ranked(rates: list[Rate]) -> tuple[Rate, ...]:
    return tuple(sorted(rates, key=lambda each: (-each.ci95[0], -each.value, each.key)))
