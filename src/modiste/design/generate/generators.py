"""Generators that are served: wishes and chance in, pictures out; only onnxruntime.

Knows how a pair's generator is run and how a flow is followed; how they came to be is `folder`'s, whose
wishes these are `wish`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import ModelCard, open_session, read_model

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

KIND = "concept"
STEPS, GUIDANCE = 5, 0.5
_BATCH = 64


class Generator(Protocol):
    """What makes pictures of wishes."""

    @property
    def card(self) -> ModelCard:
        """What it is, and which labels a wish has."""

    def draw(self, wishes: Floats, seed: int, first: int = 0) -> Pixels:
        """Pictures (n, height, width, channels) of wishes (n, labels); the same seed draws the same.

        They are numbered from `first`: the third of a seed is the same, whatever is drawn beside it.
        """


@dataclass(frozen=True, eq=False)
class GanGenerator:
    """One pass a picture: latents and wishes become styles, styles become pictures.

    A style can be changed level by level, the coarsest first, which is what editing is made of.
    """

    card: ModelCard
    session: Any
    latent: int
    levels: int
    style: int

    def latents(self, count: int, seed: int, first: int = 0) -> Floats:
        """Latents (count, latent), each of its own number and the seed: fewer are the first of more."""
        return _drawn(count, seed, first, (self.latent,))

    def paint(self, latents: Floats, wishes: Floats, change: Floats | None = None) -> tuple[Floats, Floats]:
        """Pictures (n, channels, height, width), about [-1, 1], and their styles (n, style).

        Args:
            latents: (n, latent).
            wishes: (n, labels).
            change: what is added to each level's style, (n, levels, style).
        """
        changes = np.zeros((len(latents), self.levels, self.style), np.float32) if change is None else change
        parts = [
            self.session.run(None, {"latent": z, "wish": wish, "change": added})
            for z, wish, added in zip(*map(_batches, (latents, wishes, changes)), strict=True)
        ]
        pictures, styles = zip(*parts, strict=True)
        return np.concatenate(pictures), np.concatenate(styles)

    def draw(self, wishes: Floats, seed: int, first: int = 0) -> Pixels:
        """Pictures of wishes; see `Generator`."""
        return as_pixels(self.paint(self.latents(len(wishes), seed, first), wishes)[0])


@dataclass(frozen=True, eq=False)
class FlowGenerator:
    """Noise is carried to a picture along a velocity field, in steps of Heun's method.

    Attributes:
        card: what it is.
        session: of the field.
        steps: how many; each but the last asks the field twice.
        guidance: how much further than asked it goes towards a wish (Ho & Salimans, 2022); 0 for none.
    """

    card: ModelCard
    session: Any
    steps: int = STEPS
    guidance: float = GUIDANCE

    def velocity(self, pictures: Floats, time: float, wishes: Floats) -> Floats:
        """The field (n, channels, height, width) at one time in [0, 1]."""
        moment = np.full(len(pictures), time, np.float32)
        told: Floats = self.session.run(None, {"picture": pictures, "time": moment, "wish": wishes})[0]
        if not self.guidance:
            return told
        free = self.session.run(None, {"picture": pictures, "time": moment, "wish": np.zeros_like(wishes)})[0]
        guided: Floats = told + np.float32(self.guidance) * (told - free)
        return guided

    def follow(self, pictures: Floats, wishes: Floats, start: float = 0.0) -> Floats:
        """Carry pictures from the time `start` to 1 (Karras et al., Elucidating the design space, 2022)."""
        times = np.linspace(start, 1, self.steps + 1)
        for now, then in zip(times[:-1].tolist(), times[1:].tolist(), strict=True):
            step = np.float32(then - now)
            speed = self.velocity(pictures, now, wishes)
            if then < 1:
                speed = (speed + self.velocity(pictures + step * speed, then, wishes)) * np.float32(0.5)
            pictures = pictures + step * speed
        return pictures

    def draw(self, wishes: Floats, seed: int, first: int = 0) -> Pixels:
        """Pictures of wishes; see `Generator`."""
        spec = self.card.input
        noise = _drawn(len(wishes), seed, first, (spec.channels, spec.height, spec.width))
        pairs = zip(_batches(noise), _batches(wishes), strict=True)
        return as_pixels(np.concatenate([self.follow(*pair) for pair in pairs]))


def open_generator(folder: Path, *, threads: int = 1) -> GanGenerator | FlowGenerator:
    """A generator from its folder, once the bytes are those of the card.

    Raises:
        ModisteError: MOD-1320 to 1322 for a folder that is not whole or not unchanged, MOD-1323 for one that
            holds no generator.
    """
    model, card = read_model(folder)
    path = folder / card.files[0]
    if card.input.kind != KIND:
        raise ModisteError("MOD-1323", path=path, reason=f"its card says {card.input.kind}, not {KIND}")
    session = open_session(model, path, threads)
    shapes = {each.name: each.shape for each in session.get_inputs()}
    if set(shapes) == {"picture", "time", "wish"}:
        return FlowGenerator(card, session)
    if set(shapes) == {"latent", "wish", "change"}:
        return GanGenerator(card, session, shapes["latent"][1], *shapes["change"][1:])
    raise ModisteError("MOD-1323", path=path, reason=f"it asks for {', '.join(sorted(shapes))}")


def as_pixels(pictures: Floats) -> Pixels:
    """Pictures (n, channels, height, width), clipped to [-1, 1], as uint8 (n, height, width, channels)."""
    levels = np.rint((pictures.transpose(0, 2, 3, 1) + 1) * 127.5)
    return np.ascontiguousarray(levels.clip(0, 255).astype(np.uint8))


def as_pictures(pixels: Pixels) -> Floats:
    """The reverse of `as_pixels`."""
    return np.ascontiguousarray(pixels.transpose(0, 3, 1, 2)).astype(np.float32) / 127.5 - 1


def _drawn(count: int, seed: int, first: int, shape: Sequence[int]) -> Floats:
    numbers = range(first, first + count)
    return np.stack(
        [np.random.default_rng((seed, each)).standard_normal(shape, np.float32) for each in numbers]
    )


def _batches(rows: Floats) -> list[Floats]:
    return [rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH)]
