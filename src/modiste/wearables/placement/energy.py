"""How long a battery lasts: the mean current of sensor, processor and radio, sampling evenly or as needed.

Knows a budget's arithmetic and its file; every current is the file's assumption, and how often a wearer is
told surely enough to sample slowly is `sampling`'s.
"""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from modiste.learning import read_toml

MAX_BYTES = 64 * 1024
NOTE = "computed from the currents that the file assumes; no device was measured"


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        model_title_generator=lambda model: f"Energy{model.__name__}",
    )


class Battery(_Part):
    """Capacity in milliampere-hours, and the share of it that can be drawn."""

    capacity_mah: float = Field(gt=0)
    usable: float = Field(0.85, gt=0, le=1)


class Sensor(_Part):
    """Microamperes while it samples at the full and at the low rate."""

    full_ua: float = Field(ge=0)
    low_ua: float = Field(ge=0)


class Processor(_Part):
    """What it draws asleep and at work, and how long a window takes it."""

    sleep_ua: float = Field(ge=0)
    active_ua: float = Field(ge=0)
    megahertz: float = Field(gt=0)
    cycles_a_mac: float = Field(gt=0)
    macs: int = Field(gt=0)

    @property
    def window_s(self) -> float:
        """Seconds a window."""
        return self.macs * self.cycles_a_mac / (self.megahertz * 1e6)


class Radio(_Part):
    """What it draws between messages, microcoulombs a message, and seconds from one to the next."""

    idle_ua: float = Field(ge=0)
    message_uc: float = Field(ge=0)
    every_s: float = Field(gt=0)


class Policy(_Part):
    """When to sample slowly: while the last answer was surer than `confidence`.

    The low rate is the full one divided by `divide`; a window is told every so many seconds.
    """

    divide: int = Field(4, ge=2, le=12)
    confidence: float = Field(0.5, gt=0, lt=1)
    full_every_s: int = Field(1, ge=1, le=60)
    low_every_s: int = Field(1, ge=1, le=60)


class Budget(_Part):
    """A wearable's parts and its policy, as a TOML file states them."""

    battery: Battery
    sensor: Sensor
    processor: Processor
    radio: Radio
    policy: Policy = Policy()

    def currents(self, low_share: float) -> dict[str, float]:
        """Mean microamperes by part, and their sum, with so much of the time at the low rate."""
        policy, work = self.policy, self.processor
        told = (1 - low_share) / policy.full_every_s + low_share / policy.low_every_s
        parts = {
            "sensor": (1 - low_share) * self.sensor.full_ua + low_share * self.sensor.low_ua,
            "processor": work.sleep_ua + told * work.window_s * work.active_ua,
            "radio": self.radio.idle_ua + self.radio.message_uc / self.radio.every_s,
        }
        return {**parts, "total": sum(parts.values())}

    def told(self, low_share: float) -> dict[str, Any]:
        """The currents, and how many hours the battery lasts."""
        currents = self.currents(low_share)
        hours = self.battery.capacity_mah * self.battery.usable * 1000 / max(currents["total"], 1e-9)
        return {
            "low_share": round(low_share, 4),
            "current_ua": {name: round(value, 2) for name, value in currents.items()},
            "hours": round(hours, 1),
        }


def read_budget(path: Path) -> Budget:
    """The budget of a file.

    Raises:
        ModisteError: MOD-2952 where it is missing, too large, no TOML or no budget.
    """
    return read_toml(path, Budget, MAX_BYTES, "MOD-2952")
