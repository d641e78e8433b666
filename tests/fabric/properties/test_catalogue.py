"""What is predicted: names, units, sources, ranges."""

from modiste.fabric import PROPERTIES
from modiste.fabric.properties.assumed import ASSUMED
from modiste.fabric.properties.catalogue import SOURCES, Property


def test_every_property_says_what_it_is_and_where_it_is_from() -> None:
    for name, each in PROPERTIES.items():
        assert isinstance(each, Property) and each.name == name
        assert each.en and each.zh and each.status
        assert each.valid[0] < each.valid[1]
        assert each.rests and set(each.rests) <= set(ASSUMED)
    assert {each.source for each in PROPERTIES.values()} == set(SOURCES.values())


def test_a_doi_is_one_or_is_left_out() -> None:
    assert all(each.doi == "" or each.doi.startswith("10.") for each in SOURCES.values())
    assert PROPERTIES["bending_length_mm"].status.startswith("held against 10 rows")
    assert PROPERTIES["abrasion_rubs"].status == "unvalidated"
