"""From a wish to a garment that can be made: concepts by generators, prints, colours, patterns, tech packs.

Knows the work of a designer's desk; networks are trained by learning, patterns and cloth are tailoring's.
The door is lazy: nothing is loaded before it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.design.colour.colourways import Colourway as Colourway
    from modiste.design.colour.colourways import colourways as colourways
    from modiste.design.colour.deficiencies import Closest as Closest
    from modiste.design.colour.deficiencies import closest_pairs as closest_pairs
    from modiste.design.colour.harmonies import HARMONIES as HARMONIES
    from modiste.design.colour.harmonies import harmony as harmony
    from modiste.design.colour.palettes import Swatch as Swatch
    from modiste.design.colour.palettes import palette_of as palette_of
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
    from modiste.design.print.files import png as png
    from modiste.design.print.files import svg as svg
    from modiste.design.print.motif_files import read_motif as read_motif
    from modiste.design.print.motifs import Motif as Motif
    from modiste.design.print.motifs import motif as motif
    from modiste.design.print.motifs import motifs as motifs
    from modiste.design.print.repeats import Repeat as Repeat
    from modiste.design.print.repeats import made_repeat as made_repeat
    from modiste.design.print.repeats import plates as plates
    from modiste.design.print.setts import DYES as DYES
    from modiste.design.print.specs import DEFAULT_PALETTE as DEFAULT_PALETTE
    from modiste.design.print.specs import MotifSpec as MotifSpec
    from modiste.design.print.specs import MotifUse as MotifUse
    from modiste.design.print.specs import PrintSpec as PrintSpec
    from modiste.design.print.specs import QuiltSpec as QuiltSpec
    from modiste.design.print.specs import WovenSpec as WovenSpec
    from modiste.design.print.specs import check_palette as check_palette

_HOMES = {
    "Closest": "colour.deficiencies",
    "Colourway": "colour.colourways",
    "DYES": "print.setts",
    "HARMONIES": "colour.harmonies",
    "Motif": "print.motifs",
    "MotifSpec": "print.specs",
    "PrintSpec": "print.specs",
    "QuiltSpec": "print.specs",
    "Repeat": "print.repeats",
    "Swatch": "colour.palettes",
    "MotifUse": "print.specs",
    "WovenSpec": "print.specs",
    "check_palette": "print.specs",
    "closest_pairs": "colour.deficiencies",
    "colourways": "colour.colourways",
    "harmony": "colour.harmonies",
    "made_repeat": "print.repeats",
    "motif": "print.motifs",
    "motifs": "print.motifs",
    "DEFAULT_PALETTE": "print.specs",
    "palette_of": "colour.palettes",
    "plates": "print.repeats",
    "png": "print.files",
    "read_motif": "print.motif_files",
    "svg": "print.files",
    "ConceptWish": "generate.wish",
    "read_palette": "generate.wish",
    "Concept": "generate.editing",
    "as_pictures": "generate.generators",
    "as_pixels": "generate.generators",
    "found_like": "generate.inversion",
    "walk": "generate.editing",
    "FlowGenerator": "generate.generators",
    "GanGenerator": "generate.generators",
    "Generator": "generate.generators",
    "References": "measures.worth",
    "blurred": "measures.worth",
    "checked_generator": "generate.folder",
    "open_inception": "measures.inception",
    "worth": "measures.worth",
    "open_generator": "generate.generators",
    "tinted": "generate.tinting",
    "write_generator": "generate.folder",
}
__all__ = [
    "DEFAULT_PALETTE",
    "DYES",
    "HARMONIES",
    "Closest",
    "Colourway",
    "Concept",
    "ConceptWish",
    "FlowGenerator",
    "GanGenerator",
    "Generator",
    "Motif",
    "MotifSpec",
    "MotifUse",
    "PrintSpec",
    "QuiltSpec",
    "References",
    "Repeat",
    "Swatch",
    "WovenSpec",
    "as_pictures",
    "as_pixels",
    "blurred",
    "check_palette",
    "checked_generator",
    "closest_pairs",
    "colourways",
    "found_like",
    "harmony",
    "made_repeat",
    "motif",
    "motifs",
    "open_generator",
    "open_inception",
    "palette_of",
    "plates",
    "png",
    "read_motif",
    "read_palette",
    "svg",
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
