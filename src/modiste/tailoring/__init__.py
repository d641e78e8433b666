"""The physical garment: bodies, sewing patterns, draped cloth, its picture. The door is lazy.

Knows geometry and cloth in centimetres; whether something fits is tryon's to say.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.tailoring.body.figure import Figure as Figure
    from modiste.tailoring.body.figure import Limb as Limb
    from modiste.tailoring.body.measures import MEASURES as MEASURES
    from modiste.tailoring.body.measures import Measure as Measure
    from modiste.tailoring.body.measures import measure_named as measure_named
    from modiste.tailoring.body.motion import Mover as Mover
    from modiste.tailoring.body.motion import Track as Track
    from modiste.tailoring.body.motion import motion_tracks as motion_tracks
    from modiste.tailoring.body.motion import mover as mover
    from modiste.tailoring.body.motion import skin_point as skin_point
    from modiste.tailoring.body.shape import average_figure as average_figure
    from modiste.tailoring.body.shape import posed as posed
    from modiste.tailoring.body.shape import tape_lines as tape_lines
    from modiste.tailoring.body.solving import readings as readings
    from modiste.tailoring.body.solving import solve_body as solve_body
    from modiste.tailoring.cloth.appearance import Appearance as Appearance
    from modiste.tailoring.cloth.house_fabrics import HOUSE_FABRICS as HOUSE_FABRICS
    from modiste.tailoring.cloth.house_fabrics import HouseFabric as HouseFabric
    from modiste.tailoring.cloth.house_fabrics import house_fabric as house_fabric
    from modiste.tailoring.cloth.prints import Check as Check
    from modiste.tailoring.cloth.prints import Dot as Dot
    from modiste.tailoring.cloth.prints import Print as Print
    from modiste.tailoring.cloth.prints import Solid as Solid
    from modiste.tailoring.cloth.prints import Stripe as Stripe
    from modiste.tailoring.cloth.texture import appearance_of as appearance_of
    from modiste.tailoring.colour import encoded as encoded
    from modiste.tailoring.colour import linear as linear
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
    from modiste.tailoring.drape.girths import Girth as Girth
    from modiste.tailoring.drape.girths import worn_girths as worn_girths
    from modiste.tailoring.drape.placing import placed as placed
    from modiste.tailoring.drape.zones import ZONES as ZONES
    from modiste.tailoring.export.garment import garment_glb as garment_glb
    from modiste.tailoring.export.garment import garment_usdz as garment_usdz
    from modiste.tailoring.export.glb import to_glb as to_glb
    from modiste.tailoring.export.mesh import Mesh as Mesh
    from modiste.tailoring.kernels import compile_kernels as compile_kernels
    from modiste.tailoring.pattern.allowance import cut_line as cut_line
    from modiste.tailoring.pattern.allowance import darts as darts
    from modiste.tailoring.pattern.allowance import notch_lines as notch_lines
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
    from modiste.tailoring.pattern.files.folder import FORMS as FORMS
    from modiste.tailoring.pattern.files.folder import pattern_file as pattern_file
    from modiste.tailoring.pattern.files.folder import read_pattern as read_pattern
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
    from modiste.tailoring.pattern.outline import curves as curves
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
    from modiste.tailoring.render.photo import Photo as Photo
    from modiste.tailoring.render.photo import photograph as photograph
    from modiste.tailoring.render.randomised import KNOBS as KNOBS
    from modiste.tailoring.render.randomised import randomised_scene as randomised_scene
    from modiste.tailoring.render.raster import Surface as Surface
    from modiste.tailoring.render.raster import picture as picture
    from modiste.tailoring.render.raster import seen_at as seen_at
    from modiste.tailoring.render.scene import Scene as Scene
    from modiste.tailoring.render.skin import uncovered as uncovered
    from modiste.tailoring.render.studio import Studio as Studio
    from modiste.tailoring.render.turntable import turntable as turntable
    from modiste.tailoring.render.view import VIEWS as VIEWS
    from modiste.tailoring.render.worn import HEATS as HEATS
    from modiste.tailoring.render.worn import by_vertex as by_vertex
    from modiste.tailoring.render.worn import heat_colours as heat_colours
    from modiste.tailoring.render.worn import png_of as png_of
    from modiste.tailoring.render.worn import worn_picture as worn_picture

_NEEDED = ("embreex", "ezdxf", "numba", "reportlab", "scipy", "shapely")
_HOMES = {
    "Photo": "render.photo",
    "Scene": "render.scene",
    "Studio": "render.studio",
    "photograph": "render.photo",
    "Appearance": "cloth.appearance",
    "Check": "cloth.prints",
    "Dot": "cloth.prints",
    "Print": "cloth.prints",
    "Solid": "cloth.prints",
    "Stripe": "cloth.prints",
    "HOUSE_FABRICS": "cloth.house_fabrics",
    "HouseFabric": "cloth.house_fabrics",
    "house_fabric": "cloth.house_fabrics",
    "appearance_of": "cloth.texture",
    "EASE": "pattern.ease",
    "FABRICS": "drape.fabrics",
    "FINE": "drape.draping",
    "FORMS": "pattern.files.folder",
    "HEATS": "render.worn",
    "KNOBS": "render.randomised",
    "MEASURES": "body.measures",
    "QUICK": "drape.draping",
    "VIEWS": "render.view",
    "ZONES": "drape.zones",
    "Chart": "pattern.charts",
    "Choice": "pattern.program",
    "Cloth": "drape.cloth",
    "Drape": "drape.draping",
    "Drapery": "drape.fabrics",
    "Edge": "pattern.panel",
    "Field": "drape.field",
    "Figure": "body.figure",
    "Girth": "drape.girths",
    "GradeRules": "pattern.grading",
    "Graded": "pattern.grading",
    "Limb": "body.figure",
    "Measure": "body.measures",
    "Mesh": "export.mesh",
    "Mover": "body.motion",
    "Notch": "pattern.panel",
    "Option": "pattern.program",
    "Panel": "pattern.panel",
    "Pattern": "pattern.panel",
    "Placement": "pattern.panel",
    "Program": "pattern.program",
    "Range": "pattern.program",
    "Seam": "pattern.panel",
    "Side": "pattern.panel",
    "Surface": "render.raster",
    "Track": "body.motion",
    "Walk": "pattern.seams",
    "average_figure": "body.shape",
    "by_vertex": "render.worn",
    "chart_size": "pattern.charts",
    "check_seams": "pattern.seams",
    "compile_kernels": "kernels",
    "curves": "pattern.outline",
    "cut": "drape.cloth",
    "cut_line": "pattern.allowance",
    "darts": "pattern.allowance",
    "distance_field": "drape.field",
    "draft": "pattern.drafting",
    "draft_size": "pattern.drafting",
    "drape_garment": "drape.draping",
    "ease": "pattern.ease",
    "encoded": "colour",
    "linear": "colour",
    "from_garmentcode": "pattern.files.garmentcode",
    "garment_glb": "export.garment",
    "garment_usdz": "export.garment",
    "girths": "pattern.outline",
    "grade": "pattern.grading",
    "grade_rules": "pattern.grading",
    "heat_colours": "render.worn",
    "measure_named": "body.measures",
    "motion_tracks": "body.motion",
    "mover": "body.motion",
    "notch_lines": "pattern.allowance",
    "pattern_dxf": "pattern.files.dxf",
    "pattern_file": "pattern.files.folder",
    "pattern_from_json": "pattern.files.plain",
    "pattern_pdf": "pattern.files.pdf",
    "pattern_svg": "pattern.files.svg",
    "pattern_to_json": "pattern.files.plain",
    "picture": "render.raster",
    "placed": "drape.placing",
    "png_of": "render.worn",
    "polyline": "pattern.outline",
    "posed": "body.shape",
    "program_named": "pattern.drafting",
    "program_options": "pattern.drafting",
    "programs": "pattern.drafting",
    "randomised_scene": "render.randomised",
    "read_pattern": "pattern.files.folder",
    "read_pattern_dxf": "pattern.files.dxf",
    "readings": "body.solving",
    "rebuilt": "pattern.grading",
    "seen_at": "render.raster",
    "seam_walk": "pattern.seams",
    "size_chart": "pattern.charts",
    "size_charts": "pattern.charts",
    "skin_point": "body.motion",
    "solve_body": "body.solving",
    "tape_lines": "body.shape",
    "to_garmentcode": "pattern.files.garmentcode",
    "to_glb": "export.glb",
    "turntable": "render.turntable",
    "uncovered": "render.skin",
    "whole_measures": "pattern.charts",
    "worn_girths": "drape.girths",
    "worn_picture": "render.worn",
    "write_pattern": "pattern.files.folder",
}
__all__ = [
    "EASE",
    "FABRICS",
    "FINE",
    "FORMS",
    "HEATS",
    "HOUSE_FABRICS",
    "KNOBS",
    "MEASURES",
    "QUICK",
    "VIEWS",
    "ZONES",
    "Appearance",
    "Chart",
    "Check",
    "Choice",
    "Cloth",
    "Dot",
    "Drape",
    "Drapery",
    "Edge",
    "Field",
    "Figure",
    "Girth",
    "GradeRules",
    "Graded",
    "HouseFabric",
    "Limb",
    "Measure",
    "Mesh",
    "Mover",
    "Notch",
    "Option",
    "Panel",
    "Pattern",
    "Photo",
    "Placement",
    "Print",
    "Program",
    "Range",
    "Scene",
    "Seam",
    "Side",
    "Solid",
    "Stripe",
    "Studio",
    "Surface",
    "Track",
    "Walk",
    "appearance_of",
    "average_figure",
    "by_vertex",
    "chart_size",
    "check_seams",
    "compile_kernels",
    "curves",
    "cut",
    "cut_line",
    "darts",
    "distance_field",
    "draft",
    "draft_size",
    "drape_garment",
    "ease",
    "encoded",
    "from_garmentcode",
    "garment_glb",
    "garment_usdz",
    "girths",
    "grade",
    "grade_rules",
    "heat_colours",
    "house_fabric",
    "linear",
    "measure_named",
    "motion_tracks",
    "mover",
    "notch_lines",
    "pattern_dxf",
    "pattern_file",
    "pattern_from_json",
    "pattern_pdf",
    "pattern_svg",
    "pattern_to_json",
    "photograph",
    "picture",
    "placed",
    "png_of",
    "polyline",
    "posed",
    "program_named",
    "program_options",
    "programs",
    "randomised_scene",
    "read_pattern",
    "read_pattern_dxf",
    "readings",
    "rebuilt",
    "seam_walk",
    "seen_at",
    "size_chart",
    "size_charts",
    "skin_point",
    "solve_body",
    "tape_lines",
    "to_garmentcode",
    "to_glb",
    "turntable",
    "uncovered",
    "whole_measures",
    "worn_girths",
    "worn_picture",
    "write_pattern",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.tailoring' has no attribute {name!r}")
    try:
        return getattr(import_module(f"modiste.tailoring.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        needed = {"what": "Tailoring", "package": error.name, "extra": "tailoring"}
        raise ModisteError("MOD-2014", **needed) from None


def __dir__() -> list[str]:
    return __all__
