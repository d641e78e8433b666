"""What an encoder is: pictures, words and histories of garments as points of one space, ours and others'.

Knows the protocol and what a history is worth where nobody learned to read one.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]
How = Literal["viewed", "liked", "bought"]
HOWS: tuple[How, ...] = ("viewed", "liked", "bought")
_WORTH = {"viewed": 1.0, "liked": 2.0, "bought": 3.0}
_FADES = 0.85
"""What a thing counts beside the one that came after it."""


@dataclass(frozen=True)
class Preprocessing:
    """How a picture becomes what a network sees.

    Attributes:
        size: Width and height in pixels.
        fit: "squash" scales both sides by themselves, "crop" scales the shorter and cuts the middle out.
        mean: Of each channel of [0, 1].
        std: Of each channel.
        filter: "bilinear" or "bicubic".
    """

    size: tuple[int, int]
    fit: Literal["squash", "crop"]
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    filter: Literal["bilinear", "bicubic"] = "bilinear"


@dataclass(frozen=True)
class EncoderCard:
    """What an encoder is: its name and version, licence, source, languages, dimension and preprocessing."""

    name: str
    version: str
    licence: str
    source: str
    languages: tuple[str, ...]
    dimension: int
    preprocessing: Preprocessing

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


@dataclass(frozen=True, eq=False)
class Seen:
    """One step of a history: a garment's unit vector (dimension,) and what was done with it."""

    vector: Floats
    how: How = "viewed"


class Encoder(Protocol):
    """One space for pictures, words and behaviour.

    Attributes:
        name: such as "modiste-encoder-1".
        fingerprint: SHA-256 of weights and preprocessing: vectors of different fingerprints never mix.
        dimension: of a vector.
        card: the rest.
    """

    name: str
    fingerprint: str
    dimension: int
    card: EncoderCard

    def embed_images(self, pictures: Sequence[Pixels]) -> Floats:
        """Float32 (n, dimension) of unit length; a picture is uint8 (height, width, 3)."""

    def embed_texts(self, texts: Sequence[str]) -> Floats:
        """Float32 (n, dimension) of unit length."""

    def embed_behaviour(self, histories: Sequence[Sequence[Seen]]) -> Floats:
        """Float32 (n, dimension) of unit length: where what a person wants next lies, oldest step first."""


def pooled(history: Sequence[Seen], dimension: int) -> Floats:
    """A history's mean, later steps and stronger signs counting for more: for encoders that read none.

    Returns:
        Float32 (dimension,) of unit length; zeros for an empty history.
    """
    made = np.zeros(dimension, np.float32)
    for age, step in enumerate(reversed(history)):
        made += _WORTH[step.how] * _FADES**age * step.vector
    return made / max(float(np.linalg.norm(made)), 1e-12)


def unit(vectors: NDArray[Any]) -> Floats:
    """Rows of length one; rows of zeros stay."""
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return np.asarray(vectors / lengths, np.float32)
