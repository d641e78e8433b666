"""Pictures of which the cut is known, for a reader of pictures to learn from: garments of options by chance.

Knows what is drawn by chance, how a picture is labelled and how all lie in a folder; draping and taking are
tailoring's, what is learned is design's. All of it is synthetic and says so.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Picture

from modiste import tailoring
from modiste.collect import decode
from modiste.design import length_of, sleeve_of
from modiste.garment import Image as GarmentImage
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.store import write_whole
from modiste.tailoring import Scene
from modiste.workspace.flows.house.drapes import kept_studio
from modiste.workspace.flows.house.photos import appearance_of
from modiste.workspace.flows.house.plan import Planned, dyed_by_chance, garment_of
from modiste.workspace.flows.house.truth import read_truth

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

VERSION = 1
"""Raise it when the same seed gives other pictures."""
SIZE = (168, 216)
EDGE = 0.026
"""Metres between vertices: coarse, for silhouettes."""
TAKES = 4
MOST = 20_000
_REFUSED = ("MOD-1504", "MOD-1533", "MOD-1560", "MOD-1561", "MOD-1562")
_KNOBS: tuple[Literal["composition", "ground", "light", "lens"], ...] = (
    "composition",
    "ground",
    "light",
    "lens",
)
_LEAST = 0.02


@dataclass(frozen=True, eq=False)
class Lesson:
    """One picture, (h, w, 3) uint8, and what is known of it."""

    id: str
    pixels: NDArray[np.uint8]
    facts: dict[str, Any]


def lessons(count: int, seed: int, start: int = 0) -> Iterator[Lesson]:
    """Yield pictures of garments number `start` to `count` - 1, the programs in turn, `TAKES` of each.

    A garment follows from the seed and its number alone; one that cannot be drafted or draped yields none.

    Raises:
        ModisteError: MOD-2044 for a number that cannot be.
    """
    for what, value, low, high in (("count", count, 1, MOST), ("seed", seed, 0, 2**32 - 1)):
        if not low <= value <= high:
            raise ModisteError("MOD-2044", what=f"{what} {value}", low=low, high=f"{high:,}")
    names = sorted(tailoring.programs())
    for number in range(start, count):
        yield from _taken(seed, names[number % len(names)], number)


def write_lessons(out: Path, count: int, seed: int, progress: Progress = silent) -> int:
    """Write lessons into a folder, or go on with what was begun there; gives how many pictures lie there.

    `ID.jpg` and, last, `NUMBER.json` with the facts of a garment's pictures.

    Raises:
        ModisteError: As `lessons`; MOD-2041 where the folder cannot be written.
    """
    for number in range(count):
        told = out / f"{number:05d}.json"
        if not told.is_file():
            rows = []
            for each in lessons(number + 1, seed, number):
                _keep(out / f"{each.id}.jpg", _jpeg(each.pixels))
                rows.append({"picture": f"{each.id}.jpg", **each.facts})
            _keep(told, json.dumps(rows, separators=(",", ":")).encode())
        progress(Event("step", number + 1, count, "garments"))
    return sum(1 for _ in out.glob("*.jpg"))


def write_house_lessons(out: Path, shop: "Shop", progress: Progress = silent) -> int:
    """Write a generated house's photos as lessons of the same kind; gives how many.

    Raises:
        ModisteError: MOD-2041 where the folder cannot be written or the house's truth is not there.
    """
    photos: dict[str, list[Any]] = {}
    for image in shop.store.rows.scan(GarmentImage):
        photos.setdefault(image.garment_id, []).append(image)
    count = 0
    for number, (garment_id, images) in enumerate(sorted(photos.items())):
        truth = read_truth(shop.root, garment_id)
        own = truth["garment"]
        rows = list[Any]()
        for image in images:
            told = truth["photos"].get(image.id)
            if told is None or image.view == "detail":
                continue
            pattern = tailoring.draft_size(own["program"], told["chart"], told["size"], own["options"])
            pixels = decode(shop.store.blobs.get(image.blob), name=image.id, near=2 * max(SIZE))
            small = Picture.fromarray(pixels)
            small.thumbnail((2 * SIZE[0], 2 * SIZE[1]))
            name = f"house-{number:05d}-{len(rows)}.jpg"
            _keep(out / name, _jpeg(np.asarray(small)))
            known = _known(
                f"house-{garment_id}",
                (own["program"], own["options"], told["chart"], told["size"]),
                pattern,
            )
            rows.append({"picture": name, **known, "kind": image.view, "azimuth": 0.0})
        _keep(out / f"house-{number:05d}.json", json.dumps(rows, separators=(",", ":")).encode())
        count += len(rows)
        progress(Event("step", number + 1, len(photos), "garments of the house"))
    return count


def _taken(seed: int, program: str, number: int) -> Iterator[Lesson]:
    chance = np.random.default_rng([seed, 71, number])
    garment = _by_chance(garment_of(seed, program, number), chance)
    try:
        studio, size = kept_studio(garment, chance, edge=EDGE)
    except ModisteError as error:
        if error.code not in _REFUSED:
            raise
        return
    pattern = tailoring.draft_size(garment.program, garment.chart, size, garment.options)
    known = _known(f"{seed}-{number:05d}", (garment.program, garment.options, garment.chart, size), pattern)
    for take in range(TAKES):
        own = np.random.default_rng([seed, 72, number, take])
        dyed = dyed_by_chance(garment, own)
        scene = _scene(own, take)
        photo = tailoring.photograph(studio, appearance_of(dyed, 0), scene, SIZE, quick=True)
        if photo.mask.mean() >= _LEAST:
            facts = {**known, "kind": scene.kind, "azimuth": scene.azimuth}
            yield Lesson(f"{number:05d}-{take}", photo.pixels, facts)


def _known(
    name: str, cut: tuple[str, dict[str, str | float], str, str], pattern: tailoring.Pattern
) -> dict[str, Any]:
    """What is known of every picture of a garment."""
    program, options, chart, size = cut
    return {
        "garment": name,
        "program": program,
        "options": options,
        "chart": chart,
        "size": size,
        "length_cm": length_of(pattern),
        "sleeve_cm": sleeve_of(pattern),
        "synthetic": True,
    }


def _scene(chance: np.random.Generator, take: int) -> Scene:
    """One calm studio picture, the others as people take them; all show the garment whole and upright."""
    if take == 0:
        return Scene(kind="flat" if chance.random() < 0.5 else "mannequin", seed=int(chance.integers(2**31)))
    return tailoring.randomised_scene(chance, _KNOBS)


def _by_chance(garment: Planned, chance: np.random.Generator) -> Planned:
    """The garment with every option drawn evenly from all that its program has."""
    options: dict[str, str | float] = {}
    for option in tailoring.program_options(garment.program):
        if isinstance(option, tailoring.Choice):
            options[option.name] = option.choices[int(chance.integers(len(option.choices)))]
        else:
            options[option.name] = round(float(chance.uniform(option.low, option.high)), 1)
    if options.get("length") == "maxi":
        options["longer"] = min(float(options["longer"]), 0.0)
        if "flare" in options:
            options["flare"] = min(float(options["flare"]), 2.2)
    if options.get("front") == "zip":
        options["pocket"] = "none"
    if options.get("leg") == "wide" and options.get("fit") == "slim":
        options["fit"] = "regular"
    return replace(garment, options=options)


def _keep(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        raise ModisteError("MOD-2041", path=path, reason=(error.strerror or str(error)).lower()) from None


def _jpeg(pixels: NDArray[np.uint8]) -> bytes:
    made = io.BytesIO()
    Picture.fromarray(pixels).save(made, "JPEG", quality=88)
    return made.getvalue()
