"""Where a person's joints are in a photograph, and which pixels show the person.

Knows MediaPipe's two networks (Bazarevsky et al., BlazePose, 2020), run by LiteRT on one core; whether the
photograph will do is `gate`'s. Pixels: columns and rows from the upper left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste.garment import ModisteError
from modiste.tryon.person.weights import DETECTOR, LANDMARKS, network

Floats = NDArray[np.float64]
Pixels = NDArray[np.uint8]

POINTS: Mapping[str, int] = {
    "nose": 0,
    "eye_left": 2,
    "eye_right": 5,
    "ear_left": 7,
    "ear_right": 8,
    "mouth_left": 9,
    "mouth_right": 10,
    "shoulder_left": 11,
    "shoulder_right": 12,
    "elbow_left": 13,
    "elbow_right": 14,
    "wrist_left": 15,
    "wrist_right": 16,
    "index_left": 19,
    "index_right": 20,
    "hip_left": 23,
    "hip_right": 24,
    "knee_left": 25,
    "knee_right": 26,
    "ankle_left": 27,
    "ankle_right": 28,
    "heel_left": 29,
    "heel_right": 30,
    "toe_left": 31,
    "toe_right": 32,
}
"""The points we use, by name, and their places among the network's."""
_LOOK, _CROP, _HEAT = 224, 256, 64
_STRIDES = (8, 16, 32, 32, 32)
_LIKELY, _OVERLAP = 0.5, 0.3
_ROOM = 1.25
_KNOWN = 39


@dataclass(frozen=True, eq=False)
class Found:
    """One person that the detector saw: how surely, its box, its hips' middle and the point above."""

    score: float
    box: Floats
    middle: Floats
    above: Floats


@dataclass(frozen=True, eq=False)
class Person:
    """A person in a photograph.

    Attributes:
        points: (39, 2) columns and rows.
        depth: (39,) towards (negative) or away from the camera against the hips, in pixels.
        seen: (39,) how likely each point is seen, 0 to 1.
        sure: How likely there is a person at all.
        mask: (h, w) float32, the share of each pixel that shows the person.
        others: Further people that the detector saw.
        largest: The size of the largest of them against this one's.
    """

    points: Floats
    depth: Floats
    seen: Floats
    sure: float
    mask: NDArray[np.float32]
    others: int
    largest: float

    def at(self, name: str) -> Floats:
        """(2,) a point by its name."""
        return np.asarray(self.points[POINTS[name]])

    def sees(self, name: str) -> float:
        """How likely that point is seen."""
        return float(self.seen[POINTS[name]])


def find_person(picture: Pixels) -> Person | None:
    """The largest person in a picture, (h, w, 3); None where there is none.

    Raises:
        ModisteError: MOD-3001 and MOD-3002 where the networks are missing, MOD-3004 where LiteRT is.
    """
    people = detected(picture)
    if not people:
        return None
    people.sort(key=lambda each: -_reach(each) * each.score)
    first, others = people[0], people[1:]
    points, depth, seen, sure, mask = _landmarks(picture, first)
    largest = max((_reach(each) / _reach(first) for each in others), default=0.0)
    return Person(points, depth, seen, sure, mask, len(others), largest)


def _reach(each: Found) -> float:
    return float(np.linalg.norm(each.above - each.middle))


def detected(picture: Pixels) -> list[Found]:
    """Every person that the detector sees, overlapping answers merged."""
    high, wide = picture.shape[:2]
    side = max(high, wide)
    scale = _LOOK / side
    small = Image.fromarray(picture).resize(
        (max(1, round(wide * scale)), max(1, round(high * scale))), Image.Resampling.BILINEAR
    )
    board = np.zeros((_LOOK, _LOOK, 3), np.float32)
    top, left = (_LOOK - small.height) // 2, (_LOOK - small.width) // 2
    board[top : top + small.height, left : left + small.width] = np.asarray(small, np.float32) / 255
    raw, logits = _asked(DETECTOR, board * 2 - 1, (12, 1))
    score = 1 / (1 + np.exp(-np.clip(logits[0, :, 0].astype(np.float64), -100, 100)))
    keep = np.flatnonzero(score > _LIKELY)
    spots = raw[0, keep].astype(np.float64).reshape(-1, 6, 2) / _LOOK
    spots[:, [0, 2, 3, 4, 5]] += _anchors()[keep][:, None]
    spots = spots * _LOOK
    half = spots[:, 1:2] / 2
    boxes = np.concatenate([spots[:, :1] - half, spots[:, :1] + half], axis=1)
    origin = np.array([left, top])
    found = []
    order = list(np.argsort(-score[keep]))
    while order:
        overlap = np.array([_iou(boxes[order[0]], boxes[k]) for k in order])
        same = [k for k, share in zip(order, overlap, strict=True) if share > _OVERLAP]
        weight = score[keep][same] / score[keep][same].sum()
        box, points = np.tensordot(weight, boxes[same], 1), np.tensordot(weight, spots[same], 1)
        found.append(
            Found(
                float(score[keep][order[0]]),
                (box - origin) / scale,
                (points[2] - origin) / scale,
                (points[3] - origin) / scale,
            )
        )
        order = [k for k in order if k not in same]
    return found


def _iou(one: Floats, other: Floats) -> float:
    shared = np.maximum(np.minimum(one[1], other[1]) - np.maximum(one[0], other[0]), 0).prod()
    return float(shared / ((one[1] - one[0]).prod() + (other[1] - other[0]).prod() - shared + 1e-9))


@lru_cache(maxsize=1)
def _anchors() -> Floats:
    """(2254, 2) centres of the detector's places, shares of its side."""
    parts = []
    for stride, each in ((8, 2), (16, 2), (32, 6)):
        count = _LOOK // stride
        centre = (np.arange(count) + 0.5) / count
        grid = np.stack(np.meshgrid(centre, centre), axis=-1).reshape(-1, 2)
        parts.append(np.repeat(grid, each, axis=0))
    return np.concatenate(parts)


def _landmarks(picture: Pixels, person: Found) -> tuple[Floats, Floats, Floats, float, NDArray[np.float32]]:
    high, wide = picture.shape[:2]
    way = person.above - person.middle
    turn = np.arctan2(way[0], -way[1])
    size = 2 * _ROOM * float(np.linalg.norm(way))
    cosine, sine = np.cos(turn) * size / _CROP, np.sin(turn) * size / _CROP
    # Columns and rows of the crop to those of the picture.
    across = np.array([[cosine, -sine], [sine, cosine]])
    start = person.middle - across @ np.full(2, _CROP / 2)
    times = max(1, int(size / _CROP))
    image = Image.fromarray(picture)
    small = image.reduce(times) if times > 1 else image
    crop = small.transform(
        (_CROP, _CROP),
        Image.Transform.AFFINE,
        tuple((np.column_stack([across, start]) / times).ravel()),
        Image.Resampling.BILINEAR,
    )
    shown = np.asarray(np.asarray(crop, np.float32) / 255, np.float32)
    told, flag, cover, heat = _asked(LANDMARKS, shown, (195, 1, 256, 64))
    marks = told.reshape(_KNOWN, 5).astype(np.float64)
    points = _refined(marks[:, :2], heat[0])
    back = np.linalg.inv(across)
    mask = Image.fromarray((1 / (1 + np.exp(-np.clip(cover[0, :, :, 0], -30, 30)))).astype(np.float32))
    whole = mask.transform(
        (wide, high),
        Image.Transform.AFFINE,
        tuple(np.column_stack([back, -back @ start]).ravel()),
        Image.Resampling.BICUBIC,
        fillcolor=0,
    )
    return (
        points @ across.T + start,
        marks[:, 2] * size / _CROP,
        1 / (1 + np.exp(-np.clip(marks[:, 3], -30, 30))),
        float(flag.ravel()[0]),
        np.clip(np.asarray(whole, np.float32), 0, 1),
    )


def _refined(points: Floats, heat: NDArray[np.float32]) -> Floats:
    """Points moved to the middle of their own heat, where it is hot."""
    made = points.copy()
    scale = _HEAT / _CROP
    hot = 1 / (1 + np.exp(-np.clip(heat, -30, 30)))
    for number, (x, y) in enumerate(points * scale):
        column, row = int(x), int(y)
        if not (0 <= column < _HEAT and 0 <= row < _HEAT):
            continue
        left, top = max(0, column - 3), max(0, row - 3)
        part = hot[top : row + 4, left : column + 4, number].astype(np.float64)
        if part.max() < _LIKELY:
            continue
        rows, columns = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]]
        total = part.sum()
        made[number] = np.array([(columns * part).sum(), (rows * part).sum()]) / total / scale
    return made


def _asked(name: str, picture: NDArray[np.float32], sizes: tuple[int, ...]) -> list[NDArray[np.float32]]:
    """A network's answers, each known by the size that only it has in its last place (or second)."""
    runner = _runner(name)
    runner.set_tensor(runner.get_input_details()[0]["index"], picture[None])
    runner.invoke()
    answers = [runner.get_tensor(each["index"]) for each in runner.get_output_details()]
    return [
        next(each for each in answers if (each.shape[-1] if each.ndim < 4 else each.shape[1]) == size)
        for size in sizes
    ]


@lru_cache(maxsize=2)
def _runner(name: str) -> Any:
    try:
        from ai_edge_litert.interpreter import Interpreter  # noqa: PLC0415 - an extra
    except ImportError:
        raise ModisteError("MOD-3004") from None
    made = Interpreter(model_content=network(name), num_threads=1)
    made.allocate_tensors()
    return made
