"""Air gaps conduct while narrow and turn over when wide."""

import numpy as np
import pytest

from modiste.fabric.comfort.air_layers import VAPOUR_PER_MM, gap_resistances


def test_a_narrow_gap_is_still_air_beside_radiation() -> None:
    rct, ret = gap_resistances(2.0)
    assert 1 / float(rct) == pytest.approx(0.026 / 0.002 + 5.96, rel=0.01)
    assert float(ret) == pytest.approx(2 * VAPOUR_PER_MM, rel=1e-3)


def test_insulation_stops_growing_where_the_air_turns_over() -> None:
    rct, ret = gap_resistances(np.array([4.0, 8.0, 16.0, 32.0, 64.0]))
    assert (np.diff(rct[:3]) > 0).all()
    assert rct[-1] < 1.1 * rct[2]
    assert ret[-1] < 64 * VAPOUR_PER_MM / 2


def test_warmer_skin_turns_the_air_over_sooner() -> None:
    assert gap_resistances(30.0, difference_k=20.0)[0] < gap_resistances(30.0, difference_k=2.0)[0]
