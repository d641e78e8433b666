"""New rows from good ones: crossover and mutation of real values, stepped ones and choices, all at once.

Knows rows and bounds; which rows are good is others'.
"""

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.search.space import Space

Floats = NDArray[np.float64]
CROSSOVER, CROSSOVER_SPREAD, MUTATION_SPREAD = 0.9, 15.0, 20.0
"""The share of pairs that are crossed and the two distribution indexes (Deb 2002, VI)."""


def offspring(parents: Floats, space: Space, chance: np.random.Generator) -> Floats:
    """As many new rows: neighbours are crossed, then each is mutated in one variable on average.

    Args:
        parents: (n, d), n even.
        space: The variables.
        chance: Where chance comes from.

    Returns:
        (n, d), inside the bounds.
    """
    first, second = parents[::2], parents[1::2]
    return space.bounded(_mutated(np.concatenate(_crossed(first, second, space, chance)), space, chance))


def _crossed(
    first: Floats, second: Floats, space: Space, chance: np.random.Generator
) -> tuple[Floats, Floats]:
    """Simulated binary crossover (Deb and Agrawal 1995) of numbers; choices change sides by chance."""
    draw = chance.random(first.shape)
    power = 1.0 / (CROSSOVER_SPREAD + 1.0)
    beta = np.where(draw <= 0.5, (2.0 * draw) ** power, (2.0 * (1.0 - draw)) ** -power)
    middle, half = (first + second) / 2.0, beta * np.abs(first - second) / 2.0
    crossed = chance.random((len(first), 1)) < CROSSOVER
    used = crossed & (chance.random(first.shape) < 0.5)
    swapped = chance.random(first.shape) < 0.5
    side = np.where(swapped, -half, half)
    choice = space.of("choice")
    one = np.where(used & ~choice, middle - side, np.where(used & choice, second, first))
    other = np.where(used & ~choice, middle + side, np.where(used & choice, first, second))
    return one, other


def _mutated(rows: Floats, space: Space, chance: np.random.Generator) -> Floats:
    """Polynomial mutation (Deb 2002) of numbers; another option for choices."""
    hit = chance.random(rows.shape) < 1.0 / rows.shape[1]
    draw = chance.random(rows.shape)
    power = 1.0 / (MUTATION_SPREAD + 1.0)
    step = np.where(draw < 0.5, (2.0 * draw) ** power - 1.0, 1.0 - (2.0 * (1.0 - draw)) ** power)
    span = space.high - space.low
    # A stepped value that is hit moves by one step at least, or small ranges would never mutate.
    steps = np.sign(step) * np.maximum(np.abs(step * span), space.step)
    moved = rows + np.where(space.of("stepped"), steps, step * span)
    other = np.mod(rows + 1.0 + np.floor(draw * span), span + 1.0)
    return np.where(hit, np.where(space.of("choice"), other, moved), rows)
