"""What is normal for a stream at this time of its day: a running middle and spread for each part of it.

Knows robust running estimates that take a bounded step for any reading (Huber 1964), so that a fault moves
them little; which reading is abnormal is `watch`'s.
"""

import math
from dataclasses import dataclass, field
from typing import Any

PARTS = 288
"""Parts of a day: five minutes each."""
REST_DAYS = (6,)
"""Days of the week with a rhythm of their own; 0 is Monday."""
ENOUGH = 6
"""Readings of a part before it is believed."""
_SLOWEST = 0.04
_CLIP = 2.5
_SHARED = 12
"""Readings of its own that weigh as much as all others' spread."""
_PART = 300_000
_WIDE = 3.0
"""Spreads on either side that a curve's band of normal reaches."""
_DAY = PARTS * _PART


@dataclass(slots=True)
class Part:
    """The running estimate of one part of the day.

    Attributes:
        count: Readings so far.
        middle: Of them.
        spread: Standard deviation, were they normal.
    """

    count: int = 0
    middle: float = 0.0
    spread: float = 0.0

    def learn(self, value: float) -> None:
        """Move a bounded step towards a reading."""
        self.count += 1
        if self.count == 1:
            self.middle = value
            return
        share = max(1.0 / self.count, _SLOWEST)
        off = value - self.middle
        if self.count > ENOUGH and self.spread > 0:
            off = max(-_CLIP * self.spread, min(_CLIP * self.spread, off))
        self.middle += share * off
        self.spread += share * (1.2533 * abs(off) - self.spread)  # sqrt(pi / 2): of a normal's mean deviation


@dataclass(slots=True)
class Normal:
    """A stream's day, part by part, with its days of rest apart.

    Attributes:
        parts: By the number of the part; those of rest days come after the others.
        spread: The usual spread of all parts, which a part's own is drawn to while it has few readings.
        seen: Readings behind it.
    """

    parts: dict[int, Part] = field(default_factory=dict)
    spread: float = 0.0
    seen: int = 0

    def part(self, at: int) -> Part:
        """The part of the day of a moment in milliseconds since 1970."""
        number = at % _DAY // _PART + (PARTS if (at // _DAY + 3) % 7 in REST_DAYS else 0)
        found = self.parts.get(number)
        if found is None:
            found = self.parts[number] = Part()
        return found

    def standing(self, at: int, value: float) -> float | None:
        """How many spreads a reading is off what is normal then; None where that is not known yet."""
        part = self.part(at)
        if part.count < ENOUGH:
            return None
        own = part.count / (part.count + _SHARED)
        spread = math.sqrt((own * part.spread**2 + (1 - own) * self.spread**2) * (1 + 1 / part.count))
        return (value - part.middle) / max(spread, 1e-9)

    def band(self, since: int, until: int) -> tuple[float, float] | None:
        """From where to where a reading between two moments is within three spreads of what is normal."""
        known = [self.part(at) for at in range(since, until, _PART)]
        known = [each for each in known if each.count >= ENOUGH]
        if not known:
            return None
        off = _WIDE * max(self.spread, 1e-9)
        return min(each.middle for each in known) - off, max(each.middle for each in known) + off

    def learn(self, at: int, value: float) -> None:
        """Take a reading into what is normal."""
        part = self.part(at)
        if part.count > 1:
            off = 1.2533 * abs(value - part.middle) / math.sqrt(1 + 1 / part.count)
            if self.spread and part.count >= ENOUGH:
                off = min(off, _CLIP * self.spread)
            self.seen += 1
            self.spread += max(1 / self.seen, 0.004) * (off - self.spread)
        part.learn(value)

    def to_json(self) -> list[Any]:
        """Plain values."""
        rows = [[number, one.count, one.middle, one.spread] for number, one in self.parts.items()]
        return [self.spread, self.seen, rows]

    @classmethod
    def of(cls, said: list[Any]) -> "Normal":
        """What `to_json` wrote."""
        return cls({int(row[0]): Part(int(row[1]), row[2], row[3]) for row in said[2]}, said[0], said[1])
