"""What a cloth does to its wearer in a scenario: courses for the least, likely and most cloth, and a verdict.

Knows how intervals pass through and what is told; cloth's resistances come from `properties` or a table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from modiste.fabric.comfort.air_gaps import Air
from modiste.fabric.comfort.course import Course, climate_of, course
from modiste.fabric.comfort.feeling import Said, feeling, felt_between, warnings
from modiste.fabric.comfort.indices import Required, Strain, clothing_required, heat_strain, pmv_ppd
from modiste.fabric.comfort.insulation import Clothing, Layer
from modiste.fabric.comfort.movement import walking_speed
from modiste.fabric.comfort.scenario import Phase, Scenario
from modiste.fabric.comfort.segments import NAMES_ZH, SEGMENTS

EVERY = 5
"""Minutes between two points of a curve that is told."""
_NAMES = [Said(name.replace("_", " "), NAMES_ZH[name]) for name in SEGMENTS]


@dataclass(frozen=True)
class Cloth:
    """A cloth's resistances, each least, likely and most.

    Attributes:
        rct: Thermal, m2 K/W.
        ret: Water-vapour, m2 Pa/W.
        air_mm_s: Likely air permeability at 100 Pa.
    """

    rct: tuple[float, float, float]
    ret: tuple[float, float, float]
    air_mm_s: float


def judge_comfort(
    scenario: Scenario,
    cloth: Cloth,
    draped: Mapping[str, Air] | None = None,
    live: Callable[[Sequence[Layer], int], Course] | None = None,
) -> dict[str, Any]:
    """Live a scenario through in the least, the likely and the most of a cloth; plain values, as in JSON.

    Rct and Ret go together: both grow with thickness, which is what is least sure.

    Args:
        scenario: Who, layers and phases.
        cloth: The cloth of those layers that name no resistances.
        draped: What drapes tell of layers, by name: before what the scenario says of covers and gaps.
        live: Lives it through in layers, 0 of the least, 1 of the likely and 2 of the most of the cloth; by
            default `course`.
    """
    live = live or (lambda layers, _: course(scenario, layers))
    runs = [live(_layers(scenario, cloth, which, draped or {}), which) for which in (0, 1, 2)]
    ends = np.cumsum([phase.minutes for phase in scenario.phases])
    phases = [
        _phase(scenario, cloth, number, slice(int(end) - phase.minutes, int(end)), runs)
        for number, (phase, end) in enumerate(zip(scenario.phases, ends, strict=True))
    ]
    told = [*range(EVERY - 1, int(ends[-1]) - 1, EVERY), int(ends[-1]) - 1]
    return {
        "scenario": scenario.name,
        "minutes": [minute + 1 for minute in told],
        "curves": {name: _curve(runs, name, told) for name in _CURVES},
        "segments": {
            name: {
                "skin_c": runs[1].skin_c_by_segment[told, number].round(2).tolist(),
                "wettedness": runs[1].wettedness_by_segment[told, number].round(3).tolist(),
            }
            for number, name in enumerate(SEGMENTS)
        },
        "phases": phases,
        "verdict": _verdict(phases),
        "how": "predicted by JOS-3 and Gagge's two-node body; low and high from the cloth's interval",
    }


_CURVES = ("skin_c", "core_c", "wettedness", "sweat_g_h", "sensation", "discomfort")


def _layers(scenario: Scenario, cloth: Cloth, which: int, draped: Mapping[str, Air]) -> list[Layer]:
    airs = {each.name: draped.get(each.name, Air(each.shares, each.gap_mm)) for each in scenario.layers}
    return [
        Layer(
            each.name,
            each.rct or cloth.rct[which],
            each.ret or cloth.ret[which],
            airs[each.name].covers,
            airs[each.name].gap_mm,
        )
        for each in scenario.layers
    ]


def _curve(runs: list[Course], name: str, told: list[int]) -> dict[str, list[float]]:
    values = np.stack([getattr(run, name)[told] for run in runs])
    rows = {"low": values.min(axis=0), "value": values[1], "high": values.max(axis=0)}
    return {key: row.round(3).tolist() for key, row in rows.items()}


def _phase(
    scenario: Scenario, cloth: Cloth, number: int, minutes: slice, runs: list[Course]
) -> dict[str, Any]:
    phase, likely = scenario.phases[number], runs[1]
    told = [_standards(scenario, phase, cloth, run.clothed[number]) for run in runs]
    feelings = [
        feeling(float(run.discomfort[minutes][-1]), each.vote, run.clothed[number].clo, each.required)
        for run, each in zip(runs, told, strict=True)
    ]
    warned = warnings(
        likely.core_c[minutes],
        likely.skin_c_by_segment[minutes],
        likely.wettedness_by_segment[minutes],
        phase.met,
        _NAMES,
    )
    return {
        "name": phase.name or str(number + 1),
        "minutes": phase.minutes,
        "clo": round(likely.clothed[number].clo, 3),
        "im": round(likely.clothed[number].permeability, 3),
        "feeling": {"low": min(feelings), "value": feelings[1], "high": max(feelings)},
        "felt": vars(felt_between(feelings)),
        "warnings": [vars(each) for each in warned],
        "standards": told[1].shown(),
    }


@dataclass(frozen=True)
class _Standards:
    """PMV, heat strain and clothing required, each where its standard goes so far; of a lasting state."""

    vote: float
    pmv: float
    ppd: float
    strain: Strain | None
    required: Required | None

    def shown(self) -> dict[str, Any]:
        return {
            "pmv": self.pmv if np.isfinite(self.pmv) else None,
            "ppd": self.ppd if np.isfinite(self.ppd) else None,
            "phs": vars(self.strain) if self.strain else None,
            "ireq": vars(self.required) if self.required else None,
        }


def _standards(scenario: Scenario, phase: Phase, cloth: Cloth, worn: Clothing) -> _Standards:
    around, who = climate_of(phase), scenario.wearer
    pmv, ppd = pmv_ppd(around, phase.met, worn.clo)
    layers = [each for each in scenario.layers if each.name in phase.wear]
    return _Standards(
        vote=float(pmv_ppd(around, phase.met, worn.clo, limited=False)[0]),
        pmv=float(pmv),
        ppd=float(ppd),
        strain=heat_strain(
            around,
            phase.met,
            worn.clo,
            worn.permeability,
            phase.minutes,
            weight=who.weight_kg,
            height=who.height_m,
            posture="sitting" if phase.posture == "sitting" else "standing",
        ),
        required=clothing_required(
            around,
            phase.met,
            worn.clo,
            layers[-1].air_mm_s if layers and layers[-1].rct else cloth.air_mm_s,
            walking_speed(phase.met) if phase.walk is None else phase.walk,
        ),
    )


def _verdict(phases: list[dict[str, Any]]) -> dict[str, str]:
    worst = max(phases, key=lambda phase: abs(phase["feeling"]["value"]))
    said = worst["felt"]
    warned = [(phase["name"], each) for phase in phases for each in phase["warnings"]]
    en = f"At worst {said['en']} ({worst['name']})."
    zh = f"最差时段：{worst['name']}，{said['zh']}。"
    if warned:
        en += f" Look out: {'; '.join(name + ', ' + each['en'] for name, each in warned)}."
        zh += f"注意：{'；'.join(name + '，' + each['zh'] for name, each in warned)}。"
    return {"en": en, "zh": zh}
