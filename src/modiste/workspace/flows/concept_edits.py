"""Concepts of a shop's pair moved and found: walks from one to another, and what is most like a picture.

Knows names, files and answers; the arithmetic is design's.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image as Picture

from modiste.collect import decode
from modiste.design import (
    Concept,
    ConceptWish,
    GanGenerator,
    SketchGenerator,
    as_pictures,
    as_pixels,
    as_sketches,
    found_like,
    walk,
)
from modiste.garment import ModisteError
from modiste.workspace.flows.concepts import Concepts, generator_entry, generator_of, sketches_of
from modiste.workspace.flows.sketch_found import NEAR, sketch_found

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop


def walk_concepts(
    shop: "Shop | None", wish: ConceptWish, ends: tuple[int, int], model: str, out: Path
) -> dict[str, Any]:
    """Write `00.png`, ... on the way from one numbered concept of a wish's seed to another.

    Args:
        shop: whose generator.
        wish: category and seed, and as `n` how many pictures the way has.
        ends: the numbers of both concepts.
        model: a pair's generator.
        out: the folder.

    Raises:
        ModisteError: MOD-2707 for a generator that has no styles, otherwise as `generate_concepts`.
    """
    if (drawn := sketches_of(shop, model)) is not None:
        made = _walked(*drawn, wish, ends)
        made.write(out)
        return {"out": str(out), **made.to_json(), "from": ends[0], "to": ends[1]}
    generator, name = pair_of(shop, model)
    labels = generator.card.labels
    category = wish.named(labels, name) if wish.category else labels[0]
    told = np.eye(len(labels), dtype=np.float32)[labels.index(category)]
    first, second = (Concept(generator.latents(1, wish.seed, number)[0], told) for number in ends)
    made = Concepts(as_pixels(walk(generator, first, second, wish.n)), name, wish, (category,) * wish.n)
    made.write(out)
    return {"out": str(out), **made.to_json(), "from": ends[0], "to": ends[1]}


def _walked(sketches: SketchGenerator, name: str, wish: ConceptWish, ends: tuple[int, int]) -> Concepts:
    """Sketches from one number to another, all in the colours of the first."""
    category = wish.named(sketches.categories, name) if wish.category else sketches.categories[0]
    told = dict(wish.attributes)
    first, last = (sketches.plan(category, number, wish.seed, told) for number in ends)
    here, there = sketches.styles([first, last])
    shares = np.linspace(0, 1, wish.n, dtype=np.float32)[:, None, None]
    change = np.repeat(shares * (there - here), sketches.pair.levels, 1)
    plans = [first] * wish.n
    pixels = sketches.shown(plans, [ends[0]] * wish.n, wish.palette, wish.seed, change=change)
    return Concepts(pixels, name, wish, (category,) * wish.n, (first.attributes,) * wish.n)


def resemble(shop: "Shop | None", picture: Path, model: str, out: Path) -> dict[str, Any]:
    """Find what of a generator's is most like a picture, and write it as `00.png`.

    Raises:
        ModisteError: MOD-2707 for a generator that has no styles, MOD-1201 to 1207 for the picture, MOD-2764
            where sketches are looked among and no garment is seen.
    """
    made, error = found_in(shop, picture, model)
    made.write(out)
    return {
        "out": str(out),
        "model": made.model,
        "category": made.categories[0],
        "attributes": dict(made.attributes[0]) if made.attributes else {},
        "error": round(error, 4),
    }


def found_in(shop: "Shop | None", picture: Path | bytes, model: str) -> tuple[Concepts, float]:
    """What of a generator's is most like a picture, and how far it is off, of a range of 2.

    Of sketches the outline is compared, of a pair's pictures every pixel.

    Raises:
        ModisteError: as `resemble`.
    """
    if (drawn := sketches_of(shop, model)) is not None:
        name = picture.name if isinstance(picture, Path) else "picture"
        return sketch_found(*drawn, decode(picture, name=name, near=NEAR), name)
    generator, name = pair_of(shop, model)
    spec, labels = generator.card.input, generator.card.labels
    shown = Picture.fromarray(decode(picture)).convert("L" if spec.channels == 1 else "RGB")
    small = np.asarray(shown.resize((spec.width, spec.height), Picture.Resampling.BOX))
    reference = as_pictures(small.reshape(1, spec.height, spec.width, spec.channels))[0]
    found = found_like(generator, reference, np.eye(len(labels), dtype=np.float32))
    category = labels[int(found.concept.wish.argmax())]
    wish = ConceptWish(category, n=1)
    return Concepts(as_pixels(found.picture[None]), name, wish, (category,)), found.error


def pair_of(shop: "Shop | None", model: str) -> tuple[GanGenerator, str]:
    """A generator that has styles, and its name with its version.

    Raises:
        ModisteError: MOD-2703 where there is none, MOD-2707 for one that has no styles.
    """
    entry = generator_entry(shop, model)
    generator = generator_of(shop, entry)
    if not isinstance(generator, GanGenerator) or as_sketches(generator) is not None:
        raise ModisteError("MOD-2707", model=entry.name)
    return generator, f"{entry.name}@{entry.version}"
