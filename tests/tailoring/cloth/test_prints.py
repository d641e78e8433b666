"""Prints repeat where they say, in the colours they name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.tailoring import Check, Dot, Printed, Solid, Stripe
from modiste.tailoring.colour import rgb

PRINTS = [
    Solid("#804020"),
    Stripe("#ffffff", "#102040", 2.4, 1.2),
    Stripe("#ffffff", "#102040", 2.4, 1.2, upright=True),
    Check("#ffffff", "#102040", 1.2, 0.6),
    Dot("#ffffff", "#102040", 2.0, 0.6),
    Printed(np.random.default_rng(0).integers(0, 256, (6, 9, 3), np.uint8), 3.0, 2.0),
]


@pytest.mark.parametrize("dyed", PRINTS)
@given(x=st.floats(0, 20), y=st.floats(0, 20))
def test_a_print_repeats_after_its_repeat(dyed: Solid, x: float, y: float) -> None:
    wide, high = dyed.repeat
    here = dyed.painted(np.array([x]), np.array([y]))
    np.testing.assert_allclose(here, dyed.painted(np.array([x + wide]), np.array([y + high])), atol=1e-6)


def test_a_stripe_covers_its_share_and_a_check_crosses_at_full_strength() -> None:
    y = np.linspace(0, 2.4, 4001)[:-1]
    stripe = Stripe("#ffffff", "#000000", 2.4, 1.2).painted(np.array(0.0), y)
    assert stripe.mean() == pytest.approx(0.5, abs=0.01)
    check = Check("#ffffff", "#000000", 2.0, 1.0)
    at = np.array([1.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0])
    np.testing.assert_allclose(check.painted(*at)[:, 0], [0, 0.5, 1])


def test_dots_are_as_wide_as_they_say() -> None:
    x, y = np.meshgrid(np.linspace(0, 2, 400, endpoint=False), np.linspace(0, 4, 800, endpoint=False))
    ink = 1 - Dot("#ffffff", "#000000", 2.0, 0.6).painted(x, y)[..., 0]
    assert ink.mean() * 8 == pytest.approx(2 * np.pi * 0.3**2, rel=0.02)


@pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", "", "#gggggg", "#12345\n"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    for make in (Solid, rgb):
        with pytest.raises(ModisteError, match="MOD-1587"):
            make(colour)


@pytest.mark.parametrize(("period", "width"), [(0, 0), (2, 2), (2, 3), (100, 1), (float("nan"), 1), (2, -1)])
def test_what_cannot_repeat_is_refused(period: float, width: float) -> None:
    for make in (Stripe, Check, Dot):
        with pytest.raises(ModisteError, match="MOD-1587"):
            make("#ffffff", "#000000", period, width)
