"""The search for a Pareto front: NSGA-II (Deb 2002, 10.1109/4235.996017), a generation one array.

Knows populations and generations; what a row is worth is told by a function, and what it means is others'.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.search.breeding import offspring
from modiste.fabric.search.dominance import crowding, non_dominated, ranks
from modiste.fabric.search.space import Space

Floats = NDArray[np.float64]
POPULATION = 100


@dataclass(frozen=True)
class Judged:
    """What rows are worth.

    Attributes:
        rows: (n, d).
        objectives: (n, m), smaller is better.
        violation: How far limits are missed in all, (n,); 0 where all hold.
    """

    rows: Floats
    objectives: Floats
    violation: Floats

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, which: Any) -> "Judged":
        return Judged(self.rows[which], self.objectives[which], self.violation[which])

    def __add__(self, other: "Judged") -> "Judged":
        both = ((getattr(self, name), getattr(other, name)) for name in ("rows", "objectives", "violation"))
        return Judged(*map(np.concatenate, both))

    def best(self) -> "Judged":
        """Those that keep all limits and that no other dominates, one of those that are worth the same."""
        kept = self[self.violation <= 0]
        kept = kept[np.sort(np.unique(kept.objectives, axis=0, return_index=True)[1])]
        return kept[non_dominated(kept.objectives)]


Judge = Callable[[Floats], Judged]


@dataclass(frozen=True)
class Stand:
    """Where a search stands: enough to go on from as if it had never stopped.

    Attributes:
        population: The rows to breed from.
        front: The best of all rows judged so far.
        evaluations: How many rows were judged.
        chance: The state of the generator of chance, as plain numbers.
    """

    population: Judged
    front: Judged
    evaluations: int
    chance: dict[str, Any]


def first_generation(space: Space, judge: Judge, size: int, seed: int) -> Stand:
    """Rows spread by chance, judged."""
    chance = np.random.default_rng(seed)
    population = judge(space.spread(size, chance))
    return Stand(population, population.best(), size, dict(chance.bit_generator.state))


def next_generation(now: Stand, space: Space, judge: Judge, count: int | None = None) -> Stand:
    """Breed, judge, and keep the better half.

    Args:
        now: The generation before.
        space: The variables.
        judge: What rows are worth.
        count: How many rows to judge at most; as many as the population by default.
    """
    chance = np.random.default_rng()
    chance.bit_generator.state = now.chance
    size = len(now.population)
    rank = ranks(now.population.objectives, now.population.violation)
    room = crowding(now.population.objectives, rank)
    pairs = chance.permuted(np.tile(np.arange(size), (4, 1)), axis=1).reshape(2, -1)[:, : size + size % 2]
    one, other = pairs
    wins = (rank[one] < rank[other]) | ((rank[one] == rank[other]) & (room[one] >= room[other]))
    children = offspring(now.population.rows[np.where(wins, one, other)], space, chance)
    born = judge(_fresh(children, now.population.rows, space, chance)[:count])
    return Stand(
        _survivors(now.population + born, size),
        (now.front + born).best(),
        now.evaluations + len(born),
        dict(chance.bit_generator.state),
    )


def _fresh(children: Floats, parents: Floats, space: Space, chance: np.random.Generator) -> Floats:
    """Children with those that were seen before, or twice, drawn anew."""
    both = np.concatenate((parents, children))
    first = np.unique(both, axis=0, return_index=True)[1]
    seen = np.ones(len(both), bool)
    seen[first] = False
    seen = seen[len(parents) :]
    children[seen] = space.from_unit(chance.random((np.count_nonzero(seen), children.shape[1])))
    return children


def _survivors(all_: Judged, size: int) -> Judged:
    rank = ranks(all_.objectives, all_.violation, size)
    room = crowding(all_.objectives, rank)
    return all_[np.lexsort((-room, rank))[:size]]
