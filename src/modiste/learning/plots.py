"""Charts of a model's life as SVG text in the house's look, each with a title, a description and its table.

Knows points, marks and scales; which chart a page shows, and in which words, is the caller's.
"""

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import numpy as np
from numpy.typing import NDArray

from modiste.learning.intervals import wilson
from modiste.learning.look import FONTS, STRONGEST_SHADE, css_tokens
from modiste.learning.metrics import Bin, Curve, Floats, Ints

# Colour-blind safe in both schemes beside the accent: orange and teal after Okabe and Ito (2008).
CSS = f"""
.plot{{display:block;width:100%;height:auto;font-family:{FONTS};font-variant-numeric:tabular-nums}}
.plot text{{fill:var(--quiet);font-size:13px}}.plot text.value,.plot text.name{{fill:var(--ink)}}
.plot .halo{{paint-order:stroke;stroke:var(--ground);stroke-width:5px;stroke-linejoin:round}}
.plot .grid{{stroke:var(--hairline);stroke-width:1;fill:none}}.plot .ideal{{stroke:var(--quiet);
stroke-width:1;stroke-dasharray:1 4;stroke-linecap:round;fill:none}}
.plot .line{{fill:none;stroke-width:1.75;stroke-linejoin:round}}.plot .rest{{stroke:var(--quiet);opacity:.35;
stroke-width:1}}
.plot .s0{{stroke:var(--accent)}}.plot .s1{{stroke:#D1580A}}.plot .s2{{stroke:#12876F}}
.plot .f0{{fill:var(--accent)}}.plot .f1{{fill:#D1580A}}.plot .f2{{fill:#12876F}}
.plot .bar{{fill:var(--accent);fill-opacity:.22}}.plot .edge{{stroke:var(--accent);stroke-width:2}}
.plot .whisker{{stroke:var(--accent);stroke-width:1}}.plot .shade{{fill:var(--accent)}}
.plot .right{{fill:var(--ink);fill-opacity:.06}}.plot .none{{fill:none}}
.plot text.cell{{fill:var(--on-shade);text-anchor:middle}}.plot text.hit{{fill:var(--ink);text-anchor:middle;
font-weight:600}}
.plot a:focus-visible{{outline:none}}.plot a:focus-visible rect,.plot a:hover rect{{stroke:var(--ink);
stroke-width:1.5;stroke-dasharray:4 3}}
.plot .middle{{text-anchor:middle}}.plot .end{{text-anchor:end}}
"""
MATRIX_CLASSES = 30
_SERIES = 3
_QUIET_LINES = 40
_LABEL_LENGTH = 24
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_ROOT_TICKS = (0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0)


@dataclass(frozen=True)
class Chart:
    """A drawing and the table behind it; `svg` needs `CSS` and the tokens around it, or `standalone`."""

    svg: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def standalone(self) -> str:
        """The drawing as a file of its own, with the look inside."""
        style = f"<style>{css_tokens()}svg{{background:var(--ground)}}{CSS}</style>"
        return self.svg.replace(">", f">{style}", 1)


@dataclass(frozen=True)
class Text:
    """The words of a chart: its id on the page, title, description and axes."""

    name: str
    title: str
    description: str
    x: str = ""
    y: str = ""


@dataclass(frozen=True, eq=False)
class Line:
    """A named curve and the figure that is written beside its name."""

    label: str
    curve: Curve
    figure: str = ""


@dataclass
class _Canvas:
    """A plotting area inside margins, and the marks put on it so far."""

    text: Text
    width: float = 560.0
    height: float = 400.0
    left: float = 52.0
    right: float = 16.0
    top: float = 14.0
    bottom: float = 48.0
    span_x: tuple[float, float] = (0.0, 1.0)
    span_y: tuple[float, float] = (0.0, 1.0)
    root_x: bool = False
    marks: list[str] = field(default_factory=list)

    def x(self, value: float) -> float:
        low, high = self.span_x
        share = (value - low) / (high - low)
        share = math.sqrt(max(share, 0.0)) if self.root_x else share
        return self.left + share * (self.width - self.left - self.right)

    def y(self, value: float) -> float:
        low, high = self.span_y
        return (
            self.height - self.bottom - (value - low) / (high - low) * (self.height - self.top - self.bottom)
        )

    def rule(self, x1: float, y1: float, x2: float, y2: float, style: str) -> None:
        self.marks.append(f'<path class="{style}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>')

    def write(self, x: float, y: float, words: str, style: str = "", more: str = "") -> None:
        self.marks.append(f'<text class="{style}" x="{x:.1f}" y="{y:.1f}"{more}>{escape(words)}</text>')

    def box(
        self, x1: float, y1: float, x2: float, y2: float, style: str, tip: str = "", more: str = ""
    ) -> None:
        tip = f"<title>{escape(tip)}</title>" if tip else ""
        self.marks.append(
            f'<rect class="{style}" x="{min(x1, x2):.1f}" y="{min(y1, y2):.1f}" width="{abs(x2 - x1):.1f}" '
            f'height="{abs(y2 - y1):.1f}"{more}>{tip}</rect>'
        )

    def curve(self, xs: Floats, ys: Floats, style: str, tip: str = "") -> None:
        points = " ".join(
            f"{self.x(float(x)):.1f},{self.y(float(y)):.1f}" for x, y in zip(xs, ys, strict=True)
        )
        tip = f"<title>{escape(tip)}</title>" if tip else ""
        self.marks.append(f'<polyline class="line {style}" points="{points}">{tip}</polyline>')

    def axes(
        self, ticks_x: Sequence[float], ticks_y: Sequence[float], say_x: str = "", say_y: str = ""
    ) -> None:
        base = self.height - self.bottom
        for tick in ticks_y:
            self.rule(self.left, self.y(tick), self.width - self.right, self.y(tick), "grid")
            self.write(self.left - 8, self.y(tick) + 4, format(tick, say_y) if say_y else _plain(tick), "end")
        for tick in ticks_x:
            self.rule(self.x(tick), base, self.x(tick), base + 4, "grid")
            self.write(self.x(tick), base + 18, format(tick, say_x) if say_x else _plain(tick), "middle")
        self.write(
            self.left + (self.width - self.left - self.right) / 2, self.height - 8, self.text.x, "middle"
        )
        turn = f' transform="rotate(-90 12 {(self.top + base) / 2:.1f})"'
        self.write(12, (self.top + base) / 2, self.text.y, "middle", turn)

    def chart(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Chart:
        name = escape(self.text.name)
        svg = (
            f'<svg class="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:.0f} '
            f'{self.height:.0f}" role="img" aria-labelledby="{name}-title {name}-desc">'
            f'<title id="{name}-title">{escape(self.text.title)}</title>'
            f'<desc id="{name}-desc">{escape(self.text.description)}</desc>{"".join(self.marks)}</svg>'
        )
        return Chart(svg, self.text.title, tuple(headings), tuple(tuple(row) for row in rows))


def curves(
    text: Text,
    lines: Sequence[Line],
    headings: tuple[str, ...],
    rows: Sequence[Sequence[str]],
    *,
    root_x: bool = False,
    ideal: bool = False,
    others: str = "",
) -> Chart:
    """Many curves over the unit square: the first three in colour and named, the rest quiet.

    `root_x` stretches small x by a square root; `ideal` draws the diagonal of chance; `others` names the
    quiet lines. The table is given, since readers want figures at chosen points and not the points drawn.
    """
    canvas = _Canvas(text, root_x=root_x)
    canvas.axes(_ROOT_TICKS if root_x else _TICKS, _TICKS)
    if ideal:
        steps = np.linspace(0, 1, 60)
        canvas.curve(steps, steps, "ideal")
    for line in lines[_SERIES : _SERIES + _QUIET_LINES]:
        canvas.curve(line.curve.x, line.curve.y, "rest", f"{line.label} {line.figure}")
    for number, line in reversed(list(enumerate(lines[:_SERIES]))):
        canvas.curve(line.curve.x, line.curve.y, f"s{number}", f"{line.label} {line.figure}")
    named = min(len(lines), _SERIES) + (len(lines) > _SERIES)
    low = canvas.y(0.08) - 20 * (named - 1)
    for number, line in enumerate(lines[:_SERIES]):
        _key(canvas, low + 20 * number, f"s{number}", shortened(line.label), line.figure)
    if len(lines) > _SERIES:
        _key(canvas, low + 20 * _SERIES, "rest", others, "")
    return canvas.chart(headings, rows)


def _key(canvas: _Canvas, y: float, style: str, name: str, figure: str) -> None:
    start = canvas.left + 0.46 * (canvas.width - canvas.left - canvas.right)
    canvas.rule(start, y - 4, start + 18, y - 4, f"line {style}")
    canvas.write(start + 26, y, name, "name halo")
    canvas.write(canvas.width - canvas.right - 8, y, figure, "value halo end")


def reliability_diagram(text: Text, bins: Sequence[Bin], headings: tuple[str, ...]) -> Chart:
    """Accuracy in each bin of confidence against the diagonal, with Wilson's intervals, over the counts."""
    canvas = _Canvas(text, height=440.0, bottom=118.0)
    canvas.axes((), _TICKS)
    steps = np.array([0.0, 1.0])
    total = sum(row.n for row in bins) or 1
    foot, tall = canvas.height - 40, 52.0
    rows: list[tuple[str, ...]] = []
    for row in bins:
        share = row.n / total
        table: tuple[str, ...] = (f"{row.low:.3f}–{row.high:.3f}", f"{row.n:,}")
        left, right = canvas.x(row.low) + 1, canvas.x(row.high) - 1
        if row.n:
            low, high = wilson(row.accuracy * row.n, row.n)
            table = (*table, f"{row.confidence:.4f}", f"{row.accuracy:.4f}")
            tip = f"{row.confidence:.1%} → {row.accuracy:.1%} (n = {row.n:,})"
            canvas.box(left, canvas.y(0), right, canvas.y(row.accuracy), "bar", tip)
            canvas.rule(left, canvas.y(row.accuracy), right, canvas.y(row.accuracy), "edge")
            middle = (left + right) / 2
            canvas.rule(middle, canvas.y(low), middle, canvas.y(high), "whisker")
            canvas.box(left, foot, right, foot - max(tall * share, 0.75), "bar", f"n = {row.n:,}")
        else:
            table = (*table, "–", "–")
        rows.append(table)
    canvas.curve(steps, steps, "ideal")
    canvas.rule(canvas.left, foot, canvas.width - canvas.right, foot, "grid")
    canvas.write(canvas.left - 8, foot - 4, "n", "end")
    for tick in _TICKS:
        canvas.write(canvas.x(tick), foot + 16, _plain(tick), "middle")
    return canvas.chart(headings, rows)


def coverage_chart(
    text: Text, curve: Curve, marks: Mapping[str, tuple[float, float]], headings: tuple[str, ...]
) -> Chart:
    """Accuracy against the share of cases answered; `marks` name points (coverage, accuracy) on the curve."""
    floor = math.floor(float(curve.y.min()) * 20) / 20
    floor = min(floor, 0.95)
    canvas = _Canvas(text, span_y=(floor, 1.0), left=68.0, right=24.0)
    ticks = np.linspace(floor, 1.0, 6)
    canvas.axes(_TICKS, [float(tick) for tick in ticks], ".0%", ".1%")
    drawn = curve.thinned()
    canvas.curve(drawn.x, drawn.y, "s0")
    for number, (label, (coverage, accuracy)) in enumerate(marks.items()):
        x, y = canvas.x(coverage), canvas.y(accuracy)
        canvas.rule(x, y, x, canvas.height - canvas.bottom, "ideal")
        canvas.marks.append(f'<circle class="f0" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        away = coverage > 0.5
        canvas.write(
            x - 10 if away else x + 10, y + 22 + 18 * number, label, "name halo end" if away else "name halo"
        )
    rows = []
    for wanted in np.arange(0.1, 1.01, 0.1):
        at = min(int(np.searchsorted(curve.x, wanted - 1e-9)), len(curve.x) - 1)
        rows.append((f"{curve.x[at]:.1%}", f"{curve.y[at]:.2%}", f"{curve.threshold[at]:.4f}"))
    return canvas.chart(headings, rows)


def histogram(
    text: Text, groups: Mapping[str, Floats], headings: tuple[str, ...], *, bins: int = 20, root: bool = True
) -> Chart:
    """Shares of values in [0, 1], one outline a group; `root` takes square-root heights to show rare ones."""
    edges = np.linspace(0.0, 1.0, bins + 1)
    shares = {label: np.histogram(values, edges)[0] / max(len(values), 1) for label, values in groups.items()}
    scale: Callable[[float], float] = math.sqrt if root else float
    top = max((float(share.max()) for share in shares.values()), default=0.0) or 1.0
    canvas = _Canvas(text, height=300.0, span_y=(0.0, scale(top) * 1.04))
    canvas.axes(_TICKS, ())
    for tick in (0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0) if root else np.linspace(0, top, 5):
        if tick <= top:
            height = canvas.y(scale(float(tick)))
            canvas.rule(canvas.left, height, canvas.width - canvas.right, height, "grid")
            canvas.write(canvas.left - 8, height + 4, f"{tick:.0%}", "end")
    for number, (label, share) in enumerate(shares.items()):
        heights = np.array([scale(float(value)) for value in share])
        xs, ys = np.repeat(edges, 2)[1:-1], np.repeat(heights, 2)
        canvas.curve(xs, ys, f"s{number % _SERIES}", label)
        canvas.rule(
            canvas.left + 14,
            26 + 20 * number,
            canvas.left + 32,
            26 + 20 * number,
            f"line s{number % _SERIES}",
        )
        canvas.write(canvas.left + 40, 30 + 20 * number, label, "name")
    rows = [
        (f"{edges[i]:.2f}–{edges[i + 1]:.2f}", *(f"{share[i]:.2%}" for share in shares.values()))
        for i in range(bins)
    ]
    return canvas.chart(headings, rows)


def history_curves(text: Text, rows: Sequence[Mapping[str, float]], keys: Sequence[str]) -> Chart:
    """Values over epochs, each line named at its end; `rows` are `history.json`'s, with an `epoch`."""
    series = {
        key: [(row["epoch"], row[key]) for row in rows if key in row and math.isfinite(row[key])]
        for key in keys
    }
    series = {key: points for key, points in series.items() if points}
    values = [value for points in series.values() for _, value in points]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    pad = (high - low) * 0.06 or 0.5
    last = max((row["epoch"] for row in rows), default=1.0)
    first = min((row["epoch"] for row in rows), default=0.0)
    # Room at the right for the names, written at the lines' ends.
    room = 30 + 7.0 * max((_wide(key) for key in series), default=0.0)
    canvas = _Canvas(
        text, height=300.0, right=room, span_x=(first, max(last, first + 1)), span_y=(low - pad, high + pad)
    )
    steps = max(1, round((last - first) / 6))
    canvas.axes(np.arange(first, last + 0.5, steps).tolist(), _round_ticks(low, high), ".0f")
    ends: list[float] = []
    for number, (key, points) in enumerate(series.items()):
        xs, ys = (np.array(column, dtype=np.float64) for column in zip(*points, strict=True))
        canvas.curve(xs, ys, f"s{number % _SERIES}", key)
        height = canvas.y(float(ys[-1])) + 4
        while any(abs(height - other) < 15 for other in ends):
            height -= 15
        ends.append(height)
        canvas.write(canvas.x(float(xs[-1])) + 8, height, key, "name")
    table = [
        (f"{row['epoch']:.0f}", *(f"{row[key]:.5g}" if key in row else "–" for key in series)) for row in rows
    ]
    return canvas.chart((text.x, *series), table)


def confusion_map(
    text: Text,
    labels: Sequence[str],
    counts: Ints,
    href: Callable[[int, int], str | None],
    shown: Sequence[int] | None = None,
) -> Chart:
    """Counts by true (rows) and predicted class; mistakes shaded by their share of the row, cells linked.

    Hits stay neutral, so that the eye goes to what is confused. `shown` picks classes; `href` gives the link
    of a cell, or None.
    """
    chosen = list(range(len(labels))) if shown is None else list(shown)
    names = [shortened(labels[index]) for index in chosen]
    side = 48.0 if len(chosen) <= 12 else max(22.0, 600.0 / len(chosen))
    head = 16 + 6.6 * max(_wide(name) for name in names)
    left, top = head + 26, head * 0.72 + 44
    size = side * len(chosen)
    canvas = _Canvas(text, width=left + size + head * 0.5 + 16, height=top + size + 12)
    rates = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    wrong = rates.copy()
    np.fill_diagonal(wrong, 0.0)
    worst = float(wrong[np.ix_(chosen, chosen)].max()) or 1.0
    canvas.write(left + size / 2, 14, text.x, "middle")
    canvas.write(14, top + size / 2, text.y, "middle", f' transform="rotate(-90 14 {top + size / 2:.1f})"')
    small = f' style="font-size:{min(13.0, side * 0.36):.1f}px"'
    for column, name in enumerate(names):
        x = left + side * (column + 0.5)
        canvas.write(x, top - 10, name, "name", f' transform="rotate(-45 {x:.1f} {top - 10:.1f})"')
    for row, true in enumerate(chosen):
        y = top + side * row
        canvas.write(left - 10, y + side / 2 + 4, names[row], "name end")
        for column, predicted in enumerate(chosen):
            _cell(
                canvas,
                left + side * column,
                y,
                side,
                counts,
                rates,
                worst,
                labels,
                (true, predicted),
                href,
                small,
            )
    rows = [(labels[i], *(f"{counts[i, j]:,}" for j in chosen)) for i in chosen]
    return canvas.chart(("", *(labels[j] for j in chosen)), rows)


def _cell(
    canvas: _Canvas,
    x: float,
    y: float,
    side: float,
    counts: Ints,
    rates: NDArray[np.float64],
    worst: float,
    labels: Sequence[str],
    where: tuple[int, int],
    href: Callable[[int, int], str | None],
    small: str,
) -> None:
    true, predicted = where
    count, rate = int(counts[true, predicted]), float(rates[true, predicted])
    tip = f"{labels[true]} → {labels[predicted]}: {count:,} ({rate:.1%})"
    if not count:
        canvas.box(x + 1, y + 1, x + side - 1, y + side - 1, "grid", tip)
        return
    link = href(true, predicted)
    if link is not None:
        canvas.marks.append(f'<a href="{escape(link)}" aria-label="{escape(tip)}">')
    if true == predicted:
        canvas.box(x + 1, y + 1, x + side - 1, y + side - 1, "right", tip)
    else:
        shade = 0.05 + (STRONGEST_SHADE - 0.05) * math.sqrt(min(rate / worst, 1.0))
        canvas.box(x + 1, y + 1, x + side - 1, y + side - 1, "shade", tip, f' fill-opacity="{shade:.3f}"')
    canvas.write(x + side / 2, y + side / 2 + 4.5, f"{count}", "hit" if true == predicted else "cell", small)
    if link is not None:
        canvas.marks.append("</a>")


def shortened(label: str, length: int = _LABEL_LENGTH) -> str:
    """A label that fits a chart; the table behind it holds the whole."""
    return label if len(label) <= length else f"{label[: length - 1].rstrip()}…"


def _wide(label: str) -> float:
    """Width in Latin letters; a Chinese character is almost twice as wide."""
    return sum(1.8 if unicodedata.east_asian_width(letter) in "WF" else 1.0 for letter in label)


def _plain(value: float) -> str:
    return f"{value:.6g}"


def _round_ticks(low: float, high: float) -> list[float]:
    """About five round values between low and high."""
    if high <= low:
        return [low]
    raw = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)
    return [float(tick) for tick in np.arange(math.ceil(low / step) * step, high + step * 1e-6, step)]
