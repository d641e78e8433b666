"""What of a generator's sketches is most like a picture: outline and colours are taken from it.

Knows how a garment is told from an even ground, and asks the segmenter of other pictures; the search is
design's. The picture is looked at and not kept.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from modiste.design import (
    FRAMES,
    ConceptWish,
    SketchGenerator,
    closing,
    coloured,
    colouring_of,
    read_palette,
    sketch_like,
)
from modiste.foundation import measured_colours
from modiste.garment import ModisteError
from modiste.workspace.flows.concepts import Concepts
from modiste.workspace.flows.picture_specs import garment_mask

Pixels = NDArray[np.uint8]

NEAR = 256
"""Pixels of the longer side that a picture is looked at with."""
_EVEN, _APART = 0.97, 14
"""What share of a picture's border is one colour where the ground is even, and how far colours differ."""
_LEAST, _MOST = 0.02, 0.95
_SECOND = 0.12
"""A second colour that covers less of the garment is not taken."""


def sketch_found(
    sketches: SketchGenerator, name: str, pixels: Pixels, file: str = "picture"
) -> tuple[Concepts, float]:
    """The sketch whose outline is most like a picture's garment, in its colours, and how far it is off.

    Args:
        sketches: whose.
        name: of the generator, with its version.
        pixels: (height, width, 3) of one garment, whole and upright.
        file: what the picture is called.

    Raises:
        ModisteError: MOD-2764 where no garment is seen.
    """
    mask = _garment(pixels)
    if not _LEAST <= mask.mean() <= _MOST:
        raise ModisteError("MOD-2764", name=file)
    found = sketch_like(sketches, mask)
    plan = found.plan
    # The outline's own pixels are ink, or half the ground's.
    inner = ndimage.binary_erosion(mask, iterations=3)
    told = measured_colours(pixels, (inner if inner.any() else mask).astype(np.float32))
    colours = read_palette(",".join(each for each, share in told if share >= _SECOND) or "#808080")
    colouring = colouring_of(colours[:2], closing(plan.category, plan.attributes))
    picture = coloured(found.fields, FRAMES[plan.category], colouring)
    wish = ConceptWish(plan.category, colours[:2], 1)
    return Concepts(picture[None], name, wish, (plan.category,), (plan.attributes,)), found.error


def _garment(pixels: Pixels) -> NDArray[np.bool_]:
    """Where the garment is: what an even ground is not, else what the segmenter says."""
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]]).astype(np.int16)
    ground = np.median(border, axis=0)
    if (np.abs(border - ground).max(1) <= _APART).mean() < _EVEN:
        return np.asarray(garment_mask(pixels) > 0.5, bool)
    differs = np.abs(pixels.astype(np.int16) - ground).max(2) > _APART
    parts, count = ndimage.label(ndimage.binary_fill_holes(differs))
    if count == 0:
        return np.zeros(differs.shape, bool)
    sizes = np.bincount(parts.ravel())
    sizes[0] = 0
    return np.asarray(parts == sizes.argmax(), bool)
