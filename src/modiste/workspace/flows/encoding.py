"""The encoder as a shop uses it: opened, tuned to the shop, judged.

Knows which encoder stands for a shop and what its garments look and sound like; the space is foundation's.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Picture

from modiste import learning
from modiste.collect import decode
from modiste.foundation import (
    KINDS,
    Adaptation,
    AdaptedEncoder,
    Encoder,
    Match,
    TowerEncoder,
    bundled_encoder,
    explain_match,
    read_adaptation,
    retrieval_worth,
    unit,
    write_histories,
)
from modiste.foundation import (
    adapt as learn_turns,
)
from modiste.garment import Garment, Image, ModisteError
from modiste.learning import Event, Progress, silent
from modiste.store import exclusive, write_whole
from modiste.vision import thing_named
from modiste.workspace.cycles import Answer, Asked, Cycle
from modiste.workspace.flows.models import SHIPPED, find_model
from modiste.workspace.flows.search_documents import caption_of, documents_of

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

NAME, TEXT = "encoder", "encoder-text"
PROTOCOL = "retrieval"
StopAsked = Callable[[], bool]
_ADAPTED = "adapted.npz"
_ACTS = "interactions"
_SIGNS = {"view_item": 0, "like": 1, "add_to_cart": 1, "purchase": 2}
"""What of `foundation.HOWS` an interaction is."""
_ROWS = 10_000
_BATCH = 64
_NEAR = 320
_MOST = 5_000
"""Garments that are adapted to at most: more teach nothing that these do not."""


@dataclass(frozen=True)
class Remembered:
    """What histories hold: people, their steps, and garments; and where they lie."""

    file: str
    people: int
    steps: int
    garments: int

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def encoder_of(shop: "Shop | None") -> Encoder:
    """The encoder of a shop: its own where it trained one, else the bundled one; turned where it was adapted.

    Raises:
        ModisteError: MOD-1320 to 1323 when it is not whole.
    """
    plain = plain_encoder(shop)
    turns = turns_of(shop, plain.fingerprint) if shop else None
    return AdaptedEncoder(plain, turns) if turns is not None else plain


def plain_encoder(shop: "Shop | None") -> TowerEncoder:
    """The encoder of a shop before any turn.

    A shop's own counts when both its towers, `encoder` and `encoder-text`, are current and of one corpus.
    """
    if shop is None:
        return bundled_encoder()
    image, text = (find_model(shop, name) for name in (NAME, TEXT))
    if SHIPPED not in (image.stage, text.stage) and image.card.data_hash == text.card.data_hash:
        return TowerEncoder(image.folder, text.folder, threads=shop.settings.threads)
    return bundled_encoder(threads=shop.settings.threads)


def encoder_mark(shop: "Shop") -> tuple[object, ...]:
    """What is another when the shop's encoder is: which towers are current, and when it was adapted."""
    try:
        adapted = _kept(shop).stat().st_mtime_ns
    except OSError:
        adapted = 0
    return (adapted, *(find_model(shop, name).version for name in (NAME, TEXT)))


def turns_of(shop: "Shop", encoder: str) -> Adaptation | None:
    """The shop's turns, where it has any that were learned for the encoder of that fingerprint."""
    turns = read_adaptation(_kept(shop))
    return turns if turns is not None and turns.encoder == encoder else None


def adapt(
    shop: "Shop", *, seed: int = 0, progress: Progress = silent, should_stop: StopAsked = lambda: False
) -> Adaptation:
    """Tune the encoder to the shop's own titles and photos; kept only where held-out garments gain by it.

    The search indexes are made anew beside what is asked, as the space is another one.

    Args:
        shop: with at least 40 garments that have a photo.
        seed: which garments are held out.
        progress: told about photos and steps.
        should_stop: asked in between.

    Raises:
        ModisteError: MOD-1907 with too few garments, MOD-1908 where nothing is gained, MOD-2018 when stopped.
    """
    plain = plain_encoder(shop)
    with exclusive(shop.root / NAME / "adapt.lock"):
        ids = [garment.id for garment in shop.store.rows.scan(Garment)]
        ids = [ids[row] for row in np.random.default_rng([seed, 92]).permutation(len(ids))[:_MOST].tolist()]
        texts = {each.garment: caption_of(each) for each in documents_of(shop.store, ids)}
        owners, vectors = _photos(
            shop, plain, [each for each in ids if texts.get(each)], progress, should_stop
        )
        seen = sorted(set(owners))
        if not seen:
            raise ModisteError("MOD-1907", count=0, least=40)
        numbers = {each: number for number, each in enumerate(seen)}
        made = learn_turns(
            plain.fingerprint,
            vectors,
            plain.embed_texts([texts[each] for each in seen]),
            np.array([numbers[each] for each in owners]),
            seed=seed,
            progress=progress,
            should_stop=should_stop,
        )
        write_whole(_kept(shop), made.to_bytes())
    return made


def explain_match_of(shop: "Shop | None", file: Path, text: str, out: Path | None = None) -> Match:
    """What the likeness of a picture and a text rests on; with `out` also as a picture, warm where it counts.

    Raises:
        ModisteError: MOD-1201 to 1207 for the picture, MOD-1911 for a text without words, MOD-2041 where the
            picture cannot be written.
    """
    picture = decode(file, near=_NEAR)
    match = explain_match(encoder_of(shop), picture, text)
    if out is not None:
        write_heat(out, picture, match.heat)
    return match


def write_heat(out: Path, picture: NDArray[np.uint8], heat: NDArray[np.float32]) -> None:
    """Write a picture, warm where hiding a part costs most.

    Raises:
        ModisteError: MOD-2041 where it cannot be written.
    """
    shown = learning.overlay(picture, np.clip(heat, 0, None) / max(float(heat.max()), 1e-9))
    made = io.BytesIO()
    Picture.fromarray(shown).save(made, "PNG")
    try:
        write_whole(out, made.getvalue())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ModisteError("MOD-2041", path=out, reason=reason) from None


def unadapt(shop: "Shop") -> bool:
    """Go back to the encoder as it came; whether there was anything to go back from."""
    path = _kept(shop)
    there = path.is_file()
    path.unlink(missing_ok=True)
    return there


def judge(asked: Asked) -> Answer:
    """What the encoder is worth on data by the protocol `retrieval`; see `foundation.retrieval_worth`.

    Raises:
        ModisteError: MOD-1905, MOD-1215 to 1221 for the data.
    """
    encoder = encoder_of(asked.shop)
    found = retrieval_worth(encoder, asked.data, progress=asked.progress)
    return Answer(found.n, found.metrics, found.extras(), model=encoder.name)


CYCLE = Cycle((PROTOCOL,), judge)


def _kept(shop: "Shop") -> Path:
    return shop.root / NAME / _ADAPTED


def _photos(
    shop: "Shop", encoder: Encoder, ids: list[str], progress: Progress, should_stop: StopAsked
) -> tuple[list[str], np.ndarray[Any, np.dtype[np.float32]]]:
    """Whose each photo is, and its vector."""
    wanted = set(ids)
    images = [each for each in shop.store.rows.scan(Image) if each.garment_id in wanted]
    owners: list[str] = []
    vectors = []
    for start in range(0, len(images), _BATCH):
        if should_stop():
            raise ModisteError("MOD-2018", what="Adapting the encoder")
        pictures = []
        for image in images[start : start + _BATCH]:
            try:
                pictures.append(decode(shop.store.blobs.get(image.blob), name=image.id, near=_NEAR))
                owners.append(image.garment_id)
            except ModisteError:
                continue
        if pictures:
            vectors.append(encoder.embed_images(pictures))
        progress(Event("step", min(start + _BATCH, len(images)), len(images), "looking at photos"))
    return owners, np.concatenate(vectors) if vectors else np.empty((0, encoder.dimension), np.float32)


def collect_histories(
    shop: "Shop", out: Path, *, progress: Progress = silent, should_stop: StopAsked = lambda: False
) -> Remembered:
    """Write what the shop's customers saw, liked and bought as histories to learn the encoder's memory from.

    A garment's place is the mean of its photos, or its text's where it has none. What one person does
    with one garment in a row is one step, of its strongest sign. Who they are is not written.

    Args:
        shop: with interactions.
        out: the file.
        progress: told about photos.
        should_stop: asked in between.

    Raises:
        ModisteError: MOD-1909 where nobody did anything twice, MOD-2018 when stopped.
    """
    encoder = plain_encoder(shop)
    garments = [each.id for each in shop.store.rows.scan(Garment)]
    documents = documents_of(shop.store, garments)
    vectors = dict(
        zip(
            (each.garment for each in documents),
            encoder.embed_texts([caption_of(each) for each in documents]),
            strict=True,
        )
    )
    owners, photos = _photos(shop, encoder, list(vectors), progress, should_stop)
    numbers = {name: number for number, name in enumerate(vectors)}
    sums = np.zeros((len(numbers), encoder.dimension), np.float32)
    np.add.at(sums, [numbers[owner] for owner in owners], photos)
    said = np.stack(list(vectors.values())) if vectors else sums
    places = np.where(sums.any(1, keepdims=True), unit(sums), said)
    people = _people(shop, numbers)
    if not people:
        raise ModisteError("MOD-1909")
    named = shop.garments
    told = [thing_named("garment", named.get(name).category) for name in numbers]
    kinds = np.array([KINDS.index(each) if each else -1 for each in told])
    write_histories(out, places, kinds, people)
    return Remembered(str(out), len(people), sum(len(each) for each, _ in people), len(numbers))


def _people(shop: "Shop", numbers: Mapping[str, int]) -> list[tuple[list[int], list[int]]]:
    """Of each person with two steps or more the garments and signs, oldest first."""
    if _ACTS not in shop.store.events.tables():
        return []
    rows = (
        shop.store.events.scan(_ACTS)
        .filter("customer_id IS NOT NULL AND garment_id IS NOT NULL")
        .order('"customer_id", "at", "id"')
        .select("customer_id", "garment_id", "kind")
    )
    people: list[tuple[list[int], list[int]]] = []
    last = None
    for batch in rows.to_arrow_reader(_ROWS):
        for person, garment, kind in zip(*batch.to_pydict().values(), strict=True):
            how = _SIGNS.get(kind)
            if how is None or garment not in numbers:
                continue
            if person != last:
                last = person
                people.append(([], []))
            seen, hows = people[-1]
            if seen and seen[-1] == numbers[garment]:
                hows[-1] = max(hows[-1], how)
            else:
                seen.append(numbers[garment])
                hows.append(how)
    return [each for each in people if len(each[0]) > 1]
