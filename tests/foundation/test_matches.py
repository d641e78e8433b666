"""What the likeness of a picture and a text rests on."""

import numpy as np
import pytest

from modiste.foundation import explain_match
from modiste.foundation.matches import CELLS
from modiste.garment import ModisteError

from .test_retrieval import ByColour

PICTURE = np.zeros((64, 48, 3), np.uint8)
PICTURE[:] = (60, 60, 60)
PICTURE[:16, :12] = (250, 0, 0)


def test_the_word_and_the_part_that_match_are_what_counts() -> None:
    red = np.zeros_like(PICTURE)
    red[..., 0] = 250
    worth = dict(explain_match(ByColour(), red, "a red one").words)
    assert worth["red"] > 0.1 and abs(worth["one"]) < 1e-6
    match = explain_match(ByColour(), PICTURE, "a red one")
    assert match.heat.shape == (CELLS, CELLS)
    assert np.unravel_index(int(match.heat.argmax()), match.heat.shape) in ((0, 0), (0, 1), (1, 0), (1, 1))
    assert match.heat[-1, -1] < 0.01
    told = match.to_json()
    assert told["words"][1]["word"] == "red" and len(told["heat"]) == CELLS


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-1911"):
        explain_match(ByColour(), PICTURE, "?!")
