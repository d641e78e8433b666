"""A line chart as an SVG text: lines over epochs with their names at their ends, in the house's colours.

Knows drawing only; numbers and words come from the caller. Standard library only.
"""

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 56, 190, 48, 48
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #161616 }
.title { font-size: 15px }
.quiet { fill: #666666 }
.grid { stroke: #E2E2E2 }
.mark { stroke: #666666; stroke-dasharray: 5 4 }
.line { fill: none; stroke-width: 2 }
.s0 { stroke: #2743D2 } .s1 { stroke: #B85C00 } .s2 { stroke: #2F7D5B }
.s3 { stroke: #8A2B6E; stroke-dasharray: 7 4 } .s4 { stroke: #666666; stroke-dasharray: 2 3 }
.ground { fill: #FFFFFF }
@media (prefers-color-scheme: dark) {
text { fill: #F2F2F2 } .quiet { fill: #A6A6A6 } .grid { stroke: #2E2E2E } .mark { stroke: #A6A6A6 }
.s0 { stroke: #8C9EFF } .s1 { stroke: #E0A94A } .s2 { stroke: #5FB58C }
.s3 { stroke: #D98BC0 } .s4 { stroke: #A6A6A6 }
.ground { fill: #1C1C1C }
}
"""


def line_chart(
    title: str,
    x_label: str,
    lines: Mapping[str, Sequence[float]],
    *,
    low: float,
    high: float,
    step: float,
    marks: Mapping[str, float] | None = None,
) -> str:
    """Draw lines over 1, 2, 3, ...: at most five, each named where it ends.

    Args:
        title: What is drawn, with its unit.
        x_label: What 1, 2, 3, ... count.
        lines: Values by name.
        low: The bottom of the vertical axis.
        high: Its top.
        step: The distance of its grid lines.
        marks: Dashed horizontal lines by name.
    """
    count = max(len(values) for values in lines.values())
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM

    def across(position: float) -> float:
        return round(LEFT + (right - LEFT) * (position - 1) / max(count - 1, 1), 1)

    def up(value: float) -> float:
        return round(bottom - (bottom - TOP) * (value - low) / (high - low), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>',
        f'<text class="title" x="{LEFT}" y="26">{escape(title)}</text>',
    ]
    for index in range(round((high - low) / step) + 1):
        value = low + index * step
        y = up(value)
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{y}" x2="{right}" y2="{y}"/>')
        parts.append(f'<text class="quiet" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{value:g}</text>')
    for position in range(1, count + 1):
        if position in (1, count) or position % max(count // 6, 1) == 0:
            x = across(position)
            parts.append(
                f'<text class="quiet" x="{x}" y="{bottom + 18}" text-anchor="middle">{position}</text>'
            )
    parts.append(f'<text class="quiet" x="{LEFT}" y="{HEIGHT - 10}">{escape(x_label)}</text>')
    labels = []
    for name, value in (marks or {}).items():
        y = up(value)
        parts.append(f'<line class="mark" x1="{LEFT}" y1="{y}" x2="{right}" y2="{y}"/>')
        labels.append((y, "quiet", name))
    for index, (name, values) in enumerate(lines.items()):
        points = " ".join(f"{across(i)},{up(value)}" for i, value in enumerate(values, 1))
        parts.append(f'<polyline class="line s{index}" points="{points}"/>')
        end, text = up(values[-1]), f"{name} {values[-1]:.1f}"
        if len(values) < count:  # a line that stops early is named where it stops
            parts.append(
                f'<text class="name" x="{across(len(values)) + 6}" y="{end - 6}">{escape(text)}</text>'
            )
        else:
            labels.append((end, "name", text))
    below = 0.0
    for y, kind, text in sorted(labels):
        below = round(max(y + 4, below + 16), 1)  # names that would overlap move down
        parts.append(f'<text class="{kind}" x="{right + 8}" y="{below}">{escape(text)}</text>')
    return "\n".join([*parts, "</svg>", ""])
