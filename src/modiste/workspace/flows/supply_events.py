"""The journey of a shop's items: EPCIS events captured, judged and kept once, asked for, told to subscribers.

Knows how the supply room's rules and the store's rows work together; HTTP and the command line are the
faces'. A capture is whole on disk before it is answered, so what was acknowledged is never lost, and an event
that is sent again says nothing new.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

import orjson

from modiste.garment import ModisteError, canonical_id, read_link, written_link
from modiste.store import EventFilter, EventRow, KeptEvent, KeptState, KeptSubscription
from modiste.supply import (
    UNKNOWN_ITEM,
    Balances,
    Document,
    Gist,
    ItemState,
    Query,
    applied,
    bare_word,
    check_receiver,
    document_of,
    gist_of,
    items_of,
    label_png,
    label_svg,
    millis,
    query_document,
    read_document,
    read_json,
    read_query,
    read_subscription,
    replayed,
    shape_flaws,
    thinned_way,
    transformation_of,
)
from modiste.workspace.flows.supply_journeys import Journeys, moment_of, way_of
from modiste.workspace.flows.supply_places import ShopSupplyPlaces
from modiste.workspace.flows.supply_things import OF_CLASS, PART, ROLE_NUMBERS, numbered_things

if TYPE_CHECKING:
    from modiste.store import Store

_UNSAID = frozenset(("recordTime", "@context"))
"""Members that may differ between two copies of one event."""
_said = attrgetter(*KeptState._fields[1:])
Behaviour = Literal["rollback", "proceed"]
MOST_ERRORS = 100
"""So many refusals are told; the others are counted."""
_PAGE = 500
_MATCHES: Mapping[str, tuple[int, ...]] = {
    "MATCH_epc": (ROLE_NUMBERS["epc"], ROLE_NUMBERS["child"]),
    "MATCH_parentID": (ROLE_NUMBERS["parent"],),
    "MATCH_inputEPC": (ROLE_NUMBERS["input"],),
    "MATCH_outputEPC": (ROLE_NUMBERS["output"],),
    "MATCH_anyEPC": tuple(ROLE_NUMBERS.values()),
    "MATCH_epcClass": (OF_CLASS + ROLE_NUMBERS["epc"], OF_CLASS + ROLE_NUMBERS["child"]),
    "MATCH_inputEPCClass": (OF_CLASS + ROLE_NUMBERS["input"],),
    "MATCH_outputEPCClass": (OF_CLASS + ROLE_NUMBERS["output"],),
    "MATCH_anyEPCClass": tuple(OF_CLASS + number for number in ROLE_NUMBERS.values()),
}
_COLUMNS = {"eventType": "type", "EQ_bizStep": "step", "EQ_disposition": "disposition"}


@dataclass(frozen=True)
class CaptureError:
    """Why one event of a capture was not kept."""

    event: str
    code: str
    reason: str


@dataclass(frozen=True)
class Captured:
    """What became of a capture.

    Attributes:
        id: Its own.
        added: Events that were new.
        known: Events that were kept before.
        refused: Events that were refused.
        errors: Why, of the first `MOST_ERRORS`.
        behaviour: What was asked for.
        at: When.
    """

    id: str
    added: int
    known: int
    refused: int
    errors: tuple[CaptureError, ...]
    behaviour: Behaviour
    at: str

    @property
    def is_success(self) -> bool:
        """Whether nothing was refused."""
        return not self.errors


@dataclass(frozen=True)
class FoundEvents:
    """A page of events, and where the next one begins (or None)."""

    events: tuple[dict[str, Any], ...]
    past: tuple[int, int] | None


@dataclass
class _Batch:
    """What a transaction has found out and will write."""

    states: dict[str, ItemState]
    before: dict[str, ItemState]
    balances: Balances = field(default_factory=Balances)
    rows: list[EventRow] = field(default_factory=list)
    events: list[Mapping[str, Any]] = field(default_factory=list)
    known: int = 0
    errors: list[CaptureError] = field(default_factory=list)


class ShopSupplyEvents:
    """The supply events of one shop; the room's `Book`."""

    def __init__(self, store: "Store", clock: Callable[[], float] = time.time) -> None:
        self._kept, self._places = store.supply_events, ShopSupplyPlaces(store)
        self._clock = clock

    def add(self, connection: Any, events: Sequence[Mapping[str, Any]], recorded_at: int) -> int:
        """Write those that are new inside the caller's transaction; returns how many were.

        One that breaks a rule is kept all the same, because a device has said it; it changes no state.
        """
        batch = self._judged(connection, events, recorded_at, is_lenient=True)
        self._write(connection, batch, recorded_at)
        return len(batch.rows)

    def capture(self, document: Document, behaviour: Behaviour = "rollback") -> Captured:
        """Keep a document's events: all or none, or as many as are right.

        Args:
            document: Of the right shape.
            behaviour: `rollback` keeps nothing once one event is refused, `proceed` the others.
        """
        now = self._now()
        events = [_in_context(each, document.context) for each in document.events]
        with self._kept.database.writing() as connection:
            batch = self._judged(connection, events, now)
            if batch.errors and behaviour == "rollback":
                batch = _Batch({}, {}, errors=batch.errors)
            self._write(connection, batch, now)
            told = moment_of(now)
            errors = tuple(batch.errors[:MOST_ERRORS])
            said = {
                "createdAt": told,
                "finishedAt": moment_of(self._now()),
                "captureErrorBehaviour": behaviour,
                "running": False,
                "success": not errors,
                "added": len(batch.rows),
                "known": batch.known,
                "refused": len(batch.errors),
                "errors": [vars(each) for each in errors],
            }
            id_ = self._kept.note_capture(connection, said)
        counts = (len(batch.rows), batch.known, len(batch.errors))
        return Captured(id_, *counts, errors, behaviour, told)

    def capture_one(self, value: Any) -> str:
        """Keep one event, and return its id.

        Raises:
            ModisteError: MOD-2504 for a wrong shape, MOD-2505 when it breaks a rule, MOD-2508 when its id is
                kept already, with the same or other words.
        """
        document = document_of(value)
        event, now = _in_context(document.events[0], document.context), self._now()
        with self._kept.database.writing() as connection:
            batch = self._judged(connection, [event], now)
            if batch.known:
                raise ModisteError("MOD-2508", event=event["eventID"][:100])
            if batch.errors:
                raise batch_error(batch.errors[0])
            self._write(connection, batch, now)
        return str(event["eventID"])

    def event(self, id_: str) -> dict[str, Any]:
        """One event by its id; where it was declared an error, the declaration.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        found = self._kept.find(EventFilter(ids=(id_,)))
        if not found:
            raise ModisteError("MOD-1103", kind="event", id=id_[:100])
        return max(found, key=lambda each: "errorDeclaration" in each.event).event

    def find(
        self,
        query: Query,
        limit: int = 30,
        past: tuple[int, int] | None = None,
        numbers: tuple[int, int] | None = None,
    ) -> FoundEvents:
        """A page of the events that a query asks for.

        Args:
            query: What is asked.
            limit: Events a page.
            past: Where the page before ended.
            numbers: Only events that were kept after the first of these and up to the last.

        Raises:
            ModisteError: MOD-2509 when there are more than the query wants to hear of.
        """
        asked = _narrowed(query, numbers)
        wanted = limit + 1 if query.most is None else query.most + 1
        found: list[tuple[tuple[int, int], dict[str, Any]]] = []
        by_record = query.order_by == "recordTime"
        at = past
        while len(found) < wanted:
            rows = self._kept.find(
                asked, by_record=by_record, is_descending=query.is_descending, past=at, limit=_PAGE
            )
            for row in rows:
                key = row.recorded_at if by_record else millis(row.event["eventTime"])
                at = (key, row.number)
                if query.is_answered(row.event, row.recorded_at):
                    found.append((at, row.event))
            if len(rows) < _PAGE:
                break
        if query.most is not None and len(found) > query.most:
            raise ModisteError("MOD-2509", most=query.most)
        more = len(found) > limit
        page = found[:limit]
        return FoundEvents(tuple(event for _, event in page), page[-1][0] if more and page else None)

    def journey(self, item: str, points: int = 0) -> dict[str, Any]:
        """Where an item has been: itself, what it was made of, and the boxes while it was in them.

        Args:
            item: By any of its names: a Digital Link or an EPC.
            points: So many a curve of what sensors felt, folded below the steps; 0 for every report as it is.

        Raises:
            ModisteError: MOD-1103 when no event is about it.
        """
        name = canonical_id(item)
        with self._kept.database.reading() as connection:
            state = self._kept.states(connection, [name]).get(name)
        found = way_of(name, Journeys(self._kept.named).followed(name), state)
        return {**found, "steps": thinned_way(found["steps"], points)} if points else found

    def journeys(self) -> Journeys:
        """What `journey` needs to follow many items after each other."""
        return Journeys(self._kept.named)

    def journeys_of(self, items: Sequence[str], journeys: Journeys) -> list[dict[str, Any]]:
        """What `journey` says of each of some items, by their canonical names, read together.

        Raises:
            ModisteError: MOD-1103 when no event is about one.
        """
        own = self._kept.about(items, journeys.events)
        with self._kept.database.reading() as connection:
            journeys.expect(own, partial(self._kept.named, connection=connection))
            states = self._kept.states(connection, items)
            return [way_of(each, journeys.followed(each), states.get(each)) for each in items]

    def known_things(self, after: str = "", limit: int = 100) -> list[str]:
        """The names of items and classes that events are about, in order."""
        return self._kept.known_things(tuple(range(PART)), after, limit)

    def subscribe(self, name: str, given: Mapping[str, Any], allowed: Sequence[str] = ()) -> KeptSubscription:
        """Subscribe to a named query.

        Args:
            name: The query's.
            given: What the client wishes.
            allowed: Origins that may be told without TLS or inside the network.

        Raises:
            ModisteError: MOD-1103, MOD-2507, and MOD-2570 and MOD-2571 for an address that is not told.
        """
        check_receiver(read_subscription(name, given).dest, allowed)
        return self._kept.subscribe(name, given)

    def _judged(
        self,
        connection: Any,
        events: Sequence[Mapping[str, Any]],
        now: int,
        *,
        is_lenient: bool = False,
    ) -> _Batch:
        self._kept.begin(connection)
        kept = self._kept.digests(connection, {each["eventID"] for each in events})
        told, where = moment_of(now), self._places.where()
        gists = [(each, gist_of(each)) for each in events]
        batch = self._opened(connection, gists)
        gists.sort(key=lambda each: each[1].at or 0)
        new = {_key(event): event for event, _ in reversed(gists) if _key(event) not in kept}
        batch.balances = self._balanced(connection, list(new.values()))
        for event, gist in gists:
            key = _key(event)
            digest = _digest(event)
            if key in kept:
                if kept[key] == digest:
                    batch.known += 1
                else:
                    batch.errors.append(
                        _refusal(event, ModisteError("MOD-2508", event=event["eventID"][:100]))
                    )
                continue
            broken = applied(event, batch.states, now, where, gist, batch.balances)
            if broken is not None and not is_lenient:
                error = ModisteError(
                    "MOD-2505", event=event["eventID"][:100], rule=broken.rule, reason=broken.reason
                )
                batch.errors.append(_refusal(event, error))
                continue
            kept[key] = digest
            batch.rows.append(_row(event, gist, digest, told))
            batch.events.append(event)
            if key[1]:
                self._undo(connection, event, batch)
        return batch

    def _opened(self, connection: Any, gists: Sequence[tuple[Mapping[str, Any], Gist]]) -> _Batch:
        """The states of all that these events are about, and of what boxes that are emptied hold."""
        items = {item for _, gist in gists for _, item in gist.items}
        states = self._kept.states(connection, items)
        emptied = [
            canonical_id(each["parentID"])
            for each, _ in gists
            if each.get("action") == "DELETE" and "parentID" in each and not each.get("childEPCs")
        ]
        if emptied:
            states |= self._kept.inside(connection, emptied)
        found = {item: ItemState(*state[1:]) for item, state in states.items()}
        return _Batch(found, dict(found))

    def _balanced(self, connection: Any, events: Sequence[Mapping[str, Any]]) -> Balances:
        """What these events' transformations weigh in all that was told of them."""
        names = {transformation_of(each) for each in events} - {""}
        if not names:
            return Balances()
        told = EventFilter(things=tuple((name, False) for name in names), roles=(PART,))
        return Balances([each.event for each in self._every(told, connection)], events)

    def _undo(self, connection: Any, declaration: Mapping[str, Any], batch: _Batch) -> None:
        """An event was declared an error: the states of its items follow from the others alone."""
        for _, item in items_of(declaration):
            kept = self._every(EventFilter(things=((item, False),)), connection)
            about: list[Mapping[str, Any]] = [each.event for each in kept]
            about += [each for each in batch.events if any(name == item for _, name in items_of(each))]
            void = {each["eventID"] for each in about if "errorDeclaration" in each}
            left = [each for each in about if each["eventID"] not in void]
            batch.states[item] = replayed(sorted(left, key=_when), item)

    def _every(self, asked: EventFilter, connection: Any) -> Iterable[KeptEvent]:
        past: tuple[int, int] | None = None
        while True:
            rows = self._kept.find(asked, is_descending=False, past=past, connection=connection)
            yield from rows
            if len(rows) < _PAGE:
                return
            past = (millis(rows[-1].event["eventTime"]), rows[-1].number)

    def _write(self, connection: Any, batch: _Batch, now: int) -> None:
        self._kept.write(connection, batch.rows, now)
        before = batch.before
        changed = [
            KeptState(item, *_said(state))
            for item, state in batch.states.items()
            if before.get(item, UNKNOWN_ITEM) != state
        ]
        self._kept.put_states(connection, changed)

    def _now(self) -> int:
        return int(self._clock() * 1000)


def batch_error(error: CaptureError) -> ModisteError:
    """The error of a single event, as it is raised."""
    if error.code == "MOD-2508":
        return ModisteError("MOD-2508", event=error.event[:100])
    rule, _, reason = error.reason.partition(": ")
    return ModisteError("MOD-2505", event=error.event[:100], rule=rule, reason=reason)


def _refusal(event: Mapping[str, Any], error: ModisteError) -> CaptureError:
    values = error.values
    reason = f"{values['rule']}: {values['reason']}" if "rule" in values else error.detail
    return CaptureError(str(event["eventID"]), error.code, reason)


def _key(event: Mapping[str, Any]) -> tuple[str, bool]:
    """What is kept once: an event, and the declaration that it is an error."""
    return event["eventID"], "errorDeclaration" in event


def _row(event: Mapping[str, Any], gist: Gist, digest: bytes, told: str) -> EventRow:
    return EventRow(
        event["eventID"],
        "errorDeclaration" in event,
        digest,
        event["type"],
        millis(event["eventTime"]) if gist.at is None else gist.at,
        bare_word(event.get("bizStep", "")),
        bare_word(event.get("disposition", "")),
        canonical_id(event.get("readPoint", {}).get("id", "")),
        canonical_id(event.get("bizLocation", {}).get("id", "")),
        orjson.dumps({**event, "recordTime": told}),
        tuple(numbered_things(event, gist)),
    )


def _digest(event: Mapping[str, Any]) -> bytes:
    said = event
    if not _UNSAID.isdisjoint(event):
        said = {name: value for name, value in event.items() if name not in _UNSAID}
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).digest()[:16]


def _in_context(event: Mapping[str, Any], context: Any) -> Mapping[str, Any]:
    """An event with what its extensions need of its document's context."""
    own = [
        part for part in (context if isinstance(context, list) else [context]) if isinstance(part, Mapping)
    ]
    return {"@context": own, **event} if own and "@context" not in event else event


def _narrowed(query: Query, numbers: tuple[int, int] | None) -> EventFilter:
    """The rows that can answer a query; which of them do is asked of each."""
    matched = next((each for each in query.asked if each.name in _MATCHES), None)
    values = {}
    for asked in query.asked:
        if asked.name in _COLUMNS:
            values[_COLUMNS[asked.name]] = tuple(map(str, asked.values))
        elif asked.name == "EQ_readPoint":
            values["place"] = asked.values
        elif asked.name == "EQ_bizLocation":
            values["location"] = asked.values
    return EventFilter(
        ids=tuple(map(str, query.values("EQ_eventID"))),
        things=tuple((value.rstrip("*").rstrip("/"), far) for value, far in matched.values)
        if matched
        else (),
        roles=_MATCHES[matched.name] if matched else (),
        values=values,
        since=next(iter(query.values("GE_eventTime")), None),
        until=next(iter(query.values("LT_eventTime")), None),
        recorded_since=next(iter(query.values("GE_recordTime")), None),
        recorded_until=next(iter(query.values("LT_recordTime")), None),
        past_number=numbers[0] if numbers else None,
        upto_number=numbers[1] if numbers else None,
    )


def _when(event: Mapping[str, Any]) -> int:
    """Its moment, or the beginning of time where it is in no calendar, which the rules then refuse."""
    try:
        return millis(event["eventTime"])
    except (ValueError, OverflowError):
        return 0


def read_supply_document(data: bytes, most_bytes: int) -> Document:
    """A document of the right shape; raises MOD-2503 and MOD-2504."""
    return read_document(data, most_bytes)


def read_supply_json(data: bytes, most_bytes: int) -> Any:
    """JSON that says one thing to everybody; raises MOD-2503."""
    return read_json(data, most_bytes)


def read_supply_query(given: Mapping[str, Any]) -> Query:
    """A query from the standard's parameters; raises MOD-2506."""
    return read_query(given)


def supply_answer(events: Sequence[Mapping[str, Any]], name: str = "SimpleEventQuery") -> dict[str, Any]:
    """The answer to a query, as the standard writes it."""
    return query_document(events, name=name)


def item_label(link: str, kind: str = "svg") -> bytes:
    """The QR code of an item's Digital Link, as `svg` or `png`; raises MOD-2501."""
    checked = written_link(read_link(link, is_lenient=True).elements, read_link(link, is_lenient=True).stem)
    return label_svg(checked) if kind == "svg" else label_png(checked)


def judge_document(data: bytes, now: int) -> list[dict[str, str]]:
    """All that is wrong with a document: its shape, and what its events say of one another.

    Args:
        data: The document.
        now: Milliseconds since 1970; nothing may happen more than a day later.
    """
    try:
        wrong = shape_flaws(data)
    except ModisteError as error:
        return [{"where": "/", "code": error.code, "reason": error.detail}]
    if wrong:
        return [{"where": where, "code": "MOD-2504", "reason": reason} for where, reason in wrong]
    states: dict[str, ItemState] = {}
    found = []
    events = sorted(read_document(data).events, key=_when)
    balances = Balances(together={_key(each): each for each in reversed(events)}.values())
    for event in events:
        broken = applied(event, states, now, balances=balances)
        if broken is not None:
            reason = f"{broken.rule}: {broken.reason}"
            found.append({"where": str(event["eventID"]), "code": "MOD-2505", "reason": reason})
    return found
