"""Patterns as PDF: tiled on A4 at real size, with a page plan, a test square and marks to glue by.

Knows pages and tiles; what is drawn is `sheet`'s. The same pattern gives the same bytes.
"""

import io
import math

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas

from modiste.tailoring.pattern.panel import Pattern
from modiste.tailoring.pattern.sheet import Cutting, Sheet, Stroke, sheet

_MARGIN = 1.0
_OVERLAP = 1.0
_SQUARE = 5.0
PAGE = (A4[0] / cm, A4[1] / cm)
TILE = (PAGE[0] - 2.0 * _MARGIN, PAGE[1] - 2.0 * _MARGIN)
"""What one page shows, in centimetres; neighbours share a centimetre of it."""
STEP = (TILE[0] - _OVERLAP, TILE[1] - _OVERLAP)
_DASHES = {"sew": (8.0, 4.0), "fold": (14.0, 4.0, 2.0, 4.0)}


def pattern_pdf(pattern: Pattern) -> bytes:
    """A page plan, then the tiles that show something, row by row from the upper left.

    Pages are named A1, A2, ... by row and column; print at 100 % and check the square on the first page.
    """
    made = sheet([pattern], width=4.0 * STEP[0])
    rows, columns = tiles(made)
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(f"Modiste: {made.title}")
    canvas.setAuthor("Modiste")
    shown = [(row, column) for row in range(rows) for column in range(columns) if _on(made, row, column)]
    _plan(canvas, made, rows, columns, set(shown))
    for row, column in shown:
        _tile(canvas, made, row, column, rows, columns)
    canvas.save()
    return stream.getvalue()


def tiles(made: Sheet) -> tuple[int, int]:
    """How many rows and columns of pages a sheet needs."""
    rows = max(1, math.ceil((made.height - _OVERLAP) / STEP[1]))
    return rows, max(1, math.ceil((made.width - _OVERLAP) / STEP[0]))


def page_name(row: int, column: int) -> str:
    """The name of a page: its row as a letter, its column as a number.

    Example:
        >>> page_name(0, 0), page_name(27, 2)
        ('A1', 'AB3')
    """
    letters = ""
    row += 1
    while row:
        row, rest = divmod(row - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{column + 1}"


def _corner(made: Sheet, row: int, column: int) -> tuple[float, float]:
    """The sheet's place of a tile's lower left."""
    return column * STEP[0], made.height - row * STEP[1] - TILE[1]


def _on(made: Sheet, row: int, column: int) -> list[Cutting]:
    """The pieces that a tile shows a part of."""
    x, y = _corner(made, row, column)
    shown = []
    for cutting in made.cuttings:
        points = [
            curve.start for stroke in cutting.strokes if stroke.layer == "cut" for curve in stroke.curves
        ]
        (low_x, high_x), (low_y, high_y) = ((min(v), max(v)) for v in zip(*points, strict=True))
        if low_x < x + TILE[0] and high_x > x and low_y < y + TILE[1] and high_y > y:
            shown.append(cutting)
    return shown


def _plan(canvas: Canvas, made: Sheet, rows: int, columns: int, shown: set[tuple[int, int]]) -> None:
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(_MARGIN * cm, (PAGE[1] - 2.0) * cm, made.title)
    canvas.setFont("Helvetica", 10)
    for number, line in enumerate(
        (
            f"{len(shown)} pages in {rows} rows and {columns} columns. Print at 100 %, without scaling.",
            "Measure the square first: its sides are 5 cm. Overlap neighbouring pages by 1 cm, mark on mark.",
            "Solid: cut. Dashed: sew. Dash and dot: middle. Arrow: grain.",
        )
    ):
        canvas.drawString(_MARGIN * cm, (PAGE[1] - 2.8 - 0.5 * number) * cm, line)
    canvas.rect(_MARGIN * cm, (PAGE[1] - 10.0) * cm, _SQUARE * cm, _SQUARE * cm)
    canvas.drawCentredString((_MARGIN + _SQUARE / 2.0) * cm, (PAGE[1] - 7.6) * cm, "5 cm x 5 cm")
    room = (TILE[0], PAGE[1] - 12.0)
    whole = (columns * STEP[0] + _OVERLAP, rows * STEP[1] + _OVERLAP)
    scale = min(room[0] / whole[0], room[1] / whole[1])
    canvas.saveState()
    canvas.translate(_MARGIN * cm, _MARGIN * cm)
    canvas.scale(scale, scale)
    canvas.translate(0.0, (rows * STEP[1] + _OVERLAP - made.height) * cm)
    canvas.setLineWidth(0.6 / scale)
    for cutting in made.cuttings:
        for stroke in cutting.strokes:
            if stroke.layer == "cut":
                _draw(canvas, stroke)
    canvas.setStrokeGray(0.6)
    canvas.setFillGray(0.45)
    canvas.setFont("Helvetica", 9 / scale)
    for row, column in sorted(shown):
        x, y = _corner(made, row, column)
        canvas.rect(x * cm, y * cm, TILE[0] * cm, TILE[1] * cm)
        canvas.drawCentredString((x + TILE[0] / 2) * cm, (y + TILE[1] / 2) * cm, page_name(row, column))
    canvas.restoreState()
    canvas.showPage()


def _tile(canvas: Canvas, made: Sheet, row: int, column: int, rows: int, columns: int) -> None:
    x, y = _corner(made, row, column)
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(_MARGIN * cm, _MARGIN * cm, TILE[0] * cm, TILE[1] * cm)
    canvas.clipPath(frame, stroke=0)
    canvas.translate((_MARGIN - x) * cm, (_MARGIN - y) * cm)
    for cutting in _on(made, row, column):
        for stroke in cutting.strokes:
            canvas.setLineWidth(1.2 if stroke.layer in ("cut", "notch") else 0.7)
            canvas.setDash(*([list(_DASHES[stroke.layer])] if stroke.layer in _DASHES else []))
            _draw(canvas, stroke)
        for words in cutting.words:
            canvas.setFont("Helvetica", words.height * cm)
            canvas.drawCentredString(words.at[0] * cm, words.at[1] * cm, words.text)
    canvas.restoreState()
    _marks(canvas, row, column, rows, columns)
    canvas.setFont("Helvetica", 8)
    name = (
        f"{page_name(row, column)}   row {row + 1} of {rows}, column {column + 1} of {columns}   {made.title}"
    )
    canvas.drawString(_MARGIN * cm, 0.4 * cm, name)
    canvas.showPage()


def _marks(canvas: Canvas, row: int, column: int, rows: int, columns: int) -> None:
    """The tile's frame, and where the next page's edge lies on this one: crosses at the overlap."""
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.4)
    canvas.rect(_MARGIN * cm, _MARGIN * cm, TILE[0] * cm, TILE[1] * cm)
    canvas.setStrokeGray(0.0)
    right, bottom = _MARGIN + STEP[0], _MARGIN + _OVERLAP
    for share in (0.25, 0.75):
        if column + 1 < columns:
            _cross(canvas, right + _OVERLAP / 2.0, _MARGIN + share * TILE[1])
        if column > 0:
            _cross(canvas, _MARGIN + _OVERLAP / 2.0, _MARGIN + share * TILE[1])
        if row + 1 < rows:
            _cross(canvas, _MARGIN + share * TILE[0], bottom - _OVERLAP / 2.0)
        if row > 0:
            _cross(canvas, _MARGIN + share * TILE[0], _MARGIN + STEP[1] + _OVERLAP / 2.0)


def _cross(canvas: Canvas, x: float, y: float) -> None:
    canvas.line((x - 0.25) * cm, y * cm, (x + 0.25) * cm, y * cm)
    canvas.line(x * cm, (y - 0.25) * cm, x * cm, (y + 0.25) * cm)


def _draw(canvas: Canvas, stroke: Stroke) -> None:
    path = canvas.beginPath()
    pen: tuple[float, float] | None = None
    for curve in stroke.curves:
        if curve.start != pen:
            path.moveTo(curve.start[0] * cm, curve.start[1] * cm)
        path.curveTo(*(value * cm for point in curve[1:] for value in point))
        pen = curve.end
    if stroke.closed:
        path.close()
    canvas.drawPath(path)
