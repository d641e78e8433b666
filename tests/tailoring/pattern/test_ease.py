"""The ease table: wider fits are wider, every zone has a reason."""

from pathlib import Path

import pytest

from modiste.tailoring.pattern.charts import size_charts
from modiste.tailoring.pattern.drafting import programs
from modiste.tailoring.pattern.ease import EASE, FITS, LENGTHS, ease


@pytest.mark.parametrize("garment", list(EASE))
def test_a_wider_fit_is_never_tighter_and_says_why(garment: str) -> None:
    for zone, row in EASE[garment].items():
        values = [ease(garment, zone, fit) for fit in FITS]
        if zone != "cap":  # the wider the fit, the flatter the cap, the less it takes
            assert values == sorted(values), zone
        assert len(row.reason) > 10


def test_a_value_is_that_of_its_column() -> None:
    assert ease("t-shirt", "chest", "slim") == 4.0
    assert ease("t-shirt", "chest", "oversized") == 26.0


def test_the_page_shows_the_table_the_charts_and_the_options_as_they_are() -> None:
    page = (Path(__file__).parents[3] / "docs" / "pattern.md").read_text(encoding="utf-8")
    for garment, zones in EASE.items():
        for zone, row in zones.items():
            name = zone.replace("_", " ") + (" (length)" if zone in LENGTHS else "")
            cells = " | ".join(f"{value:g}" for value in row[:4])
            assert f"| {garment} | {name} | {cells} | {row.reason} |" in page
    for chart in size_charts().values():
        assert chart.source in page
    for program in programs().values():
        for option in program.options:
            assert f"| `{option.name}` | {option.default} | {option.known} | {option.meaning} |" in page
