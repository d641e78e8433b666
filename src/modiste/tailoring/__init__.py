"""The physical garment: bodies, sewing patterns, draped cloth, its picture. The door is lazy.

Knows geometry and cloth in centimetres; whether something fits is tryon's to say.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # body
    from modiste.tailoring.body.figure import Figure as Figure

    # pattern
    from modiste.tailoring.pattern.charts import Chart as Chart
    from modiste.tailoring.pattern.charts import chart_size as chart_size
    from modiste.tailoring.pattern.charts import size_chart as size_chart
    from modiste.tailoring.pattern.charts import size_charts as size_charts
    from modiste.tailoring.pattern.charts import whole_measures as whole_measures
    from modiste.tailoring.pattern.drafting import draft as draft
    from modiste.tailoring.pattern.drafting import draft_size as draft_size
    from modiste.tailoring.pattern.drafting import program_named as program_named
    from modiste.tailoring.pattern.drafting import program_options as program_options
    from modiste.tailoring.pattern.drafting import programs as programs
    from modiste.tailoring.pattern.ease import EASE as EASE
    from modiste.tailoring.pattern.ease import ease as ease
    from modiste.tailoring.pattern.files.dxf import pattern_dxf as pattern_dxf
    from modiste.tailoring.pattern.files.dxf import read_pattern_dxf as read_pattern_dxf
    from modiste.tailoring.pattern.files.folder import write_pattern as write_pattern
    from modiste.tailoring.pattern.files.garmentcode import from_garmentcode as from_garmentcode
    from modiste.tailoring.pattern.files.garmentcode import to_garmentcode as to_garmentcode
    from modiste.tailoring.pattern.files.pdf import pattern_pdf as pattern_pdf
    from modiste.tailoring.pattern.files.plain import pattern_from_json as pattern_from_json
    from modiste.tailoring.pattern.files.plain import pattern_to_json as pattern_to_json
    from modiste.tailoring.pattern.files.svg import pattern_svg as pattern_svg
    from modiste.tailoring.pattern.grading import Graded as Graded
    from modiste.tailoring.pattern.grading import GradeRules as GradeRules
    from modiste.tailoring.pattern.grading import grade as grade
    from modiste.tailoring.pattern.grading import grade_rules as grade_rules
    from modiste.tailoring.pattern.grading import rebuilt as rebuilt
    from modiste.tailoring.pattern.outline import girths as girths
    from modiste.tailoring.pattern.outline import polyline as polyline
    from modiste.tailoring.pattern.panel import Edge as Edge
    from modiste.tailoring.pattern.panel import Notch as Notch
    from modiste.tailoring.pattern.panel import Panel as Panel
    from modiste.tailoring.pattern.panel import Pattern as Pattern
    from modiste.tailoring.pattern.panel import Placement as Placement
    from modiste.tailoring.pattern.panel import Seam as Seam
    from modiste.tailoring.pattern.panel import Side as Side
    from modiste.tailoring.pattern.program import Choice as Choice
    from modiste.tailoring.pattern.program import Option as Option
    from modiste.tailoring.pattern.program import Program as Program
    from modiste.tailoring.pattern.program import Range as Range
    from modiste.tailoring.pattern.seams import Walk as Walk
    from modiste.tailoring.pattern.seams import check_seams as check_seams
    from modiste.tailoring.pattern.seams import seam_walk as seam_walk

_HOMES = {
    # body
    "Figure": "body.figure",
    # pattern
    "EASE": "pattern.ease",
    "Chart": "pattern.charts",
    "Choice": "pattern.program",
    "Edge": "pattern.panel",
    "GradeRules": "pattern.grading",
    "Graded": "pattern.grading",
    "Notch": "pattern.panel",
    "Option": "pattern.program",
    "Panel": "pattern.panel",
    "Pattern": "pattern.panel",
    "Placement": "pattern.panel",
    "Program": "pattern.program",
    "Range": "pattern.program",
    "Seam": "pattern.panel",
    "Side": "pattern.panel",
    "Walk": "pattern.seams",
    "chart_size": "pattern.charts",
    "check_seams": "pattern.seams",
    "draft": "pattern.drafting",
    "draft_size": "pattern.drafting",
    "ease": "pattern.ease",
    "from_garmentcode": "pattern.files.garmentcode",
    "girths": "pattern.outline",
    "grade": "pattern.grading",
    "grade_rules": "pattern.grading",
    "pattern_dxf": "pattern.files.dxf",
    "pattern_from_json": "pattern.files.plain",
    "pattern_pdf": "pattern.files.pdf",
    "pattern_svg": "pattern.files.svg",
    "pattern_to_json": "pattern.files.plain",
    "polyline": "pattern.outline",
    "program_named": "pattern.drafting",
    "program_options": "pattern.drafting",
    "programs": "pattern.drafting",
    "read_pattern_dxf": "pattern.files.dxf",
    "rebuilt": "pattern.grading",
    "seam_walk": "pattern.seams",
    "size_chart": "pattern.charts",
    "size_charts": "pattern.charts",
    "to_garmentcode": "pattern.files.garmentcode",
    "whole_measures": "pattern.charts",
    "write_pattern": "pattern.files.folder",
}
__all__ = [
    "EASE",
    "Chart",
    "Choice",
    "Edge",
    "Figure",
    "GradeRules",
    "Graded",
    "Notch",
    "Option",
    "Panel",
    "Pattern",
    "Placement",
    "Program",
    "Range",
    "Seam",
    "Side",
    "Walk",
    "chart_size",
    "check_seams",
    "draft",
    "draft_size",
    "ease",
    "from_garmentcode",
    "girths",
    "grade",
    "grade_rules",
    "pattern_dxf",
    "pattern_from_json",
    "pattern_pdf",
    "pattern_svg",
    "pattern_to_json",
    "polyline",
    "program_named",
    "program_options",
    "programs",
    "read_pattern_dxf",
    "rebuilt",
    "seam_walk",
    "size_chart",
    "size_charts",
    "to_garmentcode",
    "whole_measures",
    "write_pattern",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.tailoring' has no attribute {name!r}")
    return getattr(import_module(f"modiste.tailoring.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
