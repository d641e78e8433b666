"""Cloth turned over lies on itself and keeps its lengths; what hangs has its hanger inside."""

import numpy as np
import pytest

from modiste.tailoring import Drape
from modiste.tailoring.render.arranging import crumpled, hanger_for, hung, turned_over


def sheet() -> np.ndarray:
    """A metre by half a metre of cloth on the ground, 2 cm apart."""
    x, z = np.meshgrid(np.linspace(0, 1, 51), np.linspace(0, 0.5, 26))
    return np.column_stack([x.ravel(), np.full(x.size, 0.002), z.ravel()])


def test_nothing_turned_over_is_nothing_moved() -> None:
    places = sheet()
    assert turned_over(places, 0, 0) is places
    assert crumpled(places, 0, 1) is places


def test_a_part_turned_over_lies_above_the_rest_and_is_as_long_as_before() -> None:
    places = sheet()
    made = turned_over(places, 0, 0.3)
    still = places[:, 0] < 0.69
    np.testing.assert_array_equal(made[still], places[still])
    last = places[:, 0] == 1
    # A metre less twice the part, and half a turn more.
    assert made[last, 0].mean() == pytest.approx(0.4, abs=0.03)
    assert made[last, 1].min() > places[last, 1].max()
    row = places[:, 2] == 0
    before = np.linalg.norm(np.diff(places[row], axis=0), axis=1).sum()
    after = np.linalg.norm(np.diff(made[row], axis=0), axis=1).sum()
    assert after == pytest.approx(before, rel=0.03)


def test_towards_ninety_degrees_is_the_top_of_the_picture() -> None:
    places = sheet()
    moved = np.abs(turned_over(places, 90, 0.2) - places).max(1) > 1e-9
    assert places[moved, 2].max() < 0.11


def test_crumpling_raises_ridges_by_no_more_than_centimetres_and_by_its_seed() -> None:
    places = sheet()
    made = crumpled(places, 1.0, 3)
    assert 0.005 < np.ptp(made[:, 1]) < 0.12
    assert (made[:, 1] >= places[:, 1]).all()
    assert np.abs(made - places)[:, [0, 2]].max() < 0.12
    np.testing.assert_array_equal(made, crumpled(places, 1.0, 3))
    assert (made != crumpled(places, 1.0, 4)).any()


def test_what_hangs_is_shallow_and_its_hanger_carries_it(shirt: Drape) -> None:
    made = hung(shirt.places, 0.5, 1)
    assert np.ptp(made[:, 2]) < 0.7 * np.ptp(shirt.places[:, 2])
    assert np.ptp(made[:, 1]) == pytest.approx(np.ptp(shirt.places[:, 1]))
    height = float(np.ptp(shirt.figure.vertices[:, 1]))
    rod, faces = hanger_for(made, height)
    assert faces.max() == len(rod) - 1
    bar = rod[rod[:, 1] < made[:, 1].max() - 0.02]
    assert 0.15 < np.ptp(bar[:, 0]) < np.ptp(made[:, 0])
    assert rod[:, 1].max() > made[:, 1].max() + 0.02
    # As trousers: below two thirds of the figure, a bar with clips.
    low = made - [0, 0.7, 0]
    clips, _ = hanger_for(low, height)
    assert clips[:, 1].max() > low[:, 1].max()
