"""Sketches in colours: fields of half a front as a picture of any size, in exactly the colours asked for.

Knows light and ink; shapes come from the fields, prints from tailoring, in true scale.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste import tailoring
from modiste.design.print.setts import DYES
from modiste.design.sketch.fields import CHANNELS, GRID, REACH
from modiste.tailoring import Check, Dot, Stripe

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]
Rgb = tuple[int, int, int]

SIDE = 256
"""Pixels of a picture's side by default."""
_FILLED = 0.88
"""Share of a picture that a garment fills, across or from above to below."""
_LARGEST = 1.5
"""How much larger than its frame a small garment is shown at most."""
_OUTLINE, _SEAM, _CREASE = 1.5, 1.0, 0.55
"""Widths of lines in pixels of a picture of 256, and how strong a line within an area is."""
_INK = 0.34
_DARK, _LIGHT = 0.86, 1.05
"""How dark cloth is at its edge and how light where it is fullest."""
_SHADE, _DEPTH = 0.14, 0.52
"""How much a sleeve darkens what lies beside it, and how dark the inside is."""
_BUTTON, _APART, _PLACKET, _FLY, _STRIP = 0.62, 8.6, 1.6, 15.0, 5.0
"""A button's radius, how far the next one is, half a placket, how deep a fly is and how far from the
middle all that lies, in centimetres."""
_SMALL, _GREY, _GREYER = 28, (205, 205, 205), (130, 130, 130)
LAYOUTS = ("plain", "trims", "sleeves", "stripe", "dot", "check")
_GROUNDS = ("DB", "R", "W", "LB", "DG", "LN", "P", "O", "A", "C", "LG", "B", "K", "Y", "T", "N")


@dataclass(frozen=True)
class Colouring:
    """Which colours go where.

    Attributes:
        ground: of the cloth.
        second: of what is not the ground's.
        layout: what is the second's: nothing, trims, sleeves and trims, or the ink of a print.
        closed: how the middle is closed: not at all, by "buttons", a "zip" or a "fly".
    """

    ground: Rgb
    second: Rgb
    layout: str = "plain"
    closed: str = ""


def chosen_colouring(palette: Sequence[Rgb], seed: int, number: int, closed: str = "") -> Colouring:
    """The colouring of a number: a palette's colours take turns as the ground; without one they are drawn.

    Of one colour it is plain, but for trims a shade darker.
    """
    chance = np.random.default_rng((seed, number, 2))
    layout = LAYOUTS[int(chance.integers(len(LAYOUTS)))]
    first, second = chance.choice(len(_GROUNDS), 2, replace=False)
    if not palette:
        return Colouring(_dye(first), _dye(second), layout, closed)
    ground = palette[number % len(palette)]
    others = [colour for colour in palette if colour != ground]
    if not others:
        return Colouring(ground, _darker(ground), "trims" if layout == "trims" else "plain", closed)
    return Colouring(ground, others[int(chance.integers(len(others)))], layout, closed)


def colouring_of(colours: Sequence[Rgb], closed: str = "") -> Colouring:
    """The colouring of one colour, plain, or of two, the second that of trims."""
    return Colouring(colours[0], colours[-1], "trims" if len(colours) > 1 else "plain", closed)


def coloured(
    fields: Floats, frame: float, colouring: Colouring, side: int = SIDE, paper: Rgb = (255, 255, 255)
) -> Pixels:
    """A picture (side, side, 3).

    Args:
        fields: (channels, rows, columns) in [-1, 1], as `as_fields` tells them.
        frame: centimetres that the rows are high together.
        colouring: its colours.
        side: of the picture in pixels.
        paper: what it lies on.
    """
    told, scale = enlarged(fields, side)
    sharp = REACH * scale  # pixels of a distance of 1
    areas = {name: told[row] * sharp for row, name in enumerate(CHANNELS[:-1])}
    fine = side / SIDE
    shown = _covers(areas["whole"])
    centimetres = frame / GRID[0] / scale
    rows, columns = np.mgrid[0:side, 0:side].astype(np.float32)
    x, y = (columns - side / 2 + 0.5) * centimetres, (rows - side / 2 + 0.5) * centimetres
    cloth = _cloth(areas, colouring, x, y)
    light = _light(areas, told, sharp)
    picture = cloth * light[..., None]
    ink = _inked(areas, told[-1], fine)
    picture *= (1 - (1 - _INK) * ink)[..., None]
    if colouring.closed:
        strip = np.flatnonzero(np.abs(x[0]) < _STRIP)
        middle = slice(int(strip[0]), int(strip[-1]) + 1)
        narrow = {name: area[:, middle] for name, area in areas.items()}
        picture[:, middle] = _closed(picture[:, middle], narrow, x[:, middle], y[:, middle], colouring, fine)
    edge = np.clip(_OUTLINE * fine - np.abs(areas["whole"] - _OUTLINE * fine / 2) + 0.5, 0, 1)
    border = np.minimum(edge, shown)
    picture = picture * (1 - border[..., None]) + _INK * 0.6 * cloth * border[..., None]
    whole = np.array(paper, np.float32) * (1 - shown[..., None]) + picture * shown[..., None]
    return np.asarray(np.rint(whole.clip(0, 255)), np.uint8)


def as_catalogue(fields: Floats, frame: float, closed: str = "") -> Pixels:
    """A sketch as Fashion-MNIST has garments: uint8 (1, 28, 28), grey on black."""
    colouring = Colouring(_GREY, _GREYER, "trims", closed)
    large = coloured(fields, frame, colouring, 2 * _SMALL, paper=(0, 0, 0))[..., :1]
    halves = large.reshape(_SMALL, 2, _SMALL, 2, 1).astype(np.float32).mean((1, 3))
    return np.asarray(np.rint(halves), np.uint8).transpose(2, 0, 1)


def enlarged(fields: Floats, side: int) -> tuple[Floats, float]:
    """Both halves of fields, sampled so that the garment fills the picture; and pixels a cell."""
    both = np.concatenate([fields[:, :, ::-1], fields], 2)
    scale, middle = framed(fields, side)
    across = _weights(side, scale, GRID[1] - 0.5, both.shape[2])
    down = _weights(side, scale, middle, both.shape[1])
    return np.einsum("ij,cjk,lk->cil", down, both, across, optimize=True).astype(np.float32), scale


def framed(fields: Floats, side: int) -> tuple[float, float]:
    """How many pixels of a picture's `side` a cell has, and the row in the picture's middle."""
    inside = fields[0] > 0
    rows, columns = (np.flatnonzero(inside.any(axis)) for axis in (1, 0))
    if not len(rows):
        rows, columns = np.arange(GRID[0]), np.arange(GRID[1])
    high, wide = rows[-1] - rows[0] + 1, 2 * (columns[-1] + 1)
    scale = min(_FILLED * side / max(high, wide), _LARGEST * side / GRID[0])
    return float(scale), float(rows[0] + rows[-1]) / 2


def _weights(side: int, scale: float, middle: float, count: int) -> Floats:
    """(side, count) cubic B-spline weights of cells for pixels; beyond the last cell it counts on."""
    at = (np.arange(side) - side / 2 + 0.5) / scale + middle
    made = np.zeros((side, count), np.float32)
    for cell, weight in spline(at):
        np.add.at(made, (np.arange(side), np.clip(cell, 0, count - 1)), weight)
    return made


def spline(at: NDArray[np.floating]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.floating]]]:
    """The four cells around each place and the weights of a cubic B-spline there."""
    near = np.floor(at).astype(np.int64)
    for step in range(-1, 3):
        far = np.abs(at - (near + step))
        yield (
            near + step,
            np.where(far < 1, 2 / 3 - far**2 + far**3 / 2, np.clip(2 - far, 0, None) ** 3 / 6),
        )


def _covers(signed: NDArray[np.floating]) -> Floats:
    return np.asarray(np.clip(signed + 0.5, 0, 1), np.float32)


def _cloth(areas: dict[str, Floats], colouring: Colouring, x: Floats, y: Floats) -> Floats:
    """Colours, 0 to 255, of every place."""
    ground, second = (np.array(each, np.float32) for each in (colouring.ground, colouring.second))
    made = _printed(colouring, x, y)
    sleeve = _covers(areas["sleeve"])[..., None]
    trim = _covers(areas["trim"])[..., None]
    if colouring.layout in ("stripe", "check"):
        turned = _printed(colouring, *_along_sleeve(areas["sleeve"], x, y))
        made = made * (1 - sleeve) + turned * sleeve
    if colouring.layout == "sleeves":
        made = made * (1 - sleeve) + second * sleeve
    if colouring.layout in ("trims", "sleeves"):
        made = made * (1 - trim) + second * trim
    elif colouring.layout != "plain":
        made = made * (1 - trim) + ground * trim
    inside = _covers(areas["inside"])[..., None]
    return np.asarray(made * (1 - inside) + ground * _DEPTH * inside, np.float32)


def _printed(colouring: Colouring, x: Floats, y: Floats) -> Floats:
    ground, ink = ("#{:02x}{:02x}{:02x}".format(*each) for each in (colouring.ground, colouring.second))
    prints: dict[str, Stripe | Dot | Check] = {
        "stripe": Stripe(ground, ink, 4.0, 1.3),
        "dot": Dot(ground, ink, 4.5, 1.5),
        "check": Check(ground, ink, 5.0, 2.2),
    }
    if colouring.layout in prints:
        return np.asarray(
            255 * prints[colouring.layout].painted(x.astype(float), y.astype(float)), np.float32
        )
    return np.broadcast_to(np.array(colouring.ground, np.float32), (*x.shape, 3)).copy()


def _along_sleeve(sleeve: Floats, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Places as a print on a sleeve has them: its stripes run around it, on both sides alike."""
    right = (sleeve > 0) & (x > 0)
    if right.sum() < 20:
        return x, y
    across, down = x[right] - x[right].mean(), y[right] - y[right].mean()
    turn = 0.5 * np.arctan2(2 * (across * down).mean(), (across**2).mean() - (down**2).mean())
    ahead = np.abs(x) * np.cos(turn) + y * np.sin(turn)
    return -np.abs(x) * np.sin(turn) + y * np.cos(turn), ahead


def _light(areas: dict[str, Floats], told: Floats, sharp: float) -> Floats:
    """How light cloth lies: full in the middle, darker to its edges and beside a sleeve."""
    full = np.clip(told[0], 0, 1)
    light = _DARK + (_LIGHT - _DARK) * np.sin(np.pi / 2 * full)
    sleeve = areas["sleeve"]
    on_sleeve = _covers(sleeve)
    light *= 1 - on_sleeve * 0.10 * (1 - np.clip(sleeve / sharp, 0, 1))
    light *= 1 - (1 - on_sleeve) * _SHADE * np.clip(1 + sleeve / (0.6 * sharp), 0, 1)
    trim = areas["trim"]
    light *= 1 - (1 - _covers(trim)) * 0.10 * np.clip(1 + trim / (0.3 * sharp), 0, 1)
    light *= 1 - (1 - _covers(areas["inside"])) * 0.08 * np.clip(1 + areas["inside"] / (0.4 * sharp), 0, 1)
    return np.asarray(light, np.float32)


def _inked(areas: dict[str, Floats], line: Floats, fine: float) -> Floats:
    """How much ink lies on every place: edges of areas, then lines within them."""
    ink = _CREASE * np.clip(((line + 1) / 2 - 0.45) / 0.2, 0, 1) * (areas["inside"] < 0)
    for name in ("sleeve", "trim", "other", "inside"):
        ink = np.maximum(ink, 0.75 * np.clip(_SEAM * fine - np.abs(areas[name]) + 0.5, 0, 1))
    return np.asarray(ink, np.float32)


def _closed(
    picture: Floats,
    areas: dict[str, Floats],
    x: Floats,
    y: Floats,
    colouring: Colouring,
    fine: float,
) -> Floats:
    """The strip along the middle with what closes it, from the neck or waistband to the hem or the fork."""
    column = np.arange(len(x)), np.abs(x).argmin(1)
    free = (areas["whole"][column] > 0) & (areas["inside"][column] < 0) & (areas["trim"][column] < 0)
    if not free.any():
        return picture
    pixel = float(y[1, 0] - y[0, 0])
    top, low = float(y[column][free].min()), float(y[column][free].max())
    within = _covers((y - top) / pixel) * _covers((low - y) / pixel)

    def stroke(away: NDArray[np.floating], wide: float, strength: float) -> Floats:
        return np.asarray(strength * _covers(wide - np.abs(away) / pixel) * within, np.float32)

    if colouring.closed == "buttons":
        ink = stroke(np.abs(x) - _PLACKET, 0.35 * fine, 0.75)
    elif colouring.closed == "zip":
        ink = np.maximum(stroke(x, 1.1 * fine, 0.6), stroke(np.abs(x) - 0.9, 0.3 * fine, 0.75))
    else:
        deep = min(top + _FLY, low)
        curved = x - _PLACKET * 2 * np.sqrt(np.clip(1 - (np.clip(y - deep + 5, 0, None) / 5) ** 2, 0, 1))
        ink = np.maximum(stroke(x, 0.35 * fine, 0.75), stroke(curved, 0.35 * fine, 0.6) * (y < deep))
    picture = picture * (1 - (1 - _INK) * ink)[..., None]
    if colouring.closed != "buttons":
        return picture
    button = np.array(colouring.second, np.float32)
    for at in np.arange(top + 2.0, low - 3.0, _APART):
        far = (_BUTTON - np.hypot(x, y - at)) / pixel
        rim, disc = _covers(far + 0.9)[..., None], _covers(far)[..., None]
        picture = picture * (1 - rim) + picture * _INK * rim
        picture = picture * (1 - disc) + button * disc
    return picture


def _dye(number: int) -> Rgb:
    red, green, blue = tailoring.rgb(DYES[_GROUNDS[number]]) * 255
    return round(float(red)), round(float(green)), round(float(blue))


def _darker(colour: Rgb) -> Rgb:
    red, green, blue = (round(0.62 * part) for part in colour)
    return red, green, blue
