"""The one writer: what arrived, in batches of up to 1,000 messages or 20 ms, on disk before it is receipted.

Knows one transaction: envelopes as they came, how far each device has come, gaps, tags, events, what was set
aside. Where messages come from and where receipts go is the adapters'. What could not be written is forgotten
here: no receipt was given, so that the device sends it again.
"""

import hashlib
import queue
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Connection

from modiste.garment import ModisteError
from modiste.store import DeviceGap, DeviceLedger, DeviceMark, HeldEnvelope, KeptEnvelope, TagPresence
from modiste.supply.devices.envelope import ProofKind, apart, proved, seal_receipt, seal_settings
from modiste.supply.devices.registry import DeviceKey, Registry
from modiste.supply.devices.sender import now_ms
from modiste.supply.intake.acceptance import Outcome, check_clock, placed
from modiste.supply.intake.smoothing import Event, Smoothing, sensed_event, smoothed
from modiste.supply.messages import Message, read_message
from modiste.supply.protocols import Book, Ordered, Receipt, SettingOrder

MOST_MESSAGES = 1000
"""Messages of one transaction, the last envelope whole."""
WAIT_SECONDS = 0.020
"""How long the first envelope waits for others, unless some came while the last batch was written."""
MOST_WAITING = 20_000
"""Envelopes in memory that wait for the writer; more are not taken, and come again."""
MOST_EARLY = 512
"""Messages of one device that are held until those before them came."""
_FRESH_SECONDS = 1.0
_MISSED_SECONDS = 0.02
_ORDER_SECONDS = 30.0
"""Behind so long settings are told again: what was told may be lost, and a device takes an order once."""
_RETRY_SECONDS = 0.05
_STAMP = re.compile(rb'^\{"at":\d+', re.MULTILINE)
Told = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one message; `code` and `reason` where it was set aside."""

    outcome: Outcome
    device: str = ""
    epoch: int = 0
    seq: int = 0
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of envelopes that were handed over at once; receipts and settings for their devices."""

    judged: tuple[Judged, ...]
    receipts: tuple[bytes, ...]
    settings: tuple[bytes, ...] = ()


@dataclass(slots=True)
class Arrival:
    """An envelope as it came.

    Attributes:
        sender: The device by the word of what carried it (a topic, a certificate); "" where nothing vouches.
        tell: Takes sealed receipts, once what they say is on disk, and settings behind them.
        done: Set when the batch is written, for who waits.
        released: A message ("DEVICE EPOCH SEQ") of which somebody said that its clock does not count, or ""
            for any; None for what no one looked at.
    """

    sealed: bytes
    sender: str = ""
    tell: Told | None = None
    done: "Future[Taken] | None" = None
    released: str | None = None


@dataclass
class Counts:
    """What the writer did since it began."""

    envelopes: int = 0
    messages: int = 0
    commits: int = 0
    failed: int = 0
    events: int = 0
    receipts: int = 0
    refused: int = 0
    outcomes: "Counter[str]" = field(default_factory=Counter)
    codes: "Counter[str]" = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A message with the envelope it came in."""

    message: Message
    arrival: Arrival
    key: DeviceKey


class _Batch:
    """One transaction in the making."""

    def __init__(self) -> None:
        self.marks: dict[str, DeviceMark] = {}
        self.moved: dict[str, dict[int, DeviceMark]] = {}
        self.spans: list[tuple[_Arrived, int, int]] = []
        self.gaps: list[DeviceGap] = []
        self.held: list[HeldEnvelope] = []
        self.events: list[Event] = []
        self.tags: dict[str, dict[str, TagPresence]] = {}
        self.changed: dict[tuple[str, str], TagPresence | None] = {}
        self.judged: list[tuple[Arrival, Judged]] = []
        self.heard: dict[str, tuple[DeviceKey, Arrival]] = {}
        self.early: dict[str, dict[tuple[int, int], _Arrived]] = {}


class Writer:
    """The intake of one shop. Several threads may hand over; one thread writes.

    Args:
        ledger: The devices' rows.
        book: Where events go.
        name: The id of an event: it is hashed from what the event says.
        smoothing: When a tag counts as there.
        ordered: What devices are to be set to.
        clock: Milliseconds since 1970.
        most: Messages behind which a transaction takes no further envelope.
        wait: How long the first of them waits for others, in seconds.
    """

    def __init__(
        self,
        ledger: DeviceLedger,
        book: Book,
        name: Callable[[Mapping[str, Any]], str],
        *,
        smoothing: Smoothing | None = None,
        ordered: Ordered = dict,
        clock: Callable[[], int] = now_ms,
        most: int = MOST_MESSAGES,
        wait: float = WAIT_SECONDS,
    ) -> None:
        self._ledger, self._book, self._name, self._clock = ledger, book, name, clock
        self._smoothing = smoothing or Smoothing()
        self._most, self._wait = most, wait
        self._secret = ledger.secret()
        self._ordered = ordered
        self._told_at: dict[str, tuple[int, int, float]] = {}
        self._read_at = 0.0
        self._refresh()
        self._early: dict[str, dict[tuple[int, int], _Arrived]] = {}
        self._queue: queue.Queue[Arrival | None] = queue.Queue(MOST_WAITING)
        self.counts = Counts()
        self._closed = self._writing = False
        self._thread = threading.Thread(target=self._run, name="device intake", daemon=True)
        self._thread.start()

    def put(self, arrival: Arrival) -> bool:
        """Hand an envelope over; False where too many wait: it is not taken, and no receipt will come."""
        try:
            if self._closed:
                return False
            self._queue.put_nowait(arrival)
        except queue.Full:
            self.counts.refused += 1
            return False
        return True

    def take(
        self, sealed: Sequence[bytes], sender: str = "", timeout: float = 30.0, released: str | None = None
    ) -> Taken:
        """Hand envelopes over and wait until what is good of them is on disk.

        Raises:
            ModisteError: MOD-2542 where too many wait or it is closed, MOD-1110 when the disk refuses.
        """
        arrivals = [Arrival(each, sender, None, Future(), released) for each in sealed]
        for arrival in arrivals:
            if not self.put(arrival):
                raise ModisteError("MOD-2542")
        judged: list[Judged] = []
        receipts: dict[bytes, None] = {}
        settings: dict[bytes, None] = {}
        for arrival in arrivals:
            try:
                taken = cast("Future[Taken]", arrival.done).result(timeout)
            except TimeoutError:
                raise ModisteError("MOD-2542") from None
            judged += taken.judged
            receipts.update(dict.fromkeys(taken.receipts))
            settings.update(dict.fromkeys(taken.settings))
        return Taken(tuple(judged), tuple(receipts), tuple(settings))

    def settle(self, timeout: float = 30.0) -> None:
        """Wait until what was handed over before is written, or was given up."""
        end = time.monotonic() + timeout
        while (self._writing or not self._queue.empty()) and time.monotonic() < end:
            time.sleep(self._wait / 4)

    def close(self) -> None:
        """Write what waits, and end."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            self._thread.join()

    def _run(self) -> None:
        while True:
            wait = self._wait if self._queue.empty() else 0.0
            first = self._queue.get()
            if first is None:
                return
            arrivals, is_last, count = [first], False, _messages(first)
            self._writing = True
            end = time.monotonic() + wait
            while count < self._most:
                left = end - time.monotonic()
                try:
                    one = self._queue.get(timeout=left) if left > 0 else self._queue.get_nowait()
                except queue.Empty:
                    break
                if one is None:
                    is_last = True
                    break
                arrivals.append(one)
                count += _messages(one)
            self._write(arrivals)
            self._writing = False
            if is_last:
                return

    def _write(self, arrivals: Sequence[Arrival]) -> None:
        now = self._clock()
        try:
            if time.monotonic() - self._read_at > _FRESH_SECONDS:
                self._refresh()
            batch, pieces = _Batch(), list[_Arrived]()
            for arrival in arrivals:
                pieces += self._opened(batch, arrival, now)
            with self._ledger.writing() as connection:
                self._place(connection, batch, pieces, now)
        except Exception as error:  # whatever it is, nothing was receipted and everything comes again
            self.counts.failed += 1
            self._early.clear()
            self._read_at = -1.0
            for arrival in arrivals:
                if arrival.done is not None:
                    arrival.done.set_exception(error)
            time.sleep(_RETRY_SECONDS)
            return
        self._finish(batch, arrivals)

    def _opened(self, batch: _Batch, arrival: Arrival, now: int) -> list[_Arrived]:
        """The messages of an envelope whose proof holds."""
        device, bodies = "", [arrival.sealed]
        try:
            envelope = apart(arrival.sealed)
            key = self._key(envelope.key)
            bodies = proved(envelope, self._registry.prover(key))
            device = key.device
            key.check(now)
            messages = [read_message(body) for body in bodies]
            for message in messages:
                if message.device != device or (arrival.sender and arrival.sender != device):
                    said = message.device if message.device != device else arrival.sender
                    raise ModisteError("MOD-2535", device=said, owner=device)
        except ModisteError as error:
            # Sent again, an envelope is stamped and sealed anew: it is known by the rest of what it holds.
            identity = hashlib.sha256(_STAMP.sub(b"", b"\n".join(bodies))).hexdigest()
            self._hold(batch, arrival, error, device, identity, now)
            batch.judged.append(
                (arrival, Judged("quarantined", device, code=error.code, reason=error.detail))
            )
            return []
        batch.heard[device] = (key, arrival)
        return [_Arrived(message, arrival, key) for message in messages]

    def _place(self, connection: Connection, batch: _Batch, pieces: Sequence[_Arrived], now: int) -> None:
        devices = sorted(batch.heard)
        if devices:
            batch.marks = self._ledger.marks_in(connection, devices)
            batch.tags = self._ledger.tags_in(connection, devices)
            batch.early = {device: dict(self._early.get(device, {})) for device in devices}
        for piece in pieces:
            self._one(batch, piece, now)
        for device in devices:
            self._follow(batch, device, now)
        envelopes = [
            KeptEnvelope(
                piece.message.device,
                piece.message.epoch,
                first,
                last,
                now,
                piece.key.id,
                piece.arrival.sealed,
            )
            for piece, first, last in batch.spans
        ]
        marks = {device: list(some.values()) for device, some in batch.moved.items()}
        self._ledger.keep_in(connection, envelopes, marks, batch.gaps, now)
        self._ledger.keep_tags_in(connection, batch.changed)
        self._ledger.hold_in(connection, batch.held)
        if batch.events:
            named = [{"eventID": self._name(event), **event} for event in batch.events]
            self._book.add(connection, named, now)

    def _one(self, batch: _Batch, piece: _Arrived, now: int) -> None:
        message, device = piece.message, piece.message.device
        try:
            place = placed(batch.marks.get(device), message)
        except ModisteError as error:
            batch.judged.append((piece.arrival, self._aside(batch, piece, error, now)))
            return
        outcome = place.outcome
        judged = Judged(outcome, device, message.epoch, message.seq)
        if outcome == "early":
            waiting = batch.early.setdefault(device, {})
            if len(waiting) < MOST_EARLY:
                waiting[message.epoch, message.seq] = piece
        elif outcome == "accepted":
            self._advance(batch, piece, place.mark, place.ended)
            batch.gaps += [DeviceGap(device, gap.epoch, gap.first, gap.last, now) for gap in place.gaps]
            try:
                if piece.arrival.released is None:
                    check_clock(message, now)
                self._tell_events(batch, message)
            except ModisteError as error:  # it is counted and kept, or its device would never get past it
                judged = self._aside(batch, piece, error, now)
        elif outcome == "again" and piece.arrival.released == _identity(message):
            self._tell_events(batch, message)
        batch.judged.append((piece.arrival, judged))

    def _follow(self, batch: _Batch, device: str, now: int) -> None:
        """Those that came early, as far as they are next now."""
        waiting = batch.early.get(device, {})
        for key in sorted(waiting):
            piece = waiting[key]
            mark = batch.marks.get(device)
            if mark is not None and key > (mark.epoch, mark.seq + 1) and key[0] == mark.epoch:
                return
            del waiting[key]
            before = len(batch.judged)
            self._one(batch, piece, now)
            if batch.judged[before][1].outcome == "early":
                return
            if batch.judged[before][1].outcome == "again":
                batch.judged.pop()

    @staticmethod
    def _advance(batch: _Batch, piece: _Arrived, mark: DeviceMark, ended: Sequence[DeviceMark]) -> None:
        device = piece.message.device
        batch.marks[device] = mark
        batch.moved.setdefault(device, {}).update({each.epoch: each for each in (*ended, mark)})
        if batch.spans:
            last, first, upto = batch.spans[-1]
            same = last.arrival is piece.arrival and last.message.epoch == mark.epoch
            if same and last.message.device == device and upto + 1 == mark.seq:
                batch.spans[-1] = (last, first, mark.seq)
                return
        batch.spans.append((piece, mark.seq, mark.seq))

    def _tell_events(self, batch: _Batch, message: Message) -> None:
        place = self._registry.place(message.device)
        event = sensed_event(message, place)
        if event is not None:
            batch.events.append(event)
        seen = batch.tags[message.device]
        events, changed = smoothed(message, place, seen, self._smoothing)
        batch.events += events
        for epc, tag in changed.items():
            batch.changed[message.device, epc] = tag
            if tag is None:
                seen.pop(epc, None)
            else:
                seen[epc] = tag

    def _aside(self, batch: _Batch, piece: _Arrived, error: ModisteError, now: int) -> Judged:
        message = piece.message
        self._hold(batch, piece.arrival, error, message.device, _identity(message), now)
        said = (message.device, message.epoch, message.seq)
        return Judged("quarantined", *said, error.code, error.detail)

    @staticmethod
    def _hold(
        batch: _Batch, arrival: Arrival, error: ModisteError, device: str, identity: str, now: int
    ) -> None:
        if arrival.released is None:
            said = (error.code, identity, device, error.detail, arrival.sender, now, now, 1, arrival.sealed)
            batch.held.append(HeldEnvelope(*said))

    def _finish(self, batch: _Batch, arrivals: Sequence[Arrival]) -> None:
        counts = self.counts
        self._early.update(batch.early)
        for device in [each for each, waiting in self._early.items() if not waiting]:
            del self._early[device]
        counts.commits += 1
        counts.envelopes += len(arrivals)
        counts.events += len(batch.events)
        by_arrival: dict[int, list[Judged]] = {}
        for arrival, judged in batch.judged:
            by_arrival.setdefault(id(arrival), []).append(judged)
            counts.outcomes[judged.outcome] += 1
            if judged.code:
                counts.codes[judged.code] += 1
        counts.messages += len(batch.judged)
        receipts: dict[str, bytes] = {}
        settings: dict[str, bytes] = {}
        for device, (key, arrival) in batch.heard.items():
            mark = batch.marks.get(device)
            if mark is None:
                continue
            receipt = Receipt(device, mark.epoch, mark.seq)
            receipts[device] = seal_receipt(receipt, key.id, self._registry.receipt_key(key.id))
            counts.receipts += 1
            if arrival.tell is not None:
                arrival.tell(receipts[device])
            if order := self._due_order(device, mark.epoch):
                settings[device] = seal_settings(order, key.id, self._registry.receipt_key(key.id))
                if arrival.tell is not None:
                    arrival.tell(settings[device])
        for arrival in arrivals:
            if arrival.done is not None:
                mine = tuple(by_arrival.get(id(arrival), ()))
                given = {one.device for one in mine} & receipts.keys()
                said = [
                    tuple(each[device] for device in sorted(given & each.keys()))
                    for each in (receipts, settings)
                ]
                arrival.done.set_result(Taken(mine, said[0], said[1]))

    def _due_order(self, device: str, epoch: int) -> SettingOrder | None:
        """What a device is to be set to, where it was not told so a while ago."""
        if device not in self._orders:
            return None
        number, values = self._orders[device]
        now = time.monotonic()
        if self._told_at.get(device, (0, 0, 0.0)) > (epoch, number, now - _ORDER_SECONDS):
            return None
        self._told_at[device] = (epoch, number, now)
        return SettingOrder(device, epoch, number, values)

    def _key(self, id_: str) -> DeviceKey:
        try:
            return self._registry.key(id_)
        except ModisteError:
            if time.monotonic() - self._read_at < _MISSED_SECONDS:
                raise
            self._refresh()
            return self._registry.key(id_)

    def _refresh(self) -> None:
        self._registry, self._orders, self._read_at = self._keys(), self._ordered(), time.monotonic()

    def _keys(self) -> Registry:
        places = {each.id: each.location for each in self._ledger.devices()}
        keys = [
            DeviceKey(
                each.id, each.device, cast("ProofKind", each.kind), each.public,
                each.valid_from, each.valid_to, each.revoked_at,
            )
            for each in self._ledger.every_key()
        ]  # fmt: skip
        return Registry(keys, places, self._secret)


def _identity(message: Message) -> str:
    return f"{message.device} {message.epoch} {message.seq}"


def _messages(arrival: Arrival) -> int:
    return arrival.sealed.count(b"\n") + 1
