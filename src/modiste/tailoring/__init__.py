"""The physical garment: bodies, sewing patterns, draped cloth, its picture. The door is lazy.

Knows geometry and cloth in centimetres; whether something fits is tryon's to say.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.tailoring.body.figure import Figure as Figure
    from modiste.tailoring.body.measures import MEASURES as MEASURES
    from modiste.tailoring.body.measures import Measure as Measure
    from modiste.tailoring.body.measures import measure_named as measure_named
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
    from modiste.tailoring.drape.placing import placed as placed
    from modiste.tailoring.glb import Mesh as Mesh
    from modiste.tailoring.glb import glb as glb
    from modiste.tailoring.pattern.allowance import cut_line as cut_line
    from modiste.tailoring.pattern.allowance import darts as darts
    from modiste.tailoring.pattern.allowance import notch_lines as notch_lines
    from modiste.tailoring.pattern.charts import chart as chart
    from modiste.tailoring.pattern.charts import charts as charts
    from modiste.tailoring.pattern.drafting import draft as draft
    from modiste.tailoring.pattern.drafting import draft_size as draft_size
    from modiste.tailoring.pattern.drafting import program_named as program_named
    from modiste.tailoring.pattern.drafting import program_options as program_options
    from modiste.tailoring.pattern.drafting import programs as programs
    from modiste.tailoring.pattern.outline import curves as curves
    from modiste.tailoring.pattern.panel import Edge as Edge
    from modiste.tailoring.pattern.panel import Panel as Panel
    from modiste.tailoring.pattern.panel import Pattern as Pattern
    from modiste.tailoring.pattern.panel import Seam as Seam
    from modiste.tailoring.pattern.program import Choice as Choice
    from modiste.tailoring.pattern.program import Program as Program
    from modiste.tailoring.render.picture import Surface as Surface
    from modiste.tailoring.render.picture import picture as picture
    from modiste.tailoring.render.view import VIEWS as VIEWS
    from modiste.tailoring.render.worn import HEATS as HEATS
    from modiste.tailoring.render.worn import by_vertex as by_vertex
    from modiste.tailoring.render.worn import heat_colours as heat_colours
    from modiste.tailoring.render.worn import png_of as png_of
    from modiste.tailoring.render.worn import tucked as tucked
    from modiste.tailoring.render.worn import worn_picture as worn_picture

_HOMES = {
    "Choice": "pattern.program",
    "Cloth": "drape.cloth",
    "Drape": "drape.draping",
    "Drapery": "drape.fabrics",
    "Edge": "pattern.panel",
    "FABRICS": "drape.fabrics",
    "FINE": "drape.draping",
    "Field": "drape.field",
    "Figure": "body.figure",
    "Girth": "drape.girths",
    "HEATS": "render.worn",
    "MEASURES": "body.measures",
    "Measure": "body.measures",
    "Mesh": "glb",
    "Panel": "pattern.panel",
    "Pattern": "pattern.panel",
    "Program": "pattern.program",
    "QUICK": "drape.draping",
    "Seam": "pattern.panel",
    "Surface": "render.picture",
    "VIEWS": "render.view",
    "ZONES": "drape.girths",
    "average_figure": "body.shape",
    "by_vertex": "render.worn",
    "chart": "pattern.charts",
    "charts": "pattern.charts",
    "curves": "pattern.outline",
    "cut": "drape.cloth",
    "cut_line": "pattern.allowance",
    "darts": "pattern.allowance",
    "distance_field": "drape.field",
    "draft": "pattern.drafting",
    "draft_size": "pattern.drafting",
    "drape_garment": "drape.draping",
    "girths": "drape.girths",
    "glb": "glb",
    "heat_colours": "render.worn",
    "measure_named": "body.measures",
    "notch_lines": "pattern.allowance",
    "picture": "render.picture",
    "placed": "drape.placing",
    "png_of": "render.worn",
    "posed": "body.shape",
    "program_named": "pattern.drafting",
    "program_options": "pattern.drafting",
    "programs": "pattern.drafting",
    "solve_body": "body.solving",
    "tape_lines": "body.shape",
    "tucked": "render.worn",
    "worn_picture": "render.worn",
}
__all__ = [
    "FABRICS",
    "FINE",
    "HEATS",
    "MEASURES",
    "QUICK",
    "VIEWS",
    "ZONES",
    "Choice",
    "Cloth",
    "Drape",
    "Drapery",
    "Edge",
    "Field",
    "Figure",
    "Girth",
    "Measure",
    "Mesh",
    "Panel",
    "Pattern",
    "Program",
    "Seam",
    "Surface",
    "average_figure",
    "by_vertex",
    "chart",
    "charts",
    "curves",
    "cut",
    "cut_line",
    "darts",
    "distance_field",
    "draft",
    "draft_size",
    "drape_garment",
    "girths",
    "glb",
    "heat_colours",
    "measure_named",
    "notch_lines",
    "picture",
    "placed",
    "png_of",
    "posed",
    "program_named",
    "program_options",
    "programs",
    "solve_body",
    "tape_lines",
    "tucked",
    "worn_picture",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.tailoring' has no attribute {name!r}")
    return getattr(import_module(f"modiste.tailoring.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
