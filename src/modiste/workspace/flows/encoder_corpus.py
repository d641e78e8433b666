"""The corpus that the encoder learns from: renders, photos with measured colours, Fashion-MNIST.

Knows which labels of which data are which things of the glossary; the folder is foundation's, masks are
vision's, renders are the house's.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste import tailoring
from modiste.collect import decode, open_data, open_files, resize
from modiste.foundation import (
    SIDE,
    Corpus,
    Entry,
    Facts,
    colour_examples,
    lab,
    measured_colours,
    of_hex,
    sentences,
    taught,
    to_hex,
    write_corpus,
    write_lessons,
)
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, Served, shipped_models, silent
from modiste.vision import mask_of

Pixels = NDArray[np.uint8]
Chance = np.random.Generator
NEAR = 320
_RECOLOURED = 2
"""Copies of a photo in other colours."""
_PLAIN = 0.55
"""The share that one colour must have for a garment to be dyed."""
_CLIPS = 3000
_DARKEST = 14.0
"""CIE L below which nothing is left to dye."""

PHOTO_CLASSES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "dress": (("dress",), ()),
    "hat": (("hat",), ()),
    "longsleeve": (("longsleeve", "long-sleeve"), ("sweater", "sweatshirt")),
    "outwear": (("outerwear",), ()),
    "pants": (("trousers",), ()),
    "shirt": (("shirt",), ()),
    "shoes": (("shoe",), ()),
    "shorts": (("shorts",), ()),
    "skirt": (("skirt",), ()),
    "t-shirt": (("t-shirt",), ("tank-top", "polo-shirt")),
}
"""What the classes of clothing-dataset-small are: what is true, and what may be."""
_FASHION_MNIST: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "T-shirt/top": (("t-shirt",), ("tank-top", "longsleeve", "top")),
    "Trouser": (("trousers",), ()),
    "Pullover": (("sweater",), ("sweatshirt", "longsleeve", "hoodie")),
    "Dress": (("dress",), ()),
    "Coat": (("coat",), ("jacket",)),
    "Sandal": (("sandal",), ()),
    "Shirt": (("shirt",), ("blouse",)),
    "Sneaker": (("sneaker",), ()),
    "Bag": (("bag",), ()),
    "Ankle boot": (("boot",), ()),
}
_PROGRAMS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "t-shirt": (("t-shirt",), ("tank-top",)),
    "shirt": (("shirt",), ("blouse",)),
    "sweatshirt": (("sweatshirt",), ("sweater", "longsleeve")),
    "hoodie": (("hoodie", "hooded"), ()),
    "trousers": (("trousers",), ()),
    "shorts": (("shorts",), ()),
    "skirt-straight": (("pencil-skirt", "straight"), ()),
    "skirt-a-line": (("skirt", "a-line"), ()),
    "dress-shift": (("shift-dress", "straight"), ()),
    "dress-a-line": (("dress", "a-line"), ()),
}
OPTIONS: Mapping[str, Mapping[str, str]] = {
    "neckline": {"crew": "crew-neck", "v": "v-neck", "boat": "boat-neck", "scoop": "scoop-neck"},
    "collar": {"stand": "stand-collar", "classic": "classic-collar"},
    "sleeve": {"none": "sleeveless", "short": "short-sleeve", "elbow": "elbow-sleeve", "long": "long-sleeve"},
    "length": {"mini": "mini", "cropped": "cropped", "knee": "knee-length", "midi": "midi", "maxi": "maxi"},
    "fit": {"slim": "slim", "regular": "regular-fit", "relaxed": "relaxed", "oversized": "oversized"},
    "leg": {"slim": "narrow-leg", "straight": "straight", "wide": "wide-leg"},
    "rise": {"low": "low-rise", "mid": "mid-rise", "high": "high-rise"},
    "front": {"zip": "zip", "pleat": "pleat", "dart": "dart"},
    "pocket": {"kangaroo": "kangaroo-pocket"},
    "print": {"solid": "solid", "stripe": "stripe", "pinstripe": "pinstripe", "check": "check", "dot": "dot"},
}
_CLOTHS: Mapping[str, tuple[str, ...]] = {
    "jersey": ("jersey", "cotton"),
    "rib": ("rib", "cotton"),
    "fleece": ("fleece", "cotton"),
    "poplin": ("poplin", "cotton"),
    "linen": ("linen",),
    "crepe": ("crepe", "viscose"),
    "satin": ("satin", "silk"),
    "twill": ("twill", "cotton"),
    "denim": ("denim", "cotton"),
    "flannel": ("flannel", "wool"),
}


@dataclass(frozen=True)
class Collected:
    """What a corpus came to hold, by source, and where it lies."""

    folder: str
    pictures: int
    sources: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def render_facts(row: Mapping[str, str]) -> Facts:
    """What a row of `labels.csv`, see `write_randomised`, tells of its picture."""
    things, maybe = (list(each) for each in _PROGRAMS[row["program"]])
    if row["program"] == "trousers" and row["cloth"] == "denim":
        things[0] = "jeans"
    if row["program"] == "t-shirt" and row["sleeve"] == "long":
        things, maybe = ["longsleeve"], ["t-shirt"]
    for option, words in OPTIONS.items():
        if (value := row.get(option, "")) in words:
            things.append(words[value])
    things += _CLOTHS[row["cloth"]]
    return Facts(tuple(things), tuple(maybe), tuple(row["hex"].split(", ")))


def collect_corpus(
    out: Path,
    *,
    renders: Sequence[Path] = (),
    photos: Path | None = None,
    clips: str = "",
    lessons: int = 0,
    seed: int = 0,
    progress: Progress = silent,
) -> Collected:
    """Write a corpus from what is given.

    Args:
        out: The folder.
        renders: Folders that `modiste shop randomised` wrote.
        photos: A folder laid out as clothing-dataset-small: `FOLDER/train` is learned from,
            `FOLDER/validation` chosen by.
        clips: "fashion-mnist" takes some of its training part.
        lessons: Sentences to hear from the teacher.
        seed: Of the colours in which photos are dyed.
        progress: Told every hundred pictures.

    Raises:
        ModisteError: MOD-1901 where nothing is given, MOD-1904 where the teacher is missing; what the data
            raise.
    """
    if not (renders or photos or clips):
        raise ModisteError("MOD-1901")
    parts: list[tuple[int, Iterator[Entry]]] = []
    for folder in renders:
        rows = labels_of(folder)
        parts.append((len(rows), _renders(folder, rows)))
    if photos:
        parts += [_photos(photos, split, seed) for split in ("train", "validation")]
    if clips:
        parts.append((_CLIPS, _clips(clips, seed)))
    sources: dict[str, int] = {}
    total = sum(count for count, _ in parts)

    def told() -> Iterator[Entry]:
        done = 0
        for _, entries in parts:
            for entry in entries:
                sources[entry.source] = sources.get(entry.source, 0) + 1
                done += 1
                if done % 100 == 0:
                    progress(Event("step", done, total, "collecting pictures"))
                yield entry

    count = write_corpus(out, told(), total)
    if lessons:
        texts = sentences(Corpus(out).facts, lessons, seed)
        write_lessons(out, texts, taught(texts, progress=progress))
    return Collected(str(out), count, sources)


def labels_of(renders: Path) -> list[dict[str, str]]:
    """The rows of the labels of a folder of renders.

    Raises:
        ModisteError: MOD-1412 where there are none.
    """
    try:
        with (renders / "labels.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError:
        raise ModisteError("MOD-1412", data=renders, reason="there is no labels.csv") from None


def _renders(folder: Path, rows: list[dict[str, str]]) -> Iterator[Entry]:
    for row in rows:
        pixels = decode((folder / row["picture"]).read_bytes(), name=row["picture"])
        yield Entry(row["picture"], row["split"], "renders", render_facts(row), resize(pixels, SIDE, SIDE))


def _photos(folder: Path, split: str, seed: int) -> tuple[int, Iterator[Entry]]:
    files = open_files(
        f"{folder}:{split}" if split != "train" else folder / "train", labels=tuple(PHOTO_CLASSES)
    )

    def entries() -> Iterator[Entry]:
        eye = Served.load(shipped_models()["segmenter"])
        for path, id_, target in zip(files.paths, files.ids, files.targets.tolist(), strict=True):
            try:
                pixels = decode(path.read_bytes(), name=str(path), near=NEAR)
            except ModisteError:
                continue
            things, maybe = PHOTO_CLASSES[files.labels[target]]
            mask = mask_of(eye, pixels, edges=False)
            found = measured_colours(pixels, mask)
            facts = Facts(things, maybe, tuple(value for value, share in found[:2] if share >= 0.15)[:2])
            yield Entry(id_, split, "photos", facts, resize(pixels, SIDE, SIDE))
            if split != "train" or not found or found[0][1] < _PLAIN:
                continue
            chance = np.random.default_rng([seed, 71, *str(id_).encode()])
            for number in range(_RECOLOURED):
                dyed = recoloured(pixels, mask, found[0][0], chance)
                if dyed is not None:
                    changed = Facts(things, maybe, (dyed[1],))
                    yield Entry(f"{id_}#{number}", split, "recoloured", changed, resize(dyed[0], SIDE, SIDE))

    most = len(files.paths) * (1 + (_RECOLOURED if split == "train" else 0))
    return most, entries()


def recoloured(
    pixels: Pixels, mask: NDArray[np.floating], ground: str, chance: Chance
) -> tuple[Pixels, str] | None:
    """A photo with its garment dyed: light that it gave back in one colour it gives back in another.

    Args:
        pixels: uint8 (h, w, 3).
        mask: (h, w), the share that is garment.
        ground: the colour that it has, `#rrggbb`.
        chance: draws the other.

    Returns:
        The picture and its new colour; None where the garment is too dark to be dyed.
    """
    if lab(of_hex(ground))[0] < _DARKEST:
        return None
    names, examples = colour_examples()
    name = str(chance.choice(list(dict.fromkeys(names))))
    wanted = examples[int(chance.choice([k for k, each in enumerate(names) if each == name]))]
    before, after = (tailoring.linear(each / 255) for each in (of_hex(ground), wanted))
    ratio = np.clip((after + 0.004) / (before + 0.004), 0.02, 12.0)
    light = tailoring.linear(pixels / 255)
    # What lies between cloth and shine keeps its shine.
    changed = np.clip(light * ratio, 0, 1)
    share = np.clip(mask, 0, 1)[..., None]
    made = share * changed + (1 - share) * light
    return np.round(255 * tailoring.encoded(made)).astype(np.uint8), to_hex(wanted)


def _clips(source: str, seed: int) -> Iterator[Entry]:
    examples = open_data(f"{source}:train")
    chosen = np.random.default_rng([seed, 72]).permutation(len(examples))[:_CLIPS]
    for row in chosen.tolist():
        grey = examples.take(np.array([row]))[0, 0]
        big = np.asarray(Image.fromarray(grey).resize((SIDE, SIDE), Image.Resampling.BILINEAR))
        things, maybe = _FASHION_MNIST[examples.labels[int(examples.targets[row])]]
        yield Entry(
            f"{source}-{row}", "train", "fashion-mnist", Facts(things, maybe), np.repeat(big[..., None], 3, 2)
        )
