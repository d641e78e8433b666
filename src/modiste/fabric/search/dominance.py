"""Which of many rows are better than others: Pareto dominance with constraints, ranks, crowding.

Knows objectives to be minimised and violations; where they come from is others'.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
BLOCK = 256
"""Rows compared at a time with all that are kept, which bounds memory."""


def dominates(one: Floats, other: Floats) -> Bools:
    """Whether a row of `one` is nowhere worse than a row of `other` and somewhere better.

    Args:
        one: Objectives, (n, m), smaller is better.
        other: (k, m).

    Returns:
        (n, k).
    """
    no_worse = np.ones((len(one), len(other)), bool)
    better = np.zeros_like(no_worse)
    for mine, theirs in zip(one.T, other.T, strict=True):
        no_worse &= mine[:, None] <= theirs
        better |= mine[:, None] < theirs
    return no_worse & better


def non_dominated(objectives: Floats) -> Bools:
    """Which rows no other dominates, (n,); equal rows stand or fall together.

    What dominates a row comes before it in the dictionary's order, so a block meets only those kept so far.
    """
    order = np.lexsort(objectives.T[::-1])
    kept = np.empty(0, np.intp)
    for first in range(0, len(order), BLOCK):
        block = order[first : first + BLOCK]
        block = block[~dominates(objectives[kept], objectives[block]).any(axis=0)]
        block = block[~dominates(objectives[block], objectives[block]).any(axis=0)]
        kept = np.concatenate((kept, block))
    mask = np.zeros(len(objectives), bool)
    mask[kept] = True
    return mask


def ranks(objectives: Floats, violation: Floats, enough: int | None = None) -> NDArray[np.intp]:
    """The front each row lies in, 0 the best: the less violated first, then Pareto's order (Deb 2002, V).

    Args:
        objectives: (n, m), smaller is better.
        violation: How far limits are missed in all, (n,); 0 where all hold.
        enough: So many rows are ranked; those of worse fronts share the rank that follows.

    Returns:
        (n,).
    """
    beats = violation[:, None] < violation
    beats |= (violation[:, None] == violation) & dominates(objectives, objectives)
    beaten = beats.sum(axis=0)
    made = np.full(len(objectives), -1)
    rank, wanted = 0, len(objectives) if enough is None else enough
    while np.count_nonzero(made >= 0) < wanted:
        front = (beaten == 0) & (made < 0)
        made[front] = rank
        beaten -= beats[front].sum(axis=0)
        rank += 1
    made[made < 0] = rank
    return made


def crowding(objectives: Floats, rank: NDArray[np.intp]) -> Floats:
    """The room each row has in its front, (n,): the distance of its neighbours, summed (Deb 2002, III B)."""
    room = np.zeros(len(objectives))
    for front in np.unique(rank):
        members = np.flatnonzero(rank == front)
        for column in objectives[members].T:
            order = np.argsort(column, kind="stable")
            span = column[order[-1]] - column[order[0]] or 1.0
            gap = np.full(len(members), np.inf)
            gap[order[1:-1]] = (column[order[2:]] - column[order[:-2]]) / span
            room[members] += gap
    return room
