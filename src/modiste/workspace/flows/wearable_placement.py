"""Which sites of a garment to give a sensor: its cut from the shop or a program, the wearables room's answer.

Knows whose garment it is; sites, people and the search are the wearables room's.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from modiste.garment import Cut
from modiste.tailoring import Figure
from modiste.wearables import Placement, place_sensors, placement_picture, site_points
from modiste.workspace.flows.fitting import cut_named

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop


def sensor_placement(
    shop: "Shop | None",
    garment: str,
    sensors: int = 3,
    cost_eur: float = float("inf"),
    washes: int = 0,
    seed: int = 0,
) -> Placement:
    """The best set of sites of a garment of the shop, or of a program with its default options.

    Raises:
        ModisteError: MOD-2030 where it is neither; MOD-2950, MOD-2951 where it has no sites, or none within
            the limits.
    """
    cut = cut_named(garment, shop).model_copy(update={"updated_at": datetime.fromtimestamp(0, UTC)})
    return _placed(cut.model_dump_json(), sensors, cost_eur, washes, seed)


def sensor_body(shop: "Shop | None", garment: str) -> tuple[str, Figure, dict[str, tuple[float, ...]]]:
    """Whose body, the average one, arms down, and where on it a garment's sites lie, metres.

    Raises:
        ModisteError: MOD-2030 where it is neither garment nor program, MOD-2950 where it has no sites.
    """
    figure, points = site_points(cut_named(garment, shop))
    return figure.chart, figure, {name: tuple(at.tolist()) for name, at in points.items()}


@lru_cache(maxsize=16)
def _placed(cut: str, sensors: int, cost_eur: float, washes: int, seed: int) -> Placement:
    """The answer for a cut, kept: it takes seconds, and its picture asks again."""
    return place_sensors(Cut.model_validate_json(cut), sensors, cost_eur=cost_eur, washes=washes, seed=seed)


def sensor_placement_picture(placement: Placement) -> bytes:
    """It as a PNG: the body with its sites."""
    return placement_picture(placement)
