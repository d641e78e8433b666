"""What somebody values, learned from which of two they chose: a utility for all there is to choose from.

Knows columns of numbers and pairs; what the columns mean is others'. A Gaussian process of utilities with
Bradley and Terry's likelihood, by Laplace's approximation (Chu and Ghahramani 2005, 10.1145/1102351.1102369;
Rasmussen and Williams 2006, algorithms 3.1 and 3.2, on differences of utilities).
"""

from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Pairs = NDArray[np.intp]
LENGTHS, SCALES, CURVED = (1.5, 3.0), (1.0, 3.0, 10.0), (0.0, 0.3, 1.0)
"""What is tried: how far likeness reaches in standard deviations, how strong tastes are, and how bent."""
NEWTON_STEPS, SETTLED = 30, 1e-6
ASKED_OF = 150
"""Of more things than this, so many are drawn to choose the next pair from."""


@dataclass(frozen=True)
class Taste:
    """What was learned.

    Attributes:
        utility: Of each thing, (n,); the mean over all is 0, a difference of 1 is chosen 73 times in 100.
        covariance: How uncertain that is, (n, n).
        weights: By how much utility rises with a standard deviation of each column, (m,), over all things.
    """

    utility: Floats
    covariance: Floats
    weights: Floats

    @property
    def deviation(self) -> Floats:
        """The standard deviation of each utility, (n,)."""
        return np.sqrt(np.maximum(np.diag(self.covariance), 0.0))


def learn_taste(things: Floats, choices: Pairs) -> Taste:
    """A utility from choices; the kernel is the one under which the choices are likeliest.

    Args:
        things: All there is to choose from, (n, m).
        choices: The numbers of the chosen and of the other, (k, 2).
    """
    scaled = _scaled(things)
    fits = [_fitted(_kernel(scaled, *each), choices) for each in product(LENGTHS, SCALES, CURVED)]
    best = max(fits, key=lambda each: each.evidence)
    mean = best.mean - best.mean.mean()
    weights = np.linalg.lstsq(scaled, mean, rcond=None)[0]
    return Taste(mean, best.kernel - best.shrunk.T @ best.shrunk, weights)


def next_pair(taste: Taste, choices: Pairs, chance: np.random.Generator) -> tuple[int, int]:
    """The pair whose choice tells most about the utility, never one that was shown (BALD, Houlsby 2011).

    Args:
        taste: What is known so far.
        choices: The pairs chosen from so far, (k, 2).
        chance: Draws among very many things.
    """
    count = len(taste.utility)
    drawn = np.sort(chance.permutation(count)[:ASKED_OF])
    one, other = drawn[np.stack(np.triu_indices(len(drawn), 1))]
    shown = np.zeros((count, count), bool)
    shown[choices[:, 0], choices[:, 1]] = shown[choices[:, 1], choices[:, 0]] = True
    one, other = (side[~shown[one, other]] for side in (one, other))
    variance = np.diag(taste.covariance)
    spread = np.sqrt(np.maximum(variance[one] + variance[other] - 2 * taste.covariance[one, other], 1e-12))
    told = _information(taste.utility[one] - taste.utility[other], spread)
    best = int(np.argmax(told))
    return int(one[best]), int(other[best])


def _scaled(things: Floats) -> Floats:
    """Columns with mean 0 and deviation 1; one that never changes is 0."""
    spread = things.std(axis=0)
    scaled: Floats = (things - things.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return scaled


def _kernel(scaled: Floats, length: float, scale: float, curved: float) -> Floats:
    """Straight tastes, and bent ones by Matérn 5/2, (n, n)."""
    straight = scaled @ scaled.T / scaled.shape[1]
    squares = (scaled**2).sum(axis=1)
    apart = np.maximum(squares[:, None] + squares - 2 * scaled @ scaled.T, 0.0) / scaled.shape[1]
    far = np.sqrt(5 * apart) / length
    kernel: Floats = scale**2 * ((1 - curved) * straight + curved * (1 + far + far**2 / 3) * np.exp(-far))
    return kernel


class _Fit(NamedTuple):
    """What choices tell under one kernel: its evidence, mean, and the root of what was learned."""

    evidence: float
    mean: Floats
    kernel: Floats
    shrunk: Floats


def _fitted(kernel: Floats, choices: Pairs) -> _Fit:
    """Laplace's approximation: each choice is an example whose latent difference was found positive."""
    if not len(choices):
        return _Fit(0.0, np.zeros(len(kernel)), kernel, np.zeros((0, len(kernel))))
    across = kernel[:, choices[:, 0]] - kernel[:, choices[:, 1]]
    between = across[choices[:, 0]] - across[choices[:, 1]]
    value: Floats = np.zeros(len(choices))
    pull: Floats = value
    for _ in range(NEWTON_STEPS):
        chosen = 1 / (1 + np.exp(-value))
        root = np.sqrt(chosen * (1 - chosen))
        factor = np.linalg.cholesky(np.eye(len(choices)) + root[:, None] * between * root)
        aim = root**2 * value + 1 - chosen
        pull = aim - root * np.linalg.solve(factor.T, np.linalg.solve(factor, root * (between @ aim)))
        before, value = value, between @ pull
        if np.abs(value - before).max() < SETTLED:
            break
    evidence = -value @ pull / 2 - np.logaddexp(0, -value).sum() - np.log(np.diag(factor)).sum()
    shrunk = np.linalg.solve(factor, root[:, None] * across.T)
    return _Fit(float(evidence), across @ pull, kernel, shrunk)


def _information(mean: Floats, spread: Floats) -> Floats:
    """How much of the choice's entropy is about the utility, not about the chooser's whim."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(7)
    likely = 1 / (1 + np.exp(-(mean[:, None] + spread[:, None] * nodes)))
    weights = weights / weights.sum()
    told: Floats = _entropy(likely @ weights) - _entropy(likely) @ weights
    return told


def _entropy(likely: Floats) -> Floats:
    inside = np.clip(likely, 1e-12, 1 - 1e-12)
    entropy: Floats = -inside * np.log(inside) - (1 - inside) * np.log(1 - inside)
    return entropy
