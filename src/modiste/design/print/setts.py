"""Threads in their order: setts as the trade writes them, woven by a draft into stripes, tartans and checks.

Knows threads and which one lies on top; their colours are a palette's, the cloth's relief is tailoring's.
"""

import re
from dataclasses import dataclass
from math import lcm
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Draft = Literal["stripe", "plain", "twill", "herringbone", "satin"]
MOST_THREADS = 1200
"""Of one sett, all turns of it included."""
DYES = {
    "K": "#101010", "W": "#f4f1e8", "R": "#b3202a", "B": "#27408b", "G": "#1f5c3a", "Y": "#e3b32a",
    "N": "#8a8a86", "P": "#5d3a78", "T": "#6b4a2f", "O": "#d9702b", "A": "#6fa3c8", "C": "#8e1f3f",
    "LB": "#8fb6d6", "DB": "#1b2a52", "LG": "#7fa66b", "DG": "#16402b", "LN": "#c3c0b8", "DN": "#55534f",
}  # fmt: skip
"""Letters of tartans' threadcounts with a usual shade: black, white, red, blue, green, yellow, grey, ..."""
_STRIPE = re.compile(r"([A-Z]{1,2})/?(\d+)")
_OVER: dict[Draft, tuple[int, int]] = {
    "stripe": (1, 1),
    "plain": (2, 2),
    "twill": (4, 4),
    "herringbone": (16, 4),
    "satin": (5, 5),
}
"""Ends and picks after which a draft repeats."""


@dataclass(frozen=True)
class Sett:
    """An order of threads: the letter of each colour and how many threads, once round."""

    stripes: tuple[tuple[str, int], ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """Its colours in the order in which they first come."""
        return tuple(dict.fromkeys(letter for letter, _ in self.stripes))

    def threads(self) -> Indices:
        """The place in `letters` of each thread."""
        letters = self.letters
        return np.concatenate([np.full(count, letters.index(letter)) for letter, count in self.stripes])


def sett(text: str) -> Sett:
    """A sett of its threadcount, `K/4 R24 K24 Y/4`.

    It turns at its first and last stripe and comes back, as the Scottish Register writes setts (a slash may
    mark the two); one that begins with `...` repeats without turning.

    Raises:
        ModisteError: MOD-2725 where it is no threadcount, has one colour, or too many threads.

    Example:
        >>> sett("K/4 R24 Y/2").stripes
        (('K', 4), ('R', 24), ('Y', 2), ('R', 24))
    """
    repeats = text.strip().startswith("...")
    words = text.replace(".", " ").replace(",", " ").split()
    found = [_STRIPE.fullmatch(word) for word in words]
    bad = [word for word, match in zip(words, found, strict=True) if match is None or not int(match[2])]
    if bad or not words:
        raise ModisteError("MOD-2725", text=text, reason=f"{bad[0]!r} is no stripe" if bad else "it is empty")
    once = [(match[1], int(match[2])) for match in found if match]
    whole = tuple(once) if repeats else (*once, *once[-2:0:-1])
    total = sum(count for _, count in whole)
    if total > MOST_THREADS:
        raise ModisteError(
            "MOD-2725", text=text, reason=f"it has {total:,} threads of at most {MOST_THREADS:,}"
        )
    if len({letter for letter, _ in whole}) < 2:
        raise ModisteError("MOD-2725", text=text, reason="it has one colour")
    return Sett(whole)


def turns_to_close(threads: int, draft: Draft) -> int:
    """How often a sett goes round until the draft closes up, both ways."""
    return lcm(threads, *_OVER[draft]) // threads


def woven(order: Sett, draft: Draft, times: int = 1) -> Indices:
    """The colour that lies on top where each pick crosses each end, (picks, ends); warp and weft are alike.

    Args:
        order: Of the threads.
        draft: How they cross: `stripe` shows the warp alone; twill is 2/2; herringbone turns every 8 ends.
        times: How often the sett goes round.
    """
    threads = np.tile(order.threads(), times)
    end, pick = np.arange(len(threads))[None, :], np.arange(len(threads))[:, None]
    if draft == "stripe":
        return threads[None, :]
    if draft == "plain":
        over = (end + pick) % 2 == 0
    elif draft == "satin":
        over = (2 * end + pick) % 5 != 0
    else:
        way = np.where(end // 8 % 2 == 0, end, -end - 1) if draft == "herringbone" else end
        over = (way + pick) % 4 < 2
    return np.where(over, threads[None, :], threads[:, None])


def cell_shares(cells: Indices, colour: int, size: tuple[int, int]) -> NDArray[np.float32]:
    """How much of each pixel (rows, columns) is of a colour; the cut is through the middle of a thread."""
    columns, rows = size
    of = (cells == colour).astype(np.float64)
    return np.asarray(_overlap(cells.shape[0], rows) @ of @ _overlap(cells.shape[1], columns).T, np.float32)


def _overlap(cells: int, pixels: int) -> Floats:
    """(pixels, cells) the share of each pixel that each cell has; cells begin half a cell before the edge."""
    if cells == 1:
        return np.ones((pixels, 1))
    edge = np.arange(pixels + 1) * cells / pixels + 0.5
    made = np.zeros((pixels, cells + 1))
    for k in range(cells + 1):
        made[:, k] = np.clip(np.minimum(edge[1:], k + 1) - np.maximum(edge[:-1], k), 0, None)
    made[:, 0] += made[:, cells]
    return np.asarray(made[:, :cells] * (pixels / cells))
