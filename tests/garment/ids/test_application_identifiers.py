"""The table of identifiers is the syntax dictionary's, and its rules find what is wrong."""

from pathlib import Path

import pytest

from modiste.garment.ids.application_identifiers import NAMES, identifiers, lengths


def test_it_holds_every_identifier_of_the_dictionary(modiste_data: Path) -> None:
    path = modiste_data / "trace" / "gs1-digital-link" / "gs1-syntax-dictionary.txt"
    wanted: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, _, last = line.split()[0].partition("-")
            wanted |= {str(n).zfill(len(first)) for n in range(int(first), int(last or first) + 1)}
    assert set(identifiers()) == wanted
    assert set(NAMES.values()) <= wanted
    assert lengths()["31"] == 4


@pytest.mark.parametrize(
    ("code", "good", "bad"),
    [
        ("00", "006141411234567890", "006141411234567891"),
        ("11", "260200", "261301"),
        ("7003", "2602281259", "2602291259"),
        ("7250", "20240229", "20230229"),
        ("8008", "26022823", "26022824"),
        ("8006", "095201234567880102", "095201234567880201"),
        ("8001", "00010000200301", "00010000200341"),
        ("4321", "1", "2"),
        ("8011", "12", "012"),
        ("253", "1231231231232T", "1231231231232 "),
    ],
)
def test_a_value_is_measured_by_its_layout(code: str, good: str, bad: str) -> None:
    assert identifiers()[code].flaw(good) == ""
    assert f"({code})" in identifiers()[code].flaw(bad)
