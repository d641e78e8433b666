"""New palettes for a print that keep what makes it work: light and dark in their order, roles as far apart.

Knows palettes; a role is a colour's place in one. What is kept: the order of lightness, every colour's own
within 0.06 (OKLab); of every pair the CIEDE2000, at least three fifths of what it was, at most five thirds of
it plus ten; a grey stays grey.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.design.colour.difference import between, difference
from modiste.design.colour.wheel import hexes, oklch
from modiste.foundation import colour_names, lab, of_hex
from modiste.garment import ModisteError

Floats = NDArray[np.float64]
MOST = 24
_TRIES = 600
_LIGHTER = 0.06
_LEAST, _MOST, _SLACK = 0.6, 5 / 3, 10.0
_GREY = 0.02
_APART = 8.0
"""Mean CIEDE2000 of roles by which two colourways of one answer differ at least."""


@dataclass(frozen=True)
class Colourway:
    """A new palette.

    Attributes:
        palette: `#rrggbb`, role by role.
        names: The glossary's.
        moved: Mean CIEDE2000 of the roles from what they were.
        closest: The least CIEDE2000 of two of its colours.
    """

    palette: tuple[str, ...]
    names: tuple[str, ...]
    moved: float
    closest: float


def colourways(
    palette: tuple[str, ...], n: int, seed: int = 0, kept: tuple[int, ...] = ()
) -> tuple[Colourway, ...]:
    """New colourings, each as far as can be from the first palette and from one another.

    Fewer than `n` where the bounds leave no more.

    Args:
        palette: What there is, the ground first.
        n: How many are wanted.
        seed: Of what is tried.
        kept: Roles whose colour stays.

    Raises:
        ModisteError: MOD-2726 for a number out of range.
    """
    if not 1 <= n <= MOST:
        raise ModisteError("MOD-2726", n=n, nearest=min(max(n, 1), MOST))
    before = oklch(palette)
    tried = list(dict.fromkeys(_tried(before, np.random.default_rng(seed), kept)))
    tried = [each for each, good in zip(tried, _keep(tried, palette), strict=True) if good]
    if not tried:
        return ()
    values, first = _labs(tried), _labs([palette])
    moved = difference(values, first).mean(1)
    far = moved.copy()
    chosen: list[int] = []
    while len(chosen) < n and far.max() >= _APART:
        best = int(far.argmax())
        chosen.append(best)
        far = np.minimum(far, difference(values, values[best]).mean(1))
    return tuple(_told(tried[each], float(moved[each])) for each in chosen)


def _told(palette: tuple[str, ...], moved: float) -> Colourway:
    closest = between(palette)[np.triu_indices(len(palette), 1)].min()
    names = tuple(colour_names(each)[0] for each in palette)
    return Colourway(palette, names, round(moved, 2), round(float(closest), 2))


def _tried(before: Floats, chance: np.random.Generator, kept: tuple[int, ...]) -> list[tuple[str, ...]]:
    """Palettes turned round the wheel as a whole, with hues drawn together or apart, a little lighter."""
    count = len(before)
    turn = chance.uniform(0, 360, (_TRIES, 1)) + chance.normal(0, 25, (_TRIES, count))
    stretch = chance.uniform(0.5, 1.3, (_TRIES, 1)) * chance.uniform(0.8, 1.2, (_TRIES, count))
    lighter = chance.uniform(-_LIGHTER, _LIGHTER, (_TRIES, count))
    made = np.stack([before[:, 0] + lighter, before[:, 1] * stretch, before[:, 2] + turn], axis=-1)
    grey = before[:, 1] < _GREY
    made[:, grey, 1:] = before[grey, 1:]
    made[:, list(kept)] = before[list(kept)]
    flat = hexes(made.reshape(-1, 3))
    return [flat[k * count : (k + 1) * count] for k in range(_TRIES)]


def _keep(tried: list[tuple[str, ...]], palette: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which of them keep to the bounds."""
    upper = np.triu_indices(len(palette), 1)
    first, values = _labs([palette]), _labs(tried)
    then, now = (difference(each[:, upper[0]], each[:, upper[1]]) for each in (first, values))
    order, after = (each[:, upper[0], 0] - each[:, upper[1], 0] for each in (first, values))
    return np.asarray(((order * after >= 0) & (now >= _LEAST * then) & (now <= _MOST * then + _SLACK)).all(1))


def _labs(palettes: list[tuple[str, ...]]) -> Floats:
    """CIE Lab (palettes, roles, 3)."""
    return lab(np.stack([[of_hex(colour) for colour in each] for each in palettes]))
