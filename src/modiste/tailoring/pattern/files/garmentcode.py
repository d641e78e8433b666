"""Patterns as GarmentCode's `specification.json`, out and in.

Knows that format (Korosteleva and Sorkine-Hornung, GarmentCode, 2023): vertices, edges with relative
curvature, stitches of edge to edge. Only the shell is exchanged; what the format cannot say (names, ease,
allowances, notches, grain) has its defaults again when it comes back.
"""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from modiste.garment import ModisteError
from modiste.tailoring.pattern.curve import Bezier, straight
from modiste.tailoring.pattern.files.plain import MOST_EDGES, MOST_PANELS, parsed, refused
from modiste.tailoring.pattern.outline import area, check, curves, girths, polyline, run_length
from modiste.tailoring.pattern.panel import Edge, Panel, Pattern, Placement, Point, Seam, Side, Wrap
from modiste.tailoring.pattern.seams import check_seams

_HEIGHTS = {"waist": 105.0, "nape": 145.0}
_ARM, _WRIST = 140.0, 88.0
_ANCHORS: Mapping[Wrap, str] = {
    "torso": "waist",
    "neck": "nape",
    "left_arm": "shoulder_left",
    "right_arm": "shoulder_right",
    "left_leg": "waist",
    "right_leg": "waist",
}
_WORDS: tuple[tuple[Wrap, tuple[str, ...]], ...] = (
    ("neck", ("collar", "hood", "neck")),
    ("left_arm", ("left_sleeve", "sleeve_left", "left_arm", "lsleeve", "cuff_left", "left_cuff")),
    ("right_arm", ("right_sleeve", "sleeve_right", "right_arm", "rsleeve", "cuff_right", "right_cuff")),
    ("left_leg", ("pant_l", "left_leg", "lpant", "pant_f_l", "pant_b_l")),
    ("right_leg", ("pant_r", "right_leg", "rpant", "pant_f_r", "pant_b_r")),
)
_RATIO = 4.0
"""Nobody gathers four times the cloth into a seam: a stitch beyond is a mistake."""
_Coordinate = Annotated[float, Field(ge=-10_000.0, le=10_000.0, allow_inf_nan=False)]
_Pair = tuple[_Coordinate, _Coordinate]
_Triple = tuple[_Coordinate, _Coordinate, _Coordinate]
_Index = Annotated[int, Field(ge=0, le=10_000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Curvature(_Part):
    type: str
    params: list[_Pair | _Coordinate] = Field(max_length=3)


class _Edge(_Part):
    endpoints: tuple[_Index, _Index]
    curvature: _Curvature | _Pair | None = None


class _Panel(_Part):
    vertices: list[_Pair] = Field(min_length=3, max_length=2 * MOST_EDGES)
    edges: list[_Edge] = Field(min_length=3, max_length=MOST_EDGES)
    translation: _Triple = (0.0, 0.0, 0.0)
    rotation: _Triple = (0.0, 0.0, 0.0)
    label: str = Field("", max_length=80)


class _End(_Part):
    panel: str = Field(max_length=80)
    edge: _Index


class _Body(_Part):
    panels: dict[Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[\w .-]+$")], _Panel] = Field(
        min_length=1, max_length=MOST_PANELS
    )
    stitches: list[list[_End | str | bool]] = Field(default=[], max_length=5 * MOST_PANELS)


class _Properties(_Part):
    units_in_meter: Annotated[float, Field(gt=0.0, le=10_000.0)] = 100.0
    curvature_coords: str = "relative"


class _File(_Part):
    pattern: _Body
    properties: _Properties = _Properties()


def to_garmentcode(pattern: Pattern) -> str:
    """The pattern's shell as `specification.json`.

    Seams of several edges are stitched piece by piece: edges are split where the other side has a corner.
    """
    shell = [panel for panel in pattern.panels if panel.layer == "shell"]
    pieces, stitches = _split(shell, pattern)
    panels = {}
    numbers: dict[tuple[str, str, int], int] = {}
    for panel in shell:
        vertices: list[list[float]] = []
        edges: list[dict[str, object]] = []
        for edge, parts in zip(panel.edges, pieces[panel.name], strict=True):
            for number, part in enumerate(parts):
                numbers[panel.name, edge.name, number] = len(edges)
                vertices.append(list(part.start))
                made: dict[str, object] = {"endpoints": [len(edges), len(edges) + 1]}
                if edge.controls is not None:
                    params = [_relative(part, control) for control in (part.first, part.second)]
                    made["curvature"] = {"type": "cubic", "params": params}
                edges.append(made)
        edges[-1]["endpoints"] = [len(edges) - 1, 0]
        x, y, z = _hung(panel)
        panels[panel.name] = {
            "translation": [x, y, z],
            "rotation": [0.0, panel.placement.azimuth, 0.0],
            "label": panel.placement.wrap,
            "vertices": [[round(v, 6) for v in vertex] for vertex in vertices],
            "edges": edges,
        }
    document = {
        "pattern": {
            "panels": panels,
            "stitches": [[{"panel": end[0], "edge": numbers[end]} for end in stitch] for stitch in stitches],
            "panel_order": [panel.name for panel in shell],
        },
        "parameters": {},
        "parameter_order": [],
        "properties": {
            "curvature_coords": "relative",
            "normalize_panel_translation": False,
            "normalized_edge_loops": True,
            "units_in_meter": 100,
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def from_garmentcode(text: str | bytes) -> Pattern:
    """The pattern in a `specification.json`, checked.

    Sides of a stitch that differ in length are declared as ease. Where a panel hangs is told by its label,
    else by its name, else it is taken for a part of the torso.

    Raises:
        ModisteError: MOD-1540 for what is no such file, MOD-1541 for one that is too large, MOD-1520 to 1525
            for panels that cannot be cut and stitches that cannot be sewn, with panel and edge.
    """
    data = parsed(text)
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        raise refused(error, data) from None
    if file.properties.curvature_coords not in ("relative", "absolute"):
        raise ModisteError("MOD-1540", where="properties curvature_coords", reason="it is not known")
    scale = 100.0 / file.properties.units_in_meter
    relative = file.properties.curvature_coords == "relative"
    panels, parts = [], {}
    for name, panel in file.pattern.panels.items():
        made, named = _read_panel(name, panel, scale, relative=relative)
        check(made)
        panels.append(made)
        parts[name] = named
    seams = list(_read_stitches(file.pattern.stitches, parts))
    pattern = Pattern("", {}, "", "", {}, tuple(panels), tuple(seams), girths(panels))
    eased = []
    for seam in seams:
        one, other = run_length(pattern, seam.one), run_length(pattern, seam.other)
        if not 1.0 / _RATIO <= one / other <= _RATIO:
            panel_name, edge_name = seam.one.edges[0]
            raise ModisteError(
                "MOD-1523",
                seam=seam.name,
                panel=panel_name,
                edge=edge_name,
                other=".".join(seam.other.edges[0]),
                one=f"{one:.2f}",
                two=f"{other:.2f}",
                ease="0.00",
            )
        eased.append(Seam(seam.name, seam.one, seam.other, round(one - other, 4)))
    pattern = Pattern("", {}, "", "", {}, tuple(panels), tuple(eased), girths(panels))
    check_seams(pattern)
    return pattern


_Ends = tuple[tuple[str, str, int], tuple[str, str, int]]


def _split(shell: Sequence[Panel], pattern: Pattern) -> tuple[dict[str, list[list[Bezier]]], list[_Ends]]:
    """Every edge in the pieces that its seam needs, and the stitches between pieces."""
    lengths = {
        (panel.name, edge.name): curve.length()
        for panel in shell
        for edge, curve in zip(panel.edges, curves(panel), strict=True)
    }
    cuts: dict[tuple[str, str], list[float]] = defaultdict(list)
    stitches: list[_Ends] = []
    for seam in pattern.seams:
        if not all(edge in lengths for side in (seam.one, seam.other) for edge in side.edges):
            continue
        marks = [_marks(side, lengths) for side in (seam.one, seam.other)]
        shares = _merged(marks)
        ends = []
        for side, own in zip((seam.one, seam.other), marks, strict=True):
            ends.append(list(_cut_run(side, own, shares, cuts)))
        stitches += list(zip(*ends, strict=True))
    pieces: dict[str, list[list[Bezier]]] = {}
    for panel in shell:
        pieces[panel.name] = []
        for edge, curve in zip(panel.edges, curves(panel), strict=True):
            parts, rest, done = [], curve, 0.0
            whole = lengths[panel.name, edge.name]
            for share in sorted(cuts[panel.name, edge.name]):
                part, rest = rest.split(rest.parameter((share - done) * whole))
                parts.append(part)
                done = share
            pieces[panel.name].append([*parts, rest])
    return pieces, stitches


def _marks(side: Side, lengths: Mapping[tuple[str, str], float]) -> list[float]:
    """Where the edges of a side end, as shares of its length."""
    total = sum(lengths[edge] for edge in side.edges)
    done, made = 0.0, []
    for edge in side.edges:
        done += lengths[edge]
        made.append(done / total)
    return [*made[:-1], 1.0]


def _merged(marks: list[list[float]]) -> list[float]:
    """Where a seam is divided: both sides' corners; where they have equally many, corner meets corner."""
    if len(marks[0]) == len(marks[1]) and all(abs(a - b) < 0.02 for a, b in zip(*marks, strict=True)):
        return marks[0]
    merged: list[float] = []
    for share in sorted((*marks[0], *marks[1])):
        if not merged or share - merged[-1] > 2e-3:
            merged.append(share)
    return [*merged[:-1], 1.0]


def _cut_run(
    side: Side, own: list[float], shares: list[float], cuts: dict[tuple[str, str], list[float]]
) -> Iterator[tuple[str, str, int]]:
    """Note where the edges of a side must be cut, and name its pieces in the order in which they are sewn."""
    begin = 0.0
    for edge, end in zip(side.edges, own, strict=True):
        tolerance = 2e-2 if len(own) == len(shares) else 2e-3
        inner = [s for s in shares if begin + tolerance < s < end - tolerance]
        within = [(s - begin) / (end - begin) for s in inner]
        cuts[edge] += [1.0 - s for s in within] if side.backward else within
        order = range(len(inner) + 1)
        for number in reversed(order) if side.backward else order:
            yield (*edge, number)
        begin = end


def _hung(panel: Panel) -> tuple[float, float, float]:
    """A place around a standing body, for systems that start from one; x to the wearer's left, z forward."""
    place = panel.placement
    height = _height(place.anchor)
    turn = math.radians(place.azimuth)
    out = {"torso": 25.0, "neck": 20.0}.get(place.wrap, 15.0)
    x = {"left_arm": 45.0, "right_arm": -45.0, "left_leg": 12.0, "right_leg": -12.0}.get(place.wrap, 0.0)
    return round(x + out * math.sin(turn), 4), height, round(out * math.cos(turn), 4)


def _height(anchor: str) -> float:
    if anchor.startswith("shoulder"):
        return _ARM
    return _WRIST if anchor.startswith("wrist") else _HEIGHTS.get(anchor, _HEIGHTS["waist"])


def _relative(curve: Bezier, point: Point) -> list[float]:
    """A point in the frame of a chord: along it and to its left, as shares of its length."""
    ex, ey = curve.end[0] - curve.start[0], curve.end[1] - curve.start[1]
    px, py = point[0] - curve.start[0], point[1] - curve.start[1]
    size = ex * ex + ey * ey
    return [round((px * ex + py * ey) / size, 9), round((py * ex - px * ey) / size, 9)]


def _read_panel(
    name: str, panel: _Panel, scale: float, *, relative: bool
) -> tuple[Panel, list[tuple[tuple[str, str], ...]]]:
    """A panel, and for each of the file's edges the edges that it became."""
    count = len(panel.vertices)
    loop: list[Bezier] = []
    names: list[list[str]] = []
    kinds: list[bool] = []
    for index, edge in enumerate(panel.edges):
        following = panel.edges[(index + 1) % len(panel.edges)]
        label = f"panels '{name}' edges {index}"
        if max(edge.endpoints) >= count:
            raise ModisteError("MOD-1540", where=label, reason=f"it ends at none of the {count} vertices")
        if edge.endpoints[1] != following.endpoints[0]:
            raise ModisteError("MOD-1540", where=label, reason="the next edge does not begin where it ends")
        start, end = ((x * scale, y * scale) for x, y in (panel.vertices[i] for i in edge.endpoints))
        if math.dist(start, end) < 1e-6:
            raise ModisteError("MOD-1522", panel=name, edge=f"edge_{index}", reason="it has no length")
        shapes = list(_shapes(edge.curvature, start, end, label, scale, relative=relative))
        parts = range(1, len(shapes) + 1)
        names.append([f"edge_{index}"] if len(shapes) == 1 else [f"edge_{index}_{part}" for part in parts])
        kinds += [edge.curvature is not None] * len(shapes)
        loop += shapes
    wrap = _wrap(name, panel.label)
    shift = panel.translation[1] * scale - _height(_anchor(name, wrap))

    def lifted(point: Point) -> Point:
        return round(point[0], 4) + 0.0, round(point[1] + shift, 4) + 0.0

    drawn = list(zip((each for group in names for each in group), loop, kinds, strict=True))
    made = _outlined(name, drawn, wrap, panel.rotation[1], lifted)
    if area(polyline(made)) < 0.0:  # drawn clockwise: the same edges the other way round
        drawn = [(edge_name, curve.turned(), curved) for edge_name, curve, curved in reversed(drawn)]
        made = _outlined(name, drawn, wrap, panel.rotation[1], lifted)
        names = [group[::-1] for group in names]
    return made, [tuple((name, each) for each in group) for group in names]


def _outlined(
    name: str,
    drawn: list[tuple[str, Bezier, bool]],
    wrap: Wrap,
    azimuth: float,
    lifted: Callable[[Point], Point],
) -> Panel:
    edges = []
    for edge_name, curve, curved in drawn:
        controls = (lifted(curve.first), lifted(curve.second)) if curved else None
        edges.append(Edge(edge_name, lifted(curve.start), controls))
    xs, ys = [edge.start[0] for edge in edges], [edge.start[1] for edge in edges]
    middle, low, high = (min(xs) + max(xs)) / 2.0, min(ys), max(ys)
    grain = ((middle, low + 0.2 * (high - low)), (middle, low + 0.8 * (high - low)))
    return Panel(name, tuple(edges), Placement(wrap, azimuth % 360.0, _anchor(name, wrap)), grain=grain)


def _shapes(
    curvature: _Curvature | _Pair | None,
    start: Point,
    end: Point,
    label: str,
    scale: float,
    *,
    relative: bool,
) -> Iterator[Bezier]:
    """An edge as cubic curves: lines and Bezier curves are one, a wide arc is several."""
    if curvature is None:
        yield straight(start, end)
        return
    kind, params = (
        ("quadratic", [curvature]) if isinstance(curvature, tuple) else (curvature.type, curvature.params)
    )
    wanted = {"quadratic": 1, "cubic": 2, "circle": 3}.get(kind)
    if wanted is None or len(params) != wanted:
        raise ModisteError("MOD-1540", where=label, reason="its curvature is of no known kind")
    if kind == "circle":
        radius, large, right = (float(p) if isinstance(p, float | int) else math.nan for p in params)
        reach = math.dist(start, end)
        yield from _arc(start, end, abs(radius) * (reach if relative else scale), large, right, label)
        return
    points = []
    for param in params:
        if not isinstance(param, tuple):
            raise ModisteError("MOD-1540", where=label, reason="its curvature is of no known kind")
        (sx, sy), (ex, ey) = start, (end[0] - start[0], end[1] - start[1])
        along, left = param
        points.append(
            (sx + along * ex - left * ey, sy + along * ey + left * ex)
            if relative
            else (along * scale, left * scale)
        )
    if kind == "cubic":
        yield Bezier(start, points[0], points[1], end)
        return
    (qx, qy) = points[0]  # a quadratic curve is a cubic one of raised degree
    yield Bezier(
        start,
        (start[0] + 2.0 / 3.0 * (qx - start[0]), start[1] + 2.0 / 3.0 * (qy - start[1])),
        (end[0] + 2.0 / 3.0 * (qx - end[0]), end[1] + 2.0 / 3.0 * (qy - end[1])),
        end,
    )


def _arc(start: Point, end: Point, radius: float, large: float, right: float, label: str) -> Iterator[Bezier]:
    chord = math.dist(start, end)
    if not radius >= chord / 2.0 - 1e-6 or not math.isfinite(radius) or not large >= 0.0 or not right >= 0.0:
        raise ModisteError("MOD-1540", where=label, reason="its circle does not reach both ends")
    radius = max(radius, chord / 2.0)
    ux, uy = (end[0] - start[0]) / chord, (end[1] - start[1]) / chord
    rise = math.sqrt(max(radius * radius - chord * chord / 4.0, 0.0))
    # The centre lies left of the chord for a right-hand small arc; each flag turns it over.
    side = 1.0 if (right > 0.5) != (large > 0.5) else -1.0
    centre = ((start[0] + end[0]) / 2.0 - side * uy * rise, (start[1] + end[1]) / 2.0 + side * ux * rise)
    begin = math.atan2(start[1] - centre[1], start[0] - centre[0])
    sweep = math.atan2(end[1] - centre[1], end[0] - centre[0]) - begin
    turn = 1.0 if right > 0.5 else -1.0
    sweep = turn * ((turn * sweep) % (2.0 * math.pi))
    pieces = max(1, math.ceil(abs(sweep) / (math.pi / 2.0) - 1e-9))
    step = sweep / pieces
    pull = 4.0 / 3.0 * math.tan(step / 4.0) * radius
    for number in range(pieces):
        a, b = begin + number * step, begin + (number + 1) * step
        p = (centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) if number else start
        q = (
            (centre[0] + radius * math.cos(b), centre[1] + radius * math.sin(b))
            if number + 1 < pieces
            else end
        )
        yield Bezier(
            p,
            (p[0] - pull * math.sin(a), p[1] + pull * math.cos(a)),
            (q[0] + pull * math.sin(b), q[1] - pull * math.cos(b)),
            q,
        )


def _read_stitches(
    stitches: Sequence[Sequence[_End | str | bool]], parts: Mapping[str, list[tuple[tuple[str, str], ...]]]
) -> Iterator[Seam]:
    for number, stitch in enumerate(stitches):
        ends = [end for end in stitch if isinstance(end, _End)]
        if len(ends) != 2:
            raise ModisteError("MOD-1540", where=f"stitches {number}", reason="it does not join two edges")
        for end in ends:
            if end.panel not in parts or end.edge >= len(parts[end.panel]):
                raise ModisteError(
                    "MOD-1524", seam=f"stitch_{number}", panel=end.panel, edge=f"edge_{end.edge}"
                )
        one, other = (parts[end.panel][end.edge] for end in ends)
        yield Seam(f"stitch_{number}", Side(one), Side(other[::-1], backward=True))


def _wrap(name: str, label: str) -> Wrap:
    wraps: tuple[Wrap, ...] = get_args(Wrap)
    for wrap in wraps:
        if wrap == label:
            return wrap
    lower = name.lower()
    return next((wrap for wrap, words in _WORDS if any(word in lower for word in words)), "torso")


def _anchor(name: str, wrap: Wrap) -> str:
    if wrap in ("left_arm", "right_arm") and "cuff" in name.lower():
        return f"wrist_{wrap.removesuffix('_arm')}"
    return _ANCHORS[wrap]
