"""The fabric lab: a cloth as it is stated, what follows from it, its footprint and its picture. Lazy.

Knows fibres, yarns, constructions and their physics; garments, wearers and passports are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.fabric.blend import print_blend as print_blend
    from modiste.fabric.blend import read_blend as read_blend
    from modiste.fabric.fibres import fibre_named as fibre_named
    from modiste.fabric.fibres import fibres as fibres
    from modiste.fabric.knit import STITCHES as STITCHES
    from modiste.fabric.knit import Knit as Knit
    from modiste.fabric.properties.catalogue import PROPERTIES as PROPERTIES
    from modiste.fabric.properties.catalogue import Property as Property
    from modiste.fabric.properties.prediction import Predicted as Predicted
    from modiste.fabric.properties.prediction import check_room as check_room
    from modiste.fabric.properties.prediction import jam as jam
    from modiste.fabric.properties.prediction import predict as predict
    from modiste.fabric.properties.prediction import predict_rows as predict_rows
    from modiste.fabric.rows import Rows as Rows
    from modiste.fabric.rows import rows_of as rows_of
    from modiste.fabric.spec import FabricSpec as FabricSpec
    from modiste.fabric.spec import read_spec as read_spec
    from modiste.fabric.spec import spec_from as spec_from
    from modiste.fabric.weave import Woven as Woven
    from modiste.fabric.yarn import Yarn as Yarn
    from modiste.fabric.yarn import print_yarn as print_yarn
    from modiste.fabric.yarn import read_yarn as read_yarn

_HOMES = {
    "FabricSpec": "spec",
    "Knit": "knit",
    "PROPERTIES": "properties.catalogue",
    "Predicted": "properties.prediction",
    "Property": "properties.catalogue",
    "Rows": "rows",
    "STITCHES": "knit",
    "Woven": "weave",
    "Yarn": "yarn",
    "check_room": "properties.prediction",
    "fibre_named": "fibres",
    "fibres": "fibres",
    "jam": "properties.prediction",
    "predict": "properties.prediction",
    "predict_rows": "properties.prediction",
    "print_blend": "blend",
    "print_yarn": "yarn",
    "read_blend": "blend",
    "read_spec": "spec",
    "read_yarn": "yarn",
    "rows_of": "rows",
    "spec_from": "spec",
}
__all__ = [
    "PROPERTIES",
    "STITCHES",
    "FabricSpec",
    "Knit",
    "Predicted",
    "Property",
    "Rows",
    "Woven",
    "Yarn",
    "check_room",
    "fibre_named",
    "fibres",
    "jam",
    "predict",
    "predict_rows",
    "print_blend",
    "print_yarn",
    "read_blend",
    "read_spec",
    "read_yarn",
    "rows_of",
    "spec_from",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.fabric' has no attribute {name!r}")
    return getattr(import_module(f"modiste.fabric.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
