"""One batch of an import: each row new, changed, unchanged or refused, all written in one transaction.

Knows what a row makes of the shop; reading is collect's, the ledger and the tables are the store's. Records
are plain values here, in the order of their fields: to make and compare them as such costs a tenth.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, NamedTuple

import orjson
from pydantic import ValidationError

from modiste.collect import UNDATED, Arrival, CatalogueArrival, EventArrival, PictureRef, Rejection
from modiste.garment import (
    Entity,
    Garment,
    Image,
    ImageLink,
    Interaction,
    ModisteError,
    Price,
    Sku,
    content_id,
)
from modiste.store import LOGGED, Counts, ImportBatch, Plain, Run, Store, log_plain, plain_of
from modiste.store import Rejection as Refused
from modiste.workspace.doubts import note_doubts
from modiste.workspace.merging import Merging
from modiste.workspace.pictures import PictureShelf

_REFUSED_BY_STORE = "MOD-1105"


_ATTRIBUTES = [*Garment.model_fields].index("attributes")
_AMOUNT, _CURRENCY, _FROM = (
    [*Price.model_fields].index(name) for name in ("amount", "currency", "valid_from")
)


class _Row(NamedTuple):
    """A good row with its pictures looked at: what tells it from others, what it says, what it makes."""

    arrival: Arrival
    key: bytes
    digest: bytes
    main: tuple[type[Entity], str]
    plain: Sequence[tuple[type[Entity], Plain]]


@dataclass(slots=True)
class _Outcome:
    counts: Counts = field(default_factory=Counts)
    marks: dict[bytes, bytes] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


def settle(store: Store, run: Run, found: Sequence[Arrival | Rejection], shelf: PictureShelf) -> Run:
    """Write one batch, pictures first, so that no row ever points at bytes that are not there."""
    started = time.monotonic()
    refused: list[Refused] = []
    rows: list[_Row] = []
    logged: list[Arrival] = []
    with store.blobs.batch():
        for each in found:
            if isinstance(each, Rejection):
                refused.append(Refused(run.source, each.place, each.code, each.reason, each.excerpt))
            elif isinstance(each, CatalogueArrival):
                rows.append(_catalogue_row(each))
            elif isinstance(each, EventArrival) or type(each.records[0]) in LOGGED:
                logged.append(each)
            else:
                rows.append(_row(store, run, each, shelf, refused))
    counts = Counts(quarantined=sum(isinstance(each, Rejection) for each in found))
    # Before the ledger's transaction: after a kill in between the log knows the rows, and that they are this
    # batch's, so that nothing is appended twice and all of it is counted as new.
    counts += _log(store, logged, f"import {run.id} after {run.counts.read}")
    for may_fail in (False, True):
        outcome = _Outcome(counts, refused=[*refused])
        try:
            with store.imports.batch(may_fail=may_fail) as batch:
                _meet(batch, _people_of(logged))
                fresh = _fresh(batch, run, rows, outcome)
                _write(batch, run, fresh, outcome, may_fail)
                said = (row.arrival for row in fresh if not isinstance(row.arrival, CatalogueArrival))
                note_doubts(store, run, [*logged, *said])
                batch.mark(run, outcome.marks)
                batch.hold(run, outcome.refused)
                return batch.count(run, outcome.counts, time.monotonic() - started)
        except ModisteError as error:
            # Hardly ever: nothing was written, and the batch is written again, its rows more and more apart.
            if may_fail or error.code != _REFUSED_BY_STORE:
                raise
    raise AssertionError("the second attempt returns or raises")


def _catalogue_row(arrival: CatalogueArrival) -> _Row:
    """The row of checked values, whose pictures all lie on the web."""
    sku = arrival.values.sku[0]
    digest = _digest(filter(None, arrival.values), arrival.addresses, arrival)
    return _Row(arrival, sha256(f"Sku:{sku}".encode()).digest()[:16], digest, (Sku, sku), ())


def _catalogue_plain(run: Run, arrival: CatalogueArrival) -> list[tuple[type[Entity], Plain]]:
    """What such a row makes; nobody needs it of a row that says nothing new."""
    garment, colourway = arrival.values.garment, arrival.values.colourway
    plain: list[tuple[type[Entity], Plain]] = [*arrival.values.plain()]
    if arrival.raw:
        plain[0] = Garment, _with_raw(garment, arrival)
    start = f"{garment[0][:80]}."
    for position, address in enumerate(arrival.addresses):
        id_ = start + sha256(address.encode()).hexdigest()[:16]
        plain.append((ImageLink, (id_, garment[0], colourway[0], address, position, run.kind)))
    return plain


def _digest(plain: Iterable[Plain], pictures: Sequence[Any], arrival: Arrival) -> bytes:
    """What tells whether a row says something else than it did, whichever way it came."""
    said = [*plain, pictures, *arrival.raw.items()]
    return sha256(orjson.dumps(said, default=str)).digest()[:16]


def _row(store: Store, run: Run, arrival: Arrival, shelf: PictureShelf, refused: list[Refused]) -> _Row:
    """The row with image rows for its pictures; a picture that cannot be used is held by itself."""
    records = list(arrival.records)
    shown: list[Any] = []
    for position, picture in enumerate(arrival.pictures):
        try:
            if picture.is_address:
                records.append(_link(picture, position, run.kind))
                shown.append(picture.place)
                continue
            image, data = shelf.take(picture, run.kind)
        except (ModisteError, ValidationError) as error:
            told = Rejection.of(f"{arrival.place}, picture {picture.place}", error)
            refused.append(Refused(run.source, told.place, told.code, told.reason))
        else:
            store.blobs.put(data)
            records.append(image)
            shown.append(plain_of(image))
    plain = [(type(record), plain_of(record)) for record in records]
    if arrival.raw:
        plain = [(kind, _with_raw(row, arrival) if kind is Garment else row) for kind, row in plain]
    main = _main(arrival.records)
    digest = _digest(map(plain_of, arrival.records), shown, arrival)
    return _Row(arrival, _key(arrival, main), digest, (type(main), main.id), plain)


def _link(picture: PictureRef, position: int, source: str) -> ImageLink:
    return ImageLink(
        id=f"{picture.garment_id[:80]}.{content_id(picture.place.encode(errors='surrogatepass'))}",
        garment_id=picture.garment_id,
        colourway_id=picture.colourway_id,
        address=picture.place,
        position=position,
        source=source,
    )


def _log(store: Store, arrivals: Sequence[Arrival], by: str) -> Counts:
    """Append records that are kept in the event log; a row is new when one of its records is."""
    counts = Counts()
    for kind in LOGGED:
        groups = [rows for each in arrivals if (rows := _rows_of(each, kind))]
        fresh = iter(log_plain(store.events, kind, [row for rows in groups for row in rows], by))
        added = sum(sum(next(fresh) for _ in rows) > 0 for rows in groups)
        counts += Counts(added=added, unchanged=len(groups) - added)
    return counts


def _rows_of(arrival: Arrival, kind: type[Entity]) -> Sequence[Plain]:
    """The values of an arrival's records, if they are of a kind."""
    if isinstance(arrival, EventArrival):
        return arrival.act.rows if kind is Interaction else ()
    records = arrival.records
    return [plain_of(record) for record in records] if isinstance(records[0], kind) else ()


def _people_of(arrivals: Sequence[Arrival]) -> Iterator[Sequence[Entity]]:
    """What logged rows need, of acts of one customer once: the last one's, as with any other group."""
    acts: dict[tuple[str | None, bool, str], Arrival] = {}
    for each in arrivals:
        if isinstance(each, EventArrival):
            acts[each.act.customer, each.act.consents, each.act.source] = each
        else:
            yield from each.needs
    for each in acts.values():
        yield from each.needs


def _meet(batch: ImportBatch, needs: Iterable[Sequence[Entity]]) -> None:
    """Write what rows refer to and know little of, where its last record is missing."""
    groups = {(type(group[-1]), group[-1].id): group for group in needs if group}
    for kind in dict.fromkeys(kind for kind, _ in groups):
        there = batch.plain(kind, [id_ for other, id_ in groups if other is kind])
        for id_ in there:
            del groups[kind, id_]
    wanted: dict[tuple[type[Entity], str], Entity] = {}
    for group in groups.values():
        for record in group:
            wanted.setdefault((type(record), record.id), record)
    for kind in dict.fromkeys(kind for kind, _ in wanted):
        for id_ in batch.plain(kind, [id_ for other, id_ in wanted if other is kind]):
            del wanted[kind, id_]
    by_kind = dict.fromkeys(kind for kind, _ in wanted)
    batch.put([record for kind in by_kind for (other, _), record in wanted.items() if other is kind])


def _with_raw(garment: Plain, arrival: Arrival) -> Plain:
    """The garment with the values that normalisation changed, as they were."""
    raw = {f"raw:{name}"[:120]: value[:2000] for name, value in arrival.raw.items()}
    return (*garment[:_ATTRIBUTES], garment[_ATTRIBUTES] | raw, *garment[_ATTRIBUTES + 1 :])


def _key(arrival: Arrival, main: Entity) -> bytes:
    """What makes a row the same row in another file: the id of the most special thing it speaks of."""
    key = f"{type(main).__name__}:{main.id}"
    if isinstance(main, Garment):  # several rows may each bring pictures of one style
        key += "".join(f"\0{picture.place}" for picture in arrival.pictures)
    return sha256(key.encode(errors="surrogatepass")).digest()[:16]


def _main(records: Sequence[Entity]) -> Entity:
    """What a row is about: not the price or the pictures of it, unless it brings nothing else."""
    beside = (Price, Image, ImageLink)
    return next((record for record in reversed(records) if not isinstance(record, beside)), records[-1])


def _fresh(batch: ImportBatch, run: Run, rows: Sequence[_Row], outcome: _Outcome) -> list[_Row]:
    """The rows that say something new; what was said already is counted, what contradicts is refused."""
    seen = batch.seen([row.key for row in rows])
    marks, fresh, unchanged = outcome.marks, list[_Row](), 0
    for row in rows:
        here, before = marks.get(row.key), seen.get(row.key)
        said = here or (before.digest if before else None)
        marks.setdefault(row.key, row.digest)
        if said == row.digest:
            unchanged += 1
        elif here or (before and before.run == run.id):
            error = ModisteError("MOD-1240", id=row.main[1])
            marks[row.key] = said or row.digest
            _refuse(run, row, error, outcome)
        else:
            if isinstance(row.arrival, CatalogueArrival):
                row = row._replace(plain=_catalogue_plain(run, row.arrival))  # noqa: PLW2901
            fresh.append(row)
    outcome.counts += Counts(unchanged=unchanged)
    return fresh


def _write(batch: ImportBatch, run: Run, rows: Sequence[_Row], outcome: _Outcome, may_fail: bool) -> None:
    """Write rows; when the store refuses, halve them until the ones it refuses stand alone."""
    if not rows:
        return
    _meet(batch, [group for row in rows for group in row.arrival.needs])
    change = _Change(batch, rows, run.started_at)
    counts = change.apply(rows)
    try:
        batch.put_plain(change.rows())
    except ModisteError as error:
        if not may_fail or error.code != _REFUSED_BY_STORE:
            raise
        if len(rows) == 1:
            del outcome.marks[rows[0].key]
            _refuse(run, rows[0], error, outcome)
            return
        middle = len(rows) // 2
        _write(batch, run, rows[:middle], outcome, may_fail)
        _write(batch, run, rows[middle:], outcome, may_fail)
        return
    batch.keep_prints(change.prints())
    outcome.counts += counts


def _refuse(run: Run, row: _Row, error: ModisteError, outcome: _Outcome) -> None:
    place, text = row.arrival.place, row.arrival.text
    outcome.refused.append(Refused(run.source, place, error.code, error.detail, text))
    outcome.counts += Counts(quarantined=1)


class _Change:
    """What rows would change in the shop, worked out in memory before any of it is written."""

    def __init__(self, batch: ImportBatch, rows: Sequence[_Row], now: datetime) -> None:
        self._now = now
        ids: dict[type[Entity], dict[str, None]] = {}
        skus: dict[str, None] = {}
        for row in rows:
            for kind, values in row.plain:
                if _is_undated(kind, values):
                    skus[values[1]] = None
                else:
                    ids.setdefault(kind, {})[values[0]] = None
        self._there = {kind: batch.plain(kind, [*wanted]) for kind, wanted in ids.items()}
        garments = self._there.get(Garment, {})
        prints = batch.prints([*ids.get(Garment, ())])
        self._garments = {id_: Merging(garments.get(id_), prints.get(id_)) for id_ in ids.get(Garment, ())}
        self._prices: dict[tuple[str, str], Decimal] = {
            key: price.amount for key, price in batch.open_prices([*skus]).items()
        }
        self._writes: dict[type[Entity], dict[str, Plain]] = {}

    def apply(self, rows: Sequence[_Row]) -> Counts:
        """Take rows in, and say what became of them."""
        added = updated = 0
        there: dict[type[Entity], dict[str, Plain]] = self._there
        for row in rows:
            kind, id_ = row.main
            is_new = id_ not in there.get(kind, ())
            wrote = self._take(row)
            added += is_new
            updated += wrote and not is_new
        return Counts(added=added, updated=updated, unchanged=len(rows) - added - updated)

    def _take(self, row: _Row) -> bool:
        wrote = False
        for kind, values in row.plain:
            id_ = values[0]
            if kind is Garment:
                garment = self._garments[id_]
                if garment.take(values, self._now):
                    self._there[Garment].setdefault(id_, values)
                    wrote = True
            elif kind is Price and values[_FROM] == UNDATED:
                wrote |= self._price(values)
            elif self._there[kind].get(id_) != values:
                self._there[kind][id_] = values
                self._writes.setdefault(kind, {})[id_] = values
                wrote = True
        return wrote

    def rows(self) -> dict[type[Entity], list[Plain]]:
        """All that is to be written, by kind."""
        garments = [each.values for each in self._garments.values() if each.is_changed]
        return {Garment: garments} | {kind: [*rows.values()] for kind, rows in self._writes.items()}

    def prints(self) -> dict[str, bytes]:
        """What sources now say of garments, where they say something new."""
        return {id_: each.prints for id_, each in self._garments.items() if each.is_said_anew}

    def _price(self, values: Plain) -> bool:
        """A price without a date holds from now on; the one that held stays what was known until now."""
        key = values[1], values[_CURRENCY]
        if self._prices.get(key) == values[_AMOUNT]:
            return False
        self._prices[key] = values[_AMOUNT]
        id_ = f"price-{content_id(f'{values[0]} {self._now.isoformat()}'.encode())}"
        price = (id_, *values[1:_FROM], self._now, values[_FROM + 1], self._now)
        self._writes.setdefault(Price, {})[id_] = price
        return True


def _is_undated(kind: type[Entity], values: Plain) -> bool:
    return kind is Price and values[_FROM] == UNDATED
