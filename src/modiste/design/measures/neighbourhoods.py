"""Precision, recall, density and coverage: whether made pictures lie among real ones, and among all kinds.

Knows distances of features, in blocks; whose features they are is the caller's to say. Sources:
Kynkäänniemi et al., Improved precision and recall metric for assessing generative models (NeurIPS 2019);
Naeem et al., Reliable fidelity and diversity metrics for generative models (ICML 2020).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_BLOCK = 1000


@dataclass(frozen=True)
class Neighbourhoods:
    """How made features lie among real ones.

    Attributes:
        precision: the share of made ones within reach of some real one.
        recall: the share of real ones within reach of some made one.
        density: how many real ones each made one is within reach of, over k; above 1 where it is crowded.
        coverage: the share of real ones that have a made one within reach.
    """

    precision: float
    recall: float
    density: float
    coverage: float


def neighbourhoods(real: Floats, made: Floats, k: int = 5) -> Neighbourhoods:
    """Compare features (n, d) and (m, d), each of which reaches as far as its k-th neighbour of its own set.

    Raises:
        ValueError: for k features or fewer of either kind.
    """
    if min(len(real), len(made)) <= k:
        raise ValueError(f"{min(len(real), len(made))} features have no {k}-th neighbour")
    real_reach, made_reach = _reach(real, k), _reach(made, k)
    inside = 0
    reached, recalled = np.zeros(len(made), bool), np.zeros(len(real), bool)
    covered = np.zeros(len(real), bool)
    for start in range(0, len(real), _BLOCK):
        rows = slice(start, start + _BLOCK)
        distances = _squares(real[rows], made)
        within = distances <= real_reach[rows, None]
        inside += int(within.sum())
        reached |= within.any(0)
        covered[rows] = within.any(1)
        recalled[rows] = (distances <= made_reach).any(1)
    return Neighbourhoods(
        float(reached.mean()), float(recalled.mean()), inside / (k * len(made)), float(covered.mean())
    )


def _reach(rows: Floats, k: int) -> Floats:
    """The squared distance of each row to its k-th nearest other, (n,)."""
    found = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _BLOCK):
        distances = _squares(rows[start : start + _BLOCK], rows)
        found[start : start + _BLOCK] = np.partition(distances, k, axis=1)[:, k]  # the row itself is nearest
    return found


def _squares(first: Floats, second: Floats) -> Floats:
    squares = np.square(first).sum(1)[:, None] + np.square(second).sum(1) - 2 * first @ second.T
    made: Floats = squares.clip(0)
    return made
