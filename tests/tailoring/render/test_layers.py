"""The layers of a garment and its wearer add up to what is seen, and a hem throws a shadow."""

import numpy as np
import pytest

from modiste.tailoring import (
    Drape,
    Layers,
    Scene,
    Solid,
    Studio,
    appearance_of,
    camera,
    house_fabric,
    worn_layers,
)

PLAIN = appearance_of(house_fabric("jersey"), Solid("#8a3b3b"))
SIZE = (96, 144)


@pytest.fixture(scope="module")
def layers(shirt: Drape) -> Layers:
    eye = camera(shirt.figure.vertices.astype(float), 0, SIZE[0] / SIZE[1])
    white = np.ones((len(shirt.figure.vertices), 3))
    return worn_layers(Studio(shirt, colours=white), PLAIN, Scene(lift=60), SIZE, eye)


def test_every_pixel_is_cloth_wearer_or_neither(layers: Layers) -> None:
    total = layers.cover + layers.body
    assert total.max() <= 1 + 1e-4 and total[0, 0] == 0
    assert layers.cover.sum() > 300 and layers.body.sum() > 300
    assert (layers.cloth[layers.cover == 0] == 0).all()
    share = layers.cloth[layers.cover > 0.99]
    assert share[:, 0].mean() > 1.5 * share[:, 2].mean()


def test_a_head_is_a_head_and_legs_are_legs(layers: Layers) -> None:
    rows = np.flatnonzero(layers.body.max(1) > 0.5)
    limbs = [set(np.unique(layers.limb[row])) - {0} for row in (rows[4], rows[-6])]
    assert limbs[0] == {2} and limbs[1] <= {5, 6}
    shown = layers.height[layers.body > 0.9]
    assert shown.min() < 0.2 and shown.max() > 1.5


def test_the_hem_shades_the_skin_below_it_and_nothing_far_away(layers: Layers) -> None:
    skin = layers.body > 0.9
    legs = skin & np.isin(layers.limb, (5, 6))
    top = np.flatnonzero(legs.any(1))[0]
    below, far = legs.copy(), legs.copy()
    below[top + 4 :], far[: top + 20] = False, False
    assert layers.shade[below].mean() < layers.shade[far].mean() - 0.03
    assert layers.shade[far].mean() > 0.9


def test_a_bare_studio_shows_no_cloth(shirt: Drape) -> None:
    eye = camera(shirt.figure.vertices.astype(float), 0, SIZE[0] / SIZE[1])
    white = np.ones((len(shirt.figure.vertices), 3))
    bare = worn_layers(Studio(shirt, colours=white, bare=True), PLAIN, Scene(), SIZE, eye, 1)
    assert bare.cover.max() == 0 and bare.shade[bare.body > 0.9].mean() > 0.95
