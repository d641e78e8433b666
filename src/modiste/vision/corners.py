"""Corners of photographs that most likely show no garment: real floors, walls and cloths to lay renders on.

Knows where grounds are on a photo of clothes; nothing is kept, they are read anew for each training.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste.collect import decode
from modiste.garment import ModisteError

Pixels = NDArray[np.uint8]

MOST = 1500
"""Photographs that are looked at: four corners each are more grounds than a training shows."""
_SEED = 3
_SHRUNK = 2
_SHARE = 0.2
_APART = 1.3
"""A corner is taken where its colour lies so many deviations from the middle's: else it may be garment."""


def corner_pieces(folder: Path, most: int = MOST) -> list[Pixels]:
    """Corners (side, side, 3) of a folder's photographs, at half their size.

    Args:
        folder: photographs, in class folders or not; those that cannot be read are passed over.
        most: how many photographs to look at, drawn with a fixed seed.

    Raises:
        ModisteError: MOD-1412 for a folder that gives none.
    """
    paths = sorted(
        path for path in folder.rglob("*") if path.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp")
    )
    pieces: list[Pixels] = []
    for number in np.random.default_rng(_SEED).permutation(len(paths))[:most].tolist():
        try:
            picture = Image.fromarray(decode(paths[number], near=512))
        except ModisteError:
            continue
        if min(picture.size) < 64:
            continue
        small = np.asarray(picture.resize((picture.width // _SHRUNK, picture.height // _SHRUNK)))
        pieces += [piece for piece in _corners(small) if _is_ground(piece, small)]
    if not pieces:
        raise ModisteError("MOD-1412", data=folder, reason="no photograph has a corner of another colour")
    return pieces


def _corners(picture: Pixels) -> list[Pixels]:
    high, wide = picture.shape[:2]
    side = int(_SHARE * min(high, wide)) + 8
    return [
        np.ascontiguousarray(picture[y : y + side, x : x + side])
        for y in (0, high - side)
        for x in (0, wide - side)
    ]


def _is_ground(piece: Pixels, picture: Pixels) -> bool:
    high, wide = picture.shape[:2]
    middle = picture[high // 3 : 2 * high // 3, wide // 3 : 2 * wide // 3].reshape(-1, 3).astype(np.float32)
    off = np.abs(piece.reshape(-1, 3).mean(0) - middle.mean(0)) / (middle.std(0) + 8)
    return bool(off.max() >= _APART)
