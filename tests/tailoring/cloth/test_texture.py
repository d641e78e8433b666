"""A cloth's look: seamless, at true scale, the same for the same seed."""

import numpy as np
import pytest

from modiste.tailoring import HOUSE_FABRICS, Check, Dot, Solid, Stripe, appearance_of


def wrap_step(tile: np.ndarray) -> float:
    """The step over the tile's edges over the largest between two lines inside: near 1 without a seam."""
    tile = tile.astype(float)
    tile = tile if tile.ndim == 3 else tile[..., None]
    ratios = []
    for axis in (0, 1):
        inside = np.abs(np.diff(tile, axis=axis)).mean(axis=(1 - axis, 2)).max()
        edge = np.abs(tile.take(0, axis) - tile.take(-1, axis)).mean()
        ratios.append(float(edge / max(inside, 1e-9)))
    return max(ratios)


@pytest.mark.parametrize("name", HOUSE_FABRICS)
def test_no_seam_shows_in_colour_or_relief(name: str) -> None:
    look = appearance_of(HOUSE_FABRICS[name], Solid("#7a8c9e"))
    assert wrap_step(look.colour) < 1.6
    assert wrap_step(look.relief) < 1.6


@pytest.mark.parametrize(
    "dyed", [Stripe("#ffffff", "#102040", 2.4, 1.2), Dot("#ffffff", "#102040", 2.0, 0.6)]
)
def test_a_print_fits_the_tile_a_whole_number_of_times(dyed: Stripe) -> None:
    look = appearance_of(HOUSE_FABRICS["jersey"], dyed)
    repeats = look.height * 100 / dyed.repeat[1]
    assert repeats == pytest.approx(round(repeats), abs=1e-9)
    assert wrap_step(look.colour) < 1.6


def test_threads_are_counted_as_the_fabric_says() -> None:
    look = appearance_of(HOUSE_FABRICS["poplin"], Solid("#ffffff"))
    row = look.relief.mean(0) - look.relief.mean()
    found = np.abs(np.fft.rfft(row))[1:].argmax() + 1
    assert found / (look.width * 100) == pytest.approx(HOUSE_FABRICS["poplin"].texture.warp, rel=0.05)


def test_the_relief_is_as_deep_as_yarn_and_the_seed_alone_decides() -> None:
    for name, each in HOUSE_FABRICS.items():
        first, again = (appearance_of(each, Solid("#7a8c9e"), 3) for _ in range(2))
        np.testing.assert_array_equal(first.colour, again.colour)
        assert 2e-5 < np.ptp(first.relief) < 3e-3, name
    other = appearance_of(HOUSE_FABRICS["linen"], Solid("#7a8c9e"), 4)
    assert (other.relief != appearance_of(HOUSE_FABRICS["linen"], Solid("#7a8c9e"), 3).relief).any()


def test_denim_shows_its_undyed_weft_and_a_large_check_stays_within_bounds() -> None:
    look = appearance_of(HOUSE_FABRICS["denim"], Solid("#1c2f53"))
    assert look.colour.max() > 140 > 90 > look.colour.min()
    assert (
        max(appearance_of(HOUSE_FABRICS["flannel"], Check("#ffffff", "#000000", 30, 12)).colour.shape) <= 1537
    )


def test_brushed_cloth_is_soft_and_only_satin_is_lustrous() -> None:
    looks = {name: appearance_of(each, Solid("#7a8c9e")) for name, each in HOUSE_FABRICS.items()}
    steep = {name: float(np.diff(look.relief, axis=1).std()) / look.width for name, look in looks.items()}
    slope = {name: steep[name] * look.relief.shape[1] for name, look in looks.items()}
    assert slope["fleece"] < 0.5 * slope["denim"]
    assert [name for name, look in looks.items() if look.lustre] == ["satin"]
