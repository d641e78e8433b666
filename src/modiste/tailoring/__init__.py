"""The physical garment: bodies, sewing patterns, draped cloth, its picture. The door is lazy.

Knows geometry and cloth in centimetres; whether something fits is tryon's to say.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.tailoring.body.figure import Figure as Figure
    from modiste.tailoring.body.measures import MEASURES as MEASURES
    from modiste.tailoring.body.measures import Measure as Measure
    from modiste.tailoring.body.shape import average_figure as average_figure
    from modiste.tailoring.body.shape import posed as posed
    from modiste.tailoring.body.shape import tape_lines as tape_lines
    from modiste.tailoring.body.solving import solve_body as solve_body
    from modiste.tailoring.drape.cloth import Cloth as Cloth
    from modiste.tailoring.drape.cloth import cut as cut
    from modiste.tailoring.drape.draping import FINE as FINE
    from modiste.tailoring.drape.draping import QUICK as QUICK
    from modiste.tailoring.drape.draping import Drape as Drape
    from modiste.tailoring.drape.draping import drape_garment as drape_garment
    from modiste.tailoring.drape.fabrics import FABRICS as FABRICS
    from modiste.tailoring.drape.fabrics import Drapery as Drapery
    from modiste.tailoring.drape.field import Field as Field
    from modiste.tailoring.drape.field import distance_field as distance_field
    from modiste.tailoring.drape.girths import ZONES as ZONES
    from modiste.tailoring.drape.girths import Girth as Girth
    from modiste.tailoring.drape.girths import girths as girths
    from modiste.tailoring.pattern.charts import chart as chart
    from modiste.tailoring.pattern.charts import charts as charts
    from modiste.tailoring.pattern.drafting import draft as draft
    from modiste.tailoring.pattern.drafting import draft_size as draft_size
    from modiste.tailoring.pattern.drafting import program_options as program_options
    from modiste.tailoring.pattern.drafting import programs as programs
    from modiste.tailoring.pattern.panel import Edge as Edge
    from modiste.tailoring.pattern.panel import Panel as Panel
    from modiste.tailoring.pattern.panel import Pattern as Pattern
    from modiste.tailoring.pattern.panel import Seam as Seam
    from modiste.tailoring.pattern.program import Program as Program
    from modiste.tailoring.render.picture import Surface as Surface
    from modiste.tailoring.render.picture import picture as picture
    from modiste.tailoring.render.view import VIEWS as VIEWS

_HOMES = {
    "Cloth": "drape.cloth",
    "Drape": "drape.draping",
    "Drapery": "drape.fabrics",
    "Edge": "pattern.panel",
    "FABRICS": "drape.fabrics",
    "FINE": "drape.draping",
    "Field": "drape.field",
    "Figure": "body.figure",
    "Girth": "drape.girths",
    "MEASURES": "body.measures",
    "Measure": "body.measures",
    "Panel": "pattern.panel",
    "Pattern": "pattern.panel",
    "Program": "pattern.program",
    "QUICK": "drape.draping",
    "Seam": "pattern.panel",
    "Surface": "render.picture",
    "VIEWS": "render.view",
    "ZONES": "drape.girths",
    "average_figure": "body.shape",
    "chart": "pattern.charts",
    "charts": "pattern.charts",
    "cut": "drape.cloth",
    "distance_field": "drape.field",
    "draft": "pattern.drafting",
    "draft_size": "pattern.drafting",
    "drape_garment": "drape.draping",
    "girths": "drape.girths",
    "picture": "render.picture",
    "posed": "body.shape",
    "program_options": "pattern.drafting",
    "programs": "pattern.drafting",
    "solve_body": "body.solving",
    "tape_lines": "body.shape",
}
__all__ = [
    "FABRICS",
    "FINE",
    "MEASURES",
    "QUICK",
    "VIEWS",
    "ZONES",
    "Cloth",
    "Drape",
    "Drapery",
    "Edge",
    "Field",
    "Figure",
    "Girth",
    "Measure",
    "Panel",
    "Pattern",
    "Program",
    "Seam",
    "Surface",
    "average_figure",
    "chart",
    "charts",
    "cut",
    "distance_field",
    "draft",
    "draft_size",
    "drape_garment",
    "girths",
    "picture",
    "posed",
    "program_options",
    "programs",
    "solve_body",
    "tape_lines",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.tailoring' has no attribute {name!r}")
    return getattr(import_module(f"modiste.tailoring.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
