"""What is believed of a number before a campaign: its value, its interval, and where it comes from.

Knows sources and what they are called; beliefs are filled in by the workspace or by people.
"""

from dataclasses import dataclass
from typing import Literal

Source = Literal["given", "own", "category", "shop", "signal", "prior", "nothing"]
SOURCES: dict[Source, tuple[str, str]] = {
    "given": ("given by you", "由您给定"),
    "own": ("from its own prices", "依据自身价格"),
    "category": ("from its category's prices", "依据同品类价格"),
    "shop": ("from all the shop's prices", "依据全店价格"),
    "signal": ("from the share of {of} in sales", "依据{of}在销售中的占比"),
    "prior": (
        "taken from retail at large: the shop's prices do not tell it",
        "取零售业常见值：店内价格无法判定",
    ),
    "nothing": ("no trend is told", "未见趋势"),
}


@dataclass(frozen=True)
class Belief:
    """A number with its 95 % interval.

    Attributes:
        value: the number.
        low: the interval's lower end.
        high: its upper end.
        source: where it comes from.
        of: what it was seen in, such as an attribute's value.
        of_zh: the same in Chinese.
    """

    value: float
    low: float
    high: float
    source: Source = "given"
    of: str = ""
    of_zh: str = ""

    @property
    def spread(self) -> float:
        """The standard deviation, were it normal."""
        return (self.high - self.low) / (2 * 1.959964)

    @property
    def told(self) -> tuple[str, str]:
        """Where it comes from, in words: (English, Chinese)."""
        en, zh = SOURCES[self.source]
        return en.format(of=self.of), zh.format(of=self.of_zh or self.of)


STANDS_STILL = Belief(0.0, 0.0, 0.0, "nothing")
"""A trend of which nothing is told, taken as sure."""
