"""The last size that a customer bought, category by category: what stands in for a model of sizes.

Knows orders and SKUs; a model that knows bodies and fits answers the same questions better.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from modiste.garment import Colourway, Order, OrderLine, Sku
from modiste.recommend import SizeSaid

if TYPE_CHECKING:
    from modiste.recommend import Shelf
    from modiste.workspace.shop import Shop

MOST = 20_000
STALE_SECONDS = 300.0
_LAST_ORDERS = 40
_NONE = SizeSaid()


class BoughtSizes:
    """A size oracle from orders. Threads may share it."""

    def __init__(self, shop: "Shop", shelf: "Shelf") -> None:
        self._shop = shop
        self._shelf = shelf
        self._known: OrderedDict[str, tuple[float, list[tuple[int, str]]]] = OrderedDict()
        self._lock = threading.Lock()

    def said(self, customer: str, garments: Sequence[str]) -> list[SizeSaid]:
        """For each garment the size bought last in its category, else last of those it is made in."""
        bought = self._bought(customer)
        if not bought:
            return [_NONE] * len(garments)
        return [self._one(bought, garment) for garment in garments]

    def last(self, customer: str) -> str:
        """The last size bought, or ""."""
        bought = self._bought(customer)
        return bought[0][1] if bought else ""

    def forget(self, customer: str) -> None:
        """Ask the orders again."""
        with self._lock:
            self._known.pop(customer, None)

    def _one(self, bought: Sequence[tuple[int, str]], garment: str) -> SizeSaid:
        code = self._shelf.code(garment)
        if code is None:
            return _NONE
        made = self._shelf.sizes_of(code)
        category = int(self._shelf.categories()[code])
        for wanted in (category, None):
            for its, size in bought:
                if size in made and wanted in (its, None):
                    return SizeSaid(size, None, None, "bought")
        return _NONE

    def _bought(self, customer: str) -> list[tuple[int, str]]:
        """Category's number and size, the last first."""
        now = time.monotonic()
        with self._lock:
            held = self._known.get(customer)
            if held is not None and now - held[0] < STALE_SECONDS:
                return held[1]
        made = self._read(customer)
        with self._lock:
            self._known[customer] = now, made
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return made

    def _read(self, customer: str) -> list[tuple[int, str]]:
        rows = self._shop.store.rows
        orders = sorted(rows.scan(Order, where={"customer_id": customer}), key=lambda each: each.at)
        orders = orders[-_LAST_ORDERS:]
        if not orders:
            return []
        lines: dict[str, list[OrderLine]] = {}
        for line in rows.scan(OrderLine, where={"order_id": [each.id for each in orders]}):
            lines.setdefault(line.order_id, []).append(line)
        skus = rows.find(Sku, sorted({line.sku_id for some in lines.values() for line in some}))
        owners = rows.find(Colourway, sorted({each.colourway_id for each in skus.values()}))
        found: list[tuple[int, str]] = []
        for order in reversed(orders):
            for line in lines.get(order.id, ()):
                sku = skus[line.sku_id]
                code = self._shelf.code(owners[sku.colourway_id].garment_id)
                category = -1 if code is None else int(self._shelf.categories()[code])
                if sku.size and (category, sku.size) not in found:
                    found.append((category, sku.size))
        return found
