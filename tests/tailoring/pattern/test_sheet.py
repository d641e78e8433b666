"""The sheet: all pieces, none on another, within the width."""

from itertools import combinations, pairwise

from modiste.tailoring.pattern.drafting import draft_size
from modiste.tailoring.pattern.grading import grade
from modiste.tailoring.pattern.sheet import Cutting, sheet


def box(cutting: Cutting) -> tuple[float, float, float, float]:
    points = [curve.start for stroke in cutting.strokes if stroke.layer == "cut" for curve in stroke.curves]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def test_pieces_lie_apart_on_the_sheet_and_carry_their_words() -> None:
    pattern = draft_size("shirt", "men", "50")
    made = sheet([pattern], width=140.0)
    assert [cutting.name for cutting in made.cuttings] == [panel.name for panel in pattern.panels]
    for one, two in combinations(map(box, made.cuttings), 2):
        assert one[2] < two[0] or two[2] < one[0] or one[3] < two[1] or two[3] < one[1]
    for cutting in made.cuttings:
        low_x, low_y, high_x, high_y = box(cutting)
        assert low_x >= -1e-6 and low_y >= -1e-6
        assert high_x <= made.width + 1e-6 and high_y <= made.height + 1e-6
        assert {stroke.layer for stroke in cutting.strokes} >= {"cut", "sew", "grain"}
        assert cutting.words[0].text == cutting.name.replace("_", " ")


def test_nested_sizes_share_their_place() -> None:
    graded = grade("skirt-straight", "women")
    made = sheet(list(graded.patterns.values()))
    fronts = [box(cutting) for cutting in made.cuttings if cutting.name == "front"]
    assert len(fronts) == 8
    assert all(a[2] < b[2] for a, b in pairwise(fronts))
    assert {cutting.size for cutting in made.cuttings if cutting.words} == {"48"}
