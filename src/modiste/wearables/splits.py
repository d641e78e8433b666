"""Which people are learned from and which are judged: whole people apart, unless a leak is asked for by name.

Knows subjects; a split by recordings, in which one person stands on both sides, is called `leaky`.
"""

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np

from modiste.garment import ModisteError
from modiste.wearables.windows import Grid, Ints

Protocol = Literal["by-subject", "leaky"]
BY_SUBJECT: Final = "by-subject"
LEAKY: Final = "leaky"
PROTOCOLS = (BY_SUBJECT, LEAKY)
FOLDS = 6


def folds_of(grids: Sequence[Grid], count: int, seed: int, protocol: str = BY_SUBJECT) -> Ints:
    """The fold of each recording, `(n,)`: people, or with `leaky` recordings, dealt out evenly.

    Raises:
        ModisteError: MOD-2922 with fewer people, or recordings, than folds.
    """
    names = [grid.subject if protocol == BY_SUBJECT else grid.name for grid in grids]
    distinct = sorted(set(names))
    if not 2 <= count <= len(distinct):
        what = "people" if protocol == BY_SUBJECT else "recordings"
        raise ModisteError("MOD-2922", count=len(distinct), what=what, folds=count)
    order = np.random.default_rng(seed).permutation(len(distinct))
    fold = {distinct[place]: number % count for number, place in enumerate(order.tolist())}
    return np.array([fold[name] for name in names], np.int64)


def held_out(grids: Sequence[Grid], share: float, seed: int) -> tuple[list[Grid], list[Grid]]:
    """Recordings of most people, and those of about a `share` of the people to choose by.

    Raises:
        ModisteError: MOD-2922 with one person only.
    """
    people = len({grid.subject for grid in grids})
    fold = folds_of(grids, min(max(round(1 / share), 2), max(people, 2)), seed)
    return (
        [grid for grid, own in zip(grids, fold, strict=True) if own],
        [grid for grid, own in zip(grids, fold, strict=True) if not own],
    )
