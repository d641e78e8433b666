"""A wired circuit drawn on its panels, to scale: traces, zones, pads, and where a trace goes through a seam.

Knows how a picture is written; where things lie is `wiring`'s. One user unit is a millimetre.
"""

from itertools import pairwise
from xml.sax.saxutils import escape

from modiste import tailoring
from modiste.fabric.smart.circuit import Place
from modiste.fabric.smart.wiring import LIKELY, Wired, meander_length

_GAP, _MARGIN, _LINE = 4.0, 2.0, 0.9
"""Centimetres between panels, around all, and between lines of the legend."""
_COLOURS = ("#0b6e99", "#7a3e9d", "#2e7d32", "#a15c00", "#5d4037", "#37474f")
_HEAT = "#c62828"
_STYLE = f"""
  .panel {{ fill: #faf8f4; stroke: #555; stroke-width: 0.6 }}
  .trace, .zone {{ fill: none; stroke-width: 1.4; stroke-linejoin: round; stroke-linecap: round }}
  .zone {{ stroke: {_HEAT} }}
  .seam {{ fill: #fff; stroke-width: 1 }}
  .pad {{ fill: #1b1b1b; stroke: #fff; stroke-width: 0.5 }}
  text {{ font-family: sans-serif; font-size: 8px; fill: #1b1b1b }}
  .pad-name {{ paint-order: stroke; stroke: #faf8f4; stroke-width: 2 }}
  .name {{ fill: #777 }}
"""


def circuit_svg(wired: Wired) -> str:
    """The panels that the circuit lies on, side by side, with a legend of lengths and resistances."""
    used = {leg.start.panel for legs in wired.routes for leg in legs}
    used |= {zone.panel for zone in wired.circuit.zones} | {pad.panel for pad in wired.circuit.pads}
    panels = [panel for panel in wired.pattern.panels if panel.name in used]
    outlines = {panel.name: tailoring.polyline(panel) for panel in panels}
    top = max(y for outline in outlines.values() for _, y in outline)
    origins: dict[str, float] = {}
    right = _MARGIN
    for name, outline in outlines.items():
        xs = [x for x, _ in outline]
        origins[name] = right - min(xs)
        right += max(xs) - min(xs) + _GAP
    low = min(y for outline in outlines.values() for _, y in outline)
    foot = top - low + 2 * _MARGIN
    legend = _legend(wired)
    width, height = (right - _GAP + _MARGIN) * 10, (foot + _LINE * (len(legend) + 1)) * 10

    def at(panel: str, point: Place) -> str:
        return f"{(point[0] + origins[panel]) * 10:.1f} {(top + _MARGIN - point[1]) * 10:.1f}"

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}mm" height="{height:.0f}mm" '
        f'viewBox="0 0 {width:.0f} {height:.0f}">',
        f"<title>{escape(wired.circuit.name)}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>',
    ]
    for name, outline in outlines.items():
        lines.append(f'<path class="panel" d="M{" L".join(at(name, point) for point in outline)} Z"/>')
        lines.append(_text(at(name, (sum(x for x, _ in outline) / len(outline), low)), name, "name", lift=-3))
    for zone in wired.circuit.zones:
        path = " L".join(at(zone.panel, point) for point in zone.path)
        lines.append(f'<path class="zone" d="M{path}"/>')
    for number, legs in enumerate(wired.routes):
        colour = _COLOURS[number % len(_COLOURS)]
        for leg in legs:
            ends = [at(stop.panel, (stop.x, stop.y)) for stop in (leg.start, leg.end)]
            lines.append(f'<path class="trace" stroke="{colour}" d="M{ends[0]} L{ends[1]}"/>')
        for leg, onward in pairwise(legs):
            if leg.seam:
                lines += [_circle(at(stop.panel, (stop.x, stop.y)), 2, f'class="seam" stroke="{colour}"')
                          for stop in (leg.end, onward.start)]  # fmt: skip
    for pad in wired.circuit.pads:
        lines.append(_circle(at(pad.panel, pad.at), 2.5, 'class="pad"'))
        lines.append(_text(at(pad.panel, pad.at), pad.name, "pad-name", right=3, lift=10))
    for number, (colour, words) in enumerate(legend):
        y = (foot + _LINE * number) * 10
        lines.append(f'<path class="trace" stroke="{colour}" d="M20 {y - 2:.1f} h14"/>')
        lines.append(_text(f"38 {y:.1f}", words, "legend"))
    return "\n".join([*lines, "</svg>"]) + "\n"


def _legend(wired: Wired) -> list[tuple[str, str]]:
    rows = []
    for number, (trace, legs) in enumerate(zip(wired.circuit.traces, wired.routes, strict=True)):
        seams = sum(bool(leg.seam) for leg in legs)
        length = sum(leg.length for leg in legs)
        through = f", {seams} seam{'s' if seams > 1 else ''}" if seams else ""
        words = f"{trace.name}: {length:.1f} cm{through}, {wired.trace_ohm(number, LIKELY):.2f} Ω"
        rows.append((_COLOURS[number % len(_COLOURS)], words))
    rows += [
        (_HEAT, f"{zone.name}: {meander_length(zone):.0f} cm, {wired.zone_ohm(zone, LIKELY):.2f} Ω")
        for zone in wired.circuit.zones
    ]
    return rows


def _circle(place: str, radius: float, rest: str) -> str:
    x, y = place.split()
    return f'<circle cx="{x}" cy="{y}" r="{radius:g}" {rest}/>'


def _text(place: str, words: str, kind: str, *, right: float = 0.0, lift: float = 0.0) -> str:
    x, y = (float(each) for each in place.split())
    return f'<text class="{kind}" x="{x + right:.1f}" y="{y + lift:.1f}">{escape(words)}</text>'
