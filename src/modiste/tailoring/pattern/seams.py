"""The seam walk: both sides of every seam are equally long, or differ by their declared ease.

Knows lengths and names; outlines are `outline`'s. Centimetres.
"""

from dataclasses import dataclass

from modiste.garment import ModisteError
from modiste.tailoring.pattern.outline import edge_length
from modiste.tailoring.pattern.panel import Pattern, Seam, Side

TOLERANCE = 0.1
"""A millimetre: less than a sewer can see."""


@dataclass(frozen=True)
class Walk:
    """One seam, walked.

    Attributes:
        seam: Its name.
        one: The length of its first side.
        other: The length of its second side.
        ease: The ease that was declared.
    """

    seam: str
    one: float
    other: float
    ease: float

    @property
    def error(self) -> float:
        """How far the sides are from what was declared, in centimetres."""
        return self.one - self.other - self.ease


def seam_walk(pattern: Pattern) -> list[Walk]:
    """The lengths of all seams.

    Raises:
        ModisteError: MOD-1524 for a seam of an edge that is not there.
    """
    lengths = {
        panel.name: {edge.name: edge_length(panel, edge.name) for edge in panel.edges}
        for panel in pattern.panels
    }
    return [
        Walk(
            seam.name,
            _length(lengths, seam, seam.one),
            _length(lengths, seam, seam.other),
            seam.ease,
        )
        for seam in pattern.seams
    ]


def check_seams(pattern: Pattern) -> list[Walk]:
    """The lengths of all seams, refused where they cannot be sewn.

    Raises:
        ModisteError: MOD-1523 where two sides differ by more than a millimetre beyond their ease, MOD-1524
            for a seam of an edge that is not there, MOD-1525 for an edge that is sewn twice.
    """
    walks = seam_walk(pattern)
    for seam, walked in zip(pattern.seams, walks, strict=True):
        if not abs(walked.error) <= TOLERANCE:
            panel, edge = seam.one.edges[0]
            to_panel, to_edge = seam.other.edges[0]
            raise ModisteError(
                "MOD-1523",
                seam=seam.name,
                panel=panel,
                edge=edge,
                other=f"{to_panel}.{to_edge}",
                one=f"{walked.one:.2f}",
                two=f"{walked.other:.2f}",
                ease=f"{walked.ease:.2f}",
            )
    sewn: dict[tuple[str, str], str] = {}
    for seam in pattern.seams:
        for panel, edge in (*seam.one.edges, *seam.other.edges):
            if (panel, edge) in sewn:
                raise ModisteError(
                    "MOD-1525", panel=panel, edge=edge, seam=seam.name, other=sewn[panel, edge]
                )
            sewn[panel, edge] = seam.name
    return walks


def _length(lengths: dict[str, dict[str, float]], seam: Seam, side: Side) -> float:
    total = 0.0
    for panel, edge in side.edges:
        if edge not in lengths.get(panel, {}):
            raise ModisteError("MOD-1524", seam=seam.name, panel=panel, edge=edge)
        total += lengths[panel][edge]
    return total
