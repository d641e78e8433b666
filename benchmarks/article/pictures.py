"""Knows where Fashion-MNIST's four files lie and what is in them; numpy alone, for both environments.

It checks no sums and downloads nothing: the house's own reader is `modiste.collect`, which TensorFlow's
environment does not have.
"""

import gzip
import os
from pathlib import Path

import numpy as np

# Debian's package dataset-fashion-mnist, unless the environment names another folder.
FOLDER = Path(os.environ.get("MODISTE_FASHION_MNIST", "/usr/share/datasets/fashion-mnist"))
LABELS = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)


def read_split(folder: Path, split: str) -> tuple[np.ndarray, np.ndarray]:
    """The pictures uint8 `(n, 28, 28)` and labels uint8 `(n,)` of `train` or `t10k`.

    Raises:
        SystemExit: a file is missing; the message says which, and where it comes from.
    """
    images, labels = folder / f"{split}-images-idx3-ubyte.gz", folder / f"{split}-labels-idx1-ubyte.gz"
    for file in (images, labels):
        if not file.is_file():
            raise SystemExit(
                f"{file} is missing. Install the Debian package dataset-fashion-mnist, or give --data FOLDER "
                "with the four .gz files that the data set's publisher offers."
            )
    pixels = np.frombuffer(gzip.decompress(images.read_bytes()), np.uint8, offset=16)
    targets = np.frombuffer(gzip.decompress(labels.read_bytes()), np.uint8, offset=8)
    return pixels.reshape(-1, 28, 28), targets
