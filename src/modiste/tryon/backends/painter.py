"""What a painting network is given and gives: photo, garment picture and silhouette in, a picture out.

Knows that the size is ours: the silhouette is the draped garment's, and nothing is painted outside of it.
Which network paints is each file's own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from modiste.garment import ModisteError
from modiste.tryon.backends.licence import Licence
from modiste.tryon.person.landmarks import POINTS, Person
from modiste.tryon.photo.dressing import Dressed

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]
Point = tuple[float, float]
Part = Literal["top", "bottom", "whole"]

GROUND = 127
"""The grey that stands where nothing of a garment is, and where something is to be painted."""
_SEEN = 0.3


@dataclass(frozen=True, eq=False)
class PaintWish:
    """What a network is given.

    Attributes:
        person: (h, w, 3) uint8, the photograph without the old garment.
        silhouette: (h, w) float32, the share of each pixel that the garment covers in its true size.
        points: The person's joints that are seen, columns and rows.
        garment: (gh, gw, 3) uint8, a picture of the garment.
        worn: The joints of whoever wears it there; empty for one that is laid flat.
        part: What it covers.
    """

    person: Pixels
    silhouette: Floats
    points: Mapping[str, Point]
    garment: Pixels
    worn: Mapping[str, Point]
    part: Part


class Painter(Protocol):
    """A network that paints garments."""

    name: str
    """As it stands in the picture's metadata."""
    licence: Licence

    def paint(self, wish: PaintWish, progress: Callable[[float], bool]) -> Pixels:
        """The person in the garment, (h, w, 3) uint8.

        Args:
            wish: What is painted.
            progress: Told the share done; answers whether to go on.

        Raises:
            ModisteError: MOD-1564 when it was stopped.
        """


def paint_wish(made: Dressed, zones: tuple[str, ...], garment: Pixels | None = None) -> PaintWish:
    """What a dressed photograph gives a network.

    Args:
        made: The garment draped in its size on that photograph.
        zones: What it replaces.
        garment: A picture of it, laid flat; by default its own drape, cut out of the photograph.
    """
    points = seen_points(made.person)
    part: Part = "whole" if len(zones) > 1 else "top" if "top" in zones else "bottom"
    if garment is not None:
        return PaintWish(made.pixels, made.cover, points, garment, {}, part)
    share = made.cover[..., None]
    own = np.round(share * made.pixels + (1 - share) * GROUND).astype(np.uint8)
    return PaintWish(made.pixels, made.cover, points, own, points, part)


def seen_points(person: Person) -> dict[str, Point]:
    """The joints that are more likely seen than not."""
    return {
        name: (float(person.at(name)[0]), float(person.at(name)[1]))
        for name in POINTS
        if person.sees(name) >= _SEEN
    }


def painted(painter: Painter, wish: PaintWish, progress: Callable[[float], bool]) -> Pixels:
    """The person with what a network painted in the garment's silhouette, and not a pixel beyond.

    Raises:
        ModisteError: MOD-1564 when it was stopped, MOD-3024 where it gave no picture of this size.
    """
    made = painter.paint(wish, progress)
    if made.shape != wish.person.shape or made.dtype != np.uint8:
        raise ModisteError("MOD-3024", name=painter.name, reason=f"it gave {made.dtype} {made.shape}")
    share = np.minimum(wish.silhouette, gaussian_filter(wish.silhouette, 0.7))[..., None]
    return np.asarray(np.round(share * made + (1 - share) * wish.person), np.uint8)
