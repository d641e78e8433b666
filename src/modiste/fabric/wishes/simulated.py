"""Simulated people who choose between things: straight, peaked, wary of the worst, and whimsical ones.

Knows what each kind values and how surely it chooses; no customer is among them.
"""

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.wishes.choices import learn_taste, next_pair

Floats = NDArray[np.float64]
KINDS = ("linear", "peaked", "worst", "noisy")
WHIM = {"linear": 0.1, "peaked": 0.1, "worst": 0.1, "noisy": 0.3}
"""How whimsical, in deviations of their utility: with 0.3, what is 0.3 better is chosen 73 times in 100."""


def simulated_front(chance: np.random.Generator, count: int, width: int = 4) -> Floats:
    """Things none of which is best in everything, (count, width); smaller is better."""
    points = np.abs(chance.standard_normal((count, width)))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    return points + 0.02 * chance.standard_normal(points.shape)


def simulated_utility(kind: str, chance: np.random.Generator, things: Floats) -> Floats:
    """What one of a kind values, with a deviation of 1, (n,)."""
    scaled = (things - things.mean(axis=0)) / things.std(axis=0)
    weights = chance.dirichlet(np.ones(things.shape[1]))
    if kind == "peaked":
        ideal = scaled[chance.integers(len(scaled))] + 0.3 * chance.standard_normal(things.shape[1])
        made = -((scaled - ideal) ** 2) @ weights
    elif kind == "worst":
        made = -(scaled * weights).max(axis=1)
    else:
        made = -scaled @ weights
    utility: Floats = made / made.std()
    return utility


def kendall_tau(one: Floats, other: Floats) -> float:
    """Kendall's rank correlation of values without ties, (n,) each."""
    first, second = np.triu_indices(len(one), 1)
    return float((np.sign(one[first] - one[second]) * np.sign(other[first] - other[second])).mean())


def taught(kind: str, seed: int, comparisons: int, count: int = 100) -> float:
    """Kendall's tau between what one person values and what was learned of it by so many choices.

    Over all of `count` things, most of which were in no pair.
    """
    chance = np.random.default_rng(seed)
    things = simulated_front(chance, count)
    values = simulated_utility(kind, chance, things)
    choices = np.empty((0, 2), np.intp)
    taste = learn_taste(things, choices)
    for _ in range(comparisons):
        one, other = next_pair(taste, choices, chance)
        likely = 1 / (1 + np.exp(-(values[one] - values[other]) / WHIM[kind]))
        pair = (one, other) if chance.random() < likely else (other, one)
        choices = np.concatenate((choices, [pair]))
        taste = learn_taste(things, choices)
    return kendall_tau(values, taste.utility)
