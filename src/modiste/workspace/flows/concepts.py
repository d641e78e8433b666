"""Concepts in a shop: which generators there are, and the pictures that a wish makes of one.

Knows which model stands for which generator and where files go; wishes and generators are design's.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Picture

from modiste.design import (
    ConceptWish,
    FlowGenerator,
    GanGenerator,
    SketchGenerator,
    as_sketches,
    attributes_of,
    check_attributes,
    open_generator,
    read_attributes,
    read_palette,
    tinted,
)
from modiste.garment import ModisteError
from modiste.learning import ModelEntry
from modiste.store import write_whole
from modiste.workspace.flows.concept_novelty import novelty
from modiste.workspace.flows.models import find_model

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

GENERATORS = {"flats": "design-flats", "gan": "design-gan", "flow": "design-flow"}
"""The model that is meant where a generator is named by its kind."""
_USUAL, _OTHERWISE = "flats", "flow"
"""What draws where nobody says by what: sketches of what they know, and of the rest what knows it."""


@dataclass(frozen=True, eq=False)
class Concepts:
    """Pictures that a wish made, (n, height, width, channels), and what is needed to make them again."""

    pixels: NDArray[np.uint8]
    model: str
    wish: ConceptWish
    categories: tuple[str, ...]
    attributes: tuple[Mapping[str, str], ...] = ()

    def png(self, row: int) -> bytes:
        """One of them."""
        made = io.BytesIO()
        Picture.fromarray(self.pixels[row].squeeze()).save(made, format="PNG", optimize=True)
        return made.getvalue()

    def write(self, out: Path) -> None:
        """Write `00.png`, `01.png`, ... into a folder.

        Raises:
            ModisteError: MOD-2019 for a folder that cannot be written.
        """
        try:
            for row in range(len(self.pixels)):
                write_whole(out / f"{row:02d}.png", self.png(row))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ModisteError("MOD-2019", path=out, reason=reason) from None

    def to_json(self) -> dict[str, Any]:
        """Plain values, without the pixels."""
        return {
            "model": self.model,
            "category": self.wish.category,
            "palette": ["#{:02x}{:02x}{:02x}".format(*colour) for colour in self.wish.palette],
            "seed": self.wish.seed,
            "n": len(self.pixels),
            "width": self.pixels.shape[2],
            "height": self.pixels.shape[1],
            "items": [
                {
                    "file": f"{row:02d}.png",
                    "number": row,
                    "category": category,
                    **({"attributes": dict(self.attributes[row])} if self.attributes else {}),
                }
                for row, category in enumerate(self.categories)
            ],
        }


def list_generators(shop: "Shop | None") -> list[dict[str, Any]]:
    """What can be generated with: kind, model, its categories, and what may be asked for of each of them."""
    rows = []
    for kind in GENERATORS:
        try:
            entry = generator_entry(shop, kind)
        except ModisteError:
            continue
        categories = _categories(entry)
        has_attributes = len(categories) < len(entry.card.labels)
        told = {each: attributes_of(each) for each in categories} if has_attributes else {}
        model = f"{entry.name}@{entry.version}"
        rows.append({"kind": kind, "model": model, "categories": list(categories), "attributes": told})
    return rows


def usual_generator(shop: "Shop | None", category: str) -> str:
    """The kind that draws a category where nobody says by what."""
    try:
        entry = generator_entry(shop, _USUAL)
        if category:
            ConceptWish(category).named(_categories(entry), entry.name)
    except ModisteError:
        return _OTHERWISE
    return _USUAL


def generator_entry(shop: "Shop | None", name: str) -> ModelEntry:
    """The model of a generator: `flats`, `gan`, `flow`, `design.gan`, or any model's name.

    Raises:
        ModisteError: MOD-2703 where there is none.
    """
    kind = name.removeprefix("design.")
    try:
        return find_model(shop, GENERATORS.get(kind, name))
    except ModisteError as error:
        if error.code != "MOD-1328":
            raise
        raise ModisteError("MOD-2703", model=f"design.{kind}" if kind in GENERATORS else name) from None


def generator_of(shop: "Shop | None", entry: ModelEntry) -> GanGenerator | FlowGenerator:
    """A generator that is ready; the few asked last stay open.

    Raises:
        ModisteError: MOD-1320 to 1323 for a folder that is not whole, not unchanged or no generator.
    """
    stamps = [path.stat().st_mtime_ns for path in sorted(entry.folder.glob("*"))]
    return _opened(entry.folder.resolve(), shop.settings.threads if shop else 1, tuple(stamps))


def sketches_of(shop: "Shop | None", model: str) -> tuple[SketchGenerator, str] | None:
    """A generator of sketches and its name with its version; nothing for one that makes pictures.

    Raises:
        ModisteError: MOD-2703 where there is no such model.
    """
    entry = generator_entry(shop, model)
    generator = as_sketches(generator_of(shop, entry))
    return (generator, f"{entry.name}@{entry.version}") if generator is not None else None


def concept_wish(category: str, palette: str | None, n: int, seed: int, attributes: str = "") -> ConceptWish:
    """A wish of words; no palette leaves the colours free.

    Raises:
        ModisteError: MOD-2701, MOD-2702 and MOD-2711 for what cannot be wished.
    """
    colours = read_palette(palette) if palette is not None else ()
    return ConceptWish(category, colours, n, seed, read_attributes(attributes))


def make_concepts(shop: "Shop | None", wish: ConceptWish, model: str, first: int = 0) -> Concepts:
    """The pictures of a wish, numbered from `first`; without a category, of all categories in turn.

    Raises:
        ModisteError: MOD-2700 for a category that the model does not know, MOD-2703 where there is no model,
            MOD-2711 for attributes that it does not draw.
    """
    name, categories = concept_categories(shop, wish, model, first)
    generator = generator_of(shop, generator_entry(shop, model))
    sketches = as_sketches(generator)
    if sketches is not None:
        numbers = range(first, first + wish.n)
        told = dict(wish.attributes)
        plans = [
            sketches.plan(category, number, wish.seed, told)
            for category, number in zip(categories, numbers, strict=True)
        ]
        pixels = sketches.shown(plans, numbers, wish.palette, wish.seed)
        return Concepts(pixels, name, wish, categories, tuple(plan.attributes for plan in plans))
    labels = generator.card.labels
    wishes = np.eye(len(labels), dtype=np.float32)[[labels.index(each) for each in categories]]
    pixels = generator.draw(wishes, wish.seed, first)
    if wish.palette:
        pixels = tinted(pixels, wish.palette, first)
    return Concepts(pixels, name, wish, categories)


def concept_categories(
    shop: "Shop | None", wish: ConceptWish, model: str, first: int = 0
) -> tuple[str, tuple[str, ...]]:
    """Which model makes a wish, and the category of each of its pictures, numbered from `first`.

    Without a category those that have all attributes wished for take turns.

    Raises:
        ModisteError: as `make_concepts`.
    """
    entry = generator_entry(shop, model)
    known = _categories(entry)
    named = [wish.named(known, entry.name)] if wish.category else list(known)
    if wish.attributes:
        named = _having(named, wish.attributes, entry)
    categories = tuple(named[number % len(named)] for number in range(first, first + wish.n))
    return f"{entry.name}@{entry.version}", categories


def _categories(entry: ModelEntry) -> tuple[str, ...]:
    """Labels that are categories; one with a colon is an attribute."""
    return tuple(label for label in entry.card.labels if ":" not in label)


def _having(named: list[str], attributes: tuple[tuple[str, str], ...], entry: ModelEntry) -> list[str]:
    """The categories that have all of some attributes.

    Raises:
        ModisteError: MOD-2711 where none has.
    """
    if len(_categories(entry)) == len(entry.card.labels):
        first = ":".join(attributes[0])
        raise ModisteError("MOD-2711", attribute=first, category=f"picture of {entry.name}", known="none")
    refused: ModisteError | None = None
    having = []
    for category in named:
        try:
            check_attributes(category, dict(attributes))
            having.append(category)
        except ModisteError as error:
            refused = error
    if not having and refused is not None:
        raise refused
    return having


def generate_concepts(shop: "Shop | None", wish: ConceptWish, model: str, out: Path) -> dict[str, Any]:
    """Write `00.png`, `01.png`, ... of a wish into `out`, and say which are too close to the shop's garments.

    Args:
        shop: whose generators, and whose garments.
        wish: what is wanted.
        model: a generator; the usual one of the category where empty.
        out: the folder.

    Raises:
        ModisteError: MOD-2019 for a folder that cannot be written, otherwise as `make_concepts`.
    """
    made = make_concepts(shop, wish, model or usual_generator(shop, wish.category))
    made.write(out)
    return {"out": str(out), **made.to_json(), "novelty": novelty_of(shop, [made])}


def novelty_of(shop: "Shop | None", made: Sequence[Concepts]) -> dict[str, Any]:
    """How like to the shop's garments the pictures of some concepts, all of one model, are; see `novelty`."""
    pictures = [picture for each in made for picture in each.pixels]
    return novelty(shop, pictures, are_sketches=any(each.attributes for each in made))


@lru_cache(maxsize=4)
def _opened(folder: Path, threads: int, _stamps: tuple[int, ...]) -> GanGenerator | FlowGenerator:
    return open_generator(folder, threads=threads)
