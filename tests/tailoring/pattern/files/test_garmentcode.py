"""GarmentCode: out and in without loss of shape; corrupt and absurd files refused by panel and edge."""

import json
import math
from copy import deepcopy
from typing import Any

import pytest
from shapely.geometry import Polygon

from modiste.garment import ModisteError
from modiste.tailoring.pattern.drafting import draft_size, programs
from modiste.tailoring.pattern.files.garmentcode import from_garmentcode, to_garmentcode
from modiste.tailoring.pattern.outline import curves, polyline
from modiste.tailoring.pattern.seams import seam_walk

SPECIFICATION: dict[str, Any] = {
    "pattern": {
        "panels": {
            "front": {
                "translation": [0, 95, 20],
                "rotation": [0, 0, 0],
                "vertices": [[0, 0], [20, 0], [20, 30], [0, 30]],
                "edges": [
                    {"endpoints": [0, 1]},
                    {"endpoints": [1, 2], "curvature": {"type": "quadratic", "params": [[0.5, -0.1]]}},
                    {"endpoints": [2, 3], "curvature": {"type": "circle", "params": [0.5, 0, 1]}},
                    {"endpoints": [3, 0]},
                ],
            },
            "back": {
                "vertices": [[0, 0], [0, 30], [20, 30], [20, 0]],
                "edges": [{"endpoints": [i, (i + 1) % 4]} for i in range(4)],
            },
        },
        "stitches": [[{"panel": "front", "edge": 3}, {"panel": "back", "edge": 0}]],
        "panel_order": ["front", "back"],
    },
    "properties": {"curvature_coords": "relative", "units_in_meter": 100},
}


def changed(path: str, value: object) -> str:
    data: Any = deepcopy(SPECIFICATION)
    *way, last = path.split("/")
    inner = data
    for step in way:
        inner = inner[int(step)] if isinstance(inner, list) else inner[step]
    inner[int(last) if isinstance(inner, list) else last] = value
    return json.dumps(data)


@pytest.mark.parametrize("name", list(programs()))
def test_a_pattern_comes_back_with_its_shapes_and_seams(name: str) -> None:
    pattern = draft_size(name, "women", "38")
    back = from_garmentcode(to_garmentcode(pattern))
    shell = [panel for panel in pattern.panels if panel.layer == "shell"]
    assert [panel.name for panel in back.panels] == [panel.name for panel in shell]
    for one, two in zip(shell, back.panels, strict=True):
        assert two.placement == one.placement
        shapes = Polygon(polyline(one, 64)).exterior, Polygon(polyline(two, 64)).exterior
        assert shapes[0].hausdorff_distance(shapes[1]) < 0.01
    sewn = sum(walked.one for walked in seam_walk(pattern))
    assert sum(walked.one for walked in seam_walk(back)) == pytest.approx(sewn, abs=0.1)


def test_the_file_says_what_garmentcode_wants_to_hear() -> None:
    data = json.loads(to_garmentcode(draft_size("t-shirt", "women", "40")))
    assert data["properties"] == {
        "curvature_coords": "relative",
        "normalize_panel_translation": False,
        "normalized_edge_loops": True,
        "units_in_meter": 100,
    }
    front = data["pattern"]["panels"]["front"]
    assert front["edges"][-1]["endpoints"][1] == 0
    assert {len(stitch) for stitch in data["pattern"]["stitches"]} == {2}
    assert front["edges"][3]["curvature"]["type"] == "cubic"


def test_a_foreign_file_is_read_arcs_quadratics_and_clockwise_panels_included() -> None:
    pattern = from_garmentcode(json.dumps(SPECIFICATION))
    front, back = pattern.panels
    lengths = [curve.length() for curve in curves(front)]
    assert len(lengths) == 5  # the half circle became two curves
    assert sum(lengths[2:4]) == pytest.approx(10.0 * math.pi, rel=1e-3)
    assert max(y for _, y in polyline(front)) == pytest.approx(
        40.0 - 10.0, abs=0.01
    )  # 95 cm up, waist at 105
    assert back.edges[0].name == "edge_3"  # turned around, names kept
    (seam,) = pattern.seams
    assert seam.one.edges == (("front", "edge_3"),) and seam.other.edges == (("back", "edge_0"),)


@pytest.mark.parametrize(
    ("path", "value", "code", "named"),
    [
        ("pattern/panels/front/vertices/2", [0, 15], "MOD-15(20|22)", "front"),
        ("pattern/panels/front/vertices/1", [1e9, 0], "MOD-1540", "front"),
        ("pattern/panels/front/edges/1", {"endpoints": [1, 9]}, "MOD-1540", "'front' edges 1"),
        ("pattern/panels/front/edges/1", {"endpoints": [0, 2]}, "MOD-1540", "'front' edges 0"),
        (
            "pattern/panels/front/edges/1/curvature",
            {"type": "spline", "params": []},
            "MOD-1540",
            "'front' edges 1",
        ),
        ("pattern/panels/front/edges/2/curvature/params", [0.1, 0, 1], "MOD-1540", "'front' edges 2"),
        ("pattern/stitches/0/0/edge", 7, "MOD-1524", "'edge_7' of panel 'front'"),
        ("pattern/stitches/0/0/panel", "sleeve", "MOD-1524", "'sleeve'"),
        ("pattern/stitches/0", [{"panel": "front", "edge": 1}], "MOD-1540", "stitches 0"),
        ("pattern/panels", {}, "MOD-1540", "panels"),
        ("properties/units_in_meter", 0, "MOD-1540", "units_in_meter"),
        ("properties/curvature_coords", "polar", "MOD-1540", "curvature_coords"),
    ],
)
def test_corrupt_and_absurd_files_are_refused_where_they_are_wrong(
    path: str, value: object, code: str, named: str
) -> None:
    with pytest.raises(ModisteError, match=code) as caught:
        from_garmentcode(changed(path, value))
    assert named in str(caught.value)


def test_nobody_gathers_that_much_and_nobody_reads_that_much() -> None:
    data = deepcopy(SPECIFICATION)
    data["pattern"]["panels"]["back"]["vertices"] = [[0, 0], [0, 5], [20, 5], [20, 0]]
    with pytest.raises(ModisteError, match=r"MOD-1523.*front\.edge_3"):
        from_garmentcode(json.dumps(data))
    with pytest.raises(ModisteError, match="MOD-1541"):
        from_garmentcode(" " * 2_000_001)
    many = deepcopy(SPECIFICATION)
    many["pattern"]["panels"] = {f"p{i}": SPECIFICATION["pattern"]["panels"]["back"] for i in range(201)}
    with pytest.raises(ModisteError, match="MOD-15"):
        from_garmentcode(json.dumps(many))
