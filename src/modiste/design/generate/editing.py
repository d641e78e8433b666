"""Concepts of a pair's generator moved, mixed and steered: all of it arithmetic on styles.

Knows styles and what pictures measure; which class a changed picture shows is for a caller's eyes to say.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from modiste.design.generate.generators import GanGenerator

Floats = NDArray[np.float32]

SAMPLES = 1024
CONCEPT_MEASURES = ("light", "wide", "long", "lively")
"""What a direction may be named after."""
_RIDGE = 1.0
_EPSILON = 1e-6


class Styled(Protocol):
    """What paints pictures of styles: a pair's generator, or one of whose pictures something is shown."""

    @property
    def levels(self) -> int:
        """How many levels a style is told to."""

    @property
    def style(self) -> int:
        """How many numbers a style has."""

    def latents(self, count: int, seed: int, first: int = 0) -> Floats:
        """See `GanGenerator.latents`."""

    def paint(self, latents: Floats, wishes: Floats, change: Floats | None = None) -> tuple[Floats, Floats]:
        """See `GanGenerator.paint`."""


@dataclass(frozen=True, eq=False)
class Concept:
    """A picture as its generator knows it: a latent (latent,) and a wish (labels,)."""

    latent: Floats
    wish: Floats


@dataclass(frozen=True, eq=False)
class Direction:
    """A way to go in styles, as far as the named measure changes by its standard deviation.

    Attributes:
        name: of the measure.
        step: what is added to every level's style, (style,).
        moved: by how many standard deviations the measure really changed.
        leakage: by how many standard deviations the others changed on average, over `moved`.
        kept: the share of pictures whose class stayed.
    """

    name: str
    step: Floats
    moved: float
    leakage: float
    kept: float


def walk(generator: GanGenerator, first: Concept, second: Concept, count: int) -> Floats:
    """Pictures (count, channels, height, width) on the straight line from one style to another."""
    here, there = _styles(generator, first, second)
    shares = np.linspace(0, 1, count, dtype=np.float32)[:, None]
    return _changed(generator, first, np.repeat((shares * (there - here))[:, None], generator.levels, 1))


def mixed(generator: GanGenerator, coarse: Concept, fine: Concept, level: int) -> Floats:
    """One picture with the shape of `coarse` and, from a level on, the details of `fine`."""
    here, there = _styles(generator, coarse, fine)
    change = np.zeros((1, generator.levels, generator.style), np.float32)
    change[:, level:] = there - here
    return _changed(generator, coarse, change)


def steered(generator: GanGenerator, concept: Concept, steps: Mapping[float, Floats]) -> Floats:
    """One picture gone so far (the keys) along each of some directions' steps."""
    change = sum((far * step for far, step in steps.items()), np.zeros(generator.style, np.float32))
    return _changed(generator, concept, np.repeat(change[None, None], generator.levels, 1))


def measures(pictures: Floats) -> dict[str, Floats]:
    """What a picture (n, channels, height, width) in [-1, 1] on black measures, each (n,).

    `light`: how bright the garment is; `wide` and `long`: how far it spreads from its middle, in shares of
    the picture; `lively`: how much neighbouring pixels differ.
    """
    grey = ((pictures.mean(1) + 1) / 2).clip(0, 1)
    mass = grey.sum((1, 2)) + _EPSILON
    told = {"light": (grey**2).sum((1, 2)) / mass}
    for name, axis in (("wide", 1), ("long", 2)):
        along = grey.sum(axis) / mass[:, None]
        places = np.arange(along.shape[1], dtype=np.float32) / along.shape[1]
        middle = along @ places
        told[name] = np.sqrt((along * (places - middle[:, None]) ** 2).sum(1))
    told["lively"] = (
        np.abs(np.diff(grey, axis=1)).sum((1, 2)) + np.abs(np.diff(grey, axis=2)).sum((1, 2))
    ) / mass
    return told


def directions(
    generator: Styled,
    wish: Floats,
    see: Callable[[Floats], NDArray[np.int64]],
    seed: int = 0,
    seen: int = SAMPLES,
    names: Sequence[str] = CONCEPT_MEASURES,
) -> list[Direction]:
    """The ways in styles that change one measure each and, to first order, none of the others.

    In closed form: measures are fitted linearly to styles by ridge regression over drawn concepts; the rows
    of the fit's pseudo-inverse move one measure alone.

    Args:
        generator: whose styles.
        wish: (labels,), of which category; or (n, labels), the wishes of so many concepts.
        see: the class of each picture (n, channels, height, width).
        seed: of the concepts that are drawn.
        seen: how many of them are looked at for their class.
        names: of the measures; those that are left out are not minded.
    """
    wishes = np.repeat(wish[None], SAMPLES, 0) if wish.ndim == 1 else wish
    count = len(wishes)
    latents = generator.latents(count, seed)
    pictures, styles = generator.paint(latents, wishes)
    found = {name: each for name, each in measures(pictures).items() if name in names}
    table = np.stack(list(found.values()), 1)
    spread = table.std(0) + _EPSILON
    centred = styles - styles.mean(0)
    normal = centred.T @ centred + _RIDGE * np.eye(generator.style, dtype=np.float32)
    fit = np.linalg.solve(normal, centred.T @ ((table - table.mean(0)) / spread))
    # Among styles as they are drawn, not all there could be: steps stay where the generator has learned.
    cover = (centred.T @ centred) / count
    steps = (cover @ fit @ np.linalg.inv(fit.T @ cover @ fit)).T.astype(np.float32)
    classes = see(pictures[:seen])
    made = []
    for row, name in enumerate(found):
        change = np.repeat(np.repeat(steps[row][None, None], generator.levels, 1), count, 0)
        after, _ = generator.paint(latents, wishes, change)
        measured = measures(after)
        moves = ((np.stack([measured[each] for each in found], 1) - table) / spread).mean(0)
        others = np.delete(np.abs(moves), row).mean()
        kept = float((see(after[:seen]) == classes).mean())
        leakage = float(others / max(abs(moves[row]), _EPSILON))
        made.append(Direction(name, steps[row], float(moves[row]), leakage, kept))
    return made


def _styles(generator: GanGenerator, *concepts: Concept) -> Floats:
    latents, wishes = (np.stack([getattr(each, part) for each in concepts]) for part in ("latent", "wish"))
    return generator.paint(latents, wishes)[1]


def _changed(generator: GanGenerator, concept: Concept, change: Floats) -> Floats:
    count = len(change)
    return generator.paint(
        np.repeat(concept.latent[None], count, 0), np.repeat(concept.wish[None], count, 0), change
    )[0]
