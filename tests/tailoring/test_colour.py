"""Colours go to light and come back."""

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.tailoring.colour import encoded, linear, rgb


def test_there_and_back_and_the_standards_own_middle() -> None:
    values = np.linspace(0, 1, 257)
    np.testing.assert_allclose(encoded(linear(values)), values, atol=2e-5)
    assert linear(np.array(0.5)) == pytest.approx(0.21404, abs=1e-5)


def test_a_written_colour_is_read_and_another_word_is_refused() -> None:
    np.testing.assert_allclose(rgb("#ff8000"), [1, 128 / 255, 0])
    for wrong in ("red", "#12345", "#gggggg", "#12345\n"):
        with pytest.raises(ModisteError, match="MOD-1587"):
            rgb(wrong)
