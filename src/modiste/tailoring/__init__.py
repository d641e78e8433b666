"""The physical garment: bodies, sewing patterns, draped cloth, its picture. The door is lazy.

Knows geometry and cloth in centimetres; whether something fits is tryon's to say.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # body
    from modiste.tailoring.body.figure import Figure as Figure

    # pattern
    from modiste.tailoring.pattern.panel import Pattern as Pattern

_HOMES = {
    # body
    "Figure": "body.figure",
    # pattern
    "Pattern": "pattern.panel",
}
__all__ = [
    # body
    "Figure",
    # pattern
    "Pattern",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.tailoring' has no attribute {name!r}")
    return getattr(import_module(f"modiste.tailoring.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
