"""Cloth that opens when it is damp: its resistances follow the air below it, and the wearer follows them.

Knows one even layer on Gagge's body; how a cloth opens is told as measured, in time constants and a range.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.comfort.two_node import LEWIS, Body, Climate, saturation_pressure, two_node

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Adaptive:
    """A cloth that answers to moisture.

    Attributes:
        rct: Thermal resistance closed and open, m2 K/W.
        ret: Water-vapour resistance closed and open, m2 Pa/W.
        half_open: Relative humidity at which it is half open, per cent.
        range: Per cent of humidity over which it opens from a quarter to three quarters.
        opens: Minutes to open, a time constant.
        closes: Minutes to close.
    """

    rct: tuple[float, float]
    ret: tuple[float, float]
    half_open: float = 75.0
    range: float = 15.0
    opens: float = 3.0
    closes: float = 8.0


@dataclass(frozen=True, eq=False)
class Adapted:
    """Minute by minute.

    Attributes:
        opening: (n,) 0 closed to 1 open.
        ret: (n,) water-vapour resistance.
        humidity: (n,) relative humidity below the cloth, per cent.
        wettedness: (n,) of the wearer's skin.
        skin_c: (n,) temperature of it.
        discomfort: (n,) DISC.
    """

    opening: Values
    ret: Values
    humidity: Values
    wettedness: Values
    skin_c: Values
    discomfort: Values


def adapted(cloth: Adaptive, climate: Climate, mets: Sequence[float], *, is_fixed: bool = False) -> Adapted:
    """Wear a cloth in one climate through minutes of activity.

    Args:
        cloth: What is worn.
        climate: What is around.
        mets: (n,) activity of each minute.
        is_fixed: Whether it stays closed, to compare.
    """
    opening = 0.0
    body: Body | None = None
    told = []
    for met in mets:
        rct, ret = (closed + opening * (open_ - closed) for closed, open_ in (cloth.rct, cloth.ret))
        body = two_node(rct, ret, climate, met, minutes=1, start=body)
        humidity = _below(body, ret, climate)
        told.append(
            (
                opening,
                ret,
                humidity,
                *(float(each) for each in (body.wettedness, body.skin_c, body.discomfort)),
            )
        )
        if not is_fixed:
            # A logistic curve passes from 1/4 to 3/4 over 2 ln 3 of its scale.
            wanted = 1 / (1 + np.exp(-(humidity - cloth.half_open) * 2 * np.log(3) / cloth.range))
            slow = cloth.opens if wanted > opening else cloth.closes
            opening = float(wanted + (opening - wanted) * np.exp(-1 / slow))
    return Adapted(*np.array(told).T)


def _below(body: Body, ret: float, climate: Climate) -> float:
    """Relative humidity at the cloth's inner face: the vapour that passes holds it above the air's."""
    outside = saturation_pressure(climate.air_c) * np.asarray(climate.humidity, float) / 100
    boundary = 1 / (LEWIS * np.maximum(3.0, 8.600001 * np.asarray(climate.wind, float) ** 0.53))
    pressure = outside + body.evaporated * (ret + boundary)
    warm = (body.skin_c + body.surface_c) / 2
    return float(np.minimum(pressure / saturation_pressure(warm), 1.0) * 100)
