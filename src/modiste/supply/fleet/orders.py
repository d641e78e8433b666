"""What the simulated firms' own systems say: orders from fibre to the shop, as EPCIS 2.0 events.

Knows an order's way and its moments; sensors are `plant`'s. Every order is one garment in its sizes, made of
one lot, dyed in one batch, packed in two cartons.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from modiste.garment import Sgtin, gtin_check_digit, item_urn, new_serial
from modiste.supply.fleet.chance import Chance
from modiste.supply.fleet.plant import BATCH
from modiste.supply.fleet.sites import PREFIX, site
from modiste.supply.fleet.voyages import DAY, HOUR, Voyage, next_voyage
from modiste.supply.intake.smoothing import moment

PIECES, CARTONS = 24, 2
EVERY = DAY * 3 // 2
"""An order begins every day and a half."""
KILOS = 0.42
"""Fibre for a garment: what is lost is in it."""
SPUN, DYED = 0.93, 0.97
"""What spinning and dyeing leave of a mass."""
_SLOWEST = int(1.3 * 106 * HOUR) + 2 * BATCH
"""From the order to packed cartons."""
Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Goods:
    """A garment that is ordered: its id, and the GTINs of its sizes."""

    garment: str
    gtins: tuple[str, ...]


def demonstration_goods() -> tuple[Goods, ...]:
    """A garment of no shop, under the prefix of GS1's examples."""
    stems = [f"0{PREFIX}{number:05d}" for number in (101, 102, 103)]
    return (Goods("", tuple(f"{stem}{gtin_check_digit(stem)}" for stem in stems)),)


@dataclass(frozen=True)
class Order:
    """One order, with its moments in milliseconds since 1970.

    Args:
        number: From 0.
        goods: What is made.
        begins_ms: The fleet's first moment.
        seed: The fleet's.
    """

    number: int
    goods: Goods
    begins_ms: int
    seed: int

    @property
    def name(self) -> str:
        """As people call it."""
        return f"SIM-{self.number + 1:05d}"

    @cached_property
    def _chance(self) -> Chance:
        return Chance(self.seed, f"order {self.number}")

    @cached_property
    def items(self) -> tuple[str, ...]:
        """The EPCs of its pieces, over its sizes in turn."""
        gtins = self.goods.gtins
        return tuple(
            item_urn(Sgtin(gtins[each % len(gtins)], self._serial(each)), len(PREFIX))
            for each in range(PIECES)
        )

    def _serial(self, piece: int) -> str:
        return new_serial(lambda bits: self._chance.bits(1000 + 2 * piece) << 1 & (1 << bits) - 1)

    @property
    def cartons(self) -> tuple[str, ...]:
        """The SSCCs of its cartons."""
        first = 1 + self.number * CARTONS
        return tuple(f"urn:epc:id:sscc:{PREFIX}.0{first + each:09d}" for each in range(CARTONS))

    @cached_property
    def at(self) -> Mapping[str, int]:
        """When what happens."""

        def some(name: int, hours: float) -> int:
            return int((0.7 + 0.6 * self._chance.one(name)) * hours * HOUR)

        at = {"fibre": self.begins_ms + self.number * EVERY + some(0, 4)}
        at["spins"] = at["fibre"] + some(1, 2)
        at["spun"] = at["spins"] + some(2, 18)
        at["to dye"] = at["spun"] + some(3, 3)
        at["at dye"] = at["to dye"] + some(4, 20)
        at["dyes"] = -(-(at["at dye"] + HOUR) // BATCH) * BATCH
        at["dyed"] = at["dyes"] + BATCH - HOUR
        at["to sew"] = at["dyed"] + some(5, 3)
        at["at sew"] = at["to sew"] + some(6, 10)
        at["sews"] = at["at sew"] + some(7, 6)
        at["sewn"] = at["sews"] + some(8, 36)
        at["packed"] = at["sewn"] + some(9, 4)
        sailing = self.voyage
        at |= {"loads": sailing.loads + some(10, 4), "sails": sailing.sails, "comes": sailing.comes}
        at["unloads"] = sailing.unloads + some(11, 3)
        at["stored"] = at["unloads"] + some(12, 5)
        at["to shop"] = at["stored"] + some(13, 30)
        at["at shop"] = at["to shop"] + some(14, 14)
        at["unpacked"] = at["at shop"] + some(15, 4)
        return at

    @cached_property
    def voyage(self) -> Voyage:
        """The sailing that it is on: the first that it is ready for, were everything as slow as can be."""
        return next_voyage(self.begins_ms + self.number * EVERY + _SLOWEST, self.begins_ms)

    def sold(self) -> Iterator[tuple[int, str]]:
        """When which piece is sold; one in five is not within weeks."""
        for piece, epc in enumerate(self.items):
            if self._chance.one(200 + piece) < 0.8:
                days = 0.2 + 12 * self._chance.one(300 + piece)
                yield self.at["unpacked"] + int(days * DAY), epc

    def events(self) -> Iterator[Event]:
        """All that is said of it, in time's order."""
        mill, dye, sew = (site(each).place for each in ("spinning-mill", "dye-house", "sewing-factory"))
        kilos = PIECES * KILOS
        fibre = self._lot(90001, kilos)
        yarn, cloth = self._lot(90002, kilos * SPUN), self._lot(90003, kilos * SPUN * DYED)
        at = self.at
        yield self._object("fibre", mill, "creating_class_instance active", {"action": "ADD", **_mass(fibre)})
        yield self._object("spins", _machine(mill, "frame-1"), "loading in_progress", _mass(fibre))
        yield self._made("spun", mill, "frame-1", fibre, {"outputQuantityList": [yarn]})
        yield self._object("to dye", mill, "shipping in_transit", _mass(yarn))
        yield self._object("at dye", dye, "receiving in_progress", _mass(yarn))
        yield self._object("dyes", _machine(dye, "jet-1"), "loading in_progress", _mass(yarn))
        yield self._made("dyed", dye, "jet-1", yarn, {"outputQuantityList": [cloth]})
        yield self._object("to sew", dye, "shipping in_transit", _mass(cloth))
        yield self._object("at sew", sew, "receiving in_progress", _mass(cloth))
        yield self._object("sews", _machine(sew, "cell-1"), "loading in_progress", _mass(cloth))
        yield self._made("sewn", sew, "cell-1", cloth, {"outputEPCList": list(self.items)})
        for carton, inside in self._packed():
            yield _boxed(at["packed"], sew, "packing", "ADD", carton, inside)
        yield from self._shipped(sew)

    def _shipped(self, sew: str) -> Iterator[Event]:
        at, store, shop = self.at, site("warehouse").place, site("shop").place
        box, cartons = site(self.voyage.container).place, {"epcList": [*self.cartons]}
        yield _boxed(at["loads"], sew, "loading", "ADD", box, self.cartons)
        yield self._object("sails", sew, "departing in_transit", cartons)
        yield _boxed(at["unloads"], store, "unloading", "DELETE", box, self.cartons)
        yield self._object("stored", store, "storing sellable_not_accessible", cartons)
        yield self._object("to shop", store, "shipping in_transit", cartons)
        yield self._object("at shop", shop, "receiving in_progress", cartons)
        for carton, inside in self._packed():
            yield _boxed(at["unpacked"], shop, "unpacking", "DELETE", carton, inside)
        for when, epc in sorted(self.sold()):
            yield _event("ObjectEvent", when, shop, "retail_selling retail_sold", {**_SEEN, "epcList": [epc]})

    @property
    def transaction(self) -> str:
        """Its name in events."""
        return f"urn:epcglobal:cbv:bt:{site('sewing-factory').place.rsplit(':', 1)[1]}:{self.name}"

    def _packed(self) -> list[tuple[str, Sequence[str]]]:
        each = PIECES // CARTONS
        return [
            (carton, self.items[number * each : (number + 1) * each])
            for number, carton in enumerate(self.cartons)
        ]

    def _lot(self, kind: int, kilos: float) -> Mapping[str, Any]:
        lot = f"urn:epc:class:lgtin:{PREFIX}.0{kind:05d}.{self.name}"
        return {"epcClass": lot, "quantity": round(kilos, 3), "uom": "KGM"}

    def _object(self, moment_: str, place: str, words: str, more: Mapping[str, Any]) -> Event:
        said = {**_SEEN, **more, "bizTransactionList": self._transactions()}
        return _event("ObjectEvent", self.at[moment_], place, words, said)

    def _made(
        self, moment_: str, place: str, machine: str, of: Mapping[str, Any], into: Mapping[str, Any]
    ) -> Event:
        said = {
            "bizLocation": {"id": place},
            "inputQuantityList": [of],
            **into,
            "bizTransactionList": self._transactions(),
        }
        at = self.at[moment_]
        return _event("TransformationEvent", at, _machine(place, machine), "commissioning active", said)

    def _transactions(self) -> list[Mapping[str, str]]:
        return [{"type": "prodorder", "bizTransaction": self.transaction}]


_SEEN = {"action": "OBSERVE"}


def _mass(lot: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"quantityList": [lot]}


def _machine(place: str, machine: str) -> str:
    """A place within a site: the extension of its GLN."""
    return f"{place.rsplit('.', 1)[0]}.{machine}"


def _event(kind: str, at: int, place: str, words: str, more: Mapping[str, Any]) -> Event:
    step, disposition = words.split()
    return {
        "type": kind,
        "eventTime": moment(at),
        "eventTimeZoneOffset": "+00:00",
        "bizStep": step,
        "disposition": disposition,
        "readPoint": {"id": place},
        **more,
    }


def _boxed(at: int, place: str, step: str, action: str, box: str, inside: Sequence[str]) -> Event:
    said = {"action": action, "parentID": box, "childEPCs": [*inside]}
    return _event("AggregationEvent", at, place, f"{step} in_progress", said)
