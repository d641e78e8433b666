"""A shop's garments as the recommend room's shelf, kept up with catalogue, prices, stock and pictures.

Knows which records say what of a garment; what a shelf does is the recommend room's.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from modiste.garment import Colourway, Garment, Image, Price, Sku, StockEntry
from modiste.recommend import Shelf, Shelved
from modiste.workspace.flows.search_documents import documents_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from modiste.search import Document
    from modiste.workspace.shop import Shop

BATCH = 500
STOCK_SECONDS = 30.0
"""Stock and prices are looked after this often: a sale in another process is known so late."""
_UNSAID = ("shade", "size", "pattern")


class ShopShelf:
    """The shelf of one shop. Threads may share it."""

    def __init__(self, shop: "Shop") -> None:
        self._shop = shop
        self._cursor = 0
        self._lock = threading.Lock()
        self._looks = self._dimension()
        self.shelf = Shelf(self._looks)
        self.currency = ""
        """That of the shop's prices."""
        self._read = self._trade()
        self._looked = time.monotonic()

    def catch_up(self) -> int:
        """Take in the garments that were touched since; returns how many."""
        touched, taken = self._shop.store.touched, 0
        if touched.newest() == self._cursor:
            return 0
        with self._lock:
            while rows := touched.after(self._cursor, BATCH):
                self._take([garment_id for _, garment_id in rows])
                self._cursor = rows[-1][0]
                taken += len(rows)
        return taken

    def is_behind(self) -> bool:
        """Whether stock was moved or prices were set since they were read; looked up now and then."""
        now = time.monotonic()
        if now - self._looked < STOCK_SECONDS:
            return False
        self._looked = now
        return self._trade() != self._read

    def restock(self) -> None:
        """Read the stock and the prices of all garments again."""
        with self._lock:
            self._read = self._trade()
            for group in _groups(list(self.shelf.items)):
                self._take(group)

    def _trade(self) -> tuple[int, int]:
        """What grows when something is bought, sold or priced."""
        return self._shop.store.rows.count(StockEntry), self._shop.store.rows.count(Price)

    def prices(self, garments: Sequence[str]) -> list[tuple[float | None, str]]:
        """What garments cost now, with the currency; (None, "") where no price is known."""
        known = self.shelf.prices()
        costs = [float(known[code]) if code >= 0 else np.nan for code in self.shelf.codes(garments).tolist()]
        return [(round(each, 2), self.currency) if np.isfinite(each) else (None, "") for each in costs]

    def _take(self, ids: Sequence[str]) -> None:
        store, now = self._shop.store, datetime.now(UTC)
        garments = store.rows.find(Garment, ids)
        documents = {each.garment: each for each in documents_of(store, list(garments))}
        stock = self._stock(list(garments), now)
        looks = self._vectors(list(garments))
        currencies = {span.currency for each in documents.values() for span in each.prices}
        self.currency = min(currencies | ({self.currency} - {""}), default="")
        self.shelf.put(
            [
                Shelved(
                    garment.id,
                    garment.name,
                    tags_of(documents[garment.id]) if garment.id in documents else (),
                    price_now(documents[garment.id], now.timestamp()) if garment.id in documents else None,
                    int(garment.created_at.timestamp()),
                    stock.get(garment.id, {}),
                    looks.get(garment.id),
                )
                for garment in garments.values()
            ]
        )
        self.shelf.remove(set(ids) - set(garments))

    def _stock(self, ids: Sequence[str], now: datetime) -> dict[str, dict[str, int | None]]:
        """Pieces of every garment by size, over all colourways and the shop's locations."""
        store = self._shop.store
        owners = {each.id: each.garment_id for each in store.rows.scan(Colourway, where={"garment_id": ids})}
        sizes: dict[str, tuple[str, str]] = {}
        for group in _groups(list(owners)):
            for sku in store.rows.scan(Sku, where={"colourway_id": group}):
                sizes[sku.id] = owners[sku.colourway_id], sku.size
        made: dict[str, dict[str, int | None]] = {}
        for garment, size in sizes.values():
            made.setdefault(garment, {}).setdefault(size, None)
        for level in store.trade.stock(list(sizes), at=now):
            if level.location in OUTSIDE:
                continue
            garment, size = sizes[level.sku_id]
            made[garment][size] = (made[garment][size] or 0) + max(0, level.quantity)
        for sizes_of in made.values():
            # Where stock is kept of some sizes, a size without an entry never arrived.
            if any(pieces is not None for pieces in sizes_of.values()):
                sizes_of.update({size: pieces or 0 for size, pieces in sizes_of.items()})
        return made

    def _vectors(self, ids: Sequence[str]) -> "dict[str, NDArray[np.float32]]":
        """How garments look: the mean of their pictures' vectors in the search index, in fewer numbers."""
        if not self._looks or not ids:
            return {}
        images = list(self._shop.store.rows.scan(Image, where={"garment_id": list(ids)}))
        found = self._shop.finding.looks(images)
        sums: dict[str, NDArray[np.float32]] = {}
        for image in images:
            if (vector := found.get(image.id)) is not None:
                sums[image.garment_id] = sums.get(image.garment_id, 0) + vector
        return {garment: folded(vector, self._looks) for garment, vector in sums.items()}

    def _dimension(self) -> int:
        """Of looks on the shelf; 0 where the shop has no index of pictures."""
        return DIMENSION if self._shop.finding.has_pictures() else 0


DIMENSION = 64
OUTSIDE = frozenset({"supplier", "customer", "loss", "count", "opening"})
"""Locations that are nobody's shelf; counts and opening balances come from such as well."""


def folded(vector: "NDArray[np.float32]", dimension: int) -> "NDArray[np.float32]":
    """A vector in fewer numbers, by fixed random directions, of length 1 (Johnson and Lindenstrauss 1984)."""
    directions = np.random.default_rng(2307).standard_normal((len(vector), dimension)).astype(np.float32)
    made = vector @ directions
    return np.asarray(made / (float(np.linalg.norm(made)) or 1.0), np.float32)


def tags_of(document: "Document") -> tuple[str, ...]:
    """What a garment can be filtered by and likened by, as `name=value`."""
    return tuple(
        f"{name}={value}"
        for name, values in document.facets.items()
        if name not in _UNSAID
        for value in values
    )


def price_now(document: "Document", now: float) -> float | None:
    """What a garment costs now: its lowest price, in the currency that comes first."""
    held = [
        (span.currency, span.amount)
        for span in document.prices
        if (span.start or 0) <= now and (span.end is None or now < span.end)
    ]
    return min(held)[1] if held else None


def _groups(ids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), BATCH):
        yield list(ids[start : start + BATCH])
