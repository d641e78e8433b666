"""A scene says what is wrong with it."""

import pytest

from modiste.garment import ModisteError
from modiste.tailoring import Scene


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "runway"},
        {"ground": "white"},
        {"azimuth": 400},
        {"elevation": 90},
        {"light": float("nan")},
        {"softness": 0},
        {"crease": 2},
    ],
)
def test_what_cannot_be_set_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ModisteError, match=r"MOD-158[27]"):
        Scene(**wrong)  # type: ignore[arg-type] # wrong on purpose
