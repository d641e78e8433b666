"""What a circuit's heating does to its wearer and its battery, with intervals and a verdict.

Knows how results are told; physics is `heating`'s, currents are `wiring`'s.
"""

from typing import Any

from modiste.fabric.smart.heating import (
    MOST_BLOOD,
    NEUTRAL_BLOOD,
    NO_BLOOD,
    battery_hours,
    burn_limit,
    lasting,
    warm_up,
)
from modiste.fabric.smart.network import Solved
from modiste.fabric.smart.wiring import LEAST, LIKELY, MOST, Wired

CAPACITY_SPREAD = 0.1
"""Share by which a battery may hold less or more than it says: assumed."""


def heat_sheet(wired: Wired) -> dict[str, Any]:
    """Every zone's temperatures, warm-up and safety, and the battery's hours; plain values, as in JSON."""
    circuit, given = wired.circuit, wired.circuit.heat
    runs = [wired.solved(which) for which in (LEAST, LIKELY, MOST)]
    limit = burn_limit(given.minutes)
    zones = []
    for zone in circuit.zones:
        powers = [run.watt[zone.name] / zone.area_m2 * given.duty for run in runs]
        place = (given.inner_rct, given.outer_rct, given.air_c)
        # The coolest skin has the least power and the most blood, the hottest the most power and none.
        ends = [
            lasting(min(powers), *place, MOST_BLOOD),
            lasting(powers[LIKELY], *place, NEUTRAL_BLOOD),
            lasting(max(powers), *place, NO_BLOOD),
        ]
        skin, cloth = (
            {"low": low, "value": value, "high": high} for low, value, high in zip(*ends, strict=True)
        )
        curve = warm_up(powers[LIKELY], *place, mass_gsm=given.mass_gsm, minutes=given.minutes)
        zones.append(
            {
                "name": zone.name,
                "watt": runs[LIKELY].watt[zone.name] * given.duty,
                "watt_per_m2": {"low": min(powers), "value": powers[LIKELY], "high": max(powers)},
                "skin_c": skin,
                "cloth_c": cloth,
                "limit_c": limit,
                "is_safe": skin["high"] < limit,
                "warm_up": {
                    "minutes": curve.minutes.tolist(),
                    "skin_c": curve.skin_c.round(2).tolist(),
                    "cloth_c": curve.cloth_c.round(2).tolist(),
                },
            }
        )
    battery = _battery(wired, runs)
    return {
        "name": circuit.name,
        "minutes": given.minutes,
        "zones": zones,
        "battery": battery,
        "limit_source": "ISO 13732-1:2006, 4.2: contact that burns, any material, at 1, 10 and 480 minutes",
        "how": "predicted; low and high from the yarns' intervals and from dilated to bloodless skin",
        "verdict": _verdict(zones, battery),
    }


def _battery(wired: Wired, runs: list[Solved]) -> dict[str, Any] | None:
    given = wired.circuit.battery
    if given is None:
        return None
    loads = [
        sum(supply.volt * run.ampere[supply.name] for supply in wired.circuit.supplies)
        * wired.circuit.heat.duty
        for run in runs
    ]
    hours = [
        battery_hours(
            load,
            given.watt_hours * share,
            converter=given.converter,
            idle_w=given.idle_w,
            cell_c=given.cell_c,
            left=given.left,
        )
        for load, share in (
            (max(loads), 1 - CAPACITY_SPREAD),
            (loads[LIKELY], 1.0),
            (min(loads), 1 + CAPACITY_SPREAD),
        )
    ]
    return {
        "watt": loads[LIKELY],
        "hours": {"low": hours[0], "value": hours[1], "high": hours[2]},
        "source": given.source,
    }


def _verdict(zones: list[dict[str, Any]], battery: dict[str, Any] | None) -> dict[str, str]:
    hot = [zone["name"] for zone in zones if not zone["is_safe"]]
    if not zones:
        en, zh = "Nothing is heated.", "没有加热区。"
    elif hot:
        en = f"Not safe: skin under {', '.join(hot)} may pass {zones[0]['limit_c']:.1f} °C."
        zh = f"不安全：{'、'.join(hot)} 下的皮肤可能超过 {zones[0]['limit_c']:.1f} °C。"
    else:
        most = max(zone["skin_c"]["high"] for zone in zones)
        en = f"Below the limit of burns: skin gets no warmer than {most:.1f} °C."
        zh = f"低于烫伤限值：皮肤最高 {most:.1f} °C。"
    if battery:
        low, high = battery["hours"]["low"], battery["hours"]["high"]
        en += f" The battery lasts {low:.1f} to {high:.1f} hours."
        zh += f"电池可用 {low:.1f} 至 {high:.1f} 小时。"
    return {"en": en, "zh": zh}
