"""A photograph of a draped garment: true scale, soft light, every pixel's truth beside it.

Knows how cloth looks under a large light in a pale studio; geometry is `finer`'s, rays are `tracing`'s. The
same input gives the same picture.
"""

from dataclasses import dataclass, fields
from functools import lru_cache

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from scipy.spatial import cKDTree

from modiste.garment import ModisteError
from modiste.tailoring.cloth.appearance import Appearance
from modiste.tailoring.colour import encoded, linear, rgb
from modiste.tailoring.drape.cloth import grain_turns
from modiste.tailoring.drape.draping import Drape
from modiste.tailoring.drape.lying import laid_flat
from modiste.tailoring.normals import vertex_normals
from modiste.tailoring.render.finer import Lines, finer, lines_of
from modiste.tailoring.render.mannequin import mannequin
from modiste.tailoring.render.raster import LARGEST
from modiste.tailoring.render.scene import Scene
from modiste.tailoring.render.tracing import Rays, lit
from modiste.tailoring.render.view import Camera, camera

Floats = NDArray[np.float32]

MANNEQUIN = (0.83, 0.815, 0.80)
PLAIN = Scene()
_NOTHING, _CLOTH, _BODY, _FLOOR = 0, 1, 2, 3
_KEY, _SKY, _BOUNCE = 0.80, 0.26, 0.20
"""Irradiance of the large light, of the upper half of the studio and of its pale floor."""
_STITCH = ((0.018, 0.0006), (0.0235, 0.0006))
"""Twin rows of stitches on a hem: how far from it, half as wide as they are."""
_GROOVE = 0.0016
_HIDDEN = 0.012
"""Skin this near below cloth, in metres, is not seen."""
_NEAR = 0.07
"""Half the side of what a detail shows, in metres."""
_CREASED = 0.45
"""Metres after which creases repeat."""
_SEEN = 0.05
"""The least that a normal leans towards who looks at it."""
_ROUND = 0.9
"""Metres around the figure in which the floor shows its shadow."""
_DEEP = 0.007
"""How far cloth may cut into it."""


@dataclass(frozen=True, eq=False)
class Photo:
    """A picture and what it shows.

    Attributes:
        pixels: (h, w, 3) uint8, sRGB.
        mask: (h, w) whether a pixel shows the garment, by more than half.
        panels: (h, w) uint8, 0 where there is no garment, else 1 + the panel's number in the cloth.
        eye: The camera.
        worn: (n, 3) the drape's vertices, metres.
        lies: (n, 3) where they are in the picture: elsewhere when the garment was laid flat.
    """

    pixels: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    panels: NDArray[np.uint8]
    eye: Camera
    worn: NDArray[np.float64]
    lies: NDArray[np.float64]

    def project(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """(n, 2) columns and rows, in pixels, of places (n, 3) of the drape, in metres.

        What was laid flat has moved: there a place is taken with the nearest of the cloth's vertices.
        """
        high, wide = self.mask.shape
        places = np.asarray(points, np.float64)
        if self.lies is not self.worn:
            near = cKDTree(self.worn).query(places)[1]
            places = places - self.worn[near] + self.lies[near]
        return projected(self.eye, places, (wide, high))


def projected(eye: Camera, points: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.float64]:
    """(n, 2) columns and rows of places (n, 3) in a picture of `size`, width and height."""
    wide, high = size
    seen = (points - eye.eye) @ eye.axes.T
    scale = eye.scale * high / -seen[:, 2]
    return np.column_stack([wide / 2 + seen[:, 0] * scale, high / 2 - seen[:, 1] * scale])


def photograph(
    drape: Drape,
    appearance: Appearance,
    scene: Scene = PLAIN,
    size: tuple[int, int] = (512, 768),
    *,
    still: bool = False,
) -> Photo:
    """Photograph a garment as it hangs.

    Args:
        drape: The garment on its body.
        appearance: What its cloth looks like.
        scene: What is shown, from where, in which light.
        size: Width and height in pixels.
        still: Take the time for a picture without noise.

    Raises:
        ModisteError: MOD-1580 where the size is none.
    """
    width, height = size
    if not (16 <= width <= LARGEST and 16 <= height <= LARGEST):
        raise ModisteError("MOD-1580", width=width, height=height, most=LARGEST)
    near = still or scene.kind == "detail"
    stage = _Stage(drape, appearance, scene, size, times=2 if near else 1)
    return stage.taken(3, 6) if still else stage.taken(2, 1)


@dataclass(frozen=True, eq=False)
class _Samples:
    """Rays that met something: through which pixel, with what weight in it, what, where."""

    pixel: NDArray[np.int64]
    weight: Floats
    layer: NDArray[np.uint8]
    far: Floats
    directions: Floats
    face: NDArray[np.int32]
    shares: Floats
    away: Floats

    def torn(self, count: int) -> NDArray[np.int64]:
        """The pixels that show more than one thing: edges, which need more rays."""
        parts = [
            np.bincount(self.pixel, self.weight * (self.layer == layer), minlength=count)
            for layer in (_CLOTH, _BODY)
        ]
        return np.flatnonzero(np.any([(part > 0.01) & (part < 0.99) for part in parts], axis=0))

    def without(self, pixels: NDArray[np.int64]) -> "_Samples":
        """All but the rays through these pixels."""
        kept = ~np.isin(self.pixel, pixels)
        return _Samples(*(getattr(self, each.name)[kept] for each in fields(self)))

    def joined(self, other: "_Samples") -> "_Samples":
        """Both."""
        return _Samples(
            *(np.concatenate([getattr(self, each.name), getattr(other, each.name)]) for each in fields(self))
        )


class _Stage:
    """One set-up, with everything that is known before the first ray."""

    def __init__(
        self, drape: Drape, look: Appearance, scene: Scene, size: tuple[int, int], times: int
    ) -> None:
        self.scene, self.size = scene, size
        flat = scene.kind == "flat"
        self.worn = drape.places
        self.lies = laid_flat(drape) if flat else drape.places
        self.cloth = finer(drape.cloth, self.lies, times)
        self.lines: Lines = lines_of(drape.cloth)
        self.turns = grain_turns(drape.cloth.panels)
        self.eye = _framed(self.lies, scene, size)
        body, out, body_faces = _uncovered(drape) if scene.kind in ("mannequin", "detail") else _NOBODY
        self.places = np.concatenate([self.cloth.places, body]).astype(np.float32)
        self.faces = np.concatenate([self.cloth.faces, body_faces + len(self.cloth.places)])
        self.normals = np.concatenate([vertex_normals(self.cloth.places, self.cloth.faces), out]).astype(
            np.float32
        )
        self.floor = 0.0 if flat else float(drape.figure.vertices[:, 1].min())
        self.middle = (self.lies if flat else drape.figure.vertices)[:, ::2].mean(0).astype(np.float32)
        self.rays = Rays(self.places[self.faces])
        across = np.linalg.norm(self.eye.eye - self.lies.mean(0)) / (self.eye.scale * size[1])
        self.look, self.metres = look, float(across)
        self.tile = _seen_from(look, self.metres)
        self.creases = _creases(scene.seed)
        # What lies flat is lit from the top of its picture, as what hangs is.
        self.key = _direction((180.0 - scene.light if flat else scene.light) + scene.azimuth, 42.0)

    def taken(self, grid: int, count: int) -> Photo:
        """Draw with grid x grid rays a pixel, four times as many at edges, each lit by `count` a sort."""
        width, height = self.size
        chance = np.random.default_rng(self.scene.seed)
        samples = self._sent(self._busy(), grid, chance)
        edges = samples.torn(height * width)
        samples = samples.without(edges).joined(self._sent(edges, 2 * grid, chance))
        kind, view, pixel = samples.layer, samples.directions, samples.pixel
        at = self.eye.eye.astype(np.float32) + samples.far[:, None] * view
        corner = self.faces[np.maximum(samples.face, 0)]
        smooth = np.einsum("nk,nkd->nd", samples.shares, self.normals[corner])
        smooth[kind == _FLOOR] = (0, 1, 0)
        smooth = _unit(smooth)
        inner = ((_across(self.places[corner]) * view).sum(1) > 0) & (kind == _CLOTH)
        smooth = np.where(inner[:, None], -smooth, smooth).astype(np.float32)
        # Where a face is seen, its smoothed normal is too: at a sharp fold it would lean to the other side.
        smooth = _unit(smooth - np.maximum((smooth * view).sum(1, keepdims=True) + _SEEN, 0) * view)
        seen, sky = lit(
            self.rays,
            at,
            smooth,
            self.key,
            np.radians(self.scene.softness / 2),
            count,
            chance,
        )
        light = self._calmed(np.column_stack([seen, sky]), kind, pixel, smooth, samples.far)
        colour, bumped, panel = self._surface(kind, samples.face, samples.shares, smooth, inner)
        fade = np.clip((_ROUND - samples.away) / (0.6 * _ROUND), 0, 1) ** 2
        shaded = self._shaded(kind, colour, smooth, bumped, view, light, fade)
        # What no ray was sent at, and the rays that met nothing, show the ground.
        bare = 1 - np.bincount(pixel, samples.weight, minlength=height * width)
        sums = [np.bincount(pixel, samples.weight * shaded[:, k], minlength=height * width) for k in range(3)]
        drawn = np.asarray(np.stack(sums, axis=-1), np.float64)
        mean = drawn + bare[:, None] * linear(rgb(self.scene.ground))
        garment = np.bincount(pixel, samples.weight * (kind == _CLOTH), minlength=height * width)
        panels = np.zeros(height * width, np.uint8)
        is_cloth = kind == _CLOTH
        panels[pixel[is_cloth]] = panel + 1
        mask = garment > 0.5
        panels[~mask] = 0
        pixels = np.round(255 * encoded(_rolled(mean))).astype(np.uint8)
        return Photo(
            pixels.reshape(height, width, 3),
            mask.reshape(height, width),
            panels.reshape(height, width),
            self.eye,
            self.worn,
            self.lies,
        )

    def _sent(self, pixels: NDArray[np.int64], grid: int, chance: np.random.Generator) -> "_Samples":
        """What grid x grid rays through each of these pixels meet."""
        width, height = self.size
        cell = np.arange(grid * grid)
        spot = chance.random((2, len(pixels), len(cell)), np.float32)
        x = (pixels[:, None] % width + (cell % grid + spot[0]) / grid).astype(np.float32).ravel()
        y = (pixels[:, None] // width + (cell // grid + spot[1]) / grid).astype(np.float32).ravel()
        scale = np.float32(self.eye.scale * height)
        aim = np.stack([(x - width / 2) / scale, (height / 2 - y) / scale, np.full_like(x, -1)], axis=1)
        aim = _unit(aim @ self.eye.axes.astype(np.float32))
        eye = self.eye.eye.astype(np.float32)
        hits = self.rays.first(np.tile(eye, (len(aim), 1)), aim)
        layer = np.where(hits.face < len(self.cloth.faces), _CLOTH, _BODY).astype(np.uint8)
        layer[hits.face < 0] = _NOTHING
        down = (layer == _NOTHING) & (aim[:, 1] < -1e-6)
        reach = np.where(down, (self.floor - eye[1]) / np.where(down, aim[:, 1], -1), 0).astype(np.float32)
        away = np.hypot(*(eye[::2] + reach[:, None] * aim[:, ::2] - self.middle).T)
        layer[down & (away < _ROUND)] = _FLOOR
        shown = layer != _NOTHING
        shares = np.column_stack([1 - hits.u - hits.v, hits.u, hits.v])[shown]
        return _Samples(
            pixel=np.repeat(pixels, grid * grid)[shown],
            weight=np.full(int(shown.sum()), 1 / grid**2, np.float32),
            layer=layer[shown],
            far=np.where(layer == _FLOOR, reach, hits.far)[shown],
            directions=aim[shown],
            face=hits.face[shown],
            shares=shares.astype(np.float32),
            away=np.where(layer == _FLOOR, away, 0)[shown].astype(np.float32),
        )

    def _busy(self) -> NDArray[np.int64]:
        """The numbers of the pixels that may show more than ground."""
        width, height = self.size
        turn = np.linspace(0, 2 * np.pi, 32)
        round_ = self.middle + _ROUND * np.column_stack([np.cos(turn), np.sin(turn)])
        floor = np.column_stack([round_[:, 0], np.full(32, self.floor), round_[:, 1]])
        places = np.concatenate([self.places.astype(np.float64), floor])
        at = projected(self.eye, places, self.size)
        low, high = np.floor(at.min(0)).astype(int) - 2, np.ceil(at.max(0)).astype(int) + 2
        left, top = np.clip(low, 0, (width - 1, height - 1))
        right, bottom = np.clip(high, (left + 1, top + 1), (width, height))
        return (np.arange(top, bottom)[:, None] * width + np.arange(left, right)).ravel()

    def _calmed(
        self,
        light: Floats,
        kind: NDArray[np.uint8],
        pixel: NDArray[np.int64],
        smooth: Floats,
        far: Floats,
    ) -> Floats:
        """The light of each sample, taken from its neighbourhood on the same thing."""
        width, height = self.size
        made = np.empty_like(light)
        for layer in (_CLOTH, _BODY, _FLOOR):
            own = kind == layer
            if not own.any():
                continue
            at = pixel[own]
            tally = np.bincount(at, minlength=height * width)
            grids = [
                np.bincount(at, values, minlength=height * width) / np.maximum(tally, 1)
                for values in (*light[own].T, *smooth[own].T, far[own])
            ]
            whole = np.stack(grids, axis=-1).reshape(height, width, -1).astype(np.float32)
            calm = whole
            there = (tally > 0).reshape(height, width)
            for step in (1, 2, 4) if layer != _FLOOR else (1, 2, 4, 8):
                calm = _filtered(calm, there, step, light.shape[1], 4.0 * self.metres * step)
            made[own] = calm.reshape(-1, calm.shape[-1])[at, : light.shape[1]]
        return made

    def _surface(
        self,
        kind: NDArray[np.uint8],
        face: NDArray[np.int32],
        shares: Floats,
        smooth: Floats,
        inner: NDArray[np.bool_],
    ) -> tuple[Floats, Floats, NDArray[np.int32]]:
        """Linear colour, the normal with the cloth's own relief, and the panels of the samples of cloth."""
        colour = np.empty((len(kind), 3), np.float32)
        colour[kind == _BODY] = linear(np.array(MANNEQUIN))
        colour[kind == _FLOOR] = linear(rgb(self.scene.ground))
        own = np.flatnonzero(kind == _CLOTH)
        here = face[own]
        panel = self.cloth.panel[here]
        flat = np.einsum("nk,nkd->nd", shares[own], self.cloth.flat[here])
        turn = self.turns[panel]
        cloth = _from(self.tile, _turned(flat, turn), self.look.width, self.look.height)
        crease = _from(self.creases, flat, _CREASED, _CREASED)
        slope = (
            _turned(cloth[:, 3:], turn.transpose(0, 2, 1))
            + self.scene.crease * self.look.creases * crease[:, :2]
        )
        tint, mottle = cloth[:, :3], crease[:, 2]
        hem, seam = self.lines.far(panel, flat)
        groove = np.clip(1 - seam / _GROOVE, 0, 1)
        tint = tint * (1 - 0.35 * groove[:, None]) * (1 + 0.03 * mottle[:, None])
        if self.metres < 0.004:
            for away, half in _STITCH:
                row = np.clip(1 - np.abs(hem - away) / max(half, 0.6 * self.metres), 0, 1)
                tint = tint * (1 - 0.16 * row[:, None] * min(1.0, 2 * half / self.metres))
        fold = np.exp(-(((hem - 0.021) / 0.0035) ** 2))
        tint = tint * (1 - 0.04 * fold[:, None])
        lining = linear(np.array(self.look.lining))
        colour[own] = np.where(inner[own, None], 0.85 * lining, tint)
        bumped = smooth.copy()
        bumped[own] = self._tilted(here, smooth[own], np.where(inner[own, None], 0, slope))
        return colour, bumped, panel

    def _tilted(self, face: NDArray[np.int32], smooth: Floats, slope: Floats) -> Floats:
        """Normals leaning against the slope of what lies on the cloth."""
        corner = self.cloth.places[self.cloth.faces[face]]
        flat = self.cloth.flat[face]
        e1, e2 = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
        f1, f2 = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
        area = f1[:, 0] * f2[:, 1] - f1[:, 1] * f2[:, 0]
        area = np.where(np.abs(area) < 1e-12, 1e-12, area)[:, None]
        across = (f2[:, 1:] * e1 - f1[:, 1:] * e2) / area
        along = (f1[:, :1] * e2 - f2[:, :1] * e1) / area
        return _unit(smooth - slope[:, :1] * across - slope[:, 1:] * along)

    def _shaded(
        self,
        kind: NDArray[np.uint8],
        colour: Floats,
        smooth: Floats,
        bumped: Floats,
        view: Floats,
        light: Floats,
        fade: Floats,
    ) -> Floats:
        seen, up, down = light.T
        straight = np.maximum(bumped @ self.key, 0)
        # Where the relief leans towards the open, more of the studio is seen.
        lean = 0.5 + 0.5 * (bumped * smooth).sum(1)
        warm = _KEY * seen * straight + (_SKY * up * (0.75 + 0.25 * bumped[:, 1]) + _BOUNCE * down) * lean
        made = colour * (warm * np.float32(1.55))[:, None]
        cloth = kind == _CLOTH
        facing = np.clip(-(bumped * view).sum(1), 0, 1)
        fuzz = self.look.sheen * (1 - facing) ** 3 * (0.5 * up + 0.5 * seen * straight) * cloth
        made += (0.35 * fuzz[:, None]) * (0.5 + 0.5 * colour)
        rough = max(self.look.roughness, 0.12) ** 2
        half = self.key - view
        half /= np.linalg.norm(half, axis=1, keepdims=True)
        toward = np.clip((bumped * half).sum(1), 0, 1)
        lobe = rough**2 / (np.pi * ((toward**2) * (rough**2 - 1) + 1) ** 2)
        made += (0.045 * np.minimum(lobe, 6) * seen * straight * cloth)[:, None]
        floor = kind == _FLOOR
        open_ = (_KEY * seen * self.key[1] + _SKY * up) / (_KEY * self.key[1] + _SKY)
        made[floor] = colour[floor] * (1 - 0.55 * fade[floor] * (1 - open_[floor]))[:, None]
        return np.asarray(made, np.float32)


def _across(corners: Floats) -> Floats:
    """(n, 3) square to faces, (n, 3, 3), to the side from which they run counter-clockwise; of any length."""
    return np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])


_NOBODY = (np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3), np.int32))


def _uncovered(drape: Drape) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int32]]:
    """The body, its normals and faces, without skin that cloth hides: straight edges cut what bulges."""
    skin, out = mannequin(drape.figure, float(drape.places[:, 1].max()))
    faces = drape.figure.faces
    hits = Rays(drape.places[drape.cloth.faces]).first(
        (skin - _DEEP * out).astype(np.float32), np.ascontiguousarray(out, np.float32)
    )
    hidden = (hits.face >= 0) & (hits.far < _DEEP + _HIDDEN)
    rim = np.zeros(len(skin), bool)
    rim[faces[~hidden[faces].all(1)]] = True
    kept = faces[~(hidden & ~rim)[faces].all(1)]
    return skin - 0.5 * _DEEP * (hidden[:, None] * out), out, kept


def _framed(places: NDArray[np.float64], scene: Scene, size: tuple[int, int]) -> Camera:
    if scene.kind == "detail":
        high = np.quantile(places[:, 1], 0.72)
        middle = places[(np.abs(places[:, 1] - high) < _NEAR) & (np.abs(places[:, 0]) < _NEAR)]
        places = middle if len(middle) > 2 else places
    centre, spread = (places.min(0) + places.max(0)) / 2, places.max(0) - places.min(0)
    margin = 1.0 if scene.kind == "detail" else 1.18
    return camera(
        np.stack([centre - margin * spread / 2, centre + margin * spread / 2]),
        scene.azimuth,
        size[0] / size[1],
        90.0 if scene.kind == "flat" else scene.elevation,
    )


def _direction(azimuth: float, elevation: float) -> Floats:
    turn, rise = np.radians(azimuth), np.radians(elevation)
    return np.array([np.sin(turn) * np.cos(rise), np.sin(rise), np.cos(turn) * np.cos(rise)], np.float32)


def _seen_from(look: Appearance, metres: float) -> Floats:
    """Linear colour (3) and slope (2) of the tile, no finer than pixels of `metres` can show."""
    colour, relief = linear(look.colour / 255.0), look.relief
    per = look.width / relief.shape[1]
    while per < 0.5 * metres and min(relief.shape) >= 2:
        high, wide = (each // 2 * 2 for each in relief.shape)
        colour = colour[:high, :wide].reshape(high // 2, 2, wide // 2, 2, 3).mean((1, 3))
        relief = relief[:high, :wide].reshape(high // 2, 2, wide // 2, 2).mean((1, 3))
        per *= 2
    high, wide = relief.shape
    dx = (np.roll(relief, -1, 1) - np.roll(relief, 1, 1)) / (2 * look.width / wide)
    dy = (np.roll(relief, -1, 0) - np.roll(relief, 1, 0)) / (2 * look.height / high)
    return np.concatenate([colour, dx[..., None], -dy[..., None]], axis=-1).astype(np.float32)


@numba.njit(cache=True, nogil=True)
def _sampled(stack, x, y, made):  # type: ignore[no-untyped-def]
    """Fill `made` (n, k) from a repeating tile (h, w, k), bilinear, at shares of its width and height."""
    high, wide, channels = stack.shape
    for n in range(len(x)):
        column, row = (x[n] % 1.0) * wide - 0.5, (y[n] % 1.0) * high - 0.5
        left, top = int(np.floor(column)), int(np.floor(row))
        fx, fy = column - left, row - top
        right, low = (left + 1) % wide, (top + 1) % high
        left, top = left % wide, top % high
        for k in range(channels):
            above = (1 - fx) * stack[top, left, k] + fx * stack[top, right, k]
            below = (1 - fx) * stack[low, left, k] + fx * stack[low, right, k]
            made[n, k] = (1 - fy) * above + fy * below


def _from(tile: Floats, flat: NDArray[np.floating], width: float, height: float) -> Floats:
    """A tile's values at places on the panels, whose y runs up."""
    made = np.empty((len(flat), tile.shape[2]), np.float32)
    _sampled(tile, flat[:, 0] / width, -flat[:, 1] / height, made)
    return made


def _turned(rows: NDArray[np.floating], turns: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray(np.einsum("nd,nde->ne", rows, turns))


def _unit(directions: NDArray[np.floating]) -> Floats:
    length = np.linalg.norm(directions, axis=1, keepdims=True)
    return np.asarray(directions / np.maximum(length, 1e-9), np.float32)


@lru_cache(maxsize=4)
def _creases(seed: int) -> Floats:
    """Slopes (2) and mottling (1) of fine creases, (512, 512, 3), repeating."""
    chance = np.random.default_rng(seed + 1)
    height = np.zeros((512, 512))
    for spread, weight in ((22, 0.7), (9, 0.5), (4, 0.3)):
        # Longer along the grain than across it, as cloth that hangs is; a crease is a ridge, not a swell.
        noise = gaussian_filter(chance.normal(size=height.shape), (1.6 * spread, spread), mode="wrap")
        height -= weight * spread * np.hypot(noise / noise.std(), 0.25)
    dy, dx = np.gradient(np.pad(height, 1, mode="wrap"))
    slope = np.stack([dx, -dy], axis=-1)[1:-1, 1:-1]
    slope = slope / slope.std() * 0.22
    mottle = gaussian_filter(chance.normal(size=height.shape), 8, mode="wrap")
    return np.asarray(np.concatenate([slope, (mottle / mottle.std())[..., None]], axis=-1), np.float32)


@numba.njit(cache=True, nogil=True)
def _filtered(values, there, step, channels, near):  # type: ignore[no-untyped-def]
    """One round of an edge-avoiding a-trous filter (Dammertz et al., 2010) of the first `channels`.

    After them come three of the normal and one of the distance, which say what is a neighbour.
    """
    high, wide, _ = values.shape
    made = values.copy()
    kernel = np.array([0.0625, 0.25, 0.375, 0.25, 0.0625])
    sums = np.empty(channels)
    for row in range(high):
        for column in range(wide):
            if not there[row, column]:
                continue
            weights = 0.0
            sums[:] = 0.0
            for j in range(-2, 3):
                y = row + j * step
                if y < 0 or y >= high:
                    continue
                for i in range(-2, 3):
                    x = column + i * step
                    if x < 0 or x >= wide or not there[y, x]:
                        continue
                    alike = 0.0
                    for k in range(3):
                        alike += values[row, column, channels + k] * values[y, x, channels + k]
                    apart = abs(values[row, column, channels + 3] - values[y, x, channels + 3]) / near
                    weight = kernel[j + 2] * kernel[i + 2] * max(alike, 0.0) ** 24 / (1.0 + apart * apart)
                    weights += weight
                    for k in range(channels):
                        sums[k] += weight * values[y, x, k]
            if weights > 0:
                for k in range(channels):
                    made[row, column, k] = sums[k] / weights
    return made


def _rolled(light: NDArray[np.floating]) -> NDArray[np.floating]:
    """A soft shoulder above 0.8, so that white cloth keeps its folds."""
    over = np.maximum(light - 0.8, 0)
    return np.where(light > 0.8, 0.8 + 0.2 * over / (over + 0.2), light)
