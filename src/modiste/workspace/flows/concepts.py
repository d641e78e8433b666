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


def make_concepts(shop: "Shop | None", wish: ConceptWish, model: str) -> Concepts:
    """The pictures of a wish; without a category, of all categories in turn.

    Raises:
        ModisteError: MOD-2700 for a category that the model does not know, MOD-2703 where there is no model.
    """
    entry = generator_entry(shop, model)
    generator = generator_of(shop, entry)
    labels = generator.card.labels
    named = [wish.named(labels, entry.name)] if wish.category else list(labels)
    rows = [labels.index(named[row % len(named)]) for row in range(wish.n)]
    pixels = generator.draw(np.eye(len(labels), dtype=np.float32)[rows], wish.seed)
    if wish.palette:
        pixels = tinted(pixels, wish.palette)
    return Concepts(pixels, f"{entry.name}@{entry.version}", wish, tuple(labels[row] for row in rows))


def generate_concepts(shop: "Shop | None", wish: ConceptWish, model: str, out: Path) -> dict[str, Any]:
    """Write `00.png`, `01.png`, ... of a wish into `out`.

    Raises:
        ModisteError: MOD-2019 for a folder that cannot be written, otherwise as `make_concepts`.
    """
    made = make_concepts(shop, wish, model)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for row in range(len(made.pixels)):
            write_whole(out / f"{row:02d}.png", made.png(row))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ModisteError("MOD-2019", path=out, reason=reason) from None
    return {"out": str(out), **made.to_json()}


@lru_cache(maxsize=4)
def _opened(folder: Path, threads: int, _stamps: tuple[int, ...]) -> GanGenerator | FlowGenerator:
    return open_generator(folder, threads=threads)
