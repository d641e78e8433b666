"""An SVG in millimetres of cloth, enlarged, with its scale.

Knows the sheet; threads are `weave_picture`'s, loops `knit_picture`'s.
"""

from html import escape

ZOOM = 12
"""How many times larger than the cloth."""
PATCH = 3.0
"""At least so many millimetres of cloth each way are drawn."""
_MARGIN, _FOOT = 0.25, 0.6


def sheet(title: str, width: float, height: float, defs: str, body: str) -> str:
    """A drawing of (width, height) mm of cloth with a bar of one millimetre."""
    wide, high = width + 2 * _MARGIN, height + 2 * _MARGIN + _FOOT
    bar = height + 0.3
    ink, area = "#2b2a33", f'width="{width:.4f}" height="{height:.4f}"'
    ruler = f"M0 {bar}H1M0 {bar - 0.06}v.12M1 {bar - 0.06}v.12"
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide * ZOOM:.3f}mm" height="{high * ZOOM:.3f}mm"',
        f'viewBox="{-_MARGIN} {-_MARGIN} {wide:.4f} {high:.4f}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<defs><clipPath id="cloth"><rect {area}/></clipPath>{defs}</defs>',
        f'<rect x="{-_MARGIN}" y="{-_MARGIN}" width="{wide:.4f}" height="{high:.4f}" fill="#ffffff"/>',
        f'<g clip-path="url(#cloth)"><rect {area} fill="{ink}"/>',
        f"{body}</g>",
        f'<path d="{ruler}" stroke="{ink}" stroke-width=".03" fill="none"/>',
        f'<text x="1.15" y="{bar + 0.09:.3f}" font-size=".26" font-family="sans-serif" fill="{ink}">',
        "1 mm</text>",
        "</svg>",
    )
    return "\n".join(lines) + "\n"


def shaded(id: str, colour: tuple[int, int, int], *, upright: bool) -> str:
    """A thread's roundness: a gradient across it, light in the middle."""
    steps = ((0.0, 0.62), (0.3, 0.95), (0.5, 1.06), (0.7, 0.95), (1.0, 0.62))
    stops = "".join(f'<stop offset="{at}" stop-color="{tone(colour, light)}"/>' for at, light in steps)
    end = 'x2="1" y2="0"' if upright else 'x2="0" y2="1"'
    return f'<linearGradient id="{id}" x1="0" y1="0" {end}>{stops}</linearGradient>'


def tone(colour: tuple[int, int, int], light: float) -> str:
    """A colour made lighter or darker, as #rrggbb."""
    return "#" + "".join(f"{min(255, round(each * light)):02x}" for each in colour)
