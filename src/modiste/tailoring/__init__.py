"""The physical garment: bodies, sewing patterns, draped cloth, its picture. The door is lazy.

Knows geometry and cloth in centimetres; whether something fits is tryon's to say.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # body
    from modiste.tailoring.body.figure import Figure as Figure

    # pattern
    from modiste.tailoring.pattern.drafting import draft as draft
    from modiste.tailoring.pattern.drafting import draft_size as draft_size
    from modiste.tailoring.pattern.drafting import program_options as program_options
    from modiste.tailoring.pattern.panel import Edge as Edge
    from modiste.tailoring.pattern.panel import Panel as Panel
    from modiste.tailoring.pattern.panel import Pattern as Pattern
    from modiste.tailoring.pattern.panel import Seam as Seam

_HOMES = {
    # body
    "Figure": "body.figure",
    # pattern
    "Edge": "pattern.panel",
    "Panel": "pattern.panel",
    "Pattern": "pattern.panel",
    "Seam": "pattern.panel",
    "draft": "pattern.drafting",
    "draft_size": "pattern.drafting",
    "program_options": "pattern.drafting",
}
__all__ = [
    "Edge",
    "Figure",
    "Panel",
    "Pattern",
    "Seam",
    "draft",
    "draft_size",
    "program_options",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.tailoring' has no attribute {name!r}")
    return getattr(import_module(f"modiste.tailoring.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
