"""What a cloth does to who wears it: predicted resistances through a scenario, on drapes where wanted.

Knows which room tells what; bodies and climates are fabric's, drapes tailoring's.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modiste import fabric, tailoring
from modiste.garment import ModisteError
from modiste.workspace.flows.fabrics import drapery_of

MOST_AT_ONCE = 480
"""Minutes of a scenario that an answer waits for: about six seconds of one core."""


def comfort_of(
    spec: "fabric.FabricSpec", scenario: "fabric.Scenario", *, is_draped: bool = False
) -> dict[str, Any]:
    """A scenario lived through in layers of a cloth; see `fabric.judge_comfort`.

    Args:
        spec: The cloth.
        scenario: Who wears it, and where.
        is_draped: Whether its layers are draped on an average body, which takes seconds each; else what they
            cover and the air below them is the scenario's.

    Raises:
        ModisteError: MOD-28xx where the cloth cannot be made, MOD-15xx where a layer cannot be draped.
    """
    told = fabric.predict(spec)
    rct, ret = ((told[name].low, told[name].value, told[name].high) for name in ("rct_m2k_w", "ret_m2pa_w"))
    cloth = fabric.Cloth(rct, ret, told["air_permeability_mm_s"].value)
    draped = _draped(spec, scenario) if is_draped else {}
    return {
        "spec": spec.name,
        "gaps": {name: {"covers": air.covers, "gap_mm": air.gap_mm} for name, air in draped.items()},
        **fabric.judge_comfort(scenario, cloth, draped),
    }


def comfort_of_files(spec: Path, scenario: Path, *, is_draped: bool = False) -> dict[str, Any]:
    """The same of two TOML files."""
    return comfort_of(fabric.read_spec(spec), fabric.read_scenario(scenario), is_draped=is_draped)


def comfort_of_tree(spec: Mapping[str, Any], scenario: Mapping[str, Any]) -> dict[str, Any]:
    """The same of plain values, as the API has them; nothing is draped.

    Raises:
        ModisteError: MOD-2839 where it would take too long to answer.
    """
    read = fabric.scenario_from(dict(scenario))
    minutes = sum(phase.minutes for phase in read.phases)
    if minutes > MOST_AT_ONCE:
        raise ModisteError("MOD-2839", minutes=minutes, most=MOST_AT_ONCE)
    return comfort_of(fabric.spec_from(dict(spec)), read)


def _draped(spec: "fabric.FabricSpec", scenario: "fabric.Scenario") -> dict[str, "fabric.Air"]:
    """Air below the layers of the cloth whose garment can be drafted, each draped alone."""
    figure = tailoring.average_figure("women" if scenario.wearer.sex == "female" else "men")
    size = tailoring.size_chart(figure.chart).base
    field, drapery = tailoring.distance_field(figure), drapery_of(spec)
    made = {}
    for layer in scenario.layers:
        if layer.rct is None and layer.garment in tailoring.programs():
            pattern = tailoring.draft_size(layer.garment, figure.chart, size, {})
            drape = tailoring.drape_garment(pattern, figure, drapery, edge=tailoring.QUICK, field=field)
            made[layer.name] = fabric.air_under(drape)
    return made
