"""The simulated fleet whole: its devices, what each reads in any window, which faults are in it, its orders.

Knows sampling and rounding; signals are `plant`'s, ways `orders`'. Everything is a function of the seed and
the moment, so that a window can be asked for again. Nothing of it is real, and every name says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

import numpy as np

from modiste.garment import DeviceKind
from modiste.supply.fleet.chance import Chance, Counts
from modiste.supply.fleet.faults import FaultKind, PlantedFault, drawn_fault, spoiled
from modiste.supply.fleet.orders import EVERY, Event, Goods, Order, demonstration_goods
from modiste.supply.fleet.plant import MACHINES, Machine, Quantity, Trace
from modiste.supply.fleet.sites import SITES, Site
from modiste.supply.fleet.voyages import CONTAINERS
from modiste.supply.insight.control import REPORTS
from modiste.supply.intake.smoothing import moment
from modiste.supply.messages import Sensed, TagRead

_ONCE = ("hall", "floor", "air", "door", "store", "gate")
_READS = 3
"""How often a door reads each tag that passes."""


@dataclass(frozen=True, slots=True)
class FleetDevice:
    """A device of the fleet.

    Attributes:
        id: "sim-" and what it is.
        kind: The spine's.
        name: In English, with "(simulated)".
        name_zh: In Chinese, with the same.
        site: The id of its site.
        place: Its name for where it is: a machine's GLN with extension, or the container it rides in.
        quantities: What it reads: GS1 measurement types and unit codes.
        every_ms: How often it reports unless it is set.
    """

    id: str
    kind: DeviceKind
    name: str
    name_zh: str
    site: str
    place: str
    quantities: tuple[tuple[str, str], ...]
    every_ms: int


class Fleet:
    """A simulated fleet.

    Args:
        devices: How many, from 1; each kind once, then machines again in turn.
        seed: Its chance.
        begins_ms: Its first moment; meters stand at zero, and the first order begins.
        faults: What goes wrong.
        goods: What is ordered; a garment of no shop otherwise.
    """

    def __init__(
        self,
        devices: int = 50,
        seed: int = 0,
        begins_ms: int = 0,
        faults: Sequence[PlantedFault] = (),
        goods: Sequence[Goods] = (),
    ) -> None:
        self.sites, self.seed, self.begins_ms = SITES, seed, begins_ms
        self.faults = tuple(faults)
        self._goods = tuple(goods) or demonstration_goods()
        self._machines: dict[str, tuple[Machine, Site]] = {}
        self._traces: dict[str, Trace] = {}
        self._every: dict[str, list[tuple[int, int]]] = {}
        self._orders: dict[int, Order] = {}
        made = []
        for machine, site, number in _numbered(devices):
            device = _device(machine, site, number)
            made.append(device)
            self._machines[device.id] = (machine, site)
            self._traces[device.id] = Trace(machine, site, device.id, seed, begins_ms)
            self._every[device.id] = [(begins_ms, device.every_ms)]
        self.devices = tuple(made)

    def quantities(self, device: str) -> tuple[Quantity, ...]:
        """What a device reads, with the noise of each."""
        return self._machines[device][0].quantities

    def set(self, device: str, name: str, value: float, at_ms: int) -> None:
        """Set how often a device reports ("every_ms"), or a set-point ("Temperature"), from a moment on."""
        if name == REPORTS:
            earlier = [each for each in self._every[device] if each[0] < at_ms]
            self._every[device] = [*earlier, (at_ms, int(value))]
        else:
            self._traces[device].set(name, value, at_ms)

    def sensed(self, device: str, since_ms: int, until_ms: int) -> tuple[Sensed, ...]:
        """What a device reads from a moment on and before another, by time.

        Args:
            device: Its id.
            since_ms: Milliseconds since 1970.
            until_ms: The same.
        """
        at, turns = self._moments(device, max(since_ms, self.begins_ms), until_ms)
        for silence in self._of(device, ""):
            at, turns = at[~silence.holds(at)], turns[~silence.holds(at)]
        if not len(at):
            return ()
        quantities = self.quantities(device)
        rows = zip(*(self._read(device, each, at, turns) for each in quantities), strict=True)
        return tuple(
            Sensed(moment, each.name, value, each.unit)
            for moment, values in zip(at.tolist(), rows, strict=False)
            for each, value in zip(quantities, values, strict=True)
        )

    def tag_reads(self, device: str, since_ms: int, until_ms: int) -> tuple[TagRead, ...]:
        """What a door reads: every piece three times as its carton comes in, on antenna 1."""
        machine, _ = self._machines[device]
        step = {"door": "unloads", "gate": "at shop"}.get(machine.id)
        if step is None:
            return ()
        reads = []
        for order in self._begun(until_ms):
            chance = Chance(self.seed, f"{device} {order.name}")
            for piece, epc in enumerate(order.items):
                for turn in range(_READS):
                    at = order.at[step] + piece * 900 + turn * 250
                    if since_ms <= at < until_ms:
                        strength = round(-62 + 8 * (chance.one(piece * _READS + turn) - 0.5), 1)
                        reads.append(TagRead(at, epc, 1, strength))
        return tuple(sorted(reads, key=lambda each: (each.at, each.epc)))

    def events(self, since_ms: int, until_ms: int) -> list[Event]:
        """What firms say happened from a moment on and before another, without ids, by time."""
        low, high = moment(since_ms), moment(until_ms)
        said = [event for order in self._begun(until_ms) for event in order.events()]
        within = [event for event in said if low <= event["eventTime"] < high]
        return sorted(within, key=lambda event: str(event["eventTime"]))

    def orders(self, until_ms: int) -> list[Order]:
        """The orders that have begun before a moment."""
        return list(self._begun(until_ms))

    def _begun(self, until_ms: int) -> Iterator[Order]:
        for number in count():
            if self.begins_ms + number * EVERY >= until_ms:
                return
            if number not in self._orders:
                goods = self._goods[number % len(self._goods)]
                self._orders[number] = Order(number, goods, self.begins_ms, self.seed)
            yield self._orders[number]

    def _of(self, device: str, quantity: str) -> list[PlantedFault]:
        return [each for each in self.faults if (each.device, each.quantity) == (device, quantity)]

    def _moments(self, device: str, since: int, until: int) -> tuple[Counts, Counts]:
        """When it reports, at multiples of its interval, and which turn each is."""
        spans = [*self._every[device], (until, 1)]
        found = []
        for (first, every), (last, _) in pairwise(spans):
            turns = np.arange(-(-max(since, first) // every), -(-min(until, last) // every), dtype=np.int64)
            found.append((turns * every, turns))
        return np.concatenate([at for at, _ in found]), np.concatenate([turns for _, turns in found])

    def _read(self, device: str, quantity: Quantity, at: Counts, turns: Counts) -> list[float]:
        plain = self._traces[device].values(quantity.name, at)
        values = plain
        if quantity.noise:
            chance = Chance(self.seed, f"{device} {quantity.name}")
            values = plain + quantity.noise * chance.wandering(turns, 0.5)
        values = spoiled(values, at, plain, self._of(device, quantity.name))
        digits = max(0, -int(np.floor(np.log10(quantity.step))))
        rounded = np.round(np.round(values / quantity.step) * quantity.step, digits)
        return [float(each) for each in rounded]


def planted_faults(
    fleet: Fleet, seed: int, begins_ms: int, ends_ms: int, share: float = 0.3
) -> tuple[PlantedFault, ...]:
    """Faults for a share of a fleet's streams, at most one each; wear only where something vibrates.

    Args:
        fleet: Whose streams.
        seed: Of the draw.
        begins_ms: The first third of the span from here on stays whole.
        ends_ms: No fault ends later.
        share: Of the streams that have noise.
    """
    chance, made = Chance(seed, "faults"), []
    streams = [(device, each) for device in fleet.devices for each in fleet.quantities(device.id)]
    for number, (device, quantity) in enumerate(streams):
        if not quantity.noise or chance.one(number) >= share:
            continue
        kind = _KINDS[int(chance.one(number + 10_000) * len(_KINDS))]
        if quantity.name == "Acceleration" and chance.one(number + 20_000) < 0.5:
            kind = "wear"
        own = Chance(seed, f"{device.id} {quantity.name} fault")
        stream, span = (device.id, quantity.name), (begins_ms, ends_ms)
        made.append(drawn_fault(kind, stream, quantity.noise, device.every_ms, span, own))
    return tuple(made)


_KINDS: tuple[FaultKind, ...] = ("spike", "step", "drift", "stuck", "noise", "excursion", "silence")


def _numbered(devices: int) -> Iterable[tuple[Machine, Site, int]]:
    """So many machines with their sites and numbers: each kind once, then those of which a site has many."""
    of_container = iter(CONTAINERS)
    sites = {each.id: each for each in SITES}
    numbers: dict[str, int] = {}
    made = 0
    for turn in count():
        for machine in MACHINES:
            if turn and machine.id in _ONCE:
                continue
            at = next(of_container, None) if machine.site == "container" else sites[machine.site]
            if at is None:
                continue
            if made == devices:
                return
            numbers[machine.id] = numbers.get(machine.id, 0) + 1
            made += 1
            yield machine, at, numbers[machine.id]


def _device(machine: Machine, site: Site, number: int) -> FleetDevice:
    place = (
        site.place if site.kind == "container" else f"{site.place.rsplit('.', 1)[0]}.{machine.id}-{number}"
    )
    return FleetDevice(
        f"sim-{machine.id}-{number}",
        machine.kind,
        f"{machine.name} {number} (simulated)",
        f"{number} 号{machine.name_zh}（模拟）",
        site.id,
        place,
        tuple((each.name, each.unit) for each in machine.quantities),
        machine.every_ms,
    )
