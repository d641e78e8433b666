"""The distance to a body: within a fraction of a millimetre near the skin, of the right sign."""

import numpy as np
from numpy.typing import NDArray
from tests.tailoring.drape.conftest import RADIUS, cylinder

from modiste.tailoring.body.figure import LIMBS, Figure
from modiste.tailoring.drape.field import BAND, Field, distance_field, distances, skin_distances


def around(count: int) -> NDArray[np.float64]:
    chance = np.random.default_rng(0)
    angle, far, y = (
        chance.uniform(0, 2 * np.pi, count),
        chance.uniform(0.02, 0.24, count),
        chance.uniform(0.2, 0.8, count),
    )
    return np.column_stack([far * np.sin(angle), y, far * np.cos(angle)])


def test_a_cylinders_distance_and_slope(post_field: Field) -> None:
    places = around(4000)
    radius = np.hypot(places[:, 0], places[:, 2])
    found, slopes = distances(post_field, places)
    near = np.abs(radius - RADIUS) < 0.5 * BAND
    assert np.abs(found - (radius - RADIUS))[near].max() < 0.0006
    assert (np.sign(found) == np.sign(radius - RADIUS))[np.abs(radius - RADIUS) > 0.001].all()
    outward = places[near][:, [0, 2]] / radius[near, None]
    assert (slopes[near][:, [0, 2]] * outward).sum(1).min() > 0.96
    assert np.abs(slopes[near][:, 1]).max() < 0.05


def test_near_the_skin_the_exact_distance_is_exact(post: Figure) -> None:
    places = around(500)
    radius = np.hypot(places[:, 0], places[:, 2])
    near = np.abs(radius - RADIUS) < 0.02
    found, ways = skin_distances(post, places[near])
    assert np.abs(found - (radius[near] - RADIUS)).max() < 0.0001
    assert (ways[:, [0, 2]] * places[near][:, [0, 2]] / radius[near, None]).sum(1).min() > 0.99


def test_far_away_the_distance_still_grows(post_field: Field) -> None:
    line = np.column_stack([np.linspace(RADIUS, RADIUS + 0.11, 30), np.full(30, 0.5), np.zeros(30)])
    found = distances(post_field, line)[0]
    assert (np.diff(found) > 0).all()


def test_moving_the_body_moves_the_field(post: Figure) -> None:
    shift = np.array([0.103, 0.037, -0.051], np.float32)
    moved = cylinder()
    moved = Figure(
        moved.vertices + shift,
        *(
            getattr(moved, name)
            for name in ("faces", "limb", "landmarks", "levels", "measures", "chart", "pose")
        ),
    )
    places = around(500)
    near = np.abs(np.hypot(places[:, 0], places[:, 2]) - RADIUS) < 0.5 * BAND
    one = distances(distance_field(post), places[near])[0]
    other = distances(distance_field(moved), places[near] + shift)[0]
    assert np.abs(one - other).max() < 0.0008


def test_a_real_bodys_skin_is_at_zero_and_its_inside_negative(wearer: Figure, wearer_field: Field) -> None:
    torso = wearer.vertices[wearer.limb == LIMBS.index("torso")].astype(float)
    away = np.abs(distances(wearer_field, torso)[0])
    assert np.median(away) < 0.0005
    assert np.quantile(away, 0.95) < 0.0015, "a grid rounds off what is smaller than its cells"
    hip = np.array([[0.0, wearer.levels["hip"], wearer.landmarks["crotch"][2]]])
    assert distances(wearer_field, hip)[0][0] < -0.03
