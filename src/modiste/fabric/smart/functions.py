"""What a cloth that melts, opens or wears out does, asked in plain values and told as curves.

Knows what may be asked and how it is told in two languages; the physics is `phase_change`'s, `moisture`'s and
`ageing`'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from modiste.fabric.comfort.two_node import Climate
from modiste.fabric.smart.ageing import assumed_ageing, measured_ageing
from modiste.fabric.smart.circuit import Place, WashSeries
from modiste.fabric.smart.moisture import Adaptive, adapted
from modiste.fabric.smart.phase_change import Slab, buffered
from modiste.fabric.toml_file import read_toml, stated
from modiste.garment import ModisteError, Record

FUNCTIONS = ("phase-change", "adapt", "ageing")
_MOST_MINUTES = 480
_OUTER = 10.0
"""W/(m2 K) from cloth to still air, radiation included."""
_AIR = (0.026, 1.2, 1005.0)
"""Conductivity, density and specific heat of air."""
_POINTS = 240
_LEAD = 1200.0
"""Seconds in the first air before anything is told: cloth does not come onto skin at its temperature."""


_Asked = TypeVar("_Asked", bound=Record)


@dataclass(frozen=True)
class PlainCloth:
    """What is predicted of the cloth without its function.

    Attributes:
        name: How it is called.
        mass_gsm: Its mass.
        thickness_mm: Its thickness.
        rct: Thermal resistance, m2 K/W.
        ret: Water-vapour resistance, m2 Pa/W.
    """

    name: str
    mass_gsm: float
    thickness_mm: float
    rct: float
    ret: float


class _Stays(Record):
    @staticmethod
    def _minutes(stays: Sequence[Place]) -> float:
        return sum(minutes for minutes, _ in stays)


class MeltAsked(_Stays):
    """A material in the cloth that melts, and air that changes.

    Attributes:
        share_pct: Of the finished cloth's mass that melts.
        latent_kj_kg: Heat of fusion of what melts, by its data sheet.
        melts: Degrees between which it melts.
        skin_c: Of the skin, held.
        gap_mm: Still air between skin and cloth.
        stays: Minutes, and degrees of the air, one after another.
    """

    share_pct: float = Field(20, gt=0, le=60)
    latent_kj_kg: float = Field(180, gt=0, le=350)
    melts: Place = (27.0, 29.0)
    skin_c: float = Field(33, ge=20, le=40)
    gap_mm: float = Field(1, ge=0, le=20)
    stays: tuple[Place, ...] = Field(((30.0, 30.0), (30.0, 5.0)), min_length=1, max_length=20)

    @model_validator(mode="after")
    def _possible(self) -> "MeltAsked":
        if not 0 <= self.melts[0] < self.melts[1] <= 60:
            raise ValueError(f"melts {self.melts} is no range that rises between 0 and 60 degrees")
        if not all(minutes > 0 and -40 <= air <= 55 for minutes, air in self.stays):
            raise ValueError("stays are minutes above 0 and air from -40 to 55 degrees")
        if self._minutes(self.stays) > _MOST_MINUTES:
            raise ValueError(f"the stays last longer than {_MOST_MINUTES} minutes")
        return self


class OpenAsked(_Stays):
    """A cloth that opens when damp, and what its wearer does.

    Attributes:
        open_ret_pct: Of the closed cloth's vapour resistance that is left when it is open.
        open_rct_pct: The same of its warmth.
        half_open: Relative humidity below the cloth at which it is half open, per cent.
        range: Per cent of humidity from a quarter to three quarters open.
        opens: Minutes to open, a time constant.
        closes: Minutes to close.
        air_c: Around the wearer.
        humidity: Around the wearer, per cent.
        wind: Metres a second.
        stays: Minutes, and activity in met, one after another.
    """

    open_ret_pct: float = Field(40, ge=1, le=100)
    open_rct_pct: float = Field(80, ge=1, le=100)
    half_open: float = Field(75, ge=5, le=99)
    range: float = Field(15, ge=1, le=60)
    opens: float = Field(3, gt=0, le=240)
    closes: float = Field(8, gt=0, le=240)
    air_c: float = Field(24, ge=-20, le=50)
    humidity: float = Field(50, ge=0, le=100)
    wind: float = Field(0.2, ge=0, le=20)
    stays: tuple[Place, ...] = Field(((10.0, 1.2), (30.0, 5.0), (40.0, 1.2)), min_length=1, max_length=20)

    @model_validator(mode="after")
    def _possible(self) -> "OpenAsked":
        if not all(minutes >= 1 and 0.7 <= met <= 12 for minutes, met in self.stays):
            raise ValueError("stays are minutes from 1 and activity from 0.7 to 12 met")
        if self._minutes(self.stays) > _MOST_MINUTES:
            raise ValueError(f"the stays last longer than {_MOST_MINUTES} minutes")
        return self


class WashAsked(Record):
    """How a conductive yarn wears in the wash.

    Attributes:
        washes: How many are looked at.
        ratio: Resistance over that when new at which it is worn out.
        measured: Its resistance after washes, where somebody measured it.
    """

    washes: int = Field(50, ge=1, le=1000)
    ratio: float = Field(2, gt=1, le=1000)
    measured: WashSeries | None = None


def melted(cloth: PlainCloth, asked: MeltAsked) -> dict[str, Any]:
    """Heat from the skin through a cloth that melts, beside the same cloth that does not."""
    latent = asked.share_pct / 100 * asked.latent_kj_kg * 1000
    ends = np.cumsum([minutes * 60 for minutes, _ in asked.stays])

    every = max(10.0, float(ends[-1]) / _POINTS)
    lead = ceil(_LEAD / every) * every

    def air(second: float) -> float:
        return asked.stays[min(int(np.searchsorted(ends, second - lead, side="right")), len(ends) - 1)][1]

    runs = []
    for heat in (latent, 0.0):
        layer = Slab(
            cloth.thickness_mm,
            cloth.thickness_mm / 1000 / cloth.rct,
            cloth.mass_gsm / cloth.thickness_mm,
            latent=heat,
            melts=asked.melts,
        )
        slabs = [Slab(asked.gap_mm, *_AIR), layer] if asked.gap_mm else [layer]
        run = buffered(slabs, asked.skin_c, air, seconds=lead + float(ends[-1]), outer=_OUTER, every=every)
        runs.append(replace(run, **{name: values[run.seconds >= lead] for name, values in vars(run).items()}))
    smart, plain = runs
    minutes = (smart.seconds - lead) / 60
    saved = plain.from_skin - smart.from_skin
    marks = [0.0, *(float(end) / 60 for end in ends)]
    stays = [
        {"minutes": asked.stays[place][0], "set": asked.stays[place][1],
         "spared_kj_m2": _sum(minutes, saved, one, other), "most": _most(minutes, saved, one, other)}
        for place, (one, other) in enumerate(pairwise(marks))
    ]  # fmt: skip
    capacity = cloth.mass_gsm * latent / 1e6
    best = max(stays, key=lambda each: abs(each["spared_kj_m2"]))
    spared = best["spared_kj_m2"]
    words = ("less", "少") if spared >= 0 else ("more", "多")
    return {
        "name": cloth.name,
        "axis": "minutes",
        "at": minutes.round(3).tolist(),
        "curves": {
            "from_skin_w_m2": _pair(smart.from_skin, plain.from_skin),
            "inner_c": _pair(smart.inner_c, plain.inner_c),
            "molten": {"smart": smart.molten.round(4).tolist()},
        },
        "stays": stays,
        "figures": {"capacity_kj_m2": capacity, "spared_kj_m2": spared, "most_w_m2": best["most"]},
        "verdict": {
            "en": f"It holds {capacity:.1f} kJ/m². At {best['set']:g} °C the skin gives {abs(spared):.1f} "
            f"kJ/m² {words[0]} than through the plain cloth, at most "
            f"{abs(best['most']):.0f} W/m² {words[0]}.",
            "zh": f"可储热 {capacity:.1f} kJ/m²。{best['set']:g} °C 时，皮肤散热比普通面料{words[1]} "
            f"{abs(spared):.1f} kJ/m²，最多{words[1]} {abs(best['most']):.0f} W/m²。",
        },
        "how": "predicted by the enthalpy method (10.1016/0017-9310(81)90062-4); what melts is as stated; "
        "unvalidated",
    }


def opened(cloth: PlainCloth, asked: OpenAsked) -> dict[str, Any]:
    """A wearer in a cloth that opens when damp, beside the same cloth that stays closed."""
    adaptive = Adaptive(
        (cloth.rct, cloth.rct * asked.open_rct_pct / 100),
        (cloth.ret, cloth.ret * asked.open_ret_pct / 100),
        asked.half_open,
        asked.range,
        asked.opens,
        asked.closes,
    )
    climate = Climate(asked.air_c, asked.air_c, asked.humidity, max(asked.wind, 0.1))
    mets = [met for minutes, met in asked.stays for _ in range(round(minutes))]
    smart, plain = (adapted(adaptive, climate, mets, is_fixed=fixed) for fixed in (False, True))
    wet = float((plain.wettedness - smart.wettedness).max())
    widest = float(smart.opening.max())
    return {
        "name": cloth.name,
        "axis": "minutes",
        "at": list(range(1, len(mets) + 1)),
        "curves": {
            "wettedness": _pair(smart.wettedness, plain.wettedness),
            "discomfort": _pair(smart.discomfort, plain.discomfort),
            "humidity_pct": _pair(smart.humidity, plain.humidity),
            "ret_m2pa_w": _pair(smart.ret, plain.ret),
            "opening": {"smart": smart.opening.round(4).tolist()},
        },
        "stays": [],
        "figures": {"widest": widest, "wettedness_less": wet},
        "verdict": {
            "en": f"It opens to {widest:.0%} at most; at best {100 * wet:.1f} per cent of the skin are dry "
            "that would be wet below the cloth if it stayed closed.",
            "zh": f"最大开启度 {widest:.0%}；与始终闭合相比，皮肤湿润面积最多减少 {100 * wet:.1f} 个百分点。",
        },
        "how": "predicted by Gagge's two-node body in one even layer; how it opens is as stated; unvalidated",
    }


def washed(asked: WashAsked) -> dict[str, Any]:
    """Resistance over that when new after each wash, and after how many the yarn is worn out."""
    given = asked.measured
    wear = measured_ageing(given.washes, given.ratios, given.source) if given else assumed_ageing()
    counts = list(range(asked.washes + 1))
    ratios = np.array([wear.ratio(count) for count in counts])
    fewest, likely, most = (
        float(each) if np.isfinite(each) else None for each in wear.washes_until(asked.ratio)
    )

    def said(washes: float | None, never: str) -> str:
        return never if washes is None else f"{washes:.0f}"

    return {
        "name": given.source if given else "",
        "axis": "washes",
        "at": counts,
        "curves": {
            "resistance_by_new": {
                name: ratios[:, place].round(5).tolist()
                for place, name in enumerate(("low", "value", "high"))
            }
        },
        "stays": [],
        "figures": {"fewest_washes": fewest, "likely_washes": likely, "most_washes": most},
        "verdict": {
            "en": f"Resistance has grown {asked.ratio:g} times after {said(likely, 'no number of')} washes "
            f"({said(fewest, 'never')} to {said(most, 'never')}).",
            "zh": f"水洗 {said(likely, '任意')} 次后电阻增至 {asked.ratio:g} 倍"
            f"（{said(fewest, '永不')} 至 {said(most, '永不')} 次）。",
        },
        "how": f"growth by a constant share a wash; {wear.source}",
    }


def _pair(smart: NDArray[np.float64], plain: NDArray[np.float64]) -> dict[str, list[float]]:
    return {"smart": smart.round(4).tolist(), "plain": plain.round(4).tolist()}


def _sum(minutes: NDArray[np.float64], watts: NDArray[np.float64], start: float, end: float) -> float:
    part = (minutes >= start) & (minutes <= end)
    return float(np.trapezoid(watts[part], minutes[part]) * 60 / 1000)


def _most(minutes: NDArray[np.float64], watts: NDArray[np.float64], start: float, end: float) -> float:
    part = watts[(minutes > start) & (minutes <= end)]
    return float(part[np.abs(part).argmax()]) if len(part) else 0.0


def _asked(model: type[_Asked], tree: Mapping[str, Any]) -> _Asked:
    return stated(model, dict(tree), "MOD-2840")


def melt_asked(tree: Mapping[str, Any]) -> MeltAsked:
    """What is asked of a cloth that melts, of plain values.

    Raises:
        ModisteError: MOD-2840 for anything that it does not take.
    """
    return _asked(MeltAsked, tree)


def open_asked(tree: Mapping[str, Any]) -> OpenAsked:
    """What is asked of a cloth that opens; as `melt_asked`."""
    return _asked(OpenAsked, tree)


def wash_asked(tree: Mapping[str, Any]) -> WashAsked:
    """What is asked of washing; as `melt_asked`."""
    return _asked(WashAsked, tree)


def read_functions(path: Path) -> dict[str, Any]:
    """The tables of a TOML file: `phase-change`, `adapt`, `ageing`, each as asked of its function.

    Raises:
        ModisteError: MOD-2840 for a file that is missing, too large, no TOML, or has other tables.
    """
    tree = read_toml(path, "MOD-2840")
    if other := [name for name in tree if name not in FUNCTIONS or not isinstance(tree[name], dict)]:
        raise ModisteError("MOD-2840", reason=f"{other[0][:80]} is none of the tables {', '.join(FUNCTIONS)}")
    return tree
