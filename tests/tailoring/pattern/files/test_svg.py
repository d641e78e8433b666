"""SVG: well-formed, at real size, every piece a group and every layer a class."""

import xml.etree.ElementTree as ET

from modiste.tailoring.pattern.drafting import draft_size
from modiste.tailoring.pattern.files.svg import pattern_svg
from modiste.tailoring.pattern.grading import grade

SVG = "{http://www.w3.org/2000/svg}"


def test_every_piece_is_a_group_with_its_layers() -> None:
    pattern = draft_size("skirt-straight", "women", "40")
    root = ET.fromstring(pattern_svg([pattern]))
    groups = [group for group in root.iter(f"{SVG}g") if group.get("class") == "piece"]
    assert [group.get("data-panel") for group in groups] == [panel.name for panel in pattern.panels]
    front = groups[0]
    assert {path.get("class") for path in front.iter(f"{SVG}path")} == {
        "cut",
        "sew",
        "grain",
        "notch",
        "fold",
    }
    assert [text.text for text in front.iter(f"{SVG}text")] == ["front", "skirt-straight 40", "cut 1"]


def test_one_unit_is_a_millimetre() -> None:
    pattern = draft_size("skirt-straight", "women", "40")
    root = ET.fromstring(pattern_svg([pattern]))
    assert root.get("width", "").removesuffix("mm") == root.get("viewBox", "").split()[2]
    band = next(group for group in root.iter(f"{SVG}g") if group.get("data-panel") == "waistband")
    sew = next(path for path in band.iter(f"{SVG}path") if path.get("class") == "sew").get("d", "")
    xs = [
        float(part.split()[0]) for part in sew.replace("M", "L").removesuffix(" Z").split("L") if part.strip()
    ]
    assert abs((max(xs) - min(xs)) - 770.0) < 0.5  # a waist of 76 cm and 1 cm of ease


def test_sizes_nest_and_their_ids_differ() -> None:
    graded = grade("t-shirt", "gbt")
    text = pattern_svg(list(graded.patterns.values()))
    root = ET.fromstring(text)
    ids = [group.get("id") for group in root.iter(f"{SVG}g") if group.get("class") == "piece"]
    assert len(ids) == len(set(ids)) == 6 * len(graded.patterns["165/88A"].panels)
    assert 'class="nested"' in text
