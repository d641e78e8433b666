"""DXF and its rules: the layers of the standard, and every size rebuilt to a tenth of a millimetre."""

import io

import ezdxf
import pytest
from shapely.geometry import Polygon

from modiste.garment import ModisteError
from modiste.tailoring.pattern.allowance import PER_CURVE, cut_line, darts
from modiste.tailoring.pattern.files.dxf import pattern_dxf, read_pattern_dxf
from modiste.tailoring.pattern.grading import Graded, grade
from modiste.tailoring.pattern.outline import polyline


@pytest.fixture(scope="module")
def tee() -> Graded:
    return grade("t-shirt", "women", {"sleeve": "none"})


@pytest.mark.parametrize("name", ["skirt-straight", "dress-shift"])
def test_every_size_is_rebuilt_from_the_base_and_the_rules(name: str) -> None:
    graded = grade(name, "gbt")
    sizes = read_pattern_dxf(*pattern_dxf(graded))
    assert list(sizes) == list(graded.sizes)
    for size, pattern in graded.patterns.items():
        legs = darts(pattern)
        for panel in pattern.panels:
            piece = sizes[size][panel.name]
            cut = Polygon([vertex.point for vertex in cut_line(panel, legs)]).exterior
            sew = Polygon(polyline(panel, PER_CURVE)).exterior
            assert cut.hausdorff_distance(Polygon(piece.boundary).exterior) <= 0.01, (size, panel.name)
            assert sew.hausdorff_distance(Polygon(piece.sew).exterior) <= 0.01, (size, panel.name)
            assert len(piece.notches) == len(panel.notches)
            assert len(piece.grain) == 2


def test_the_drawing_has_the_layers_of_the_standard_and_no_error(tee: Graded) -> None:
    drawing, _ = pattern_dxf(tee)
    document = ezdxf.read(io.StringIO(drawing))
    assert document.audit().errors == []
    assert document.dxfversion == "AC1009"
    blocks = [block for block in document.blocks if not block.name.startswith(("*", "_", "$"))]
    assert [block.name for block in blocks] == [panel.name.upper() for panel in tee.patterns["40"].panels]
    front = next(block for block in blocks if block.name == "FRONT")
    layers = {entity.dxf.layer for entity in front}
    assert layers == {"1", "2", "3", "4", "6", "7", "14", "15"}
    texts = {entity.dxf.text for entity in front if entity.dxftype() == "TEXT" and entity.dxf.layer == "1"}
    assert texts == {"PIECE NAME: FRONT", "SIZE: 40", "QUANTITY: 1", "MATERIAL: MAIN"}


def test_the_rules_list_the_sizes_and_leave_the_sample_alone(tee: Graded) -> None:
    _, rules = pattern_dxf(tee)
    lines = rules.splitlines()
    assert lines[0].startswith("ASTM/D13")
    assert "SIZE LIST: 34 36 38 40 42 44 46 48" in lines and "SAMPLE SIZE: 40" in lines
    assert lines[-1] == "END"
    for place, line in enumerate(lines):
        if line.startswith("RULE: DELTA"):
            assert [float(part) for part in lines[place + 4].split(",")] == [0.0, 0.0]


def test_damaged_files_are_refused_in_words(tee: Graded) -> None:
    drawing, rules = pattern_dxf(tee)
    for bad in ("", "hello", drawing[: len(drawing) // 2], drawing.replace("POLYLINE", "")):
        with pytest.raises(ModisteError, match=r"MOD-154[23]"):
            read_pattern_dxf(bad, rules)
    with pytest.raises(ModisteError, match=r"MOD-1543.*size list"):
        read_pattern_dxf(drawing, "RULE: DELTA 1")
    with pytest.raises(ModisteError, match=r"MOD-1543.*rule 1 has not"):
        read_pattern_dxf(drawing, "SIZE LIST: 38 40\nRULE: DELTA 1\n 0.0, 0.0\nEND")
    with pytest.raises(ModisteError, match=r"MOD-1543.*which it lacks"):
        read_pattern_dxf(drawing, "SIZE LIST: 40\nEND")
    with pytest.raises(ModisteError, match="MOD-1541"):
        read_pattern_dxf("0" * 20_000_001, rules)
