"""Whether concepts are too close to garments that a shop already has, by its photos.

Knows which photos are compared and where what they show is kept between calls; likeness is design's.
"""

import hashlib
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.collect import cache_folder, decode, write_whole
from modiste.design import TOO_CLOSE, TOO_CLOSE_SKETCH, closest, signatures
from modiste.garment import Image, ModisteError

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

MOST_PHOTOS = 5000
"""So many photos of a catalogue are compared; of a larger one those whose ids come first."""
_NEAR, _PAGE, _BATCH = 64, 500, 256
_SCHEME = 1


def novelty(shop: "Shop | None", pictures: Sequence[Pixels], *, are_sketches: bool = False) -> dict[str, Any]:
    """How like to the shop's garments pictures (height, width, channels) are.

    Args:
        shop: whose garments.
        pictures: what was made.
        are_sketches: whether they are drawn: all drawings are more alike than pictures of other sorts.

    Returns:
        `among`, how many photos were compared, and `too_close`: number, garment and likeness of each picture
        that is as like to a garment as its own copy could be.
    """
    images, known = _known(shop) if shop is not None and pictures else ([], np.empty((0, 1), np.float32))
    if not images:
        return {"among": 0, "too_close": []}
    rows, likeness = closest(pictures, known)
    least = TOO_CLOSE_SKETCH if are_sketches else TOO_CLOSE
    return {
        "among": len(images),
        "too_close": [
            {
                "number": number,
                "garment": images[int(rows[number])].garment_id,
                "likeness": round(float(likeness[number]), 3),
            }
            for number in np.flatnonzero(likeness >= least).tolist()
        ],
    }


def has_photos(shop: "Shop | None") -> bool:
    """Whether there is anything that concepts could be too close to."""
    return shop is not None and bool(shop.store.rows.page(Image, after=None, limit=1).items)


def _known(shop: "Shop") -> tuple[list[Image], Floats]:
    """The photos that could be read, and what they show; only those that are new are looked at."""
    path = (
        cache_folder() / "closeness" / f"{hashlib.sha256(str(shop.root.resolve()).encode()).hexdigest()}.npz"
    )
    kept: dict[str, Floats] = {}
    try:
        with np.load(path, allow_pickle=False) as archive:
            if int(archive["scheme"]) == _SCHEME:
                kept = dict(zip(archive["blobs"].tolist(), archive["signatures"], strict=True))
    except (OSError, ValueError, KeyError):
        kept = {}
    images = list(_images(shop))
    fresh = [image for image in images if image.blob not in kept]
    for start in range(0, len(fresh), _BATCH):
        seen = [
            (image.blob, pixels) for image in fresh[start : start + _BATCH] for pixels in _pixels(shop, image)
        ]
        if seen:
            blobs, pictures = zip(*seen, strict=True)
            kept.update(zip(blobs, signatures(pictures), strict=True))
    readable = [image for image in images if image.blob in kept]
    if fresh and readable:
        made = io.BytesIO()
        names = sorted({image.blob for image in readable})
        table = np.stack([kept[name] for name in names]).astype(np.float16)
        np.savez(made, scheme=_SCHEME, blobs=np.array(names), signatures=table)
        write_whole(path, made.getvalue())
    return readable, np.array([kept[image.blob] for image in readable], np.float32)


def _images(shop: "Shop") -> Iterator[Image]:
    after, left = None, MOST_PHOTOS
    while left > 0:
        page = shop.store.rows.page(Image, after=after, limit=min(_PAGE, left))
        yield from page.items
        if len(page.items) < min(_PAGE, left):
            return
        after, left = page.items[-1].id, left - len(page.items)


def _pixels(shop: "Shop", image: Image) -> Iterator[Pixels]:
    """The photo, small; nothing of one that cannot be read, which the quality room tells of."""
    try:
        yield decode(shop.store.blobs.get(image.blob), name=image.id, near=_NEAR)
    except ModisteError:
        return
