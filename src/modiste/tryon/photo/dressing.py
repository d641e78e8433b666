"""A photographed person in another garment: its size draped on the body as it stands, in the photo's light.

Knows the order of work and how the layers come together; each step has its own file. Nothing is kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, median_filter

from modiste import tailoring
from modiste.garment import ModisteError
from modiste.tailoring import (
    Appearance,
    Camera,
    Drape,
    Drapery,
    Figure,
    Lay,
    Layers,
    Pattern,
    SeenBody,
    Studio,
)
from modiste.tryon.person.gate import Quality, check_fit, check_person, looseness, torso_of
from modiste.tryon.person.landmarks import POINTS, Person, find_person
from modiste.tryon.photo.colours import Parts, parts_of
from modiste.tryon.photo.light import gain_of, light_in
from modiste.tryon.photo.removal import without_old

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

FOCAL = 1.25
"""Focal length in lengths of the longer side, where nobody says: a phone's main camera, a step back."""
EDGE = 0.013
"""Edge length of the drape, in metres."""
_TOLD = ("photo", "body", "drape", "light", "picture")


@dataclass(frozen=True, eq=False)
class Wanted:
    """What is put on, and what is known of the wearer.

    Attributes:
        pattern: The garment in one size.
        size: That size's name.
        fabric: How its cloth hangs.
        look: What it looks like.
        measures: The wearer's stated measures, in centimetres.
        people: Whose figure, `women` or `men`.
        lays: How the cloth lies under panels, by their names, where it is no repeat.
    """

    pattern: Pattern
    size: str
    fabric: Drapery
    look: Appearance
    measures: Mapping[str, float | str]
    people: str
    lays: Mapping[str, Lay] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Dressed:
    """A photograph with the garment on.

    Attributes:
        pixels: (h, w, 3) uint8, without marks yet.
        cover: (h, w) the share of each pixel that shows the garment.
        body: The fitted body and camera.
        drape: The garment on it.
        quality: What was seen of the photograph.
        filled: The share of the person that was filled where the old garment was.
        person: Whose joints were found where.
    """

    pixels: Pixels
    cover: Floats
    body: SeenBody
    drape: Drape
    quality: Quality
    filled: float
    person: Person


class Refused(ModisteError):  # noqa: N818 - it is an answer
    """A refusal with what was seen of the photograph up to there."""

    def __init__(self, error: ModisteError, quality: Quality) -> None:
        super().__init__(error.code, **error.values)
        self.quality = quality


def zones_of(pattern: Pattern) -> tuple[str, ...]:
    """What a garment replaces: `top`, `bottom`, or both."""
    wraps = {panel.placement.wrap for panel in pattern.panels}
    anchors = {panel.placement.anchor for panel in pattern.panels if panel.placement.wrap == "torso"}
    zones = []
    if any("arm" in wrap for wrap in wraps) or anchors & {"nape", "neck_front", "bust", "shoulder_left"}:
        zones.append("top")
    long = max(
        (max(edge.start[1] for edge in p.edges) - min(edge.start[1] for edge in p.edges))
        for p in pattern.panels
    )
    if any("leg" in wrap for wrap in wraps) or not zones or long > 80:
        zones.append("bottom")
    return tuple(zones)


def dress(
    pixels: Pixels, wanted: Wanted, progress: Callable[[str, float], bool] = lambda step, share: True
) -> Dressed:
    """Put a garment on a photographed person.

    Args:
        pixels: (h, w, 3) the photograph.
        wanted: What is put on.
        progress: Told each step and the share done; answers whether to go on.

    Raises:
        Refused: MOD-3010 to MOD-3018, why that cannot work and how to retake the photograph.
        ModisteError: MOD-15xx for measures, cloth and a stop, MOD-3001 to MOD-3004 for missing networks.
    """
    quality = Quality()
    try:
        _tell(progress, 0, 0.0)
        size = (pixels.shape[1], pixels.shape[0])
        zones = zones_of(wanted.pattern)
        found = find_person(pixels)
        if found is not None:
            quality = replace(quality, sure=round(found.sure, 3), torso_px=round(torso_of(found), 1))
        person = check_person(found, size, zones)
        _tell(progress, 1, 0.05)
        body = fitted(person, wanted, size)
        quality = replace(quality, turned_deg=round(abs(body.yaw), 1), off=round(body.off, 4))
        check_fit(body.yaw, body.off)
        loose = looseness(person.mask, _shadow(body, size), _rows(person))
        quality = replace(quality, loose=round(loose, 3))
        check_fit(body.yaw, body.off, loose)
        drape = _draped(body.figure, wanted, progress)
    except ModisteError as error:
        if error.code.startswith("MOD-301"):
            raise Refused(error, quality) from None
        raise
    _tell(progress, 3, 0.7)
    light = tailoring.linear(pixels / 255.0).astype(np.float32)
    white = np.ones((len(body.figure.vertices), 3))
    bare = _bare(Studio(drape, colours=white, bare=True), wanted.look, size, body.eye)
    scene = light_in(light, person.mask, bare)
    parts = parts_of(light, person, bare, body.figure.levels["waist"], body.figure.levels["crotch"])
    gain = np.array(gain_of(light, person.mask, parts.tone), np.float32)
    _tell(progress, 4, 0.78)
    studio = Studio(drape, colours=white)
    layers = tailoring.worn_layers(studio, wanted.look, scene, size, body.eye, 2, wanted.lays)
    gain = gain * _as_bright(bare, layers)
    emptied, share = without_old(light, person.mask, parts, layers, zones, body.figure.levels["hip"])
    made, cover = together(light, emptied, person, parts, bare, layers, gain)
    progress(_TOLD[4], 1.0)
    return Dressed(made, cover, body, drape, quality, share, person)


def _tell(progress: Callable[[str, float], bool], step: int, share: float) -> None:
    if not progress(_TOLD[step], share):
        raise ModisteError("MOD-1564")


def fitted(person: Person, wanted: Wanted, size: tuple[int, int]) -> SeenBody:
    """The wearer's body as it stands in the photograph."""
    figure = tailoring.solve_body(wanted.measures, "men" if wanted.people == "men" else "women")
    focal = FOCAL * max(size) / size[1]
    points = {name: person.at(name) for name in POINTS}
    sure = {name: person.sees(name) for name in POINTS}
    depth = {name: float(person.depth[place]) for name, place in POINTS.items()}
    return tailoring.seen_body(figure, points, sure, depth, person.mask, focal)


def _shadow(body: SeenBody, size: tuple[int, int]) -> NDArray[np.bool_]:
    """(h, w) where the fitted body is, a little wider."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only here

    image = Image.new("1", size)
    draw = ImageDraw.Draw(image)
    shown = tailoring.projected(body.eye, body.figure.vertices.astype(float), size)
    for face in shown[body.figure.faces]:
        draw.polygon([(float(x), float(y)) for x, y in face], fill=1)
    filled = gaussian_filter(np.asarray(image, np.float32), 0.03 * body.torso)
    return np.asarray(filled > 0.12)


def _rows(person: Person) -> tuple[int, int]:
    """From the shoulders to the knees, or as far down as there is something."""
    top = min(person.at("shoulder_left")[1], person.at("shoulder_right")[1])
    low = max(person.at("knee_left")[1], person.at("knee_right")[1])
    return int(max(0, top)), int(min(person.mask.shape[0], low))


def _draped(figure: Figure, wanted: Wanted, progress: Callable[[str, float], bool]) -> Drape:
    made = tailoring.drape_garment(
        wanted.pattern,
        figure,
        wanted.fabric,
        edge=EDGE,
        progress=lambda share: progress(_TOLD[2], 0.2 + 0.5 * share),
    )
    if not made.stays:
        raise ModisteError("MOD-3018", size=wanted.size)
    return made


def _bare(studio: Studio, look: Appearance, size: tuple[int, int], eye: Camera) -> Layers:
    """The body alone, traced at half the size: what it is for is blurred anyway."""
    half = (max(16, size[0] // 2), max(16, size[1] // 2))
    small = tailoring.worn_layers(studio, look, tailoring.Scene(), half, eye, 1)
    rows = np.minimum(np.arange(size[1]) * half[1] // size[1], half[1] - 1)[:, None]
    columns = np.minimum(np.arange(size[0]) * half[0] // size[0], half[0] - 1)[None, :]
    return Layers(*(getattr(small, each.name)[rows, columns] for each in fields(small)))


def _as_bright(bare: Layers, layers: Layers) -> float:
    """By how much light from the side makes the whole darker than the room's: a camera makes up for it."""
    both = (bare.body > 0.9) & (layers.body > 0.9)
    return float(bare.skin[both].mean() / max(float(layers.skin[both].mean()), 0.05)) if both.any() else 1.0


def together(
    light: Floats, emptied: Floats, person: Person, parts: Parts, bare: Layers, layers: Layers, gain: Floats
) -> tuple[Pixels, Floats]:
    """Lay the garment on: its shadow, itself, then hair and hands; as sharp and grainy as the rest.

    Returns:
        (h, w, 3) uint8, and the garment's share of each pixel.
    """
    soft, grain = _sharpness(light)
    # Beside the neck hair is behind a collar; over the chest it hangs before the garment.
    hair = np.where(bare.limb == 1, np.clip(parts.hair * 1.4 - 0.2, 0, 1), 0)
    over = hair + _hands(person, parts)
    cover = np.clip(layers.cover, 0, 1) * (1 - np.clip(over, 0, 1))
    weight = np.clip(layers.cover, 1e-4, 1)
    cloth = layers.cloth / weight[..., None] * gain
    if soft:
        spread = gaussian_filter(cover, soft)
        blurred = gaussian_filter(cloth * cover[..., None], (soft, soft, 0))
        cloth = blurred / np.maximum(spread, 1e-4)[..., None]
        cover = spread
    dark = gaussian_filter(
        np.where(layers.body > 0.5, np.clip(1.05 * layers.shade, 0, 1), 1.0), max(1.2, soft)
    )
    shaded = emptied * np.where(person.mask > 0.3, dark, 1.0)[..., None]
    made = cover[..., None] * cloth + (1 - cover[..., None]) * shaded
    shown = 255 * tailoring.encoded(np.clip(made, 0, 1))
    if grain:
        noise = np.random.default_rng(0).normal(0, grain, (*cover.shape, 1))
        shown = shown + cover[..., None] * noise
    return np.clip(np.round(shown), 0, 255).astype(np.uint8), cover.astype(np.float32)


def _sharpness(light: Floats) -> tuple[float, float]:
    """How far edges are spread, in pixels, and the deviation of the grain, in 8-bit steps."""
    grey = 255 * tailoring.encoded(np.clip(light, 0, 1)).mean(-1)
    rough = grey - median_filter(grey, 3)
    grain = 1.4826 * float(np.median(np.abs(rough - np.median(rough))))
    fine = np.hypot(*np.gradient(grey))
    wide = np.hypot(*np.gradient(gaussian_filter(grey, 1.0)))
    top = fine > np.quantile(fine, 0.995)
    ratio = float(np.median(fine[top] / np.maximum(wide[top], 1e-3)))
    # A crisp edge loses half of its slope to such a blur, a soft one next to nothing.
    return (0.0 if ratio > 1.6 else 0.6 if ratio > 1.25 else 1.0), min(grain, 6.0)


def _hands(person: Person, parts: Parts) -> Floats:
    """Hands that are seen before the body: skin beyond the wrist; a sleeve may end there."""
    rows, columns = np.mgrid[: person.mask.shape[0], : person.mask.shape[1]]
    spots = np.stack([columns, rows], -1)
    near = np.zeros(person.mask.shape, bool)
    for side in ("left", "right"):
        if person.sees(f"wrist_{side}") < 0.5:
            continue
        wrist = person.at(f"wrist_{side}")
        way = person.at(f"index_{side}") - wrist
        long = max(float(np.linalg.norm(way)), 1.0)
        along = (spots - wrist) @ way / long
        near |= (along > 0.3 * long) & (np.linalg.norm(spots - wrist, axis=-1) < 2.4 * long)
    return np.where(near, np.clip(2 * parts.skin - 0.6, 0, 1), 0).astype(np.float32)
