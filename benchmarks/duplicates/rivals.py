"""Hashes of picture files by pHash, dHash (ImageHash) and PDQ (pdqhash): one row of bits a file, into an npz.

Knows nothing of ours; started by collect_duplicates.py in the rivals' environment: rivals.py LIST OUT.npz
"""

import sys
from pathlib import Path

import imagehash
import numpy as np
import pdqhash
from PIL import Image


def hashes(path: str) -> dict[str, np.ndarray]:
    """The three hashes of one file, uint8 rows."""
    with Image.open(path) as file:
        picture = file.convert("RGB")
    pdq, _ = pdqhash.compute(np.asarray(picture))
    return {
        "phash": np.packbits(imagehash.phash(picture, hash_size=8).hash),
        "dhash": np.packbits(imagehash.dhash(picture, hash_size=16).hash),
        "pdq": np.packbits(np.asarray(pdq, dtype=bool)),
    }


if __name__ == "__main__":
    rows = [hashes(path) for path in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    np.savez(sys.argv[2], **{name: np.stack([row[name] for row in rows]) for name in rows[0]})
