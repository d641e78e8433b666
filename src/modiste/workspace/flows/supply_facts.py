"""What follows from a shop's events and readings: ways and arrivals, footprints of orders, machines' health.

Knows which rows answer which question; the sums are the supply room's.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from modiste.garment import canonical_id
from modiste.store import EventFilter, KeptHour
from modiste.supply import (
    UNKNOWN_POWER,
    Factor,
    LeadTime,
    OnMachine,
    Way,
    footprints,
    health_words,
    lead_time,
    machine_health,
    millis,
    place_of,
    remaining,
    ways,
)
from modiste.workspace.flows.supply_items import garment_of, gtin_of

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

HOUR = 3_600_000
_PAGE = 500
_ORDER = "prodorder"
_METERS = {"Energy": 0, "Volume": 1}
_WEARS = ("Acceleration", "Power")
_TOLD = ("shipping", "departing", "receiving", "arriving", "accepting", "unloading")


class ShopSupplyFacts:
    """What the events and readings of one shop say of ways, orders and machines."""

    def __init__(self, shop: "Shop") -> None:
        self._shop, self._events, self._hours = shop, shop.store.supply_events, shop.store.supply_insight

    def arrivals(self, level: float = 0.9) -> dict[str, Any]:
        """How long each way takes, and what is under way with the moment when it should come.

        Args:
            level: The share of shipments that should lie in an interval.
        """
        found = ways(self._told({"step": _TOLD}))
        legs: dict[tuple[str, str], list[float]] = {}
        for way in found:
            if way.came_at:
                legs.setdefault((way.origin, way.destination), []).append((way.came_at - way.left_at) / HOUR)
        now = time.time_ns() // 1_000_000
        return {
            "level": level,
            "legs": [
                {
                    "origin": origin,
                    "destination": to,
                    "hours": asdict(lead_time(hours, _others(legs, (origin, to)), level)),
                }
                for (origin, to), hours in legs.items()
            ],
            "under_way": [_under_way(each, legs, now, level) for each in found if not each.came_at],
        }

    def footprint(self, kg_a_kwh: float | None = None) -> dict[str, Any]:
        """Energy, water and carbon of each order and piece, and what machines took with none on them.

        Args:
            kg_a_kwh: CO2 equivalents of the machines' power; from the cleanest to the dirtiest otherwise.
        """
        given = f"{kg_a_kwh:g} kg a kWh, as given" if kg_a_kwh is not None else ""
        factor = Factor(kg_a_kwh, kg_a_kwh, kg_a_kwh, given) if kg_a_kwh is not None else UNKNOWN_POWER
        self._shop.insight.catch_up()
        stays, pieces, gtins = self._stays()
        store = self._shop.store
        garments = {order: {garment_of(store, each) for each in some} for order, some in gtins.items()}
        machines = {each.machine for each in stays}
        used: dict[str, dict[int, tuple[float, float]]] = {}
        for device in self._shop.store.devices.devices():
            machine = _whole(device.location)
            if machine in machines:
                for quantity, column in _METERS.items():
                    for hour, amount in _counted(self._hours.hours(device.id, quantity, 0, 1 << 30)):
                        both = list(used.setdefault(machine, {}).get(hour, (0.0, 0.0)))
                        both[column] += amount
                        used[machine][hour] = (both[0], both[1])
        found, idle = footprints(stays, used)
        return {
            "factor": asdict(factor),
            "orders": [
                {
                    **_order(each, factor, pieces.get(each.order, 0)),
                    "garments": sorted(garments.get(each.order, set()) - {""}),
                }
                for each in found.values()
            ],
            "idle": [
                {"machine": machine, "kwh": round(kwh, 3), "litres": round(litres, 1)}
                for machine, (kwh, litres) in idle.items()
            ],
        }

    def health(self) -> list[dict[str, Any]]:
        """How each machine is, the worst first."""
        found = []
        for stream in self._hours.streams():
            if stream.quantity not in _WEARS or (stream.state or {}).get("moves"):
                continue
            rows = self._hours.hours(stream.device, stream.quantity, 0, 1 << 30)
            health = machine_health([(each.hour, each.total / each.readings) for each in rows])
            if health is not None:
                about = {"device": stream.device, "quantity": stream.quantity, "unit": stream.unit}
                why = health_words(stream.quantity, health)
                found.append({**about, **asdict(health), "why": why})
        return sorted(found, key=lambda each: each["index"])

    def _told(self, values: Mapping[str, tuple[str, ...]]) -> Iterator[Mapping[str, Any]]:
        """Events by time, without those that were declared errors."""
        past: tuple[int, int] | None = None
        void: set[str] = set()
        while True:
            rows = self._events.find(EventFilter(values=values), is_descending=False, past=past, limit=_PAGE)
            void |= {each.event["eventID"] for each in rows if "errorDeclaration" in each.event}
            yield from (each.event for each in rows if each.event["eventID"] not in void)
            if len(rows) < _PAGE:
                return
            past = (millis(rows[-1].event["eventTime"]), rows[-1].number)

    def _stays(self) -> tuple[list[OnMachine], dict[str, int], dict[str, set[str]]]:
        """Orders on machines, from loading to transformation in the same place; their pieces, their GTINs."""
        loaded: dict[tuple[str, str], tuple[int, float]] = {}
        stays, pieces, gtins = [], dict[str, int](), dict[str, set[str]]()
        for event in self._told({"step": ("loading", "commissioning")}):
            order, machine = order_of(event), _whole(place_of(event))
            if not order or not machine:
                continue
            at = millis(event["eventTime"])
            if event["type"] == "TransformationEvent":
                begun = loaded.pop((order, machine), None)
                if begun is not None:
                    stays.append(OnMachine(order, machine, begun[0], at, begun[1]))
                if event.get("outputEPCList"):
                    made = [canonical_id(each) for each in event["outputEPCList"]]
                    pieces[order] = pieces.get(order, 0) + len(made)
                    gtins.setdefault(order, set()).update(map(gtin_of, made))
            elif event.get("quantityList"):
                weight = sum(float(each.get("quantity", 0)) for each in event["quantityList"])
                loaded[order, machine] = (at, weight)
        return stays, pieces, gtins


def _others(legs: Mapping[tuple[str, str], Sequence[float]], mine: tuple[str, str]) -> list[Sequence[float]]:
    return [hours for leg, hours in legs.items() if leg != mine]


def _under_way(
    way: Way, legs: Mapping[tuple[str, str], Sequence[float]], now: int, level: float
) -> dict[str, Any]:
    """One shipment under way, to where most of that origin have gone."""
    to = max((leg for leg in legs if leg[0] == way.origin), key=lambda leg: len(legs[leg]), default=None)
    said: dict[str, Any] = {"origin": way.origin, "destination": to[1] if to else ""}
    said |= {"left_at": way.left_at, "things": way.things}
    if to is None:
        return {**said, "left": None, "overdue": False}
    elapsed, others = max((now - way.left_at) / HOUR, 0.0), _others(legs, to)
    left: LeadTime = remaining(legs[to], elapsed, others, level)
    is_late = elapsed > lead_time(legs[to], others, level).high
    return {**said, "left": asdict(left), "overdue": is_late}


def order_of(event: Mapping[str, Any]) -> str:
    """The production order that an event is of, or ""."""
    for each in event.get("bizTransactionList", ()):
        if str(each.get("type", "")).rpartition("-")[2].rpartition(":")[2] == _ORDER:
            return str(each["bizTransaction"])
    return ""


def _whole(place: str) -> str:
    return canonical_id(place) if place else ""


def _counted(rows: Sequence[KeptHour]) -> Iterator[tuple[int, float]]:
    """What a meter counted in each hour: its reading at the end beside that of the hour before."""
    for before, row in pairwise(rows):
        hours = row.hour - before.hour
        amount = max(row.last - before.last, 0.0) / hours
        yield from ((hour, amount) for hour in range(before.hour + 1, row.hour + 1))


def _order(one: Any, factor: Factor, pieces: int) -> dict[str, Any]:
    middle, low, high = one.carbon(factor)
    said = {
        "order": one.order,
        "pieces": pieces,
        "kwh": round(one.kwh, 3),
        "litres": round(one.litres, 1),
        "kg_co2e": round(middle, 3),
        "kg_co2e_low": round(low, 3),
        "kg_co2e_high": round(high, 3),
        "machines": [
            {"machine": machine, "kwh": round(kwh, 3), "litres": round(litres, 1)}
            for machine, (kwh, litres) in one.by_machine.items()
        ],
    }
    names = ("kwh", "litres", "kg_co2e", "kg_co2e_low", "kg_co2e_high")
    return {**said, "a_piece": {name: round(said[name] / pieces, 4) for name in names} if pieces else None}
