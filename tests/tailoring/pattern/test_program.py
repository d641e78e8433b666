"""Options: what is given is checked, what is not has its default."""

import pytest

from modiste.garment import ModisteError
from modiste.tailoring.pattern.program import Choice, Drawn, Program, Range

PROGRAM = Program(
    "bag",
    "Bag",
    "women",
    (
        Choice("zip", "no", ("yes", "no"), "whether it closes"),
        Range("depth", 10.0, 5.0, 30.0, "how deep it is"),
    ),
    lambda brief: Drawn((), ()),
)


def test_defaults_fill_what_is_missing_and_texts_are_read() -> None:
    assert PROGRAM.read({}) == {"zip": "no", "depth": 10.0}
    assert PROGRAM.read({"depth": "12.5", "zip": True}) == {"zip": "yes", "depth": 12.5}


@pytest.mark.parametrize(
    "given", [{"zip": "perhaps"}, {"depth": 31}, {"depth": "deep"}, {"depth": float("nan")}]
)
def test_a_bad_value_names_the_good_ones(given: dict[str, object]) -> None:
    with pytest.raises(ModisteError, match=r"MOD-1532.*(yes, no|5 to 30 cm)"):
        PROGRAM.read(given)


def test_an_unknown_option_names_the_known_ones() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1530.*zip, depth"):
        PROGRAM.read({"width": 3})
