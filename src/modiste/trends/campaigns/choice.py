"""Which promotions to take: greedily by what a unit of budget brings, and exactly by a mixed-integer program.

Knows expected gains, what each spends, and limits a week, a category and in all; at most one promotion a
garment. The program is solved by HiGHS through `scipy.optimize.milp`.
"""

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from modiste.trends.campaigns.offers import Limits, Promotable
from modiste.trends.campaigns.simulation import Option

_SECONDS = 20.0


def greedy(options: Sequence[Option], garments: Sequence[Promotable], limits: Limits) -> tuple[Option, ...]:
    """The best at every step that fits: by gain, and by gain for the money; the better of both."""
    by_gain = _taken(sorted(options, key=lambda each: -each.gain), garments, limits)
    by_rate = _taken(sorted(options, key=lambda each: -each.gain / max(each.spent, 1e-9)), garments, limits)
    return max(by_gain, by_rate, key=lambda chosen: sum(each.gain for each in chosen))


def exact(
    options: Sequence[Option], garments: Sequence[Promotable], limits: Limits
) -> tuple[Option, ...] | None:
    """The best of all choices that keep to the limits; None where the solver gives none in its time."""
    worth = [each for each in options if each.gain > 0]
    if not worth:
        return ()
    groups: dict[tuple[object, ...], tuple[int, list[int]]] = {}
    for place, each in enumerate(worth):
        category = garments[each.garment].category
        for key, most in (
            (("garment", each.garment), 1),
            (("week", each.week), limits.a_week),
            (("category", category, each.week), limits.a_category),
        ):
            groups.setdefault(key, (most, []))[1].append(place)
    rows: list[int] = []
    columns: list[int] = []
    bounds: list[float] = []
    for number, (limit, places) in enumerate(groups.values()):
        rows += [number] * len(places)
        columns += places
        bounds.append(float(limit))
    matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), (len(groups), len(worth)))
    constraints = [LinearConstraint(matrix, -np.inf, np.array(bounds))]
    if np.isfinite(limits.budget):
        spent = np.array([[each.spent for each in worth]])
        constraints.append(LinearConstraint(spent, -np.inf, limits.budget))
    found = milp(
        -np.array([each.gain for each in worth]),
        integrality=np.ones(len(worth)),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"time_limit": _SECONDS},
    )
    if found.x is None:
        return None
    return tuple(each for each, taken in zip(worth, found.x, strict=True) if taken > 0.5)


def fits(chosen: Sequence[Option], garments: Sequence[Promotable], limits: Limits) -> bool:
    """Whether a choice keeps to all limits."""
    return len(_taken(chosen, garments, limits, all_gains=True)) == len(chosen)


def _taken(
    options: Sequence[Option], garments: Sequence[Promotable], limits: Limits, *, all_gains: bool = False
) -> tuple[Option, ...]:
    """In their order, those that still fit."""
    chosen: list[Option] = []
    used: set[int] = set()
    a_week: dict[int, int] = {}
    a_category: dict[tuple[str, int], int] = {}
    budget = limits.budget * (1 + 1e-9)
    for each in options:
        shared = (garments[each.garment].category, each.week)
        if (
            (each.gain > 0 or all_gains)
            and each.garment not in used
            and each.spent <= budget
            and a_week.get(each.week, 0) < limits.a_week
            and a_category.get(shared, 0) < limits.a_category
        ):
            chosen.append(each)
            used.add(each.garment)
            budget -= each.spent
            a_week[each.week] = a_week.get(each.week, 0) + 1
            a_category[shared] = a_category.get(shared, 0) + 1
    return tuple(chosen)
