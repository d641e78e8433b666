"""Patterns for CAD systems: DXF after AAMA/ASTM D6673 with its grade rule table, out and in.

Knows blocks, layers and rule numbers. The base size is drawn; every vertex names the rule in the `.rul` file
by which it moves to every other size. Millimetres. A piece that is cut on the fold is its drawn half with a
mirror line. The same pattern gives the same bytes; the standard's creation date is left out for that.
"""

import io
import logging
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from ezdxf import options  # type: ignore[attr-defined]  # public, but not re-exported by name
from ezdxf.document import Drawing
from ezdxf.entities.polyline import Polyline
from ezdxf.filemanagement import new, read
from ezdxf.layouts.blocklayout import BlockLayout
from ezdxf.lldxf.const import DXFError
from ezdxf.math import Vec3

from modiste.garment import ModisteError
from modiste.tailoring.pattern.allowance import PER_CURVE, cut_line, darts, notch_lines
from modiste.tailoring.pattern.grading import Graded
from modiste.tailoring.pattern.outline import curves
from modiste.tailoring.pattern.panel import Edge, Panel, Pattern, Point

BOUNDARY, TURN, CURVE, NOTCH, REFERENCE, MIRROR, GRAIN, INTERNAL, SEW, TEXT = (
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "14",
    "15",
)
"""Layers of AAMA-292 and ASTM D6673."""
MOST_BYTES = 20_000_000
_MOST_RULES = 100_000
_MM = 10.0


@dataclass(frozen=True)
class CadPanel:
    """A piece as read from DXF, in one size, in centimetres.

    Attributes:
        boundary: The cut line.
        sew: The sew line.
        grain: The grain line.
        notches: Each notch's foot on the sew line.
    """

    boundary: tuple[Point, ...]
    sew: tuple[Point, ...]
    grain: tuple[Point, ...]
    notches: tuple[Point, ...]


@dataclass(frozen=True)
class _Line:
    layer: str
    points: tuple[Point, ...]
    corners: tuple[bool, ...]
    closed: bool = False


def pattern_dxf(graded: Graded) -> tuple[str, str]:
    """The base size as DXF, and the grade rule table that makes all others of it.

    Raises:
        ModisteError: MOD-1542 where ezdxf's audit finds an error in what was written.
    """
    base = graded.patterns[graded.base]
    table: dict[tuple[tuple[float, float], ...], int] = {}
    with _without_clock():
        document = new("R12")
    for layer in (BOUNDARY, TURN, CURVE, NOTCH, REFERENCE, MIRROR, GRAIN, INTERNAL, SEW, TEXT):
        document.layers.add(layer)
    space = document.modelspace()
    sizes = [_pieces(pattern) for pattern in graded.patterns.values()]
    place = graded.sizes.index(graded.base)
    for number, panel in enumerate(base.panels):
        name = panel.name.upper()
        block = document.blocks.new(name)
        columns = [size[number] for size in sizes]
        for index, line in enumerate(columns[place]):
            rules = [
                _rule(table, line.points[i], [column[index].points[i] for column in columns])
                for i in range(len(line.points))
            ]
            _write(block, line, rules)
        _label(block, base, panel)
        space.add_blockref(name, (0.0, 0.0), dxfattribs={"layer": BOUNDARY})
    for number, text in enumerate(
        (
            f"STYLE NAME: {base.program.upper()}",
            "AUTHOR: MODISTE",
            "UNITS: METRIC",
            f"SAMPLE SIZE: {graded.base}",
            f"GRADE RULE TABLE: {base.program.upper()}",
        )
    ):
        space.add_text(
            text, height=5.0, dxfattribs={"layer": BOUNDARY, "insert": (0.0, -20.0 - 8.0 * number)}
        )
    errors = document.audit().errors
    if errors:
        raise ModisteError("MOD-1542", reason=errors[0].message)
    return _text(document), _rul(graded, base.program.upper(), table)


def read_pattern_dxf(drawing: str, rules: str) -> dict[str, dict[str, CadPanel]]:
    """All sizes of all pieces from a DXF and its grade rule table.

    Raises:
        ModisteError: MOD-1541 for files that are too large, MOD-1542 for what is no such drawing, MOD-1543
            for a rule table that does not go with it.
    """
    for text in (drawing, rules):
        if len(text) > MOST_BYTES:
            raise ModisteError("MOD-1541", what="bytes", count=len(text), limit=MOST_BYTES)
    sizes, moves = _read_rul(rules)
    made: dict[str, dict[str, CadPanel]] = {size: {} for size in sizes}
    try:
        for block in read(io.StringIO(drawing)).blocks:
            if block.name.startswith(("*", "_", "$")):
                continue
            lines = list(_read_lines(block, moves, len(sizes)))
            mirror = any(layer == MIRROR for layer, _ in lines)
            for column, size in enumerate(sizes):
                made[size][block.name.lower()] = _piece(lines, column, mirror=mirror)
    except (DXFError, ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        reason = str(error).splitlines()[0][:120] if str(error) else "it is cut off"
        raise ModisteError("MOD-1542", reason=reason) from None
    if not any(made.values()):
        raise ModisteError("MOD-1542", reason="it holds no piece")
    return made


@contextmanager
def _without_clock() -> Iterator[None]:
    """Let ezdxf write no date, and not complain aloud that a drawing of release 12 knows no units."""
    log = logging.getLogger("ezdxf")
    was = options.write_fixed_meta_data_for_testing, log.disabled
    options.write_fixed_meta_data_for_testing = log.disabled = True
    try:
        yield
    finally:
        options.write_fixed_meta_data_for_testing, log.disabled = was


def _pieces(pattern: Pattern) -> list[list[_Line]]:
    legs = darts(pattern)
    return [_lines(_halved(panel), legs) for panel in pattern.panels]


def _halved(panel: Panel) -> Panel:
    """The drawn half of a piece cut on the fold, closed along its middle; other pieces as they are."""
    if not panel.cut_on_fold:
        return panel
    half = panel.edges[: len(panel.edges) // 2]
    fold = Edge("fold", panel.edges[len(half)].start, None, 0.0)
    names = {edge.name for edge in half}
    return replace(
        panel,
        edges=(*half, fold),
        notches=tuple(notch for notch in panel.notches if notch.edge in names),
        lines={
            name: points for name, points in panel.lines.items() if all(point[0] >= 0.0 for point in points)
        },
    )


def _lines(panel: Panel, legs: frozenset[tuple[str, str]]) -> list[_Line]:
    cut = cut_line(panel, legs)
    sew: list[Point] = []
    corners: list[bool] = []
    for edge, curve in zip(panel.edges, curves(panel), strict=True):
        points = curve.sampled(1 if edge.controls is None else PER_CURVE)[:-1]
        sew += points
        corners += [True, *[False] * (len(points) - 1)]
    made = [
        _Line(BOUNDARY, tuple(v.point for v in cut), tuple(v.corner for v in cut), closed=True),
        _Line(SEW, tuple(sew), tuple(corners), closed=True),
        _Line(GRAIN, panel.grain, (True, True)),
    ]
    made += [_Line(NOTCH, (foot,), (True,)) for foot, _ in notch_lines(panel)]
    made += [_Line(INTERNAL, points, (True,) * len(points)) for points in panel.lines.values()]
    if panel.cut_on_fold:
        fold = panel.edges[-1].start, panel.edges[0].start
        made.append(_Line(MIRROR, fold, (True, True)))
    return made


def _rule(table: dict[tuple[tuple[float, float], ...], int], base: Point, points: list[Point]) -> int:
    """The number of the rule that moves a point to where it lies in every size."""
    move = tuple(
        (round((x - base[0]) * _MM, 2) + 0.0, round((y - base[1]) * _MM, 2) + 0.0) for x, y in points
    )
    return table.setdefault(move, len(table) + 1)


def _write(block: BlockLayout, line: _Line, rules: list[int]) -> None:
    points = [(round(x * _MM, 3) + 0.0, round(y * _MM, 3) + 0.0) for x, y in line.points]
    if line.layer == NOTCH:
        block.add_point(points[0], dxfattribs={"layer": NOTCH})
    elif line.layer in (GRAIN, MIRROR):
        block.add_line(points[0], points[1], dxfattribs={"layer": line.layer})
    else:
        block.add_polyline2d(points, close=line.closed, dxfattribs={"layer": line.layer})
    for point, corner, rule in zip(points, line.corners, rules, strict=True):
        layer = TURN if corner else CURVE
        if line.layer != NOTCH:
            block.add_point(point, dxfattribs={"layer": layer})
        block.add_text(f"# {rule}", height=1.0, dxfattribs={"layer": layer, "insert": point})


def _label(block: BlockLayout, pattern: Pattern, panel: Panel) -> None:
    material = {"shell": "MAIN", "lining": "LINING", "facing": "FACING"}[panel.layer]
    x, y = panel.grain[0][0] * _MM, panel.grain[0][1] * _MM
    texts = (
        f"PIECE NAME: {panel.name.upper()}",
        f"SIZE: {pattern.size}",
        "QUANTITY: 1",
        f"MATERIAL: {material}",
    )
    for number, text in enumerate(texts):
        at = (round(x, 3), round(y - 8.0 * number, 3))
        block.add_text(text, height=5.0, dxfattribs={"layer": BOUNDARY, "insert": at})
    words = panel.name.replace("_", " ").upper()
    at = (round(x, 3), round(y - 8.0 * len(texts), 3))
    block.add_text(words, height=5.0, dxfattribs={"layer": TEXT, "insert": at})


def _text(document: Drawing) -> str:
    stream = io.StringIO()
    with _without_clock():
        document.write(stream)
    return stream.getvalue()


def _rul(graded: Graded, name: str, table: Mapping[tuple[tuple[float, float], ...], int]) -> str:
    lines = [
        "ASTM/D13Proposal 1 Version: D 6673-04",
        "AUTHOR: MODISTE",
        "PRODUCT: MODISTE",
        "UNITS: METRIC",
        f"GRADE RULE TABLE: {name}",
        f"NUMBER OF SIZES: {len(graded.sizes)}",
        f"SIZE LIST: {' '.join(graded.sizes)}",
        f"SAMPLE SIZE: {graded.base}",
    ]
    for moves, number in sorted(table.items(), key=lambda each: each[1]):
        lines.append(f"RULE: DELTA {number}")
        lines += [f"{dx:12.2f}, {dy:12.2f}" for dx, dy in moves]
    return "\r\n".join([*lines, "END", ""])


def _read_rul(text: str) -> tuple[list[str], dict[int, list[Point]]]:
    head = re.search(r"^SIZE LIST:\s*(.+?)\s*$", text, re.MULTILINE)
    if head is None:
        raise ModisteError("MOD-1543", reason="it has no size list")
    sizes = head[1].split()
    moves: dict[int, list[Point]] = {}
    for part in re.split(r"^RULE: DELTA\s+", text, flags=re.MULTILINE)[1 : _MOST_RULES + 1]:
        number, _, rest = part.partition("\n")
        values = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", rest.partition("END")[0])]
        if not number.strip().isdigit() or len(values) != 2 * len(sizes):
            reason = f"rule {number.strip()[:20]} has not two numbers for each of {len(sizes)} sizes"
            raise ModisteError("MOD-1543", reason=reason)
        moves[int(number)] = list(zip(values[::2], values[1::2], strict=True))
    return sizes, moves


def _read_lines(
    block: BlockLayout, moves: Mapping[int, list[Point]], sizes: int
) -> Iterator[tuple[str, list[list[Point]]]]:
    """Each line of a block with its points in every size, in millimetres."""
    numbers: dict[tuple[str, str], deque[int]] = defaultdict(deque)
    for entity in block:
        if entity.dxftype() == "TEXT" and (found := re.fullmatch(r"#\s*(\d+)", entity.dxf.text)):
            numbers[_key(entity.dxf.insert)].append(int(found[1]))
    for entity in block:
        kind, layer = entity.dxftype(), entity.dxf.layer
        if isinstance(entity, Polyline):
            points = [vertex.dxf.location for vertex in entity.vertices]
        elif kind == "LINE":
            points = [entity.dxf.start, entity.dxf.end]
        elif kind == "POINT" and layer == NOTCH:
            points = [entity.dxf.location]
        else:
            continue
        columns: list[list[Point]] = [[] for _ in range(sizes)]
        for point in points:
            queue = numbers[_key(point)]
            rule = queue.popleft() if queue else None
            if rule is not None and rule not in moves:
                raise ModisteError("MOD-1543", reason=f"piece {block.name} names rule {rule}, which it lacks")
            for column in range(sizes):
                dx, dy = moves[rule][column] if rule is not None else (0.0, 0.0)
                columns[column].append((point.x + dx, point.y + dy))
        yield layer, columns


def _key(point: Vec3) -> tuple[str, str]:
    return f"{point.x:.2f}", f"{point.y:.2f}"


def _piece(lines: list[tuple[str, list[list[Point]]]], column: int, *, mirror: bool) -> CadPanel:
    def of(layer: str) -> list[Point]:
        found = (columns[column] for name, columns in lines if name == layer)
        return [(x / _MM, y / _MM) for points in found for x, y in points]

    boundary, sew, notches = of(BOUNDARY), of(SEW), of(NOTCH)
    if mirror:
        boundary, sew = (_unfolded(points) for points in (boundary, sew))
        notches += [(-x, y) for x, y in notches]
    return CadPanel(tuple(boundary), tuple(sew), tuple(of(GRAIN)), tuple(notches))


def _unfolded(points: list[Point]) -> list[Point]:
    """A half outline that ends on its middle line, with its mirror image."""
    return points + [(-x, y) for x, y in reversed(points) if abs(x) > 1e-6]
