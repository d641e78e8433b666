"""What tells a fraud from everyday life, as numbers that grow with suspicion: of items and of suppliers.

Knows the sums; which numbers stand out is `outliers`', and what they are called is `words`'.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from modiste.passport.scans.outliers import Table
from modiste.passport.scans.records import ItemRecord, SupplierLot, SupplierRecord
from modiste.passport.scans.velocity import DAY, HOUR, Limits, Scan, speed

ITEM_FEATURES = (
    "burst",
    "speed",
    "places",
    "elsewhere",
    "batch_elsewhere",
    "failures",
    "early",
    "after_end",
)
SUPPLIER_FEATURES = (
    "yield",
    "yield_spread",
    "reuse",
    "expired",
    "round",
    "digits",
    "late",
    "batched",
    "missing",
    "change",
)
_BENFORD = np.log10(1 + 1 / np.arange(1, 10))
_LIMITS = Limits()


def item_table(items: Sequence[ItemRecord]) -> Table:
    """One row an item, one column a name of `ITEM_FEATURES`."""
    abroad = {each.name: _abroad(each) for each in items}
    batches = defaultdict[str, list[float]](list)
    for each in items:
        if each.batch and each.scans:
            batches[each.batch].append(abroad[each.name])
    away = {name: float(np.mean(shares)) if len(shares) > 1 else 0.0 for name, shares in batches.items()}
    rows = [_item_row(each, abroad[each.name], away.get(each.batch, 0.0)) for each in items]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(ITEM_FEATURES))


def supplier_table(suppliers: Sequence[SupplierRecord]) -> Table:
    """One row a supplier, one column a name of `SUPPLIER_FEATURES`; yields beside peers of the process."""
    yields = {each.name: _yields(each.lots) for each in suppliers}
    peers = defaultdict[str, list[float]](list)
    for each in suppliers:
        if len(yields[each.name]):
            peers[each.process].append(_high(yields[each.name]))
    usual = {process: float(np.median(values)) for process, values in peers.items()}
    rows = [_supplier_row(each, yields[each.name], usual.get(each.process, 0.0)) for each in suppliers]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(SUPPLIER_FEATURES))


def _item_row(item: ItemRecord, abroad: float, batch_abroad: float) -> tuple[float, ...]:
    scans = item.scans
    readers = defaultdict[int, set[str]](set)
    for each in scans:
        readers[each.at // DAY].add(each.client)
    days = [len(each) for each in readers.values()]
    first = scans[0].at if scans else None
    early = (item.due_at - first) / DAY if item.due_at is not None and first is not None else 0.0
    after = sum(item.ended_at is not None and each.at > item.ended_at for each in scans)
    return (
        math.log1p(max(days) - float(np.median(days))) if days else 0.0,
        math.log1p(_fastest(scans) / 100),
        _entropy(each.country for each in scans),
        abroad * math.log1p(len(scans)),
        min(batch_abroad, abroad),
        math.log1p(item.failures),
        math.log1p(max(early, 0.0)),
        math.log1p(after),
    )


def _supplier_row(supplier: SupplierRecord, yields: Table, usual: float) -> tuple[float, ...]:
    lots = supplier.lots
    if not lots:
        return (0.0,) * len(SUPPLIER_FEATURES)
    masses = [kilos for each in lots for kilos in (each.kilos_in, each.kilos_out) if kilos]
    places = defaultdict[str, set[str]](set)
    for each in lots:
        for certificate in each.certificates:
            places[certificate].add(each.facility)
    lags = [max(each.recorded_at - each.at, 0) / HOUR for each in lots]
    moments = Counter(each.recorded_at // HOUR for each in lots)
    return (
        _high(yields) - usual if len(yields) else 0.0,
        float(yields.std()) if len(yields) > 2 else 0.0,
        math.log(max(map(len, places.values()), default=1)),
        sum(each.is_expired for each in lots) / len(lots),
        float(np.mean([_is_round(each) for each in masses])) if masses else 0.0,
        _benford(masses),
        math.log1p(float(np.quantile(lags, 0.9))),
        (max(moments.values()) - 1) / len(lots),
        sum(not each.has_origin for each in lots) / len(lots),
        _change(lots),
    )


def _abroad(item: ItemRecord) -> float:
    """The share of scans outside its market, of those that say where they were."""
    told = [each.country for each in item.scans if each.country]
    return sum(each != item.market for each in told) / len(told) if told and item.market else 0.0


def _fastest(scans: Sequence[Scan]) -> float:
    placed = [each for each in scans if each.place is not None]
    return max((speed(one, other, _LIMITS) for one, other in pairwise(placed)), default=0.0)


def _entropy(values: Iterable[str]) -> float:
    counts = np.array([*Counter(each for each in values if each).values()], dtype=np.float64)
    shares = counts / counts.sum() if len(counts) else counts
    return float(-(shares * np.log(shares)).sum())


def _yields(lots: Sequence[SupplierLot]) -> Table:
    """Logarithms of mass out to mass in, of the larger half of the lots: small ones are weighed coarsely."""
    told = sorted((each.kilos_in, each.kilos_out) for each in lots if each.kilos_in and each.kilos_out)
    return np.array([math.log(out / into) for into, out in told[len(told) // 2 :]])


def _high(yields: Table) -> float:
    """What one lot in seven exceeds; cloth that was bought elsewhere is in some lots only."""
    return float(np.quantile(yields, 0.85))


def _is_round(kilos: float) -> bool:
    return kilos >= 10 and abs(kilos / 10 - round(kilos / 10)) < 1e-9


def _benford(masses: Sequence[float]) -> float:
    """How far first digits are from Benford's law (mean absolute deviation), less what chance does."""
    if len(masses) < 30:
        return 0.0
    digits = Counter(int(f"{each:e}"[0]) for each in masses)
    shares = np.array([digits[each] for each in range(1, 10)]) / len(masses)
    chance = np.sqrt(2 / math.pi * _BENFORD * (1 - _BENFORD) / len(masses)).mean()
    return float(np.abs(shares - _BENFORD).mean() - chance)


def _change(lots: Sequence[SupplierLot]) -> float:
    """The logarithm by which the last quarter's mass a lot and lots a day differ from those before."""
    cut = len(lots) * 3 // 4
    before = [each.kilos_out for each in lots[:cut] if each.kilos_out]
    after = [each.kilos_out for each in lots[cut:] if each.kilos_out]
    if len(before) < 4 or len(after) < 4:
        return 0.0
    return abs(math.log(float(np.median(after)) / float(np.median(before))))
