"""Flats: to scale, mirror images of themselves, with the seams that one sees."""

import xml.etree.ElementTree as ET

import pytest
from shapely.geometry import Polygon

from modiste.design import Flat, Subject
from modiste.design.techpack.flat_drawing import flats_svg


def test_a_flat_is_as_long_and_as_wide_as_the_pattern(sides: tuple[Flat, Flat], skirt: Subject) -> None:
    front, back = sides
    hem = skirt.base.panels[0].levels["hem"]
    assert front.height == pytest.approx(-hem + 3.0, abs=2.0)  # the waistband is 3 cm high
    assert front.width == pytest.approx(skirt.base.girths["hip"] / 2.0, rel=0.05)
    assert (front.width, front.height) == (back.width, back.height)


def test_both_hands_are_mirror_images(sides: tuple[Flat, Flat]) -> None:
    outline = Polygon(sides[0].lines[0].points)
    mirrored = Polygon([(sides[0].width - x, y) for x, y in sides[0].lines[0].points])
    assert outline.is_valid
    assert outline.symmetric_difference(mirrored).area < 0.01 * outline.area


def test_each_side_shows_its_own_seams(sides: tuple[Flat, Flat]) -> None:
    """The middle seam is behind; both have a waistband, darts and a stitched hem."""

    def tall(flat: Flat) -> bool:
        """Whether a seam runs down the middle for more than half the height."""
        heights = [
            max(y for _, y in line.points) - min(y for _, y in line.points)
            for line in flat.lines
            if line.kind == "seam" and all(abs(x - flat.width / 2) < 0.1 for x, _ in line.points)
        ]
        return sum(heights) > flat.height / 2

    front, back = sides
    assert tall(back)
    assert not tall(front)
    for flat in sides:
        kinds = [line.kind for line in flat.lines]
        assert kinds.count("stitch") >= 1
        assert kinds.count("seam") >= 3


def test_the_drawing_is_in_millimetres(sides: tuple[Flat, Flat]) -> None:
    root = ET.fromstring(flats_svg(sides))
    wide = float(root.attrib["width"].removesuffix("mm"))
    assert wide == pytest.approx(10 * (sides[0].width + sides[1].width + 16.0), abs=0.2)
    assert [group.attrib["data-side"] for group in root.iter("{http://www.w3.org/2000/svg}g")] == [
        "front",
        "back",
    ]
