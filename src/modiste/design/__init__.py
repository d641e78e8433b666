"""From a wish to a garment that can be made: concepts by generators, prints, colours, patterns, tech packs.

Knows the work of a designer's desk; networks are trained by learning, patterns and cloth are tailoring's.
The door is lazy: nothing is loaded before it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.design.generate.editing import Concept as Concept
    from modiste.design.generate.editing import walk as walk
    from modiste.design.generate.folder import checked_generator as checked_generator
    from modiste.design.generate.folder import write_generator as write_generator
    from modiste.design.generate.generators import FlowGenerator as FlowGenerator
    from modiste.design.generate.generators import GanGenerator as GanGenerator
    from modiste.design.generate.generators import Generator as Generator
    from modiste.design.generate.generators import as_pictures as as_pictures
    from modiste.design.generate.generators import as_pixels as as_pixels
    from modiste.design.generate.generators import open_generator as open_generator
    from modiste.design.generate.inversion import found_like as found_like
    from modiste.design.generate.tinting import tinted as tinted
    from modiste.design.generate.wish import ConceptWish as ConceptWish
    from modiste.design.generate.wish import read_palette as read_palette
    from modiste.design.measures.inception import open_inception as open_inception
    from modiste.design.measures.worth import References as References
    from modiste.design.measures.worth import blurred as blurred
    from modiste.design.measures.worth import worth as worth

_HOMES = {
    "Concept": "generate.editing",
    "as_pictures": "generate.generators",
    "as_pixels": "generate.generators",
    "found_like": "generate.inversion",
    "walk": "generate.editing",
    "ConceptWish": "generate.wish",
    "FlowGenerator": "generate.generators",
    "GanGenerator": "generate.generators",
    "Generator": "generate.generators",
    "References": "measures.worth",
    "blurred": "measures.worth",
    "checked_generator": "generate.folder",
    "open_inception": "measures.inception",
    "worth": "measures.worth",
    "open_generator": "generate.generators",
    "read_palette": "generate.wish",
    "tinted": "generate.tinting",
    "write_generator": "generate.folder",
}
__all__ = [
    "Concept",
    "ConceptWish",
    "FlowGenerator",
    "GanGenerator",
    "Generator",
    "References",
    "as_pictures",
    "as_pixels",
    "blurred",
    "checked_generator",
    "found_like",
    "open_generator",
    "open_inception",
    "read_palette",
    "tinted",
    "walk",
    "worth",
    "write_generator",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.design' has no attribute {name!r}")
    return getattr(import_module(f"modiste.design.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
