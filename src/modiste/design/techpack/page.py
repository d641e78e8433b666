"""A page of a tech pack: words in two scripts, tables, lines in centimetres.

Knows fonts and ink; what is written where is `pdf`'s. Chinese is set in STSong-Light, a font that every PDF
reader brings along, so that none need be shipped.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = (each / cm for each in landscape(A4))
MARGIN = 1.2
CHINESE = "STSong-Light"
_RUNS = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]+|[^\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]+")
INK = "#1b1b1b"
_INK, _PALE, _RULE = HexColor(INK), HexColor("#f1efea"), HexColor("#b9b4ab")
Points = Sequence[tuple[float, float]]


@cache
def _registered() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))


class Page:
    """A canvas in centimetres from the lower left, with one ink."""

    def __init__(self, canvas: Canvas) -> None:
        """Draws on a canvas of reportlab."""
        _registered()
        self.canvas = canvas
        canvas.setFillColor(_INK)
        canvas.setStrokeColor(_INK)

    def words(self, x: float, y: float, text: str, size: float = 8.0, *, bold: bool = False) -> float:
        """Write a line; answers where it ends."""
        for run, font in _runs(text, bold=bold):
            self.canvas.setFont(font, size)
            self.canvas.drawString(x * cm, y * cm, run)
            x += pdfmetrics.stringWidth(run, font, size) / cm
        return x

    def paragraph(self, x: float, y: float, width: float, text: str, size: float = 8.0) -> float:
        """Write lines no longer than a width; answers the height below them."""
        for line in wrapped(text, width, size):
            self.words(x, y, line, size)
            y -= size * 0.05
        return y

    def line(self, points: Points, weight: float, *, closed: bool = False, fill: str = "") -> None:
        """Draw a line through points, `weight` in points; a closed one may be filled."""
        path = self.canvas.beginPath()
        path.moveTo(points[0][0] * cm, points[0][1] * cm)
        for x, y in points[1:]:
            path.lineTo(x * cm, y * cm)
        if closed:
            path.close()
        self.canvas.setLineWidth(weight)
        self.canvas.setLineJoin(1)
        self.canvas.setLineCap(1)
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        self.canvas.drawPath(path, fill=1 if fill else 0)
        self.canvas.setFillColor(_INK)

    def dot(self, x: float, y: float, radius: float, *, fill: str = "") -> None:
        """Draw a circle; unfilled unless a colour is given."""
        self.canvas.setLineWidth(0.5)
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        self.canvas.circle(x * cm, y * cm, radius * cm, fill=1 if fill else 0)
        self.canvas.setFillColor(_INK)

    def ink(self, colour: str) -> None:
        """The colour of lines drawn next."""
        self.canvas.setStrokeColor(HexColor(colour))

    def dashes(self, *lengths: float) -> None:
        """Dash what is drawn next; nothing ends it."""
        self.canvas.setDash(list(lengths) if lengths else [])

    def table(
        self, x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]], size: float = 7.5
    ) -> float:
        """Draw rows below a height, the first as head; answers the height below them."""
        step = size * 0.048
        for number, row in enumerate(rows):
            cells = [wrapped(text, wide - 0.2, size) for text, wide in zip(row, widths, strict=True)]
            high = max(len(each) for each in cells) * step + 0.18
            if number == 0:
                self.canvas.setFillColor(_PALE)
                self.canvas.rect(x * cm, (y - high) * cm, sum(widths) * cm, high * cm, stroke=0, fill=1)
                self.canvas.setFillColor(_INK)
            left = x
            for lines, wide in zip(cells, widths, strict=True):
                for place, text in enumerate(lines):
                    self.words(left + 0.1, y - (place + 0.8) * step - 0.06, text, size, bold=number == 0)
                left += wide
            y -= high
            self.canvas.setStrokeColor(_RULE)
            self.line([(x, y), (x + sum(widths), y)], 0.4)
            self.canvas.setStrokeColor(_INK)
        return y


def wrapped(text: str, width: float, size: float) -> list[str]:
    """A text as lines no longer than a width in centimetres; words of Latin stay whole."""
    lines = [""]
    for piece in re.findall(
        r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+", text
    ):
        if lines[-1] and _long((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _long(text: str, size: float) -> float:
    return float(sum(pdfmetrics.stringWidth(run, font, size) for run, font in _runs(text, bold=False)) / cm)


def _runs(text: str, *, bold: bool) -> Iterator[tuple[str, str]]:
    """Stretches of one script with their font."""
    for run in _RUNS.findall(text):
        yield run, CHINESE if ord(run[0]) >= 0x2E80 else "Helvetica-Bold" if bold else "Helvetica"
