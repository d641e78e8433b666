"""A simulated fleet in a shop: its past is handed over by real devices' outboxes, then it reports live.

Knows how the supply room's fleet, clients and broker meet the shop's intake, and counts in the store what
became of every message; signals and orders are the room's. All of it is simulated, and every name says so.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from modiste.garment import Colourway, ModisteError, Sku
from modiste.learning import Event, Progress
from modiste.store import write_whole
from modiste.supply import (
    REPORTS,
    SITES,
    Credentials,
    DeviceClient,
    Fleet,
    FleetDevice,
    Goods,
    Link,
    MqttLink,
    Outbox,
    Sensed,
    Settable,
    TagRead,
    document_of,
    event_document,
    planted_faults,
)
from modiste.workspace.flows.supply_places import ShopSupplyPlaces

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

MOST_DEVICES = 200
DAY = 86_400_000
_PARTS = 64
_EVENTS = 1000
_FAULTY = 0.15
"""The share of streams in whose past something goes wrong."""
_TICK = 1.0
_SETTABLE = {REPORTS: Settable(1000, 4 * 3_600_000, "C26"), "Temperature": Settable(30, 135, "CEL")}
_DRAIN_SECONDS = 120.0
StopAsked = Callable[[], bool]
Content = tuple[Sequence[Sensed], Sequence[TagRead]]


@dataclass(frozen=True)
class Simulated:
    """What became of a simulation; counts of messages are from the store.

    Attributes:
        devices: How many reported.
        seconds: How long they reported live.
        sent: Messages that devices took into their outboxes.
        received: Of them, those in the store.
        lost: Those that are not.
        duplicated: Those that are there twice.
        rate: Messages a second, from the first hand-over to the last receipt.
        readings: Readings in them.
        events: Supply events that firms told.
        items: Items that are on their way or sold.
        example: One item that came to the shop, or "".
        p50_ms: From saying to receipt while live, of half of the messages; None where none was.
        p99_ms: The same of 99 in 100.
    """

    devices: int
    seconds: float
    sent: int
    received: int
    lost: int
    duplicated: int
    rate: float
    readings: int
    events: int
    items: int
    example: str
    p50_ms: float | None
    p99_ms: float | None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"simulated": True, **asdict(self)}


def simulate(
    shop: "Shop",
    devices: int = 50,
    seconds: float = 60.0,
    days: int = 28,
    seed: int = 0,
    progress: Progress = lambda _event: None,
    should_stop: StopAsked = lambda: False,
) -> Simulated:
    """Let a fleet report to a shop: what it has to say of the days before, then live. Again, it goes on.

    Args:
        shop: Whose intake listens.
        devices: How many, 1 to 200.
        seconds: How long they report live, each once a second.
        days: Of the past, 1 to 366; only the first time.
        seed: The fleet's chance; only the first time.
        progress: Told of every step.
        should_stop: Asked all the time; what is in the outboxes stays there.

    Raises:
        ModisteError: MOD-2550 where the shop has a fleet of another seed, MOD-2018 when it was stopped before
            it reported live.
    """
    begun = _Begun.of(shop, seed, days)
    fleet = _fleet(shop, begun, devices)
    places = ShopSupplyPlaces(shop.store)
    for site in SITES:
        if site.kind != "container":
            places.put(site.place, *site.at, site.name, site.name_zh, site.kind, is_simulated=True)
    now = time.time_ns() // 1_000_000
    progress(Event("note", 0, 3, "orders"))
    told = _tell_orders(shop, fleet, begun.told_ms, now)
    with ExitStack() as open_:
        intake = open_.enter_context(shop.devices.listening(("127.0.0.1", 0), embedded=True))
        intake.wait(10)
        reporters = [
            open_.enter_context(_Reporter(shop, each, begun.folder, intake.broker)) for each in fleet.devices
        ]
        started = time.monotonic()
        progress(Event("note", 1, 3, "the days before"))
        for number, each in enumerate(reporters):
            if should_stop():
                raise ModisteError("MOD-2018", what="The simulation")
            each.say_past(fleet, begun.told_ms, now)
            progress(Event("step", number + 1, len(reporters), each.device.name))
        begun.note(now)
        _hand_over(reporters, should_stop)
        if should_stop():
            raise ModisteError("MOD-2018", what="The simulation")
        shop.devices.writer.settle()
        progress(Event("note", 2, 3, "live"))
        live = time.monotonic()
        until = _report(fleet, reporters, now, seconds, progress, should_stop)
        lasted = time.monotonic() - live
        told += _tell_orders(shop, fleet, now, until)
        begun.note(until)
        _hand_over(reporters, lambda: False)
        took = time.monotonic() - started
        counts = [each.counts() for each in reporters]
    shop.insight.catch_up(should_stop=should_stop)
    sent, received, doubled = (sum(each[column] for each in counts) for column in range(3))
    waited = sorted(each for one in reporters for each in one.waited_ms)
    return Simulated(
        devices=len(reporters),
        seconds=round(lasted, 1),
        sent=sent,
        received=received,
        lost=sent - received,
        duplicated=doubled,
        rate=round(received / took, 1),
        readings=sum(each.readings for each in reporters),
        events=told,
        items=sum(len(order.items) for order in fleet.orders(now) if order.at["sewn"] < now),
        example=next((order.items[0] for order in fleet.orders(now) if order.at["unpacked"] < now), ""),
        p50_ms=round(waited[len(waited) // 2], 1) if waited else None,
        p99_ms=round(waited[int(len(waited) * 0.99)], 1) if waited else None,
    )


@dataclass
class _Begun:
    """What is kept of a simulation: its seed, its past, what is ordered, and up to when all was said."""

    folder: Path
    seed: int
    days: int
    begins_ms: int
    told_ms: int
    goods: tuple[Goods, ...]

    @classmethod
    def of(cls, shop: "Shop", seed: int, days: int) -> "_Begun":
        folder = shop.root / "simulation"
        try:
            said = orjson.loads((folder / "fleet.json").read_bytes())
        except FileNotFoundError:
            begins = (time.time_ns() // 1_000_000 // DAY - days) * DAY
            return cls(folder, seed, days, begins, begins, tuple(_goods(shop)))
        if said["seed"] != seed:
            raise ModisteError("MOD-2550", seed=seed, kept=said["seed"])
        goods = tuple(Goods(garment, tuple(gtins)) for garment, gtins in said["goods"])
        return cls(folder, seed, said["days"], said["begins_ms"], said["told_ms"], goods)

    def note(self, told_ms: int) -> None:
        """Keep that everything up to a moment is in the outboxes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        goods = [(each.garment, each.gtins) for each in self.goods]
        said = {
            "seed": self.seed,
            "days": self.days,
            "begins_ms": self.begins_ms,
            "told_ms": told_ms,
            "goods": goods,
        }
        write_whole(self.folder / "fleet.json", orjson.dumps(said))


class _Reporter:
    """One device of the fleet as it would be: outbox, key, link; entered and left as a context."""

    def __init__(self, shop: "Shop", device: FleetDevice, folder: Path, broker: tuple[str, int]) -> None:
        self.device = device
        self._ledger = shop.store.devices
        mark = shop.store.devices.marks().get(device.id)
        begin_after = (mark[-1][0].epoch, mark[-1][0].seq) if mark else None
        self._outbox = Outbox(folder / "outboxes" / device.id, device.id, begin_after=begin_after)
        self._before = (self._outbox.epoch, self._outbox.seq)
        self._ordered: dict[str, float] = {}
        self._client = DeviceClient(
            self._outbox,
            _credentials(shop, device),
            _Heard(MqttLink(device.id, broker), self._told),
            bounds=_SETTABLE,
            on_settings=self._ordered.__setitem__,
        )
        self._said: deque[float] = deque()
        self._unread = self._outbox.waiting
        self._heard = 0
        self.waited_ms: list[float] = []
        self.readings = 0

    def __enter__(self) -> "_Reporter":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def waiting(self) -> int:
        """Messages without a receipt."""
        return self._outbox.waiting

    def say_past(self, fleet: Fleet, since: int, until: int) -> None:
        """Take what it read in the past into the outbox, a day at a time."""
        contents: list[Content] = []
        for start in range(since - since % DAY, until, DAY):
            window = (self.device.id, max(start, since), min(start + DAY, until))
            contents += _contents(fleet.sensed(*window), fleet.tag_reads(*window))
        self._say(contents)
        self._unread += len(contents)

    def say_now(self, fleet: Fleet, since: int, until: int) -> None:
        """Take what it reads now into the outbox."""
        window = (self.device.id, since, until)
        contents = _contents(fleet.sensed(*window), fleet.tag_reads(*window))
        self._said.extend([time.monotonic()] * len(contents))
        self._say(contents)

    def obey(self, fleet: Fleet, at: int) -> None:
        """Be set to what the house ordered since it was last asked."""
        for name in tuple(self._ordered):
            fleet.set(self.device.id, name, self._ordered.pop(name), at)

    def pump(self) -> int:
        """Send what is due."""
        return self._client.pump()

    def counts(self) -> tuple[int, int, int]:
        """Messages that were said, that are in the store, and that are there twice."""
        epoch, first = self._before
        first = first if self._outbox.epoch == epoch else 0
        spans = self._ledger.envelopes(self.device.id, self._outbox.epoch, first, limit=1_000_000)
        numbers = [seq for each in spans for seq in range(max(each.first, first + 1), each.last + 1)]
        return self._outbox.seq - first, len(set(numbers)), len(numbers) - len(set(numbers))

    def _say(self, contents: Sequence[Content]) -> None:
        self.readings += sum(len(sensed) + len(reads) for sensed, reads in contents)
        if contents:
            self._client.say_all(contents)

    def _told(self) -> None:
        now = time.monotonic()
        for _ in range(self._client.receipted - self._heard):
            if self._unread:
                self._unread -= 1
            elif self._said:
                self.waited_ms.append(1000 * (now - self._said.popleft()))
        self._heard = self._client.receipted


class _Heard:
    """A link that says when a receipt was taken in."""

    def __init__(self, link: Link, heard: Callable[[], None]) -> None:
        self._link, self._heard = link, heard
        self.send, self.close = link.send, link.close

    def on_receipt(self, told: Callable[[bytes], None]) -> None:
        """As the link's, and say so afterwards."""

        def both(sealed: bytes) -> None:
            told(sealed)
            self._heard()

        self._link.on_receipt(both)


def _fleet(shop: "Shop", begun: _Begun, devices: int) -> Fleet:
    """The fleet with its faults, set as was approved."""
    whole = Fleet(devices, begun.seed, begun.begins_ms, goods=begun.goods)
    ends = begun.begins_ms + begun.days * DAY
    faults = planted_faults(whole, begun.seed, begun.begins_ms, ends, _FAULTY)
    fleet = Fleet(devices, begun.seed, begun.begins_ms, faults, begun.goods)
    for device, name, value, since in shop.control.settings():
        if any(each.id == device for each in fleet.devices):
            fleet.set(device, name, value, since)
    return fleet


def _goods(shop: "Shop") -> list[Goods]:
    """The shop's garments with GTINs, a few of them."""
    rows, found = shop.store.rows, []
    for garment in shop.garments.ids(limit=_GARMENTS):
        colourway = next(rows.scan(Colourway, where={"garment_id": garment}), None)
        skus = rows.scan(Sku, where={"colourway_id": colourway.id}) if colourway else ()
        gtins = tuple(sku.gtin for sku in skus if sku.gtin)
        if gtins:
            found.append(Goods(garment, gtins))
    return found


_GARMENTS = 12


def _credentials(shop: "Shop", device: FleetDevice) -> Credentials:
    """A key for a device; one that is known gets another, since the old one was shown once."""
    known = {each.id for each in shop.store.devices.devices()}
    if device.id in known:
        return shop.devices.rotate(device.id, overlap_ms=0)
    return shop.devices.register(device.id, device.kind, device.name, device.place, name_zh=device.name_zh)


def _tell_orders(shop: "Shop", fleet: Fleet, since: int, until: int) -> int:
    events, told = fleet.events(since, until), 0
    for start in range(0, len(events), _EVENTS):
        document = document_of(event_document(events[start : start + _EVENTS]))
        told += shop.supplying.capture(document, "proceed").added
    return told


def _contents(sensed: Sequence[Sensed], reads: Sequence[TagRead]) -> list[Content]:
    """As few messages as hold them; the readings of one moment stay together."""
    contents: list[Content] = []
    part: list[Sensed] = []
    for number, one in enumerate(sensed):
        part.append(one)
        following = sensed[number + 1].at if number + 1 < len(sensed) else None
        together = sum(1 for each in sensed[number + 1 : number + 9] if each.at == following)
        if following is None or (following != one.at and len(part) + together > _PARTS):
            contents.append((part, ()))
            part = []
    return [*contents, *(((), reads[start : start + _PARTS]) for start in range(0, len(reads), _PARTS))]


def _hand_over(reporters: Sequence[_Reporter], should_stop: StopAsked) -> None:
    """Send until all is receipted, or time is over: one after another, so that none waits and sends again."""
    for each in reporters:
        end = time.monotonic() + _DRAIN_SECONDS
        while each.waiting and time.monotonic() < end and not should_stop():
            if not each.pump():
                time.sleep(0.005)


def _report(
    fleet: Fleet,
    reporters: Sequence[_Reporter],
    since: int,
    seconds: float,
    progress: Progress,
    should_stop: StopAsked,
) -> int:
    """Let each say what it reads, once a second or as the house set it; returns up to when all was said."""
    for each in reporters:
        fleet.set(each.device.id, REPORTS, 1000 * _TICK, since)
    begun = time.monotonic()
    turns = 0
    while time.monotonic() - begun < seconds and not should_stop():
        until = time.time_ns() // 1_000_000
        for each in reporters:
            each.obey(fleet, since)
            each.say_now(fleet, since, until)
        since, turns = until, turns + 1
        progress(Event("step", round(time.monotonic() - begun), round(seconds), "live"))
        while time.monotonic() < min(begun + turns * _TICK, begun + seconds):
            if not sum(each.pump() for each in reporters):
                time.sleep(0.005)
    return since
