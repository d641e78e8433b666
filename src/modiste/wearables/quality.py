"""What is wrong with recordings: faults with their place and reason, and the stretches that are good to use.

Knows missing values, saturation, dead axes, gaps and rates; small faults are mended and told, what cannot be
mended is set aside with its reason and never used.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.wearables.recordings import GRAVITY, Floats, Recording, Unread

MENDED_SECONDS = 0.1
"""Missing values of so short a time are filled by a straight line."""
SATURATED_SECONDS = 0.05
"""An axis that stays at its extreme for longer was cut off, not measured."""
LEAST_SECONDS = 1.0
"""Shorter stretches tell nothing of what somebody does."""
RATE_SHARE = 0.1
"""A rate that far from the declared one is another one."""
LEAST_RATE_HZ = 10.0
"""Walking has power to 10 Hz and more (Antonsson, Mann, 1985); slower sensors miss most of it."""
JITTER_MS = 50.0
TOLD = 3
"""Of many refused lines so many are told one by one."""
MOST_G, MOST_TURN = 400.0, 200.0
"""What the widest motion sensors on the market do not reach, in g and rad/s: it was not measured."""
EXTREME_G, EXTREME_TURN = 1.9, 4.0
"""What no sensor clips below: 2 g and 250 degrees a second are the smallest ranges on the market."""

REASONS: dict[str, tuple[str, str]] = {
    "missing": ("values are missing", "数值缺失"),
    "refused": ("lines of the file are no samples and were left out", "文件中有的行不是样本，已略去"),
    "impossible": ("values that no body and no sensor reaches", "数值超出人体与传感器的可能范围"),
    "filled": ("missing values were filled by a straight line", "以直线填补了缺失值"),
    "saturated": ("an axis stays at its extreme: the sensor was cut off", "某轴停留在极值：传感器已饱和"),
    "dead": ("an axis never changes", "某轴始终不变"),
    "gap": ("the sensor was silent", "传感器无数据"),
    "short": ("too short to use", "过短，无法使用"),
    "swapped": ("stamps were out of order and were sorted", "时间戳乱序，已排序"),
    "repeated": ("stamps came twice and were spread evenly", "时间戳重复，已均匀展开"),
    "jitter": ("stamps wander about an even clock", "时间戳偏离均匀时钟"),
    "rate": ("the rate is not the declared one", "采样率与声明不符"),
    "slow": ("too few samples a second", "每秒样本过少"),
    "one_class": ("the wearer did one thing only", "该佩戴者只有一种活动"),
}
"""By the kind of a fault, in English and Chinese."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: its kind, when (seconds), how often, and whether its time is set aside."""

    kind: str
    start: float
    end: float
    count: int
    quarantined: bool
    detail: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values, with the reason in both languages."""
        reason, reason_zh = REASONS[self.kind]
        return {
            "kind": self.kind,
            "reason": f"{reason}{f' ({self.detail})' if self.detail else ''}",
            "reason_zh": f"{reason_zh}{f'（{self.detail}）' if self.detail else ''}",
            "start_s": round(self.start, 3),
            "end_s": round(self.end, 3),
            "count": self.count,
            "quarantined": self.quarantined,
        }


@dataclass(frozen=True, eq=False)
class Examined:
    """A recording with small faults mended, what was found, and the good stretches (first, last + 1)."""

    recording: Recording
    faults: tuple[Fault, ...]
    stretches: tuple[tuple[int, int], ...]

    @property
    def good_seconds(self) -> float:
        """Of all good stretches."""
        times = self.recording.times
        return float(sum(times[end - 1] - times[start] for start, end in self.stretches))

    def parts(self) -> list[Recording]:
        """The good stretches as recordings."""
        return [self.recording.part(start, end) for start, end in self.stretches]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        own = self.recording
        return {
            "recording": own.name,
            "subject": own.subject,
            "device": own.device,
            "seconds": round(own.seconds, 3),
            "good_seconds": round(self.good_seconds, 3),
            "rate_hz": round(own.clock.rate_hz, 3),
            "jitter_ms": round(own.clock.jitter_ms, 3),
            "units": list(own.units),
            "axes": own.values.shape[1],
            "labels": sorted(set(own.labels.tolist()) - {""}),
            "faults": [fault.to_json() for fault in self.faults],
        }


def examine(recording: Recording, declared_hz: float | None = None) -> Examined:
    """Find what is wrong with a recording, mend what is small, and set the rest aside."""
    clock, times, values = recording.clock, recording.times, recording.values.copy()
    whole = recording.seconds
    faults = [
        Fault(kind, 0.0, whole, count, False, detail)
        for kind, count, detail in (
            ("swapped", clock.swapped, ""),
            ("repeated", clock.repeated, ""),
            ("jitter", int(clock.jitter_ms > JITTER_MS), f"{clock.jitter_ms:.0f} ms"),
            ("refused", len(recording.refused), "; ".join(recording.refused[:TOLD])),
        )
        if count
    ]
    bad = np.zeros(len(times), bool)
    if clock.rate_hz < LEAST_RATE_HZ:
        faults.append(Fault("slow", 0.0, whole, 1, True, f"{clock.rate_hz:.1f} Hz"))
        bad[:] = True
    elif declared_hz and abs(clock.rate_hz / declared_hz - 1) > RATE_SHARE:
        detail = f"{clock.rate_hz:.1f} Hz, declared {declared_hz:g} Hz"
        faults.append(Fault("rate", 0.0, whole, 1, True, detail))
        bad[:] = True
    dead = [axis for axis in range(values.shape[1]) if _is_dead(values[:, axis])]
    if dead:
        faults.append(Fault("dead", 0.0, whole, len(dead), True, f"axis {', '.join(map(str, dead))}"))
        bad[:] = True
    most = np.array([MOST_G * GRAVITY] * 3 + [MOST_TURN] * (values.shape[1] - 3))
    impossible = np.asarray((np.isfinite(values) & (np.abs(values) > most)).any(axis=1), bool)
    values[impossible] = np.nan
    for start, end in runs(impossible):
        faults.append(Fault("impossible", *_span(times, start, end), end - start, True))
    bad |= impossible
    missing = np.asarray((~np.isfinite(values)).any(axis=1), bool) & ~impossible
    for start, end in runs(missing):
        lasts = (end - start) / max(clock.rate_hz, 1e-9)
        small = lasts <= MENDED_SECONDS and start > 0 and end < len(times)
        faults.append(
            Fault("filled" if small else "missing", *_span(times, start, end), end - start, not small)
        )
        bad[start:end] |= not small
    for axis in range(values.shape[1]):
        known = np.isfinite(values[:, axis])
        if known.any() and not known.all():
            values[:, axis] = np.interp(times, times[known], values[known, axis])
    for start, end in runs(_saturated(values, clock.rate_hz)):
        faults.append(Fault("saturated", *_span(times, start, end), end - start, True))
        bad[start:end] = True
    cuts = np.zeros(len(times), bool)
    for first, silence in clock.gaps:
        faults.append(Fault("gap", times[first - 1], times[first - 1] + silence, 1, True))
        cuts[first] = True
    stretches = []
    for start, end in _good(bad, cuts):
        if times[end - 1] - times[start] >= LEAST_SECONDS:
            stretches.append((start, end))
        else:
            faults.append(Fault("short", *_span(times, start, end), end - start, True))
    mended = Recording(**{**vars(recording), "values": np.where(np.isfinite(values), values, 0.0)})
    return Examined(mended, tuple(faults), tuple(stretches))


def runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where flags are set: (first, last + 1) of each run.

    Example:
        >>> runs(np.array([True, False, True, True]))
        [(0, 1), (2, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


@dataclass(frozen=True)
class Report:
    """What recordings are like: each examined, files that could not be read, people of one class."""

    examined: tuple[Examined, ...]
    unread: tuple[Unread, ...]
    one_class: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        rows = [each.to_json() for each in self.examined]
        return {
            "recordings": len(rows),
            "subjects": sorted({each.recording.subject for each in self.examined}),
            "seconds": round(sum(row["seconds"] for row in rows), 1),
            "good_seconds": round(sum(row["good_seconds"] for row in rows), 1),
            "one_class_subjects": [
                {"subject": who, "reason": REASONS["one_class"][0], "reason_zh": REASONS["one_class"][1]}
                for who in self.one_class
            ],
            "unread": [
                {"file": each.file, "code": each.error.code, "reason": each.error.detail}
                for each in self.unread
            ],
            "items": rows,
        }


def examine_all(found: Iterable[Recording | Unread], declared_hz: float | None = None) -> Report:
    """Examine recordings, and note subjects of whom one class is known only."""
    examined, unread = [], []
    classes: dict[str, set[str]] = {}
    for each in found:
        if isinstance(each, Unread):
            unread.append(each)
            continue
        examined.append(examine(each, declared_hz))
        classes.setdefault(each.subject, set()).update(set(each.labels.tolist()) - {""})
    return Report(
        tuple(examined), tuple(unread), tuple(who for who, known in classes.items() if len(known) == 1)
    )


def _is_dead(values: Floats) -> bool:
    known = values[np.isfinite(values)]
    return len(known) < 2 or float(np.ptp(known)) == 0.0


def _saturated(values: Floats, rate_hz: float) -> NDArray[np.bool_]:
    """Where an axis stays at its own extreme for longer than chance, `(n,)`."""
    least = max(int(SATURATED_SECONDS * rate_hz), 3)
    made = np.zeros(len(values), bool)
    for axis in range(values.shape[1]):
        one = values[:, axis]
        floor = EXTREME_G * GRAVITY if axis < 3 else EXTREME_TURN
        for extreme in (one.max(), one.min()):
            if abs(extreme) >= floor:
                for start, end in runs(one == extreme):
                    made[start:end] |= end - start >= least
    return made


def _good(bad: NDArray[np.bool_], cuts: NDArray[np.bool_]) -> list[tuple[int, int]]:
    made = []
    for start, end in runs(~bad):
        edges = [start, *(np.flatnonzero(cuts[start + 1 : end]) + start + 1).tolist(), end]
        made += list(pairwise(edges))
    return made


def _span(times: Floats, start: int, end: int) -> tuple[float, float]:
    return float(times[start]), float(times[end - 1])
