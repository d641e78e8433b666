"""The fabric lab: a cloth as it is stated, what follows from it, its footprint and its picture. Lazy.

Knows fibres, yarns, constructions and their physics; garments, wearers and passports are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.fabric.blend import print_blend as print_blend
    from modiste.fabric.blend import read_blend as read_blend
    from modiste.fabric.comfort.judgement import Cloth as Cloth
    from modiste.fabric.comfort.judgement import judge_comfort as judge_comfort
    from modiste.fabric.comfort.scenario import Scenario as Scenario
    from modiste.fabric.comfort.scenario import read_scenario as read_scenario
    from modiste.fabric.comfort.scenario import scenario_from as scenario_from
    from modiste.fabric.comfort.two_node import Climate as Climate
    from modiste.fabric.comfort.two_node import two_node as two_node
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
    "Climate": "comfort.two_node",
    "Cloth": "comfort.judgement",
    "Scenario": "comfort.scenario",
    "judge_comfort": "comfort.judgement",
    "read_scenario": "comfort.scenario",
    "scenario_from": "comfort.scenario",
    "two_node": "comfort.two_node",
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
_NEEDED = ("pythermalcomfort", "scipy")
__all__ = [
    "PROPERTIES",
    "STITCHES",
    "Climate",
    "Cloth",
    "FabricSpec",
    "Knit",
    "Predicted",
    "Property",
    "Rows",
    "Scenario",
    "Woven",
    "Yarn",
    "check_room",
    "fibre_named",
    "fibres",
    "jam",
    "judge_comfort",
    "predict",
    "predict_rows",
    "print_blend",
    "print_yarn",
    "read_blend",
    "read_scenario",
    "read_spec",
    "read_yarn",
    "rows_of",
    "scenario_from",
    "spec_from",
    "two_node",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.fabric' has no attribute {name!r}")
    try:
        return getattr(import_module(f"modiste.fabric.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        needed = {"what": "The fabric lab", "package": error.name, "extra": "fabric"}
        raise ModisteError("MOD-2014", **needed) from None


def __dir__() -> list[str]:
    return __all__
