"""A shop's trends and what its sales tell, ready to be asked: worked out once, until the shop changes.

Knows what is kept in memory and when it is made anew; numbers are `trend_signals`' and `sales_log`'s.
A filter never changes a verdict: all of a shop is judged together. Threads may share it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from modiste.garment import (
    Customer,
    Garment,
    Interaction,
    Mention,
    ModisteError,
    Order,
    OrderLine,
    Price,
    Return,
    StockEntry,
)
from modiste.store import LOGGED
from modiste.trends import Signal, share_points
from modiste.workspace.flows.sales_log import tell_sales
from modiste.workspace.flows.trend_signals import (
    ATTRIBUTES,
    OF_GARMENTS,
    SOURCE_NAMES,
    Judged,
    about,
    judged,
    kind_of,
    names_of,
    pictures_of,
)
from modiste.workspace.flows.trend_words import chinese_value, house_values

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

T = TypeVar("T")
KEPT = 12
"""So many answers, of other moments and windows, are kept in memory."""
SHORT_WEEKS = 4
"""A point of a short series holds so many weeks."""
FEW, MANY = 4, 24
"""Items of evidence in a list, and of one trend."""
_COUNTED = (Order, OrderLine, Return, StockEntry, Price, Customer)
_LOGS = (LOGGED[Interaction], LOGGED[Mention])


@dataclass
class _Place:
    lock: threading.Lock = field(default_factory=threading.Lock)
    value: Any = None


@dataclass(frozen=True, eq=False)
class _Found:
    """All of a shop judged, and the rows that a list shows."""

    judged: Judged
    words: Mapping[tuple[str, str], str]
    rows: list[dict[str, Any]]

    @cached_property
    def by_value(self) -> dict[tuple[str, str], list[Signal]]:
        """The signals of each attribute's value, one a source, the surest first."""
        made: dict[tuple[str, str], list[Signal]] = {}
        for each in self.judged.signals:
            made.setdefault((each.key.attribute, each.key.value), []).append(each)
        return made


class ShopTrends:
    """Trends and sales figures of one shop."""

    def __init__(self, shop: "Shop") -> None:
        self._shop = shop
        self._lock = threading.Lock()
        self._kept: OrderedDict[object, _Place] = OrderedDict()

    def state(self, as_of: datetime | None = None, weeks: int = 26) -> dict[str, Any]:
        """As of when and how it was judged, and how many there are of each verdict, attribute and source.

        Raises:
            ModisteError: MOD-2435 where nothing can be compared.
        """
        found = self._found(as_of, weeks)
        return {
            **about(found.judged),
            "basis": _basis(found.judged),
            "window": weeks,
            "attributes": _counted(found.rows, "attribute", ATTRIBUTES),
            "sources": _counted(found.rows, "source", SOURCE_NAMES),
        }

    def rows(
        self,
        as_of: datetime | None = None,
        weeks: int = 26,
        *,
        attribute: str = "",
        source: str = "",
        verdict: str = "",
    ) -> list[dict[str, Any]]:
        """Signals in short, as `trend_mark` orders them: series of four weeks a point, some evidence.

        Raises:
            ModisteError: MOD-2435 where nothing can be compared.
        """
        wanted = {"attribute": attribute, "source": source, "verdict": verdict}
        asked = {name: value for name, value in wanted.items() if value}
        rows = self._found(as_of, weeks).rows
        return [row for row in rows if all(row[name] == value for name, value in asked.items())]

    def value(
        self, attribute: str, value: str, as_of: datetime | None = None, weeks: int = 26, source: str = ""
    ) -> list[dict[str, Any]]:
        """One value's signals, one a source, week by week, each with its evidence.

        Raises:
            ModisteError: MOD-1103 for a value that is not followed, MOD-2435 where nothing can be compared.
        """
        found = self._found(as_of, weeks)
        some = [
            each
            for each in found.by_value.get((attribute, value.strip().lower()), ())
            if source in ("", each.key.source)
        ]
        if not some:
            raise ModisteError("MOD-1103", kind="trend", id=f"{attribute}={value}"[:200])
        return self._rows_of(found.judged, found.words, some, 1, MANY, steady=True)

    def sales(self, what: str, as_of: datetime | None = None, **options: Any) -> dict[str, Any]:
        """What `tell_sales` tells, as of today's first asking.

        Raises:
            ModisteError: as `tell_sales`.
        """
        key = "sales", what, tuple(sorted(options.items())), *self._as_of(as_of)
        return self._once(key, lambda: tell_sales(self._shop, what, as_of, **options))

    def is_synthetic(self) -> bool:
        """Whether a program made this shop's garments and trade."""
        return any(each.synthetic for each in self._shop.store.rows.page(Garment, limit=1).items)

    def _found(self, as_of: datetime | None, weeks: int) -> _Found:
        def make() -> _Found:
            made = judged(self._shop, as_of, window=weeks)
            words = house_values(self._shop, OF_GARMENTS)
            rows = self._rows_of(made, words, made.signals, SHORT_WEEKS, FEW, steady=False)
            return _Found(made, words, sorted(rows, key=trend_mark))

        return self._once(("trends", weeks, *self._as_of(as_of)), make)

    def _rows_of(
        self,
        found: Judged,
        words: Mapping[tuple[str, str], str],
        signals: Any,
        weeks: int,
        most: int,
        *,
        steady: bool,
    ) -> list[dict[str, Any]]:
        shown = found.shown_by(signals, most, steady=steady)
        of_garments = [(each, some) for each, some in shown if kind_of(each.key) == "garment"]
        pictures = pictures_of(
            self._shop, [(one.item, each.key) for each, some in of_garments for one in some]
        )
        place = {key: row for row, key in enumerate(found.shares.keys)}
        return [
            {
                **_signal(each, found, words),
                "series": _series(each, found, place[each.key], weeks),
                "evidence": [
                    {
                        "kind": kind_of(each.key),
                        **one.to_json(),
                        "garment": one.item if kind_of(each.key) == "garment" else None,
                        "photo_id": picture and picture.id,
                        "picture": picture and picture.blob,
                    }
                    for one in some
                    for picture in [pictures.get((one.item, each.key))]
                ],
            }
            for each, some in shown
        ]

    def _as_of(self, as_of: datetime | None) -> tuple[object, ...]:
        """What an answer depends on besides the question: the moment, or today, and the shop's state."""
        store = self._shop.store
        counts = [store.rows.count(kind) for kind in _COUNTED]
        tables = store.events.tables()
        logs = [store.events.snapshot(each).id if each in tables else 0 for each in _LOGS]
        read = [(run.id, run.counts) for run in store.imports.page(1)]
        marks = store.touched.newest(), *counts, *logs, *read
        return (as_of or datetime.now(UTC).date()), marks

    def _once(self, key: object, make: Callable[[], T]) -> T:
        """What is kept under a key, or what is made now; who asks for the same meanwhile waits for it."""
        with self._lock:
            place = self._kept.setdefault(key, _Place())
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        with place.lock:
            if place.value is None:
                place.value = make()
            made: T = place.value
            return made


def trend_mark(row: Mapping[str, Any]) -> str:
    """A text that sorts as trends are listed: the surest first, steady ones last."""
    far = 1000 - abs(np.log1p(max(row["growth"], -1 + 1e-12)))
    return (
        f"{int(row['verdict'] == 'steady')} {row['q']:.12f} {far:012.6f} "
        f"{row['source']} {row['attribute']} {row['value']}"
    )


def _signal(signal: Signal, found: Judged, words: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    key = signal.key
    chinese = words.get((key.attribute, key.value)) or chinese_value(key.attribute, key.value)
    told = signal.to_json()
    return {
        **told,
        **names_of(key),
        "value_name": {"en": key.value, "zh": chinese or key.value},
        "verdict_name": {"en": signal.verdict, "zh": told["zh"]},
        "changes": [
            {
                "week": each.week,
                "earliest": each.earliest,
                "latest": each.latest,
                "before": _share(each.change.before),
                "after": _share(each.change.after),
                "p": each.change.p,
            }
            for each in signal.changes
        ],
        "basis": _basis(found),
    }


def _series(signal: Signal, found: Judged, row: int, weeks: int) -> list[dict[str, Any]]:
    shares = found.shares
    points = share_points(shares.counts[row], shares.totals[row], signal.growth, weeks)
    return [
        {
            "week": str(shares.dates[each.place]),
            "share": _round(each.share),
            "low": _round(each.low),
            "high": _round(each.high),
            "count": each.count,
            "of": each.of,
        }
        for each in points
    ]


def _counted(
    rows: list[dict[str, Any]], what: str, names: Mapping[str, tuple[str, str]]
) -> list[dict[str, Any]]:
    made = []
    for value, (en, zh) in names.items():
        some = [row for row in rows if row[what] == value]
        if some:
            called = sum(row["verdict"] != "steady" for row in some)
            made.append({"id": value, "name": {"en": en, "zh": zh}, "judged": len(some), "called": called})
    return made


def _basis(found: Judged) -> str:
    return "synthetic" if found.shares.synthetic else "measured"


def _share(logit: float) -> float:
    """The share of log odds."""
    return round(float(1 / (1 + np.exp(-logit))), 5)


def _round(value: float | None) -> float | None:
    return None if value is None else round(float(value), 5)
