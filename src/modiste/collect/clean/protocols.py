"""What cleaning may be lent by those who know models: embeddings of pictures, and second opinions on labels.

Declared here, filled by the workspace; without either, cleaning works on numpy alone.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Pictures as points of a space in which alike lies near alike."""

    def embed(self, pictures: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Float32 (n, d) of n pictures, each uint8 (height, width, 3)."""


class LabelModel(Protocol):
    """A model that judges examples it did not learn from."""

    def out_of_sample(
        self, examples: NDArray[np.float32], targets: NDArray[np.int64], classes: int
    ) -> NDArray[np.float64]:
        """Probabilities (n, classes), each row by a model that never saw that row.

        `examples` is float32 (n, d), `targets` int64 (n,) the labels as given.
        """
