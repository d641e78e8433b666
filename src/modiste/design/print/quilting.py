"""A repeat after a picture: pieces of it sewn where they differ least, closing up on all sides.

Knows pieces, cuts and the palette that the colours are locked to; the picture's file is `specs`' to name.
Source: Efros, Freeman: Image Quilting for Texture Synthesis and Transfer (2001), doi:10.1145/383259.383296.
Here the last column meets the first and the last row the first.
"""

import numpy as np
from numpy.fft import irfft2, rfft2
from numpy.typing import NDArray
from PIL import Image

from modiste.design.print.specs import QuiltSpec
from modiste.garment import ModisteError
from modiste.tailoring import Printed, encoded, light_of, oklab, rgb

Floats = NDArray[np.float64]
LEAST = 24
"""Pixels that an example has along a side at least."""
_MOST = 512
"""Pixels along a side in which pieces are sewn; what is finer is drawn in between."""
_NEAR = 1.1
"""Pieces of at most so many times the least misfit are drawn from."""


def quilted(example: Floats, size: tuple[int, int], seed: int = 0) -> Floats:
    """A repeat (rows, columns, channels) that looks like an example (height, width, channels) all over.

    Args:
        example: What it is made after, in a space where distances are as seen.
        size: Columns and rows.
        seed: Of the pieces.

    Raises:
        ModisteError: MOD-2732 where the example is too small.
    """
    high, wide = example.shape[:2]
    if min(high, wide) < LEAST:
        raise ModisteError("MOD-2732", width=wide, height=high, least=LEAST)
    chance = np.random.default_rng(seed)
    columns, rows = size
    side = max(12, min(high, wide, rows, columns) * 2 // 5)
    lap = max(3, side // 4)
    across, down = -(-columns // (side - lap)), -(-rows // (side - lap))
    lefts = np.round(np.arange(across) * columns / across).astype(int)
    tops = np.round(np.arange(down) * rows / down).astype(int)
    made, done = np.zeros((rows, columns, example.shape[2])), np.zeros((rows, columns), bool)
    for top in tops:
        for left in lefts:
            at = np.ix_((top + np.arange(side)) % rows, (left + np.arange(side)) % columns)
            there, known = made[at], done[at]
            y, x = _piece(example, there, known, chance)
            piece = example[y : y + side, x : x + side]
            taken = _cut(((piece - there) ** 2).sum(2), known, lap)
            made[at] = np.where(taken[..., None], piece, there)
            done[at] = True
    # The repeat is cut through the middle of a piece, where nothing was sewn.
    return np.roll(made, (-(lap + tops[1:2].sum()) // 2, -(lap + lefts[1:2].sum()) // 2), (0, 1))


def printed_after(example: NDArray[np.uint8], density: float, spec: QuiltSpec) -> NDArray[np.intp]:
    """The place in the palette of every pixel (rows, columns) of a quilted repeat.

    Args:
        example: The picture (height, width, 3), sRGB.
        density: Its pixels a millimetre.
        spec: What is asked.
    """
    longest = max(spec.width_mm, spec.height)
    fine = min(density, spec.dpi / 25.4, _MOST / longest)
    if fine < density:
        height, width = (max(1, round(each * fine / density)) for each in example.shape[:2])
        example = np.asarray(Image.fromarray(example).resize((width, height), Image.Resampling.BOX))
    size = max(round(spec.width_mm * fine), LEAST), max(round(spec.height * fine), LEAST)
    seen = quilted(oklab(example / 255), size, spec.seed)
    shown = np.round(255 * encoded(light_of(seen))).astype(np.uint8)
    columns, rows = spec.pixels
    x, y = (np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows
    palette = oklab(np.stack([rgb(each) for each in spec.palette]))
    cloth = Printed(shown, 1.0, 1.0)
    # Row by row: the colours of all pixels at once would take a gigabyte.
    return np.stack([((oklab(cloth.painted(x, at))[:, None] - palette) ** 2).sum(2).argmin(1) for at in y])


def _slid(image: Floats, window: Floats) -> Floats:
    """Sums of a window laid on every place of an image where it fits."""
    high, wide = image.shape
    rows, columns = high - window.shape[0] + 1, wide - window.shape[1] + 1
    sums = irfft2(rfft2(image) * np.conj(rfft2(window, image.shape)), image.shape)
    return np.asarray(sums[:rows, :columns])


def _piece(
    example: Floats, there: Floats, known: NDArray[np.bool_], chance: np.random.Generator
) -> tuple[int, int]:
    """Where in the example a piece lies that fits what is there: one of the nearly best."""
    seen = known.astype(float)
    channels = range(example.shape[2])
    across = [2 * _slid(example[..., k], there[..., k] * seen) for k in channels]
    misfit = _slid((example**2).sum(2), seen) - np.sum(across, axis=0)
    misfit += float((there**2 * seen[..., None]).sum())
    rows, columns = np.nonzero(misfit <= _NEAR * max(float(misfit.min()), 1e-6))
    pick = int(chance.integers(len(rows)))
    return int(rows[pick]), int(columns[pick])


def _cut(misfit: Floats, known: NDArray[np.bool_], lap: int) -> NDArray[np.bool_]:
    """Which pixels the new piece takes: those beyond the cheapest cut through each lap."""
    taken = np.ones(known.shape, bool)
    for turns in range(4):
        error, covered = np.rot90(misfit, turns), np.rot90(known, turns)
        # A lap is a side whose whole edge is known; the middle may be known, too, where rows close up.
        if covered[:, 0].mean() > 0.9:
            keep = np.rot90(np.arange(covered.shape[1])[None, :] >= _seam(error[:, :lap])[:, None], -turns)
            taken &= keep
    return taken | ~known


def _seam(error: Floats) -> NDArray[np.intp]:
    """The cheapest path down a lap: one column a row, neighbours at most one apart."""
    cost = error.copy()
    for row in range(1, len(cost)):
        above = np.pad(cost[row - 1], 1, constant_values=np.inf)
        cost[row] += np.minimum(np.minimum(above[:-2], above[1:-1]), above[2:])
    path = np.empty(len(cost), np.intp)
    path[-1] = cost[-1].argmin()
    for row in range(len(cost) - 2, -1, -1):
        low = max(path[row + 1] - 1, 0)
        path[row] = low + cost[row, low : path[row + 1] + 2].argmin()
    return path
