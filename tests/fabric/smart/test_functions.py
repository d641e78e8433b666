"""What a cloth that does something is asked, and how it is told."""

import pytest

from modiste.fabric.smart.functions import (
    PlainCloth,
    melt_asked,
    melted,
    open_asked,
    opened,
    wash_asked,
    washed,
)
from modiste.garment import ModisteError

CLOTH = PlainCloth("fleece", 250.0, 2.0, 0.05, 12.0)


def test_a_cloth_that_melts_spares_in_the_cold_what_it_holds() -> None:
    told = melted(CLOTH, melt_asked({"share_pct": 20, "latent_kj_kg": 180, "stays": [[20, 30], [60, 0]]}))
    assert told["figures"]["capacity_kj_m2"] == pytest.approx(0.25 * 0.2 * 180)
    cold = told["stays"][1]
    # It gives its heat to both sides, so the skin is spared less than all.
    assert 0.2 * 9 < cold["spared_kj_m2"] < 9
    flow = told["curves"]["from_skin_w_m2"]
    # In the end both lose alike: 33 degrees over cloth, gap and the air's film.
    rest = 33 / (0.05 + 0.001 / 0.026 + 0.1)
    assert flow["plain"][-1] == pytest.approx(rest, rel=0.01)
    assert told["at"][0] == 0
    assert told["at"][-1] == pytest.approx(80)
    assert flow["plain"][0] == pytest.approx(3 / (0.05 + 0.001 / 0.026 + 0.1), rel=0.02)


def test_a_cloth_that_opens_is_told_beside_one_that_does_not() -> None:
    told = opened(CLOTH, open_asked({"stays": [[20, 5]]}))
    assert len(told["at"]) == 20
    assert told["curves"]["wettedness"]["smart"][-1] < told["curves"]["wettedness"]["plain"][-1]
    assert set(told["curves"]["ret_m2pa_w"]["plain"]) == {12.0}


def test_washes_wear_by_what_was_measured_or_by_a_guess_that_says_so() -> None:
    assert "unvalidated" in washed(wash_asked({}))["how"]
    told = washed(
        wash_asked({"measured": {"washes": [10, 20], "ratios": [1.1, 1.21], "source": "a laboratory"}})
    )
    assert told["curves"]["resistance_by_new"]["value"][20] == pytest.approx(1.21, rel=1e-4)
    assert told["figures"]["likely_washes"] == pytest.approx(72.7, abs=0.1)


@pytest.mark.parametrize(
    ("ask", "tree"),
    [
        (melt_asked, {"melts": [30, 20]}),
        (melt_asked, {"stays": [[400, 5], [200, 5]]}),
        (open_asked, {"stays": [[10, 40]]}),
        (wash_asked, {"ratio": 1}),
        (open_asked, {"colour": "red"}),
    ],
)
def test_what_cannot_be_asked_is_refused(ask, tree) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ModisteError, match="MOD-2840"):
        ask(tree)
