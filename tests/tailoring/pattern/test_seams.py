"""The seam walk: what does not match is named by seam, panel and edge."""

from dataclasses import replace

import pytest

from modiste.garment import ModisteError
from modiste.tailoring.pattern.drafting import draft_size
from modiste.tailoring.pattern.panel import Edge, Seam, Side
from modiste.tailoring.pattern.seams import check_seams, seam_walk

SKIRT = draft_size("skirt-straight", "women", "40")


def test_the_walk_gives_both_lengths_of_every_seam() -> None:
    walks = {walked.seam: walked for walked in seam_walk(SKIRT)}
    assert len(walks) == len(SKIRT.seams)
    assert walks["waistband"].one == pytest.approx(SKIRT.body["waist"] + 1.0, abs=0.01)
    assert abs(walks["side_left"].error) < 0.001


def test_a_side_that_is_two_millimetres_longer_is_refused_and_as_ease_allowed() -> None:
    front = SKIRT.panels[0]
    edges = [replace(e, start=(e.start[0], e.start[1] - 0.2)) if "hem" in e.name else e for e in front.edges]
    edges[0] = Edge("hem_left", edges[0].start, None)
    longer = replace(SKIRT, panels=(replace(front, edges=tuple(edges)), *SKIRT.panels[1:]))
    with pytest.raises(ModisteError, match=r"MOD-1523.*'side_left' joins front\.side_hem_left"):
        check_seams(longer)
    declared = tuple(
        replace(seam, ease=0.2) if seam.name.startswith("side") else seam for seam in longer.seams
    )
    assert check_seams(replace(longer, seams=declared))


def test_a_seam_of_nothing_and_an_edge_sewn_twice_are_refused() -> None:
    lost = Seam("lost", Side((("front", "collar"),)), Side((("back_left", "middle"),)))
    with pytest.raises(ModisteError, match=r"MOD-1524.*'collar'.*'front'"):
        check_seams(replace(SKIRT, seams=(*SKIRT.seams, lost)))
    again = replace(next(seam for seam in SKIRT.seams if seam.name == "zip"), name="again")
    with pytest.raises(ModisteError, match=r"MOD-1525.*'zip'"):
        check_seams(replace(SKIRT, seams=(*SKIRT.seams, again)))
