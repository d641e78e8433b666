"""What the simulated machines and rooms do, minute by minute, and what their sensors would read.

Knows physics in miniature: climates that follow the weather with a delay, shifts, batches that are filled,
heated and held, counters that only grow. The constants are plausible for sample-room machines, no
measurement of any; faults are `faults`', sampling is `fleet`'s.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.signal import lfilter

from modiste.garment import DeviceKind
from modiste.supply.fleet.chance import Chance, Counts, Reals
from modiste.supply.fleet.sites import Site
from modiste.supply.fleet.voyages import DAY, HOUR, last_voyage, whereabouts

GRID = 60_000
_WARM = 12 * HOUR
BATCH = 8 * HOUR
"""One dyeing: fill, heat, hold, cool, two rinses."""
LIQUOR, BATH = 100.0, 98.0
"""Litres of a fill (a 12 kg sample jet at 8:1) and the temperature that is held, in CEL."""
_HEATS = 2.0
"""CEL a minute."""
_WATER = 4.186 / 3600
"""kWh to heat a litre by one degree."""
Sets = Callable[[str, float], Reals]


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a sensor reads.

    Attributes:
        name: GS1's measurement type, or Latitude and Longitude.
        unit: UN/CEFACT's code.
        noise: Standard deviation of the sensor and of what it stands in.
        step: What it rounds to.
        is_count: Whether it only grows, as a meter does.
    """

    name: str
    unit: str
    noise: float
    step: float
    is_count: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """Minutes of a site, with the seasons and hours that are there.

    Attributes:
        at: Milliseconds since 1970.
        begins_ms: The fleet's first moment.
        site: Where.
    """

    at: Counts
    begins_ms: int
    site: Site

    @property
    def hour(self) -> Reals:
        """Of the day by the sun, 0 to 24."""
        return np.asarray((self.at / HOUR + self.site.longitude / 15) % 24)

    @property
    def weekday(self) -> Counts:
        """0 for Monday."""
        return np.asarray((self.at // DAY + 3) % 7)

    def works(self, first: float, last: float, days: int = 6) -> Reals:
        """1 within these hours of the week's first days, 0 else."""
        hour = self.hour
        return np.asarray((hour >= first) & (hour < last) & (self.weekday < days), dtype=np.float64)

    def outside(self, north: float | Reals | None = None) -> Reals:
        """The weather's temperature, in CEL: a sine of the year, one of the day, cooler the further north."""
        day = (self.at / DAY) % 365.25
        mean = 27.0 - 0.35 * (self.site.latitude if north is None else north)
        year = 9.5 * np.sin(2 * np.pi * (day - 110) / 365.25)
        return np.asarray(mean + year + 4.5 * np.sin(2 * np.pi * (self.hour - 9) / 24))


def _lagged(values: Reals, hours: float) -> Reals:
    """First-order answer to what acts on a room, with its time constant."""
    keep = float(np.exp(-GRID / (hours * HOUR)))
    return np.asarray(lfilter([1 - keep], [1, -keep], values, zi=[keep * values[0]])[0])


def _climate(temperature: float, humidity: float, first: float, last: float) -> "Signal":
    """A conditioned room: it gives way a little to the weather and to those who work in it."""

    def signal(times: Times, sets: Sets, _chance: Chance) -> Mapping[str, Reals]:
        wanted = sets("Temperature", temperature)
        warm = _lagged(wanted + 0.12 * (times.outside() - 15) + 1.1 * times.works(first, last), 1.5)
        moist = _lagged(sets("RelativeHumidity", humidity) - 2.0 * (warm - wanted), 0.8)
        return {"Temperature": warm, "RelativeHumidity": moist}

    return signal


def _ring_frame(times: Times, _sets: Sets, chance: Chance) -> Mapping[str, Reals]:
    """Spins day and night but Sunday morning; doffed for ten minutes every four hours."""
    runs = 1 - (times.weekday == 6) * (times.hour >= 6) * (times.hour < 14)
    runs = runs * ((times.at // GRID) % 240 >= 10)
    power = 0.15 + 2.1 * runs
    shake = 0.05 + 1.25 * runs * (1 + 0.03 * chance.wandering(times.at // GRID, 0.9))
    return {"Power": power, "Energy": power * GRID / HOUR, "Acceleration": shake}


def _jet(times: Times, sets: Sets, _chance: Chance) -> Mapping[str, Reals]:
    """Dyes a batch every eight hours of the working week, in water from the main at 15 CEL."""
    minute = (times.at % BATCH) / GRID
    works = (times.weekday < 6).astype(np.float64)
    hold = sets("Temperature", BATH)
    heats = np.clip(15 + _HEATS * (minute - 20), 15, hold)
    cools = np.clip(hold - 1.5 * (minute - 140), 60, hold)
    bath = np.where(minute < 140, heats, np.where(minute < 200, cools, 30.0))
    bath = _lagged(np.where(works > 0, bath, 22.0), 0.05)
    fills = sum((minute >= start) & (minute < start + 10) for start in (5, 205, 265)) * works
    rising = ((minute >= 20) & (heats < hold)) * works
    holding = ((heats >= hold) & (minute < 140)) * works
    energy = LIQUOR * _WATER * _HEATS * rising + 0.00045 * (hold - 20) * holding + 0.01 * works
    return {"Temperature": bath, "Volume": fills * LIQUOR / 10, "Energy": energy}


def _line(times: Times, _sets: Sets, chance: Chance) -> Mapping[str, Reals]:
    """A sewing cell: two shifts of six days, a break in each."""
    works = times.works(6, 22) * (1 - times.works(10, 10.5)) * (1 - times.works(18, 18.5))
    busy = 0.75 + 0.08 * chance.wandering(times.at // GRID, 0.9)
    power = 0.08 + 1.4 * works * busy
    return {"Power": power, "Energy": power * GRID / HOUR, "Count": works * busy * 3.0 * GRID / HOUR}


def _tracker(times: Times, _sets: Sets, chance: Chance) -> Mapping[str, Reals]:
    """Rides in a container: the sun heats it by day, the sea damps, cranes and trucks knock."""
    minutes = times.at // GRID
    every = times.at[::_HALF_HOUR]
    north, east = np.array([whereabouts(times.site.id, int(at), times.begins_ms) for at in every]).T
    north, east, rough = (
        np.repeat(each, _HALF_HOUR)[: len(minutes)]
        for each in (north, east, [_rough(times.site.id, int(at), times.begins_ms) for at in every])
    )
    sun = np.clip(np.sin(2 * np.pi * (times.hour - 6) / 24), 0, None)
    warm = _lagged(times.outside(north) + 11 * sun, 3.0)
    knocks = (chance.uniform(minutes) < 0.002 * rough) * (8 + 18 * chance.uniform(minutes + (1 << 41)))
    return {
        "Temperature": warm,
        "RelativeHumidity": np.clip(68 - 1.1 * (warm - 18) - 6 * sun, 20, 98),
        "Acceleration": 0.3 + 0.4 * np.sqrt(rough) + knocks,
        "Latitude": north,
        "Longitude": east,
    }


_HALF_HOUR = 30
_MINUTES = np.arange(DAY // GRID + 1)


def _rough(container: str, at: int, begins_ms: int) -> float:
    """How much a container is knocked about: by cranes and trucks, at sea, standing."""
    on = last_voyage(container, at, begins_ms)
    if on is None or at >= on.home:
        return 0.02
    is_handled = on.loads <= at < on.sails or on.comes <= at < on.unloads
    return 20.0 if is_handled else 1.0


def _nothing(_times: Times, _sets: Sets, _chance: Chance) -> Mapping[str, Reals]:
    """A door reads tags and has no sensor."""
    return {}


Signal = Callable[[Times, Sets, Chance], Mapping[str, Reals]]
_WARM_AIR = Quantity("Temperature", "CEL", 0.15, 0.1)
_MOIST_AIR = Quantity("RelativeHumidity", "P1", 0.8, 0.5)
_ENERGY = Quantity("Energy", "KWH", 0.0, 0.001, is_count=True)
_POWER = Quantity("Power", "KWT", 0.02, 0.001)


@dataclass(frozen=True, slots=True)
class Machine:
    """A kind of thing with sensors.

    Attributes:
        id: Short; with a number it names the device.
        site: Of which kind of site.
        name: In English.
        name_zh: In Chinese.
        kind: The spine's kind of device.
        every_ms: How often it reports unless told otherwise.
        quantities: What it reads.
        signal: What is there to read, on a grid of minutes.
    """

    id: str
    site: str
    name: str
    name_zh: str
    kind: DeviceKind
    every_ms: int
    quantities: tuple[Quantity, ...]
    signal: Signal


_QUARTER = 15 * 60_000
_AIR = (Quantity("Temperature", "CEL", 0.15, 0.1), Quantity("RelativeHumidity", "P1", 0.8, 0.5))
_ENERGY = Quantity("Energy", "KWH", 0.0, 0.001, is_count=True)
_POWER = Quantity("Power", "KWT", 0.02, 0.001)
_SHAKE = Quantity("Acceleration", "MSK", 0.03, 0.01)
_PLACE = (Quantity("Latitude", "DD", 0.0, 0.0001), Quantity("Longitude", "DD", 0.0, 0.0001))
_RIDES = (*_AIR, _SHAKE, *_PLACE)
_BATH = Quantity("Temperature", "CEL", 0.3, 0.1)
_FRAME = (_POWER, _ENERGY, _SHAKE)
_JET = (_BATH, Quantity("Volume", "LTR", 0.0, 0.1, is_count=True), _ENERGY)
_CELL = (_POWER, _ENERGY, Quantity("Count", "C62", 0.0, 1.0, is_count=True))


def _air(id_: str, site: str, name: str, name_zh: str, *climate: float) -> Machine:
    return Machine(id_, site, name, name_zh, "sensor", _QUARTER, _AIR, _climate(*climate))


def _door(id_: str, site: str, name: str, name_zh: str) -> Machine:
    return Machine(id_, site, name, name_zh, "rfid_reader", _QUARTER, (), _nothing)


MACHINES: tuple[Machine, ...] = (
    _air("hall", "spinning-mill", "Hall climate", "车间温湿度", 27, 57, 0, 24),
    Machine("frame", "spinning-mill", "Ring frame", "环锭细纱机", "sensor", _QUARTER, _FRAME, _ring_frame),
    Machine("jet", "dye-house", "Sample dyeing jet", "小样染色机", "sensor", _QUARTER // 3, _JET, _jet),
    Machine("cell", "sewing-factory", "Sewing cell", "缝制单元", "gateway", _QUARTER, _CELL, _line),
    _air("floor", "sewing-factory", "Sewing floor climate", "缝制车间温湿度", 24, 50, 6, 22),
    Machine(
        "tracker", "container", "Container tracker", "集装箱追踪器", "sensor", _QUARTER, _RIDES, _tracker
    ),
    _air("air", "warehouse", "Warehouse climate", "仓库温湿度", 18, 50, 6, 22),
    _door("door", "warehouse", "Warehouse door", "仓库通道门"),
    _air("store", "shop", "Shop climate", "门店温湿度", 21, 48, 10, 20),
    _door("gate", "shop", "Shop door", "门店通道门"),
)


class Trace:
    """One machine's true signals, a day at a time; a day is computed once.

    Args:
        machine: What it is.
        site: Where.
        device: Its id, which its chance hangs on.
        seed: The fleet's.
        begins_ms: The fleet's first moment; meters stand at zero then.
    """

    def __init__(self, machine: Machine, site: Site, device: str, seed: int, begins_ms: int) -> None:
        self._machine, self._site, self._begins = machine, site, begins_ms
        self._chance = Chance(seed, f"{device} plant")
        self._counts = [each.name for each in machine.quantities if each.is_count]
        self._days: dict[int, Mapping[str, Reals]] = {}
        self._totals: dict[int, dict[str, float]] = {0: dict.fromkeys(self._counts, 0.0)}
        self._sets: list[tuple[int, str, float]] = []

    def set(self, name: str, value: float, at: int) -> None:
        """Another set-point from a moment on; what was is left as it was."""
        self._sets = sorted([*self._sets, (at, name, value)])
        day = (at - self._begins) // DAY
        self._days = {each: values for each, values in self._days.items() if each < day}
        self._totals = {each: values for each, values in self._totals.items() if each <= day}

    def values(self, name: str, at: Counts) -> Reals:
        """A quantity at these moments, none before the first, in their order."""
        found = np.empty(len(at))
        days = (at - self._begins) // DAY
        for day in np.unique(days):
            here = days == day
            block = self._day(int(day))
            found[here] = np.interp(
                (at[here] - self._begins) / GRID - int(day) * 1440, np.arange(1441), block[name]
            )
        return found

    def _day(self, day: int) -> Mapping[str, Reals]:
        if day in self._days:
            return self._days[day]
        start = self._begins + day * DAY
        at = np.arange(start - _WARM, start + DAY + GRID, GRID)
        times = Times(at, self._begins, self._site)
        made = self._machine.signal(times, lambda name, plain: self._wanted(name, plain, at), self._chance)
        values = {name: value[_WARM // GRID :] for name, value in made.items()}
        for name in self._counts:
            steps = values[name][:-1]
            values[name] = self._total(day)[name] + np.concatenate(([0.0], np.cumsum(steps)))
        self._days[day] = values
        self._totals[day + 1] = {name: float(values[name][-1]) for name in self._counts}
        return values

    def _total(self, day: int) -> dict[str, float]:
        for each in range(max(known for known in self._totals if known <= day), day):
            self._day(each)
        return self._totals[day]

    def _wanted(self, name: str, plain: float, at: Counts) -> Reals:
        wanted = np.full(len(at), plain)
        for since, of, value in self._sets:
            if of == name:
                wanted[at >= since] = value
        return wanted
