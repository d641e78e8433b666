"""Cloths searched for: goals in, a front out; samples typed in, choices made; all in one state file.

Knows files and the order of work; the search itself is the fabric room's.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from modiste.fabric import (
    SearchState,
    begin_search,
    front_columns,
    front_designs,
    front_members,
    front_units,
    goals_from,
    inverse,
    learned_taste,
    pair_to_ask,
    read_goals,
    read_sample,
    read_state,
    read_wishes,
    write_state,
)
from modiste.garment import ModisteError
from modiste.learning import Progress, silent
from modiste.store import exclusive

__all__ = ["read_wishes"]
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
SHOWN = 20
"""So many members of the ranking are told with their designs."""


def search_fabrics(
    goals: Path,
    evaluations: int,
    seed: int = 1,
    state: Path | None = None,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
    *,
    beside_random: bool = True,
) -> dict[str, Any]:
    """A front of cloths for goals; with a state file, from where it stands, and to where it stops.

    Raises:
        ModisteError: MOD-2854 for the state of other goals or another seed; see `fabric.inverse` for others.
    """
    asked = read_goals(goals)
    now = read_state(state) if state is not None and state.exists() else begin_search(asked, seed)
    if now.goals != asked or now.seed != seed:
        raise ModisteError("MOD-2854", path=state)
    now, answer = inverse(now, evaluations, progress, should_stop, beside_random=beside_random)
    if state is not None:
        write_state(now, state)
    return answer


def measured_sample(state: Path, row: Path) -> dict[str, Any]:
    """Take a sample's measurements into a state; tell what they make of the front.

    Raises:
        ModisteError: MOD-2853 for a state that is none, MOD-2855 for a row that is none.
    """
    before = read_state(state)
    now = before.with_sample(read_sample(row))
    write_state(now, state)
    return sample_told(before, now)


def sample_told(before: SearchState, now: SearchState) -> dict[str, Any]:
    """What a sample told against the prediction, and how many samples there are."""
    new = now.measured[len(before.measured) :]
    return {
        "samples": len({each.row for each in now.measured}),
        "measured": {
            each.property: {
                "measured": each.measured,
                "uncertainty": each.uncertainty,
                "predicted": each.predicted,
                "error_pct": 100 * (each.predicted / each.measured - 1),
            }
            for each in new
        },
    }


def chosen_fabric(state: Path, chosen: int | None = None, other: int | None = None) -> dict[str, Any]:
    """Note which member was chosen over which, if any; tell the pair to choose from next, and the ranking.

    Raises:
        ModisteError: MOD-2853 for a state that is none, MOD-2857 for a member that is none.
    """
    now = read_state(state)
    if chosen is not None and other is not None:
        now = now.with_choice(chosen, other)
        write_state(now, state)
    return taste_told(now)


def taste_told(state: SearchState) -> dict[str, Any]:
    """What choices tell so far: the next pair, the front by utility, and what is valued."""
    state.row(0)
    learned, members = learned_taste(state), front_members(state)
    order = (-learned.utility[: len(members)]).argsort(kind="stable").tolist()
    return {
        "choices": len(state.choices),
        "pair": [members[number] for number in pair_to_ask(state, learned)],
        "valued": {
            each.of: -float(weight)
            for each, weight in zip(state.goals.objectives, learned.weights, strict=True)
        },
        "ranking": [
            {
                "number": number,
                "utility": float(learned.utility[number]),
                "deviation": float(learned.deviation[number]),
            }
            for number in order
        ],
        "best": [members[number] for number in order[:SHOWN]],
    }


def front_told(state: SearchState) -> dict[str, Any]:
    """A front as arrays for brushing, with what is asked of it."""
    return {
        "name": state.goals.name,
        "how": "predicted; corrected by samples" if state.measured else "predicted",
        "seed": state.seed,
        "evaluations": state.evaluations,
        "samples": len({each.row for each in state.measured}),
        "choices": len(state.choices),
        "objectives": [each.model_dump() for each in state.goals.objectives],
        "limits": [each.model_dump() for each in state.goals.limits],
        "count": len(state.front),
        "columns": front_columns(state),
        "units": front_units(state),
        "designs": front_designs(state),
    }


def member_told(state: SearchState, number: int) -> dict[str, Any]:
    """A whole member of a front: its design, its spec, its numbers with intervals.

    Raises:
        ModisteError: MOD-2857 for a number that no member has.
    """
    row = state.row(number)
    return {**front_members(replace(state, front=row[None]))[0], "number": number}


class FabricSearches:
    """The searches that a shop keeps: a state file each in its folder `fabric-searches`."""

    def __init__(self, root: Path) -> None:
        self._root = root / "fabric-searches"

    def all(self) -> dict[str, SearchState]:
        """Every search by id, in the order of ids."""
        return {path.stem: read_state(path) for path in sorted(self._root.glob("*.json"))}

    def find(self, id: str) -> SearchState:
        """A search.

        Raises:
            ModisteError: MOD-2858 when there is none of this id.
        """
        path = self._path(id)
        if not path.is_file():
            raise ModisteError("MOD-2858", id=id[:80])
        return read_state(path)

    def begin(self, id: str, goals: dict[str, Any], seed: int) -> SearchState:
        """Begin a search, or find the one that was begun so before.

        Raises:
            ModisteError: MOD-2854 where the id has other goals or another seed; as `fabric.goals_from`.
        """
        fresh = begin_search(goals_from(goals), seed)
        with self._alone(id) as path:
            if not path.is_file():
                write_state(fresh, path)
                return fresh
            kept = read_state(path)
        if (kept.goals, kept.seed) != (fresh.goals, fresh.seed):
            raise ModisteError("MOD-2854", path=id)
        return kept

    def go(
        self,
        id: str,
        evaluations: int,
        progress: Progress = silent,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> dict[str, Any]:
        """Go on until so many cloths were judged in all; samples and choices that came meanwhile are kept."""
        found, answer = inverse(self.find(id), evaluations, progress, should_stop)
        with self._alone(id) as path:
            kept = read_state(path)
            write_state(replace(found, measured=kept.measured, choices=kept.choices), path)
        return {name: value for name, value in answer.items() if name != "front"} | {
            "count": len(answer["front"])
        }

    def take_sample(self, id: str, tree: dict[str, Any]) -> dict[str, Any]:
        """Type in what was measured of a sample; see `SearchState.with_sample`."""
        self.find(id)
        with self._alone(id) as path:
            before = read_state(path)
            now = before.with_sample(tree)
            write_state(now, path)
        return sample_told(before, now)

    def choose(self, id: str, chosen: int, other: int) -> dict[str, Any]:
        """Note which member was chosen over which; see `taste_told`."""
        self.find(id)
        with self._alone(id) as path:
            now = read_state(path).with_choice(chosen, other)
            write_state(now, path)
        return taste_told(now)

    @contextmanager
    def _alone(self, id: str) -> Iterator[Path]:
        path = self._path(id)
        with exclusive(path.with_suffix(".lock")):
            yield path

    def _path(self, id: str) -> Path:
        if not _ID.fullmatch(id):
            raise ModisteError("MOD-2858", id=id[:80])
        return self._root / f"{id}.json"
