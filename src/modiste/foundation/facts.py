"""What is known of a picture, and whether a text says the truth about it: true, false, or not known.

Knows the glossary's things and which exclude each other; pictures and texts themselves are elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from modiste.foundation.colours import colour_names
from modiste.foundation.glossary import concepts, narrower, with_broader

CLOSED = frozenset(("garment", "neckline", "sleeve", "length", "fit", "rise", "pattern", "fabric", "colour"))
"""Kinds of things of which a garment has what is told and nothing else."""
TRUE, UNKNOWN, FALSE = 1, 0, -1


@dataclass(frozen=True)
class Facts:
    """What is known of one picture.

    Attributes:
        things: The glossary's things that it shows: "t-shirt", "long-sleeve".
        maybe: Things that it may show too, or be called.
        colours: `#rrggbb`, the cloth's ground first; none where they are not known.
    """

    things: tuple[str, ...]
    maybe: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()

    def colour(self) -> str:
        """The glossary's name of the ground, "" where it is not known."""
        return colour_names(self.colours[0])[0] if self.colours else ""


@cache
def numbered() -> dict[str, int]:
    """A number for each thing of the glossary."""
    return {name: number for number, name in enumerate(concepts())}


def verdicts(facts: Facts) -> NDArray[np.int8]:
    """Of each thing whether the picture shows it: (things,) of `TRUE`, `UNKNOWN` and `FALSE`.

    What a thing is a kind of is true with it. Of a closed kind, what is not told is false, except what may be
    and what would be a kind of what is told: of a dress nobody knows whether it is a sundress.
    """
    known = concepts()
    told, may = set(facts.things), set(facts.maybe)
    for rank, value in enumerate(facts.colours):
        name, also = colour_names(value)
        # An ink's colour is there, but a dress with red dots is no red dress.
        (may if rank else told).add(name)
        may.update(also)
    true = {wider for each in told for wider in with_broader(each)}
    closed = {known[each].kind for each in told} & CLOSED
    may |= {each for one in told for each in narrower(one)} | {
        wider for each in may for wider in with_broader(each)
    }
    made = np.zeros(len(known), np.int8)
    for name, number in numbered().items():
        if name in true:
            made[number] = TRUE
        elif known[name].kind in closed and name not in may:
            made[number] = FALSE
    return made


def agreement(pictures: NDArray[np.int8], said: Sequence[Iterable[str]]) -> NDArray[np.int8]:
    """Whether each text is true of each picture: (pictures, texts).

    A text is false where one thing it says is, true where all are, else not known.

    Args:
        pictures: (pictures, things) as from `verdicts`.
        said: The things that each text names.
    """
    numbers = numbered()
    made = np.empty((len(pictures), len(said)), np.int8)
    for column, things in enumerate(said):
        rows = [numbers[each] for each in things]
        made[:, column] = pictures[:, rows].min(1) if rows else UNKNOWN
    return made
