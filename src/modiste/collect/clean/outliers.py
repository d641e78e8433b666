"""Numbers that stand out from their kind, each with the reason: robust, so that none hides another.

Knows median and spread by group; whether a value is wrong or only rare is for a person to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

FARTHEST = 5.0
LEAST = 8
_TO_SIGMA = 1.4826
"""Median absolute deviation to standard deviation under a normal distribution."""
_ROUNDING = 1e-9
"""Values so close to each other, as a share, are one: what arithmetic left over is no deviation."""


@dataclass(frozen=True, slots=True)
class Outlier:
    """One value that stands out: its id, group, value, how many spreads away, and why in words."""

    id: str
    group: str
    value: float
    distance: float
    reason: str


def outliers(
    values: Mapping[str, float],
    groups: Mapping[str, str] | None = None,
    *,
    farthest: float = FARTHEST,
    logarithmic: bool = False,
) -> list[Outlier]:
    """Values farther than `farthest` robust spreads from their group's median, farthest first.

    The spread is the median absolute deviation, as in Iglewicz & Hoaglin, How to detect and handle outliers
    (1993); where more than half of a group are equal it is the mean absolute deviation, their second choice.

    Args:
        values: numbers by id.
        groups: a group by id, such as the category; by default all are of one kind. Groups with fewer than
            eight values are judged together.
        farthest: in spreads.
        logarithmic: compare ratios, as prices want it; values that are not above nought stand out at once.

    Example:
        >>> prices = {f"p{n}": 20.0 + n for n in range(10)} | {"slip": 2500.0}
        >>> [each.id for each in outliers(prices, logarithmic=True)]
        ['slip']
    """
    kinds = _kinds(values, groups or {})
    found = []
    for kind, ids in kinds.items():
        usable = [id_ for id_ in ids if np.isfinite(values[id_]) and (values[id_] > 0 or not logarithmic)]
        for id_ in set(ids).difference(usable):
            reason = f"{values[id_]:g} cannot be such a value"
            found.append(Outlier(id_, kind, float(values[id_]), float("inf"), reason))
        if len(usable) < LEAST:
            continue
        plain = np.array([values[id_] for id_ in usable])
        scaled = np.log(plain) if logarithmic else plain
        middle = float(np.median(scaled))
        away = abs(scaled - middle)
        away[away <= _ROUNDING * (1.0 if logarithmic else abs(middle))] = 0.0
        spread = _TO_SIGMA * float(np.median(away)) or 1.2533 * float(away.mean())
        if not spread:
            continue
        usual = float(np.exp(middle)) if logarithmic else middle
        for id_, value, distance in zip(usable, plain.tolist(), (away / spread).tolist(), strict=True):
            if distance > farthest:
                where = f" of {kind}" if kind else ""
                reason = f"{value:g} where {usual:.4g} is the middle{where}, {distance:.1f} spreads away"
                found.append(Outlier(id_, kind, value, distance, reason))
    return sorted(found, key=lambda each: (-each.distance, each.id))


def _kinds(values: Mapping[str, float], groups: Mapping[str, str]) -> dict[str, Sequence[str]]:
    kinds: dict[str, list[str]] = {}
    for id_ in values:
        kinds.setdefault(groups.get(id_, ""), []).append(id_)
    large = {kind: ids for kind, ids in kinds.items() if len(ids) >= LEAST}
    left = [id_ for kind, ids in kinds.items() if kind not in large for id_ in ids]
    return {**large, "": [*large.get("", ()), *left]} if left else dict(large)
