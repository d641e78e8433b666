"""Real embeddings to search in: 100,000 of Fashion-MNIST's photos and of crops of them, 256 numbers each.

EfficientNet-Lite0 with its public ImageNet weights looks at each picture enlarged to 96 x 96; its features
are projected to 256 by the principal axes of 10,000 training photos, at length 1. Computed once (about
twenty minutes of one core) and kept in the cache folder.
"""

import gzip
import os

import numpy as np
from numpy.typing import NDArray

from modiste.collect import cache_folder, find_fashion_mnist, read_idx

SIDE, DIMENSION, BATCH = 96, 256, 100
ROWS, PHOTOS, QUERIES = 100_000, 70_000, 2_000
AXES_OF = 10_000
SEED = 7
FILES = ("train-images-idx3-ubyte.gz", "t10k-images-idx3-ubyte.gz")


def real_embeddings() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Rows (100,000, 256): every photo and 30,000 crops; queries (2,000, 256): other crops of test photos."""
    path = cache_folder() / f"fashion-mnist-lite0-{SIDE}-{DIMENSION}-{ROWS}-{SEED}.npz"
    if not path.is_file():
        features = _features()
        centre = features[:AXES_OF].mean(0)
        _, _, axes = np.linalg.svd(features[:AXES_OF] - centre, full_matrices=False)
        flat = (features - centre) @ axes[:DIMENSION].T
        flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-12)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial.npz")
        np.savez(partial, rows=flat[:ROWS].astype(np.float32), queries=flat[ROWS:].astype(np.float32))
        partial.replace(path)
    with np.load(path, allow_pickle=False) as kept:
        return kept["rows"], kept["queries"]


def _features() -> NDArray[np.float32]:
    """Lite0's features (102,000, 1280) of photos, crops to find, and crops to ask with."""
    import torch  # noqa: PLC0415 - needed only where nothing is kept yet
    from PIL import Image  # noqa: PLC0415

    from modiste.foundation import build_lite0  # noqa: PLC0415
    from modiste.learning import InputSpec  # noqa: PLC0415

    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    spec = InputSpec(height=SIDE, width=SIDE, channels=3, mean=(0.5,) * 3, std=(0.5,) * 3)
    network = build_lite0(spec, 2).eval().to(memory_format=torch.channels_last)
    found = find_fashion_mnist()
    photos = np.concatenate([read_idx(gzip.decompress((found / name).read_bytes())) for name in FILES])
    generator = np.random.default_rng(SEED)
    told = [(number, False) for number in range(PHOTOS)]
    told += [(int(number), True) for number in generator.integers(0, PHOTOS, ROWS - PHOTOS)]
    told += [(int(number), True) for number in generator.integers(60_000, PHOTOS, QUERIES)]
    made = np.empty((len(told), 1280), np.float32)
    for start in range(0, len(told), BATCH):
        some = []
        for number, is_crop in told[start : start + BATCH]:
            picture = photos[number]
            if is_crop:
                side = int(generator.integers(18, 26))
                top, left = generator.integers(0, 28 - side + 1, 2)
                picture = picture[top : top + side, left : left + side]
            some.append(np.asarray(Image.fromarray(picture).resize((SIDE, SIDE), Image.Resampling.BILINEAR)))
        batch = torch.from_numpy(np.stack(some)).float().div_(127.5).sub_(1)
        with torch.inference_mode():
            coloured = batch[:, None].expand(-1, 3, -1, -1).contiguous(memory_format=torch.channels_last)
            made[start : start + BATCH] = network.features(coloured).numpy()
    return made


if __name__ == "__main__":
    print([each.shape for each in real_embeddings()])
