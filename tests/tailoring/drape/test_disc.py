"""A disc of cloth over a stand, as the drape test has it."""

import numpy as np
import pytest

from modiste.tailoring import FABRICS, draped_disc
from modiste.tailoring.drape.disc import CLOTH, STAND, TALL


@pytest.fixture(scope="module")
def discs():
    return {name: draped_disc(FABRICS[name], edge=0.014) for name in ("jersey", "denim")}


def test_cloth_lies_on_the_stand_and_hangs_over_its_edge(discs) -> None:
    for made in discs.values():
        out = np.hypot(made.places[:, 0], made.places[:, 2])
        on_top = out < 0.8 * STAND
        assert made.places[on_top, 1] == pytest.approx(np.full(on_top.sum(), TALL), abs=0.004)
        assert made.places[:, 1].min() > 0 and made.depth < 0.002
        assert made.residual < 0.05 and made.speed < 0.2


def test_limp_cloth_covers_less_of_the_table_than_stiff(discs) -> None:
    def reach(made) -> float:
        rim = np.hypot(*made.cloth.vertex_flat.T) > 0.99 * CLOTH
        return float(np.hypot(made.places[rim, 0], made.places[rim, 2]).mean())

    assert STAND < reach(discs["jersey"]) < reach(discs["denim"]) - 0.01 < CLOTH
