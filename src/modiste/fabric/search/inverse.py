"""The inverse problem solved: from goals to a front of cloths, stopped and gone on with, ranked by taste.

Knows the order of work; each step is a file of its own beside this one.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.properties.catalogue import PROPERTIES
from modiste.fabric.search.designs import Designs
from modiste.fabric.search.goals import COST, DISCOMFORT, FOOTPRINT, Goals
from modiste.fabric.search.hypervolume import hypervolume
from modiste.fabric.search.nsga2 import Judged, Stand, first_generation, next_generation
from modiste.fabric.search.state import SearchState
from modiste.fabric.search.worth import MASS, Worth
from modiste.fabric.wishes.choices import Taste, learn_taste, next_pair
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent

Floats = NDArray[np.float64]
RANDOM, BLOCK = 50_000, 5_000
"""How many cloths random search judges beside ours, and how many at a time."""
_UNITS = {DISCOMFORT: "", COST: "/m²", FOOTPRINT: "µPt/m²"}


def begin_search(goals: Goals, seed: int) -> SearchState:
    """A search before its first cloth."""
    wide = len(Designs(goals).space.variables)
    nothing = np.empty((0, wide))
    return SearchState(goals, seed, 0, nothing, nothing, {}, (), np.empty((0, 2, wide)))


def search(
    state: SearchState,
    evaluations: int,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> SearchState:
    """Go on until so many cloths were judged in all, or somebody asks to stop; members are numbered anew."""
    worth, space, size = state.worth, state.worth.designs.space, state.goals.population
    if state.evaluations:
        population, front = worth(state.population), worth(state.front).best()
        now = Stand(population, front, state.evaluations, dict(state.chance))
    else:
        now = first_generation(space, worth, min(size, evaluations), state.seed)
    while now.evaluations < evaluations and not should_stop():
        now = next_generation(now, space, worth, evaluations - now.evaluations)
        progress(Event("step", now.evaluations, evaluations, "cloths judged", {"front": len(now.front)}))
    return replace(
        state,
        evaluations=now.evaluations,
        population=now.population.rows,
        front=now.front.rows[np.lexsort(now.front.objectives.T[::-1])],
        chance=now.chance,
    )


def random_front(worth: Worth, seed: int, count: int = RANDOM) -> Judged:
    """The best of so many cloths drawn by chance alone."""
    chance, space = np.random.default_rng(seed), worth.designs.space
    best = worth(space.low[None])[:0]
    for first in range(0, count, BLOCK):
        drawn = chance.random((min(BLOCK, count - first), len(space.variables)))
        best = (best + worth(space.from_unit(drawn))).best()
    return best


def volume(front: Judged) -> float:
    """The hypervolume of judged cloths: 1 where one of them has the best of everything the goals name."""
    return hypervolume(front.objectives, np.ones(front.objectives.shape[1]))


def inverse(
    state: SearchState,
    evaluations: int,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
    *,
    beside_random: bool = True,
) -> tuple[SearchState, dict[str, Any]]:
    """Search, and tell the front.

    Returns:
        The state to go on from, and the answer as plain values: `front`, `hypervolume`,
        `hypervolume_random`, `seconds` and how they came about.

    Raises:
        ModisteError: MOD-2856 where no cloth keeps all limits; MOD-2852 for a goal that cannot be reckoned.
    """
    begun = time.perf_counter()
    state = search(state, evaluations, progress, should_stop)
    seconds = time.perf_counter() - begun
    worth = state.worth
    if not len(state.front):
        raise ModisteError("MOD-2856", evaluations=state.evaluations, missed=_missed(worth, state.population))
    beside = volume(random_front(worth, state.seed)) if beside_random else None
    return state, {
        "name": state.goals.name,
        "how": "predicted; corrected by samples" if state.measured else "predicted",
        "evaluations": state.evaluations,
        "stopped": state.evaluations < evaluations,
        "seed": state.seed,
        "samples": len({each.row for each in state.measured}),
        "objectives": [each.model_dump() for each in state.goals.objectives],
        "limits": [each.model_dump() for each in state.goals.limits],
        "units": {name: unit(state.goals, name) for name in shown(state.goals)},
        "front": front_members(state),
        "hypervolume": volume(worth(state.front)),
        "hypervolume_random": beside,
        "evaluations_random": RANDOM if beside_random else 0,
        "seconds": round(seconds, 3),
    }


def shown(goals: Goals) -> list[str]:
    """Which numbers a member is shown with: what was asked, and its mass."""
    return list(dict.fromkeys((*goals.asked, MASS)))


def unit(goals: Goals, name: str) -> str:
    """The unit of a number of a cloth."""
    if name == COST and goals.prices is not None:
        return goals.prices.currency + _UNITS[COST]
    return PROPERTIES[name].unit if name in PROPERTIES else _UNITS[name]


def front_members(state: SearchState) -> list[dict[str, Any]]:
    """Each cloth of the front: its variables, its whole spec, and its numbers with intervals."""
    worth, front = state.worth, state.front
    values, intervals = worth.columns(front), worth.intervals(front)
    names = shown(state.goals)
    made = []
    for number, row in enumerate(front):
        spec = worth.designs.spec(row, f"{state.goals.name} {number}")
        told = {
            name: {
                "value": float(values[name][number]),
                "low": float(intervals[name][0][number]),
                "high": float(intervals[name][1][number]),
            }
            for name in names
        }
        plain = spec.model_dump(mode="json", exclude_none=True)
        made.append({"number": number, "design": worth.designs.said(row), "spec": plain, "values": told})
    return made


def front_columns(state: SearchState) -> dict[str, list[float]]:
    """The front as arrays by name: every property and what else is asked, in the order of members."""
    return {name: values.tolist() for name, values in state.worth.columns(state.front).items()}


def front_units(state: SearchState) -> dict[str, str]:
    """The unit of each of `front_columns`."""
    return {name: unit(state.goals, name) for name in front_columns(state)}


def front_designs(state: SearchState) -> list[dict[str, float | str]]:
    """The variables of each member, as a person states them."""
    designs = state.worth.designs
    return [designs.said(row) for row in state.front]


def learned_taste(state: SearchState) -> Taste:
    """What was chosen so far, as a utility of each member of the front and then of each row of the pairs."""
    rows = np.concatenate((state.front, state.choices.reshape(-1, state.front.shape[1])))
    pairs = len(state.front) + np.arange(2 * len(state.choices)).reshape(-1, 2)
    return learn_taste(state.worth(rows).objectives, pairs)


def pair_to_ask(state: SearchState, learned: Taste) -> tuple[int, int]:
    """The two members whose choice would tell most."""
    count = len(state.front)
    places = {row.tobytes(): place for place, row in enumerate(state.front)}
    asked = [[places.get(row.tobytes(), -1) for row in pair] for pair in state.choices]
    shown_before = np.array([pair for pair in asked if min(pair) >= 0], dtype=np.intp).reshape(-1, 2)
    of_front = Taste(learned.utility[:count], learned.covariance[:count, :count], learned.weights)
    return next_pair(of_front, shown_before, np.random.default_rng(state.seed + len(state.choices)))


def _missed(worth: Worth, rows: Floats) -> str:
    """The limits that most of the rows miss, worst first."""
    told, goals = worth.columns(rows), worth.goals
    share: dict[str, float] = {}
    for each in goals.limits:
        off = (told[each.of] < (each.least if each.least is not None else -np.inf)) | (
            told[each.of] > (each.most if each.most is not None else np.inf)
        )
        share[each.of] = max(share.get(each.of, 0.0), float(off.mean()))
    for aim, scaled in zip(goals.objectives, worth(rows).objectives.T, strict=True):
        share[f"the worst {aim.of}"] = float((scaled > 1).mean())
    worst = sorted(share.items(), key=lambda each: -each[1])[:3]
    return ", ".join(f"{name} ({part:.0%})" for name, part in worst if part > 0) or "their threads' room"
