import numpy as np
import pytest

from modiste.design import colourways
from modiste.design.colour.difference import between
from modiste.design.colour.wheel import oklch
from modiste.garment import ModisteError

PALETTE = ("#f4ead7", "#21455a", "#c2573a", "#dfa24a")


def test_colourways_keep_lightness_order_and_distances_and_differ() -> None:
    found = colourways(PALETTE, 6, seed=1)
    assert len({each.palette for each in found}) == 6
    upper = np.triu_indices(4, 1)
    before, then = oklch(PALETTE)[:, 0], between(PALETTE)[upper]
    for each in found:
        after, now = oklch(each.palette)[:, 0], between(each.palette)[upper]
        assert np.array_equal(np.argsort(before), np.argsort(after))
        assert (now >= 0.6 * then - 1e-6).all() and (now <= 5 / 3 * then + 10 + 1e-6).all()
        assert each.moved >= 8
        assert each.closest == pytest.approx(now.min(), abs=0.01)


def test_a_seed_gives_the_same_ones_and_a_kept_role_stays() -> None:
    assert colourways(PALETTE, 3, seed=5) == colourways(PALETTE, 3, seed=5)
    assert all(each.palette[1] == PALETTE[1] for each in colourways(PALETTE, 3, kept=(1,)))


def test_greys_stay_grey() -> None:
    for each in colourways(("#ffffff", "#101010", "#c2573a"), 3):
        assert oklch(each.palette)[:2, 1].max() < 0.02


def test_a_number_out_of_range_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2726"):
        colourways(PALETTE, 0)
