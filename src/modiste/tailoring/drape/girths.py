"""What a tape would find on a draped garment: the cloth's girth, at rest and as it lies, zone by zone.

Knows cuts through cloth; which ease is good is tryon's. Millimetres out, metres in.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.drape.draping import Drape
from modiste.tailoring.drape.field import Field, distances
from modiste.tailoring.drape.solver import SKIN
from modiste.tailoring.drape.zones import ZONES

Points = NDArray[np.float64]

_ON_SKIN = 0.003
"""Cloth this near lies on the body."""
_WHOLE = 0.7
"""A cut around less than this share of the body's girth is no ring: the garment ends there."""


@dataclass(frozen=True)
class Girth:
    """A garment around one zone of the body.

    Attributes:
        rest_mm: Girth of the cloth at rest, in millimetres: what the pattern gives there.
        draped_mm: Girth of the cloth as it lies, the layer of air below it taken off.
        body_mm: The body's girth there.
        ease_mm: `rest_mm` less `body_mm`; negative where the cloth must stretch.
        stretch: `draped_mm` over `rest_mm`; 1 is slack.
        clearance_mm: Mean distance from the skin.
    """

    rest_mm: float
    draped_mm: float
    body_mm: float
    ease_mm: float
    stretch: float
    clearance_mm: float


def worn_girths(draped: Drape, field: Field) -> dict[str, Girth]:
    """The zones that a draped garment covers."""
    figure = draped.figure
    found = {}
    for zone, (measure, limb) in ZONES.items():
        # A band is sewn to what hangs below it: only the panels with the zone's line are measured there.
        panels = [k for k, panel in enumerate(draped.cloth.panels) if _covers(panel.placement.wrap, limb)]
        marked = [k for k in panels if zone in draped.cloth.panels[k].levels]
        panels = marked or panels
        faces = np.flatnonzero(np.isin(draped.cloth.panel, panels))
        if not len(faces) or measure not in figure.measures:
            continue
        line = [draped.cloth.panels[k].levels.get(zone) for k in panels]
        if None not in line:  # where the pattern has its line, as a tailor measures it
            level = np.array(line)[np.searchsorted(panels, draped.cloth.panel[faces])] / 100
            values = draped.cloth.flat[faces, :, 1] - level[:, None]
        elif limb == "torso":
            values = draped.places[draped.cloth.faces[faces], 1] - figure.levels[measure]
        else:
            continue
        ring = _cut(draped, faces, values, field)
        body = figure.measures[measure] * 10
        if ring is None or ring[0] * 1000 < _WHOLE * body:
            continue
        rest, long, clearance, touching = ring
        lies = long - 2 * np.pi * SKIN * touching
        found[zone] = Girth(
            rest_mm=1000 * rest,
            draped_mm=1000 * lies,
            body_mm=body,
            ease_mm=1000 * rest - body,
            stretch=lies / rest,
            clearance_mm=max(0.0, clearance * 1000),
        )
    return found


def _covers(wrap: str, limb: str) -> bool:
    """Trousers' legs reach up around the torso."""
    return wrap == limb or (limb == "torso" and wrap.endswith("leg"))


def _cut(
    draped: Drape, faces: NDArray[np.int64], values: Points, field: Field
) -> tuple[float, float, float, float] | None:
    """Length at rest, length, mean clearance and share on the skin of values' zero line over faces."""
    crossing = (values.min(1) < 0) & (values.max(1) >= 0)
    faces, values = faces[crossing], values[crossing]
    if not len(faces):
        return None
    flat, corners = draped.cloth.flat[faces], draped.places[draped.cloth.faces[faces]]
    ends_flat, ends = np.zeros((len(faces), 2, 2)), np.zeros((len(faces), 2, 3))
    filled = np.zeros(len(faces), int)
    for k in range(3):
        a, b = values[:, k], values[:, (k + 1) % 3]
        cut = np.flatnonzero((a < 0) != (b < 0))
        share = (a[cut] / (a[cut] - b[cut]))[:, None]
        ends_flat[cut, filled[cut]] = flat[cut, k] + share * (flat[cut, (k + 1) % 3] - flat[cut, k])
        ends[cut, filled[cut]] = corners[cut, k] + share * (corners[cut, (k + 1) % 3] - corners[cut, k])
        filled[cut] += 1
    rest = np.linalg.norm(ends_flat[:, 1] - ends_flat[:, 0], axis=1)
    long = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1)
    far = distances(field, ends.mean(axis=1))[0]
    weights = rest / rest.sum()
    return float(rest.sum()), float(long.sum()), float(far @ weights), float((far < _ON_SKIN) @ weights)
