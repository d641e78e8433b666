"""Quantities in one unit a kind; a bare number has the unit its column says, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.normal import UNITS, quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("180 g/m²", 180, "g/m2"),
        ("180gsm", 180, "g/m2"),
        ("180 GSM", 180, "g/m2"),
        ("180克/平方米", 180, "g/m2"),
        ("5.3 oz/yd²", 179.7, "g/m2"),  # 1 oz/yd2 is 33.906 g/m2
        ("10 oz./sq.yd.", 339.1, "g/m2"),
        ("70 cm", 70, "cm"),
        ("1,75 m", 175, "cm"),
        ("32 in", 81.28, "cm"),
        ('32"', 81.28, "cm"),
        ("6'2\"", 187.96, "cm"),
        ("5 ft 10 in", 177.8, "cm"),
        ("15mm", 1.5, "cm"),
        ("厘米", None, ""),
        ("68厘米", 68, "cm"),
        ("250 g", 0.25, "kg"),
        ("1,2 kg", 1.2, "kg"),
        ("2 lbs", 0.907, "kg"),
        ("8 oz", 0.2268, "kg"),
        ("2斤", 1, "kg"),
        ("150 den", 16.667, "tex"),
        ("167 dtex", 16.7, "tex"),
        ("Ne 30", None, ""),
        ("30 Ne", 19.683, "tex"),
        ("2/60 Nm", None, ""),
        ("ca. 30 cm", 30, "cm"),
        ("12", None, ""),
        ("-3 cm", None, ""),
        ("three metres", None, ""),
    ],
)
def test_quantities(text: str, value: float | None, unit: str) -> None:
    read = quantity(text)
    if value is None:
        assert read is None
    else:
        assert read is not None
        assert read.unit == unit
        assert read.value == pytest.approx(value, rel=1e-3)


def test_the_column_says_what_a_bare_number_is_and_what_an_ambiguous_unit_must_be() -> None:
    bare = quantity("180", unit="g/m2")
    assert bare is not None and bare.kind == "fabric_weight"
    assert quantity("180 g", kind="fabric_weight") is None
    assert quantity("30 cm", kind="mass") is None


@given(st.text() | st.text("0123456789.,'\" gmcinozyd/²", max_size=14))
def test_any_text_gives_a_quantity_in_its_kinds_unit_or_none(text: str) -> None:
    read = quantity(text)
    assert read is None or (read.value >= 0 and UNITS[read.kind] == read.unit)
