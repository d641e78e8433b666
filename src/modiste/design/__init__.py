"""From a wish to a garment that can be made: concepts by generators, prints, colours, patterns, tech packs.

Knows the work of a designer's desk; networks are trained by learning, patterns and cloth are tailoring's.
The door is lazy: nothing is loaded before it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.design.brief.cutting import CutSpec as CutSpec
    from modiste.design.brief.cutting import cut_of as cut_of
    from modiste.design.brief.cutting import fitted as fitted
    from modiste.design.brief.cutting import length_of as length_of
    from modiste.design.brief.reading import read_brief as read_brief
    from modiste.design.brief.spec import FIELDS as FIELDS
    from modiste.design.brief.spec import Evidence as Evidence
    from modiste.design.brief.spec import GarmentSpec as GarmentSpec
    from modiste.design.brief.spec import Remark as Remark
    from modiste.design.brief.spec import SpecField as SpecField
    from modiste.design.brief.spec import read_spec as read_spec
    from modiste.design.generate.wish import ConceptWish as ConceptWish
    from modiste.design.generate.wish import read_palette as read_palette
    from modiste.design.techpack.archive import PackFiles as PackFiles
    from modiste.design.techpack.archive import pack_files as pack_files
    from modiste.design.techpack.building import Subject as Subject
    from modiste.design.techpack.differences import differences as differences
    from modiste.design.techpack.flats import Flat as Flat
    from modiste.design.techpack.flats import flats as flats
    from modiste.design.techpack.pack import Colouring as Colouring
    from modiste.design.techpack.pack import Said as Said
    from modiste.design.techpack.pack import Style as Style
    from modiste.design.techpack.pack import TechPack as TechPack
    from modiste.design.techpack.pack import read_tech_pack as read_tech_pack
    from modiste.design.techpack.pack import tech_pack_schema as tech_pack_schema

_HOMES = {
    "CutSpec": "brief.cutting",
    "Evidence": "brief.spec",
    "FIELDS": "brief.spec",
    "GarmentSpec": "brief.spec",
    "Remark": "brief.spec",
    "SpecField": "brief.spec",
    "cut_of": "brief.cutting",
    "fitted": "brief.cutting",
    "length_of": "brief.cutting",
    "read_brief": "brief.reading",
    "read_spec": "brief.spec",
    "Colouring": "techpack.pack",
    "Flat": "techpack.flats",
    "PackFiles": "techpack.archive",
    "Said": "techpack.pack",
    "Style": "techpack.pack",
    "Subject": "techpack.building",
    "TechPack": "techpack.pack",
    "differences": "techpack.differences",
    "flats": "techpack.flats",
    "pack_files": "techpack.archive",
    "read_tech_pack": "techpack.pack",
    "tech_pack_schema": "techpack.pack",
    "ConceptWish": "generate.wish",
    "read_palette": "generate.wish",
}
__all__ = [
    "FIELDS",
    "Colouring",
    "ConceptWish",
    "CutSpec",
    "Evidence",
    "Flat",
    "GarmentSpec",
    "PackFiles",
    "Remark",
    "Said",
    "SpecField",
    "Style",
    "Subject",
    "TechPack",
    "cut_of",
    "differences",
    "fitted",
    "flats",
    "length_of",
    "pack_files",
    "read_brief",
    "read_palette",
    "read_spec",
    "read_tech_pack",
    "tech_pack_schema",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.design' has no attribute {name!r}")
    return getattr(import_module(f"modiste.design.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
