"""Patterns as SVG: one group a piece, one class a layer, at real size in millimetres.

Knows how a sheet is written; what is on it is `sheet`'s.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from modiste.tailoring.pattern.curve import Bezier
from modiste.tailoring.pattern.panel import Pattern
from modiste.tailoring.pattern.sheet import Cutting, Sheet, Stroke, sheet

_MARGIN = 10.0
_STYLE = """
  path, line { fill: none; stroke: #1b1b1b; stroke-width: 0.35; stroke-linejoin: round }
  .piece { fill: none }
  .cut { fill: #faf8f4; stroke-width: 0.5 }
  .nested .cut { fill: none }
  .sew { stroke-dasharray: 3 1.5; stroke: #555 }
  .grain { stroke: #555 }
  .fold { stroke-dasharray: 6 1.5 1 1.5; stroke: #8a5a00 }
  .mark { stroke: #00677f }
  .notch { stroke-width: 0.5 }
  text { font-family: sans-serif; fill: #1b1b1b; text-anchor: middle }
"""


def pattern_svg(patterns: Sequence[Pattern], width: float = 150.0) -> str:
    """One size's pieces side by side, or several sizes nested.

    Classes are `cut`, `sew`, `grain`, `notch`, `fold`, `mark`, `text`; each piece is a `g` with its panel and
    size as data. One user unit is a millimetre.

    Args:
        patterns: One pattern, or the sizes of one, smallest first.
        width: How wide a row of pieces may be, in centimetres.
    """
    made = sheet(patterns, width)
    wide, high = made.width * 10.0 + 2.0 * _MARGIN, made.height * 10.0 + 2.0 * _MARGIN
    nested = "nested" if len(patterns) > 1 else "single"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(wide)}mm" height="{_n(high)}mm" '
        f'viewBox="0 0 {_n(wide)} {_n(high)}">',
        f"<title>{escape(made.title)}</title>",
        f"<style>{_STYLE}</style>",
        f'<g class="{nested}">',
        *(line for cutting in made.cuttings for line in _piece(cutting, made)),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _piece(cutting: Cutting, on: Sheet) -> list[str]:
    identity = quoteattr(f"{cutting.name}-{cutting.size}".replace("/", "-").replace(" ", "-"))
    lines = [
        f'<g class="piece" id={identity} data-panel={quoteattr(cutting.name)} '
        f"data-size={quoteattr(cutting.size)}>"
    ]
    lines += [f'<path class="{stroke.layer}" d="{_path(stroke, on)}"/>' for stroke in cutting.strokes]
    for words in cutting.words:
        x, y = _place(words.at, on)
        lines.append(
            f'<text class="text" x="{x}" y="{y}" font-size="{_n(words.height * 10)}">'
            f"{escape(words.text)}</text>"
        )
    return [*lines, "</g>"]


def _path(stroke: Stroke, on: Sheet) -> str:
    parts = []
    pen: tuple[str, str] | None = None
    for curve in stroke.curves:
        start, end = _place(curve.start, on), _place(curve.end, on)
        if start != pen:
            parts.append(f"M{start[0]} {start[1]}")
        if _is_line(curve):
            parts.append(f"L{end[0]} {end[1]}")
        else:
            first, second = _place(curve.first, on), _place(curve.second, on)
            parts.append(f"C{first[0]} {first[1]} {second[0]} {second[1]} {end[0]} {end[1]}")
        pen = end
    return " ".join(parts) + (" Z" if stroke.closed else "")


def _is_line(curve: Bezier) -> bool:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    return (
        abs(3 * x1 - 2 * x0 - x3) + abs(3 * y1 - 2 * y0 - y3) < 1e-6
        and abs(3 * x2 - x0 - 2 * x3) + abs(3 * y2 - y0 - 2 * y3) < 1e-6
    )


def _place(point: tuple[float, float], on: Sheet) -> tuple[str, str]:
    return _n(point[0] * 10.0 + _MARGIN), _n((on.height - point[1]) * 10.0 + _MARGIN)


def _n(value: float) -> str:
    """A number with at most two decimals: a hundredth of a millimetre."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
