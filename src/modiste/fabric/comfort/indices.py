"""Comfort by the standards: PMV and PPD (ISO 7730), heat strain (ISO 7933), clothing required (ISO 11079).

Knows pythermalcomfort's functions and the limits that the standards set: beyond them there is no number.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pythermalcomfort import models

from modiste.fabric.comfort.two_node import Climate

Values = NDArray[np.float64]

MOST_HOURS = 8.0
"""ISO 11079 looks no farther."""


@dataclass(frozen=True)
class Strain:
    """What ISO 7933 predicts of work in the heat.

    Attributes:
        core_c: Rectal temperature at the end.
        sweat_g: Water lost, grams.
        minutes: For how long the work may last until the core is at 38 degrees, or half of all workers, or
            95 %, have lost too much water.
    """

    core_c: float
    sweat_g: float
    minutes: float


@dataclass(frozen=True)
class Required:
    """What ISO 11079 says of clothing in the cold, in clo.

    Attributes:
        least: With which the body just keeps its heat, cold.
        neutral: With which it is comfortable.
        hours: How long the clothing worn is enough until the body has lost too much; 8 is as long as wanted.
    """

    least: float
    neutral: float
    hours: float


@contextmanager
def _limits_are_no_news() -> Iterator[None]:
    """Pythermalcomfort warns of every value beyond a standard's limits; here NaN says so."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield


def _around(climate: Climate) -> dict[str, ArrayLike]:
    """Air, radiation and humidity as pythermalcomfort calls them; it has two names for wind."""
    return {"tdb": climate.air_c, "tr": climate.radiant_c, "rh": climate.humidity}


def pmv_ppd(
    climate: Climate, met: ArrayLike, clo: ArrayLike, *, limited: bool = True
) -> tuple[Values, Values]:
    """Predicted mean vote and percentage dissatisfied by ISO 7730.

    Args:
        climate: What is around the wearers.
        met: Activity.
        clo: Clothing as it insulates in wind and motion.
        limited: NaN beyond the standard's limits, instead of the formula's value.
    """
    with _limits_are_no_news():
        found = models.pmv_ppd_iso(
            **_around(climate),
            vr=climate.wind,
            met=met,
            clo=clo,
            limit_inputs=limited,
            round_output=False,
        )
    return np.asarray(found.pmv, float), np.asarray(found.ppd, float)


def heat_strain(
    climate: Climate, met: float, clo: float, permeability: float, minutes: int, **body: Any
) -> Strain | None:
    """Strain by ISO 7933:2023, or None beyond its limits.

    Args:
        climate: What is around the worker.
        met: Activity.
        clo: Intrinsic insulation.
        permeability: Static moisture permeability index i_m of the clothing.
        minutes: How long.
        **body: `weight` in kg, `height` in m, `posture`.
    """
    with _limits_are_no_news():
        found = models.phs(
            **_around(climate),
            v=climate.wind,
            met=met,
            clo=clo,
            i_mst=permeability,
            duration=minutes,
            round_output=False,
            **body,
        )
    if not np.isfinite(found.t_re):
        return None
    limits = (found.d_lim_t_re, found.d_lim_loss_50, found.d_lim_loss_95)
    return Strain(float(found.t_re), float(found.sweat_loss_g), float(np.nanmin(limits)))


def clothing_required(
    climate: Climate, met: float, clo: float, air_permeability: float, walk: float
) -> Required | None:
    """Clothing required by ISO 11079, or None beyond its limits.

    Args:
        climate: What is around the wearer.
        met: Activity.
        clo: Insulation worn.
        air_permeability: Of the outer layer, litres a square metre and second.
        walk: Walking speed, metres a second.
    """
    with _limits_are_no_news():
        found = models.ireq(
            **_around(climate),
            vr=max(float(np.asarray(climate.wind)), 0.4),
            met=met,
            clo=clo,
            p=air_permeability,
            walk_sp=max(walk, min(0.0052 * (met * 58.15 - 58.0), 1.2), 0.0),
            round_output=False,
        )
    if not np.isfinite(found.ireq_min):
        return None
    hours = MOST_HOURS if found.dle_min == "more than 8" else float(found.dle_min)
    return Required(float(found.icl_min), float(found.icl_neutral), hours)
