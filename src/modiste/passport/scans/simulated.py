"""A simulated shop with planted frauds: honest scans and lots with all their oddities, and some that are not.

Knows chance only; nothing of it was measured anywhere. What is honest includes garments in a shop's window,
customers who travel, typing errors, small suppliers who tell their week on Friday and weigh in tens.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from modiste.passport.scans.records import ItemRecord, SupplierLot, SupplierRecord
from modiste.passport.scans.velocity import DAY, HOUR, Scan

FraudKind = Literal["cloned", "parallel", "guessed", "destroyed", "uncertified", "recycled", "backdated"]
BEGINS = 1_793_232_000_000
_DAYS = 80
_BATCHES, _BATCH = 25, 30
_PLACES = {"DE": (52, 13), "FR": (49, 2), "GB": (52, 0), "CN": (31, 121), "JP": (36, 140), "US": (41, -74)}
_PLANTED = {"cloned": 6, "guessed": 5, "destroyed": 4}
_YIELDS = {"spinning": 0.88, "dyeing": 0.97, "weaving": 0.95, "making-up": 0.84}
_SUPPLIERS, _CHEATS = 60, 2


@dataclass(frozen=True)
class PlantedShop:
    """A simulated shop.

    Attributes:
        items: Its items.
        suppliers: Its suppliers.
        frauds: By name, what was planted.
    """

    items: tuple[ItemRecord, ...]
    suppliers: tuple[SupplierRecord, ...]
    frauds: dict[str, FraudKind] = field(default_factory=dict)


def planted_shop(seed: int) -> PlantedShop:
    """750 items and 60 suppliers over 80 days; about 1 in 25 items and 1 in 10 suppliers cheats."""
    random = np.random.default_rng((seed, 2026))
    frauds: dict[str, FraudKind] = {}
    items = list(_items(random))
    chosen = [int(each) for each in random.permutation(len(items))]
    for kind, count in _PLANTED.items():
        for _ in range(count):
            at = chosen.pop()
            items[at] = _planted_item(random, items[at], kind)
            frauds[items[at].name] = kind  # type: ignore[assignment] # the table's keys are kinds
    away = items[chosen.pop()]
    for at, each in enumerate(items):
        if each.batch == away.batch and each.name not in frauds and random.random() < 0.7:
            country = _other(random, each.market)
            items[at] = replace(each, scans=tuple(_moved(random, one, country) for one in each.scans))
            if each.scans:
                frauds[each.name] = "parallel"
    suppliers = list(_suppliers(random))
    turn = [int(each) for each in random.permutation(len(suppliers))]
    for kind_ in ("uncertified", "recycled", "backdated"):
        for _ in range(_CHEATS):
            at = turn.pop()
            suppliers[at] = _planted_supplier(random, suppliers[at], kind_)
            frauds[suppliers[at].name] = kind_
    return PlantedShop(tuple(items), tuple(suppliers), frauds)


def _items(random: np.random.Generator) -> Iterator[ItemRecord]:
    markets = list(_PLACES)
    for batch in range(_BATCHES):
        market, ships = str(random.choice(markets)), BEGINS + int(random.integers(0, 20)) * DAY
        for serial in range(_BATCH):
            due = ships + int(random.integers(0, 5 * DAY))
            scans = list(_scans(random, market, due, int(random.negative_binomial(1.2, 0.3))))
            if random.random() < 0.04:  # worn on a journey
                trip = due + int(random.integers(10, 50)) * DAY
                scans += _scans(random, _other(random, market), trip, 1, 1)
            if random.random() < 0.02:  # in the window for a day
                scans += _scans(random, market, due + 3 * DAY, int(random.integers(15, 50)), 0.4, 0)
            if random.random() < 0.01:  # tried out in the warehouse
                scans += _scans(random, market, due - DAY, 1, 0.5)
            failures = int(random.integers(1, 3)) if random.random() < 0.05 else 0
            ordered = tuple(sorted(scans, key=lambda each: each.at))
            name = f"item {batch:02}-{serial:02} (simulated)"
            yield ItemRecord(name, f"batch {batch:02}", market, ordered, failures, due)


def _scans(
    random: np.random.Generator, country: str, since: int, count: int, days: float = 50, far: int = 2
) -> Iterator[Scan]:
    for _ in range(count):
        at = since + int(random.random() * days * DAY)
        near = _near(random, country, far) if random.random() < 0.5 else None
        told = country if random.random() < 0.8 else ""
        yield Scan(at, f"{random.integers(0, 2**48):012x}", told, near)


def _planted_item(random: np.random.Generator, item: ItemRecord, kind: str) -> ItemRecord:
    due = item.due_at or BEGINS
    if kind == "cloned":
        copies = _scans(random, _other(random, item.market), due + 5 * DAY, int(random.integers(6, 30)), 40)
        return replace(item, scans=tuple(sorted((*item.scans, *copies), key=lambda each: each.at)))
    if kind == "guessed":
        return replace(item, failures=int(4 + random.poisson(8)))
    ended = due + 20 * DAY
    kept = [each for each in item.scans if each.at <= ended]
    later = _scans(random, item.market, ended + DAY, int(random.integers(1, 6)), 30)
    return replace(item, scans=tuple(sorted((*kept, *later), key=lambda each: each.at)), ended_at=ended)


def _moved(random: np.random.Generator, scan: Scan, country: str) -> Scan:
    place = _near(random, country, 2) if scan.place else None
    return replace(scan, country=country if scan.country else "", place=place)


def _near(random: np.random.Generator, country: str, far: int) -> tuple[float, float]:
    north, east = _PLACES[country]
    return north + int(random.integers(-far, far + 1)), east + int(random.integers(-far, far + 1))


def _other(random: np.random.Generator, market: str) -> str:
    return str(random.choice([each for each in _PLACES if each != market]))


def _suppliers(random: np.random.Generator) -> Iterator[SupplierRecord]:
    for number in range(_SUPPLIERS):
        process = str(random.choice(list(_YIELDS)))
        usual, size = _YIELDS[process] * np.exp(random.normal(0, 0.012)), np.exp(random.normal(5.5, 0.8))
        facilities = int(random.integers(1, 4))
        is_grouped, is_weekly, weighs_tens = random.random(3) < (0.1, 0.15, 0.2)
        growth, gaps = random.normal(0, 0.15), random.beta(1, 12)
        lots = []
        for at in np.sort(random.uniform(0, _DAYS, int(random.integers(30, 100)))):
            where = int(random.integers(0, facilities))
            into = size * np.exp(random.normal(growth * at / _DAYS, 0.7))
            out = into * usual * np.exp(random.normal(0, 0.02))
            happened = BEGINS + int(at * DAY)
            told = happened + int(6 * HOUR * np.exp(random.normal(0, 0.8)))
            if is_weekly:
                told = BEGINS + (int(at) // 7 + 1) * 7 * DAY
            lots.append(
                SupplierLot(
                    happened,
                    told,
                    round(into, -1) if weighs_tens and into > 20 else round(into, 1),
                    round(out, 1),
                    f"facility {number}-{where}",
                    (f"certificate {number}-{0 if is_grouped else where}",),
                    is_expired=bool(random.random() < 0.01),
                    has_origin=bool(random.random() >= gaps),
                )
            )
        yield SupplierRecord(f"supplier {number:02} (simulated)", process, tuple(lots))


def _planted_supplier(random: np.random.Generator, supplier: SupplierRecord, kind: str) -> SupplierRecord:
    lots, many = list(supplier.lots), 0.3 + 0.4 * random.random()
    late = lots[-1].at + 5 * DAY
    more = 1 + 0.04 + 0.05 * random.random()
    for at, each in enumerate(lots):
        if random.random() >= many:
            continue
        if kind == "uncertified" and each.kilos_out:
            lots[at] = replace(each, kilos_out=round(each.kilos_out * more, 1))
        elif kind == "recycled":
            where, is_old = int(random.integers(0, 6)), bool(random.random() < 0.3)
            facility = f"{each.facility.partition('-')[0]}-{where}"
            lots[at] = replace(
                each,
                facility=facility,
                certificates=lots[0].certificates,
                is_expired=each.is_expired or is_old,
            )
        elif kind == "backdated":
            lots[at] = replace(each, recorded_at=max(late + int(random.integers(0, HOUR)), each.at))
    return replace(supplier, lots=tuple(lots))
