"""Synthetic photographs in pairs: a person of ours without and with a garment, and the truth beside them.

Knows how chance makes people, poses, light and garments, and the folder they are kept in; every pair follows
from its seed. Nobody is meant, and every picture carries the mark of a made one.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste import tailoring
from modiste.collect import decode
from modiste.garment import ModisteError
from modiste.store import write_whole
from modiste.tailoring import Appearance, Drape, Figure, Person, Scene, Studio
from modiste.tryon.photo.marks import marked_png

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]

SIZE = (400, 600)
EDGE = 0.013
LISTED = "pairs.json"
_SIDE = -0.35
"""Cosine to the camera up to which a corner still is on the outline that is seen."""
_PROGRAMS = (("t-shirt", "jersey"), ("sweatshirt", "fleece"), ("shirt", "poplin"), ("t-shirt", "rib"))
_TONES = ("#f0c8a8", "#d9a07a", "#b97a56", "#8d5a3c", "#5c3a28")
_HAIR = ("#1c1512", "#3a281e", "#6b4a2f", "#a07b4f", "#8a8a8a")
_CLOTH = ("#1f3d6b", "#8f2d2d", "#d8d2c4", "#3f5f45", "#c9a13b", "#55504c", "#7a5c86", "#e9e7e2")
_OLD = ("#8a939c", "#b6b0a4", "#4a5560", "#a07f7f", "#707f6a")
_WALLS = ("#cfcac2", "#d9dde0", "#b9bfae", "#c7b7a3", "#e4e2de")


@dataclass(frozen=True)
class Told:
    """What a pair is about, as its list tells it.

    Attributes:
        id: Its name.
        program: The garment's pattern program.
        size: Its size.
        people: Whose chart.
        fabric: The house fabric it is made of.
        colour: `#rrggbb`.
        seed: Of the cloth's threads.
        measures: The wearer's, in centimetres.
        landmarks: Corners of the garment's panels by `panel:number`: column, row, and whether they are seen.
    """

    id: str
    program: str
    size: str
    people: str
    fabric: str
    colour: str
    seed: int
    measures: dict[str, float]
    landmarks: dict[str, tuple[float, float, bool]]

    def look(self) -> Appearance:
        """What its cloth looks like."""
        cloth = tailoring.house_fabric(self.fabric)
        return tailoring.appearance_of(cloth, tailoring.Solid(self.colour), self.seed)


@dataclass(frozen=True, eq=False)
class Pair:
    """`before` and `after` (h, w, 3) uint8, `mask` (h, w) bool where the garment is, and what is known."""

    before: Pixels
    after: Pixels
    mask: NDArray[np.bool_]
    told: Told


def pair_of(seed: int, size: tuple[int, int] = SIZE) -> Pair:
    """The pair of a seed."""
    chance = np.random.default_rng([seed, 20])
    people: Any = ("women", "men")[int(chance.integers(2))]
    chart = tailoring.size_chart(people)
    names = list(chart.sizes)
    middle = names.index(chart.base) + int(chance.integers(-2, 3))
    row = chart.sizes[names[int(np.clip(middle, 0, len(names) - 1))]]
    measures = {
        name: round(float(row[name]) * float(chance.normal(1, 0.015)), 1)
        for name in ("height", "bust", "waist", "hip")
        if name in row
    }
    worn = names[int(np.clip(middle + chance.integers(-1, 2), 0, len(names) - 1))]
    program, fabric = _PROGRAMS[int(chance.integers(len(_PROGRAMS)))]
    look = Told("", program, worn, people, fabric, str(chance.choice(_CLOTH)), seed, measures, {})
    figure = tailoring.standing(tailoring.solve_body(measures, people), _pose(chance))
    pattern = tailoring.draft_size(program, people, worn)
    drape = tailoring.drape_garment(pattern, figure, tailoring.house_fabric(fabric).hangs, edge=EDGE)
    person = Person(
        skin=str(chance.choice(_TONES)),
        hair=str(chance.choice(_HAIR)),
        top=str(chance.choice(_OLD)),
        bottom=str(chance.choice(("#3a4048", "#22262c", "#4b4038"))),
        sleeve=float(chance.uniform(0, 0.4)),
    )
    scene = Scene(
        setting="wall",
        ground=str(chance.choice(_WALLS)),
        gap=float(chance.uniform(0.6, 2.0)),
        light=float(chance.uniform(-50, 50)),
        lift=float(chance.uniform(25, 60)),
        softness=float(chance.uniform(25, 60)),
        fill=float(chance.uniform(0.8, 1.4)),
        seed=seed,
    )
    eye = tailoring.camera(
        figure.vertices.astype(np.float64),
        float(chance.uniform(-15, 15)),
        size[0] / size[1],
        float(chance.uniform(-2, 5)),
        field=float(chance.uniform(28, 48)),
    )
    before, after, mask = _taken(drape, person, look.look(), scene, size, eye)
    return Pair(
        before, after, mask, replace(look, id=f"pair-{seed:04d}", landmarks=corners(drape, eye, mask))
    )


def _pose(chance: np.random.Generator) -> dict[str, tuple[float, float, float]]:
    angles: dict[str, tuple[float, float, float]] = {}
    for side, sign in (("left", 1.0), ("right", -1.0)):
        swing, out = float(chance.uniform(-8, 6)), float(chance.uniform(-2, 22))
        angles[f"shoulder_joint_{side}"] = (swing, 0.0, sign * out)
        angles[f"elbow_{side}"] = (-float(chance.uniform(0, 14)), 0.0, 0.0)
        angles[f"hip_joint_{side}"] = (0.0, 0.0, sign * float(chance.uniform(-3, 4)))
    angles["neck"] = (float(chance.uniform(-5, 5)), float(chance.uniform(-12, 12)), 0.0)
    return angles


def _taken(
    drape: Drape, person: Person, look: Appearance, scene: Scene, size: tuple[int, int], eye: tailoring.Camera
) -> tuple[Pixels, Pixels, NDArray[np.bool_]]:
    figure = drape.figure
    colours = tailoring.person_colours(figure, person)
    haired = replace(drape, figure=tailoring.with_hair(figure, person))
    before = tailoring.photograph(Studio(haired, colours=colours, bare=True), look, scene, size, eye=eye)
    after = tailoring.photograph(Studio(haired, colours=colours), look, scene, size, eye=eye)
    return before.pixels, after.pixels, after.mask


def corners(
    drape: Drape, eye: tailoring.Camera, mask: NDArray[np.bool_]
) -> dict[str, tuple[float, float, bool]]:
    """Where the corners of a garment's panels are in a picture, and whether the garment is seen there."""
    found: dict[str, tuple[float, float, bool]] = {}
    cloth = drape.cloth
    high, wide = mask.shape
    for number, panel in enumerate(cloth.panels):
        own = np.flatnonzero(cloth.panel == number)
        flat, vertex = cloth.flat[own].reshape(-1, 2), cloth.faces[own].reshape(-1)
        for place, edge in enumerate(panel.edges):
            nearest = int(vertex[np.argmin(((flat - np.array(edge.start) / 100) ** 2).sum(1))])
            spot = drape.places[nearest]
            x, y = tailoring.projected(eye, spot[None], (wide, high))[0]
            seen = _faces(drape, spot, eye)
            found[f"{panel.name}:{place}"] = (round(float(x), 2), round(float(y), 2), seen)
    return found


def _faces(drape: Drape, spot: Floats, eye: tailoring.Camera) -> bool:
    """Whether a place of the garment is on its front or its side, as the camera sees it."""
    middle = drape.places[:, ::2].mean(0)
    out, way = spot[::2] - middle, eye.eye[::2] - middle
    return bool(out @ way > _SIDE * np.linalg.norm(out) * np.linalg.norm(way))


def write_pair(pair: Pair, folder: Path) -> dict[str, Any]:
    """Write a pair's pictures into a folder; its row of the list is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    mask = np.repeat(np.where(pair.mask, 255, 0).astype(np.uint8)[..., None], 3, axis=2)
    for name, pixels in (("before", pair.before), ("after", pair.after)):
        write_whole(folder / f"{pair.told.id}-{name}.png", marked_png(pixels, seen=False))
    write_whole(folder / f"{pair.told.id}-mask.png", tailoring.png_of(mask))
    return asdict(pair.told)


def read_pairs(folder: Path) -> Iterator[Pair]:
    """The pairs of a folder, in the list's order.

    Raises:
        ModisteError: MOD-3020 where it holds none, or one that is damaged.
    """
    try:
        rows = json.loads((folder / LISTED).read_text(encoding="utf-8"))["pairs"]
        told = [
            Told(**{**row, "landmarks": {k: tuple(v) for k, v in row["landmarks"].items()}}) for row in rows
        ]
        if any(set(each.id) & set("/\\.") for each in told) or not told:
            raise ValueError("a pair has no name")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{type(error).__name__}: {error}"[:160]
        raise ModisteError("MOD-3020", path=folder, reason=reason) from None
    for each in told:
        parts = [decode(folder / f"{each.id}-{name}.png") for name in ("before", "after", "mask")]
        yield Pair(parts[0], parts[1], parts[2][..., 0] > 127, each)


def example_person(size: tuple[int, int] = (480, 720)) -> tuple[Pixels, Figure]:
    """A frontal person of ours that every path accepts, and the body."""
    figure = tailoring.standing(
        tailoring.solve_body({"height": 170, "bust": 88, "waist": 70, "hip": 96}, "women"),
        {"shoulder_joint_left": (0, 0, 8), "shoulder_joint_right": (0, 0, -8)},
    )
    pattern = tailoring.draft_size("t-shirt", "women", "38")
    drape = tailoring.drape_garment(pattern, figure, "jersey", edge=0.03)
    eye = tailoring.camera(figure.vertices.astype(np.float64), 4, size[0] / size[1], 2, field=34)
    scene = Scene(ground="#dcdad6", light=-35, lift=45, softness=50)
    look = tailoring.appearance_of(tailoring.house_fabric("jersey"), tailoring.Solid("#888888"))
    person = Person()
    colours = tailoring.person_colours(figure, person)
    studio = Studio(replace(drape, figure=tailoring.with_hair(figure, person)), colours=colours, bare=True)
    made = tailoring.photograph(studio, look, scene, size, still=True, eye=eye)
    return made.pixels, figure
