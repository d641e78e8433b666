"""The band block: straight strips that finish an edge: neckbands, waistbands, cuffs, hems.

Knows one strip, drawn at its finished height; it is folded at its upper edge, which takes the inner layer as
allowance.
"""

from collections.abc import Mapping

from modiste.tailoring.pattern.drawing import Marks, Pen, single
from modiste.tailoring.pattern.panel import Layer, Panel, Placement, Seam, Side


def band(
    name: str,
    length: float,
    height: float,
    placement: Placement,
    *,
    base: float = 0.0,
    levels: Mapping[str, float] | None = None,
    folded: str = "upper",
    layer: Layer = "shell",
) -> Panel:
    """A strip of cloth around the wearer; its ends meet opposite to x = 0.

    Args:
        name: The panel's name.
        length: Finished length.
        height: Finished height.
        placement: Where its middle hangs.
        base: Height y of its lower edge.
        levels: Girth lines that cross it.
        folded: The edge at which it is folded: `upper`, or `lower` for a hem band or a cuff.
        layer: `facing` for a binding, which is cut and listed only.
    """
    half, inner = length / 2.0, height + 1.0
    pen = Pen((-half, base))
    pen.line("lower", (half, base), inner if folded == "lower" else 1.0)
    pen.line("end_1", (half, base + height))
    pen.line("upper", (-half, base + height), inner if folded == "upper" else 1.0)
    pen.line("end_2", (-half, base))
    middle = base + height / 2.0
    marks = Marks(
        grain=((-min(4.0, half / 2), middle), (min(4.0, half / 2), middle)), levels=levels or {}, layer=layer
    )
    return single(name, pen, placement, marks)


def band_seams(panel: Panel, edge: str, to: Side, ease: float, *, closure: bool = False) -> tuple[Seam, Seam]:
    """A band's seam to what it finishes, and the seam of its own ends.

    `to` walks once around the wearer by growing azimuth, from opposite x = 0 of the band.
    """
    around = Seam(panel.name, Side(((panel.name, edge),), backward=edge == "upper"), to, ease)
    ends = Seam(
        f"{panel.name}_ends",
        Side(((panel.name, "end_1"),)),
        Side(((panel.name, "end_2"),), backward=True),
        kind="closure" if closure else "sewn",
    )
    return around, ends
