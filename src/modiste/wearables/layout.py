"""Where a folder of sensor files says what: which column is which axis, in which unit, and who wore it.

Knows names and units as `wearables.toml` in the folder declares them, and the layout of sp-sw-har, which
needs no such file; reading files is `recordings`' work.
"""

import re
import tomllib
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from modiste.garment import ModisteError, fault_of
from modiste.wearables.notifications import Packet

DECLARED = "wearables.toml"
MAX_BYTES = 64 * 1024
GROUPS = {"subject", "run", "device"}
Axes = tuple[str, str, str]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Columns(_Section):
    """Names of columns; who is not named by a column is by the file's name."""

    acceleration: Axes
    turning: Axes | None = None
    time: str = ""
    label: str = ""
    subject: str = ""
    ppg: str = ""
    breath: str = ""
    skin: str = ""

    @property
    def more(self) -> dict[str, str]:
        """By signal the column of what is no motion, where there is one."""
        named = {"ppg": self.ppg, "breath": self.breath, "skin": self.skin}
        return {signal: column for signal, column in named.items() if column}


class Units(_Section):
    """Of the columns; `auto` is read off the numbers: gravity is 1 g or 9.8 m/s²."""

    acceleration: Literal["auto", "m/s2", "g"] = "auto"
    turning: Literal["auto", "rad/s", "deg/s"] = "auto"
    time: Literal["s", "ms", "us", "ns"] = "s"


class Layout(_Section):
    """A folder's files and columns.

    `files` is a regular expression on a file's name without its folder, with the groups `subject`, `run` and
    `device`, where there are such; `devices` translates what the group says. `rate_hz` is the declared rate:
    needed where there is no column of times, and checked where there is one. `packet` says
    what `.hex` files of Bluetooth notifications hold, a line each.
    """

    columns: Columns
    units: Units = Units()
    files: str = Field(r"(?P<subject>[^.]+)\.(?:csv|parquet|h5|hex)", max_length=300)
    devices: dict[str, str] = {}
    rate_hz: float | None = Field(None, gt=0, le=10_000)
    packet: Packet | None = None
    source: str = ""
    licence: str = ""

    @field_validator("files")
    @classmethod
    def _is_expression(cls, text: str) -> str:
        try:
            groups = set(re.compile(text).groupindex)
        except re.error as error:
            raise ValueError(f"files is no regular expression: {error}") from None
        if groups - GROUPS:
            raise ValueError(f"files has groups besides {', '.join(sorted(GROUPS))}")
        return text

    @model_validator(mode="after")
    def _has_times(self) -> Self:
        if not self.columns.time and self.rate_hz is None:
            raise ValueError("without a column of times a rate_hz is needed")
        return self


SP_SW_HAR = Layout(
    columns=Columns(
        acceleration=("x_acc", "y_acc", "z_acc"),
        turning=("x_gyro", "y_gyro", "z_gyro"),
        time="timestamp",
        label="label",
    ),
    units=Units(acceleration="m/s2", turning="rad/s", time="ms"),
    files=r"(?P<subject>s\d+)_(?P<run>\d+)_(?P<device>sp|sw)\.csv",
    devices={"sp": "phone", "sw": "watch"},
    source="sp-sw-har",
    licence="CC BY 4.0",
)
"""Smartphone and smartwatch, Matey-Sanz et al., Data in Brief (10.1016/j.dib.2023.109809)."""


def layout_of(folder: Path) -> Layout:
    """What the folder's own `wearables.toml` says, else sp-sw-har's layout.

    Raises:
        ModisteError: MOD-2901 for a file that is no layout.
    """
    path = folder / DECLARED
    if not path.is_file():
        return SP_SW_HAR
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise ValueError(f"it has more than {MAX_BYTES} bytes")
        return Layout.model_validate(tomllib.loads(raw.decode()))
    except ValidationError as error:
        reason = fault_of(error)
    except (OSError, ValueError) as error:
        reason = str(error)
    raise ModisteError("MOD-2901", path=path, reason=reason)
