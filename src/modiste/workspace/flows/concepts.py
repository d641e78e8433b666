"""Concepts in a shop: which generators there are, and the pictures that a wish makes of one.

Knows which model stands for which generator and where files go; wishes and generators are design's.
"""

import io
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
    open_generator,
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

GENERATORS = {"gan": "design-gan", "flow": "design-flow"}
"""The model that is meant where a generator is named by its kind."""


@dataclass(frozen=True, eq=False)
class Concepts:
    """Pictures that a wish made, (n, height, width, channels), and what is needed to make them again."""

    pixels: NDArray[np.uint8]
    model: str
    wish: ConceptWish
    categories: tuple[str, ...]

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
                {"file": f"{row:02d}.png", "number": row, "category": category}
                for row, category in enumerate(self.categories)
            ],
        }


def list_generators(shop: "Shop | None") -> list[dict[str, Any]]:
    """What can be generated with: kind, model, and the categories that it knows."""
    rows = []
    for kind in GENERATORS:
        try:
            entry = generator_entry(shop, kind)
        except ModisteError:
            continue
        model = f"{entry.name}@{entry.version}"
        rows.append({"kind": kind, "model": model, "categories": list(entry.card.labels)})
    return rows


def generator_entry(shop: "Shop | None", name: str) -> ModelEntry:
    """The model of a generator: `gan`, `flow`, `design.gan`, or any model's name.

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


def concept_wish(category: str, palette: str | None, n: int, seed: int) -> ConceptWish:
    """A wish of words; no palette leaves the colours free.

    Raises:
        ModisteError: MOD-2701 and MOD-2702 for what cannot be wished.
    """
    return ConceptWish(category, read_palette(palette) if palette is not None else (), n, seed)


def make_concepts(shop: "Shop | None", wish: ConceptWish, model: str, first: int = 0) -> Concepts:
    """The pictures of a wish, numbered from `first`; without a category, of all categories in turn.

    Raises:
        ModisteError: MOD-2700 for a category that the model does not know, MOD-2703 where there is no model.
    """
    name, categories = concept_categories(shop, wish, model, first)
    generator = generator_of(shop, generator_entry(shop, model))
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

    Raises:
        ModisteError: as `make_concepts`.
    """
    entry = generator_entry(shop, model)
    labels = entry.card.labels
    named = [wish.named(labels, entry.name)] if wish.category else list(labels)
    categories = tuple(named[number % len(named)] for number in range(first, first + wish.n))
    return f"{entry.name}@{entry.version}", categories


def generate_concepts(shop: "Shop | None", wish: ConceptWish, model: str, out: Path) -> dict[str, Any]:
    """Write `00.png`, `01.png`, ... of a wish into `out`, and say which are too close to the shop's garments.

    Raises:
        ModisteError: MOD-2019 for a folder that cannot be written, otherwise as `make_concepts`.
    """
    made = make_concepts(shop, wish, model)
    made.write(out)
    return {"out": str(out), **made.to_json(), "novelty": novelty(shop, list(made.pixels))}


@lru_cache(maxsize=4)
def _opened(folder: Path, threads: int, _stamps: tuple[int, ...]) -> GanGenerator | FlowGenerator:
    return open_generator(folder, threads=threads)
