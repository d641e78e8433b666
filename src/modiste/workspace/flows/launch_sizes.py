"""A new garment's pieces by size: by its kin's curve, drawn to its category's, or by the category's alone.

Knows which garments' sales tell the curve and says so; curves, with what missing sizes would have sold, are
fitted by the trends room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import numpy as np

from modiste.garment import Colourway, ModisteError, Sku
from modiste.trends import SizeCurve, by_size, category_strength, fit_size_curve
from modiste.workspace.flows.shop_books import Books, Floats, read_books

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

Basis = Literal["own", "kin", "category", "shop", "none"]
WEEKS = 26
"""So many weeks since launch tell a curve: later ones are of what was left."""
MOST = 80
"""So many colourways of a category, or of the shop, tell its curve at most: the latest."""
_TRACE = 0.02
_USUAL_STRENGTH = 50.0
"""Pieces that a category counts as where too few of its garments sold to tell how alike they are."""
_SIZES_WORDS: dict[Basis, tuple[str, str]] = {
    "own": (
        "sizes by its own and its kin's {sold:.0f} pieces, drawn to its category's as {strength:.0f} would",
        "尺码依据自身及相似款式已售 {sold:.0f} 件，并按 {strength:.0f} 件的权重参考品类曲线",
    ),
    "kin": (
        "sizes by its kin's {sold:.0f} pieces, drawn to its category's as {strength:.0f} would",
        "尺码依据相似款式已售 {sold:.0f} 件，并按 {strength:.0f} 件的权重参考品类曲线",
    ),
    "category": (
        "sizes by its category's {sold:.0f} pieces: no kin sold in these sizes",
        "尺码依据同品类已售 {sold:.0f} 件：没有相似款式以这些尺码售出",
    ),
    "shop": (
        "sizes by all the shop's {sold:.0f} pieces in these sizes: its category sold none",
        "尺码依据全店这些尺码已售 {sold:.0f} 件：同品类无销售",
    ),
    "none": ("no garment sold in these sizes: none are told", "没有款式以这些尺码售出，无法给出尺码"),
}


@dataclass(frozen=True)
class LaunchSize:
    """One size of a new garment: its share of demand, its error, and whole pieces of the forecast."""

    size: str
    share: float
    error: float
    pieces: int


@dataclass(frozen=True)
class LaunchSizes:
    """A new garment's sizes.

    Attributes:
        sizes: in the order of its SKUs; none where nothing tells them.
        basis: whose sales tell the curve.
        sold: pieces that they sold.
        strength: pieces that the category's curve counts as beside them.
        en: the same in words.
        zh: and in Chinese.
    """

    sizes: tuple[LaunchSize, ...]
    basis: Basis
    sold: float
    strength: float
    en: str
    zh: str


def launch_sizes(
    shop: "Shop", garment: str, category: str, kin: Sequence[str], pieces: float, now: datetime
) -> LaunchSizes:
    """So many pieces of a garment by its sizes.

    Weeks count from each colourway's own launch; a size that was missing counts with the part of the week in
    which it was there.

    Args:
        shop: whose.
        garment: the new one.
        category: of it.
        kin: earlier garments that are like it.
        pieces: of all sizes.
        now: nothing after it counts.
    """
    owned = [each.id for each in shop.store.rows.scan(Colourway, where={"garment_id": garment})]
    skus = shop.store.rows.scan(Sku, where={"colourway_id": owned})
    wanted = tuple(dict.fromkeys(each.size for each in skus))
    try:
        books = read_books(shop, 1, now=now)
    except ModisteError:  # less than two whole weeks of sales
        return _told((), "none")
    if not wanted:
        return _told((), "none")
    rows = _rows(books, wanted)
    near = [row for row in rows if row.garment == garment or row.garment in kin]
    near = [row for row in near if row.sold.any()]
    of_category = [row for row in rows if row.category == category and row.sold.any()][-MOST:]
    others = of_category or [row for row in rows if row.sold.any()][-MOST:]
    if not near and not others:
        return _told((), "none")
    wide = _fitted(others) if others else None
    if not near:
        assert wide is not None
        basis: Basis = "category" if of_category else "shop"
        return _told(_shared(wanted, wide.shares, wide.errors, pieces), basis, wide.why.inputs["sold"])
    strength = _strength(others) if of_category else 0.0
    curve = _fitted(near, wide.shares if wide is not None and strength else None, strength)
    is_own = any(row.garment == garment for row in near)
    told = _shared(wanted, curve.shares, curve.errors, pieces)
    return _told(told, "own" if is_own else "kin", curve.why.inputs["sold"], strength)


@dataclass(frozen=True, eq=False)
class _Row:
    """One colourway since its launch: (w, k) pieces sold, and the part of the week each size was there."""

    garment: str
    category: str
    sold: Floats
    there: Floats


def _rows(books: Books, wanted: Sequence[str]) -> list[_Row]:
    """Colourways that come in all the wanted sizes, the earliest launched first."""
    places: dict[str, dict[str, int]] = {}
    for k, colourway in enumerate(books.colourways):
        places.setdefault(colourway, {})[books.sizes[k]] = k
    made: list[tuple[int, _Row]] = []
    for of in places.values():
        if not set(wanted) <= set(of):
            continue
        some = np.array([of[size] for size in wanted])
        begins = int(books.begins[some].min())
        length = min(WEEKS, books.weeks - begins)
        if length < 1:
            continue
        span = slice(begins, begins + length)
        sold, there = np.zeros((WEEKS, len(wanted))), np.zeros((WEEKS, len(wanted)))
        weeks = np.arange(begins, begins + length)[:, None]
        began = np.where(books.has_ledger[some], books.begins[some], begins)
        sold[:length] = books.sold[some, span].T
        there[:length] = np.where(weeks >= began, 1.0 - books.out[some, span].T, 0.0)
        # A piece that was sold was there, if only for a moment.
        there = np.clip(np.where(sold > 0, np.maximum(there, _TRACE), there), 0.0, 1.0)
        made.append((begins, _Row(books.garments[some[0]], books.categories[some[0]], sold, there)))
    return [row for _, row in sorted(made, key=lambda pair: pair[0])]


def _fitted(rows: Sequence[_Row], category: Floats | None = None, strength: float = 0.0) -> SizeCurve:
    sold, there = np.stack([row.sold for row in rows]), np.stack([row.there for row in rows])
    return fit_size_curve(sold, there, category=category, strength=strength, steps=200)


def _strength(rows: Sequence[_Row]) -> float:
    """How many pieces a category's curve counts as, by how alike its colourways are."""
    if len(rows) < 3:
        return _USUAL_STRENGTH
    demand = np.stack([_fitted([row]).demand for row in rows])
    shares = np.maximum(_fitted(rows).shares, 1e-6)
    return category_strength(demand, shares / shares.sum())


def _shared(wanted: Sequence[str], shares: Floats, errors: Floats, pieces: float) -> tuple[LaunchSize, ...]:
    by = dict(zip(wanted, shares.tolist(), strict=True))
    whole = by_size(pieces, by)
    return tuple(
        LaunchSize(size, round(share, 4), round(float(error), 4), whole[size])
        for (size, share), error in zip(by.items(), errors, strict=True)
    )


def _told(
    sizes: tuple[LaunchSize, ...], basis: Basis, sold: float = 0.0, strength: float = 0.0
) -> LaunchSizes:
    en, zh = (words.format(sold=sold, strength=strength) for words in _SIZES_WORDS[basis])
    return LaunchSizes(sizes, basis, round(sold, 1), round(strength, 1), en, zh)
