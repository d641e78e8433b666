"""Cloth on a post whose answer is known: a tight tube stretches by the ratio of girths, and rests."""

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.tailoring.drape.conftest import RADIUS, tube

from modiste.tailoring.body.figure import Figure
from modiste.tailoring.drape.cloth import cut
from modiste.tailoring.drape.draping import stretches
from modiste.tailoring.drape.fabrics import FABRICS
from modiste.tailoring.drape.field import Field, distances, skin_distances
from modiste.tailoring.drape.solver import SKIN, Phase, lifted, settle
from modiste.tailoring.drape.system import System, system

AROUND = 200 * np.pi * RADIUS
"""The post's girth in centimetres."""


def ready(girth: float) -> tuple[System, NDArray[np.float64]]:
    made = cut(tube(girth), 0.02)
    angle = 2 * np.pi * made.vertex_flat[:, 0] / (girth / 100) + np.pi * made.vertex_panel
    radius = max(girth / 200 / np.pi, RADIUS + 0.01)
    places = np.column_stack([radius * np.sin(angle), 0.8 + made.vertex_flat[:, 1], radius * np.cos(angle)])
    return system(made, FABRICS["jersey"]), places


@pytest.mark.parametrize("ease", [-8.0, -4.0])
def test_a_tight_tube_stretches_as_the_girths_say(post_field: Field, ease: float) -> None:
    mechanics, places = ready(AROUND + ease)
    moved = settle(mechanics, FABRICS["jersey"], post_field, places, np.zeros_like(places), Phase(60, 1 / 60))
    weft = stretches(mechanics, places)[:, 0]
    expected = 200 * np.pi * (RADIUS + SKIN) / (AROUND + ease)
    assert np.median(weft) == pytest.approx(expected, abs=0.003)
    assert np.ptp(np.quantile(weft, [0.05, 0.95])) < 0.01
    assert distances(post_field, places)[0].min() > 0
    assert moved.speed < 0.01
    assert moved.energies[-1] < moved.energies[5] < moved.energies[0]


def test_energy_falls_while_loose_cloth_slides_down(post_field: Field) -> None:
    mechanics, places = ready(AROUND + 6.0)
    start = places[:, 1].mean()
    moved = settle(mechanics, FABRICS["jersey"], post_field, places, np.zeros_like(places), Phase(40, 1 / 60))
    assert moved.energies[-1] < moved.energies[0]
    assert places[:, 1].mean() < start - 0.02
    assert np.quantile(np.abs(stretches(mechanics, places) - 1), 0.98) < 0.06


def test_friction_holds_what_would_slip(post_field: Field) -> None:
    fallen = []
    for friction in (0.0, 0.9):
        mechanics, places = ready(AROUND - 1.0)
        fabric = FABRICS["jersey"].__class__(*(180, 350, 250, 60, 6e-6, friction, 1.12))
        before = places[:, 1].mean()
        settle(mechanics, fabric, post_field, places, np.zeros_like(places), Phase(60, 1 / 60))
        fallen.append(before - places[:, 1].mean())
    assert fallen[1] < 0.3 * fallen[0]


def test_what_is_inside_is_put_onto_the_skin(post: Figure) -> None:
    chance = np.random.default_rng(0)
    angle, far = chance.uniform(0, 2 * np.pi, 300), RADIUS + chance.uniform(-0.006, 0.01, 300)
    places = np.column_stack([far * np.sin(angle), chance.uniform(0.3, 0.7, 300), far * np.cos(angle)])
    outside = places[far > RADIUS + SKIN].copy()
    left = lifted(post, places)
    assert left.min() > 0
    assert np.array_equal(left, skin_distances(post, places)[0])
    assert np.array_equal(places[far > RADIUS + SKIN], outside)
