"""Cloth drawn to scale."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fabric.small_cloths import JERSEY, POPLIN, cloth, woven

from modiste.fabric import fabric_svg
from modiste.fabric.drawing.knit_picture import knit_svg, loop_path
from modiste.fabric.drawing.svg import shaded, sheet, tone
from modiste.fabric.drawing.weave_picture import weave_svg

SVG = "{http://www.w3.org/2000/svg}"


@given(st.floats(0.4, 1.5), st.floats(0.3, 1.0), st.floats(2.2, 6.0))
def test_a_loop_is_as_long_as_it_is_told(wale: float, course: float, times: float) -> None:
    loop = times * (wale + course)
    path = loop_path(wale, course, loop)
    assert np.hypot(*np.diff(path, axis=0).T).sum() == pytest.approx(loop, rel=0.02)
    assert path[-1] - path[0] == pytest.approx([wale, 0], abs=1e-9)


def test_threads_stand_where_the_sett_says_and_are_as_wide_as_they_are() -> None:
    root = ET.fromstring(weave_svg(woven()))
    warp = [
        each for each in root.iter(f"{SVG}rect") if each.get("fill") == "url(#warp)" and not each.get("rx")
    ]
    middles = [float(each.get("x")) + float(each.get("width")) / 2 for each in warp]
    assert np.diff(middles) == pytest.approx(np.full(len(warp) - 1, 0.5), abs=1e-3)
    assert float(warp[0].get("width")) == pytest.approx(0.16710, abs=1e-4)
    floats = [each for each in root.iter(f"{SVG}rect") if each.get("fill") == "url(#warp)" and each.get("rx")]
    assert len(floats) == len(warp) * len(warp) / 2  # a plain weave's warp is up at every other pick


def test_legs_lie_on_heads_and_heads_on_feet() -> None:
    root = ET.fromstring(knit_svg(cloth(JERSEY)))
    depths = [each.get("href") for each in root.iter(f"{SVG}use")]
    assert depths == sorted(depths) and set(depths) == {"#f0", "#f1", "#f2"}
    rib = {"knit": {"stitch": "rib", "loop": 2.9, "yarn": "20 tex", "courses": 16, "wales": 9}}
    depths = [each.get("href") for each in ET.fromstring(fabric_svg(cloth(rib))).iter(f"{SVG}use")]
    assert depths[0] == "#b2" and depths[-1] == "#f2"  # of the back's wales and of the front's


def test_a_sheet_tells_its_scale_and_escapes_its_name() -> None:
    root = ET.fromstring(sheet("a < b", 3, 2, shaded("x", (10, 20, 30), upright=True), ""))
    box = [float(each) for each in root.get("viewBox").split()]
    assert float(root.get("width").removesuffix("mm")) == pytest.approx(12 * box[2], abs=1e-3)
    assert root.find(f"{SVG}title").text == "a < b"
    assert tone((200, 100, 0), 2) == "#ffc800"
    assert "1 mm" in fabric_svg(cloth(POPLIN))
