"""Concepts gone on with: parts held and the rest taken from others, steered along named directions.

Knows how a path is written in an address, so that it can be asked for again; the arithmetic is design's.
"""

import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from modiste.design import (
    CONCEPT_MEASURES,
    SKETCH_MEASURES,
    ConceptWish,
    Direction,
    GanGenerator,
    SketchGenerator,
    as_pixels,
    directions,
    tinted,
)
from modiste.garment import ModisteError
from modiste.learning import Served, shipped_models
from modiste.workspace.flows.concept_edits import found_in, pair_of
from modiste.workspace.flows.concept_novelty import has_photos, novelty
from modiste.workspace.flows.concepts import (
    Concepts,
    concept_categories,
    generator_entry,
    make_concepts,
    novelty_of,
    sketches_of,
)
from modiste.workspace.keyed import Keyed

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

Floats = NDArray[np.float32]
Hold = Literal["shape", "details"]
MOST_STEPS, FARTHEST = 12, 3.0
_STEP = re.compile(r"(shape|details):(\d{1,3})")
_WAY = re.compile(r"([a-z]+):(-?\d(?:\.\d{1,2})?)")
_EYES = "fashion-mnist"
_SEEN = 96
"""Concepts whose class is looked at before and after: a classifier takes longer than a generator."""


_DRAWN = 384
"""Sketches of which directions are reckoned."""


@dataclass(frozen=True)
class ConceptPath:
    """How a concept came to be.

    Attributes:
        number: Of the concept of a seed that it began with.
        steps: Which part was held, and the number of the concept that the rest was taken from, in order.
        steer: Direction and how far, in standard deviations of its measure.
    """

    number: int
    steps: tuple[tuple[Hold, int], ...] = ()
    steer: tuple[tuple[str, float], ...] = ()


def concept_path(number: int, steps: str = "", steer: str = "") -> ConceptPath:
    """A path of words: `shape:4,details:17` and `light:1.5,long:-1`.

    Raises:
        ModisteError: MOD-2708 for what is not understood.
    """
    told = [_step(word) for word in steps.split(",")] if steps else []
    gone = [_way(word) for word in steer.split(",")] if steer else []
    if len(told) > MOST_STEPS:
        raise ModisteError("MOD-2708", text=steps[:80], known=f"{MOST_STEPS} steps at most")
    return ConceptPath(number, tuple(told), tuple(gone))


def concept_along(shop: "Shop | None", wish: ConceptWish, path: ConceptPath, model: str) -> Concepts:
    """The one concept at the end of a path.

    Raises:
        ModisteError: MOD-2700 for a category, MOD-2703 where there is no generator, MOD-2707 for one that has
            no styles.
    """
    if (drawn := sketches_of(shop, model)) is not None:
        return _sketch_along(shop, *drawn, wish, path, model)
    generator, name = pair_of(shop, model)
    labels = generator.card.labels
    category = wish.named(labels, name) if wish.category else labels[path.number % len(labels)]
    told = np.eye(len(labels), dtype=np.float32)[labels.index(category)]
    numbers = [path.number, *(number for _, number in path.steps)]
    latents = np.concatenate([generator.latents(1, wish.seed, number) for number in numbers])
    styles = generator.paint(latents, np.repeat(told[None], len(numbers), 0))[1]
    change = np.zeros((1, generator.levels, generator.style), np.float32)
    half = max(1, generator.levels // 2)
    for (hold, _), style in zip(path.steps, styles[1:], strict=True):
        # The first levels decide the shape, the last ones the surface.
        taken = slice(half, None) if hold == "shape" else slice(None, half)
        change[0, taken] = style - styles[0]
    if path.steer:
        ways = _directions_of(shop, model, category, judged=False)
        change += _gone(ways, path, generator.style)
    pixels = as_pixels(generator.paint(latents[:1], told[None], change)[0])
    if wish.palette:
        pixels = tinted(pixels, wish.palette, path.number)
    return Concepts(pixels, name, wish, (category,))


def paths_novelty(
    shop: "Shop | None", wish: ConceptWish, paths: Sequence[ConceptPath], model: str
) -> dict[str, Any]:
    """How like to the shop's garments the concepts at the ends of some paths are; see `novelty`.

    Nothing is drawn for a shop without photos. A `number` is the place of a path here.

    Raises:
        ModisteError: as `concept_along`.
    """
    if not has_photos(shop):
        return novelty(shop, [])
    one = replace(wish, n=1)
    made = [
        concept_along(shop, one, path, model)
        if path.steps or path.steer
        else make_concepts(shop, one, model, path.number)
        for path in paths
    ]
    return novelty_of(shop, made)


def _sketch_along(
    shop: "Shop | None",
    sketches: SketchGenerator,
    name: str,
    wish: ConceptWish,
    path: ConceptPath,
    model: str,
) -> Concepts:
    """A sketch at the end of a path: its shape is one number's, its details, colours and print, another's."""
    known = concept_categories(shop, wish, model, path.number)[1]
    category = known[0]
    shape = details = path.number
    for hold, number in path.steps:
        shape, details = (shape, number) if hold == "shape" else (number, details)
    plan = sketches.plan(category, shape, wish.seed, dict(wish.attributes))
    change = np.zeros((1, sketches.pair.levels, sketches.pair.style), np.float32)
    if path.steer:
        ways = _directions_of(shop, model, category, judged=False)
        change += _gone(ways, path, sketches.pair.style)
    pixels = sketches.shown([plan], [details], wish.palette, wish.seed, change=change)
    return Concepts(pixels, name, wish, (category,), (plan.attributes,))


def _gone(ways: Sequence[Direction], path: ConceptPath, style: int) -> Floats:
    """What is added to a style that is steered.

    Raises:
        ModisteError: MOD-2708 for a direction that the generator has not.
    """
    steps = {each.name: each.step for each in ways}
    for name, far in path.steer:
        if name not in steps:
            raise ModisteError("MOD-2708", text=f"{name}:{far:g}", known=", ".join(steps))
    return sum((far * steps[name] for name, far in path.steer), np.zeros(style, np.float32))


def concept_directions(shop: "Shop | None", model: str, category: str) -> list[dict[str, Any]]:
    """The named directions of a category: what each moves, and what moves with it.

    Raises:
        ModisteError: as `concept_along`.
    """
    drawn = sketches_of(shop, model)
    if drawn is not None:
        known, name, is_seen = drawn[0].categories, drawn[1], False
    else:
        generator, name = pair_of(shop, model)
        known, is_seen = generator.card.labels, _is_seen(generator)
    named = ConceptWish(category).named(known, name) if category else known[0]
    return [
        {
            "name": each.name,
            "moved": round(each.moved, 3),
            "leakage": round(each.leakage, 3),
            "kept": round(each.kept, 3) if is_seen else None,
        }
        for each in _directions_of(shop, model, named, judged=is_seen)
    ]


def resembled(shop: "Shop | None", picture: Path | bytes, model: str) -> dict[str, Any]:
    """What of a generator's is most like a picture: its category, how far it is off, and itself as a PNG.

    Raises:
        ModisteError: MOD-2707 for a generator that has no styles, MOD-1201 to 1207 for the picture,
            MOD-2764 where sketches are looked among and no garment is seen.
    """
    made, error = found_in(shop, picture, model)
    return {
        "model": made.model,
        "category": made.categories[0],
        "attributes": dict(made.attributes[0]) if made.attributes else {},
        "error": round(error, 4),
        "picture": base64.b64encode(made.png(0)).decode(),
    }


def _directions_of(shop: "Shop | None", model: str, category: str, *, judged: bool) -> list[Direction]:
    entry = generator_entry(shop, model)
    stamps = tuple(path.stat().st_mtime_ns for path in sorted(entry.folder.glob("*")))
    drawn = sketches_of(shop, model)
    if drawn is not None:
        return _of_sketches(Keyed(f"{entry.folder}:{stamps}", drawn[0]), category)
    generator, _ = pair_of(shop, model)
    return _reckoned(Keyed(f"{entry.folder}:{stamps}", generator), category, judged)


@lru_cache(maxsize=32)
def _of_sketches(held: Keyed[SketchGenerator], category: str) -> list[Direction]:
    """The directions of a category's sketches, whatever attributes they have."""
    sketches = held.value
    wishes = np.stack([sketches.plan(category, number, 0).wish for number in range(_DRAWN)])
    return directions(
        sketches.silhouettes(),
        wishes,
        lambda pictures: np.zeros(len(pictures), np.int64),
        seen=1,
        names=SKETCH_MEASURES,
    )


@lru_cache(maxsize=32)
def _reckoned(held: Keyed[GanGenerator], category: str, judged: bool) -> list[Direction]:
    generator = held.value
    labels = generator.card.labels
    wish = np.eye(len(labels), dtype=np.float32)[labels.index(category)]
    see = _eyes() if judged else lambda pictures: np.zeros(len(pictures), np.int64)
    return directions(generator, wish, see, seen=_SEEN)


def _is_seen(generator: GanGenerator) -> bool:
    """Whether the shipped classifier knows these categories."""
    return tuple(Served.load(shipped_models()[_EYES]).card.labels) == tuple(generator.card.labels)


def _eyes() -> Callable[[Floats], NDArray[np.int64]]:
    served = Served.load(shipped_models()[_EYES])

    def see(pictures: Floats) -> NDArray[np.int64]:
        return np.asarray(served.predict(list(as_pixels(pictures))).argmax(1))

    return see


def _step(word: str) -> tuple[Hold, int]:
    found = _STEP.fullmatch(word)
    if found is None:
        raise ModisteError("MOD-2708", text=word[:80], known="shape:4, details:17")
    return cast(Hold, found[1]), int(found[2])


def _way(word: str) -> tuple[str, float]:
    found = _WAY.fullmatch(word)
    if found is None or found[1] not in CONCEPT_MEASURES or abs(float(found[2])) > FARTHEST:
        known = f"{', '.join(CONCEPT_MEASURES)} from -{FARTHEST:g} to {FARTHEST:g}, as in light:1.5"
        raise ModisteError("MOD-2708", text=word[:80], known=known)
    return found[1], float(found[2])
