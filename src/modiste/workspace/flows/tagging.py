"""What a model says of the shop's own photos, kept: tags, and embeddings by which photos are alike.

Knows which photos wait and how like two are; running the model is learning's, where answers are kept the
store's. Likeness is the cosine to every embedding of the same model and version, kept in half precision.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.collect import decode
from modiste.garment import Image, ModisteError
from modiste.learning import Event, ModelEntry, Progress, Served
from modiste.store import UNSURE, Prediction, Rejection, Store
from modiste.workspace.flows.models import classifies, find_model, open_model

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

StopAsked = Callable[[], bool]
TOP = 5
BATCH = 256
Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Tagged:
    """What a tagging did: photos seen by `model`, of them `unsure`, and those that could not be read."""

    model: str
    version: str
    photos: int
    unsure: int
    rejected: int

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return dict(vars(self))


@dataclass(frozen=True)
class Alike:
    """Garments nearest to a picture: ids with the cosine of their nearest photo, most alike first.

    `among` is how many photos were compared; 0 says that none has been tagged by this model yet.
    """

    model: str
    version: str
    among: int
    garments: Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Looked:
    """A picture that is no garment's: what it shows, and what is like it in the shop."""

    label: str
    confidence: float
    top: Sequence[tuple[str, float]]
    alike: Alike


def default_model(shop: "Shop") -> str:
    """The model that stands for the shop where none is named: the one that tagged last, else by its data.

    A shop whose garments carry a model's labels as categories is that model's. Of models that fit alike it is
    the one in production, else the one that was made first: a trial that was trained since takes nothing over
    until it is promoted or has tagged.

    Raises:
        ModisteError: MOD-1328 when the shop has no model at all.
    """
    entries = [entry for entry in shop.registry.models() if entry.is_current and classifies(entry)]
    names = [entry.name for entry in entries]
    for name, *_ in shop.store.predictions.seen():
        if name in names:
            return name
    categories = set(shop.garments.facets()["category"]) - {""}

    def rank(entry: ModelEntry) -> tuple[int, bool, datetime, str]:
        try:
            fit = len(categories & set(entry.card.labels))
        except ModisteError:
            fit = -1
        return -fit, entry.stage != "production", entry.created_at, entry.name

    if not entries:
        raise ModisteError("MOD-1328", name="a model for this shop", known="none")
    return min(entries, key=rank).name


def tag(
    shop: "Shop", model: str, progress: Progress, should_stop: StopAsked, *, again: bool = False
) -> Tagged:
    """Ask a model about every photo that its present version has not seen, and keep the answers.

    A batch is whole on disk before the next begins, so a stopped tagging goes on where it was.

    Args:
        shop: whose photos.
        model: a model of the shop; `default_model` when empty.
        progress: told after every batch.
        should_stop: asked before every batch.
        again: ask about photos that were seen, too.

    Raises:
        ModisteError: MOD-1328 for the model, MOD-2018 when stopped.
    """
    entry = _known(shop, model)
    served = open_model(entry, shop.settings.threads)
    total, after, seen, unsure, rejected = shop.store.rows.count(Image), "", 0, 0, 0
    progress(Event("start", 0, total, f"tagging with {entry.name}@{entry.version}"))
    while images := _next(shop.store, entry, after, again=again):
        if should_stop():
            raise ModisteError("MOD-2018", what=f"Tagging with {entry.name}")
        answers, refused = _keep(shop.store, entry, served, images)
        after = images[-1].id
        seen += len(images)
        unsure += sum(answer.confidence < UNSURE for answer in answers)
        rejected += refused
        progress(Event("step", seen, max(total, seen), f"tagging with {entry.name}@{entry.version}"))
    progress(Event("done", seen, seen, f"tagging with {entry.name}@{entry.version}"))
    return Tagged(entry.name, entry.version, seen - rejected, unsure, rejected)


def tag_garment(shop: "Shop", garment_id: str, model: str = "") -> list[Prediction]:
    """Ask a model about one garment's photos now; gives every answer that is kept for them.

    Raises:
        ModisteError: MOD-1103 for the garment, MOD-1328 for the model.
    """
    images = shop.garments.images(garment_id)
    entry = _known(shop, model)
    if images:
        _keep(shop.store, entry, open_model(entry, shop.settings.threads), images)
    return shop.store.predictions.of([garment_id])


def alike(shop: "Shop", garment_id: str, model: str = "", limit: int = 12) -> Alike:
    """The garments most like one, by its first photo in the eyes of a model.

    Raises:
        ModisteError: MOD-1103 for the garment, MOD-1328 for the model, MOD-2024 when it has no photo.
    """
    images = shop.garments.images(garment_id)
    if not images:
        raise ModisteError("MOD-2024", id=garment_id)
    entry = _known(shop, model)
    vector = shop.store.predictions.vector(images[0].id, entry.name, entry.version)
    if vector is None:
        served = open_model(entry, shop.settings.threads)
        pixels = _pixels(shop.store, images[0], served)
        vector = served.embed([pixels])[0]
    return _nearest(shop.store, entry, vector, limit, but=garment_id)


def look_up(shop: "Shop", name: str, data: bytes, model: str = "", limit: int = 12) -> Looked:
    """What a picture shows and which garments are like it; the picture is looked at and not kept.

    Raises:
        ModisteError: MOD-1202 to 1207 for bytes that are no usable picture, MOD-1328 for the model.
    """
    entry = _known(shop, model)
    served = open_model(entry, shop.settings.threads)
    answer = served.answer([decode(data, name=name, near=_near(served))])
    top = _top(served, answer.probabilities[0])
    found = _nearest(shop.store, entry, answer.embeddings[0], limit)
    return Looked(top[0][0], top[0][1], top, found)


def _known(shop: "Shop", model: str) -> ModelEntry:
    """A model by the registry's names only: what is kept must be found again."""
    if not model:
        return find_model(shop, default_model(shop))
    return shop.registry.resolve(model, allow_folder=False)


def _next(store: Store, entry: ModelEntry, after: str, *, again: bool) -> Sequence[Image]:
    if again:
        return store.rows.page(Image, after=after or None, limit=BATCH).items
    return store.predictions.waiting(entry.name, entry.version, after, BATCH)


def _keep(
    store: Store, entry: ModelEntry, served: Served, images: Sequence[Image]
) -> tuple[list[Prediction], int]:
    """Ask about some photos and keep the answers; a photo that cannot be read goes to quarantine."""
    pictures: list[Pixels] = []
    kept: list[Image] = []
    refused: list[Rejection] = []
    for image in images:
        try:
            pictures.append(_pixels(store, image, served))
            kept.append(image)
        except ModisteError as error:
            refused.append(Rejection("tagging", image.id, error.code, error.detail))
    store.quarantine.put(refused)
    if not kept:
        return [], len(refused)
    answer, at = served.answer(pictures), datetime.now(UTC)
    made = []
    for image, chances in zip(kept, answer.probabilities, strict=True):
        top = _top(served, chances)
        made.append(
            Prediction(image.id, entry.name, entry.version, image.garment_id, top[0][0], top[0][1], top, at)
        )
    vectors: Mapping[str, Any] = {
        image.id: vector for image, vector in zip(kept, answer.embeddings, strict=True)
    }
    store.predictions.put(made, vectors)
    return made, len(refused)


def _top(served: Served, chances: NDArray[np.float32]) -> list[tuple[str, float]]:
    order = np.argsort(-chances, kind="stable")[:TOP].tolist()
    return [(served.labels[index], round(float(chances[index]), 6)) for index in order]


def _pixels(store: Store, image: Image, served: Served) -> Pixels:
    return decode(store.blobs.get(image.blob), name=image.id, near=_near(served))


def _near(served: Served) -> int:
    return max(256, served.card.input.height, served.card.input.width)


def _nearest(store: Store, entry: ModelEntry, vector: NDArray[Any], limit: int, but: str = "") -> Alike:
    garments, unit = store.predictions.space(entry.name, entry.version)
    if not garments:
        return Alike(entry.name, entry.version, 0, ())
    asked = np.asarray(vector, np.float32)
    cosines = unit @ (asked / max(float(np.linalg.norm(asked)), 1e-12))
    best: dict[str, float] = {}
    # A garment may have several photos: enough of them are looked at to fill the list.
    for row in np.argsort(-cosines, kind="stable")[: (limit + 1) * 8].tolist():
        if garments[row] != but:
            best.setdefault(garments[row], round(float(cosines[row]), 6))
        if len(best) == limit:
            break
    return Alike(entry.name, entry.version, len(garments), tuple(best.items()))
