"""A draped garment on its body as a picture: plain, or coloured by where it pulls or stands off.

Knows what is shown and in which colours; drawing is `raster`'s.
"""

import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste.tailoring.drape.draping import Drape
from modiste.tailoring.render.raster import Surface, picture
from modiste.tailoring.render.skin import uncovered
from modiste.tailoring.render.view import VIEWS

Points = NDArray[np.float64]
Heat = Literal["none", "stretch", "clearance"]

SKIN_COLOUR = (0.84, 0.82, 0.80)
CLOTH_COLOUR = (0.36, 0.42, 0.55)
HEATS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "stretch": ("#eeece8", "#f3d3ac", "#e8a05c", "#cf6a24", "#93380c"),
        "clearance": ("#eeece8", "#c3d3ea", "#8aabd9", "#4f7cc0", "#234a90"),
    }
)
"""Colours from nothing to much, of even steps in lightness: slack to taut, on the skin to far from it."""
WIDEST_MM = 60.0


def by_vertex(draped: Drape) -> Points:
    """(n,) the larger of the two stretches over 1, a mean of the faces around each vertex."""
    over = np.maximum(draped.stretch.max(axis=1) - 1, 0)
    faces = draped.cloth.faces
    total = np.bincount(faces.ravel(), np.repeat(over, 3), minlength=draped.cloth.count)
    return np.asarray(total / np.maximum(np.bincount(faces.ravel(), minlength=draped.cloth.count), 1))


def heat_colours(values: Points, heat: str, top: float) -> Points:
    """(n, 3) sRGB of values from 0 to `top`."""
    stops = np.array([[int(each[k : k + 2], 16) / 255 for k in (1, 3, 5)] for each in HEATS[heat]])
    at = np.clip(values / top, 0, 1) * (len(stops) - 1)
    return np.column_stack([np.interp(at, np.arange(len(stops)), stops[:, k]) for k in range(3)])


def worn_picture(
    draped: Drape,
    view: str = "front",
    heat: Heat = "none",
    size: tuple[int, int] = (512, 768),
    colour: tuple[float, float, float] = CLOTH_COLOUR,
) -> NDArray[np.uint8]:
    """Draw a drape.

    Args:
        draped: The garment on its body.
        view: A name in `VIEWS`.
        heat: What the cloth's colour shows: nothing, stretch up to the fabric's limit, or clearance to 6 cm.
        size: Width and height in pixels.
        colour: The cloth's colour, sRGB from 0 to 1, without heat.

    Returns:
        (height, width, 3) uint8.
    """
    colours = np.array(colour)
    if heat == "stretch":
        colours = heat_colours(by_vertex(draped), heat, draped.fabric.limit - 1)
    elif heat == "clearance":
        colours = heat_colours(1000 * draped.clearance, heat, WIDEST_MM)
    inner = tuple(0.8 * each for each in (colour if heat == "none" else (0.8, 0.79, 0.78)))
    cloth = Surface(draped.places, draped.cloth.faces, colours, (inner[0], inner[1], inner[2]))
    skin = uncovered(draped, face=True)
    body = Surface(skin.places, skin.faces, np.array(SKIN_COLOUR))
    return picture([body, cloth], VIEWS[view], size)


def png_of(pixels: NDArray[np.uint8]) -> bytes:
    """A picture as PNG."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", optimize=False, compress_level=4)
    return out.getvalue()
