"""Sketches drawn by a network: a number is the same whatever is drawn beside it, and as asked for."""

import numpy as np
import pytest

from modiste.design import as_sketches, checked_generator
from modiste.design.sketch.fields import CHANNELS, GRID
from modiste.design.sketch.labels import PROGRAMS
from modiste.garment import ModisteError

RED = (170, 51, 85)


def test_its_folder_is_small_and_draws_what_it_drew(sketch_folder):
    assert checked_generator(sketch_folder).input.kind == "concept"
    assert sum(path.stat().st_size for path in sketch_folder.iterdir()) < 400_000


def test_a_number_is_the_same_alone_and_among_others(sketching):
    assert sketching.categories == tuple(PROGRAMS)
    plans = [sketching.plan("Dress", number, 7) for number in range(4)]
    together = sketching.fields(plans)
    assert together.shape == (4, len(CHANNELS), *GRID)
    assert np.allclose(sketching.fields(plans[2:3])[0], together[2], atol=1e-5)
    shown = sketching.shown(plans, range(4), (RED,), 7, side=64)
    assert np.array_equal(sketching.shown(plans[1:2], [1], (RED,), 7, side=64)[0], shown[1])
    other = sketching.shown(plans[1:2], [1], (RED,), 8, side=64)[0]
    assert other.shape == (64, 64, 3)


def test_what_is_asked_for_is_planned(sketching):
    free = sketching.plan("Dress", 3, 7)
    asked = sketching.plan("Dress", 3, 7, {"sleeve": "long"})
    assert asked.attributes == {**free.attributes, "sleeve": "long"}
    assert np.array_equal(asked.latent, free.latent)
    with pytest.raises(ModisteError, match="MOD-2711"):
        sketching.plan("Dress", 3, 7, {"leg": "slim"})


def test_silhouettes_are_whole_and_styles_change_them(sketching):
    plan = sketching.plan("Skirt", 0, 1)
    seen = sketching.silhouettes()
    pictures, styles = seen.paint(plan.latent[None], plan.wish[None])
    assert pictures.shape == (1, 1, GRID[0], 2 * GRID[1])
    assert np.array_equal(pictures, pictures[..., ::-1])
    assert np.allclose(sketching.styles([plan]), styles)
    change = np.ones((1, seen.levels, seen.style), np.float32)
    assert not np.allclose(seen.paint(plan.latent[None], plan.wish[None], change)[0], pictures)


def test_a_generator_of_pictures_makes_none(gan):
    assert as_sketches(gan) is None
