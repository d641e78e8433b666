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
    from modiste.fabric.drawing.cloth_svg import fabric_svg as fabric_svg
    from modiste.fabric.fibres import LANGUAGES as LANGUAGES
    from modiste.fabric.fibres import fibre_named as fibre_named
    from modiste.fabric.fibres import fibre_table as fibre_table
    from modiste.fabric.footprints.chain import CLIMATE_SOURCE as CLIMATE_SOURCE
    from modiste.fabric.footprints.chain import FOOTPRINT_SOURCE as FOOTPRINT_SOURCE
    from modiste.fabric.footprints.chain import Footprint as Footprint
    from modiste.fabric.footprints.chain import fibre_factor as fibre_factor
    from modiste.fabric.footprints.chain import footprint as footprint
    from modiste.fabric.footprints.label import care as care
    from modiste.fabric.footprints.label import care_text as care_text
    from modiste.fabric.footprints.label import composition_text as composition_text
    from modiste.fabric.knit import STITCHES as STITCHES
    from modiste.fabric.knit import Knit as Knit
    from modiste.fabric.knit import print_gauge as print_gauge
    from modiste.fabric.knit import read_gauge as read_gauge
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
    from modiste.fabric.weave import lift_plan as lift_plan
    from modiste.fabric.weave import print_sett as print_sett
    from modiste.fabric.weave import read_sett as read_sett
    from modiste.fabric.yarn import Yarn as Yarn
    from modiste.fabric.yarn import YarnSystem as YarnSystem
    from modiste.fabric.yarn import print_yarn as print_yarn
    from modiste.fabric.yarn import read_yarn as read_yarn

_HOMES = {
    "CLIMATE_SOURCE": "footprints.chain",
    "Climate": "comfort.two_node",
    "Cloth": "comfort.judgement",
    "FOOTPRINT_SOURCE": "footprints.chain",
    "FabricSpec": "spec",
    "Footprint": "footprints.chain",
    "Knit": "knit",
    "LANGUAGES": "fibres",
    "PROPERTIES": "properties.catalogue",
    "Predicted": "properties.prediction",
    "Property": "properties.catalogue",
    "Rows": "rows",
    "STITCHES": "knit",
    "Scenario": "comfort.scenario",
    "Woven": "weave",
    "Yarn": "yarn",
    "YarnSystem": "yarn",
    "care": "footprints.label",
    "care_text": "footprints.label",
    "check_room": "properties.prediction",
    "composition_text": "footprints.label",
    "fabric_svg": "drawing.cloth_svg",
    "fibre_factor": "footprints.chain",
    "fibre_named": "fibres",
    "fibre_table": "fibres",
    "footprint": "footprints.chain",
    "jam": "properties.prediction",
    "judge_comfort": "comfort.judgement",
    "lift_plan": "weave",
    "predict": "properties.prediction",
    "predict_rows": "properties.prediction",
    "print_blend": "blend",
    "print_gauge": "knit",
    "print_sett": "weave",
    "print_yarn": "yarn",
    "read_blend": "blend",
    "read_gauge": "knit",
    "read_scenario": "comfort.scenario",
    "read_sett": "weave",
    "read_spec": "spec",
    "read_yarn": "yarn",
    "rows_of": "rows",
    "scenario_from": "comfort.scenario",
    "spec_from": "spec",
    "two_node": "comfort.two_node",
}
_NEEDED = ("pythermalcomfort", "scipy")
__all__ = [
    "CLIMATE_SOURCE",
    "FOOTPRINT_SOURCE",
    "LANGUAGES",
    "PROPERTIES",
    "STITCHES",
    "Climate",
    "Cloth",
    "FabricSpec",
    "Footprint",
    "Knit",
    "Predicted",
    "Property",
    "Rows",
    "Scenario",
    "Woven",
    "Yarn",
    "YarnSystem",
    "care",
    "care_text",
    "check_room",
    "composition_text",
    "fabric_svg",
    "fibre_factor",
    "fibre_named",
    "fibre_table",
    "footprint",
    "jam",
    "judge_comfort",
    "lift_plan",
    "predict",
    "predict_rows",
    "print_blend",
    "print_gauge",
    "print_sett",
    "print_yarn",
    "read_blend",
    "read_gauge",
    "read_scenario",
    "read_sett",
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
