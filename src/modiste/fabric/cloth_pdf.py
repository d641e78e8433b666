"""A cloth's data sheet as PDF: its making, predictions with intervals and sources, footprint, label.

Knows the page; what it says is given. English and Chinese stand side by side; Chinese is set in STSong-Light,
a font that every PDF reader brings along. The same sheet gives the same bytes.
"""

import io
import re
from collections.abc import Mapping
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

_LATIN, _CHINESE = "Helvetica", "STSong-Light"
_CHINESE_RUN = re.compile(r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]+")
_INK, _QUIET, _RULE = HexColor("#161616"), HexColor("#666666"), HexColor("#e2e2e2")
_CELL = 2.4 * mm
_LEAST_CELLS, _MOST_CELLS = 8, 24
"""A small repeat is drawn over and over, so that the weave is seen; of a large one its corner."""
_MADE = {
    "blend": "Fibres 纤维",
    "sett": "Sett and weave 经纬密与组织",
    "stitch": "Stitch 针织组织",
    "loop_mm": "Loop length, mm 线圈长度",
    "courses_per_cm": "Courses a cm 纵密",
    "wales_per_cm": "Wales a cm 横密",
    "gauge": "Gauge 机号",
    "warp": "Warp 经纱",
    "weft": "Weft 纬纱",
    "yarn": "Yarn 纱线",
    "finish": "Finish 后整理",
    "coating_gsm": "Coating, g/m² 涂层",
}
_SCALES = {"N m": (1e6, "µN m")}
"""Units whose numbers would be rows of zeros: by what they are multiplied, and what they are then."""


def cloth_pdf(sheet: Mapping[str, Any], footprint: Mapping[str, Any]) -> bytes:
    """The sheet on A4.

    Args:
        sheet: `name`, `construction`, `composition` and `properties`, as the faces tell a cloth's prediction.
        footprint: `ecs_upt_per_m2`, `missing`, `sources` and `labels`, as they tell its footprint.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(_CHINESE))
    stream = io.BytesIO()
    document = SimpleDocTemplate(
        stream,
        pagesize=A4,
        invariant=1,
        title=f"{sheet['name']}: data sheet",
        author="Modiste",
        topMargin=18 * mm,
        bottomMargin=18 * mm,
        leftMargin=16 * mm,
        rightMargin=16 * mm,
    )
    made, label = sheet["construction"], footprint["labels"]
    plan = made.get("lift_plan")
    stated = [[name, _said(made[key])] for key, name in _MADE.items() if made.get(key)]
    parts: list[Flowable] = [
        _text(sheet["name"], 20),
        Spacer(1, 4 * mm),
        _beside(_table(stated, (55, 60)), _PointPaper(plan.split("\n")))
        if plan
        else _table(stated, (55, 119)),
        _text("Predicted; 95 % interval in brackets 预测值，括号内为 95% 区间", 9, quiet=True),
        _table([_property(each) for each in sheet["properties"].values()], (52, 44, 78)),
        _text("Footprint and label 足迹与标签", 12),
        _table(
            [
                ["Cost of the French method, µPt/m² 环境成本", _cost(footprint)],
                ["Composition 成分", f"{label['en']['composition']} / {label['zh']['composition']}"],
                ["Care, proposed 洗护建议", f"{label['en']['care']} / {label['zh']['care']}"],
            ],
            (55, 119),
        ),
        _text(
            f"{footprint['sources']['ecs']}. docs/fabric.md tells every rule and its range.", 7.5, quiet=True
        ),
    ]
    document.build(parts)
    return stream.getvalue()


class _PointPaper(Flowable):  # type: ignore[misc] # reportlab has no types
    """A lift plan: a filled cell is the warp on top; the first pick is the lowest row."""

    def __init__(self, rows: list[str]) -> None:
        super().__init__()
        rows = rows * -(-_LEAST_CELLS // len(rows))
        self._rows = [(row * -(-_LEAST_CELLS // len(row)))[:_MOST_CELLS] for row in rows[-_MOST_CELLS:]]
        self.width, self.height = len(self._rows[0]) * _CELL, len(self._rows) * _CELL

    def wrap(self, *_room: float) -> tuple[float, float]:
        """How large it is."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw its cells."""
        self.canv.setStrokeColor(_QUIET)
        self.canv.setLineWidth(0.4)
        self.canv.setFillColor(_INK)
        for place, row in enumerate(reversed(self._rows)):
            for column, cell in enumerate(row):
                self.canv.rect(column * _CELL, place * _CELL, _CELL, _CELL, fill=int(cell == "x"))


def _property(each: Mapping[str, Any]) -> list[str]:
    by, unit = _SCALES.get(each["unit"], (1.0, each["unit"]))
    low, high = each["interval"]
    source = f"{each['source']}{' ' + each['doi'] if each['doi'] else ''}"
    value = f"{_number(each['value'] * by)} {unit} ({_number(low * by)} \N{EN DASH} {_number(high * by)})"
    return [f"{each['en']} {each['zh']}", value, f"{each['status']}. {source}"]


def _cost(footprint: Mapping[str, Any]) -> str:
    cost = footprint["ecs_upt_per_m2"]
    if cost is None:
        return f"no factor for {', '.join(footprint['missing'])}"
    return f"{_number(cost['value'])} ({_number(cost['low'])} \N{EN DASH} {_number(cost['high'])})"


def _number(value: float) -> str:
    """Three figures are as many as a prediction is worth."""
    return f"{float(f'{value:.3g}'):,.15g}"


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return " = ".join(value[name] for name in ("tex", "dtex", "Nm", "Ne", "den") if name in value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def _text(text: str, size: float, *, quiet: bool = False) -> Paragraph:
    style = ParagraphStyle(
        "text",
        fontName=_LATIN,
        fontSize=size,
        leading=1.25 * size,
        textColor=_QUIET if quiet else _INK,
        spaceBefore=0.6 * size,
    )
    shown = text.replace("&", "&amp;").replace("<", "&lt;")
    return Paragraph(_CHINESE_RUN.sub(rf'<font name="{_CHINESE}">\g<0></font>', shown), style)


def _beside(left: Flowable, right: Flowable) -> Table:
    made = Table([[left, right]], [115 * mm, 59 * mm], hAlign="LEFT")
    made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, 0), 0)]))
    return made


def _table(rows: list[list[str]], widths: tuple[float, ...]) -> Table:
    made = Table(
        [[_text(cell, 7.5) for cell in row] for row in rows], [wide * mm for wide in widths], hAlign="LEFT"
    )
    rules = [("LINEABOVE", (0, 0), (-1, -1), 0.4, _RULE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    made.setStyle(
        TableStyle(
            [
                *rules,
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return made
