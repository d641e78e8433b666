"""Settings of a shop's devices: proposed from their own readings, within bounds, approved, set, taken back.

Knows which readings a proposal is made of, who may move it on, and what is set now; the sums are the supply
room's. Nothing is set that nobody approved, and what was set before is kept with what replaced it.
"""

import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from modiste.garment import ModisteError, canonical_id
from modiste.store import EventFilter, KeptSetting
from modiste.supply import (
    REPORTS,
    SETTING,
    TOLERANCES,
    BetterSetting,
    cooler,
    millis,
    readings_in,
    rides_in,
    seldomer,
)

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

DAY = 86_400_000
_DAYS = 14
_PAGE = 500


class ShopControl:
    """What the devices of one shop are set to."""

    def __init__(self, shop: "Shop") -> None:
        self._shop, self._kept = shop, shop.store.supply_settings

    def propose(
        self,
        device: str,
        name: str = REPORTS,
        who: str = "",
        *,
        quantity: str = "Temperature",
        tolerance: float | None = None,
        low: float | None = None,
        high: float | None = None,
    ) -> KeptSetting:
        """Propose how seldom a device may report, or how low a bath may be.

        Args:
            device: Whose.
            name: "every_ms", or "Temperature" of a machine with an energy meter.
            who: Who asks.
            quantity: For how seldom: of which curve.
            tolerance: For how seldom: by how much the curve may be missed, in its unit.
            low: For a set-point: the least that still does.
            high: For a set-point: the most.

        Raises:
            ModisteError: MOD-1103 when there is no such device, MOD-2552 where its readings allow none.
        """
        known = self._shop.store.devices.device(device)
        curves: dict[str, list[tuple[int, float]]] = {}
        for at, of, value in self._readings(device, known.location):
            curves.setdefault(of, []).append((at, value))
        made = self._made(name, curves, quantity, tolerance, low, high)
        if made is None:
            raise ModisteError("MOD-2552", device=device, name=name)
        said = {**asdict(made), "quantity": quantity if name == REPORTS else name}
        return self._kept.propose(device, name, made.value, made.now, said, who, _now())

    def approve(self, id_: str, who: str, note: str = "") -> KeptSetting:
        """Set what was proposed; raises as `reverse`."""
        return self._moved(id_, "proposed", "approved", who, note)

    def refuse(self, id_: str, who: str, note: str = "") -> KeptSetting:
        """Leave what is set; raises as `reverse`."""
        return self._moved(id_, "proposed", "refused", who, note)

    def reverse(self, id_: str, who: str, note: str = "") -> KeptSetting:
        """Set again what was set before.

        Raises:
            ModisteError: MOD-1103 when there is none, MOD-2553 where it is in another state.
        """
        return self._moved(id_, "approved", "reversed", who, note)

    def listing(self, device: str = "", state: str = "") -> list[KeptSetting]:
        """Proposals and what was decided, the newest first."""
        return self._kept.listing(device, state)

    def settings(self, device: str = "") -> list[tuple[str, str, float, int]]:
        """What is set by decisions: device, name, value and since when, in the order it was decided."""
        return [
            (each.device, each.name, _value(each), each.decided_at)
            for each in self._kept.decided()
            if device in ("", each.device)
        ]

    def orders(self) -> dict[str, tuple[int, dict[str, float]]]:
        """What each device is told: an order's number, one more with every decision, and what is set."""
        found: dict[str, tuple[int, dict[str, float]]] = {}
        for each in self._kept.decided():
            number, values = found.get(each.device, (0, {}))
            made = number + (1 if each.state == "approved" else 2)
            found[each.device] = (made, {**values, each.name: _value(each)})
        return found

    def taken(self) -> dict[tuple[str, str], tuple[float, int]]:
        """What devices say that they are set to: by device and name the value, and since when."""
        return {
            (each.device, each.quantity.removeprefix(SETTING)): (each.last, each.last_at)
            for each in self._shop.store.supply_insight.streams()
            if each.quantity.startswith(SETTING)
        }

    def _moved(self, id_: str, before: Any, after: Any, who: str, note: str) -> KeptSetting:
        made = self._kept.decide(id_, before, after, who, note, _now())
        if made is None:
            raise ModisteError("MOD-2553", id=id_[:40], state=before)
        self._shop.log.info("device setting decided", device=made.device, setting=made.name, state=after)
        return made

    @staticmethod
    def _made(
        name: str,
        curves: dict[str, list[tuple[int, float]]],
        quantity: str,
        tolerance: float | None,
        low: float | None,
        high: float | None,
    ) -> BetterSetting | None:
        if name == REPORTS:
            rows = curves.get(quantity, [])
            within = TOLERANCES.get(quantity, 0.0) if tolerance is None else tolerance
            return seldomer([at for at, _ in rows], [value for _, value in rows], within)
        if low is None or high is None or "Energy" not in curves or name not in curves:
            return None
        return cooler(curves[name], curves["Energy"], low, high)

    def _readings(self, device: str, place: str) -> Iterator[tuple[int, str, float]]:
        """A device's readings of the last two weeks that it reported in, by time."""
        step: dict[str, tuple[str, ...]] = {"step": ("sensor_reporting",)}
        name = canonical_id(place) if place else ""
        if rides_in(place):
            asked = EventFilter(things=((name, False),), values=step)
        else:
            asked = EventFilter(values={**step, "place": (name,)})
        events = self._shop.store.supply_events
        newest = events.find(asked, limit=1)
        since = millis(newest[0].event["eventTime"]) - _DAYS * DAY if newest else 0
        past: tuple[int, int] | None = None
        while True:
            rows = events.find(replace(asked, since=since), is_descending=False, past=past, limit=_PAGE)
            for each in rows:
                for at, whose, quantity, value, _ in readings_in(each.event):
                    if whose == device and at >= since:
                        yield at, quantity, value
            if len(rows) < _PAGE:
                return
            past = (millis(rows[-1].event["eventTime"]), rows[-1].number)


def _value(setting: KeptSetting) -> float:
    """What is set by a decision."""
    return setting.value if setting.state == "approved" else setting.was


def _now() -> int:
    return time.time_ns() // 1_000_000
