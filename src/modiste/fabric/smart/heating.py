"""A heated zone on skin: how warm both get, how soon, whether it is safe, and how long a battery lasts.

Knows one spot of cloth over one spot of skin; which power goes into it is `network`'s.

Sources: contact temperatures that burn, ISO 13732-1:2006, 4.2; the skin's conductance to the core with its
blood, Gagge's two-node body (see `comfort.two_node`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

BURNS = ((1.0, 51.0), (10.0, 48.0), (480.0, 43.0))
"""Minutes of contact, and the temperature of any surface that burns skin after them."""
NO_BLOOD, NEUTRAL_BLOOD, MOST_BLOOD = 5.28, 5.28 + 1.163 * 6.3, 5.28 + 1.163 * 40.0
"""W/(m2 K) from the core to skin that is pressed bloodless, that of somebody at rest, and dilated."""
_CORE = 37.0
_SKIN_HEAT = 1.5e-3 * 1100.0 * 3500.0
"""J/(m2 K) of a millimetre and a half of skin."""
_CLOTH_HEAT = 1.4
"""J/(g K) of dry textile fibre."""
_STEP = 5.0


@dataclass(frozen=True, eq=False)
class WarmUp:
    """A zone from switching on.

    Attributes:
        minutes: (n,) since it was switched on.
        skin_c: (n,) the skin below it.
        cloth_c: (n,) the yarn and its cloth.
    """

    minutes: Values
    skin_c: Values
    cloth_c: Values


def burn_limit(minutes: float) -> float:
    """The temperature below which contact for so long does not burn, by the logarithm of time."""
    times, limits = zip(*BURNS, strict=True)
    return float(np.interp(np.log(max(minutes, times[0])), np.log(times), limits))


def lasting(
    watt_per_m2: float, inner_rct: float, outer_rct: float, air_c: float, blood: float = NEUTRAL_BLOOD
) -> tuple[float, float]:
    """Temperatures of skin and cloth that stay, by the balance of both.

    Args:
        watt_per_m2: Heat put in.
        inner_rct: Between cloth and skin, m2 K/W.
        outer_rct: Between cloth and the air far off, m2 K/W.
        air_c: Of that air.
        blood: Conductance between skin and core, W/(m2 K).
    """
    skin, cloth = np.linalg.solve(*_balance(watt_per_m2, inner_rct, outer_rct, air_c, blood))
    return float(skin), float(cloth)


def warm_up(
    watt_per_m2: float,
    inner_rct: float,
    outer_rct: float,
    air_c: float,
    *,
    mass_gsm: float,
    minutes: int,
    blood: float = NEUTRAL_BLOOD,
) -> WarmUp:
    """The way from rest to `lasting`, told every minute; implicit Euler in steps of five seconds.

    Args:
        watt_per_m2: As for `lasting`, and so on.
        inner_rct: See there.
        outer_rct: See there.
        air_c: See there.
        mass_gsm: Of the cloth that is warmed.
        minutes: How long.
        blood: See there.
    """
    losses, gains = _balance(watt_per_m2, inner_rct, outer_rct, air_c, blood)
    held = np.array([_SKIN_HEAT, _CLOTH_HEAT * mass_gsm]) / _STEP
    state = np.array(lasting(0.0, inner_rct, outer_rct, air_c, blood))
    onward = np.linalg.inv(np.diag(held) + losses)
    told = [state]
    for _ in range(minutes):
        for _ in range(int(60 / _STEP)):
            state = onward @ (held * state + gains)
        told.append(state)
    skin, cloth = np.array(told).T
    return WarmUp(np.arange(minutes + 1.0), skin, cloth)


def _balance(
    watt_per_m2: float, inner_rct: float, outer_rct: float, air_c: float, blood: float
) -> tuple[Values, Values]:
    """What skin and cloth lose by their temperatures, and what they are given."""
    losses = np.array(
        [[blood + 1 / inner_rct, -1 / inner_rct], [-1 / inner_rct, 1 / inner_rct + 1 / outer_rct]]
    )
    return losses, np.array([blood * _CORE, watt_per_m2 + air_c / outer_rct])


def battery_hours(
    load_w: float,
    watt_hours: float,
    *,
    converter: float = 0.9,
    idle_w: float = 0.0,
    cell_c: float = 25.0,
    left: Sequence[tuple[float, float]] = ((25.0, 1.0),),
) -> float:
    """Hours that a battery drives a load.

    Args:
        load_w: What the zones and traces take, on the average.
        watt_hours: Capacity at 25 degrees.
        converter: Share that the converter passes on.
        idle_w: What the electronics take themselves.
        cell_c: Temperature of the cells.
        left: Share of the capacity at temperatures, as (degrees, share), by growing degrees.
    """
    degrees, shares = zip(*left, strict=True)
    return watt_hours * float(np.interp(cell_c, degrees, shares)) / (load_w / converter + idle_w)
