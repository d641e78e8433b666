"""The grammar in which programs draw: a pen for outlines, darts and pleats, mirrored pieces, runs of seams.

Knows how edges follow each other and how left and right mirror; which garment they make is the programs'
part. An outline is drawn counter-clockwise on the side x > 0 of a piece; its mirror image is made here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from modiste.tailoring.pattern.curve import Bezier, bent, straight
from modiste.tailoring.pattern.panel import Edge, Layer, Notch, Panel, Placement, Point, Seam, SeamKind, Side

Hand = Literal["left", "right"]
Opening = Literal["front", "back"]
HANDS: tuple[Hand, Hand] = ("left", "right")


@dataclass(frozen=True)
class Fold:
    """Cloth taken out of an edge: a dart sewn to its point, or a pleat folded and held.

    Attributes:
        name: Unique in its piece: "dart_front".
        at: Arc length from the edge's start to the fold's middle, in centimetres.
        intake: Cloth taken out, in centimetres.
        depth: How far the dart's point lies inside the piece; 0 for a pleat.
    """

    name: str
    at: float
    intake: float
    depth: float = 0.0

    @property
    def kind(self) -> SeamKind:
        """`dart` or `pleat`."""
        return "dart" if self.depth else "pleat"


class Pen:
    """Draws one outline, edge after edge."""

    def __init__(self, start: Point) -> None:
        self.place = start
        self.edges: list[Edge] = []
        self.ends: list[Point] = []
        self.folds: list[Fold] = []

    def line(self, name: str, to: Point, allowance: float = 1.0) -> "Pen":
        """A straight edge."""
        return self._add(Edge(name, self.place, None, allowance), to)

    def curve(
        self,
        name: str,
        to: Point,
        leave: Point,
        arrive: Point,
        pull: tuple[float, float],
        allowance: float = 1.0,
    ) -> "Pen":
        """A smooth edge by the directions in which it leaves and arrives; see `curve.bent`."""
        return self.along(name, bent(self.place, leave, to, arrive, pull), allowance)

    def along(self, name: str, curve: Bezier, allowance: float = 1.0) -> "Pen":
        """An edge that follows a curve which begins at the pen."""
        return self._add(Edge(name, self.place, (curve.first, curve.second), allowance), curve.end)

    def folded(self, name: str, curve: Bezier, folds: Sequence[Fold], allowance: float = 1.0) -> "Pen":
        """An edge from which darts or pleats are taken out: `name_1`, `dart_1`, `dart_2`, `name_2`, ...

        Dart legs are equally long by construction: the point lies on the middle perpendicular of its mouth.
        """
        rest, done = curve, 0.0
        for number, fold in enumerate(folds, 1):
            before, rest = rest.split(rest.parameter(fold.at - fold.intake / 2.0 - done))
            mouth, rest = rest.split(rest.parameter(fold.intake))
            done = fold.at + fold.intake / 2.0
            self.along(f"{name}_{number}", before, allowance)
            (ax, ay), (bx, by) = mouth.start, mouth.end
            middle = ((ax + bx) / 2.0, (ay + by) / 2.0)
            if fold.depth:
                across = straight(mouth.start, mouth.end).direction(0.5)
                point = (middle[0] - across[1] * fold.depth, middle[1] + across[0] * fold.depth)
            else:
                point = middle
            # A dart is folded, not cut: its mouth takes the allowance of the edge it lies in.
            self.line(f"{fold.name}_1", point, allowance).line(f"{fold.name}_2", mouth.end, allowance)
            self.folds.append(fold)
        return self.along(f"{name}_{len(folds) + 1}", rest, allowance)

    def bezier(self, name: str) -> Bezier:
        """The curve of an edge drawn before."""
        index = next(i for i, edge in enumerate(self.edges) if edge.name == name)
        edge, end = self.edges[index], self.ends[index]
        return straight(edge.start, end) if edge.controls is None else Bezier(edge.start, *edge.controls, end)

    def length(self, *names: str) -> float:
        """The length of edges drawn before, together."""
        return sum(self.bezier(name).length() for name in names)

    def _add(self, edge: Edge, to: Point) -> "Pen":
        self.edges.append(edge)
        self.ends.append(to)
        self.place = to
        return self


@dataclass(frozen=True)
class Marks:
    """What a piece carries besides its outline; drawn on the side x > 0 and mirrored with it."""

    grain: tuple[Point, Point] = ((0.0, 0.0), (0.0, 10.0))
    levels: Mapping[str, float] = field(default_factory=dict)
    notches: tuple[Notch, ...] = ()
    lines: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    layer: Layer = "shell"


@dataclass(frozen=True)
class Mirrored:
    """A piece drawn on one hand and mirrored to the other: one whole panel, or a pair of panels.

    Attributes:
        name: "front"; a pair's panels are "front_left" and "front_right".
        hand: The wearer's side on which the drawn half lies.
        panels: One panel, or the drawn one and its mirror image.
        folds: The darts and pleats of the drawn half.
    """

    name: str
    hand: Hand
    panels: tuple[Panel, ...]
    folds: tuple[Fold, ...] = ()

    def edges(self, hand: Hand, *names: str) -> tuple[tuple[str, str], ...]:
        """(panel, edge) of one hand's edges, as they are called in the drawing."""
        if len(self.panels) == 1:
            return tuple((self.name, f"{name}_{hand}") for name in names)
        return tuple((f"{self.name}_{hand}", name) for name in names)

    def run(self, hand: Hand, *names: str) -> Side:
        """One hand's edges in the direction in which they were drawn, end to end."""
        return Side(self.edges(hand, *names), backward=hand != self.hand)

    def counter(self, hand: Hand, *names: str) -> Side:
        """One hand's edges, last to first, against the direction in which they were drawn."""
        return Side(self.edges(hand, *reversed(names)), backward=hand == self.hand)

    def fold_seams(self) -> Iterator[Seam]:
        """The seams that close the darts and pleats of both hands."""
        for fold in self.folds:
            for hand in HANDS:
                yield Seam(
                    f"{fold.name}_{hand}",
                    self.run(hand, f"{fold.name}_1"),
                    self.counter(hand, f"{fold.name}_2"),
                    kind=fold.kind,
                )


def whole(name: str, hand: Hand, pen: Pen, placement: Placement, marks: Marks) -> Mirrored:
    """One panel from a half drawn from the lower to the upper end of its middle line x = 0.

    Edges get their hand as suffix: "side_left", "hem_right".
    """
    other = _other(hand)
    edges = [
        *(replace(edge, name=f"{edge.name}_{hand}") for edge in pen.edges),
        *(replace(edge, name=f"{edge.name}_{other}") for edge in _mirrored(pen.edges, pen.place)),
    ]
    notches = [Notch(f"{n.edge}_{hand}", n.at) for n in marks.notches]
    notches += [Notch(f"{n.edge}_{other}", 1.0 - n.at) for n in marks.notches]
    lines: dict[str, tuple[Point, ...]] = {}
    for line, points in marks.lines.items():
        if all(x == 0.0 for x, _ in points):
            lines[line] = points
        else:
            lines[f"{line}_{hand}"] = points
            lines[f"{line}_{other}"] = _flipped(points)
    panel = Panel(
        name,
        tuple(edges),
        placement,
        layer=marks.layer,
        grain=marks.grain,
        levels=dict(marks.levels),
        notches=tuple(notches),
        lines=lines,
        cut_on_fold=True,
    )
    return Mirrored(name, hand, (panel,), tuple(pen.folds))


def pair(
    name: str,
    hand: Hand,
    pen: Pen,
    placement: Placement,
    marks: Marks,
    mirrored: Placement | None = None,
) -> Mirrored:
    """Two panels from one closed outline: as drawn, and its mirror image at `mirrored`."""
    drawn = Panel(
        f"{name}_{hand}",
        tuple(pen.edges),
        placement,
        layer=marks.layer,
        grain=marks.grain,
        levels=dict(marks.levels),
        notches=marks.notches,
        lines=dict(marks.lines),
    )
    flipped = Panel(
        f"{name}_{_other(hand)}",
        _mirrored(pen.edges, pen.edges[0].start),
        mirrored or placement,
        layer=marks.layer,
        grain=(_flip(marks.grain[0]), _flip(marks.grain[1])),
        levels=dict(marks.levels),
        notches=tuple(Notch(n.edge, 1.0 - n.at) for n in marks.notches),
        lines={line: _flipped(points) for line, points in marks.lines.items()},
        mirror_of=drawn.name,
    )
    return Mirrored(name, hand, (drawn, flipped), tuple(pen.folds))


def single(name: str, pen: Pen, placement: Placement, marks: Marks) -> Panel:
    """One panel from one closed outline, without a mirror image: a band, a waistband."""
    return Panel(
        name,
        tuple(pen.edges),
        placement,
        layer=marks.layer,
        grain=marks.grain,
        levels=dict(marks.levels),
        notches=marks.notches,
        lines=dict(marks.lines),
    )


def upper_ring(
    front: tuple[Mirrored, Sequence[str]], back: tuple[Mirrored, Sequence[str]], opening: Opening
) -> Side:
    """All edges on top of a front and a back, once around the wearer by growing azimuth.

    Args:
        front: The front piece and the names of its upper edges as drawn, from the side to the middle.
        back: The same of the back.
        opening: Where the ring begins and ends: the middle of the `front` or of the `back`.
    """
    quarters = {
        "back_right": back[0].edges("right", *reversed(back[1])),
        "front_right": front[0].edges("right", *front[1]),
        "front_left": front[0].edges("left", *reversed(front[1])),
        "back_left": back[0].edges("left", *back[1]),
    }
    order = ["back_right", "front_right", "front_left", "back_left"]
    if opening == "front":
        order = order[2:] + order[:2]
    return Side(tuple(edge for quarter in order for edge in quarters[quarter]), backward=True)


def lower_ring(
    front: tuple[Mirrored, Sequence[str]], back: tuple[Mirrored, Sequence[str]], opening: Opening
) -> Side:
    """All edges below a front and a back, as `upper_ring`; names as drawn, from the middle to the side."""
    turned = upper_ring((front[0], front[1][::-1]), (back[0], back[1][::-1]), opening)
    return Side(turned.edges, backward=False)


def _other(hand: Hand) -> Hand:
    return "right" if hand == "left" else "left"


def _flip(point: Point) -> Point:
    return 0.0 - point[0], point[1]  # never minus zero


def _flipped(points: Sequence[Point]) -> tuple[Point, ...]:
    return tuple(_flip(point) for point in points)


def _mirrored(edges: Sequence[Edge], end: Point) -> tuple[Edge, ...]:
    """The mirror image of an outline at x = 0, still counter-clockwise: its edges in reverse order."""
    made = []
    for edge in reversed(edges):
        controls = None if edge.controls is None else (_flip(edge.controls[1]), _flip(edge.controls[0]))
        made.append(replace(edge, start=_flip(end), controls=controls))
        end = edge.start
    return tuple(made)
