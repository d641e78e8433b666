"""What a wearer's course comes to, in words, English and Chinese.

Knows Gagge's categories of DISC, votes in the cold, limits of temperature and wettedness; no body.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.comfort.indices import Required
from modiste.fabric.comfort.two_node import MET

Values = NDArray[np.float64]

_HOT = (
    (0.5, "comfortable", "舒适"),
    (1.5, "slightly uncomfortable, warm", "略感不适，偏暖"),
    (2.5, "uncomfortable, hot", "不舒适，偏热"),
    (3.5, "very uncomfortable, hot", "非常不适，很热"),
    (4.5, "hardly to be borne, hot", "酷热难耐"),
    (np.inf, "not to be borne, hot", "酷热，无法忍受"),
)
"""DISC up to so much; Gagge, Fobelets and Berglund 1986."""
_COLD = (
    (0.5, "comfortable", "舒适"),
    (1.5, "slightly cool", "略凉"),
    (2.5, "cool", "凉"),
    (np.inf, "cold", "冷"),
)
"""Votes down to so much; ISO 7730, table 1."""
HOT_CORE, COLD_CORE = 38.0, 36.0
"""Limits of rectal temperature in work: ISO 7933 in the heat, ISO 9886 in the cold."""
COLD_SKIN = 15.0
"""ISO 11079: fingers below hurt and fumble."""


@dataclass(frozen=True)
class Said:
    """One thing in two languages."""

    en: str
    zh: str


def feeling(discomfort: float, pmv: float, worn_clo: float, required: Required | None) -> float:
    """One number for the end of a phase: heat by its DISC, cold by the vote that it would come to.

    DISC hardly falls in the cold. There the vote is ISO 11079's where that holds (0 in the neutral clothing
    required, -2 in the least, a reading of ours), else PMV, beyond its standard's limits too; never below -3.
    """
    if discomfort >= _HOT[0][0]:
        return discomfort
    if required is not None:
        pmv = -2.0 * (required.neutral - worn_clo) / (required.neutral - required.least)
    return float(np.clip(pmv, -3.0, 0.0))


def felt(feeling: float) -> Said:
    """How a feeling is called."""
    words = _HOT if feeling > 0 else _COLD
    return next(Said(en, zh) for limit, en, zh in words if abs(feeling) < limit)


def felt_between(values: Sequence[float]) -> Said:
    """How it feels over an interval: one phrase, or the two ends of it."""
    low, high = felt(min(values)), felt(max(values))
    return low if low == high else Said(f"{low.en} to {high.en}", f"{low.zh}至{high.zh}")


def damp_limit(met: float) -> float:
    """Wettedness above which skin feels clammy (Nishi and Gagge 1977, as ASHRAE Fundamentals, chapter 9)."""
    return 0.0012 * met * MET + 0.15


def warnings(
    core_c: Values, skin_c: Values, wettedness: Values, met: float, segments: Sequence[Said]
) -> list[Said]:
    """What passes a limit in some minutes.

    Args:
        core_c: (n,) core temperature.
        skin_c: (n, 17) skin temperature.
        wettedness: (n, 17).
        met: Activity in these minutes.
        segments: The 17 names.
    """
    found = []
    if core_c.max() > HOT_CORE:
        found.append(Said(f"the core reaches {core_c.max():.1f} °C", f"核心体温达 {core_c.max():.1f} °C"))
    if core_c.min() < COLD_CORE:
        found.append(Said(f"the core falls to {core_c.min():.1f} °C", f"核心体温降至 {core_c.min():.1f} °C"))
    coldest, wettest = int(skin_c.min(axis=0).argmin()), int(wettedness.max(axis=0).argmax())
    if (value := skin_c[:, coldest].min()) < COLD_SKIN:
        name = segments[coldest]
        found.append(
            Said(f"skin of the {name.en} falls to {value:.0f} °C", f"{name.zh}皮肤降至 {value:.0f} °C")
        )
    if (value := wettedness[:, wettest].max()) > damp_limit(met):
        name = segments[wettest]
        found.append(
            Said(
                f"skin of the {name.en} gets clammy ({value:.0%} wet)",
                f"{name.zh}皮肤潮湿（湿润度 {value:.0%}）",
            )
        )
    return found
