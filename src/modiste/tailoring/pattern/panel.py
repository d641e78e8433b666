"""The parts of a sewing pattern: panels of edges, seams that join them, where they hang on a body.

Knows the words of the grammar; garments are `programs`, files are the exporters'. Centimetres. A panel is
drawn as its right side is seen from outside the garment: y up along the wearer, so x grows to the wearer's
left on a front and to their right on a back. Panels are whole, never half on the fold; left and right are
panels each.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Point = tuple[float, float]
Wrap = Literal["torso", "neck", "left_arm", "right_arm", "left_leg", "right_leg"]
Layer = Literal["shell", "lining", "facing"]
SeamKind = Literal["sewn", "closure", "dart", "pleat"]


@dataclass(frozen=True)
class Edge:
    """A line or a cubic Bezier curve to the next edge's start.

    Attributes:
        name: Unique in its panel: "side_left", "armhole_left", "hem".
        start: Where it begins; it ends where the panel's next edge begins.
        controls: None for a line, or the curve's two inner control points.
        allowance: The seam allowance to add outside when cut.
    """

    name: str
    start: Point
    controls: tuple[Point, Point] | None = None
    allowance: float = 1.0


@dataclass(frozen=True)
class Placement:
    """Where a panel hangs before it is sewn: wrapped around a part of the body.

    Attributes:
        wrap: The limb around whose axis x is bent.
        azimuth: Degrees where x = 0 lies: 0 front, 90 the wearer's left, 180 back, 270 their right.
        anchor: The landmark (`shoulder_left`) or level (`waist`) of the body at whose height along the
            limb's axis y = 0 lies.
    """

    wrap: Wrap
    azimuth: float
    anchor: str


@dataclass(frozen=True)
class Notch:
    """A mark across an edge.

    Attributes:
        edge: The edge's name.
        at: Share of the edge's length, 0 at its start.
    """

    edge: str
    at: float


@dataclass(frozen=True)
class Panel:
    """One piece of cloth.

    Attributes:
        name: Unique in its pattern.
        edges: A closed outline, counter-clockwise.
        placement: Where it hangs.
        layer: Only the shell is draped; facings and linings are cut and listed.
        grain: The grain line's two ends.
        levels: Heights y of the garment's girth lines that cross it: chest, waist, hip, upper_arm, thigh, ...
        notches: Marks on the edges.
        lines: Marks inside: fold and button lines, pockets.
        mirror_of: The panel of which this is the mirror image, cut as one pair.
        cut_on_fold: Whether x = 0 is a fold when cut.
    """

    name: str
    edges: tuple[Edge, ...]
    placement: Placement
    layer: Layer = "shell"
    grain: tuple[Point, Point] = ((0.0, 0.0), (0.0, 10.0))
    levels: Mapping[str, float] = field(default_factory=dict)
    notches: tuple[Notch, ...] = ()
    lines: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    mirror_of: str = ""
    cut_on_fold: bool = False


@dataclass(frozen=True)
class Side:
    """One side of a seam: edges of one or more panels, end to end.

    Attributes:
        edges: (panel, edge) names in the order in which they are sewn.
        backward: Whether the run goes against the outline's direction.
    """

    edges: tuple[tuple[str, str], ...]
    backward: bool = False


@dataclass(frozen=True)
class Seam:
    """Two runs of edges that become one line; start meets start.

    Attributes:
        name: Unique in its pattern.
        one: A side.
        other: The side it is sewn to, walked in the direction in which the two lie on each other.
        ease: How much longer `one` is than `other` by design, in centimetres (eased or gathered in).
        kind: `sewn`, or `closure` (buttons, zip), `dart` (two edges of one panel), `pleat` (folded and held).
    """

    name: str
    one: Side
    other: Side
    ease: float = 0.0
    kind: SeamKind = "sewn"


@dataclass(frozen=True)
class Pattern:
    """A garment as cloth is cut for it, in one size.

    Attributes:
        program: The program that drew it.
        options: The program's parameters as used.
        size: The size's name in its chart, or "made to measure".
        chart: The chart's name, or "".
        body: The body measures it was drawn for, in centimetres.
        panels: The pieces.
        seams: How they are joined.
        girths: The garment's own finished girths by construction: chest, waist, hip, thigh, upper_arm, ...
    """

    program: str
    options: Mapping[str, object]
    size: str
    chart: str
    body: Mapping[str, float]
    panels: tuple[Panel, ...]
    seams: tuple[Seam, ...]
    girths: Mapping[str, float]
