"""Cloth, floors and walls by chance: (height, width, 3) pictures without an object, to train segmenters on.

Knows patterns and colours; what is laid on them is `compositions`'. Nothing here is true to any material.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Chance = np.random.Generator
Pixels = NDArray[np.uint8]
Floats = NDArray[np.floating[Any]]

_GREYS = 0.3


def colour(chance: Chance) -> Floats:
    """One colour (3,) in 0 to 255 as things at home have it: often grey, mostly of little saturation."""
    value = float(chance.beta(1.4, 1.1))
    if chance.random() < _GREYS:
        tint = chance.normal(0, 5, 3)
        grey: Floats = np.clip(255 * value + tint, 0, 255).astype(np.float32)
        return grey
    hue, saturation = float(chance.random()) * 6, float(chance.beta(1.2, 1.6))
    ramp = np.clip(np.abs((hue + np.array([0.0, 4.0, 2.0])) % 6 - 3) - 1, 0, 1)
    made: Floats = (255 * value * (1 - saturation + saturation * ramp)).astype(np.float32)
    return made


def clouds(chance: Chance, size: tuple[int, int], finest: int = 4) -> Floats:
    """Noise of several scales (height, width), mean 0 and deviation about 1."""
    high, wide = size
    total = np.zeros(size, np.float32)
    roughness, step = float(chance.uniform(0.4, 0.95)), max(high, wide)
    weight = 1.0
    while step >= finest:
        grid = chance.normal(0, 1, (high // step + 2, wide // step + 2)).astype(np.float32)
        grown = Image.fromarray(grid).resize((wide, high), Image.Resampling.BICUBIC)
        total += weight * np.asarray(grown)
        weight, step = weight * roughness, step // 2
    made: Floats = (total - total.mean()) / (total.std() + 1e-6)
    return made


def texture(
    chance: Chance, size: tuple[int, int], found: Sequence[Pixels] = (), share: float = 0.0
) -> Floats:
    """A pattern (height, width, 3) in 0 to 255.

    Args:
        chance: of all that is drawn.
        size: height and width.
        found: pieces of photographs to be repeated in mirror images.
        share: how often one of them is taken.
    """
    if len(found) and chance.random() < share:
        return repeated(found[int(chance.integers(len(found)))], chance, size)
    first, second = colour(chance), colour(chance)
    if chance.random() < 0.4:
        second = np.clip(first + chance.normal(0, 30, 3), 0, 255).astype(np.float32)
    sort = chance.random()
    mixed: Floats
    if sort < 0.35:
        mixed = np.zeros(size, np.float32)
    elif sort < 0.55:
        mixed = np.clip(0.5 + 0.4 * clouds(chance, size, int(chance.choice([2, 4, 8]))), 0, 1)
    elif sort < 0.75:
        mixed = _stripes(chance, size)
    elif sort < 0.9:
        mixed = np.maximum(_stripes(chance, size), _stripes(chance, size)) * 0.7
    else:
        mixed = _spots(chance, size)
    made = first + mixed[..., None] * (second - first)
    if chance.random() < 0.6:
        made = made + float(chance.uniform(1, 14)) * clouds(chance, size, 2)[..., None]
    if chance.random() < 0.3:
        third = np.clip(clouds(chance, size, 8) * 3 - float(chance.uniform(1, 4)), 0, 1)[..., None]
        made = made + third * (colour(chance) - made)
    whole: Floats = np.clip(made, 0, 255).astype(np.float32)
    return whole


def repeated(piece: Pixels, chance: Chance, size: tuple[int, int]) -> Floats:
    """A piece of a photograph in mirror images until it fills (height, width, 3)."""
    high, wide = size
    turned = np.rot90(piece, int(chance.integers(4)))
    zoom = float(chance.uniform(0.8, 2.2))
    tall, broad = (max(8, round(side * zoom)) for side in turned.shape[:2])
    grown = np.asarray(
        Image.fromarray(np.ascontiguousarray(turned)).resize((broad, tall), Image.Resampling.BILINEAR)
    )
    rows = _mirrored(np.arange(high) + int(chance.integers(tall)), tall)
    columns = _mirrored(np.arange(wide) + int(chance.integers(broad)), broad)
    return grown[np.ix_(rows, columns)].astype(np.float32)


def _mirrored(places: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    around = places % (2 * length)
    return np.where(around < length, around, 2 * length - 1 - around)


def _along(chance: Chance, size: tuple[int, int]) -> Floats:
    """Distance of each pixel along a line of any direction, mostly upright or level."""
    angle = float(chance.choice([0, np.pi / 2])) + float(chance.normal(0, 0.12))
    if chance.random() < 0.3:
        angle = float(chance.uniform(0, np.pi))
    rows, columns = np.mgrid[: size[0], : size[1]].astype(np.float32)
    made: Floats = rows * np.float32(np.sin(angle)) + columns * np.float32(np.cos(angle))
    return made


def _stripes(chance: Chance, size: tuple[int, int]) -> Floats:
    period = float(np.exp(chance.uniform(np.log(4), np.log(0.6 * size[0]))))
    width = float(chance.uniform(0.04, 0.6))
    phase = (_along(chance, size) / period + float(chance.random())) % 1
    made: Floats = np.clip((width - np.abs(phase - 0.5) * 2) * period / 3 + 0.5, 0, 1).astype(np.float32)
    return made


def _spots(chance: Chance, size: tuple[int, int]) -> Floats:
    period = float(np.exp(chance.uniform(np.log(6), np.log(0.4 * size[0]))))
    first, second = (np.sin(2 * np.pi * _along(chance, size) / period) for _ in range(2))
    made: Floats = np.clip((first * second - float(chance.uniform(0, 0.7))) * 4, 0, 1).astype(np.float32)
    return made
