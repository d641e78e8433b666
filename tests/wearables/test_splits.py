"""People stand on one side of a split; only a leak that is asked for by name parts recordings."""

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.wearables import LEAKY, Grid
from modiste.wearables.splits import folds_of, held_out


def _grids(people: int, runs: int = 4) -> list[Grid]:
    nothing = np.zeros((4, 6), np.float32), np.zeros(2, np.int64), np.zeros(1, np.int64)
    return [Grid(f"s{p}_{r}", f"s{p}", *nothing) for p in range(people) for r in range(runs)]


def test_no_person_is_in_two_folds() -> None:
    grids = _grids(7)
    fold = folds_of(grids, 3, seed=1)
    assert len({(grid.subject, own) for grid, own in zip(grids, fold.tolist(), strict=True)}) == 7
    assert set(np.bincount(fold).tolist()) == {8, 12}


def test_a_leak_puts_one_person_on_both_sides() -> None:
    grids = _grids(3)
    fold = folds_of(grids, 2, seed=0, protocol=LEAKY)
    assert len({(grid.subject, own) for grid, own in zip(grids, fold.tolist(), strict=True)}) > 3


def test_about_a_fifth_of_the_people_is_held_out() -> None:
    most, others = held_out(_grids(10), 0.2, seed=0)
    assert len({grid.subject for grid in others}) == 2
    assert not {grid.subject for grid in most} & {grid.subject for grid in others}


def test_one_person_is_too_few() -> None:
    with pytest.raises(ModisteError, match=r"MOD-2922.*fewer than the 2 folds"):
        held_out(_grids(1), 0.2, seed=0)
