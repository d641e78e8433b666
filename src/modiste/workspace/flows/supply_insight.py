"""What a shop's readings say: followed event by event, alarms raised and ended, hours kept for curves.

Knows how the supply room's detectors meet the store; each step is written in one transaction with the number
of the last event in it, so that a kill loses nothing and counts nothing twice. Silence is judged by the
newest reading of any device, not by a clock, once all is read.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from modiste.garment import ModisteError
from modiste.learning import Event, Progress
from modiste.store import KeptEvent, KeptHour, KeptLimit, KeptStream
from modiste.supply import (
    LIMITS,
    SETTING,
    Alarm,
    Finding,
    Normal,
    Thresholds,
    Watch,
    alarm_words,
    beyond,
    grown,
    raised,
    readings_in,
    rides_in,
)

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

HOUR = 3_600_000
_PAGE = 500
_UNWATCHED = ("Latitude", "Longitude", "Energy", "Volume", "Count")
"""Where a device is, and meters that only grow: kept, not judged."""
_LONG_INSIDE = 24
"""Readings within its limits that end an alarm."""
_SAYS = "sensor_reporting"


@dataclass(frozen=True)
class CaughtUp:
    """What came of reading on.

    Attributes:
        events: Supply events that were read.
        readings: Of them, sensors' readings.
        raised: New alarms.
        ended: Alarms that are over.
    """

    events: int
    readings: int
    raised: int
    ended: int


class ShopInsight:
    """What the readings of one shop say."""

    def __init__(self, shop: "Shop", rules: Thresholds | None = None) -> None:
        self._shop, self._kept, self._events = shop, shop.store.supply_insight, shop.store.supply_events
        self._limits, self._rules = shop.store.supply_limits, rules or Thresholds()

    def catch_up(
        self, progress: Progress = lambda _event: None, should_stop: Callable[[], bool] = lambda: False
    ) -> CaughtUp:
        """Read every event that was not read yet."""
        events = readings = raised_ = ended = 0
        begun, last = self._kept.mark(), self._events.last_number()
        while begun < last and not should_stop():
            with self._kept.database.writing() as connection:
                self._kept.begin(connection)
                mark = self._kept.mark(connection)
                found = self._events.after(connection, mark, _PAGE)
                if not found:
                    break
                step = _Step(
                    self._kept.streams(connection),
                    self._kept.open_alarms(connection),
                    self._rules,
                    self._limits.all(connection),
                )
                for each in found:
                    step.take(each)
                if found[-1].number >= self._events.last_number():
                    step.hear_silence()
                self._kept.put_streams(connection, step.streams())
                self._kept.add_hours(connection, step.hours.values())
                self._kept.put_alarms(connection, [asdict(each) for each in step.changed.values()])
                self._kept.put_mark(connection, found[-1].number)
            events, readings = events + len(found), readings + step.readings
            raised_, ended = raised_ + step.raised, ended + step.ended
            progress(Event("step", found[-1].number - begun, max(last - begun, 1), "readings"))
        return CaughtUp(events, readings, raised_, ended)

    def alarms(self, *, lasting: bool = False, device: str = "", limit: int = 200) -> list[dict[str, Any]]:
        """Alarms with their words, those that last first, then the newest."""
        return [_told(each) for each in self._kept.alarms(lasting=lasting, device=device, limit=limit)]

    def acknowledge(self, id_: str, who: str, note: str = "") -> dict[str, Any]:
        """Say that somebody has seen an alarm; nobody, "", takes it back.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        at = time.time_ns() // 1_000_000 if who else 0
        return _told(self._kept.acknowledge(id_, who, at, note))

    def limits(self) -> list[KeptLimit]:
        """The limits that users set, by device and quantity."""
        return self._limits.all()

    def set_limit(
        self, device: str, quantity: str, low: float | None, high: float | None, who: str
    ) -> KeptLimit:
        """Say from where to where readings may be, from the next one on; neither forgets it.

        Raises:
            ModisteError: MOD-1103 when there is no such device, MOD-2583 where nothing lies between.
        """
        self._shop.store.devices.device(device)
        if low is not None and high is not None and low >= high:
            raise ModisteError("MOD-2583", low=f"{low:g}", high=f"{high:g}")
        made = KeptLimit(device, quantity, low, high, who, time.time_ns() // 1_000_000)
        self._limits.put(made)
        self._shop.log.info("device limit set", device=device, quantity=quantity, low=low, high=high)
        return made

    def latest(self) -> dict[str, list[dict[str, Any]]]:
        """By device, the newest reading of each quantity."""
        found: dict[str, list[dict[str, Any]]] = {}
        for each in self._kept.streams():
            said = {"quantity": each.quantity, "unit": each.unit, "at": each.last_at, "value": each.last}
            found.setdefault(each.device, []).append(said)
        return found

    def series(
        self, device: str, quantity: str, since: int, until: int, points: int = 200
    ) -> list[list[float | None]]:
        """A curve: at most so many rows of moment, least, mean and most, and from where to where is normal.

        Args:
            device: Whose.
            quantity: Of what.
            since: Milliseconds since 1970.
            until: The same, excluded.
            points: How many.
        """
        rows = self._kept.hours(device, quantity, since // HOUR, -(-until // HOUR))
        together = -(-len(rows) // max(points, 1)) or 1
        streams = self._kept.streams(device=device)
        state = next((each.state for each in streams if each.quantity == quantity and each.state), None)
        normal = Watch.of(state).normal if state and not state["moves"] else Normal()
        return [_joined(rows[start : start + together], normal) for start in range(0, len(rows), together)]


class _Step:
    """One transaction's readings."""

    def __init__(
        self,
        streams: Sequence[KeptStream],
        alarms: Sequence[Mapping[str, Any]],
        rules: Thresholds,
        limits: Sequence[KeptLimit] = (),
    ) -> None:
        self._rules = rules
        self._limits = {(each.device, each.quantity): _ends(each) for each in limits}
        self._units = {(each.device, each.quantity): each.unit for each in streams}
        self._watches = {(each.device, each.quantity): Watch.of(each.state) for each in streams if each.state}
        self._last = {(each.device, each.quantity): (each.last_at, each.last) for each in streams}
        self._open = {_slot(each["device"], each["quantity"], each["kind"]): Alarm(**each) for each in alarms}
        self._touched: set[tuple[str, str]] = set()
        self._heard: dict[str, int] = {}
        for each in streams:
            self._heard[each.device] = max(self._heard.get(each.device, 0), each.last_at)
        self.hours: dict[tuple[str, str, int], KeptHour] = {}
        self.changed: dict[str, Alarm] = {}
        self.readings = self.raised = self.ended = 0

    def take(self, kept: KeptEvent) -> None:
        """One supply event; other than sensors' it says nothing here."""
        if kept.event.get("bizStep") != _SAYS:
            return
        moves = any(rides_in(each) for each in kept.event.get("epcList", ()))
        for at, device, quantity, value, unit in readings_in(kept.event):
            self._take(device, quantity, at, value, unit, moves=moves)

    def hear_silence(self) -> None:
        """Which devices are overdue, by the newest reading of any; which are heard again."""
        now = max((at for at, _ in self._last.values()), default=0)
        newest: dict[str, tuple[int, tuple[str, str]]] = {}
        for key, watch in self._watches.items():
            if watch.last_at >= newest.get(key[0], (0, key))[0]:
                newest[key[0]] = (watch.last_at, key)
        for device, (_, key) in newest.items():
            slot = _slot(device, "", "silence")
            found = self._watches[key].silence(now, self._rules)
            if found is not None:
                self._wrong(slot, (device, "", ""), found, now)

    def streams(self) -> Iterator[KeptStream]:
        """Those that were read."""
        for key in self._touched:
            watch = self._watches.get(key)
            at, value = self._last[key]
            yield KeptStream(*key, self._units[key], at, value, watch.to_json() if watch else {})

    def _take(self, device: str, quantity: str, at: int, value: float, unit: str, *, moves: bool) -> None:
        key = (device, quantity)
        self.readings += 1
        self._touched.add(key)
        self._units[key] = unit
        _add(self.hours, key, at, value)
        if at >= self._last.get(key, (0, 0.0))[0]:
            self._last[key] = (at, value)
        if quantity in _UNWATCHED or quantity.startswith(SETTING):
            return
        watch = self._watches.get(key)
        if watch is None:
            watch = self._watches[key] = Watch.new(moves=moves)
        self._heard_again(key, watch, at)
        limits = self._limits.get(key) or (LIMITS.get(quantity) if moves else None)
        if limits is not None:
            self._limit(key, watch, unit, at, value, limits)
        if moves and quantity == "Acceleration":  # a container is knocked about; what matters is its limit
            return
        found = watch.read(at, value, self._rules)
        slot = _slot(device, quantity, "")
        if found is not None:
            self._wrong(slot, (device, quantity, unit), found, at)
        elif slot in self._open and not watch.is_wrong:
            self._over(slot, at)

    def _heard_again(self, key: tuple[str, str], watch: Watch, at: int) -> None:
        """A device that was overdue when it spoke: an alarm that is over, once for all its quantities."""
        slot, before = _slot(key[0], "", "silence"), self._heard.get(key[0], 0)
        self._heard[key[0]] = max(before, at)
        found = watch.silence(at, self._rules) if 0 < before < at else None
        if found is not None and before <= watch.last_at:
            self._wrong(slot, (key[0], "", ""), found, at)
        if slot in self._open and at > before:
            self._over(slot, at)

    def _limit(
        self,
        key: tuple[str, str],
        watch: Watch,
        unit: str,
        at: int,
        value: float,
        limits: tuple[float, float],
    ) -> None:
        slot, found = _slot(*key, "limit"), beyond(limits, value, at)
        watch.inside = 0 if found is not None else watch.inside + 1
        if found is not None:
            self._wrong(slot, (*key, unit), found, at, is_limit=True)
        elif slot in self._open and watch.inside >= _LONG_INSIDE:
            self._over(slot, at)

    def _wrong(
        self, slot: str, stream: tuple[str, str, str], found: Finding, at: int, *, is_limit: bool = False
    ) -> None:
        alarm = self._open.get(slot)
        if alarm is None:
            alarm = raised(uuid4().hex, stream, found, at, "limit" if is_limit else None)
            self.raised += 1
        else:
            alarm = grown(alarm, found, at)
        self._open[slot] = self.changed[alarm.id] = alarm

    def _over(self, slot: str, at: int) -> None:
        alarm = self._open.pop(slot)
        self.changed[alarm.id] = Alarm(**{**asdict(alarm), "ended_at": max(at, alarm.raised_at)})
        self.ended += 1


def _ends(limit: KeptLimit) -> tuple[float, float]:
    return (
        float("-inf") if limit.low is None else limit.low,
        float("inf") if limit.high is None else limit.high,
    )


def _slot(device: str, quantity: str, kind: str) -> str:
    """One alarm at a time for a stream's signal, for its limit, and for a device's silence."""
    return f"{device} {quantity} {'limit' if kind == 'limit' else ''}"


def _add(hours: dict[tuple[str, str, int], KeptHour], key: tuple[str, str], at: int, value: float) -> None:
    place = (*key, at // HOUR)
    one = hours.get(place)
    if one is None:
        hours[place] = KeptHour(*place, 1, value, value, value, value)
    else:
        hours[place] = KeptHour(
            *place, one.readings + 1, min(one.low, value), one.total + value, max(one.high, value), value
        )


def _joined(rows: Sequence[KeptHour], normal: Normal) -> list[float | None]:
    count = sum(each.readings for each in rows)
    mean = sum(each.total for each in rows) / count
    band = normal.band(rows[0].hour * HOUR, (rows[-1].hour + 1) * HOUR) or (None, None)
    least, most = min(each.low for each in rows), max(each.high for each in rows)
    return [rows[0].hour * HOUR, least, mean, most, *band]


def _told(alarm: Mapping[str, Any]) -> dict[str, Any]:
    one = Alarm(**alarm)
    return {**asdict(one), "why": alarm_words(one)}
