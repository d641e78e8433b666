"""A reference picture found among a generator's: which latent, wish and change make what is most like it.

Knows least squares on styles, by differences and without gradients, so that it needs no torch; one core does
it in about a second.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.design.generate.editing import Concept
from modiste.design.generate.generators import FlowGenerator, GanGenerator

Floats = NDArray[np.float32]

DRAWN, ROUNDS = 64, 6
_NUDGE = 0.05
_DAMPING = (0.01, 0.1, 1.0, 10.0)


@dataclass(frozen=True, eq=False)
class Found:
    """Where a reference lies.

    Attributes:
        concept: the drawn one that was nearest.
        change: what is added to its styles, (levels, style).
        picture: (channels, height, width), what they make.
        error: the root of the mean squared difference from the reference, of a range of 2.
    """

    concept: Concept
    change: Floats
    picture: Floats
    error: float


def found_like(generator: GanGenerator, reference: Floats, wishes: Floats, seed: int = 0) -> Found:
    """Look for a picture (channels, height, width) in [-1, 1].

    First the nearest of `DRAWN` concepts of each wish (k, labels); from there Levenberg's and Marquardt's
    method on the style, which all levels share, with the slope reckoned by differences; each round the best
    of a few dampings is kept, none where none is better.
    """
    latents = np.repeat(generator.latents(DRAWN, seed), len(wishes), 0)
    wished = np.tile(wishes, (DRAWN, 1))
    pictures, _ = generator.paint(latents, wished)
    errors = np.square(pictures - reference).mean((1, 2, 3))
    best = int(errors.argmin())
    concept = Concept(latents[best], wished[best])
    change = np.zeros(generator.style, np.float32)
    picture, error = pictures[best], float(errors[best])
    nudges = np.eye(generator.style, dtype=np.float32) * _NUDGE
    for _ in range(ROUNDS):
        nudged = _painted(generator, concept, change + nudges)
        slopes = (nudged - picture).reshape(generator.style, -1) / _NUDGE
        square, pull = slopes @ slopes.T, slopes @ (reference - picture).reshape(-1)
        scale = np.eye(generator.style, dtype=np.float32) * square.trace() / generator.style
        tried = change + np.stack([np.linalg.solve(square + damping * scale, pull) for damping in _DAMPING])
        made = _painted(generator, concept, tried)
        errors = np.square(made - reference).mean((1, 2, 3))
        best = int(errors.argmin())
        if errors[best] >= error:
            break
        change, picture, error = tried[best], made[best], float(errors[best])
    return Found(concept, np.repeat(change[None], generator.levels, 0), picture, error**0.5)


def varied(
    generator: FlowGenerator, reference: Floats, wishes: Floats, likeness: float, seed: int = 0
) -> Floats:
    """Pictures (n, ...) of wishes (n, labels), each the more like a reference the higher `likeness` is.

    The flow is followed from the moment `likeness` in [0, 1] on the line from noise to the reference
    (Meng et al., SDEdit, ICLR 2022).
    """
    chance = np.random.default_rng(seed)
    noise = chance.standard_normal((len(wishes), *reference.shape), np.float32)
    share = np.float32(likeness)
    return generator.follow((1 - share) * noise + share * reference, wishes, likeness)


def _painted(generator: GanGenerator, concept: Concept, changes: Floats) -> Floats:
    """Pictures of changes (n, style) that all levels share."""
    count = len(changes)
    latents, wishes = (np.repeat(each[None], count, 0) for each in (concept.latent, concept.wish))
    spread = np.repeat(changes[:, None].astype(np.float32), generator.levels, 1)
    return generator.paint(latents, wishes, spread)[0]
