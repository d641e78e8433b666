"""A photograph: the same each time, true to where things are, in the colour of the cloth."""

from dataclasses import replace

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.tailoring import (
    Drape,
    Lay,
    Photo,
    Printed,
    Scene,
    Solid,
    Stripe,
    appearance_of,
    house_fabric,
    photograph,
)

PLAIN = appearance_of(house_fabric("jersey"), Solid("#8a3b3b"))


@pytest.fixture(scope="module")
def photo(shirt: Drape) -> Photo:
    return photograph(shirt, PLAIN, size=(128, 192))


def test_the_same_input_gives_the_same_bytes(shirt: Drape, photo: Photo) -> None:
    again = photograph(shirt, PLAIN, size=(128, 192))
    np.testing.assert_array_equal(photo.pixels, again.pixels)
    other = photograph(shirt, PLAIN, Scene(seed=1), size=(128, 192))
    assert (photo.pixels != other.pixels).any()


def test_the_mask_is_where_the_garment_is(shirt: Drape, photo: Photo) -> None:
    at = photo.project(shirt.places)
    inside = (at >= 0).all(1) & (at[:, 0] < 128) & (at[:, 1] < 192)
    assert inside.all()
    rows, columns = np.nonzero(photo.mask)
    np.testing.assert_allclose([columns.min(), rows.min()], at.min(0), atol=2.5)
    np.testing.assert_allclose([columns.max() + 1, rows.max() + 1], at.max(0), atol=2.5)


def test_every_pixel_of_the_garment_names_its_panel_and_front_is_in_front(shirt: Drape, photo: Photo) -> None:
    assert ((photo.panels > 0) == photo.mask).all()
    names = [panel.name for panel in shirt.cloth.panels]
    middle = shirt.places[(np.abs(shirt.places[:, 0]) < 0.03) & (shirt.places[:, 2] > 0.05)].mean(0)
    column, row = photo.project(middle[None])[0].astype(int)
    assert names[photo.panels[row, column] - 1] == "front"
    behind = photograph(shirt, PLAIN, Scene(azimuth=180), size=(64, 96))
    assert names[int(np.bincount(behind.panels[behind.panels > 0]).argmax()) - 1] == "back"


def test_the_ground_is_its_own_colour_and_the_cloth_about_its_own(photo: Photo) -> None:
    # The soft shoulder takes a little of the lightest.
    assert np.abs(photo.pixels[:20, :20].astype(int) - 247).max() <= 8
    mean = photo.pixels[photo.mask].mean(0)
    assert mean[0] > 1.5 * mean[1]
    assert 70 < mean[0] < 200


def test_a_ghost_wears_nothing_but_the_garment(shirt: Drape) -> None:
    ghost = photograph(shirt, PLAIN, Scene(kind="ghost", ground="#ffffff"), size=(64, 96))
    worn = photograph(shirt, PLAIN, Scene(ground="#ffffff"), size=(64, 96))
    arms = worn.pixels[~worn.mask].min(1) < 200
    assert arms.mean() > (ghost.pixels[~ghost.mask].min(1) < 200).mean()
    assert (ghost.mask & ~worn.mask).sum() < 0.1 * ghost.mask.sum() + 40


def test_stripes_run_at_true_scale(shirt: Drape) -> None:
    dyed = Stripe("#ffffff", "#000000", 6.0, 3.0)
    shown = photograph(shirt, appearance_of(house_fabric("jersey"), dyed), size=(256, 384))
    names = [panel.name for panel in shirt.cloth.panels]
    low = shirt.places[(np.abs(shirt.places[:, 0]) < 0.02) & (shirt.places[:, 2] > 0.05)]
    column = int(shown.project(low.mean(0)[None])[0, 0])
    front = shown.panels[:, column] == names.index("front") + 1
    dark = shown.pixels[front, column].mean(1) < 128
    changes = int(np.abs(np.diff(dark.astype(int))).sum())
    tall = np.ptp(shirt.cloth.flat[shirt.cloth.panel == names.index("front")][..., 1]) * 100
    assert changes / 2 == pytest.approx(tall / 6.0, abs=3)


def test_light_from_the_left_is_brighter_on_the_left(shirt: Drape) -> None:
    white = appearance_of(house_fabric("jersey"), Solid("#cccccc"))
    left, right = (
        photograph(shirt, white, Scene(light=light, kind="ghost"), size=(64, 96)) for light in (-70, 70)
    )
    half = left.mask & (np.arange(64) < 32)
    assert left.pixels[half].mean() > right.pixels[half].mean() + 5


def test_a_still_is_calmer_than_a_fast_picture(shirt: Drape) -> None:
    smooth = replace(PLAIN, relief=np.zeros_like(PLAIN.relief))
    scene = Scene(crease=0)
    fast, still, other = (
        photograph(shirt, smooth, replace(scene, seed=seed), size=(64, 96), still=calm)
        for seed, calm in ((0, False), (0, True), (9, True))
    )
    error = np.abs(still.pixels.astype(int) - other.pixels).mean()
    assert error <= np.abs(fast.pixels.astype(int) - other.pixels).mean()


@pytest.mark.parametrize("size", [(0, 10), (10, 10), (5000, 100)])
def test_a_size_that_is_none_is_refused(shirt: Drape, size: tuple[int, int]) -> None:
    with pytest.raises(ModisteError, match="MOD-1580"):
        photograph(shirt, PLAIN, size=size)


def test_what_is_laid_flat_is_found_where_it_lies(shirt: Drape) -> None:
    flat = photograph(shirt, PLAIN, Scene(kind="flat"), size=(96, 128))
    at = flat.project(shirt.places)
    rows, columns = np.nonzero(flat.mask)
    np.testing.assert_allclose([columns.min(), rows.min()], at.min(0), atol=3)
    np.testing.assert_allclose([columns.max() + 1, rows.max() + 1], at.max(0), atol=3)
    neck, hem = (
        at[shirt.places[:, 1] > np.quantile(shirt.places[:, 1], 0.97), 1].mean(),
        at[shirt.places[:, 1] < np.quantile(shirt.places[:, 1], 0.03), 1].mean(),
    )
    assert neck < hem


def test_a_band_cut_along_its_length_shows_its_stripes_upright(shirt: Drape) -> None:
    dyed = Stripe("#ffffff", "#000000", 3.0, 1.5)
    shown = photograph(shirt, appearance_of(house_fabric("jersey"), dyed), size=(512, 768))
    names = [panel.name for panel in shirt.cloth.panels]
    band = shown.panels == names.index("neckband") + 1
    rows, columns = np.nonzero(band)
    dark = shown.pixels[rows, columns].mean(1) < 128

    def spread(lines: np.ndarray) -> float:
        size = np.bincount(lines)
        share = np.bincount(lines, dark)[size > 4] / size[size > 4]
        return float(share.std())

    assert spread(columns) > 1.5 * spread(rows)


def quarters() -> Printed:
    """Red over green at the left, blue over white at the right; a repeat of 24 cm."""
    pixels = np.zeros((64, 64, 3), np.uint8)
    pixels[:32, :32], pixels[32:, :32], pixels[:32, 32:], pixels[32:, 32:] = (
        (200, 20, 20), (20, 160, 20), (20, 20, 200), (240, 240, 240),
    )  # fmt: skip
    return Printed(pixels, 24.0, 24.0)


def test_a_print_lies_on_a_panel_where_it_is_laid(shirt: Drape) -> None:
    look = appearance_of(house_fabric("poplin"), quarters())

    def front(lay: Lay) -> np.ndarray:
        photo = photograph(shirt, look, size=(64, 96), quick=True, lays={"front": lay})
        number = [panel.name for panel in shirt.cloth.panels].index("front") + 1
        return np.where((photo.panels == number)[..., None], photo.pixels, 0).astype(int)

    plain, moved = front(Lay()), front(Lay(right=12.0))
    off = np.abs(plain - moved).mean()
    assert off > 5
    assert np.abs(plain - front(Lay(right=24.0, up=-24.0))).mean() < 0.05 * off
    assert np.abs(plain - front(Lay(turn=90.0))).mean() > 0.5 * off
    with pytest.raises(ModisteError, match=r"MOD-1582.*front"):
        photograph(shirt, look, size=(64, 96), lays={"pocket": Lay()})
