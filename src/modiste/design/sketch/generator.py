"""Sketches that a network draws: what was not wished for drawn by the seed, shapes painted, coloured exactly.

Knows wishes, numbers and seeds; the network is `generate`'s pair, what a sketch looks like `colouring`'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.design.generate.generators import GanGenerator, Generator
from modiste.design.sketch.colouring import SIDE, chosen_colouring, coloured
from modiste.design.sketch.fields import CHANNELS, GRID
from modiste.design.sketch.labels import FRAMES, PROGRAMS, drawn_attributes, wish_of
from modiste.learning import ModelCard

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]
Rgb = tuple[int, int, int]

SKETCH_MEASURES = ("wide", "long")
"""What a direction of sketches may be named after: light and lively are the colouring's."""


@dataclass(frozen=True, eq=False)
class SketchPlan:
    """What a number of a seed is to show.

    Attributes:
        category: by its name.
        attributes: all that the category has, by name.
        wish: the same as the network is told it, (labels,).
        latent: what is left to chance, (latent,).
    """

    category: str
    attributes: Mapping[str, str]
    wish: Floats
    latent: Floats


@dataclass(frozen=True, eq=False)
class SketchGenerator:
    """A pair's generator whose pictures are fields of sketches."""

    pair: GanGenerator

    @property
    def card(self) -> ModelCard:
        """What it is; its labels are categories and, after a colon, attributes."""
        return self.pair.card

    @property
    def categories(self) -> tuple[str, ...]:
        """What can be drawn."""
        return tuple(label for label in self.card.labels if label in PROGRAMS)

    def plan(
        self, category: str, number: int, seed: int, attributes: Mapping[str, str] | None = None
    ) -> SketchPlan:
        """What a number of a seed shows: what was not asked for is drawn, and stays as more is asked for.

        Raises:
            ModisteError: MOD-2711 for attributes that the category has not.
        """
        told = drawn_attributes(category, attributes or {}, np.random.default_rng((seed, number, 1)))
        wish = wish_of(category, told, self.card.labels)
        return SketchPlan(category, told, wish, self.pair.latents(1, seed, number)[0])

    def fields(self, plans: Sequence[SketchPlan], change: Floats | None = None) -> Floats:
        """The fields (n, channels, rows, columns), in [-1, 1]; `change` is added to the styles' levels."""
        latents, wishes = (np.stack([getattr(plan, name) for plan in plans]) for name in ("latent", "wish"))
        return self.pair.paint(latents, wishes, change)[0].clip(-1, 1)

    def styles(self, plans: Sequence[SketchPlan]) -> Floats:
        """The styles (n, style) of plans."""
        latents, wishes = (np.stack([getattr(plan, name) for plan in plans]) for name in ("latent", "wish"))
        return self.pair.paint(latents, wishes)[1]

    def shown(
        self,
        plans: Sequence[SketchPlan],
        numbers: Sequence[int],
        palette: Sequence[Rgb],
        seed: int,
        *,
        change: Floats | None = None,
        side: int = SIDE,
    ) -> Pixels:
        """Pictures (n, side, side, 3) of plans, each in the colours of its number in `numbers`."""
        made = [
            coloured(
                fields,
                FRAMES[plan.category],
                chosen_colouring(palette, seed, number, closing(plan.category, plan.attributes)),
                side,
            )
            for fields, plan, number in zip(self.fields(plans, change), plans, numbers, strict=True)
        ]
        return np.stack(made)

    def silhouettes(self) -> "Silhouettes":
        """The same as what paints silhouettes, of which measures and directions are taken."""
        return Silhouettes(self.pair)


@dataclass(frozen=True, eq=False)
class Silhouettes:
    """A pair whose pictures (n, 1, rows, rows) are the whole of a sketch, white on black, in [-1, 1]."""

    pair: GanGenerator

    @property
    def levels(self) -> int:
        """As the pair has."""
        return self.pair.levels

    @property
    def style(self) -> int:
        """As the pair has."""
        return self.pair.style

    def latents(self, count: int, seed: int, first: int = 0) -> Floats:
        """As the pair draws them."""
        return self.pair.latents(count, seed, first)

    def paint(self, latents: Floats, wishes: Floats, change: Floats | None = None) -> tuple[Floats, Floats]:
        """Silhouettes and styles; see `GanGenerator.paint`."""
        fields, styles = self.pair.paint(latents, wishes, change)
        half = (fields[:, :1] * 5).clip(-1, 1)
        return np.concatenate([half[..., ::-1], half], 3), styles


def as_sketches(generator: Generator) -> SketchGenerator | None:
    """A generator of sketches as such; nothing for one that makes pictures."""
    spec = generator.card.input
    is_sketch = (spec.channels, spec.height, spec.width) == (len(CHANNELS), *GRID)
    return SketchGenerator(generator) if is_sketch and isinstance(generator, GanGenerator) else None


def closing(category: str, attributes: Mapping[str, str]) -> str:
    """How the middle of a front is closed, as `Colouring` says it."""
    if attributes.get("front") == "zip":
        return "zip"
    return {"Shirt": "buttons", "Trousers": "fly", "Shorts": "fly"}.get(category, "")
