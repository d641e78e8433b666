"""What garments in pictures are like, by the encoder, and what people corrected.

Knows where vectors, masks and corrections come from; the heads are vision's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.collect import clip_pictures, decode, is_clip
from modiste.foundation import (
    Corpus,
    Floats,
    bundled_encoder,
    colour_names,
    heat_of,
    measured_colours,
    unit,
)
from modiste.garment import Garment, Image, ModisteError
from modiste.learning import Event, Progress, Served, shipped_models, silent
from modiste.vision import (
    FIELDS,
    NAMES,
    Refusal,
    Tag,
    Tagger,
    learn_tagger,
    mask_of,
    read_tagger,
    thing_named,
    wanted_of,
    write_tagger,
)
from modiste.workspace.flows.encoder_corpus import OPTIONS
from modiste.workspace.flows.encoding import plain_encoder, turns_of, write_heat

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

Pixels = NDArray[np.uint8]
File = str | Path | tuple[str, bytes]
NEAR = 512
_LEAST = 0.08
_BATCH = 64
_ASKED = 5_000
"""Garments that are looked through at most."""
_VOTES = 8
"""Pictures of a garment, or frames of its clip, that are asked at most."""
_LOOKED, _NEAREST = 40, 5
"""Garments near a picture that are asked, and that are told."""
CATEGORY = "category"


@dataclass(frozen=True)
class Described:
    """One photo, or one clip by its key frames, described: tags by field, colours with their shares."""

    file: str
    tags: Mapping[str, Tag]
    colours: tuple[tuple[str, str, float], ...]
    covered: float
    frames: int = 1

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "file": self.file,
            "tags": {name: tag.to_json() for name, tag in self.tags.items()},
            "colours": [
                {"name": name, "hex": value, "share": round(share, 3)} for name, value, share in self.colours
            ],
            "covered": round(self.covered, 3),
            "frames": self.frames,
        }


@dataclass(frozen=True)
class UnsureTag:
    """A field of a garment that the tagger is not sure of, by which picture, and what it may be."""

    garment: str
    image: str
    tag: Tag


@dataclass(frozen=True, eq=False)
class TagWhy:
    """Why a field of a picture's garment is told as it is.

    Attributes:
        field: of the garment.
        tag: what is told.
        heat: (8, 8) what the tag's log odds lose when a part of the picture is hidden.
        nearest: garments of the shop nearest to the picture that tell this field, with what they tell.
    """

    field: str
    tag: Tag
    heat: Floats
    nearest: tuple[tuple[str, str], ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "field": self.field,
            **self.tag.to_json(),
            "heat": np.round(self.heat, 4).tolist(),
            "nearest": [{"garment": garment, "value": value} for garment, value in self.nearest],
        }


def explain_tag(file: Path, field: str, shop: "Shop | None" = None, out: Path | None = None) -> TagWhy:
    """Say which parts of a picture make a tag, and which garments of the shop nearest to it say.

    Args:
        file: a photo.
        field: such as "sleeve".
        shop: whose corrections and garments count.
        out: where to write the picture, warm where it counts.

    Raises:
        ModisteError: MOD-1201 to 1207 for the picture, MOD-1415 for a field that its garment has not,
            MOD-2041 where `out` cannot be written.
    """
    encoder, tagger, _ = _opened()
    if shop is not None:
        tagger = corrected_tagger(shop)
    picture = decode(file, near=NEAR)
    tags = tagger.tags(encoder.embed_images([picture]))[0]
    if field not in tags:
        raise ModisteError("MOD-1415", field=field, known=", ".join(tags))
    own = next(each for each in tagger.heads if NAMES.get(each, each) == field)
    head = tagger.heads[own]
    place = head.values.index(tags[field].value)

    def odds(vectors: Floats) -> Floats:
        chances = head.chances(vectors)[:, place]
        return np.asarray(np.log(chances + 1e-9) - np.log1p(1e-9 - chances), np.float32)

    _, heat = heat_of(encoder, picture, odds)
    if out is not None:
        write_heat(out, picture, heat)
    return TagWhy(field, tags[field], heat, _telling(shop, picture, field) if shop is not None else ())


def _telling(shop: "Shop", picture: Pixels, field: str) -> tuple[tuple[str, str], ...]:
    """The nearest garments that say what they are in a field."""
    found = [each.garment for each in shop.search(image=picture, k=_LOOKED).results]
    garments = shop.store.rows.find(Garment, found)
    made = []
    for each in found:
        garment = garments[each]
        value = garment.category if field == CATEGORY else garment.attributes.get(field)
        if value:
            made.append((each, str(value)))
    return tuple(made[:_NEAREST])


def describe(files: Sequence[File], shop: "Shop | None" = None) -> Iterator[Described | Refusal]:
    """Say what each file's garment is like, in the order given; a bad file is refused and the rest goes on.

    Args:
        files: paths of photos or of clips, or names with the bytes of photos that stay in memory.
        shop: whose people's corrections are learned from; None for the tagger as it came.
    """
    encoder, tagger, eye = _opened()
    if shop is not None:
        tagger = corrected_tagger(shop)
    for file in files:
        name, source = file if isinstance(file, tuple) else (str(file), Path(file))
        try:
            pictures = [decode(each, name=name, near=NEAR) for each in _pictures(source)]
        except ModisteError as error:
            yield Refusal(name, error)
            continue
        masks = [mask_of(eye, pixels, edges=False) for pixels in pictures]
        tags = tagger.tags(encoder.embed_images(pictures), owners=[0] * len(pictures))[0]
        covered = float(np.mean([mask.mean() for mask in masks]))
        yield Described(name, tags, _colours(pictures, masks), covered, len(pictures))


def _pictures(source: Path | bytes) -> Sequence[Path | bytes]:
    """A photo is one picture, a clip its key frames."""
    return clip_pictures(source) if isinstance(source, Path) and is_clip(source) else [source]


def _colours(pictures: Sequence[Pixels], masks: Sequence[Floats]) -> tuple[tuple[str, str, float], ...]:
    """Name, `#rrggbb` and share of a garment's colours; of several pictures, the mean share by name."""
    shares: dict[str, float] = {}
    best: dict[str, tuple[float, str]] = {}
    for pixels, mask in zip(pictures, masks, strict=True):
        for value, share in measured_colours(pixels, mask):
            if share >= _LEAST:
                name = colour_names(value)[0]
                shares[name] = shares.get(name, 0.0) + share / len(pictures)
                best[name] = max(best.get(name, (0.0, value)), (share, value))
    order = sorted(shares, key=lambda name: -shares[name])
    return tuple((name, best[name][1], shares[name]) for name in order if shares[name] >= _LEAST)


def unsure_tags(shop: "Shop", limit: int = 60) -> list[UnsureTag]:
    """What a person should look at, the least sure first: fields that a garment does not tell itself.

    Only pictures that the search index has seen are asked about; it follows the shop by itself.

    Args:
        shop: whose garments.
        limit: how many at most.
    """
    tagger = corrected_tagger(shop)
    made: list[UnsureTag] = []
    pictures: dict[str, list[Image]] = {}
    for image in shop.store.rows.scan(Image):
        if len(pictures) < _ASKED or image.garment_id in pictures:
            own = pictures.setdefault(image.garment_id, [])
            # A cuff seen from near tells nothing of a length.
            if len(own) < _VOTES and image.view != "detail":
                own.append(image)
    ids = [each for each, own in pictures.items() if own]
    for start in range(0, len(ids), _BATCH):
        some = [image for each in ids[start : start + _BATCH] for image in pictures[each]]
        seen = _seen(shop, some)
        some = [image for image in some if image.id in seen]
        owners = {each: number for number, each in enumerate(dict.fromkeys(i.garment_id for i in some))}
        if not some:
            continue
        vectors = np.stack([seen[image.id] for image in some])
        garments = shop.store.rows.find(Garment, list(owners))
        told = tagger.tags(vectors, owners=[owners[image.garment_id] for image in some])
        for garment_id, tags in zip(owners, told, strict=True):
            if (garment := garments.get(garment_id)) is None:
                continue
            known = {**garment.attributes, CATEGORY: garment.category}
            made += [
                UnsureTag(garment_id, pictures[garment_id][0].id, tag)
                for name, tag in tags.items()
                if tag.is_unsure and not known.get(name)
            ]
    return sorted(made, key=lambda each: (each.tag.confidence, each.garment))[:limit]


def value_of(shop: "Shop", field: str, thing: str) -> str:
    """How a shop writes a thing of the glossary in a field: sleeve "long", category "Dresses"."""
    if field == CATEGORY:
        own = [each for each in shop.garments.facets()["category"] if each]
        return next((each for each in own if thing_named("garment", each) == thing), thing)
    return next((value for value, each in OPTIONS.get(field, {}).items() if each == thing), thing)


def corrected_tagger(shop: "Shop") -> Tagger:
    """The tagger with what people of the shop said of its garments: what they undo, it unlearns."""
    _, tagger, _ = _opened()
    said = _said(shop)
    images = list(shop.store.rows.scan(Image, where={"garment_id": list(said)})) if said else []
    seen = _seen(shop, images)
    judged = [image for image in images if image.id in seen]
    if not judged:
        return tagger
    vectors = np.stack([seen[image.id] for image in judged])
    return tagger.corrected(vectors, [said[image.garment_id] for image in judged])


def learn_attributes(corpus: Path, out: Path, progress: Progress = silent) -> dict[str, dict[str, float]]:
    """Learn the tagger's heads from a corpus; its validation split calibrates, its test split judges.

    Args:
        corpus: a folder that `modiste encoder collect` wrote.
        out: the file to write.
        progress: told about pictures.

    Returns:
        By field the share that is right on the test split, its mean confidence, and how many there were.

    Raises:
        ModisteError: MOD-1902 for a folder that is no corpus.
    """
    encoder = bundled_encoder()
    sides = {}
    for split in ("train", "validation", "test"):
        side = Corpus(corpus, split)
        vectors = []
        for start in range(0, len(side), _BATCH):
            rows = np.arange(start, min(start + _BATCH, len(side)))
            taken = side.take(rows).transpose(0, 2, 3, 1)
            vectors.append(encoder.embed_images([np.ascontiguousarray(each) for each in taken]))
            progress(Event("step", len(rows) + start, len(side), f"looking at {split}"))
        sides[split] = np.concatenate(vectors), side.facts
    tagger = learn_tagger(encoder.fingerprint, *sides["train"], *sides["validation"])
    write_tagger(tagger, out)
    vectors_, facts = sides["test"]
    told: dict[str, dict[str, float]] = {}
    for field in FIELDS:
        head = tagger.heads[field]
        truth = [wanted_of(each).get(field, "") for each in facts]
        rows = np.array([row for row, value in enumerate(truth) if value in head.values], np.int64)
        if len(rows):
            chances = head.chances(vectors_[rows])
            right = [
                head.values[place] == truth[row] for row, place in zip(rows, chances.argmax(1), strict=True)
            ]
            told[field] = {
                "accuracy": float(np.mean(right)),
                "confidence": float(chances.max(1).mean()),
                "n": float(len(rows)),
            }
    return told


def _seen(shop: "Shop", images: Sequence[Image]) -> dict[str, Floats]:
    """The tagger's vectors of pictures by the image's id: the search index's, as they were before any turn.

    Where the shop's encoder is another one than the tagger's, pictures are looked at again.
    """
    encoder, tagger, _ = _opened()
    if plain_encoder(shop).fingerprint != tagger.encoder:
        made: dict[str, Floats] = {}
        for image in images:
            try:
                pixels = decode(shop.store.blobs.get(image.blob), name=image.id, near=NEAR)
            except ModisteError:
                continue
            made[image.id] = encoder.embed_images([pixels])[0]
        return made
    seen = shop.finding.looks(images)
    turns = turns_of(shop, tagger.encoder)
    if turns is None or not seen:
        return seen
    rows = unit(np.stack(list(seen.values())) @ np.linalg.pinv(turns.images))
    return dict(zip(seen, rows, strict=True))


def _said(shop: "Shop") -> dict[str, dict[str, str]]:
    """Of each garment that somebody edited, by field, what they said that it is; later edits win."""
    made: dict[str, dict[str, str]] = {}
    for change, garments in shop.store.changes.standing():
        values = {**change.said.get("attributes", {}), "category": change.said.get("category")}
        told = {
            field: thing
            for field in FIELDS
            if (thing := _thing(field, str(values.get(NAMES.get(field, field)) or "")))
        }
        for garment in garments if told else ():
            made.setdefault(garment, {}).update(told)
    return made


def _thing(field: str, value: str) -> str:
    """The thing of the glossary that a shop's value is, as the house writes it or in words."""
    return OPTIONS.get(NAMES.get(field, field), {}).get(value) or thing_named(field, value)


@lru_cache(maxsize=1)
def _opened() -> tuple[Any, Tagger, Served]:
    return bundled_encoder(), read_tagger(), Served.load(shipped_models()["segmenter"])
