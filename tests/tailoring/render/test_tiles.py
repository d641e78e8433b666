"""Tiles repeat, with y up; creases are a seed's; from afar a tile is coarser but as bright."""

import numpy as np
import pytest

from modiste.tailoring import Stripe, appearance_of, house_fabric
from modiste.tailoring.render.tiles import creases, drawn_from, seen_from


def test_a_place_a_whole_tile_away_is_the_same() -> None:
    tile = np.random.default_rng(2).random((8, 16, 3)).astype(np.float32)
    at = np.array([[0.03, 0.05], [0.11, 0.01]])
    away = np.array([0.4, -0.3])
    np.testing.assert_allclose(
        drawn_from(tile, at, 0.2, 0.1), drawn_from(tile, at + away, 0.2, 0.1), atol=1e-5
    )


def test_rows_run_down_while_places_run_up() -> None:
    tile = np.zeros((10, 10, 1), np.float32)
    tile[:5] = 1.0
    top = drawn_from(tile, np.array([[0.05, -0.025]]), 0.1, 0.1)
    low = drawn_from(tile, np.array([[0.05, -0.075]]), 0.1, 0.1)
    assert top[0, 0] == 1 and low[0, 0] == 0


def test_creases_are_of_their_seed_and_of_a_known_slope() -> None:
    np.testing.assert_array_equal(creases(3), creases(3))
    assert (creases(3) != creases(4)).any()
    assert creases(3)[..., :2].std() == pytest.approx(0.16, rel=0.02)


def test_from_afar_a_cloth_has_fewer_dots_of_the_same_light() -> None:
    look = appearance_of(house_fabric("poplin"), Stripe("#ffffff", "#000000", 2.0, 1.0))
    near, far = seen_from(look, 1e-5), seen_from(look, 0.004)
    assert far.shape[0] < near.shape[0]
    assert far[..., 0].mean() == pytest.approx(near[..., 0].mean(), rel=0.1)
