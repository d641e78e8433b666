"""Stitches and seam types by cloth, and an order in which a garment can be sewn."""

import pytest

from modiste import tailoring
from modiste.design import Subject
from modiste.design.techpack.construction import construction, thread


def test_woven_and_knit_are_sewn_otherwise(shirt: Subject) -> None:
    woven, steps = construction(shirt.base, is_knit=False)
    knit, _ = construction(shirt.base, is_knit=True)
    assert {seam.name: seam.stitch for seam in woven}["side"] == "301 + 504"
    assert {seam.name: (seam.stitch, seam.seam_type) for seam in knit}["hem"] == ("406", "6.02.01")
    assert [step.number for step in steps] == [10 * k for k in range(1, len(steps) + 1)]
    assert thread(knit) > thread(woven) > 30


def test_lengths_are_those_of_the_seam_walk(skirt: Subject) -> None:
    seams, _ = construction(skirt.base, is_knit=False)
    walked = {walk.seam: walk.one for walk in tailoring.seam_walk(skirt.base)}
    sides = walked["side_left"] + walked["side_right"]
    assert {seam.name: seam.length for seam in seams}["side"] == pytest.approx(sides, abs=0.1)


@pytest.mark.parametrize("program", list(tailoring.programs()))
def test_every_seam_of_every_program_has_its_step(program: str) -> None:
    people = tailoring.program_named(program).people
    pattern = tailoring.draft_size(program, people, tailoring.size_chart(people).base)
    seams, steps = construction(pattern, is_knit=False)
    stepped = [name for step in steps for name in step.seams]
    assert sorted(stepped) == sorted(seam.name for seam in seams)
    assert stepped.index("hem") > stepped.index("side") if "hem" in stepped else True
