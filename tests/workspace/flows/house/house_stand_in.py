"""A photographer for tests: flat colour, no light, seen straight on. The product has tailoring's."""

import os
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from modiste.garment import ModisteError
from modiste.tailoring import Appearance, Drape, Scene


@dataclass(frozen=True)
class StandIn:
    """What `Photo` asks for."""

    pixels: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    panels: NDArray[np.uint8]
    turn: NDArray[np.float64]
    scale: float
    middle: NDArray[np.float64]

    def project(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        return _seen(points, self.turn, self.scale, self.middle, self.mask.shape)[:, :2]


def photograph(drape: Drape, appearance: Appearance, scene: Scene, size: tuple[int, int]) -> StandIn:
    wide, high = size
    angle = np.radians(scene.azimuth)
    turn = np.array([[np.cos(angle), 0, -np.sin(angle)], [0, 1, 0], [np.sin(angle), 0, np.cos(angle)]])
    middle = (drape.places.max(0) + drape.places.min(0)) / 2
    scale = 0.8 * high / float(np.ptp(drape.places[:, 1]) + 0.2)
    seen = _seen(drape.places, turn, scale, middle, (high, wide))
    panels = Image.new("L", size)
    draw = ImageDraw.Draw(panels)
    for face in np.argsort(seen[drape.cloth.faces, 2].mean(1)):
        corners = [(float(x), float(y)) for x, y, _ in seen[drape.cloth.faces[face]]]
        draw.polygon(corners, fill=int(drape.cloth.panel[face]) + 1)
    found = np.asarray(panels)
    ground = np.array([int(scene.ground[k : k + 2], 16) for k in (1, 3, 5)], np.uint8)
    pixels = np.where((found > 0)[..., None], appearance.colour[0, 0], ground).astype(np.uint8)
    return StandIn(pixels, found > 0, found, turn, scale, middle)


def _seen(
    points: NDArray[np.float64],
    turn: NDArray[np.float64],
    scale: float,
    middle: NDArray[np.float64],
    shape: tuple[int, int],
) -> NDArray[np.float64]:
    """Pixel places and depth, nearer is larger."""
    away = (points - middle) @ turn.T * scale
    return np.column_stack([shape[1] / 2 + away[:, 0], shape[0] / 2 - away[:, 1], away[:, 2]])


def dying(drape: Drape, appearance: Appearance, scene: Scene, size: tuple[int, int]) -> StandIn:
    """Takes its process with it."""
    os._exit(9)


def undrapable(drape: Drape, appearance: Appearance, scene: Scene, size: tuple[int, int]) -> StandIn:
    """Finds that the cloth never came to rest."""
    raise ModisteError("MOD-1562", edge="12")
