"""What a cloth does to who wears it: predicted resistances through a scenario, on a drape if there is one.

Knows which room tells what; bodies and climates are fabric's, drapes tailoring's.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modiste import fabric


def comfort_of(
    spec: "fabric.FabricSpec",
    scenario: "fabric.Scenario",
    gaps: Mapping[str, Mapping[str, float]] | None = None,
) -> dict[str, Any]:
    """A scenario lived through in layers of a cloth; see `fabric.judge_comfort`.

    Raises:
        ModisteError: MOD-28xx where the cloth cannot be made.
    """
    told = fabric.predict(spec)
    rct, ret = ((told[name].low, told[name].value, told[name].high) for name in ("rct_m2k_w", "ret_m2pa_w"))
    cloth = fabric.Cloth(rct, ret, told["air_permeability_mm_s"].value)
    return {"spec": spec.name, **fabric.judge_comfort(scenario, cloth, gaps)}


def comfort_of_files(spec: Path, scenario: Path) -> dict[str, Any]:
    """The same of two TOML files."""
    return comfort_of(fabric.read_spec(spec), fabric.read_scenario(scenario))
