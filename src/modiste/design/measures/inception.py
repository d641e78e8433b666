"""The Inception network of published FIDs, where a user has its file; nothing of it comes with the house.

Knows the pixels' way into it, on which published numbers depend: colour by repetition, TensorFlow 1's
bilinear resize to 299 pixels (no antialiasing, no aligned corners, no half-pixel centres), `(x - 128) / 128`;
so does torch-fidelity. The file is an ONNX graph of float32 (n, 3, 299, 299) of that to features (n, 2048).
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import open_session

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

SIDE = 299
_BATCH = 16


def open_inception(path: Path) -> Callable[[Pixels], Floats]:
    """What makes features (n, d) of pictures (n, 1 or 3, height, width).

    Raises:
        ModisteError: MOD-2706 for a file that is no such graph.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModisteError("MOD-2706", path=path, reason=(error.strerror or str(error)).lower()) from None
    see = _graph(content, path)

    def features(pictures: Pixels) -> Floats:
        colour = np.broadcast_to(pictures, (len(pictures), 3, *pictures.shape[2:]))
        return np.concatenate([see(colour[row : row + _BATCH]) for row in range(0, len(colour), _BATCH)])

    return features


def resized(pictures: Pixels, side: int = SIDE) -> Floats:
    """Pictures (n, c, height, width) as TensorFlow 1 resized: place `i` lies at `i * old / new`."""
    made = pictures.astype(np.float32)
    for axis in (2, 3):
        length = made.shape[axis]
        places = np.arange(side, dtype=np.float32) * (np.float32(length) / np.float32(side))
        low = np.minimum(places.astype(np.int64), length - 1)
        share = (places - low).astype(np.float32).reshape(-1, *(1,) * (3 - axis))
        first, second = (np.take(made, at, axis) for at in (low, np.minimum(low + 1, length - 1)))
        made = first + (second - first) * share
    return made


def _graph(content: bytes, path: Path) -> Callable[[Pixels], Floats]:
    try:
        session = open_session(content, path)
    except ModisteError as error:
        raise ModisteError("MOD-2706", path=path, reason=error.values["reason"]) from None
    inputs, outputs = session.get_inputs(), session.get_outputs()
    if len(inputs) != 1 or inputs[0].shape[1:] != [3, SIDE, SIDE] or len(outputs[0].shape) != 2:
        raise ModisteError("MOD-2706", path=path, reason="it does not take (n, 3, 299, 299) to (n, d)")
    return lambda pictures: session.run(None, {inputs[0].name: (resized(pictures) - 128) / 128})[0]
