"""Which size to take: nearest to its design, with a reason, with a doubt, or none."""

import pytest

from modiste.garment import ModisteError
from modiste.tailoring import Girth
from modiste.tryon import Worn, advise

DESIGN = {"chest": 100.0, "waist": 60.0, "hip": 50.0}


def worn(size: str, shift: float, stretch: float = 1.0, **off: float) -> Worn:
    """A size whose every zone is `shift` mm off its design, and some zones more."""
    girths = {}
    for zone, ease in DESIGN.items():
        found = ease + shift + off.get(zone, 0.0)
        girths[zone] = Girth(900 + found, stretch * (900 + found), 900, found, stretch, max(0.0, found / 6))
    return Worn(size, girths, DESIGN, limit=1.05, solver_residual=0.004)


SIZES = [worn("36", -80), worn("38", -40), worn("40", 0), worn("42", 40), worn("44", 80)]


def test_the_size_with_the_designed_ease_is_taken_and_says_why() -> None:
    made = advise(SIZES)
    assert made.recommended == "40"
    assert made.confidence > 0.9
    assert [each.score for each in made.sizes] == sorted([each.score for each in made.sizes[:3]]) + sorted(
        [each.score for each in made.sizes[3:]], reverse=True
    )
    assert made.sizes[2].score == 1.0
    assert {zone.verdict for zone in made.sizes[2].zones.values()} == {"right"}
    assert made.solver_residual == 0.004


def test_the_reason_names_the_neighbour_and_its_worst_zone() -> None:
    made = advise([worn("40", -5, hip=-35), worn("42", 12)])
    assert made.recommended == "42"
    assert made.reason.startswith("40: chest -0 cm, hip -4 cm, waist -0 cm: ")
    assert "at the hip; take 42" in made.reason


@pytest.mark.parametrize(("preference", "size"), [("close", "38"), ("as-designed", "40"), ("loose", "42")])
def test_what_a_wearer_likes_moves_the_choice(preference: str, size: str) -> None:
    near = [worn("38", -20), worn("40", 0), worn("42", 20)]
    assert advise(near, preference).recommended == size  # type: ignore[arg-type] # parametrised


def test_too_small_is_worse_than_too_large() -> None:
    small, large = advise([worn("s", -55), worn("l", 55)]).sizes
    assert large.score > small.score
    assert small.zones["hip"].verdict == "pulls"
    assert large.zones["hip"].verdict in ("roomy", "swims")


def test_cloth_stretched_beyond_its_limit_rules_a_size_out() -> None:
    made = advise([worn("40", 0, stretch=1.09), worn("42", 30)])
    assert made.recommended == "42"
    assert {zone.verdict for zone in made.sizes[0].zones.values()} == {"pulls"}


def test_between_two_sizes_nothing_is_recommended() -> None:
    made = advise([worn("38", -20), worn("40", 25)])
    assert made.recommended == ""
    assert made.candidates == ("38", "40")
    assert made.reason.startswith("between ")
    assert made.confidence < 0.6


def test_where_nothing_fits_nothing_is_recommended() -> None:
    made = advise([worn("46", -180), worn("48", -140)])
    assert made.recommended == ""
    assert made.candidates == ("48",)
    assert made.reason.startswith("no size fits: nearest is 48")


def test_a_fitted_pattern_is_less_sure_than_a_drafted_one() -> None:
    near = [worn("38", -26), worn("40", 14)]
    assert advise(near, basis="fitted-to-chart").confidence < advise(near).confidence


def test_what_does_not_stay_on_is_not_recommended() -> None:
    fallen = Worn("40", SIZES[2].girths, DESIGN, 1.05, 0.004, stays=False)
    assert advise([worn("38", -12), fallen]).recommended == "38"


def test_the_same_question_has_the_same_answer() -> None:
    assert advise(SIZES) == advise(SIZES)


@pytest.mark.parametrize("given", [[], [Worn("40", {}, {}, 1.05)]])
def test_nothing_to_judge_is_an_error(given: list[Worn]) -> None:
    with pytest.raises(ModisteError, match="MOD-1601"):
        advise(given)
