"""Flats as SVG: one class a kind of line, true to scale in millimetres.

Knows how lines look; where they run is `flats`'.
"""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from modiste.design.techpack.flats import Flat, FlatLine

_MARGIN = 2.0
_GAP = 12.0
_STYLE = """
  path { fill: none; stroke: #1b1b1b; stroke-linejoin: round; stroke-linecap: round }
  .outline { fill: #ffffff; stroke-width: 3.2 }
  .seam { stroke-width: 1.6 }
  .edge { stroke-width: 2.2 }
  .stitch { stroke-width: 1.1; stroke-dasharray: 5 4 }
  .button { fill: #ffffff; stroke: #1b1b1b; stroke-width: 1.4 }
"""


def flats_svg(flats: Sequence[Flat]) -> str:
    """Flats side by side on one drawing, their hems on one line.

    Args:
        flats: Front and back.
    """
    wide = sum(each.width for each in flats) + _GAP * (len(flats) - 1) + 2 * _MARGIN
    high = max(each.height for each in flats) + 2 * _MARGIN
    size = f'width="{_n(wide)}mm" height="{_n(high)}mm" viewBox="0 0 {_n(wide)} {_n(high)}"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', f"<style>{_STYLE}</style>"]
    left = _MARGIN
    for flat in flats:
        parts.append(f"<g data-side={quoteattr(flat.side)}>")
        parts += [_line(line, left, high - _MARGIN) for line in flat.lines]
        parts.append("</g>")
        left += flat.width + _GAP
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(line: FlatLine, left: float, floor: float) -> str:
    places = [f"{_n(x + left)} {_n(floor - y)}" for x, y in line.points]
    if line.kind == "button":
        x, y = places[0].split()
        return f'<circle class="button" cx="{x}" cy="{y}" r="6"/>'
    return f'<path class="{line.kind}" d="M{" L".join(places)}{" Z" if line.closed else ""}"/>'


def _n(centimetres: float) -> str:
    """Millimetres with at most a decimal."""
    return f"{centimetres * 10.0:.1f}".removesuffix(".0")
