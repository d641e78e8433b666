"""What a spec does not say and the physics needs: typical values with the range in which cloths lie.

Knows the numbers and where they are from; an interval of a property is what these ranges do to it.
"""

from dataclasses import dataclass

import numpy as np

from modiste.fabric.rows import Array


@dataclass(frozen=True)
class Assumed:
    """One number that is assumed, with the range that 95 % of cloths keep to, and why."""

    typical: float
    low: float
    high: float
    why: str


ASSUMED = {
    "packing": Assumed(1.0, 0.85, 1.15, "a yarn's packing beside the usual of its kind"),
    "flatness": Assumed(1.0, 0.7, 1.3, "a thread's flatness beside the usual: finishing presses it"),
    "crimp": Assumed(1.0, 0.6, 1.5, "crimp beside that of least bending energy: weaving tension decides"),
    "squeeze": Assumed(1.0, 0.7, 1.15, "thickness under a gauge's pressure beside the free geometry"),
    "parallel": Assumed(
        0.21, 0.10, 0.33, "share of heat that goes along fibres: Baxter 0.21, Schuhmeister 1/3"
    ),
    "tortuous": Assumed(
        1.5, 1.2, 2.2, "exponent of porosity in diffusion: Bruggeman 1.5, more where fibres lie flat"
    ),
    "orifice": Assumed(0.6, 0.5, 0.9, "discharge coefficient of an opening between yarns"),
    "openness": Assumed(
        1.0, 0.6, 1.5, "open area beside the geometry's: hairs close it, flattened floats open it"
    ),
    "wick": Assumed(3.0, 2.0, 5.0, "tortuosity of capillaries along a spun yarn"),
    "cohesion": Assumed(
        3.0, 1.0, 10.0, "bending of a yarn beside that of its free fibres: friction binds them"
    ),
    "ring": Assumed(
        0.7, 0.5, 1.0, "overhang that bends freely: a drape's ring resists where a strip would not"
    ),
    "efficiency": Assumed(0.45, 0.30, 0.60, "strength of a spun yarn beside its fibres'"),
    "reach": Assumed(0.5, 0.3, 0.8, "extension at a wearer's load beside what geometry leaves"),
    "wear": Assumed(1.0, 0.25, 4.0, "abrasion beside the rule of its fibre: a quarter to four times"),
    "pills": Assumed(0.0, -1.0, 1.0, "grades of pilling by which cloths of one kind differ"),
}
Constants = dict[str, Array]


def typical() -> Constants:
    """The typical value of each."""
    return {name: np.array([each.typical]) for name, each in ASSUMED.items()}


def drawn(count: int, seed: int = 0) -> Constants:
    """So many stratified draws of each: a triangle from low to high, its peak at the typical value."""
    chance = np.random.default_rng(seed)
    made = {}
    for name, each in ASSUMED.items():
        quantile = (chance.permutation(count) + chance.random(count)) / count
        turn = (each.typical - each.low) / (each.high - each.low)
        span = each.high - each.low
        rising = each.low + span * np.sqrt(quantile * turn)
        falling = each.high - span * np.sqrt((1 - quantile) * (1 - turn))
        made[name] = np.where(quantile < turn, rising, falling)
    return made
