"""The footprint of a kilogram of finished cloth: fibres, spinning, weaving or knitting, wet finishing, waste.

Knows `factors.toml` and how waste adds up; making up, transport, wear and the end of life are not in it.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from modiste.fabric.fibres import KINDS
from modiste.fabric.spec import FabricSpec
from modiste.garment import ModisteError

FOOTPRINT_SOURCE = "MTES-MCT/ecobalyse-data @ ac7292c (MIT)"
CLIMATE_SOURCE = "10.3389/fbioe.2021.608826, table 3"
_SYNTHETIC = frozenset(
    ["polyester", "polyamide", "acrylic", "polypropylene", "elastane", "acetate", "triacetate"]
)
_KWH = 3.6
_ASIA = "asia"


@dataclass(frozen=True)
class Span:
    """A value between the least and the most that its sources allow."""

    value: float
    low: float
    high: float

    def __add__(self, other: "Span") -> "Span":
        return Span(self.value + other.value, self.low + other.low, self.high + other.high)

    def times(self, factor: float) -> "Span":
        """So many times as much."""
        return Span(self.value * factor, self.low * factor, self.high * factor)


@dataclass(frozen=True)
class Stage:
    """One step on the way to a kilogram of cloth.

    Attributes:
        name: Which.
        kilograms: How much goes through it.
        electricity: MJ.
        heat: MJ.
        ecs: µPt.
        factors: The source's own names of what it is reckoned with.
    """

    name: str
    kilograms: float
    electricity: Span
    heat: Span
    ecs: Span
    factors: tuple[str, ...]


@dataclass(frozen=True)
class Footprint:
    """Of a kilogram of finished cloth.

    Attributes:
        stages: From fibre to finish.
        ecs: µPt, the sum, or None where a fibre has no factor.
        missing: Fibres without a factor.
        climate: kg CO2e of the fibres alone by name, as its source has them; no sum where one is missing.
        water: m³, likewise.
    """

    stages: tuple[Stage, ...]
    ecs: Span | None
    missing: tuple[str, ...]
    climate: Mapping[str, tuple[float, float]]
    water: Mapping[str, tuple[float, float]]


def fibre_factor(name: str) -> Span | None:
    """µPt a kg of a fibre, `recycled` and `organic` ones apart, or None where no source has it.

    Example:
        >>> fibre_factor("cotton"), fibre_factor("recycled cotton").low, fibre_factor("silk")
        (Span(value=1672.6, low=1672.6, high=1672.6), 147.07, None)
    """
    known = _factors()["fibre"].get(name)
    return _span([each["ecs"] for each in known]) if known else None


def countries() -> tuple[str, ...]:
    """Whose electricity is known."""
    return tuple(_factors()["electricity"])


def footprint(spec: FabricSpec, country: str = "") -> Footprint:
    """The footprint of a kilogram of a cloth.

    Args:
        spec: the cloth.
        country: where it is made, one of `countries`; without one Asia's electricity, between the least and
            the most of all.

    Raises:
        ModisteError: MOD-2812 for a country that is not known.
    """
    data = _factors()
    if country and country not in data["electricity"]:
        raise ModisteError("MOD-2812", country=country[:20], known=", ".join(countries()))
    power = _span(
        [data["electricity"][country]]
        if country
        else [data["electricity"][_ASIA], *data["electricity"].values()]
    )
    warmth = _span(list(data["heat"].values()))
    shares = spec.composition
    synthetic = sum(share for name, share in shares.items() if plain(name) in _SYNTHETIC)
    staple = sum(each.is_spun for each in spec.yarns) / 2
    making = "knitting" if spec.is_knit else "weaving"
    yarn = 1 / (1 - data["process"][making][0]["waste"])
    waste = staple * data["process"]["spinning_staple"][0]["waste"]
    waste += (1 - staple) * data["process"]["spinning_filament"][0]["waste"]
    fibre = yarn / (1 - waste)
    wanted: list[tuple[str, float, Sequence[tuple[str, float]]]] = [
        ("spinning", yarn, (("spinning_staple", staple), ("spinning_filament", 1 - staple))),
        (making, 1.0, ((making, 1.0),)),
        (
            "pretreatment",
            1.0,
            (("desizing", float(not spec.is_knit)), ("bleaching", 1 - synthetic), ("washing", synthetic)),
        ),
        ("dyeing", 1.0, (("dyeing", 1.0), ("dyes_natural", 1 - synthetic), ("dyes_synthetic", synthetic))),
        ("finishing", 1.0, (("finishing", 1.0),)),
    ]
    stages = [_stage(name, mass, parts, power, warmth) for name, mass, parts in wanted]
    known = {name: fibre_factor(name) for name in shares}
    missing = tuple(name for name, factor in known.items() if factor is None)
    nothing = Span(0, 0, 0)
    fibres = nothing
    for name, factor in known.items():
        fibres += (factor or nothing).times(shares[name] * fibre)
    stages.insert(
        0, Stage("fibre", fibre, nothing, nothing, fibres, tuple(name for name in shares if known[name]))
    )
    total = nothing
    for each in stages:
        total += each.ecs
    climate, water = (
        {name: _ends(data[what][name]) for name in shares if name in data[what]}
        for what in ("climate", "water")
    )
    return Footprint(tuple(stages), None if missing else total, missing, climate, water)


def plain(name: str) -> str:
    """A fibre's generic name without what kind it is."""
    return name.split(" ", 1)[1] if name.startswith(tuple(f"{kind} " for kind in KINDS)) else name


@cache
def _factors() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "factors.toml").read_text(encoding="utf-8"))


def _stage(name: str, mass: float, parts: Sequence[tuple[str, float]], power: Span, warmth: Span) -> Stage:
    electricity = heat = ecs = Span(0, 0, 0)
    used = []
    for process, share in parts:
        if not share:
            continue
        ways = _factors()["process"][process]
        electricity += _span([each.get("electricity", 0.0) for each in ways]).times(share * mass)
        heat += _span([each.get("heat", 0.0) for each in ways]).times(share * mass)
        ecs += _span([each.get("ecs", 0.0) for each in ways]).times(share * mass)
        used.append(ways[0]["name"])
    for energy, cost in ((electricity.times(1 / _KWH), power), (heat, warmth)):
        ecs += Span(energy.value * cost.value, energy.low * cost.low, energy.high * cost.high)
    return Stage(name, mass, electricity, heat, ecs, tuple(used))


def _span(values: Sequence[float]) -> Span:
    return Span(values[0], min(values), max(values))


def _ends(values: Sequence[float]) -> tuple[float, float]:
    return min(values), max(values)
