import io
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from modiste.design import Motif, MotifSpec, MotifUse, WovenSpec, made_repeat, motif, plates, png, svg
from modiste.design.print.motifs import MotifShape
from modiste.design.print.repeats import shares
from modiste.tailoring import encoded, linear, rgb

SMALL = MotifSpec(layout="p2", width_mm=40, dpi=80)
CHECK = WovenSpec(sett="K4 W4", width_mm=16, dpi=100, palette=("#101010", "#f4f1e8"))


def test_what_is_told_is_what_was_made() -> None:
    made = made_repeat(MotifSpec(layout="p3", width_mm=40, dpi=80))
    told = made.told()
    assert (told["width_px"], told["height_px"]) == made.pixels.shape[1::-1] == (126, 218)
    assert told["repeat_mm"] == pytest.approx([40, 69.282032])
    assert told["printed_mm"] == pytest.approx([126 * 25.4 / 80, 218 * 25.4 / 80])
    assert told["group"] == "p3" and told["seamless"]
    assert told["colours"] == ["#f4ead7", "#21455a", "#c2573a", "#dfa24a"]


@pytest.mark.parametrize("spec", [SMALL, CHECK], ids=["motifs", "woven"])
def test_plates_add_up_and_give_the_print_again(spec: MotifSpec | WovenSpec) -> None:
    share = shares(spec)
    assert share.sum(0) == pytest.approx(1, abs=1e-5)
    light = sum((plate / 255)[..., None] * linear(rgb(colour)) for colour, plate in plates(made_repeat(spec)))
    again = np.round(255 * encoded(light)).astype(int)
    assert np.abs(again - made_repeat(spec).pixels).max() <= 4


def test_a_motif_across_the_edge_is_the_same_as_one_inside() -> None:
    def print_at(x: float, y: float) -> np.ndarray:
        use = MotifUse(motif=motif("bird"), size_mm=14, at=(x, y))
        return made_repeat(MotifSpec(layout="p1", width_mm=40, dpi=63.5, motifs=(use,))).pixels

    inside, across = print_at(0.5, 0.5), print_at(0.0, 0.1)
    assert np.abs(np.roll(inside, (-40, -50), (0, 1)).astype(int) - across).max() <= 1


def test_a_motif_larger_than_the_repeat_lies_over_itself_all_round() -> None:
    use = MotifUse(motif=motif("dot"), size_mm=80, at=(0.5, 0.5))
    pixels = made_repeat(MotifSpec(layout="p1", width_mm=20, dpi=100, motifs=(use,))).pixels
    assert (pixels == (33, 69, 90)).all()


def test_fewer_inks_than_shapes_begin_again() -> None:
    made = made_repeat(SMALL.model_copy(update={"palette": ("#ffffff", "#000000")}))
    assert made.told()["colours"] == ["#ffffff", "#000000"]


BAR = Motif(name="bar", shapes=(MotifShape(path="M0 0h10v40h-10z"),))
# A bar 6 mm wide whose left edge is the repeat's.
LOUD = MotifSpec(
    layout="p1",
    width_mm=30,
    dpi=100,
    motifs=(MotifUse(motif=BAR, at=(0.1, 0.5), size_mm=24),),
)


def test_a_loud_cut_is_moved_to_a_quiet_place_in_pixels_plates_and_drawing_alike() -> None:
    made = made_repeat(LOUD)
    assert made.cut[0] > 0 and made.seam.z <= 0.01
    _, (_, ink) = plates(made)
    is_ink = (made.pixels == (33, 69, 90)).all(-1)
    assert np.array_equal(is_ink, ink == 255)
    drawn = np.zeros(118, bool)
    for left in re.findall(r"matrix\([\d.]+ 0 0 [\d.]+ ([-\d.]+)", svg(made)):
        first = round(float(left) * 118 / 30)
        drawn[max(first, 0) : first + 24] = True
    assert (drawn != is_ink.any(0)).sum() <= 2


def test_png_says_how_large_a_pixel_is() -> None:
    with Image.open(io.BytesIO(png(made_repeat(SMALL).pixels, 80))) as picture:
        assert picture.info["dpi"] == pytest.approx((80, 80), abs=0.02)
        assert picture.size == (126, 126)


@pytest.mark.parametrize("spec", [SMALL, CHECK], ids=["motifs", "woven"])
def test_svg_has_the_size_in_millimetres_and_only_the_palettes_colours(spec: MotifSpec | WovenSpec) -> None:
    text = svg(made_repeat(spec))
    root = ElementTree.fromstring(text)
    assert root.attrib["width"] == f"{spec.width_mm:g}mm"
    assert root.attrib["viewBox"] == f"0 0 {spec.width_mm:g} {spec.height:g}"
    assert set(re.findall(r'fill="(#\w+)"', text)) == set(spec.palette)


def test_svg_threads_cover_the_repeat_once() -> None:
    areas = [
        float(width) * float(height)
        for width, height in re.findall(r"M[\d.]+ [\d.]+h([\d.]+)v([\d.]+)h", svg(made_repeat(CHECK)))
    ]
    assert sum(areas) == pytest.approx(16 * 16, rel=1e-3)
