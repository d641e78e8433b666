"""The ease table: wider fits are wider, every zone has a reason."""

import pytest

from modiste.tailoring.pattern.ease import EASE, FITS, ease


@pytest.mark.parametrize("garment", list(EASE))
def test_a_wider_fit_is_never_tighter_and_says_why(garment: str) -> None:
    for zone, row in EASE[garment].items():
        values = [ease(garment, zone, fit) for fit in FITS]
        assert values == sorted(values, reverse=zone == "cap" and values[-1] < values[0]) or zone == "cap", (
            zone
        )
        assert len(row.reason) > 10


def test_a_value_is_that_of_its_column() -> None:
    assert ease("t-shirt", "chest", "slim") == 4.0
    assert ease("t-shirt", "chest", "oversized") == 26.0
