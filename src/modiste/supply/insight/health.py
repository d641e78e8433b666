"""How a machine is: its vibration and power while it runs, beside its own first days, and where that leads.

Knows daily levels and their trend; readings are the store's. The limit is a machine's own: twice its first
level, since none of ISO 20816's zones is of acceleration or of sewing and spinning.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from modiste.supply.insight.alarms import QUANTITIES

WORN = 2.0
"""Times its first level at which a machine is called worn."""
FIRST_DAYS, TREND_DAYS = 5, 14
_RUNS = 0.4
_LONG = 365


@dataclass(frozen=True, slots=True)
class Health:
    """How a machine is by one quantity.

    Attributes:
        index: 1 as at first, 0 where it is called worn.
        first: The level of its first days, in the quantity's unit.
        now: The level of its last day.
        days_left: Days until it is called worn as the trend goes, with a 90 % interval; None where it does
            not rise.
        daily: The level of each day, oldest first.
    """

    index: float
    first: float
    now: float
    days_left: tuple[float, float, float] | None
    daily: tuple[float, ...]


def machine_health(hours: Sequence[tuple[int, float]]) -> Health | None:
    """How a machine is; None before it has run on enough days.

    Args:
        hours: By hour since 1970, the mean level in it.
    """
    levels = np.array([level for _, level in hours])
    if not len(levels):
        return None
    running = levels > _RUNS * np.quantile(levels, 0.9)
    days = np.array([hour // 24 for hour, _ in hours])[running]
    daily = [float(np.median(levels[running][days == day])) for day in np.unique(days)]
    if len(daily) <= FIRST_DAYS:
        return None
    first, now = float(np.median(daily[:FIRST_DAYS])), daily[-1]
    index = float(np.clip((WORN * first - now) / ((WORN - 1) * first), 0, 1)) if first > 0 else 1.0
    recent = daily[-TREND_DAYS:]
    slope, _, low, high = stats.theilslopes(recent, np.arange(len(recent)), 0.9)
    left = None
    if low > 0 and now < WORN * first:
        away = WORN * first - now
        left = (float(away / slope), float(away / high), float(away / low))
    return Health(index, first, now, left, tuple(daily))


def health_words(quantity: str, health: Health) -> dict[str, str]:
    """Why its index is what it is, as a sentence in English and Chinese."""
    english, chinese = QUANTITIES.get(quantity, (quantity, quantity))
    times = health.now / health.first if health.first > 0 else 1.0
    said = (f"{english} is {times:.2f} times that of its first days", f"{chinese}为最初几天的 {times:.2f} 倍")
    if times >= WORN:
        return {"en": f"{said[0]}: it is worn.", "zh": f"{said[1]}：已磨损。"}
    if health.days_left is None:
        return {"en": f"{said[0]} and does not rise.", "zh": f"{said[1]}，没有上升趋势。"}
    if health.days_left[0] > _LONG:
        return {
            "en": f"{said[0]} and hardly rises: it is not twice that within a year.",
            "zh": f"{said[1]}，上升极缓：一年内不会达到两倍。",
        }
    days, low, high = (f"{each:.0f}" for each in health.days_left)
    return {
        "en": f"{said[0]} and rises; it is twice that in {days} days ({low} to {high}).",
        "zh": f"{said[1]}，且在上升；预计 {days} 天后（{low} 至 {high} 天）达到两倍。",
    }
