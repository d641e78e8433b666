"""The physical garment: bodies, sewing patterns, draped cloth, its picture. The door is lazy.

Knows geometry and cloth in centimetres; whether something fits is tryon's to say.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # body
    from modiste.tailoring.body.figure import Figure as Figure
    from modiste.tailoring.body.measures import MEASURES as MEASURES
    from modiste.tailoring.body.measures import Measure as Measure
    from modiste.tailoring.body.measures import measure_named as measure_named
    from modiste.tailoring.body.shape import average_figure as average_figure
    from modiste.tailoring.body.shape import posed as posed
    from modiste.tailoring.body.shape import tape_lines as tape_lines
    from modiste.tailoring.body.solving import solve_body as solve_body

    # files
    from modiste.tailoring.glb import Mesh as Mesh
    from modiste.tailoring.glb import to_glb as to_glb

    # pattern
    from modiste.tailoring.pattern.panel import Pattern as Pattern

_HOMES = {
    # body
    "Figure": "body.figure",
    "MEASURES": "body.measures",
    "Measure": "body.measures",
    "average_figure": "body.shape",
    "measure_named": "body.measures",
    "posed": "body.shape",
    "solve_body": "body.solving",
    "tape_lines": "body.shape",
    # files
    "Mesh": "glb",
    "to_glb": "glb",
    # pattern
    "Pattern": "pattern.panel",
}
__all__ = [
    "MEASURES",
    "Figure",
    "Measure",
    "Mesh",
    "Pattern",
    "average_figure",
    "measure_named",
    "posed",
    "solve_body",
    "tape_lines",
    "to_glb",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.tailoring' has no attribute {name!r}")
    return getattr(import_module(f"modiste.tailoring.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
