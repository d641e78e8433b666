"""Simulated people who choose between cloths: straight, peaked, wary of the worst, and whimsical ones."""

import numpy as np

from modiste.fabric.wishes.choices import learn_taste, next_pair

KINDS = ("linear", "peaked", "worst", "noisy")
WHIM = {"linear": 0.1, "peaked": 0.1, "worst": 0.1, "noisy": 0.3}
"""How whimsical, in deviations of their utility: with 0.3, what is 0.3 better is chosen 73 times in 100."""


def front(chance, count=100, width=4):
    """Things none of which is best in everything, (count, width); smaller is better."""
    points = np.abs(chance.standard_normal((count, width)))
    return points / np.linalg.norm(points, axis=1, keepdims=True) + 0.02 * chance.standard_normal(
        points.shape
    )


def utility(kind, chance, things):
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
    return made / made.std()


def tau(one, other):
    """Kendall's, of values without ties."""
    pairs = np.triu_indices(len(one), 1)
    agree = np.sign(one[pairs[0]] - one[pairs[1]]) * np.sign(other[pairs[0]] - other[pairs[1]])
    return agree.mean()


def asked(kind, seed, comparisons, *, active=True, count=100):
    """Kendall's tau of what was learned of one person after so many choices, over all things."""
    chance = np.random.default_rng(seed)
    things = front(chance, count)
    values = utility(kind, chance, things)
    choices = np.empty((0, 2), np.intp)
    taste = learn_taste(things, choices)
    for _ in range(comparisons):
        one, other = next_pair(taste, choices, chance) if active else chance.choice(count, 2, replace=False)
        likely = 1 / (1 + np.exp(-(values[one] - values[other]) / WHIM[kind]))
        pair = (one, other) if chance.random() < likely else (other, one)
        choices = np.concatenate((choices, [pair]))
        taste = learn_taste(things, choices)
    return tau(values, taste.utility)
