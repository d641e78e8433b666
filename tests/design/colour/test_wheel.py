import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.design import closest_pairs, harmony
from modiste.design.colour.deficiencies import as_seen
from modiste.design.colour.wheel import hexes, oklch, shown, srgb
from modiste.garment import ModisteError

COLOUR = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@settings(max_examples=60, deadline=None)
@given(COLOUR)
def test_a_colour_comes_back_from_oklch(colour: str) -> None:
    assert hexes(oklch([colour])) == (colour,)


def test_what_no_screen_shows_keeps_its_lightness_and_hue() -> None:
    asked = np.array([[0.7, 0.4, hue] for hue in range(0, 360, 15)], float)
    made = shown(asked)
    assert np.allclose(made[:, [0, 2]], asked[:, [0, 2]])
    assert (made[:, 1] < 0.4).all() and (made[:, 1] > 0.05).all()
    assert oklch(list(hexes(made)))[:, 1] == pytest.approx(made[:, 1], abs=0.01)
    assert (srgb(made) >= 0).all() and (srgb(made) <= 1).all()


@pytest.mark.parametrize(("rule", "turns"), [("complement", [0, 180]), ("triad", [0, 120, 240])])
def test_a_harmony_turns_the_hue_by_its_rule(rule: str, turns: list[float]) -> None:
    made = oklch(list(harmony("#9a6b78", rule)))
    assert ((made[:, 2] - made[0, 2]) % 360) == pytest.approx(turns, abs=3)


def test_an_unknown_harmony_names_the_known() -> None:
    with pytest.raises(ModisteError, match=r"MOD-2721.*tetrad"):
        harmony("#9a6b78", "chord")


def test_red_and_green_run_together_for_protanopes_and_not_for_tritanopes() -> None:
    found = {each.sight: each for each in closest_pairs(("#a05a2c", "#6b7a2a", "#ffffff"))}
    assert found["full"].difference > 25
    assert found["protanopia"].pair == ("#a05a2c", "#6b7a2a")
    assert min(found["protanopia"].difference, found["deuteranopia"].difference) < 12
    assert found["tritanopia"].difference > 20


def test_grey_looks_the_same_to_everybody() -> None:
    assert as_seen(("#808080",), "deuteranopia") == ("#808080",)
