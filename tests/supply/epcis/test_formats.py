"""Identifiers: absolute URIs, blank nodes, bound names; words are none."""

import re

import pytest

from modiste.supply.epcis.formats import identifier_pattern, odd_prefixes


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://id.gs1.org/01/09506000134352/21/1", True),
        ("urn:epc:id:sgtin:4012345.011111.98%2F76", True),
        ("ni:///sha-256;ab?ver=CBV2.0", True),
        ("_:document1", True),
        ("geo:45.4,12.3", True),
        ("https://例え.example/x", True),
        ("shipping", False),
        ("a b:c", False),
        ("https://x.example/a b", False),
        ("https://x.example/%zz", False),
        ("_:", False),
        (":x", False),
    ],
)
def test_a_text_is_an_identifier_or_is_not(text: str, is_one: bool) -> None:
    assert bool(re.search(identifier_pattern(), text)) is is_one


def test_a_bound_prefix_may_have_other_signs() -> None:
    odd = odd_prefixes(["https://x.example", {"my_terms": "urn:m:", "ex": "urn:x:", "@base": ""}])
    assert odd == {"my_terms"}
    assert re.search(identifier_pattern(odd), "my_terms:lot")
    assert not re.search(identifier_pattern(), "my_terms:lot")
