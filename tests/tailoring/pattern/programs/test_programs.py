"""The programs: what each one is made of, and that its options do what they say."""

import pytest

from modiste.tailoring.pattern.charts import size_chart
from modiste.tailoring.pattern.drafting import draft_size
from modiste.tailoring.pattern.panel import Pattern
from modiste.tailoring.pattern.programs import (
    PROGRAMS,
    dress_a_line,
    dress_shift,
    hoodie,
    shirt,
    shorts,
    skirt_a_line,
    skirt_straight,
    sweatshirt,
    t_shirt,
    trousers,
)

SHELLS = {
    t_shirt.T_SHIRT: {"front", "back", "sleeve_left", "sleeve_right", "neckband"},
    shirt.SHIRT: {
        *("front_left", "front_right", "back", "yoke", "sleeve_left", "sleeve_right"),
        *("cuff_left", "cuff_right", "collar_stand", "collar"),
    },
    sweatshirt.SWEATSHIRT: {
        *("front", "back", "sleeve_left", "sleeve_right", "neckband", "hem_rib", "cuff_left", "cuff_right"),
    },
    hoodie.HOODIE: {
        *("front", "back", "sleeve_left", "sleeve_right", "hood_left", "hood_right", "hem_rib"),
        *("cuff_left", "cuff_right"),
    },
    trousers.TROUSERS: {"front_left", "front_right", "back_left", "back_right", "waistband"},
    shorts.SHORTS: {"front_left", "front_right", "back_left", "back_right", "waistband"},
    skirt_straight.SKIRT_STRAIGHT: {"front", "back_left", "back_right", "waistband"},
    skirt_a_line.SKIRT_A_LINE: {"front", "back_left", "back_right", "waistband"},
    dress_shift.DRESS_SHIFT: {"front", "back_left", "back_right"},
    dress_a_line.DRESS_A_LINE: {
        *("bodice_front", "bodice_back_left", "bodice_back_right"),
        *("skirt_front", "skirt_back_left", "skirt_back_right"),
    },
}


def made(name: str, **options: object) -> Pattern:
    people = PROGRAMS[name].people
    return draft_size(name, people, size_chart(people).base, options)


def test_the_table_lists_every_program_by_its_name() -> None:
    assert set(PROGRAMS.values()) == set(SHELLS)
    assert all(program.name == name for name, program in PROGRAMS.items())


@pytest.mark.parametrize("name", list(PROGRAMS))
def test_a_garment_is_made_of_its_pieces(name: str) -> None:
    pattern = made(name)
    assert {panel.name for panel in pattern.panels if panel.layer == "shell"} == SHELLS[PROGRAMS[name]]


@pytest.mark.parametrize("name", list(PROGRAMS))
def test_every_answer_to_every_option_changes_the_pattern(name: str) -> None:
    for option in PROGRAMS[name].options:
        answers = option.choices if hasattr(option, "choices") else (option.low, option.high)
        drawn = {repr(made(name, **{option.name: answer}).panels) for answer in answers}
        assert len(drawn) == len(answers), option.name


def kinds(pattern: Pattern) -> set[str]:
    return {seam.kind for seam in pattern.seams}


def test_what_opens_is_closed_by_a_closure_and_darts_by_dart_seams() -> None:
    assert "closure" not in kinds(made("t-shirt"))
    assert "closure" in kinds(made("hoodie", front="zip"))
    assert kinds(made("skirt-straight")) == {"sewn", "closure", "dart"}
    assert "pleat" in kinds(made("trousers", front="pleat"))
    assert "pleat" in kinds(made("shirt"))
    buttons = next(seam for seam in made("shirt").seams if seam.name == "buttons")
    assert buttons.one.edges == (("front_left", "placket"),)
    assert buttons.other.edges == (("front_right", "placket"),)


def test_facings_are_cut_and_not_sewn_in_the_shell() -> None:
    pattern = made("shirt")
    facings = {panel.name for panel in pattern.panels if panel.layer == "facing"}
    assert {"placket_left", "collar_stand_inner", "collar_under"} <= facings
    sewn = {panel for seam in pattern.seams for side in (seam.one, seam.other) for panel, _ in side.edges}
    assert not facings & sewn
    assert any(panel.name == "pocket" and panel.layer == "facing" for panel in made("hoodie").panels)


@pytest.mark.parametrize(("name", "lengths"), [("dress-shift", ("mini", "knee", "midi", "maxi"))])
def test_longer_is_longer(name: str, lengths: tuple[str, ...]) -> None:
    hems = [min(e.start[1] for e in made(name, length=length).panels[0].edges) for length in lengths]
    assert hems == sorted(hems, reverse=True)
