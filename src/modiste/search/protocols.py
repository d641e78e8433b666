"""What search asks for and does not know: an embedder of pictures and words, and where vectors are kept.

Declared here, filled by the workspace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class PictureEmbedder(Protocol):
    """Pictures as points of a space in which alike lies near alike.

    Attributes:
        name: such as "modiste-encoder-1".
        fingerprint: SHA-256 of weights and preprocessing: vectors of different fingerprints never mix.
        dimension: of a vector.
    """

    name: str
    fingerprint: str
    dimension: int

    def embed_images(self, pictures: Sequence[NDArray[np.uint8]]) -> Floats:
        """Float32 (n, dimension) of unit length; a picture is uint8 (height, width, 3)."""


@runtime_checkable
class Embedder(PictureEmbedder, Protocol):
    """One space for pictures and words."""

    def embed_texts(self, texts: Sequence[str]) -> Floats:
        """Float32 (n, dimension) of unit length, of texts in English or Chinese."""


@dataclass(frozen=True)
class Neighbours:
    """What lies nearest to a query, nearest first: garments' numbers, cosines, keys of their rows."""

    numbers: NDArray[np.int64]
    cosines: Floats
    keys: tuple[str, ...]


class VectorIndex(Protocol):
    """Vectors by key, each of a numbered garment; a put of the same key replaces."""

    dimension: int

    def count(self) -> int:
        """How many vectors there are."""

    def cursor(self) -> int:
        """What the last write said it brought the index up to; 0 when nothing was written."""

    def update(
        self, keys: Sequence[str], numbers: Sequence[int], vectors: Floats, gone: Sequence[str], cursor: int
    ) -> None:
        """Forget the keys in `gone`, add or replace vectors (n, dimension); on disk on return, or not at all.

        Raises:
            ModisteError: MOD-1802 for vectors of another shape or with values that are no numbers.
        """

    def vectors_of(self, keys: Sequence[str]) -> dict[str, Floats]:
        """The vectors of those keys that are there, (dimension,) each."""

    def numbers(self) -> NDArray[np.int64]:
        """The numbers of the garments that have vectors, rising."""

    def keys_of(self, number: int) -> list[str]:
        """The keys of a garment's vectors, in order."""

    def search(
        self, vector: Floats, k: int, allowed: NDArray[np.bool_] | None = None, *, exact: bool = False
    ) -> Neighbours:
        """The k garments nearest to a vector (dimension,), each by its nearest row.

        Args:
            vector: unit length.
            k: how many garments.
            allowed: by a garment's number, whether it may be found; then the answer is exact.
            exact: compare with every row.
        """
