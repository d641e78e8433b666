"""Search in one shop: its indexes kept up with its garments, questions answered, look-alikes found.

Knows which garments were touched and what can look at pictures; indexing and ranking are the search room's.
The indexes are derived: they lie in `search/`, follow the list of touched garments, and are made again where
they are missing.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from modiste.collect import decode
from modiste.garment import Image, ModisteError
from modiste.learning import Event, Progress, silent
from modiste.search import (
    SEPARATOR,
    Answer,
    Embedder,
    Finder,
    PictureEmbedder,
    Question,
    Words,
    parsed_filters,
)
from modiste.search import Result as Found
from modiste.store import exclusive_if_free
from modiste.workspace.flows.encoding import encoder_mark
from modiste.workspace.flows.search_documents import caption_of, documents_of
from modiste.workspace.plugins import EMBEDDERS, embedders

if TYPE_CHECKING:
    from modiste.search import VectorIndex
    from modiste.workspace.shop import Shop

__all__ = ["Answer", "Found", "Indexed", "ShopSearch", "index", "keep_found", "search"]

StopAsked = Callable[[], bool]
Pixels = NDArray[np.uint8]
WORDS_BATCH, PICTURES_BATCH = 100, 32
SOON_WORDS, SOON_PICTURES = 200, 8
"""So many touched garments and new pictures a question takes in by itself before it is answered."""
KEPT_WORDS, KEPT_PICTURES = 5_000, 500
"""So many the worker takes in at a time beside its jobs; when more pictures wait they become a job."""
CHECKED_SECONDS = 0.2
NEAR = 320
"""Pictures are decoded at about this size, which is more than any embedder looks at."""


@dataclass(frozen=True)
class Indexed:
    """What an indexing did: garments and pictures taken in, unreadable pictures, and by whose eyes."""

    garments: int
    pictures: int
    rejected: int
    embedder: str
    is_whole: bool

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return dict(vars(self))


def embedder_of(shop: "Shop") -> PictureEmbedder:
    """What looks at the shop's pictures: an embedder that is plugged in, else the encoder."""
    known = embedders()
    name = next((each for each in known if each not in EMBEDDERS), next(iter(EMBEDDERS)))
    return cast(PictureEmbedder, known.pick(name)(shop))


class ShopSearch:
    """Search in one shop. Threads may share it."""

    def __init__(self, shop: "Shop") -> None:
        self._shop = shop
        self._folder = shop.root / "search"
        self.words = Words(self._folder / "words")
        self._lock = threading.RLock()
        self._checked = 0.0
        self._embedder: PictureEmbedder | None = None
        self._mark: tuple[object, ...] = ()
        self._indexes: dict[str, VectorIndex] = {}

    def embedder(self) -> PictureEmbedder | None:
        """What looks at pictures, and where it can, reads words; opened when it is first needed."""
        with self._lock:
            # Another process may have trained or adapted one: another space, and another index.
            if (mark := encoder_mark(self._shop)) != self._mark:
                self._embedder, self._mark = embedder_of(self._shop), mark
                self._indexes.clear()
            return self._embedder

    def search(
        self,
        text: str = "",
        picture: Pixels | None = None,
        filters: Mapping[str, Sequence[str]] | None = None,
        k: int = 10,
    ) -> Answer:
        """Answer a question; what was touched a moment ago is taken in first.

        Raises:
            ModisteError: MOD-1801 and 1804 to 1806, see `Finder.search`.
        """
        self.catch_up(SOON_WORDS, SOON_PICTURES)
        return self.finder().search(Question(text, picture, filters or {}, k))

    def has_pictures(self) -> bool:
        """Whether pictures were ever indexed here; nothing is opened to find out."""
        return any(self._folder.glob("pictures-*"))

    def looks(self, images: Sequence[Image]) -> dict[str, NDArray[np.float32]]:
        """The vectors of those pictures that are in the index, by the image's id."""
        index = self._pictures()
        keys = {_key(image): image.id for image in images}
        return {} if index is None else {keys[key]: row for key, row in index.vectors_of(list(keys)).items()}

    def similar(self, garment_id: str, k: int = 10, picture: str = "") -> tuple[Found, ...]:
        """The garments that look most like one.

        Raises:
            ModisteError: MOD-1103 for the garment, MOD-1806 and 1807, see `Finder.similar`.
        """
        self._shop.garments.get(garment_id)
        self.catch_up(SOON_WORDS, SOON_PICTURES)
        return self.finder().similar(garment_id, k, picture)

    def vectors(self, garment_ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The mean of the vectors of each garment's pictures, of unit length, of those that are indexed."""
        index = self._pictures()
        made: dict[str, NDArray[np.float32]] = {}
        for id_ in garment_ids if index is not None else ():
            number = self.words.number(id_)
            held = index.vectors_of(index.keys_of(number)) if index and number is not None else {}
            if held:
                middle = np.mean(list(held.values()), 0)
                made[id_] = middle / max(float(np.linalg.norm(middle)), 1e-9)
        return made

    def catch_up(self, garments: int, pictures: int) -> None:
        """Take in what was touched, up to so many; where another process is at it, that one does it."""
        now = time.monotonic()
        if now - self._checked < CHECKED_SECONDS:
            return
        self._checked = now
        self.index(garments=garments, pictures=pictures, wait=False)

    def is_behind(self) -> bool:
        """Whether a garment was touched that the indexes have not seen; an empty shop opens nothing."""
        newest = self._shop.store.touched.newest()
        if newest == 0 and self.words.cursor() == 0:
            return False
        index = self._pictures()
        return newest != self.words.cursor() or (index is not None and newest != index.cursor())

    def pictures_behind(self) -> int:
        """How many touched garments the pictures' index has not seen."""
        index = self._pictures()
        return 0 if index is None else self._shop.store.touched.waiting(index.cursor())

    def space(self) -> str:
        """Whose vectors the pictures' index holds."""
        embedder = self.embedder()
        return embedder.fingerprint[:16] if embedder is not None else "none"

    def index(
        self,
        progress: Progress = silent,
        should_stop: StopAsked | None = None,
        *,
        garments: int | None = None,
        pictures: int | None = None,
        again: bool = False,
        wait: bool = True,
    ) -> Indexed:
        """Bring the indexes up to the garments as they are.

        Every batch is on disk before the next begins: a stopped or killed indexing goes on where it was.

        Args:
            progress: told after every batch.
            should_stop: asked before every batch.
            garments: take in at most so many.
            pictures: look at about so many at most.
            again: forget everything first.
            wait: for another process that is at it; else nothing is done then.

        Raises:
            ModisteError: MOD-2018 when stopped, MOD-1803 for an index that is damaged.
        """
        stop = should_stop or (lambda: False)
        while True:
            with exclusive_if_free(self._folder / "indexing.lock") as is_ours:
                if is_ours:
                    return self._index(progress, stop, garments, pictures, again=again)
            if not wait:
                return Indexed(0, 0, 0, "", is_whole=False)
            if stop():
                raise ModisteError("MOD-2018", what="Indexing")
            time.sleep(0.1)

    def _index(
        self, progress: Progress, stop: StopAsked, garments: int | None, pictures: int | None, *, again: bool
    ) -> Indexed:
        touched = self._shop.store.touched
        if again or touched.newest() < self.words.cursor():  # an older shop was put back
            self.words.clear()
        taken = self._take_words(progress, stop, garments)
        seen = rejected = 0
        is_whole = touched.newest() == self.words.cursor()
        index = self._pictures() if pictures is None or pictures > 0 else None
        if index is not None:
            if again or index.cursor() > self.words.cursor():
                cast(Any, index).clear()
            seen, rejected = self._take_pictures(index, progress, stop, pictures)
            is_whole = is_whole and index.cursor() == self.words.cursor()
        self._merge(wait=garments is None)
        name = self._embedder.name if self._embedder else ""
        progress(Event("done", taken, taken, "search index"))
        return Indexed(taken, seen, rejected, name, is_whole)

    def _take_words(self, progress: Progress, stop: StopAsked, most: int | None) -> int:
        store, taken = self._shop.store, 0
        total = store.touched.waiting(self.words.cursor())
        while most is None or taken < most:
            rows = store.touched.after(self.words.cursor(), WORDS_BATCH)
            if not rows:
                break
            if stop():
                raise ModisteError("MOD-2018", what="Indexing")
            ids = [garment_id for _, garment_id in rows]
            documents = documents_of(store, ids)
            gone = set(ids) - {document.garment for document in documents}
            self.words.update(documents, sorted(gone), rows[-1][0])
            taken += len(rows)
            progress(Event("step", taken, max(total, taken), "words of garments"))
        return taken

    def _take_pictures(
        self, index: "VectorIndex", progress: Progress, stop: StopAsked, most: int | None
    ) -> tuple[int, int]:
        store, seen, rejected = self._shop.store, 0, 0
        total, done = store.touched.waiting(index.cursor()), 0
        while most is None or seen < most:
            rows = store.touched.after(index.cursor(), PICTURES_BATCH)
            rows = [row for row in rows if row[0] <= self.words.cursor()]
            if not rows:
                break
            if stop():
                raise ModisteError("MOD-2018", what="Indexing")
            looked, refused = self._look(index, [garment_id for _, garment_id in rows], rows[-1][0])
            seen, rejected, done = seen + looked, rejected + refused, done + len(rows)
            progress(Event("step", done, max(total, done), "pictures of garments"))
        return seen, rejected

    def _look(self, index: "VectorIndex", ids: Sequence[str], cursor: int) -> tuple[int, int]:
        """Take the pictures of some garments in, and what is left of garments that are gone out."""
        embedder = self._embedder
        assert embedder is not None
        store = self._shop.store
        wanted: dict[str, tuple[int, Image]] = {}
        had: set[str] = set()
        numbers = {id_: number for id_ in ids if (number := self.words.number(id_)) is not None}
        for image in store.rows.scan(Image, where={"garment_id": list(numbers)}) if numbers else ():
            wanted[_key(image)] = numbers[image.garment_id], image
        for number in numbers.values():
            had.update(index.keys_of(number))
        everyone = self.words.everyone()
        for number in index.numbers().tolist():
            if number >= len(everyone) or not everyone[number]:
                had.update(index.keys_of(number))
        keys, places, pixels, refused = list[str](), list[int](), list[Pixels](), 0
        for key, (number, image) in wanted.items():
            if key in had:
                continue
            try:
                pixels.append(decode(store.blobs.get(image.blob), name=image.id, near=NEAR))
            except ModisteError as error:
                refused += 1
                self._shop.log.warning("picture not indexed", image=image.id, reason=error.detail)
                continue
            keys.append(key)
            places.append(number)
        vectors = embedder.embed_images(pixels) if pixels else np.zeros((0, index.dimension), np.float32)
        index.update(keys, places, vectors, sorted(had - set(wanted)), cursor)
        self._caption(ids, cursor)
        return len(keys), refused

    def _caption(self, ids: Sequence[str], cursor: int) -> None:
        """Take the texts of some garments into the pictures' space, where there is one for both."""
        captions = self._captions()
        if captions is None or not isinstance(self._embedder, Embedder):
            return
        documents = documents_of(self._shop.store, ids)
        texts = [caption_of(document) for document in documents]
        keys = [
            f"{document.garment}{SEPARATOR}{hashlib.sha256(text.encode()).hexdigest()[:16]}"
            for document, text in zip(documents, texts, strict=True)
        ]
        had = {key for document in documents for key in captions.keys_of(document.number)}
        new = [place for place, key in enumerate(keys) if key not in had]
        vectors = (
            self._embedder.embed_texts([texts[place] for place in new])
            if new
            else np.zeros((0, captions.dimension), np.float32)
        )
        numbers = [documents[place].number for place in new]
        captions.update([keys[place] for place in new], numbers, vectors, sorted(had - set(keys)), cursor)

    def _merge(self, *, wait: bool) -> None:
        def merge() -> None:
            try:
                for index in (self.words, *self._indexes.values()):
                    cast(Any, index).merge()
            except (ModisteError, OSError) as error:  # what is not merged now is merged later
                self._shop.log.warning("search index not merged", reason=str(error)[:200])

        if wait:
            merge()
        elif not any(thread.name == "search-merge" for thread in threading.enumerate()):
            threading.Thread(target=merge, name="search-merge", daemon=True).start()

    def finder(self) -> Finder:
        """What answers: the indexes as they are now, nothing is taken in first."""
        return Finder(self.words, self._pictures(), self._embedder, self._captions())

    def _pictures(self) -> "VectorIndex | None":
        return self._opened("pictures") if self.embedder() is not None else None

    def _captions(self) -> "VectorIndex | None":
        return self._opened("captions") if isinstance(self.embedder(), Embedder) else None

    def _opened(self, name: str) -> "VectorIndex":
        """The index of the embedder's space; vectors of another fingerprint are in another folder."""
        from modiste.search import Vectors  # noqa: PLC0415 - the kernels' compiler is loaded only for pictures

        with self._lock:
            if name not in self._indexes:
                embedder = self._embedder
                assert embedder is not None
                folder = self._folder / f"{name}-{embedder.fingerprint[:16]}"
                self._indexes[name] = Vectors(folder, embedder.dimension, embedder.fingerprint)
            return self._indexes[name]


def _key(image: Image) -> str:
    """Under which a picture's vector is kept: another picture of the same name is another key."""
    return f"{image.id}{SEPARATOR}{image.blob[:16]}"


def index(
    shop: "Shop", progress: Progress = silent, should_stop: StopAsked | None = None, *, again: bool = False
) -> Indexed:
    """Bring a shop's search indexes up to its garments; see `ShopSearch.index`."""
    return shop.finding.index(progress, should_stop, again=again)


def keep_found(shop: "Shop", should_stop: StopAsked) -> None:
    """Take in what was touched lately; where very many pictures wait, queue a job that shows how far it is.

    Raises:
        ModisteError: MOD-1803 for an index that is damaged, MOD-2018 when stopped.
    """
    finding = shop.finding
    if not finding.is_behind():
        return
    finding.index(should_stop=should_stop, garments=KEPT_WORDS, pictures=0, wait=False)
    if finding.pictures_behind() <= KEPT_PICTURES:
        finding.index(should_stop=should_stop, garments=0, pictures=KEPT_PICTURES, wait=False)
    else:
        shop.jobs.submit("index", {}, f"index-{finding.space()}-{shop.store.touched.newest()}")


def search(
    shop: "Shop",
    text: str = "",
    image: "str | Path | bytes | Pixels | None" = None,
    filters: Mapping[str, Sequence[str]] | Sequence[str] = (),
    k: int = 10,
    crop: str = "",
) -> Answer:
    """Garments of a shop by words, by a picture or a part of it, or by both.

    Args:
        shop: where.
        text: words in English or Chinese.
        image: a picture's file, its bytes, or its pixels; it is looked at and not kept.
        filters: names with values of which one must be there; or pairs as they are written, `name=value`.
        k: how many garments are wanted.
        crop: `left,top,width,height` as shares of the picture.

    Raises:
        ModisteError: MOD-1801 and 1804 to 1808; MOD-1201 to 1207 for what is no usable picture.
    """
    chosen = filters if isinstance(filters, Mapping) else parsed_filters(filters)
    pixels = None
    if isinstance(image, np.ndarray):
        pixels = image
    elif image is not None:
        pixels = decode(image if isinstance(image, bytes) else Path(image), near=NEAR if not crop else None)
    if pixels is not None and crop:
        pixels = cropped(pixels, crop)
    return shop.finding.search(text, pixels, chosen, k)


def cropped(pixels: Pixels, crop: str) -> Pixels:
    """A part of a picture (height, width, 3), named as `left,top,width,height` in shares of it.

    Raises:
        ModisteError: MOD-1808 when it is no part of the picture.
    """
    try:
        left, top, width, height = (float(part) for part in crop.split(","))
    except ValueError:
        raise ModisteError("MOD-1808", text=crop[:80], reason="four numbers are wanted") from None
    inside = 0 <= left < 1 and 0 <= top < 1 and left + width <= 1.001 and top + height <= 1.001
    if not (inside and width > 0 and height > 0):  # also false for what is no number
        raise ModisteError("MOD-1808", text=crop[:80], reason="it lies outside the picture")
    tall, wide = pixels.shape[:2]
    x, y = int(left * wide), int(top * tall)
    return pixels[y : max(y + 1, round((top + height) * tall)), x : max(x + 1, round((left + width) * wide))]
