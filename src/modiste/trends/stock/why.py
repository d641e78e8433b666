"""Why a number was decided: the inputs that mattered and what the alternatives are worth.

Knows values only; words for them, in either language, are the faces'.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Alternative:
    """What else could have been done, and what it would be worth in the unit of its `Why`."""

    name: str
    quantity: float
    worth: float


@dataclass(frozen=True)
class Why:
    """What a decision rests on.

    Attributes:
        inputs: What mattered, by name, such as `critical_ratio`.
        worth: What the decision is expected to be worth.
        unit: Of all worths: `money`, `pieces sold`, `weeks of stock` or `seconds`.
        alternatives: What else was weighed, the obvious ones among them.
    """

    inputs: Mapping[str, float]
    worth: float
    unit: str
    alternatives: tuple[Alternative, ...]
