"""The surface of a cloth, thread by thread: what its binding looks like from near, as a tile at true scale.

Knows weaves and stitches; the colours are a print's. A thread is drawn as its height only: from a shop's
distance no more can be seen.
"""

from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from modiste.tailoring.cloth.appearance import Appearance
from modiste.tailoring.cloth.house_fabrics import HouseFabric, Texture
from modiste.tailoring.cloth.prints import Dyed

Floats = NDArray[np.float64]
_LEAST = 4.0
"""Centimetres a tile is wide at least, so that uneven yarn does not repeat in sight."""
_MOST = 1536
_FINE = 0.008
"""Centimetres a pixel; coarser where a large print would not fit."""
_NAP = 0.10
"""How high brushed fibres stand, beside the yarn's thickness."""
_BLEACHED = np.array([0.90, 0.89, 0.86])


def appearance_of(fabric: HouseFabric, dyed: Dyed, seed: int = 0) -> Appearance:
    """The look of a cloth in a print.

    Args:
        fabric: What it is.
        dyed: Its colour or print.
        seed: Of the yarn's unevenness.
    """
    texture = fabric.texture
    wide, high = (
        _whole(repeat, thread) for repeat, thread in zip(dyed.repeat, _repeat(texture), strict=True)
    )
    pixel = max(_FINE, max(wide, high) / _MOST)
    columns, rows = ceil(wide / pixel), ceil(high / pixel)
    x, y = (np.arange(columns) + 0.5) * wide / columns, (np.arange(rows) + 0.5) * high / rows
    relief, weft = _bound(texture, x[None, :], y[:, None], wide, high, np.random.default_rng(seed))
    colour = np.asarray(dyed.painted(x[None, :], y[:, None]))
    mean = colour.reshape(-1, 3).mean(0)
    if texture.crossing:
        colour = np.where(weft[..., None], 0.5 * _BLEACHED + 0.5 * colour, colour)
        mean = 0.7 * _BLEACHED + 0.3 * mean
    # The valleys between threads are darker: what the light does there is too fine for the renderer.
    deep = (relief - relief.min()) / max(float(np.ptp(relief)), 1e-12)
    colour = colour * (0.86 + 0.14 * deep)[..., None]
    return Appearance(
        colour=np.round(255 * np.clip(colour, 0, 1)).astype(np.uint8),
        relief=(relief / 100).astype(np.float32),
        width=wide / 100,
        height=high / 100,
        roughness=texture.roughness,
        sheen=texture.sheen,
        lining=(float(mean[0]) * 0.92, float(mean[1]) * 0.92, float(mean[2]) * 0.92),
        creases=texture.creases,
        lustre=texture.lustre,
    )


def _repeat(texture: Texture) -> tuple[float, float]:
    """Centimetres after which the binding repeats, across and along."""
    ends, picks = {
        "plain": (2, 2),
        "twill": (3, 3),
        "satin": (5, 5),
        "jersey": (1, 1),
        "rib": (2, 1),
        "pile": (1, 1),
    }[texture.build]
    return ends / texture.warp, picks / texture.weft


def _whole(print_repeat: float, thread_repeat: float) -> float:
    """A length that holds a whole number of both, nearly: the print gives way by less than a thread."""
    if not print_repeat:
        return ceil(_LEAST / thread_repeat) * thread_repeat
    return print_repeat * max(1, round(_LEAST / print_repeat)) if print_repeat < _LEAST else print_repeat


def _bound(
    texture: Texture, x: Floats, y: Floats, wide: float, high: float, chance: np.random.Generator
) -> tuple[Floats, NDArray[np.bool_]]:
    """Height in centimetres and where the weft lies on top, (rows, columns)."""
    # A whole number of bindings fits the tile, so that threads close up at its edges.
    across, along = _repeat(texture)
    ends, picks = max(1, round(wide / across)), max(1, round(high / along))
    per_end, per_pick = round(across * texture.warp), round(along * texture.weft)
    u, v = x / wide * ends * per_end, y / high * picks * per_pick
    thick = 0.5 / max(texture.warp, texture.weft)
    thin = _slubs(ends * per_end, picks * per_pick, u, v, texture.uneven, chance)
    if texture.build in ("plain", "twill", "satin"):
        height, weft = _woven(texture.build, u, v)
    else:
        height, weft = _knitted(texture.build, u, v), np.zeros(np.broadcast(u, v).shape, bool)
    height = height * thick * (1 + thin)
    if texture.build == "pile":
        height = thick * _nap(height.shape, chance)
    return height, weft


def _nap(shape: tuple[int, int], chance: np.random.Generator) -> Floats:
    """Fibres that were brushed up and lie every way, in tufts that lean together: soft, and never deep."""
    made = np.zeros(shape)
    for spread, weight in (((0.6, 2.6), 0.30), ((2.6, 0.6), 0.30), ((1.2, 1.2), 0.25), ((9.0, 9.0), 0.55)):
        noise = gaussian_filter(chance.normal(size=shape), spread, mode="wrap")
        made += weight * noise / noise.std()
    return np.asarray(_NAP * made)


def _woven(build: str, u: Floats, v: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Warp threads stand at whole u, picks at whole v; the binding says which is on top."""
    end, pick = np.floor(u).astype(int), np.floor(v).astype(int)
    if build == "plain":
        over = (end + pick) % 2 == 0
    elif build == "twill":
        over = (end + pick) % 3 != 0
    else:
        over = (2 * end + pick) % 5 != 0
    round_u, round_v = np.sin(np.pi * (u - end)), np.sin(np.pi * (v - pick))
    warp = np.sqrt(np.clip(round_u, 0, 1)) * (0.6 + 0.4 * round_v)
    weft = np.sqrt(np.clip(round_v, 0, 1)) * (0.6 + 0.4 * round_u)
    return np.asarray(np.where(over, warp, 0.9 * weft)), ~over


def _knitted(build: str, u: Floats, v: Floats) -> Floats:
    """Wales of V-shaped stitches; every second wale of a rib lies back."""
    wale = np.floor(u)
    side = u - wale - 0.5
    # The two legs of a stitch lean outwards as they rise.
    leg = np.abs(np.abs(side) - (0.16 + 0.12 * ((v + 0.5) % 1)))
    bump = np.sqrt(np.clip(1 - (leg / 0.24) ** 2, 0, 1)) * (0.75 + 0.25 * np.cos(2 * np.pi * v))
    if build == "rib":
        back = wale % 2 == 1
        return np.where(back, 0.25 * bump - 0.6 * np.cos(np.pi * side), bump + 0.6 * np.cos(np.pi * side))
    return np.asarray(bump)


def _slubs(ends: int, picks: int, u: Floats, v: Floats, uneven: float, chance: np.random.Generator) -> Floats:
    """How much thicker each thread is at each place, -1 to 1 times `uneven`."""
    warp = gaussian_filter(chance.normal(size=(max(picks // 2, 1), ends)), (3, 0), mode="wrap")
    weft = gaussian_filter(chance.normal(size=(picks, max(ends // 2, 1))), (0, 3), mode="wrap")
    rows, columns = np.floor(v).astype(int), np.floor(u).astype(int)
    made = warp[(rows // 2) % len(warp), columns % ends] / max(float(warp.std()), 1e-9)
    made = made + weft[rows % picks, (columns // 2) % weft.shape[1]] / max(float(weft.std()), 1e-9)
    return np.asarray(np.clip(0.35 * uneven * made, -0.8, 0.8))
