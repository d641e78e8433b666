"""A picture of surfaces on neutral ground, drawn by the processor alone.

Knows triangles, a soft light and a floor; what they stand for is the caller's. Four samples a pixel, a depth
buffer, smooth normals: a studio preview in a fraction of a second, the same on every machine, without a
driver.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from modiste.garment import ModisteError
from modiste.tailoring.colour import encoded, linear
from modiste.tailoring.normals import vertex_normals
from modiste.tailoring.render.view import Camera, camera

Points = NDArray[np.float64]

GROUND = (247, 247, 247)
"""LOOK's ground, on which colour can be judged."""
LARGEST = 4096
_SAMPLES = 2
_CLOSER = 0.003
"""Cloth lies on skin thinner than a buffer of straight triangles can tell: it is drawn closer."""
_COARSE = 8
"""Samples across one value of the floor's shadow."""
_OVER = 0.35
"""How high over the floor things still shade it, in metres."""
_KEY = np.array([-0.45, 0.55, 0.70])
_FILL = np.array([0.87, 0.27, 0.42])
_CURVE = np.round(255 * encoded(np.linspace(0, 1, 4096))).astype(np.uint8)
"""sRGB's transfer curve (IEC 61966-2-1), from linear light to bytes."""


@dataclass(frozen=True, eq=False)
class Surface:
    """Triangles of one thing.

    Attributes:
        places: (n, 3) metres.
        faces: (m, 3) counter-clockwise seen from outside.
        colours: (3,) for all or (n, 3) by vertex: sRGB, 0 to 1.
        lining: sRGB of the inner side; None where there is none to see.
    """

    places: Points
    faces: NDArray[np.int32]
    colours: Points
    lining: tuple[float, float, float] | None = None


def picture(
    surfaces: Sequence[Surface],
    azimuth: float = 0.0,
    size: tuple[int, int] = (512, 768),
    elevation: float = 4.0,
) -> NDArray[np.uint8]:
    """Draw surfaces standing on a floor at y = 0.

    Args:
        surfaces: What is drawn.
        azimuth: Degrees around them, 0 in front.
        size: Width and height in pixels.
        elevation: Degrees above the horizon.

    Returns:
        (height, width, 3) uint8, sRGB.

    Raises:
        ModisteError: MOD-1580 where the size is none, MOD-1581 where a surface has places that are no
            numbers.
    """
    width, height = size
    if not (16 <= width <= LARGEST and 16 <= height <= LARGEST):
        raise ModisteError("MOD-1580", width=width, height=height, most=LARGEST)
    if not all(np.isfinite(surface.places).all() for surface in surfaces):
        raise ModisteError("MOD-1581")
    eye = camera(np.concatenate([each.places for each in surfaces]), azimuth, width / height, elevation)
    wide, high = width * _SAMPLES, height * _SAMPLES
    depth = np.full((high, wide), np.inf, np.float32)
    normal = np.zeros((high, wide, 3), np.float32)
    colour = np.zeros((high, wide, 3), np.float32)
    for surface in surfaces:
        _draw(surface, eye, depth, normal, colour)
    out = np.empty((height, width, 3), np.uint8)
    _light(depth, normal, colour, _floor(surfaces, eye, wide, high), _KEY, _FILL, _CURVE, out)
    return out


def seen_at(
    surfaces: Sequence[Surface],
    place: Points,
    azimuth: float = 0.0,
    size: tuple[int, int] = (512, 768),
    elevation: float = 4.0,
) -> tuple[float, float, bool]:
    """Where `picture` shows a place: x and y in pixels, and whether it is not far behind their middle."""
    width, height = size
    every = np.concatenate([each.places for each in surfaces])
    eye = camera(every, azimuth, width / height, elevation)
    seen = (place - eye.eye) @ eye.axes.T
    middle = (every.mean(0) - eye.eye) @ eye.axes.T
    scale = eye.scale * height / -seen[2]
    return width / 2 + scale * seen[0], height / 2 - scale * seen[1], bool(seen[2] > middle[2] - 0.1)


def _draw(
    surface: Surface,
    eye: Camera,
    depth: NDArray[np.float32],
    normal: NDArray[np.float32],
    colour: NDArray[np.float32],
) -> None:
    high, wide = depth.shape
    seen = (surface.places - eye.eye) @ eye.axes.T
    far = -seen[:, 2]
    screen = np.column_stack(
        [wide / 2 + seen[:, 0] / far * eye.scale * high, high / 2 - seen[:, 1] / far * eye.scale * high, far]
    )
    shown = np.broadcast_to(np.asarray(surface.colours, np.float64), surface.places.shape)
    lining = surface.lining or (0.0, 0.0, 0.0)
    _raster(
        np.ascontiguousarray(screen),
        np.ascontiguousarray(vertex_normals(surface.places, surface.faces) @ eye.axes.T),
        np.ascontiguousarray(linear(shown)),
        linear(np.array(lining)),
        surface.lining is not None,
        np.ascontiguousarray(surface.faces),
        depth,
        normal,
        colour,
    )


@numba.njit(cache=True, nogil=True)
def _raster(  # type: ignore[no-untyped-def]
    screen, normal_of, colour_of, lining, two_sided, faces, depth, normal, colour
):
    high, wide = depth.shape
    for f in range(faces.shape[0]):
        a, b, c = faces[f, 0], faces[f, 1], faces[f, 2]
        ax, ay, az = screen[a, 0], screen[a, 1], screen[a, 2]
        bx, by, bz = screen[b, 0], screen[b, 1], screen[b, 2]
        cx, cy, cz = screen[c, 0], screen[c, 1], screen[c, 2]
        twice = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        # The picture's y runs down, so a face seen from outside turns clockwise in it.
        front = twice < 0
        if twice == 0.0 or az <= 0 or bz <= 0 or cz <= 0 or (not front and not two_sided):
            continue
        closer = _CLOSER if (front and two_sided) else 0.0
        left, right = max(0, int(np.ceil(min(ax, bx, cx) - 0.5))), min(wide - 1, int(max(ax, bx, cx) - 0.5))
        top, low = max(0, int(np.ceil(min(ay, by, cy) - 0.5))), min(high - 1, int(max(ay, by, cy) - 0.5))
        for row in range(top, low + 1):
            y = row + 0.5
            for column in range(left, right + 1):
                x = column + 0.5
                u = ((bx - x) * (cy - y) - (by - y) * (cx - x)) / twice
                v = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) / twice
                w = 1.0 - u - v
                if u < 0.0 or v < 0.0 or w < 0.0:
                    continue
                inverse = u / az + v / bz + w / cz
                far = 1.0 / inverse - closer
                if far >= depth[row, column]:
                    continue
                depth[row, column] = far
                u, v, w = u / az / inverse, v / bz / inverse, w / cz / inverse
                for i in range(3):
                    n = u * normal_of[a, i] + v * normal_of[b, i] + w * normal_of[c, i]
                    normal[row, column, i] = n if front else -n
                    if front:
                        colour[row, column, i] = (
                            u * colour_of[a, i] + v * colour_of[b, i] + w * colour_of[c, i]
                        )
                    else:
                        colour[row, column, i] = lining[i]


def _floor(surfaces: Sequence[Surface], eye: Camera, wide: int, high: int) -> NDArray[np.float32]:
    """How bright the ground is, one value for `_COARSE` samples: a soft shadow below what stands there."""
    places = np.concatenate([surface.places for surface in surfaces])
    floor = places[:, 1].min()
    near = places[places[:, 1] < floor + _OVER]
    seen = (np.column_stack([near[:, 0], np.full(len(near), floor), near[:, 2]]) - eye.eye) @ eye.axes.T
    x = ((wide / 2 + seen[:, 0] / -seen[:, 2] * eye.scale * high) / _COARSE).astype(int)
    y = ((high / 2 - seen[:, 1] / -seen[:, 2] * eye.scale * high) / _COARSE).astype(int)
    shade = np.zeros((high // _COARSE + 2, wide // _COARSE + 2), np.float32)
    inside = (x >= 0) & (x < shade.shape[1]) & (y >= 0) & (y < shade.shape[0])
    shade[y[inside], x[inside]] = 1
    spread = high / _COARSE / 70
    shade = gaussian_filter(shade, (spread, 2.5 * spread))
    return np.asarray(1 - 0.3 * np.clip(shade / max(float(shade.max()), 1e-6), 0, 1), np.float32)


@numba.njit(cache=True, nogil=True)
def _light(depth, normal, colour, floor, key, fill, curve, out):  # type: ignore[no-untyped-def]
    """Two soft lights that stay with the camera, and the floor's shadow; samples become pixels."""
    height, width, _ = out.shape
    bright = 0.930  # the ground in linear light
    total = np.empty(3)
    for row in range(height):
        for column in range(width):
            total[:] = 0.0
            for sub in range(_SAMPLES * _SAMPLES):
                y, x = row * _SAMPLES + sub // _SAMPLES, column * _SAMPLES + sub % _SAMPLES
                if depth[y, x] == np.inf:
                    fy, fx = y / _COARSE, x / _COARSE
                    j, i = int(fy), int(fx)
                    fy, fx = fy - j, fx - i
                    above = (1 - fx) * floor[j, i] + fx * floor[j, i + 1]
                    below = (1 - fx) * floor[j + 1, i] + fx * floor[j + 1, i + 1]
                    total += bright * ((1 - fy) * above + fy * below)
                    continue
                nx, ny, nz = normal[y, x, 0], normal[y, x, 1], normal[y, x, 2]
                size = np.sqrt(nx * nx + ny * ny + nz * nz) + 1e-9
                first = max(0.0, 0.5 * (nx * key[0] + ny * key[1] + nz * key[2]) / size + 0.5)
                second = max(0.0, 0.5 * (nx * fill[0] + ny * fill[1] + nz * fill[2]) / size + 0.5)
                light = 0.12 + 0.76 * first * first + 0.20 * second + 0.06 * max(0.0, ny / size)
                for i in range(3):
                    total[i] += min(1.0, colour[y, x, i] * light)
            for i in range(3):
                out[row, column, i] = curve[int(total[i] / (_SAMPLES * _SAMPLES) * (curve.shape[0] - 1))]
