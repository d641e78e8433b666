"""Labels of items on sheets to print: codes at their true size, what they say in figures beside them.

Knows papers of die-cut labels and where a code stands on one; the code itself is `labels`'.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from modiste.garment import ModisteError, read_link
from modiste.supply.labels import QUIET, coded

MOST_LABELS = 5000
_MODULE_MM, _LEAST_MM = 0.5, 0.396
"""How large a module is, and what it may shrink to on a small label (GS1 General Specifications)."""
_SIZE, _STEP = 6.5, 2.8 * mm


@dataclass(frozen=True)
class LabelPaper:
    """A sheet of A4 with labels cut out of it, all lengths in millimetres.

    Attributes:
        columns: Labels beside each other.
        rows: Labels below each other.
        width: Of a label.
        height: Of a label.
        left: From the sheet's edge to the first label.
        top: From the sheet's upper edge to the first label.
        gap: Between two columns.
    """

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float = 0.0


PAPERS = {
    "70x37": LabelPaper(3, 8, 70, 37, 0, 0.5),
    "63.5x38.1": LabelPaper(3, 7, 63.5, 38.1, 7.25, 15.15, 2.5),
    "105x57": LabelPaper(2, 5, 105, 57, 0, 6),
    "48.5x25.4": LabelPaper(4, 11, 48.5, 25.4, 8, 8.8),
}
"""By the size of a label, as stationers sell them."""


def label_sheets(links: Sequence[str], paper: str = "70x37", skip: int = 0) -> bytes:
    """Labels as PDF, a page a sheet; the same links give the same bytes.

    Args:
        links: Digital Links, one a label.
        paper: One of `PAPERS`.
        skip: So many labels of the first sheet are used up.

    Raises:
        ModisteError: MOD-2690 for a paper that is not known, no or too many labels, or a code that does not
            fit at a size that scanners read; MOD-2501 for what is no link.
    """
    if paper not in PAPERS:
        raise ModisteError("MOD-2690", reason=f"the papers are {', '.join(PAPERS)}, not {paper!r}")
    sheet = PAPERS[paper]
    a_page = sheet.columns * sheet.rows
    if not 0 < len(links) <= MOST_LABELS:
        raise ModisteError(
            "MOD-2690", reason=f"1 to {MOST_LABELS} labels are printed at once, not {len(links)}"
        )
    if not 0 <= skip < a_page:
        raise ModisteError("MOD-2690", reason=f"a sheet has {a_page} labels; {skip} cannot be used up")
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setTitle("Labels")
    canvas.setAuthor("Modiste")
    for place, link in enumerate(links, skip):
        page, at = divmod(place, a_page)
        if page and not at:
            canvas.showPage()
        row, column = divmod(at, sheet.columns)
        x = sheet.left + column * (sheet.width + sheet.gap)
        y = A4[1] / mm - sheet.top - (row + 1) * sheet.height
        _label(canvas, link, x, y, sheet)
    canvas.save()
    return stream.getvalue()


def _label(canvas: Canvas, link: str, x: float, y: float, sheet: LabelPaper) -> None:
    """One label, its lower left corner at (x, y) millimetres."""
    rows = coded(link)
    across = len(rows) + 2 * QUIET
    module = min(_MODULE_MM, sheet.height / across)
    if module < _LEAST_MM:
        reason = f"a code of {len(rows)} modules does not fit {sheet.height:g} mm at {_LEAST_MM} mm a module"
        raise ModisteError("MOD-2690", reason=reason)
    low = y + (sheet.height - across * module) / 2
    for line, row in enumerate(reversed(rows)):
        for start, stop in _runs(row):
            canvas.rect(
                (x + (QUIET + start) * module) * mm,
                (low + (QUIET + line) * module) * mm,
                (stop - start) * module * mm,
                module * mm,
                stroke=0,
                fill=1,
            )
    canvas.setFont("Helvetica", _SIZE)
    high = (y + sheet.height / 2) * mm + _STEP / 2
    for line, (code, value) in enumerate(read_link(link).elements):
        canvas.drawString((x + across * module) * mm, high - line * _STEP, f"({code}) {value}")


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where dark stretches of a row begin and end."""
    start = 0
    for is_dark, modules in groupby(row):
        stop = start + len(list(modules))
        if is_dark:
            yield start, stop
        start = stop
