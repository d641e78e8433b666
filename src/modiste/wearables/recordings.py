"""Recordings: what one sensor of one wearer measured in one go, with the labels that people gave it.

Knows a folder's files by its layout, units and clocks; which parts are good is `quality`'s.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.wearables.clock import Clock, repaired
from modiste.wearables.layout import Layout, layout_of
from modiste.wearables.tables import ENDINGS, Column, read_columns

GRAVITY = 9.80665
"""m/s², the standard value (CGPM 1901)."""
DEVICE = "device"
_SECONDS = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
Floats = NDArray[np.float64]
Words = NDArray[np.str_]


@dataclass(frozen=True, eq=False)
class Recording:
    """Samples of one sensor on one wearer.

    Attributes:
        name: of its file, or file and wearer.
        subject: who wore it.
        device: what: "watch", "phone", or what the layout says.
        times: `(n,)` seconds from the first sample, rising.
        values: `(n, 3)` or `(n, 6)` acceleration in m/s², turning in rad/s; NaN where nothing was measured.
        labels: `(n,)` what the wearer did; empty words where nobody said.
        clock: what was done to the stamps.
        units: what the columns were in.
        more: `(n,)` curves of what is no motion by name: ppg, breath, skin (°C).
        refused: lines of the file that are no samples, each with the reason.
    """

    name: str
    subject: str
    device: str
    times: Floats
    values: Floats
    labels: Words
    clock: Clock
    units: tuple[str, str]
    more: Mapping[str, Floats] = field(default_factory=dict)
    refused: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """From the first sample to the last."""
        return float(self.times[-1])

    def part(self, start: int, end: int) -> "Recording":
        """Samples from `start` to before `end`, timed from the first of them."""
        times = self.times[start:end] - self.times[start]
        kept = slice(start, end)
        more = {name: curve[kept] for name, curve in self.more.items()}
        return replace(self, times=times, values=self.values[kept], labels=self.labels[kept], more=more)

    def label_at(self, seconds: Floats) -> Words:
        """The label of the sample nearest to each moment."""
        after = np.clip(np.searchsorted(self.times, seconds), 1, len(self.times) - 1)
        nearer = np.where(seconds - self.times[after - 1] <= self.times[after] - seconds, after - 1, after)
        made: Words = self.labels[nearer]
        return made


@dataclass(frozen=True)
class Unread:
    """A file of which nothing can be used, and why."""

    file: str
    error: ModisteError


def read_recordings(folder: Path, device: str = "", only: str = "") -> Iterator[Recording | Unread]:
    """Every recording of a folder, in the order of their names; a bad file is told and the rest goes on.

    Args:
        folder: sensor files in sp-sw-har's layout, or with a `wearables.toml` that says what they are.
        device: of this kind only.
        only: the stem of the one file that is wanted.

    Raises:
        ModisteError: MOD-2900 where there is no such file at all, MOD-2901 for a bad `wearables.toml`.
    """
    if not folder.is_dir():
        raise ModisteError("MOD-2900", path=folder, reason="there is no such folder")
    layout = layout_of(folder)
    pattern = re.compile(layout.files)
    found = [
        (path, match)
        for path in sorted(folder.rglob("*"))
        if path.suffix in ENDINGS and only in ("", path.stem) and (match := pattern.fullmatch(path.name))
    ]
    devices = {layout.devices.get(said, said) for _, match in found if (said := _said(match, DEVICE))}
    if not found or (device and devices and device not in devices):
        known = f", devices {', '.join(sorted(devices))}" if devices else ""
        reason = f"no file is named as {layout.files} of device {device or 'any'}{known}"
        raise ModisteError("MOD-2900", path=folder, reason=reason)
    for path, match in found:
        said = _said(match, DEVICE)
        if not device or not said or layout.devices.get(said, said) == device:
            try:
                yield from read_file(path, layout, match)
            except ModisteError as error:
                yield Unread(path.relative_to(folder).as_posix(), error)


def read_file(path: Path, layout: Layout, match: re.Match[str] | None = None) -> list[Recording]:
    """The recordings of one file: one, or one a subject where a column names them.

    Raises:
        ModisteError: MOD-2902 to 2904 for the file, MOD-2905 for one that is too short or tells no time.
    """
    columns = layout.columns
    axes = (*columns.acceleration, *(columns.turning or ()))
    others = tuple(name for name in (columns.time, columns.label, columns.subject) if name)
    others += tuple(columns.more.values())
    table, refused = read_columns(path, axes + others, layout.packet)
    for name in (*axes, *columns.more.values()):
        if table[name].dtype.kind != "f":
            raise ModisteError(
                "MOD-2903", path=path.name, column=f"{name} as numbers", known=", ".join(table)
            )
    subjects = _words(table[columns.subject]) if columns.subject else np.array([_said(match, "subject")])
    made = []
    for subject in dict.fromkeys(subjects.tolist()):
        rows = np.flatnonzero(subjects == subject) if columns.subject else np.arange(len(table[axes[0]]))
        name = f"{path.stem}:{subject}" if columns.subject else path.stem
        said = _said(match, DEVICE)
        own = {key: values[rows] for key, values in table.items()}
        one = _recording(name, subject or path.stem, layout.devices.get(said, said), own, layout, path)
        made.append(replace(one, refused=refused))
    return made


def _recording(
    name: str, subject: str, device: str, table: dict[str, Column], layout: Layout, path: Path
) -> Recording:
    columns = layout.columns
    values = np.stack([table[axis] for axis in (*columns.acceleration, *(columns.turning or ()))], 1)
    if len(values) < 2:
        raise ModisteError("MOD-2905", path=path.name, reason=f"it has {len(values)} samples")
    try:
        stamps = (
            table[columns.time].astype(np.float64) * _SECONDS[layout.units.time] if columns.time else None
        )
        clock = repaired(np.arange(len(values)) / _rate(layout) if stamps is None else stamps, layout.rate_hz)
    except ValueError as error:
        raise ModisteError("MOD-2905", path=path.name, reason=str(error)) from None
    values = values[clock.order]
    acceleration, scale = in_metres(values[:, :3], layout.units.acceleration)
    turning, angle = in_radians(values[:, 3:], layout.units.turning)
    labels = _words(table[columns.label]) if columns.label else np.full(len(values), "")
    return Recording(
        name,
        subject,
        device,
        clock.times,
        np.concatenate((acceleration, turning), 1),
        labels[clock.order],
        clock,
        (scale, angle),
        {name: table[column][clock.order] for name, column in columns.more.items()},
    )


def _words(column: Column) -> Words:
    """A column as words; numbers as they are written, and nothing where there is none."""
    if column.dtype.kind != "f":
        return column.astype(str)
    return np.array(["" if np.isnan(each) else f"{each:g}" for each in column.tolist()])


def in_metres(values: Floats, unit: str) -> tuple[Floats, str]:
    """Acceleration `(n, 3)` in m/s² and the unit it was in; if `auto`, by its usual length, gravity's."""
    if unit == "auto":
        length = np.linalg.norm(values, axis=1)
        known = length[np.isfinite(length)]
        unit = "g" if len(known) and np.median(known) < 4.0 else "m/s2"
    return (values * GRAVITY if unit == "g" else values), unit


def in_radians(values: Floats, unit: str) -> tuple[Floats, str]:
    """Turning `(n, 3)` in rad/s, and the unit it was in.

    If `auto`, by its 95th percentile: limbs do not turn for long at more than 25 rad/s (four turns a second),
    and 25 degrees a second are slow.
    """
    if unit == "auto":
        length = np.linalg.norm(values, axis=1)
        known = length[np.isfinite(length)]
        unit = "deg/s" if len(known) and np.percentile(known, 95) > 25.0 else "rad/s"
    return (np.deg2rad(values) if unit == "deg/s" else values), unit


def _rate(layout: Layout) -> float:
    assert layout.rate_hz is not None  # the layout asks for it where there is no time
    return layout.rate_hz


def _said(match: re.Match[str] | None, group: str) -> str:
    return (match.groupdict().get(group) or "") if match else ""
