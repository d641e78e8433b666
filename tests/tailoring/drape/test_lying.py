"""Laid flat, cloth keeps its measure, lies on the table, front over back, neck up."""

import numpy as np
import pytest

from modiste.tailoring import Drape, average_figure, draft_size, drape_garment
from modiste.tailoring.drape.draping import stretches
from modiste.tailoring.drape.lying import laid_flat
from modiste.tailoring.drape.system import system


@pytest.fixture(scope="module")
def skirt() -> Drape:
    return drape_garment(draft_size("skirt-a-line", "women", "40"), average_figure(), "denim", edge=0.025)


def test_no_cloth_is_stretched_and_all_of_it_lies_on_the_table(skirt: Drape) -> None:
    places = laid_flat(skirt)
    over = stretches(system(skirt.cloth, skirt.fabric), places)
    assert np.quantile(over, 0.95) < 1.03
    assert np.quantile(over, 0.05) > 0.97
    assert places[:, 1].min() > 0
    assert np.quantile(places[:, 1], 0.95) < 0.06


def test_the_waist_points_away_and_the_front_lies_on_the_back(skirt: Drape) -> None:
    places = laid_flat(skirt)
    top = skirt.places[:, 1] > np.quantile(skirt.places[:, 1], 0.95)
    hem = skirt.places[:, 1] < np.quantile(skirt.places[:, 1], 0.05)
    assert places[top, 2].mean() < places[hem, 2].mean() - 0.3
    middle = np.abs(skirt.places[:, 0]) < 0.1
    front = middle & (skirt.places[:, 2] > 0.05)
    back = middle & (skirt.places[:, 2] < -0.05)
    assert places[front, 1].mean() > places[back, 1].mean() + 0.001


def test_it_lies_the_same_each_time(skirt: Drape) -> None:
    np.testing.assert_array_equal(laid_flat(skirt), laid_flat(skirt))


def test_a_top_lies_smooth_its_front_whole_on_top_and_its_sleeves_folded_once() -> None:
    worn = drape_garment(draft_size("t-shirt", "women", "40"), average_figure(), "jersey", edge=0.025)
    places = laid_flat(worn)
    corner = places[worn.cloth.faces]
    across = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    up = across[:, 1] / np.linalg.norm(across, axis=1)
    names = [panel.name for panel in worn.cloth.panels]
    for name, least in (("front", 0.97), ("back", -0.97)):
        mean = up[worn.cloth.panel == names.index(name)].mean()
        assert mean * np.sign(least) > abs(least)
    for number, name in enumerate(names):
        if "sleeve" in name:
            half = (up[worn.cloth.panel == number] > 0).mean()
            assert 0.35 < half < 0.65
