"""The size a customer should take of every garment, for recommending: learned where it is, else bought last.

Knows when the size model is asked: aside, once for a customer, so that nobody waits for it. What is learned
is `wearings`', what was bought `bought_sizes`'.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from modiste.garment import Cut, Garment, ModisteError
from modiste.recommend import SizeSaid, Wearings
from modiste.workspace.flows.bought_sizes import STALE_SECONDS, BoughtSizes
from modiste.workspace.flows.wearings import (
    KEPT,
    LARGE,
    SMALL,
    ShopSizes,
    learned_at,
    measures_of,
    shop_sizes,
)

if TYPE_CHECKING:
    from modiste.recommend import Shelf
    from modiste.workspace.shop import Shop

MOST_SIZES = 20_000
"""Of a larger catalogue the sizes of all its garments are not worked out: the size bought last stands in."""
MOST = 500


class LearnedSizes:
    """A size oracle: the shop's size model beside what was bought. Threads may share it."""

    def __init__(self, shop: "Shop", shelf: "Shelf") -> None:
        self._shop, self._shelf = shop, shelf
        self.bought = BoughtSizes(shop, shelf)
        self._known: OrderedDict[str, tuple[float, Mapping[str, SizeSaid]]] = OrderedDict()
        self._asked: set[str] = set()
        self._oracle: tuple[object, ShopSizes | None] = None, None
        self._lock = threading.Lock()
        self._aside = ThreadPoolExecutor(1, "recommend-sizes")

    def said(self, customer: str, garments: Sequence[str]) -> list[SizeSaid]:
        """One for each garment, quickly; the model answers from the second time on."""
        bought = self.bought.said(customer, garments)
        with self._lock:
            at, known = self._known.get(customer, (-STALE_SECONDS, {}))
            if (
                time.monotonic() - at >= STALE_SECONDS
                and customer not in self._asked
                and len(self._asked) < MOST
            ):
                self._asked.add(customer)
                with suppress(RuntimeError):  # closed meanwhile
                    self._aside.submit(self._learn, customer)
        return [known.get(garment, said) for garment, said in zip(garments, bought, strict=True)]

    def forget(self, customer: str) -> None:
        """Ask orders and model again."""
        self.bought.forget(customer)
        with self._lock:
            self._known.pop(customer, None)

    def close(self) -> None:
        """Leave what was not begun."""
        self._aside.shutdown(cancel_futures=True)

    def settle(self) -> None:
        """Wait for what is worked out aside."""
        self._aside.submit(lambda: None).result()

    def _learn(self, customer: str) -> None:
        try:
            made = self.worked_out(customer)
        except ModisteError:  # a damaged model
            made = {}
        finally:
            with self._lock:
                self._asked.discard(customer)
        with self._lock:
            self._known[customer] = time.monotonic(), made
            while len(self._known) > MOST:
                self._known.popitem(last=False)

    def worked_out(self, customer: str) -> dict[str, SizeSaid]:
        """By garment the size that most likely is right, how likely it is, and how likely it comes back.

        Nothing where the shop has no size model.

        Raises:
            ModisteError: MOD-2352 for a damaged model.
        """
        oracle = self._model()
        if oracle is None:
            return {}
        shelf = self._shelf
        codes = np.flatnonzero(shelf.alive())
        sizes = [shelf.sizes_of(int(code)) for code in codes]
        if not 0 < sum(map(len, sizes)) <= MOST_SIZES:
            return {}
        model = oracle.model
        body = measures_of(self._shop, [customer]).get(customer, {})
        if not body and not model.knows(customer, "")[0]:
            return {}  # of a stranger it would tell what most people wear
        names = [shelf.items[code] for code in codes.tolist()]
        charts = {each.id: each.chart for each in self._shop.store.rows.scan(Cut)}
        garments = self._shop.store.rows.find(Garment, names)
        rows = [
            row
            for name, made in zip(names, sizes, strict=True)
            for row in oracle.asked(customer, body, garments[name], made, charts.get(name, ""))
        ]
        chances = model.chances(Wearings.of(rows, model.labels))
        small, large, stays = (chances[:, oracle.labels.index(each)] for each in (SMALL, LARGE, KEPT))
        right, kept = 1 - small - large, stays
        found: dict[str, SizeSaid] = {}
        start = 0
        for name, made in zip(names, sizes, strict=True):
            best = start + int(np.argmax(right[start : start + len(made)])) if made else start
            if made:
                found[name] = SizeSaid(made[best - start], float(right[best]), float(1 - kept[best]), "model")
            start += len(made)
        return found

    def _model(self) -> ShopSizes | None:
        """The size model, opened again only when one was learned or the shop's rows have changed."""
        state = (self._shop.store.commits() or time.monotonic(), learned_at(self._shop))
        held, oracle = self._oracle
        if held != state:
            try:
                oracle = shop_sizes(self._shop, learn=False)
            except ModisteError as error:
                if error.code != "MOD-2358":
                    raise
                oracle = None
            self._oracle = state, oracle
        return oracle
