"""Grading: the base and its rules rebuild every size to a tenth of a millimetre."""

import math

import pytest

from modiste.garment import ModisteError
from modiste.tailoring.pattern.drafting import draft_size, programs
from modiste.tailoring.pattern.grading import Graded, grade, grade_points, grade_rules, rebuilt
from modiste.tailoring.pattern.outline import curves
from modiste.tailoring.pattern.seams import seam_walk


@pytest.mark.parametrize("name", list(programs()))
def test_the_rules_rebuild_every_size(name: str) -> None:
    graded = grade(name, "gbt-men" if name in ("shirt", "hoodie", "shorts") else "women")
    rules = grade_rules(graded)
    base = graded.patterns[graded.base]
    for size, drafted in graded.patterns.items():
        made = rebuilt(base, rules, size)
        there = dict(grade_points(drafted))
        for key, (x, y) in grade_points(made):
            assert math.dist((x, y), there[key]) <= 0.01, (size, key)  # a tenth of a millimetre
        for one, two in zip(made.panels, drafted.panels, strict=True):
            for a, b in zip(curves(one), curves(two), strict=True):
                assert a.length() == pytest.approx(b.length(), abs=0.05)
        assert max(abs(walked.error) for walked in seam_walk(made)) <= 0.1


def test_the_base_does_not_move_and_wider_sizes_move_outwards() -> None:
    graded = grade("t-shirt", "women", base="38")
    rules = grade_rules(graded)
    base = rules.sizes.index("38")
    assert all(moves[base] == (0, 0) for moves in rules.moves.values())
    chest = [move[0] for move in rules.moves["front", "armhole_left.start"]]
    assert chest == sorted(chest) and chest[-1] - chest[0] == 750  # 30 cm of bust, a quarter, in tenths of mm


def test_sizes_of_different_make_and_unknown_sizes_are_refused() -> None:
    from modiste.tailoring.pattern.grading import _same_topology

    one = draft_size("t-shirt", "women", "40")
    other = draft_size("t-shirt", "women", "42", {"sleeve": "none"})
    with pytest.raises(ModisteError, match="MOD-1534"):
        _same_topology(one, other, "42")
    graded = Graded("40", {"40": one})
    with pytest.raises(ModisteError, match=r"MOD-1530.*Known: 40"):
        rebuilt(one, grade_rules(graded), "42")
    with pytest.raises(ModisteError, match="MOD-1530"):
        grade("t-shirt", "women", base="39")
