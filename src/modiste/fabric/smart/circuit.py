"""A circuit of conductive yarn as it is stated: yarns, pads, traces, heating zones, supplies; and its file.

Knows what is told; where traces run is `routing`'s, what flows `network`'s, how warm it gets `heating`'s.
"""

from pathlib import Path
from typing import Any

from pydantic import Field, field_validator, model_validator

from modiste.fabric.toml_file import read_toml, stated
from modiste.garment import Name, Record

Place = tuple[float, float]
Span = tuple[float, float, float]
"""Least, likely and most."""


class PatternGiven(Record):
    """The sewing pattern that it is stitched on."""

    program: str = "t-shirt"
    chart: str = "women"
    size: str = "38"
    options: dict[str, str | float] = Field(default_factory=dict)


class ConductiveYarn(Record):
    """A yarn that conducts.

    Attributes:
        ohm_per_m: Resistance a metre: one number, or least, likely and most.
        take_up: Yarn by seam length; above 1 where stitches wind.
        source: Where its resistance is from.
    """

    ohm_per_m: Span
    take_up: float = Field(1.0, ge=1, le=20)
    source: str = "unvalidated"

    @field_validator("ohm_per_m", mode="before")
    @classmethod
    def _span(cls, value: object) -> object:
        return (value, value, value) if isinstance(value, float | int) else value

    @model_validator(mode="after")
    def _ordered(self) -> "ConductiveYarn":
        if not 0 < self.ohm_per_m[0] <= self.ohm_per_m[1] <= self.ohm_per_m[2]:
            raise ValueError("ohm_per_m is one number above 0, or least, likely and most")
        return self


class Pad(Record):
    """Where something is joined: a snap, a battery's pole, a branch."""

    name: Name
    panel: Name
    at: Place


class Trace(Record):
    """Yarn stitched from one pad or zone's end to another, over seams where they lie on other panels.

    Attributes:
        start: A pad, or `zone.in` or `zone.out`.
        end: The same.
        yarn: Its yarn.
        strands: How many run side by side.
        via: Places that it goes by, as (panel, x, y).
    """

    start: Name
    end: Name
    yarn: Name
    strands: int = Field(1, ge=1, le=100)
    via: tuple[tuple[str, float, float], ...] = ()

    @property
    def name(self) -> str:
        """How it is called."""
        return f"{self.start} to {self.end}"


class HeatedZone(Record):
    """Yarn laid to and fro over a rectangle.

    Attributes:
        name: Its ends are `name.in`, at the lower left, and `name.out`.
        panel: On which it lies.
        box: Left, bottom, width and height on the panel, centimetres.
        rows: How many lines of yarn.
        yarn: Its yarn.
        strands: How many run side by side.
    """

    name: Name
    panel: Name
    box: tuple[float, float, float, float]
    rows: int = Field(ge=1, le=1000)
    yarn: Name
    strands: int = Field(1, ge=1, le=100)

    @property
    def path(self) -> list[Place]:
        """The meander's corners, centimetres."""
        left, bottom, width, height = self.box
        points: list[Place] = []
        for row in range(self.rows):
            y = bottom + (height * row / (self.rows - 1) if self.rows > 1 else height / 2)
            ends = [(left, y), (left + width, y)]
            points += ends if row % 2 == 0 else ends[::-1]
        return points

    @property
    def area_m2(self) -> float:
        """Cloth that it warms: half a row more on each side."""
        _, _, width, height = self.box
        return width * height * (self.rows / (self.rows - 1) if self.rows > 1 else 1.0) / 1e4


class SupplyGiven(Record):
    """A battery or another source between two pads."""

    name: Name = "battery"
    plus: Name
    minus: Name
    volt: float = Field(gt=0, le=60)
    inner_ohm: float = Field(0.05, ge=0, le=100)


class BatteryGiven(Record):
    """What drives the supplies.

    Attributes:
        watt_hours: Capacity at 25 degrees.
        converter: Share that the converter passes on.
        idle_w: What the electronics take themselves.
        cell_c: Temperature of its cells.
        left: Share of the capacity that is left at temperatures, as (degrees, share).
        source: Where these are from.
    """

    watt_hours: float = Field(gt=0, le=1000)
    converter: float = Field(0.9, gt=0, le=1)
    idle_w: float = Field(0.05, ge=0, le=10)
    cell_c: float = Field(20, ge=-40, le=60)
    left: tuple[Place, ...] = ((-20.0, 0.6), (0.0, 0.85), (25.0, 1.0))
    source: str = "unvalidated: usual of lithium-ion cells; take the data sheet's"


class HeatGiven(Record):
    """Where and for how long it heats.

    Attributes:
        minutes: How long.
        air_c: Around the wearer.
        inner_rct: Resistance of what lies between yarn and skin, m2 K/W.
        outer_rct: Resistance of all that lies outside, the still air included, m2 K/W.
        mass_gsm: Mass of the warmed cloth.
        duty: Share of the time that it is on.
    """

    minutes: int = Field(60, ge=1, le=1440)
    air_c: float = Field(5, ge=-40, le=50)
    inner_rct: float = Field(0.02, gt=0, le=1)
    outer_rct: float = Field(0.25, gt=0, le=3)
    mass_gsm: float = Field(250, gt=0, le=3000)
    duty: float = Field(1, gt=0, le=1)


class Circuit(Record):
    """A circuit on a pattern; `contact_ohm` is each end of a trace, `seam_ohm` each seam that it crosses."""

    name: Name
    pattern: PatternGiven = PatternGiven()
    yarns: dict[str, ConductiveYarn]
    pads: tuple[Pad, ...] = Field(max_length=500)
    traces: tuple[Trace, ...] = Field(max_length=500)
    zones: tuple[HeatedZone, ...] = Field((), max_length=100)
    supplies: tuple[SupplyGiven, ...] = Field(min_length=1, max_length=20)
    contact_ohm: float = Field(0.2, ge=0, le=1000)
    seam_ohm: float = Field(0.5, ge=0, le=1000)
    battery: BatteryGiven | None = None
    heat: HeatGiven = HeatGiven()

    @model_validator(mode="after")
    def _known(self) -> "Circuit":
        names = [pad.name for pad in self.pads] + [zone.name for zone in self.zones]
        if len(set(names)) < len(names):
            raise ValueError("two pads or zones have one name")
        yarned: tuple[Trace | HeatedZone, ...] = (*self.traces, *self.zones)
        for each in yarned:
            if each.yarn not in self.yarns:
                raise ValueError(f"{each.name} is of {each.yarn}; the yarns are {', '.join(self.yarns)}")
        ends = {pad.name for pad in self.pads} | {
            f"{z.name}.{end}" for z in self.zones for end in ("in", "out")
        }
        joined = [end for each in self.traces for end in (each.start, each.end)]
        joined += [end for each in self.supplies for end in (each.plus, each.minus)]
        if unknown := set(joined) - ends:
            raise ValueError(f"there is no {min(unknown)}; there are {', '.join(sorted(ends))}")
        return self


def circuit_from(tree: dict[str, Any]) -> Circuit:
    """A circuit of plain values.

    Raises:
        ModisteError: MOD-2834 for anything that it does not take.
    """
    return stated(Circuit, tree, "MOD-2834")


def read_circuit(path: Path) -> Circuit:
    """A circuit of a TOML file.

    Raises:
        ModisteError: MOD-2834 for a file that is missing, too large, no TOML or no circuit.
    """
    return circuit_from(read_toml(path, "MOD-2834"))
