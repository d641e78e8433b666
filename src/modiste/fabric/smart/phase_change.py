"""Cloth with a material that melts on the way: heat through it in time, by the enthalpy method.

Knows slabs on skin in one dimension; capsules, their walls and their wear are left out.

Source: Voller and Cross, International Journal of Heat and Mass Transfer 24 (1981) 545-556,
10.1016/0017-9310(81)90062-4.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

Values = NDArray[np.float64]

_CELLS = 5
"""Cells of the thinnest slab; thicker ones have as many more."""
_RELATIVE, _ABSOLUTE = 1e-5, 10.0
"""Errors a step may make: a share of the enthalpy, and J/m3."""


@dataclass(frozen=True)
class Slab:
    """One layer.

    Attributes:
        mm: Thickness.
        conductivity: W/(m K).
        density: kg/m3 of the layer as it is, pores included.
        heat: Specific heat, J/(kg K).
        latent: Heat of fusion, J/kg of the layer.
        melts: Degrees between which it melts.
    """

    mm: float
    conductivity: float
    density: float
    heat: float = 1400.0
    latent: float = 0.0
    melts: tuple[float, float] = (27.0, 29.0)


@dataclass(frozen=True, eq=False)
class Buffered:
    """What came of it; told at n moments.

    Attributes:
        seconds: (n,).
        from_skin: (n,) W/m2 that leaves the skin; negative, where it is warmed.
        molten: (n,) share of the meltable heat that is taken up.
        inner_c: (n,) temperature of the innermost cell.
    """

    seconds: Values
    from_skin: Values
    molten: Values
    inner_c: Values


def buffered(
    slabs: Sequence[Slab],
    skin_c: float,
    air_c: Callable[[float], float],
    *,
    seconds: float,
    outer: float = 10.0,
    start_c: float | None = None,
    every: float = 30.0,
) -> Buffered:
    """Heat from skin through slabs to air that changes.

    Args:
        slabs: From the skin outward; the first touches it.
        skin_c: Temperature of the skin, held.
        air_c: Of the air at a second.
        seconds: How long.
        outer: Coefficient between the outer face and the air, W/(m2 K).
        start_c: Temperature of all slabs at the beginning; the skin's if it is not told.
        every: Seconds between two moments that are told.
    """
    width = min(slab.mm for slab in slabs) / 1000 / _CELLS
    counts = [max(round(slab.mm / 1000 / width), 1) for slab in slabs]
    widths, conductivity, density, heat, latent, low, high = (
        np.repeat(values, counts)
        for values in np.array(
            [
                (slab.mm / 1000 / count, slab.conductivity, slab.density, slab.heat, slab.latent, *slab.melts)
                for slab, count in zip(slabs, counts, strict=True)
            ]
        ).T
    )
    capacity = density * heat
    fusion = density * latent
    half = widths / 2 / conductivity
    between = 1 / (half[:-1] + half[1:])
    to_skin, to_air = 1 / half[0], 1 / (half[-1] + 1 / outer)
    state = _enthalpy(
        np.full(len(widths), skin_c if start_c is None else start_c), capacity, fusion, low, high
    )

    def flows(time: float, now: Values) -> Values:
        celsius = _celsius(now, capacity, fusion, low, high)
        skin = to_skin * (skin_c - celsius[0])
        flow = np.r_[skin, between * -np.diff(celsius), to_air * (celsius[-1] - air_c(time))]
        return np.asarray(-np.diff(flow) / widths)

    times = np.append(np.arange(0.0, seconds, every), seconds)
    # Air itself stands in some slabs: an implicit scheme, or steps would be milliseconds.
    run = solve_ivp(
        flows, (0.0, seconds), state, "LSODA", times,
        rtol=_RELATIVE, atol=_ABSOLUTE, max_step=every, lband=1, uband=1,
    )  # fmt: skip
    meltable = fusion > 0
    whole = float((fusion + capacity * (high - low))[meltable] @ widths[meltable]) or 1.0
    told: list[tuple[float, float, float, float]] = []
    for time, now in zip(times, run.y.T, strict=True):
        celsius = _celsius(now, capacity, fusion, low, high)
        taken = np.clip(now - capacity * low, 0, None)[meltable] @ widths[meltable]
        told.append(
            (time, float(to_skin * (skin_c - celsius[0])), min(float(taken) / whole, 1.0), float(celsius[0]))
        )
    return Buffered(*np.array(told).T)


def _enthalpy(celsius: Values, capacity: Values, fusion: Values, low: Values, high: Values) -> Values:
    """J/m3 over 0 degrees solid; melting spreads evenly between its limits."""
    share = np.clip((celsius - low) / (high - low), 0, 1)
    return capacity * celsius + fusion * share


def _celsius(state: Values, capacity: Values, fusion: Values, low: Values, high: Values) -> Values:
    """The temperature that has an enthalpy."""
    solid, liquid = capacity * low, capacity * high + fusion
    melting = low + (state - solid) * (high - low) / (liquid - solid)
    warm = np.where(state > liquid, (state - fusion) / capacity, melting)
    return np.asarray(np.where(state < solid, state / capacity, warm))
