"""How the learning rate moves over training: a factor for a moment in [0, 1].

Knows shapes only; the peak rate belongs to the optimiser.
"""

import math
from collections.abc import Callable, Mapping
from functools import partial

from modiste.garment import ModisteError
from modiste.learning.augment import check_parameters
from modiste.learning.recipe import Part

Schedule = Callable[[float], float]


def constant(moment: float) -> float:
    """Always the full rate."""
    return 1.0


def linear(moment: float, *, warmup: float = 0.1, final: float = 0.0) -> float:
    """Rise for the first `warmup` of training, then fall in a straight line to `final`."""
    return _after_warmup(moment, warmup, final, lambda u: 1 - u)


def cosine(moment: float, *, warmup: float = 0.05, final: float = 0.0) -> float:
    """Rise for the first `warmup`, then half a cosine down (Loshchilov & Hutter, SGDR, 2017)."""
    return _after_warmup(moment, warmup, final, lambda u: (1 + math.cos(math.pi * u)) / 2)


def step(moment: float, *, at: tuple[float, ...] = (0.5, 0.75), factor: float = 0.1) -> float:
    """Multiply by `factor` at each of the moments `at`."""
    return float(factor ** sum(moment >= edge for edge in at))


def trapezoid(moment: float, *, warmup: float = 0.05, cooldown: float = 0.3) -> float:
    """Rise, stay at the full rate, and fall in a straight line over the last `cooldown`."""
    return max(
        0.0, min(1.0, moment / warmup if warmup else 1.0, (1 - moment) / cooldown if cooldown else 1.0)
    )


SCHEDULES: Mapping[str, Callable[..., float]] = {
    "constant": constant,
    "linear": linear,
    "cosine": cosine,
    "step": step,
    "trapezoid": trapezoid,
}


def build_schedule(part: Part) -> Schedule:
    """The schedule a recipe names.

    Raises:
        ModisteError: MOD-1302 for an unknown name; MOD-1303 for an unknown parameter.
    """
    if part.name not in SCHEDULES:
        raise ModisteError("MOD-1302", kind="Schedule", name=part.name, known=", ".join(sorted(SCHEDULES)))
    check_parameters("schedule", SCHEDULES[part.name], part.params)
    return partial(SCHEDULES[part.name], **part.params)


def _after_warmup(moment: float, warmup: float, final: float, fall: Callable[[float], float]) -> float:
    if moment < warmup:
        return moment / warmup
    return final + (1 - final) * fall((moment - warmup) / (1 - warmup))
