"""Whether a picture of a garment is too close to one of a catalogue, however that one was photographed.

Knows pictures of one garment on a plain ground, by outline and inner tones; which catalogue is the caller's.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste.design.measures.copies import outlines, tones

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

TOO_CLOSE, TOO_CLOSE_SKETCH = 0.97, 0.995
"""Likeness from which on two pictures pass for one garment, a picture of any sort and a sketch.

Of Fashion-MNIST's test pictures one in a hundred is as like to one of 4,000 others; of mirrored copies all
are, of darker ones about eight in ten. Drawings are more alike: of 200 sketches of fresh patterns 37 are as
like as 0.97 to one of 500 others, 7 as 0.99 and 2 as 0.995; of darker copies 27 in 60 are as like as that.
"""
_SIDE, _GARMENT, _SOFT = 28, 24, 24
_DARKEST, _SPAN = 64, 0.75


def signatures(pictures: Sequence[Pixels]) -> Floats:
    """What pictures, each uint8 (height, width, channels) of any size, show: (n, d), of unit length.

    The ground is the median of a picture's border; the garment is brought to one size and place. A mirrored
    picture has another signature: `closest` looks both ways.
    """
    framed = np.stack([_framed(picture) for picture in pictures])[:, None]
    made: Floats = np.concatenate((outlines(framed), tones(framed)), 1) / np.float32(2**0.5)
    return made


def closest(pictures: Sequence[Pixels], known: Floats) -> tuple[NDArray[np.int64], Floats]:
    """For each picture which row of `known` is nearest, and how like it is: the cosine, 1 for the same."""
    facings = [signatures(each) @ known.T for each in (pictures, [picture[:, ::-1] for picture in pictures])]
    likeness = np.maximum(*facings)
    rows = likeness.argmax(1)
    return rows, likeness[np.arange(len(rows)), rows]


def _framed(picture: Pixels) -> Pixels:
    """A garment alone, grey on black, (28, 28); a picture of nothing but ground is black."""
    grey = picture.mean(2, dtype=np.float32)
    border = np.concatenate((grey[0], grey[-1], grey[:, 0], grey[:, -1]))
    garment = np.abs(grey - np.median(border)) > _SOFT
    made = np.zeros((_SIDE, _SIDE), np.uint8)
    if not garment.any():
        return made
    rows, columns = (np.flatnonzero(garment.any(axis)) for axis in (1, 0))
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    part = Image.fromarray(np.where(garment, _DARKEST + _SPAN * grey, 0)[box].astype(np.uint8))
    longer = max(part.size)
    size = [max(round(side * _GARMENT / longer), 1) for side in part.size]
    top, left = ((_SIDE - side) // 2 for side in (size[1], size[0]))
    small = np.asarray(part.resize((size[0], size[1]), Image.Resampling.BOX))
    made[top : top + size[1], left : left + size[0]] = small
    return made
