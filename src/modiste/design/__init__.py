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
    from modiste.design.generate.wish import ConceptWish as ConceptWish
    from modiste.design.generate.wish import read_palette as read_palette
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
}
__all__ = [
    "DEFAULT_PALETTE",
    "DYES",
    "HARMONIES",
    "Closest",
    "Colourway",
    "ConceptWish",
    "Motif",
    "MotifSpec",
    "MotifUse",
    "PrintSpec",
    "QuiltSpec",
    "Repeat",
    "Swatch",
    "WovenSpec",
    "check_palette",
    "closest_pairs",
    "colourways",
    "harmony",
    "made_repeat",
    "motif",
    "motifs",
    "palette_of",
    "plates",
    "png",
    "read_motif",
    "read_palette",
    "svg",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.design' has no attribute {name!r}")
    return getattr(import_module(f"modiste.design.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
