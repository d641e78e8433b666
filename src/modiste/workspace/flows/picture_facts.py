"""What can be told of a shop's pictures one by one: places, quality, colours, and a model's embedding.

Knows how to look at each picture once and to remember; what follows from many pictures is the quality flow's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from modiste.collect import clean, decode, header, resize
from modiste.garment import Image, ModisteError
from modiste.learning import Event, ModelEntry, Progress
from modiste.workspace.flows.models import classifies, find_model, open_model
from modiste.workspace.kept_facts import KeptFacts

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

NEAR = 288
COLOUR_SIDE = 12
BATCH = 256
_MEASURES = ("sharpness", "brightness", "contrast", "clipped", "border", "background")
StopAsked = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class PictureFacts:
    """One picture: its places, its quality, and its colours, uint8 (12, 12, 3)."""

    features: clean.Features
    quality: clean.ImageQuality
    colours: NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class ModelEmbedder:
    """A served model as an `Embedder`; `name` says which."""

    entry: ModelEntry
    threads: int = 1

    @property
    def name(self) -> str:
        """`NAME@VERSION`."""
        return f"{self.entry.name}@{self.entry.version}"

    def embed(self, pictures: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """See `Embedder`."""
        return open_model(self.entry, self.threads).embed(pictures)


def picture_facts(
    shop: "Shop", images: Sequence[Image], progress: Progress, should_stop: StopAsked
) -> tuple[dict[str, PictureFacts], dict[str, str]]:
    """Facts by blob, and the reason by blob for those that cannot be looked at.

    Raises:
        ModisteError: MOD-2018 when stopped; what was looked at is kept.
    """
    kept = KeptFacts(shop.root / "quality" / "pictures")
    damaged: dict[str, str] = {}

    def look(blob: str) -> bytes | None:
        try:
            data = shop.store.blobs.get(blob)
            head = header(data)
            return _packed(decode(data, near=NEAR), (head.width, head.height))
        except ModisteError as error:
            damaged[blob] = error.code
            return None

    packed = _remembered(kept, images, look, "looking at pictures", progress, should_stop)
    return {blob: _unpacked(data) for blob, data in packed.items()}, damaged


def embeddings(
    shop: "Shop",
    images: Sequence[Image],
    embedder: ModelEmbedder,
    progress: Progress,
    should_stop: StopAsked,
) -> dict[str, NDArray[np.float32]]:
    """A model's embedding by blob, for pictures that can be read."""
    kept = KeptFacts(shop.root / "quality" / f"embeddings-{embedder.name.replace('@', '-')}")

    def look(blob: str) -> bytes | None:
        try:
            picture = decode(shop.store.blobs.get(blob), near=NEAR)
        except ModisteError:
            return None
        space: bytes = embedder.embed([picture])[0].astype("<f4").tobytes()
        return space

    packed = _remembered(kept, images, look, f"embedding by {embedder.name}", progress, should_stop)
    return {blob: np.frombuffer(data, "<f4") for blob, data in packed.items()}


def embedder_for(shop: "Shop", labels: frozenset[str]) -> ModelEmbedder | None:
    """The current model that knows most of the labels; none where none knows any."""
    best: tuple[int, str] | None = None
    for entry in shop.registry.models():
        try:
            fits = entry.is_current and classifies(entry)
            known = len(labels.intersection(entry.card.labels)) if fits else 0
        except ModisteError:  # a damaged model must not end the report
            continue
        if known and (best is None or known > best[0]):
            best = (known, entry.name)
    return ModelEmbedder(find_model(shop, best[1]), shop.settings.threads) if best else None


def _remembered(
    kept: KeptFacts,
    images: Sequence[Image],
    look: Callable[[str], bytes | None],
    what: str,
    progress: Progress,
    should_stop: StopAsked,
) -> dict[str, bytes]:
    blobs = list(dict.fromkeys(image.blob for image in images))
    found = kept.get(blobs)
    left = [blob for blob in blobs if blob not in found]
    progress(Event("start", 0, len(left), what))
    for start in range(0, len(left), BATCH):
        if should_stop():
            raise ModisteError("MOD-2018", what="The quality report")
        fresh = {}
        for blob in left[start : start + BATCH]:
            if (data := look(blob)) is not None:
                fresh[blob] = data
        kept.put(fresh)
        found.update(fresh)
        progress(Event("step", min(start + BATCH, len(left)), len(left), what))
    progress(Event("done", len(left), len(left), what))
    return found


def _packed(pixels: NDArray[np.uint8], size: tuple[int, int]) -> bytes:
    quality = clean.image_quality(pixels, size)
    measures = np.array([*size, *(getattr(quality, name) for name in _MEASURES)], "<f4")
    colours = resize(pixels, COLOUR_SIDE, COLOUR_SIDE)
    return measures.tobytes() + colours.tobytes() + clean.local_features(pixels).to_bytes()


def _unpacked(data: bytes) -> PictureFacts:
    head = 4 * (2 + len(_MEASURES))
    width, height, *measures = np.frombuffer(data[:head], "<f4").tolist()
    colours = np.frombuffer(data, np.uint8, 3 * COLOUR_SIDE**2, head).reshape(COLOUR_SIDE, COLOUR_SIDE, 3)
    quality = clean.ImageQuality(int(width), int(height), *measures)
    return PictureFacts(clean.Features.from_bytes(data[head + colours.size :]), quality, colours)
