"""A day as a wearer lives it: climate and activity by the phase, layers put on and taken off; and its file.

Knows what is told; what becomes of the wearer is `course`'s.
"""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from modiste.fabric.comfort.segments import GARMENTS, SEGMENTS
from modiste.fabric.toml_file import read_toml, stated
from modiste.garment import Name, Record

MOST_MINUTES = 24 * 60


class WearerGiven(Record):
    """Who wears it."""

    height_m: float = Field(1.72, ge=0.5, le=2.5)
    weight_kg: float = Field(74.4, ge=20, le=200)
    age: int = Field(30, ge=5, le=100)
    sex: Literal["female", "male"] = "female"
    fat_percent: float = Field(20, ge=3, le=60)


class LayerGiven(Record):
    """One layer, the innermost first.

    Attributes:
        name: What phases call it.
        garment: What it covers by its cut, a key of `GARMENTS`.
        covers: Share of segments that it covers, in place of a garment's.
        gap_mm: Air below it.
        rct: Thermal resistance of its cloth, m2 K/W; without it, the layer is of the cloth in question.
        ret: Water-vapour resistance of its cloth, m2 Pa/W.
        air_mm_s: Air permeability of its cloth at 100 Pa; the cold's standard asks it of the outermost.
    """

    name: Name
    garment: str = ""
    covers: dict[str, float] = Field(default_factory=dict)
    gap_mm: float = Field(5.0, ge=0, le=100)
    rct: float | None = Field(None, gt=0, le=3)
    ret: float | None = Field(None, gt=0, le=10_000)
    air_mm_s: float = Field(50, gt=0, le=20_000)

    @model_validator(mode="after")
    def _known(self) -> "LayerGiven":
        if (self.rct is None) != (self.ret is None):
            raise ValueError(f"layer {self.name} needs both rct and ret, or neither")
        if bool(self.garment) == bool(self.covers):
            raise ValueError(f"layer {self.name} needs a garment or what it covers, one of the two")
        if self.garment and self.garment not in GARMENTS:
            raise ValueError(f"no garment {self.garment}; known are {', '.join(GARMENTS)}")
        for segment, share in self.covers.items():
            if segment not in SEGMENTS:
                raise ValueError(f"no segment {segment}; known are {', '.join(SEGMENTS)}")
            if not 0 <= share <= 1:
                raise ValueError(f"layer {self.name} covers {share} of {segment}; shares lie from 0 to 1")
        return self

    @property
    def shares(self) -> dict[str, float]:
        """Share of each segment that it covers."""
        return dict(self.covers or GARMENTS[self.garment])


class Phase(Record):
    """Some time in one climate at one activity.

    Attributes:
        minutes: How long.
        air_c: Air temperature.
        radiant_c: Mean radiant temperature without the sun; the air's where it is not told.
        humidity: Relative humidity, per cent.
        wind: Air speed, metres a second.
        sun: Direct sunshine, W/m2.
        sun_altitude: Degrees of the sun above the horizon.
        met: Activity in met: 1 sits at ease, 2 walks slowly, 6 runs.
        walk: Walking speed, metres a second; that of the activity where it is not told.
        posture: How the body is held.
        wear: Names of the layers worn, in any order.
    """

    name: str = ""
    minutes: int = Field(ge=1, le=MOST_MINUTES)
    air_c: float = Field(ge=-40, le=55)
    radiant_c: float | None = Field(None, ge=-60, le=90)
    humidity: float = Field(50, ge=0, le=100)
    wind: float = Field(0.1, ge=0, le=30)
    sun: float = Field(0, ge=0, le=1100)
    sun_altitude: float = Field(45, ge=0, le=90)
    met: float = Field(1.2, ge=0.7, le=12)
    walk: float | None = Field(None, ge=0, le=8)
    posture: Literal["standing", "sitting", "lying"] = "standing"
    wear: tuple[str, ...] = ()


class Scenario(Record):
    """Phases one after another, and what there is to wear."""

    name: Name
    wearer: WearerGiven = WearerGiven()
    layers: tuple[LayerGiven, ...] = Field(min_length=1, max_length=20)
    phases: tuple[Phase, ...] = Field(min_length=1, max_length=200)

    @model_validator(mode="after")
    def _known(self) -> "Scenario":
        names = [layer.name for layer in self.layers]
        if len(set(names)) < len(names):
            raise ValueError("two layers have one name")
        for phase in self.phases:
            if unknown := set(phase.wear) - set(names):
                raise ValueError(f"a phase wears {min(unknown)}; the layers are {', '.join(names)}")
        if sum(phase.minutes for phase in self.phases) > MOST_MINUTES:
            raise ValueError(f"it lasts longer than {MOST_MINUTES} minutes")
        return self


def scenario_from(tree: dict[str, Any]) -> Scenario:
    """A scenario of plain values, as TOML or JSON has them.

    Raises:
        ModisteError: MOD-2830 for anything that it does not take.
    """
    return stated(Scenario, tree, "MOD-2830")


def read_scenario(path: Path) -> Scenario:
    """A scenario of a TOML file.

    Raises:
        ModisteError: MOD-2830 for a file that is missing, too large, no TOML or no scenario.
    """
    return scenario_from(read_toml(path, "MOD-2830"))
