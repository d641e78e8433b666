"""The measured cloths that are shipped: true to their source, and what is said of them is what they say."""

import csv
import json
import math
from pathlib import Path

import pytest

from modiste.fabric import (
    PROPERTIES,
    agreement_of,
    agreements,
    held,
    predict,
    published_cloths,
    status_of,
)

BERKELEY = Path("wearable") / "berkeley-fabric"


def test_every_row_is_taken_and_tells_its_source() -> None:
    table = published_cloths()
    assert table.refused == () and len(table.cloths) == 20
    assert {each.doi for each in table.cloths} == {"10.1145/2010324.1964966"}
    assert all(each.is_assumed and each.method and each.uncertainty >= 0.5 for each in table.cloths)


def test_what_a_property_says_of_itself_is_what_the_cloths_say() -> None:
    found = agreements(held(published_cloths().cloths))
    for name, each in PROPERTIES.items():
        assert each.status == status_of(agreement_of(name, found)), name
    assert sum(each.status != "unvalidated" for each in PROPERTIES.values()) == 5


def test_the_numbers_are_the_sources(modiste_data: Path) -> None:
    shipped = {each.spec.name: {} for each in published_cloths().cloths}
    for each in published_cloths().cloths:
        shipped[each.spec.name] |= {**each.values, "mass": predict(each.spec)["mass_gsm"].value}
    with (modiste_data / BERKELEY / "fabrics.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["name"] for row in rows} == set(shipped)
    for row in rows:
        told = shipped[row["name"]]
        mass, bending = float(row["gsm"]), float(row["bending_mean_Nm"])
        assert told["mass"] == pytest.approx(mass, rel=2e-3)
        assert told["bending_n_m"] == pytest.approx(bending, rel=1e-3)
        assert told["bending_length_mm"] == pytest.approx(
            1000 * math.cbrt(bending / (mass / 1000 * 9.81)), rel=5e-3
        )
        first = json.loads((modiste_data / BERKELEY / f"{row['name']}.json").read_bytes())["stretching"][0]
        assert told["stiffness_n_m"] == pytest.approx(math.sqrt(first[0] * first[2]), rel=1e-3)
