"""From a wish to a garment that can be made: concepts by generators, prints, colours, patterns, tech packs.

Knows the work of a designer's desk; networks are trained by learning, patterns and cloth are tailoring's.
The door is lazy: nothing is loaded before it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.design.generate.wish import ConceptWish as ConceptWish
    from modiste.design.generate.wish import read_palette as read_palette

_HOMES = {
    "ConceptWish": "generate.wish",
    "read_palette": "generate.wish",
}
__all__ = ["ConceptWish", "read_palette"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.design' has no attribute {name!r}")
    return getattr(import_module(f"modiste.design.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
