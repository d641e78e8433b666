"""A composition label becomes shares of fibres that sum to 1, part by part, or says why it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.normal import composition, fibre

ONE_PART = [
    ("100% Cotton", {"cotton": 1.0}),
    ("60% Baumwolle, 40% Polyester", {"cotton": 0.6, "polyester": 0.4}),
    ("95 % coton, 5 % élasthanne", {"cotton": 0.95, "elastane": 0.05}),
    ("97,5% Baumwolle 2,5% Elastan", {"cotton": 0.975, "elastane": 0.025}),
    ("Cotton 60% Polyester 40%", {"cotton": 0.6, "polyester": 0.4}),
    ("80% lana, 20% poliammide", {"wool": 0.8, "polyamide": 0.2}),
    ("65% algodón y 35% poliéster", {"cotton": 0.65, "polyester": 0.35}),
    ("Composición: 100% lino", {"linen": 1.0}),
    ("面料：棉80% 聚酯纤维20%", {"cotton": 0.8, "polyester": 0.2}),
    ("棉:95% 氨纶:5%", {"cotton": 0.95, "elastane": 0.05}),
    ("棉60%，聚酯纤维40%", {"cotton": 0.6, "polyester": 0.4}),
    ("80%棉 20%涤纶", {"cotton": 0.8, "polyester": 0.2}),
    ("成分：桑蚕丝100%", {"silk": 1.0}),
    ("70% recycled polyester, 30% recycled polyamide", {"polyester": 0.7, "polyamide": 0.3}),
    ("100% organic cotton", {"cotton": 1.0}),
    ("100% Bio-Baumwolle", {"cotton": 1.0}),
    ("50% Merino Wool / 50% Acrylic", {"merino wool": 0.5, "acrylic": 0.5}),
    ("100% cotton jersey", {"cotton": 1.0}),
    ("92% Nylon 8% Lycra®", {"polyamide": 0.92, "elastane": 0.08}),
    ("50% TENCEL™ Lyocell, 50% Modal", {"lyocell": 0.5, "modal": 0.5}),
    ("Leather", {"leather": 1.0}),
    ("80% feathers, 20% down", {"feather": 0.8, "down": 0.2}),
    ("33% Cotton 33% Modal 33% Polyester", {"cotton": 1 / 3, "modal": 1 / 3, "polyester": 1 / 3}),
    ("60% cotton, 40% cotton", {"cotton": 1.0}),
]
PARTS = [
    ("Shell: 55% Linen 45% Viscose; Lining: 100% Polyester", ["shell", "lining"]),
    ("Obermaterial: 98% Baumwolle, 2% Elasthan. Futter: 100% Polyester", ["shell", "lining"]),
    ("Extérieur : 100 % laine vierge / Doublure : 100% viscose", ["shell", "lining"]),
    ("面料：棉80% 聚酯纤维20% 里料：涤纶100%", ["shell", "lining"]),
    ("Shell 100% nylon Lining 100% polyester Fill: 80% down, 20% feathers", ["shell", "lining", "filling"]),
    ("Upper: leather; Sole: rubber", ["shell", "sole"]),
    ("Main: 67% Polyester, 33% Viscose - Contrast: 100% Cotton", ["shell", "trim"]),
    ("100% cotton. Lining: 100% cotton", ["shell", "lining"]),
]
TOLD = [
    ("60% cotton, 30% polyester", "sum to 90 %"),
    ("60% cotton 60% poly", "sum to 120 %"),
    ("100% unobtainium", "'unobtainium' is no fibre"),
    ("50% cotton, 50% dreams", "'dreams' is no fibre"),
    ("Cotton/Polyester", "no percentages"),
]


@pytest.mark.parametrize(("text", "shares"), ONE_PART)
def test_one_part(text: str, shares: dict[str, float]) -> None:
    (found,) = composition(text)
    assert found.part == "shell"
    assert found.errors == ()
    assert found.shares == pytest.approx(shares, abs=1e-5)


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_several_parts(text: str, parts: list[str]) -> None:
    found = composition(text)
    assert [each.part for each in found] == parts
    assert not [each.errors for each in found if each.errors]
    assert all(sum(each.shares.values()) == pytest.approx(1, abs=1e-5) for each in found)


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_what_does_not_add_up_is_told_and_gives_no_shares(text: str, told: str) -> None:
    (found,) = composition(text)
    assert told in found.errors[0]
    assert found.shares == {}


@pytest.mark.parametrize("text", ["", "hello", "machine wash cold", "%"])
def test_what_is_no_label_has_no_parts(text: str) -> None:
    assert composition(text) == ()


def test_a_fibre_has_one_name() -> None:
    names = {fibre(text) for text in ("Elasthan", "spandex", "LYCRA", "élasthanne", "氨纶", "elastan")}
    assert names == {"elastane"}
    assert fibre("unobtainium") is None


@given(st.text() | st.text("0159% ,;:./cotnpleysrwa棉涤里料", max_size=60))
def test_any_text_gives_shares_that_sum_to_one_or_errors(text: str) -> None:
    for part in composition(text):
        assert bool(part.shares) != bool(part.errors)
        assert not part.shares or sum(part.shares.values()) == pytest.approx(1, abs=1e-4)
