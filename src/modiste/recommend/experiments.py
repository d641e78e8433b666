"""Two ways to recommend side by side: who gets which, and from when on a difference is sure.

Knows counts of units and of those that reached the goal; who they are, what an arm does is the workspace's.
Results may be looked at as often as one likes: intervals and p hold at every look.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

LEVEL = 0.05
EXPECTED = 0.03
"""The spread of differences that the test is most eager to find: three hundredths of all units."""
METHOD = (
    "mixture sequential probability ratio test on the difference of rates (Johari, Koomen, Pekelis, Walsh: "
    "Always Valid Inference, Operations Research 2022; normal mixture, standard deviation 0.03), 95 %; each "
    "arm's rate with a confidence sequence of the same mixture (Robbins 1970), the normal approximation from "
    "30 units on; several arms: p and level divided by their number (Bonferroni)"
)
LEAST = 30
"""Units an arm needs before anything is said of it: the test rests on sums that are about normal."""


@dataclass(frozen=True)
class Arm:
    """One way, and its part among the shares of all."""

    name: str
    share: float = 1.0


def arm_of(experiment: str, unit: str, arms: Sequence[Arm]) -> Arm:
    """The arm of a unit: the same at every call, on every machine, and independent between experiments.

    Example:
        >>> arm_of("wide", "c-1", [Arm("a"), Arm("b")]) == arm_of("wide", "c-1", [Arm("a"), Arm("b")])
        True
    """
    digest = hashlib.blake2b(f"{experiment}\0{unit}".encode(), digest_size=8).digest()
    point = int.from_bytes(digest) / 2**64 * sum(arm.share for arm in arms)
    for arm in arms:
        point -= arm.share
        if point < 0:
            return arm
    return arms[-1]


def compared(counts: Sequence[tuple[Arm, int, int]]) -> list[dict[str, Any]]:
    """Each arm's rate, and its lift over the first arm, with intervals and verdicts.

    Args:
        counts: arm, units, units that reached the goal; the first is what the others are compared with.
    """
    level = LEVEL / max(1, len(counts) - 1)
    _, base_units, base_goals = counts[0]
    made = []
    for place, (arm, units, goals) in enumerate(counts):
        row: dict[str, Any] = {
            "name": arm.name,
            "share": arm.share,
            "units": units,
            "goals": goals,
            "rate": _rate(units, goals) if units else None,
            "lift": None,
            "p": None,
            "verdict": "first" if place == 0 else "undecided",
        }
        if place and min(units, base_units) >= LEAST:
            delta = goals / units - base_goals / base_units
            variance = _variance(goals, units) / units + _variance(base_goals, base_units) / base_units
            half = _half_width(variance, level)
            row["lift"] = {"value": round(delta, 6), "ci95": (round(delta - half, 6), round(delta + half, 6))}
            row["p"] = round(min(1.0, p_of(delta, variance) * max(1, len(counts) - 1)), 6)
            if abs(delta) > half:
                row["verdict"] = "better" if delta > 0 else "worse"
        made.append(row)
    return made


def p_of(delta: float, variance: float, spread: float = EXPECTED) -> float:
    """One over the mixture likelihood ratio of a difference against none, at most 1.

    With V the variance of the difference and s the mixture's standard deviation the ratio is
    sqrt(V / (V + s^2)) exp(s^2 delta^2 / (2 V (V + s^2))). The least over all
    looks so far is an always-valid p; of one look alone this is conservative.

    Args:
        delta: the difference of rates.
        variance: of the difference.
        spread: s.
    """
    s2 = spread**2
    log_ratio = 0.5 * math.log(variance / (variance + s2)) + s2 * delta**2 / (2 * variance * (variance + s2))
    return min(1.0, math.exp(-log_ratio))


def is_uneven(arms: Sequence[Arm], units: Sequence[int]) -> bool:
    """Whether units lie otherwise than the shares say: chi-squared, one chance in a thousand.

    The critical value is that of Wilson and Hilferty (1931).
    """
    total, shares = sum(units), sum(arm.share for arm in arms)
    if total < LEAST * len(arms):
        return False
    expected = [total * arm.share / shares for arm in arms]
    found = sum((seen - want) ** 2 / want for seen, want in zip(units, expected, strict=True))
    free = len(arms) - 1
    return found > free * (1 - 2 / (9 * free) + 3.0902 * math.sqrt(2 / (9 * free))) ** 3


def _half_width(variance: float, level: float, spread: float = EXPECTED) -> float:
    """Of the confidence sequence: differences at which the ratio stays below 1 / level."""
    s2 = spread**2
    inside = 2 * math.log(1 / level) + math.log((variance + s2) / variance)
    return math.sqrt(variance * (variance + s2) / s2 * inside)


def _variance(goals: int, units: int) -> float:
    """Of one unit; half a goal more and less keeps a rate of nothing from being certain."""
    rate = (goals + 0.5) / (units + 1)
    return rate * (1 - rate)


def _rate(units: int, goals: int) -> dict[str, Any]:
    rate = goals / units
    half = _half_width(_variance(goals, units) / units, LEVEL)
    return {
        "value": round(rate, 6),
        "ci95": (round(max(0.0, rate - half), 6), round(min(1.0, rate + half), 6)),
    }
