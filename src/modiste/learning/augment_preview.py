"""What a recipe's augmentation does to a few examples: each operation alone, and the chain as it is.

Knows operations and seeds; where examples come from and how they are shown is left to others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from inspect import getdoc
from typing import Any

import torch
from numpy.typing import NDArray

from modiste.learning.augment import OPERATIONS, PICTURES, SERIES, Dice, augmentation
from modiste.learning.recipe import Part, Recipe

CHAIN = "chain"
_CHAIN = "All of the recipe's operations, one after the other, as training sees it."


@dataclass(frozen=True, eq=False)
class Preview:
    """One operation on the examples: its name and what it does, parameters, and what came out, in rounds.

    A round is shaped as the examples were. The operation `chain` is all of the recipe's, in order.
    """

    name: str
    text: str
    parameters: Mapping[str, Any]
    rounds: tuple[NDArray[Any], ...]


def preview_augment(
    recipe: Recipe, examples: NDArray[Any], *, rounds: int = 4, seed: int = 0, everything: bool = False
) -> list[Preview]:
    """Show operations on examples: the recipe's own, then its chain; the same from the same seed.

    Args:
        recipe: whose `[[augment]]` is meant.
        examples: uint8 (b, channels, h, w) or float32 (b, time, channels).
        rounds: how many draws of each.
        seed: of the draws.
        everything: every operation that there is for such examples, at its defaults, before the recipe's.

    Raises:
        ModisteError: MOD-1302 and 1303 for an operation or parameter that is not known.
    """
    table = PICTURES if examples.ndim == 4 else SERIES
    every = [Part(name=name) for name in table] if everything else []
    shown = [(part.name, part.params, [part]) for part in (*every, *recipe.augment)]
    if recipe.augment:
        shown.append((CHAIN, {}, list(recipe.augment)))
    x = torch.from_numpy(examples.copy())
    made = []
    for name, parameters, parts in shown:
        apply = augmentation(parts)
        drawn = []
        for turn in range(rounds):
            generator = torch.Generator().manual_seed(seed * 1_000_003 + turn)
            drawn.append(apply(x, Dice(generator, len(x), slice(None))).numpy())
        made.append(Preview(name, _told(name), parameters, tuple(drawn)))
    return made


def _told(name: str) -> str:
    """What an operation does: the first line of its own documentation."""
    return (getdoc(OPERATIONS[name]) or "").partition("\n")[0] if name in OPERATIONS else _CHAIN
