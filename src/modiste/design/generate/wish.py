"""What a designer asks a generator for: a category, a palette, how many, and from which seed.

Knows which wishes make sense; what they become is the generators' work.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from modiste.garment import ModisteError

Rgb = tuple[int, int, int]

MOST_COLOURS, MOST_CONCEPTS = 8, 1000
_ATTRIBUTE = re.compile(r"([a-z]{1,30}):([a-z-]{1,30})")
_COLOUR = re.compile(r"#([0-9a-f]{6})")


@dataclass(frozen=True)
class ConceptWish:
    """How many pictures of which category, in which colours; the same wish gives the same pictures.

    Attributes:
        category: by its name, such as `dress`; empty for any.
        palette: sRGB, the most important first; empty where the colours are free.
        n: how many pictures.
        seed: of all that is drawn.
        attributes: what the garment is to have, such as ("sleeve", "long"); what is not named is free.

    Raises:
        ModisteError: MOD-2701 for more than 8 colours, MOD-2702 for a number outside 1 to 1000.
    """

    category: str = ""
    palette: tuple[Rgb, ...] = ()
    n: int = 16
    seed: int = 0
    attributes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if len(self.palette) > MOST_COLOURS:
            raise _no_palette(f"{len(self.palette)} colours", f"it has more than {MOST_COLOURS} colours")
        if not 1 <= self.n <= MOST_CONCEPTS:
            raise ModisteError("MOD-2702", n=self.n, most=MOST_CONCEPTS)

    def named(self, categories: Sequence[str], model: str) -> str:
        """The category as one of `categories` is written, whatever its case; `t-shirt` is `T-shirt/top`.

        Raises:
            ModisteError: MOD-2700 for one that the model does not know.
        """
        wanted = self.category.strip().casefold()
        for known in categories:
            if wanted in (known.casefold(), *known.casefold().split("/")):
                return known
        raise ModisteError(
            "MOD-2700", category=self.category[:60], model=model, known=", ".join(categories).lower()
        )


def read_attributes(text: str) -> tuple[tuple[str, str], ...]:
    """Attributes of a text, each named once at most; whether a category has them is for its generator to say.

    Raises:
        ModisteError: MOD-2711 for what is no `name:word`, or a name that comes twice.

    Example:
        >>> read_attributes("sleeve:long, Length:maxi")
        (('sleeve', 'long'), ('length', 'maxi'))
    """
    told: dict[str, str] = {}
    for part in (each.strip().casefold() for each in text.split(",") if each.strip()):
        found = _ATTRIBUTE.fullmatch(part)
        if found is None or found[1] in told:
            raise ModisteError(
                "MOD-2711", attribute=part[:60], category="garment", known="name:word, such as sleeve:long"
            )
        told[found[1]] = found[2]
    return tuple(told.items())


def read_palette(text: str) -> tuple[Rgb, ...]:
    """Colours of a text.

    Raises:
        ModisteError: MOD-2701 where there is none, one is no colour, or there are more than 8.

    Example:
        >>> read_palette("#aa3355, #F0E0D0")
        ((170, 51, 85), (240, 224, 208))
    """
    words = [word.strip().casefold() for word in text.split(",") if word.strip()]
    if not words:
        raise _no_palette(text, "it has no colour")
    if len(words) > MOST_COLOURS:
        raise _no_palette(text, f"it has {len(words)} colours, over {MOST_COLOURS}")
    for word in words:
        if not _COLOUR.fullmatch(word):
            raise _no_palette(text, f"{word[:20]!r} is no colour")
    return tuple((int(word[1:3], 16), int(word[3:5], 16), int(word[5:7], 16)) for word in words)


def _no_palette(text: str, reason: str) -> ModisteError:
    return ModisteError("MOD-2701", text=text[:60], reason=reason, most=MOST_COLOURS)
