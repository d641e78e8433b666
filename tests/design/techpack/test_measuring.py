"""Points of measure: the trade's names, by construction, growing with the size."""

import pytest

from modiste import tailoring
from modiste.design import Subject
from modiste.design.techpack.measuring import measurements


def test_a_shirt_is_measured_as_the_trade_does(shirt: Subject) -> None:
    found = {each.name.en: each for each in measurements(shirt.patterns)}
    assert list(found)[:5] == ["Chest, half", "Waist, half", "Hip, half", "Hem, half", "Centre back length"]
    assert [each.code for each in found.values()] == list("ABCDEFGHIJKLMN")
    base = shirt.style.base_size
    assert found["Chest, half"].values[base] == pytest.approx(shirt.base.girths["chest"] / 2, abs=0.05)
    cuff = next(panel for panel in shirt.base.panels if panel.name == "cuff_left")
    assert found["Sleeve opening, half"].values[base] == pytest.approx(
        tailoring.girths([cuff])["wrist"] / 2, abs=0.05
    )
    for each in found.values():
        assert list(each.values.values()) == sorted(each.values.values()), each.name.en
        assert each.minus == each.plus > 0


def test_a_skirt_has_neither_sleeves_nor_a_neck(skirt: Subject) -> None:
    names = [each.name.en for each in measurements(skirt.patterns)]
    assert names == ["Waist, half", "Hip, half", "Hem, half", "Side length", "Waistband height"]


@pytest.mark.parametrize("program", list(tailoring.programs()))
def test_every_program_has_measures(program: str) -> None:
    people = tailoring.program_named(program).people
    base = tailoring.size_chart(people).base
    made = measurements({base: tailoring.draft_size(program, people, base)})
    assert len(made) >= 5
    assert all(0 < each.values[base] < 130 for each in made)
