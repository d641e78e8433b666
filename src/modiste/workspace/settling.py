"""One batch of an import: each row new, changed, unchanged or refused, all written in one transaction.

Knows what a row makes of the shop; reading is collect's, the ledger and the tables are the store's.
"""

import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from modiste.collect import UNDATED, Arrival, Rejection
from modiste.garment import Entity, Garment, Image, ImageLink, ModisteError, Price, content_id
from modiste.store import LOGGED, Counts, ImportBatch, Run, Store, log_records
from modiste.store import Rejection as Refused
from modiste.workspace.doubts import note_doubts
from modiste.workspace.merging import merged, prints_of
from modiste.workspace.pictures import PictureShelf

_REFUSED_BY_STORE = "MOD-1105"


@dataclass(frozen=True, slots=True)
class _Row:
    """A good row with its pictures looked at: what tells it from others, what it says, what it makes."""

    place: str
    text: str
    key: bytes
    digest: bytes
    records: tuple[Entity, ...]
    needs: tuple[tuple[Entity, ...], ...]


@dataclass(slots=True)
class _Outcome:
    counts: Counts = field(default_factory=Counts)
    marks: dict[bytes, bytes] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


def settle(store: Store, run: Run, found: Sequence[Arrival | Rejection], shelf: PictureShelf) -> Run:
    """Write one batch, pictures first, so that no row ever points at bytes that are not there."""
    started = time.monotonic()
    outcome = _Outcome()
    rows: list[_Row] = []
    logged: list[Arrival] = []
    with store.blobs.batch():
        for each in found:
            if isinstance(each, Rejection):
                outcome.refused.append(Refused(run.source, each.place, each.code, each.reason, each.excerpt))
            elif type(each.records[0]) in LOGGED:
                logged.append(each)
            else:
                rows.append(_row(store, run, each, shelf, outcome.refused))
    outcome.counts = Counts(quarantined=sum(isinstance(each, Rejection) for each in found))
    # Before the ledger's transaction: a kill in between appends nothing twice, for the log knows its ids.
    outcome.counts += _log(store, logged)
    with store.imports.batch() as batch:
        _meet(batch, [group for each in logged for group in each.needs])
        fresh = _fresh(batch, run, rows, outcome)
        _write(batch, run, fresh, outcome)
        places = {row.place for row in fresh}
        said = (each for each in found if isinstance(each, Arrival) and each.place in places)
        note_doubts(store, run, [*logged, *said])
        batch.mark(run, outcome.marks)
        batch.hold(run, outcome.refused)
        return batch.count(run, outcome.counts, time.monotonic() - started)


def _row(store: Store, run: Run, arrival: Arrival, shelf: PictureShelf, refused: list[Refused]) -> _Row:
    """The row with image rows for its pictures; a picture that cannot be used is held by itself."""
    records = list(_with_raw(arrival))
    for position, picture in enumerate(arrival.pictures):
        if picture.is_address:
            records.append(
                ImageLink(
                    id=f"{picture.garment_id[:80]}.{content_id(picture.place.encode())}",
                    garment_id=picture.garment_id,
                    colourway_id=picture.colourway_id,
                    address=picture.place,
                    position=position,
                    source=run.kind,
                )
            )
            continue
        try:
            image, data = shelf.take(picture, run.kind)
        except ModisteError as error:
            place = f"{arrival.place}, picture {picture.place}"
            refused.append(Refused(run.source, place, error.code, error.detail))
        else:
            store.blobs.put(data)
            records.append(image)
    digest = hashlib.sha256()
    for record in records:
        digest.update(record.model_dump_json().encode())
    return _Row(
        arrival.place, arrival.text, _key(arrival), digest.digest()[:16], tuple(records), arrival.needs
    )


def _log(store: Store, arrivals: Sequence[Arrival]) -> Counts:
    """Append records that are kept in the event log; a row is new when one of its records is."""
    counts = Counts()
    for kind in LOGGED:
        mine = [each for each in arrivals if isinstance(each.records[0], kind)]
        fresh = iter(log_records(store.events, [record for each in mine for record in each.records]))
        for each in mine:
            is_new = sum(next(fresh) for _ in each.records) > 0
            counts += Counts(added=int(is_new), unchanged=int(not is_new))
    return counts


def _meet(batch: ImportBatch, needs: Iterable[Sequence[Entity]]) -> None:
    """Write what rows refer to and know little of, where its last record is missing."""
    groups = {(type(group[-1]), group[-1].id): group for group in needs if group}
    for kind in dict.fromkeys(kind for kind, _ in groups):
        there = batch.find(kind, [id_ for other, id_ in groups if other is kind])
        for id_ in there:
            del groups[kind, id_]
    wanted: dict[tuple[type[Entity], str], Entity] = {}
    for group in groups.values():
        for record in group:
            wanted.setdefault((type(record), record.id), record)
    for kind in dict.fromkeys(kind for kind, _ in wanted):
        for id_ in batch.find(kind, [id_ for other, id_ in wanted if other is kind]):
            del wanted[kind, id_]
    by_kind = dict.fromkeys(kind for kind, _ in wanted)
    batch.put([record for kind in by_kind for (other, _), record in wanted.items() if other is kind])


def _with_raw(arrival: Arrival) -> Iterable[Entity]:
    """The records, the garment with the values that normalisation changed, as they were."""
    for record in arrival.records:
        if arrival.raw and isinstance(record, Garment):
            raw = {f"raw:{name}"[:120]: value[:2000] for name, value in arrival.raw.items()}
            yield record.model_copy(update={"attributes": {**record.attributes, **raw}})
        else:
            yield record


def _key(arrival: Arrival) -> bytes:
    """What makes a row the same row in another file: the id of the most special thing it speaks of."""
    main = _main(arrival.records)
    key = f"{type(main).__name__}:{main.id}"
    if isinstance(main, Garment):  # several rows may each bring pictures of one style
        key += "".join(f"\0{picture.place}" for picture in arrival.pictures)
    return hashlib.sha256(key.encode(errors="surrogatepass")).digest()[:16]


def _main(records: Sequence[Entity]) -> Entity:
    """What a row is about: not the price or the pictures of it, unless it brings nothing else."""
    beside = (Price, Image, ImageLink)
    return next((record for record in reversed(records) if not isinstance(record, beside)), records[-1])


def _fresh(batch: ImportBatch, run: Run, rows: Sequence[_Row], outcome: _Outcome) -> list[_Row]:
    """The rows that say something new; what was said already is counted, what contradicts is refused."""
    seen = batch.seen([row.key for row in rows])
    fresh = []
    for row in rows:
        here, before = outcome.marks.get(row.key), seen.get(row.key)
        said = here or (before.digest if before else None)
        outcome.marks.setdefault(row.key, row.digest)
        if said == row.digest:
            outcome.counts += Counts(unchanged=1)
        elif here or (before and before.run == run.id):
            error = ModisteError("MOD-1240", id=_main(row.records).id)
            outcome.marks[row.key] = said or row.digest
            _refuse(run, row, error, outcome)
        else:
            fresh.append(row)
    return fresh


def _write(batch: ImportBatch, run: Run, rows: Sequence[_Row], outcome: _Outcome) -> None:
    """Write rows; when the store refuses, halve them until the ones it refuses stand alone."""
    if not rows:
        return
    _meet(batch, [group for row in rows for group in row.needs])
    change = _Change(batch, rows, run.started_at)
    counts = sum((change.apply(row) for row in rows), Counts())
    try:
        batch.put(list(change.writes.values()))
    except ModisteError as error:
        if error.code != _REFUSED_BY_STORE:
            raise
        if len(rows) == 1:
            del outcome.marks[rows[0].key]
            _refuse(run, rows[0], error, outcome)
            return
        middle = len(rows) // 2
        _write(batch, run, rows[:middle], outcome)
        _write(batch, run, rows[middle:], outcome)
        return
    batch.keep_prints(change.new_prints)
    outcome.counts += counts


def _refuse(run: Run, row: _Row, error: ModisteError, outcome: _Outcome) -> None:
    outcome.refused.append(Refused(run.source, row.place, error.code, error.detail, row.text))
    outcome.counts += Counts(quarantined=1)


class _Change:
    """What rows would change in the shop, worked out in memory before any of it is written."""

    def __init__(self, batch: ImportBatch, rows: Sequence[_Row], now: datetime) -> None:
        self._now = now
        ids: dict[type[Entity], dict[str, None]] = {}
        for row in rows:
            for record in row.records:
                ids.setdefault(type(record), {})[record.id] = None
        self._there: dict[tuple[type[Entity], str], Entity] = {}
        for kind, wanted in ids.items():
            for id_, record in batch.find(kind, list(wanted)).items():
                self._there[kind, id_] = record
        self._prints = batch.prints(list(ids.get(Garment, ())))
        skus = {price.sku_id for row in rows for price in row.records if isinstance(price, Price)}
        self._prices = batch.open_prices(sorted(skus))
        self.writes: dict[tuple[type[Entity], str], Entity] = {}
        self.new_prints: dict[str, bytes] = {}

    def apply(self, row: _Row) -> Counts:
        """Take a row in, and say what became of it."""
        main, wrote, is_new = _main(row.records), False, False
        for record in row.records:
            known = (type(record), record.id) in self._there
            changed = self._price(record) if _is_undated(record) else self._record(record)
            wrote |= changed
            is_new |= record is main and not known
        return Counts(added=1) if is_new else Counts(updated=1) if wrote else Counts(unchanged=1)

    def _record(self, record: Entity) -> bool:
        place = (type(record), record.id)
        had = self._there.get(place)
        if isinstance(record, Garment):
            record = self._garment(had, record)
        if record == had:
            return False
        self._there[place] = self.writes[place] = record
        return True

    def _garment(self, had: Entity | None, said: Garment) -> Garment:
        before = self._prints.get(said.id)
        prints = prints_of(said, before)
        if prints != before:
            self._prints[said.id] = self.new_prints[said.id] = prints
        now = said.model_copy(update={"updated_at": self._now})
        if isinstance(had, Garment):
            return merged(had, now, before)
        created = self._now if said.created_at == UNDATED else said.created_at
        return now.model_copy(update={"created_at": created})

    def _price(self, record: Entity) -> bool:
        """A price without a date holds from now on; the one that held stays what was known until now."""
        assert isinstance(record, Price)
        held = self._prices.get((record.sku_id, record.currency))
        if held is not None and held.amount == record.amount:
            return False
        starts = {"valid_from": self._now, "recorded_at": self._now}
        id_ = f"price-{content_id(f'{record.id} {self._now.isoformat()}'.encode())}"
        price = record.model_copy(update={"id": id_, **starts})
        self._prices[record.sku_id, record.currency] = self.writes[Price, price.id] = price
        return True


def _is_undated(record: Entity) -> bool:
    return isinstance(record, Price) and record.valid_from == UNDATED
