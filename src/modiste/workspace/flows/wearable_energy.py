"""A wearable's battery: a budget's file, and where a model and recordings are named, its policy tried out.

Knows the order of steps; budgets, policies and recordings are the wearables room's.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.wearables import NOTE, Budget, Sidecar, open_grids, read_budget, sampled
from modiste.workspace.flows.models import find_model, open_model
from modiste.workspace.flows.wearable_data import located

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

__all__ = ("Budget", "energy_budget", "energy_of")
_POLICY = ("adaptive", "energy_ratio", "simulated")


def energy_budget(shop: "Shop | None", budget: Path, model: str = "", data: str = "") -> dict[str, Any]:
    """Currents and hours of a budget: at the full rate, and with its policy as recordings bear it out.

    Raises:
        ModisteError: MOD-2952 for the file; MOD-1328, MOD-2923 for the model, MOD-2900 to 2921 for the data.
    """
    return {"budget": str(budget), **energy_of(shop, read_budget(budget), model, data)}


def energy_of(shop: "Shop | None", read: Budget, model: str = "", data: str = "") -> dict[str, Any]:
    """The same of a budget that was read already.

    Raises:
        ModisteError: MOD-1328, MOD-2923 for the model, MOD-2900 to 2921 for the data.
    """
    full = read.told(0.0)
    made: dict[str, Any] = {"full": full, "low": read.told(1.0), **dict.fromkeys(_POLICY)}
    if model:
        served = open_model(find_model(shop, model))
        sidecar = Sidecar.read(served.folder)
        grids, _, _ = open_grids(located(shop, data), sidecar.device, served.labels)
        tried = sampled(served, grids, sidecar.length, read.policy)
        adaptive = read.told(tried.low_share)
        ratio = adaptive["current_ua"]["total"] / full["current_ua"]["total"]
        known = len({grid.subject for grid in grids} & set(sidecar.subjects))
        made |= {
            "adaptive": adaptive,
            "energy_ratio": round(ratio, 4),
            "simulated": {**tried.to_json(), "people_learned_from": known},
        }
    return {**made, "assumed": read.model_dump(), "note": NOTE}
