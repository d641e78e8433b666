"""Crossed effects: how much each garment, each customer and each pair of kinds moves an outcome, shrunken.

Knows keys, slopes and logits; what the keys are made of is `size_columns`'. For every outcome a logistic
regression with normal effects: each group's are improved by Newton steps in turn (backfitting), their
variance follows from them (empirical Bayes), so that who is seen once is believed little.
Source: Breslow and Clayton, Approximate Inference in Generalized Linear Mixed Models (JASA 1993).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Column = tuple[Whole, Numbers]
"""(n,) keys, -1 for nobody known, and (n,) what the effect is multiplied with."""
_ROUNDS = 12
_WARM = 2
_LEAST_VARIANCE = 0.005
_LEAST_WEIGHT = 1e-3


@dataclass(frozen=True, eq=False)
class Effects:
    """Effects by group and outcome.

    Attributes:
        keys: by group (m,) keys, rising.
        values: by group (outcomes, m).
        bias: (outcomes,).
    """

    keys: tuple[Whole, ...]
    values: tuple[Numbers, ...]
    bias: Numbers

    def of(self, columns: Sequence[Column], offsets: Numbers) -> Numbers:
        """(n, outcomes * (groups + 1)): by outcome what each group adds to its logit, and the whole logit."""
        n, outcomes = offsets.shape
        made = np.empty((n, outcomes, len(columns) + 1))
        for place, (keys, values, (asked, slope)) in enumerate(
            zip(self.keys, self.values, columns, strict=True)
        ):
            made[:, :, place] = _looked_up(keys, values, asked).T * slope[:, None]
        made[:, :, -1] = offsets + self.bias + made[:, :, :-1].sum(2)
        return made.reshape(n, -1)

    def to_arrays(self, prefix: str) -> dict[str, NDArray[Any]]:
        """Itself as named arrays."""
        made: dict[str, NDArray[Any]] = {f"{prefix}bias": self.bias}
        for place, (keys, values) in enumerate(zip(self.keys, self.values, strict=True)):
            made |= {f"{prefix}keys{place}": keys, f"{prefix}values{place}": values.astype(np.float32)}
        return made

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], prefix: str, groups: int) -> "Effects":
        """As `to_arrays` named them."""
        return cls(
            tuple(arrays[f"{prefix}keys{place}"] for place in range(groups)),
            tuple(arrays[f"{prefix}values{place}"].astype(np.float64) for place in range(groups)),
            arrays[f"{prefix}bias"],
        )


def learned_effects(columns: Sequence[Column], offsets: Numbers, outcomes: Whole) -> Effects:
    """Effects by what came of n rows, beyond what the offsets say already.

    Args:
        columns: of each group.
        offsets: (n, outcomes) logits.
        outcomes: (n,) which it was.
    """
    compact = [np.unique(keys, return_inverse=True) for keys, _ in columns]
    slopes = [np.where(keys < 0, 0.0, slope) for keys, slope in columns]
    found = [
        _fitted([places for _, places in compact], slopes, offsets[:, which], outcomes == which)
        for which in range(offsets.shape[1])
    ]
    return Effects(
        tuple(keys for keys, _ in compact),
        tuple(np.stack([values[place] for values, _ in found]) for place in range(len(columns))),
        np.array([bias for _, bias in found]),
    )


def _fitted(
    places: Sequence[Whole], slopes: Sequence[Numbers], offset: Numbers, hit: NDArray[np.bool_]
) -> tuple[list[Numbers], float]:
    counts = [np.bincount(place) for place in places]
    effects = [np.zeros(len(count)) for count in counts]
    variance = [1.0] * len(places)
    logit, bias = offset.copy(), 0.0
    for turn in range(_ROUNDS):
        miss, weight = _slopes(logit, hit)
        step = miss.sum() / weight.sum()
        bias += step
        logit += step
        for group, (place, slope) in enumerate(zip(places, slopes, strict=True)):
            miss, weight = _slopes(logit, hit)
            size = len(effects[group])
            down = np.bincount(place, miss * slope, size) - effects[group] / variance[group]
            bend = np.bincount(place, weight * slope * slope, size) + 1 / variance[group]
            moved = np.clip(down / bend, -1.0, 1.0)
            effects[group] += moved
            logit += moved[place] * slope
            if turn >= _WARM:
                spread = float((effects[group] ** 2 + 1 / bend).mean())
                variance[group] = max(_LEAST_VARIANCE, spread)
    return effects, float(bias)


def _slopes(logit: Numbers, hit: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    chance = 1 / (1 + np.exp(-logit))
    return hit - chance, np.maximum(chance * (1 - chance), _LEAST_WEIGHT)


def _looked_up(keys: Whole, values: Numbers, asked: Whole) -> Numbers:
    """(outcomes, n) the values of keys; 0 for those that are not there and for nobody."""
    if not len(keys):
        return np.zeros((len(values), len(asked)))
    place = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.where((keys[place] == asked) & (asked >= 0), values[:, place], 0.0)
