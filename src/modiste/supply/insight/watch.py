"""What is wrong with a stream of readings, one reading at a time and without a look ahead.

Knows five detectors on how far a reading is off its normal: a robust z for a spike, a two-sided CUSUM (Page
1954) on what the last reading did not tell for a shift or drift, the same on squares for noise, runs of one
value for a stuck sensor, and time for silence. All of a stream's state is plain JSON, so that it goes on
after a restart where it was. Alarms made of findings are `alarms`'.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from modiste.supply.insight.normal import Normal

FindingKind = Literal["spike", "shift", "noise", "stuck", "silence"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When something is wrong; chosen on simulated fleets of seeds 1000 to 1009, judged on others.

    Attributes:
        spike: Spreads off normal, and off the readings before and after.
        slack: Of the shift's CUSUM, in spreads: half the shift that is looked for.
        shift: Its limit. At slack 0.5 and limit 14 a stream of independent normal readings is wrongly called
            less than once in a million (Siegmund's approximation).
        noise_slack: Of the noise's CUSUM, on squares.
        noise: Its limit.
        stuck: The chance that as many equal readings in a row are no more than chance.
        silent: Usual intervals without a reading.
        calm: Readings near normal that end an alarm.
    """

    spike: float = 6.5
    slack: float = 0.5
    shift: float = 14.0
    noise_slack: float = 1.5
    noise: float = 24.0
    stuck: float = 1e-7
    silent: float = 6.0
    calm: int = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a reading.

    Attributes:
        kind: What.
        size: How far off, in spreads; for stuck and silence how many times the usual.
        value: The reading.
        normal: What would have been normal.
        since: When it began, as far as is seen; milliseconds since 1970.
    """

    kind: FindingKind
    size: float
    value: float
    normal: float
    since: int


@dataclass(slots=True)
class Watch:
    """One stream of one quantity of one device.

    Attributes:
        normal: What is normal.
        moves: Whether it rides in something: then normal is what it read last, and no shift is called.
        step: Of one that moves, the usual difference between readings.
        last_at: The newest reading's moment; 0 before the first.
        last: Its value.
        off: How far it was off.
        interval: The usual time between readings, in milliseconds.
        memory: The share of a deviation that the next reading has, too.
        highs: The CUSUM upwards, and since when it is above zero.
        lows: The same downwards.
        squares: The CUSUM of squares, and since when.
        square: The usual square of what the last reading did not tell.
        run: Equal readings in a row, and since when.
        same: The usual share of readings that equal the one before.
        calm: Readings near normal in a row.
        inside: Readings in a row within the limits, where it has some.
        is_wrong: Whether an alarm is on: nothing is learned meanwhile.
        wrong_since: When it went on.
    """

    normal: Normal
    moves: bool = False
    step: float = 0.0
    last_at: int = 0
    last: float = 0.0
    off: float = 0.0
    interval: float = 0.0
    memory: float = 0.3
    highs: tuple[float, int] = (0.0, 0)
    lows: tuple[float, int] = (0.0, 0)
    squares: tuple[float, int] = (0.0, 0)
    square: float = 1.5
    run: tuple[int, int] = (1, 0)
    same: float = 0.05
    calm: int = 0
    inside: int = 0
    is_wrong: bool = False
    wrong_since: int = 0

    @classmethod
    def new(cls, *, moves: bool = False) -> "Watch":
        """Of a stream that was never read."""
        return cls(Normal(), moves)

    def read(self, at: int, value: float, rules: "Thresholds") -> Finding | None:
        """Take one reading in; one that is not newer than the last is passed over.

        Args:
            at: Milliseconds since 1970.
            value: The reading.
            rules: When something is wrong.
        """
        if at <= self.last_at:
            return None
        found = self._judged(at, value, rules)
        gap = at - self.last_at
        if self.last_at:
            is_usual = not self.interval or gap < 3 * self.interval
            self.interval += 0.05 * (gap - self.interval) if self.interval and is_usual else 0.0
            self.interval = self.interval or float(gap)
        self.last_at, self.last = at, value
        return found

    def silence(self, now: int, rules: "Thresholds") -> Finding | None:
        """Whether it is overdue at a moment."""
        if not self.interval or now - self.last_at < rules.silent * self.interval:
            return None
        times = (now - self.last_at) / self.interval
        return Finding("silence", times, self.last, self.last, self.last_at)

    def _judged(self, at: int, value: float, rules: "Thresholds") -> Finding | None:
        off = (value - self.last) / self.step if self.moves and self.step else None
        if not self.moves:
            off = self.normal.standing(at, value)
        equal = self.last_at > 0 and value == self.last
        self.run = (self.run[0] + 1, self.run[1]) if equal else (1, at)
        found = self._stuck(value, rules)
        if off is None:
            self._learn(at, value, equal)
            return None
        fresh = off if self.moves else off - self.memory * self.off
        found = found or self._moved(at, value, off, fresh, rules)
        self.calm = self.calm + 1 if abs(off) < 3 and found is None else 0
        if found is not None and not self.is_wrong:
            self.is_wrong, self.wrong_since = True, at
        elif self.is_wrong and self.calm >= rules.calm:
            self.is_wrong = False
        if found is not None or self.is_wrong:
            self.highs = self.lows = self.squares = (0.0, at)
        else:
            self.memory += 0.005 * (_clipped(off * self.off, 4) - self.memory)
            self.memory = min(max(self.memory, 0.0), 0.8)
        if not self.is_wrong or at - self.wrong_since > _ACCEPTED:
            self._learn(at, value, equal)
        self.off = off
        return found

    def _learn(self, at: int, value: float, equal: bool) -> None:
        if self.moves:
            off = 1.2533 * abs(value - self.last) if self.last_at else 0.0
            self.step += 0.02 * (min(off, 4 * self.step) - self.step) if self.step else off
        else:
            self.normal.learn(at, value)
        self.same += 0.01 * (equal - self.same)

    def _stuck(self, value: float, rules: "Thresholds") -> Finding | None:
        count, since = self.run
        usual = min(max(self.same, 0.02), 0.98)
        if usual > _QUIET or count * math.log(usual) > math.log(rules.stuck):
            return None
        return Finding("stuck", float(count), value, value, since)

    def _moved(self, at: int, value: float, off: float, fresh: float, rules: "Thresholds") -> Finding | None:
        normal = self.last if self.moves else self.normal.part(at).middle
        step = fresh / math.sqrt((1 - self.memory**2) * self.square)
        self.square += 0.004 * (min(step * step, 9) * self.square - self.square)
        if abs(step) > rules.spike and abs(off) > rules.spike / 2:
            return Finding("spike", off, value, normal, at)
        step = _clipped(step, 4)
        self.highs = _summed(self.highs, step - rules.slack, at)
        self.lows = _summed(self.lows, -step - rules.slack, at)
        self.squares = _summed(self.squares, min(step * step, 9) - 1 - rules.noise_slack, at)
        for (total, since), sign in ((self.highs, 1), (self.lows, -1)):
            if total > rules.shift and not self.moves:
                return Finding("shift", sign * max(abs(off), rules.slack), value, normal, since)
        if self.squares[0] > rules.noise:
            return Finding("noise", abs(off), value, normal, self.squares[1])
        return None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        said = {name: getattr(self, name) for name in self.__slots__ if name != "normal"}
        return {"normal": self.normal.to_json(), **said}

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Watch":
        """What `to_json` wrote."""
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
        }
        return cls(**{**given, "normal": Normal.of(said["normal"])})


_ACCEPTED = 3 * 86_400_000
"""Behind this what is wrong is learned all the same: it may be how things are now."""
_QUIET = 0.9
"""A stream that usually says the same is not called stuck."""


def _clipped(value: float, most: float) -> float:
    return max(-most, min(most, value))


def _summed(sum_: tuple[float, int], step: float, at: int) -> tuple[float, int]:
    total = sum_[0] + step
    if total <= 0:
        return 0.0, at
    return total, sum_[1] if sum_[0] > 0 else at
