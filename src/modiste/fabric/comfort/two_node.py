"""Gagge's two-node body, core and skin, for any number of fabrics at once, minute by minute.

Knows one wearer of 70 kg under one even layer of clothing; the body by segments is `wearer`'s.

Source: Gagge, Fobelets and Berglund, ASHRAE Transactions 92(2B) (1986) 709-731, as ASHRAE 55 codes it. Two
things differ: the clothing's vapour resistance is given, where theirs follows from its insulation by a fixed
permeation efficiency of 0.45, and skin wetter than its limit loses (w - 0.06) / 0.94 of the limit by sweat
(both sides of the limit then agree).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values = NDArray[np.float64]

MET = 58.2
"""Watts a square metre in one met, as this model has it."""
CLO = 0.155
"""m2 K/W in one clo."""
TORR = 133.322
LEWIS = 2.2 / TORR
"""Kelvin per pascal: evaporative over convective coefficient of air at sea level."""
_SKIN, _CORE, _BLOOD = 33.7, 36.8, 6.3
_NEUTRAL = 0.1
"""Share of the body's mass that is skin in a neutral body."""
_CAPACITY = 0.97 * 70.0 * 60.0 / 1.8258
"""Heat that warms 70 kg on 1.8258 m2 by a kelvin, watt minutes a square metre."""
_MOST_BLOOD, _MOST_SWEAT = 90.0, 500.0
_ROUNDS = 2
"""Rounds in which the clothing's surface temperature follows the skin from the minute before."""


@dataclass(frozen=True)
class Climate:
    """Air and radiation around the wearer; each a number or an array.

    Attributes:
        air_c: Air temperature, degrees Celsius.
        radiant_c: Mean radiant temperature, degrees Celsius.
        humidity: Relative humidity, per cent.
        wind: Air speed, metres a second.
    """

    air_c: ArrayLike
    radiant_c: ArrayLike
    humidity: ArrayLike
    wind: ArrayLike = 0.1


@dataclass(frozen=True, eq=False)
class Body:
    """How N wearers fare; every attribute is an array of one shape.

    Attributes:
        skin_c: Mean skin temperature.
        core_c: Core temperature.
        blood: Skin blood flow, litres an hour and square metre.
        wettedness: Share of the skin that is wet.
        sweat: Regulatory sweat that evaporates, grams an hour and square metre.
        dry: Heat lost by convection and radiation, W/m2.
        evaporated: Heat lost by evaporation from the skin, W/m2.
        shivering: Heat made by shivering, W/m2.
        sensation: Gagge's TSENS: -5 intolerably cold, 0 neutral, 5 intolerably hot.
        discomfort: DISC: 0 comfortable, 1 slightly, 3 very uncomfortable, 5 intolerable; negative is cold.
        surface_c: Temperature of the clothing's outer surface.
    """

    skin_c: Values
    core_c: Values
    blood: Values
    wettedness: Values
    sweat: Values
    dry: Values
    evaporated: Values
    shivering: Values
    sensation: Values
    discomfort: Values
    surface_c: Values


def saturation_pressure(celsius: ArrayLike) -> Values:
    """Pressure of saturated water vapour in pascals (Antoine's equation as Gagge has it)."""
    return TORR * np.exp(18.6686 - 4030.183 / (np.asarray(celsius, float) + 235.0))


def two_node(
    rct: ArrayLike,
    ret: ArrayLike,
    climate: Climate,
    met: ArrayLike,
    *,
    minutes: int = 60,
    sitting: bool = False,
    start: Body | None = None,
) -> Body:
    """Let wearers settle for some minutes, one at the least.

    Args:
        rct: Thermal resistance of the clothing from skin to its surface, m2 K/W; 0 is naked.
        ret: Water-vapour resistance of the same, m2 Pa/W.
        climate: What is around them.
        met: Activity, in met.
        minutes: How long, in steps of one minute.
        sitting: Whether they sit: less of the body then radiates.
        start: How they were before; by default at rest and neutral.

    Example:
        >>> body = two_node([0.05, 0.15], [8.0, 25.0], Climate(25.0, 25.0, 50.0), 1.2)
        >>> body.skin_c.round(1).tolist()
        [33.6, 34.4]
    """
    case = _case(rct, ret, climate, met, 0.7 if sitting else 0.73)
    if start is None:
        skin, core, blood = (np.full(case.rct.shape, value) for value in (_SKIN, _CORE, _BLOOD))
        surface, share, shivering = skin, np.full(skin.shape, _NEUTRAL), np.zeros(skin.shape)
        evaporated = 0.1 * case.resting / MET
    else:
        skin, core, blood, surface = start.skin_c, start.core_c, start.blood, start.surface_c
        shivering, evaporated, share = start.shivering, start.evaporated, _skin_share(blood)
    for minute in range(minutes):
        surface, dry = case.dry_loss(surface, skin, _ROUNDS if minute else 3 * _ROUNDS)
        inward = (core - skin) * (5.28 + 1.163 * blood)
        skin, core = (
            skin + (inward - dry - evaporated) / (_CAPACITY * share),
            core + (case.resting + shivering - inward - case.breathed) / (_CAPACITY * (1.0 - share)),
        )
        body = share * skin + (1.0 - share) * core
        hot_skin, cold_skin = np.maximum(skin - _SKIN, 0.0), np.maximum(_SKIN - skin, 0.0)
        hot_core, cold_core = np.maximum(core - _CORE, 0.0), np.maximum(_CORE - core, 0.0)
        blood = np.clip((_BLOOD + 120.0 * hot_core) / (1.0 + 0.5 * cold_skin), 0.5, _MOST_BLOOD)
        drive = np.maximum(body - (_NEUTRAL * _SKIN + (1.0 - _NEUTRAL) * _CORE), 0.0)
        sweat = np.minimum(170.0 * drive * np.exp(hot_skin / 10.7), _MOST_SWEAT)
        most, wet, by_sweat, diffused = case.wet_loss(skin, sweat)
        evaporated, shivering = by_sweat + diffused, 19.4 * cold_skin * cold_core
        share = _skin_share(blood)
    comfort = np.maximum(0.42 * (case.resting - MET), 0.0)
    spare = most * case.most_wet - comfort - diffused
    sensation = _sensation(body, case.resting, case.most_wet)
    discomfort = np.where((sensation > 0.0) & (spare < 0.0), 6.0, 4.7 * (by_sweat - comfort) / spare)
    discomfort = np.minimum(np.where(discomfort <= 0.0, sensation, discomfort), 6.0)
    return Body(
        skin, core, blood, wet, by_sweat / 0.68, dry, evaporated, shivering, sensation, discomfort, surface
    )


@dataclass(frozen=True, eq=False)
class _Case:
    """What stays the same while wearers settle."""

    rct: Values
    resting: Values
    air: Values
    radiant: Values
    vapour: Values
    factor: Values
    convection: Values
    to_air: Values
    most_wet: Values
    breathed: Values
    radiating: float

    def dry_loss(self, surface: Values, skin: Values, rounds: int) -> tuple[Values, Values]:
        """The clothing's surface temperature and the heat that goes through it, W/m2."""
        for _ in range(rounds):
            radiation = self.radiating * ((surface + self.radiant) / 2.0 + 273.15) ** 3
            outer = 1.0 / (self.factor * (radiation + self.convection))
            operative = (radiation * self.radiant + self.convection * self.air) / (
                radiation + self.convection
            )
            surface = (outer * skin + self.rct * operative) / (outer + self.rct)
        return surface, (skin - operative) / (outer + self.rct)

    def wet_loss(self, skin: Values, sweat: Values) -> tuple[Values, Values, Values, Values]:
        """The most that can evaporate, wettedness, and what evaporates of sweat and by diffusion, W/m2."""
        most = (saturation_pressure(skin) - self.vapour) / self.to_air
        most = np.where(most == 0.0, 0.001, most)
        wet = 0.06 + 0.94 * 0.68 * sweat / most
        is_full = wet > self.most_wet
        part = (self.most_wet - 0.06) / 0.94
        by_sweat = np.where(is_full, part * most, 0.68 * sweat)
        diffused = np.where(is_full, 0.06 * (1.0 - part) * most, wet * most - by_sweat)
        wet = np.where(is_full | (most < 0.0), self.most_wet, wet)
        by_sweat, diffused = (np.where(most < 0.0, 0.0, each) for each in (by_sweat, diffused))
        return most, wet, by_sweat, diffused


def _case(rct: ArrayLike, ret: ArrayLike, climate: Climate, met: ArrayLike, radiating_share: float) -> _Case:
    given = (rct, ret, climate.air_c, climate.radiant_c, climate.humidity, climate.wind, met)
    rct, ret, air, radiant, humidity, wind, met = (
        np.array(each, float) for each in np.broadcast_arrays(*given)
    )
    wind = np.maximum(wind, 0.1)
    vapour = saturation_pressure(air) * humidity / 100.0
    resting = MET * met
    factor = 1.0 + 0.15 * rct / CLO
    convection = np.maximum(3.0, 8.600001 * wind**0.53)
    convection = np.maximum(convection, 5.66 * np.maximum(met - 0.85, 0.0) ** 0.39)
    return _Case(
        rct=rct,
        resting=resting,
        air=air,
        radiant=radiant,
        vapour=vapour,
        factor=factor,
        convection=convection,
        to_air=1.0 / (LEWIS * factor * convection) + ret,
        most_wet=np.where(rct > 0, 0.59 * wind**-0.08, 0.38 * wind**-0.29),
        breathed=0.0023 * resting * (44.0 - vapour / TORR) + 0.0014 * resting * (34.0 - air),
        radiating=4.0 * 0.95 * 5.6697e-8 * radiating_share,
    )


def _skin_share(blood: Values) -> Values:
    """The share of the body's mass that is skin, which shrinks as blood flows."""
    return 0.0417737 + 0.7451833 / (blood + 0.585417)


def _sensation(body: Values, resting: Values, most_wet: Values) -> Values:
    """TSENS from mean body temperature and its limits of evaporative regulation."""
    low = 0.194 / 58.15 * resting + 36.301
    high = 0.347 / 58.15 * resting + 36.669
    between = most_wet * 4.7 * (body - low) / (high - low)
    hot = most_wet * 4.7 + 0.4685 * (body - high)
    return np.where(body < low, 0.4685 * (body - low), np.where(body < high, between, hot))
