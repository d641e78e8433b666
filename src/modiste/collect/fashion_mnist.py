"""Fashion-MNIST: where its files may lie, whether they are the published ones, and what is in them.

It never goes to the network unless `download` is called by name; training is left to others.

Source: Xiao, Rasul and Vollgraf, "Fashion-MNIST", arXiv 1708.07747 (2017);
github.com/zalandoresearch/fashion-mnist, MIT.
"""

import gzip
import hashlib
import os
import struct
import urllib.error
import urllib.request
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from modiste.collect.folders import cache_folder, write_whole
from modiste.collect.labelled import LabelledPictures
from modiste.garment import ModisteError

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
PUBLISHER = "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion"
_DEBIAN = Path("/usr/share/datasets/fashion-mnist")

# File, MD5 of the publisher's gzip (from its README), SHA-256 of the content. Debian compresses anew, so its
# gzip files differ from the publisher's; the content is the same, and that is what is checked.
_FILES = {
    "train-images-idx3-ubyte": (
        "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    ),
    "train-labels-idx1-ubyte": (
        "25c81989df183df01b3e8a0aad5dffbe",
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    ),
    "t10k-images-idx3-ubyte": (
        "bef4ecab320f06d8554ea6380940ec79",
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    ),
    "t10k-labels-idx1-ubyte": (
        "bb300cfdad3c16e7a12a480ee83cd310",
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    ),
}
_LARGEST = 64_000_000
"""Bytes; the largest file has 47,040,016 once unpacked."""


def fashion_mnist(split: Literal["train", "test"], folder: str | Path | None = None) -> LabelledPictures:
    """Read one part of Fashion-MNIST: 60,000 or 10,000 grey pictures of 28 x 28 pixels.

    Args:
        split: "train" or "test".
        folder: where its four files lie; by default `$MODISTE_FASHION_MNIST`, else Debian's folder, else the
            cache.

    Returns:
        Pixels (n, 1, 28, 28); ids such as `test-00042`.

    Raises:
        ModisteError: MOD-1216 for another split, MOD-1219 when no files are found, MOD-1220 when one is not
            the published file, MOD-1221 when one is not an IDX file.
    """
    if split not in ("train", "test"):
        raise ModisteError("MOD-1216", path="fashion-mnist", parts="train, test", wanted=split)
    home = find(folder)
    stem = {"train": "train", "test": "t10k"}[split]
    digests, arrays = [], []
    for name in (f"{stem}-images-idx3-ubyte", f"{stem}-labels-idx1-ubyte"):
        content = _content(home, name)
        digest = hashlib.sha256(content).hexdigest()
        if digest != _FILES[name][1]:
            raise ModisteError("MOD-1220", path=home / name, reason="the SHA-256 of its content differs")
        digests.append(digest)
        arrays.append(read_idx(content, name))
    images, targets = arrays
    return LabelledPictures(
        labels=LABELS,
        targets=targets.astype(np.int64),
        ids=tuple(f"{split}-{number:05d}" for number in range(len(targets))),
        pixels=images[:, None],
        hash=hashlib.sha256("".join(digests).encode()).hexdigest(),
    )


def find(folder: str | Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The first folder that holds all four files, packed or unpacked.

    Raises:
        ModisteError: MOD-1219 when there is none.
    """
    named = folder or environment.get("MODISTE_FASHION_MNIST")
    places = [Path(named)] if named else [_DEBIAN, cache_folder(environment) / "fashion-mnist"]
    for place in places:
        if all((place / name).is_file() or (place / f"{name}.gz").is_file() for name in _FILES):
            return place
    raise ModisteError("MOD-1219", places=", ".join(map(str, places)))


def download(folder: str | Path | None = None, *, address: str = PUBLISHER, timeout: float = 60.0) -> Path:
    """Fetch the four files from the publisher; files that are there and right are not fetched again.

    Args:
        folder: where to put them; by default the cache.
        address: the web folder that holds them. Whatever it sends must bear the publisher's checksum.
        timeout: seconds of silence after which to give up.

    Raises:
        ModisteError: MOD-1220 for a wrong checksum (nothing is kept), MOD-1222 when the network fails,
            MOD-1223 when the folder cannot be written.
    """
    home = Path(folder) if folder else cache_folder() / "fashion-mnist"
    if not address.startswith(("https://", "http://")):
        raise ModisteError("MOD-1222", address=address, reason="it is not a web address")
    for name, (md5, _) in _FILES.items():
        path, source = home / f"{name}.gz", f"{address.rstrip('/')}/{name}.gz"
        if path.is_file() and _md5(path.read_bytes()) == md5:
            continue
        try:
            with urllib.request.urlopen(source, timeout=timeout) as reply:  # noqa: S310 - checked above
                data = reply.read(_LARGEST)
        except (OSError, ValueError, urllib.error.URLError) as error:
            raise ModisteError("MOD-1222", address=source, reason=str(error).rstrip(".")) from None
        if _md5(data) != md5:
            raise ModisteError("MOD-1220", path=source, reason="its MD5 differs from the publisher's")
        write_whole(path, data)
    return home


def read_idx(content: bytes, name: str = "the file") -> NDArray[np.uint8]:
    """Parse an IDX file of bytes: two zeros, type 8, the number of dimensions; each, big-endian; the values.

    Raises:
        ModisteError: MOD-1221 when header and length do not agree.

    Example:
        >>> read_idx(bytes([0, 0, 8, 1, 0, 0, 0, 2, 7, 9])).tolist()
        [7, 9]
    """
    if len(content) < 4:
        raise ModisteError("MOD-1221", name=name, reason="it is shorter than a header")
    zero, kind, dimensions = struct.unpack(">HBB", content[:4])
    if zero or kind != 8 or not 1 <= dimensions <= 4:
        raise ModisteError("MOD-1221", name=name, reason=f"its header reads {content[:4].hex(' ')}")
    start = 4 + 4 * dimensions
    if len(content) < start:
        raise ModisteError("MOD-1221", name=name, reason="its header is cut short")
    shape = struct.unpack(f">{dimensions}I", content[4:start])
    size = 1
    for length in shape:
        size *= length
    if size != len(content) - start:
        raise ModisteError(
            "MOD-1221", name=name, reason=f"its header promises {size} values, {len(content) - start} follow"
        )
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)


def _content(home: Path, name: str) -> bytes:
    """What a file holds once unpacked, never more than the largest published one could."""
    packed = home / f"{name}.gz"
    try:
        if not packed.is_file():
            with (home / name).open("rb") as file:
                return file.read(_LARGEST)
        with gzip.open(packed, "rb") as file:
            return file.read(_LARGEST)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ModisteError("MOD-1220", path=packed, reason=str(error).rstrip(".").lower()) from None
    except OSError as error:
        raise ModisteError("MOD-1201", name=packed, reason=(error.strerror or str(error)).lower()) from None


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
