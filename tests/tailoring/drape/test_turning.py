"""A collar that is turned down: over its stand, off what lies below, stretched little, its points apart."""

import numpy as np
import pytest

from modiste.tailoring import Drape, average_figure, draft_size, drape_garment
from modiste.tailoring.drape.collared import column_for, columned
from modiste.tailoring.drape.field import distance_field, distances
from modiste.tailoring.drape.lying import laid_flat
from modiste.tailoring.drape.turning import turned_down, turned_out, without_collar


@pytest.fixture(scope="module")
def shirt() -> Drape:
    return drape_garment(draft_size("shirt", "women", "40"), average_figure(pose="down"), "poplin", edge=0.02)


def of(shirt: Drape, name: str) -> np.ndarray:
    number = [panel.name for panel in shirt.cloth.panels].index(name)
    return np.unique(shirt.cloth.faces[shirt.cloth.panel == number])


def test_the_collar_falls_over_the_stand_and_cuts_into_nobody(shirt: Drape) -> None:
    collar, stand = (shirt.places[of(shirt, name)] for name in ("collar", "collar_stand"))
    assert collar[:, 1].max() <= stand[:, 1].max() + 0.004
    assert collar[:, 1].min() < stand[:, 1].min()
    middle = stand[:, ::2].mean(0)
    assert (
        np.linalg.norm(collar[:, ::2] - middle, axis=1).max()
        > np.linalg.norm(stand[:, ::2] - middle, axis=1).max()
    )
    neck = column_for(shirt.cloth, shirt.figure)  # the chin above it is not felt
    assert neck is not None
    skin, _ = distances(columned(distance_field(shirt.figure), neck), collar)
    assert skin.min() > 0


def test_edges_keep_their_length_and_the_points_lie_apart(shirt: Drape) -> None:
    number = [panel.name for panel in shirt.cloth.panels].index("collar")
    own = shirt.cloth.panel == number
    worn = shirt.places[shirt.cloth.faces[own]]
    flat = shirt.cloth.flat[own]
    long = [np.linalg.norm(each - np.roll(each, 1, axis=1), axis=2) for each in (worn, flat)]
    ratio = long[0] / long[1]
    assert 0.95 < np.median(ratio) < 1.1
    assert np.quantile(ratio, 0.9) < 1.3
    low = of(shirt, "collar")[np.argsort(shirt.places[of(shirt, "collar"), 1])[:8]]
    assert np.ptp(shirt.places[low, 0]) > 0.02


def test_its_outside_is_out_and_a_garment_without_one_stays_as_it_is(shirt: Drape) -> None:
    number = [panel.name for panel in shirt.cloth.panels].index("collar")
    corner = shirt.places[shirt.cloth.faces[shirt.cloth.panel == number]]
    across = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    away = corner.mean(1) - shirt.places[of(shirt, "collar_stand")].mean(0)
    assert (np.einsum("nd,nd->n", across, away) > 0).mean() > 0.9
    bare, own = without_collar(shirt.cloth)
    assert bare.count == len(own) < shirt.cloth.count
    still = shirt.places[own]
    assert turned_down(bare, still, distance_field(shirt.figure)) is still
    np.testing.assert_array_equal(turned_out(bare).faces, bare.faces)


def test_laid_flat_it_lies_on_the_front(shirt: Drape) -> None:
    lies = laid_flat(shirt)
    assert np.isfinite(lies).all() and lies[:, 1].min() >= 0.0005
    collar = lies[of(shirt, "collar")]
    assert collar[:, 1].max() < 0.06
    assert np.ptp(collar[:, 2]) > 0.03
