"""Named points of a garment and its finished measures, from the corners and edges of its panels.

Knows where a pattern's corners come to lie in a drape, and lengths along its edges; pictures are `photos`'.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste import tailoring
from modiste.tailoring import Drape, Panel, Pattern

Floats = NDArray[np.float64]
_CORNERS: Mapping[frozenset[str], str] = {
    frozenset(pair): name
    for pair, name in (
        (("neck", "shoulder"), "neck"),
        (("neck",), "neck_middle"),
        (("neck", "zip"), "neck_middle"),
        (("neck", "placket"), "neck_middle"),
        (("shoulder", "armhole"), "shoulder"),
        (("armhole", "side_waist"), "armpit"),
        (("hem", "side_hem"), "hem"),
        (("hem", "side_hip"), "hem"),
        (("hem",), "hem_middle"),
        (("hem", "placket"), "hem_middle"),
        (("hem", "middle"), "hem_middle"),
        (("side_hip", "waist"), "waist"),
        (("waist", "fly"), "waist_middle"),
        (("waist", "seat"), "waist_middle"),
        (("waist", "zip"), "waist_middle"),
        (("crotch", "inseam_thigh"), "crotch"),
        (("hem", "side_leg"), "leg_hem_outer"),
        (("hem", "side_thigh"), "leg_hem_outer"),
        (("hem", "inseam_leg"), "leg_hem_inner"),
        (("hem", "inseam_thigh"), "leg_hem_inner"),
        (("hem", "underarm_front"), "cuff_front"),
        (("hem", "underarm_back"), "cuff_back"),
        (("cap_front", "underarm_front"), "underarm"),
        (("neck", "face"), "hood_front"),
        (("crown", "face"), "hood_top"),
    )
}
"""What the corner between two edges is called."""
_HANDS = ("left", "right")


@dataclass(frozen=True)
class Landmark:
    """A named point: on which draped panel, by its place in the cloth, and which vertex lies there."""

    name: str
    panel: int
    vertex: int


def landmarks(draped: Drape) -> list[Landmark]:
    """The named points of a drape, in the order of panels and edges; a name comes once.

    "front_neck_left" is where the left shoulder seam meets the neckline in front, "front_hem_middle" the
    middle of the hem; left and right are the wearer's.
    """
    welded, numbers, flat = draped.cloth.instances
    found: dict[str, Landmark] = {}
    for number, panel in enumerate(draped.cloth.panels):
        here = np.flatnonzero(numbers == number)
        for name, place in _named_corners(panel):
            near = here[np.argmin(((flat[here] - np.array(place) / 100) ** 2).sum(1))]
            found.setdefault(name, Landmark(name, number, int(welded[near])))
    return list(found.values())


def measures(pattern: Pattern) -> dict[str, dict[str, float]]:
    """Finished girths and lengths in centimetres, by construction.

    Lengths run along edges: `shoulder` the seam, `neckline` the whole opening's edges, `side` from armhole or
    waist to hem, `inseam` from crotch to hem, `underarm` the sleeve's seam.
    """
    lengths: dict[str, float] = {}
    for panel in pattern.panels:
        if panel.layer != "shell":
            continue
        curves = zip(panel.edges, tailoring.curves(panel), strict=True)
        for edge, curve in curves:
            stem, hand = _stem(edge.name)
            hand = hand or _hand(panel.name)
            name = _length_of(panel, stem)
            if name and (name == "neckline" or hand != "right"):
                lengths[name] = lengths.get(name, 0.0) + curve.length()
    return {
        "girths": {name: round(value, 2) for name, value in pattern.girths.items()},
        "lengths": {name: round(value, 2) for name, value in sorted(lengths.items())},
    }


def _length_of(panel: Panel, stem: str) -> str:
    """Which length an edge counts for, or "": the back's sides and seams are the front's again."""
    if stem == "neck" and panel.placement.wrap == "torso":
        return "neckline"
    if panel.name.startswith(("front", "bodice_front", "skirt_front", "sleeve")):
        if stem == "shoulder":
            return "shoulder"
        if stem.startswith("side_"):
            return "side"
        if stem.startswith("inseam_"):
            return "inseam"
        if stem == "underarm_front":
            return "underarm"
    return ""


def _named_corners(panel: Panel) -> Iterator[tuple[str, tuple[float, float]]]:
    """The corners of a panel that have a name, with their places in centimetres."""
    part = panel.name
    for hand in _HANDS:
        part = part.removesuffix(f"_{hand}")
    part = {"bodice_front": "front", "bodice_back": "back", "skirt_front": "front", "skirt_back": "back"}.get(
        part, part
    )
    prefix = "" if part in ("sleeve", "hood") else f"{'back' if part == 'yoke' else part}_"
    for before, edge in zip((panel.edges[-1], *panel.edges), panel.edges, strict=False):
        one, other = _stem(before.name), _stem(edge.name)
        name = _CORNERS.get(frozenset((one[0], other[0])), "")
        if not name or (one[0] == other[0] and one[1] == other[1]):
            continue
        # An edge that is cut in two on one hand has no landmark where its parts meet.
        hand = "" if name.endswith("_middle") else one[1] or other[1] or _hand(panel.name)
        yield f"{prefix}{name}{f'_{hand}' if hand else ''}", edge.start


def _stem(edge: str) -> tuple[str, str]:
    """An edge's name without number and hand, and its hand: "side_waist_2_left" is ("side_waist", "left")."""
    hand = next((each for each in _HANDS if edge.endswith(f"_{each}")), "")
    words = edge.removesuffix(f"_{hand}").split("_") if hand else edge.split("_")
    while words[-1].isdigit():
        words.pop()
    return "_".join(words), hand


def _hand(panel: str) -> str:
    return next((each for each in _HANDS if panel.endswith(f"_{each}")), "")
