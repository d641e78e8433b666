"""A stated circuit laid on its pattern and put under voltage: lengths, resistances, currents, heat.

Knows how yarn becomes resistors; ways are `routing`'s, laws `network`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import dist
from typing import Any

from modiste import tailoring
from modiste.fabric.smart.circuit import Circuit, ConductiveYarn, HeatedZone, Trace
from modiste.fabric.smart.network import Resistor, Solved, Supply, solve
from modiste.fabric.smart.routing import Board, Leg, Stop, crossings

LEAST, LIKELY, MOST = 0, 1, 2
"""Of a yarn's resistance."""


@dataclass(frozen=True, eq=False)
class Wired:
    """A circuit on a pattern.

    Attributes:
        circuit: What was stated.
        pattern: What it lies on.
        routes: Each trace's lines, in the circuit's order.
    """

    circuit: Circuit
    pattern: "tailoring.Pattern"
    routes: tuple[tuple[Leg, ...], ...]

    def solved(self, which: int = LIKELY, ageing: float = 1.0) -> Solved:
        """The network at work.

        Args:
            which: `LEAST`, `LIKELY` or `MOST` of the yarns' resistances.
            ageing: By how much washing has multiplied them.

        Raises:
            ModisteError: as `network.solve`.
        """
        given = self.circuit
        parts = [
            Resistor(trace.name, trace.start, trace.end, self.trace_ohm(number, which, ageing))
            for number, trace in enumerate(given.traces)
        ]
        parts += [
            Resistor(zone.name, f"{zone.name}.in", f"{zone.name}.out", self.zone_ohm(zone, which, ageing))
            for zone in given.zones
        ]
        return solve(
            parts,
            [Supply(each.name, each.plus, each.minus, each.volt, each.inner_ohm) for each in given.supplies],
        )

    def crossings(self) -> list[tuple[str, str, str]]:
        """Traces and zones that cross, and on which panel."""
        routes = [(trace.name, legs) for trace, legs in zip(self.circuit.traces, self.routes, strict=True)]
        for zone in self.circuit.zones:
            stops = [Stop(zone.panel, *point) for point in zone.path]
            routes.append((zone.name, tuple(Leg(one, other) for one, other in pairwise(stops))))
        return crossings(routes)

    def trace_ohm(self, number: int, which: int = LIKELY, ageing: float = 1.0) -> float:
        """Resistance of a trace with its ends and seams."""
        trace, legs = self.circuit.traces[number], self.routes[number]
        crossed = sum(bool(leg.seam) for leg in legs)
        joints = 2 * self.circuit.contact_ohm + crossed * self.circuit.seam_ohm
        return self._yarn_ohm(trace, sum(leg.length for leg in legs), which, ageing) + joints

    def zone_ohm(self, zone: HeatedZone, which: int = LIKELY, ageing: float = 1.0) -> float:
        """Resistance of a zone's meander; its ends are joined by the traces."""
        return self._yarn_ohm(zone, meander_length(zone), which, ageing)

    def _yarn_ohm(self, of: Trace | HeatedZone, centimetres: float, which: int, ageing: float) -> float:
        yarn: ConductiveYarn = self.circuit.yarns[of.yarn]
        return yarn.ohm_per_m[which] * centimetres / 100 * yarn.take_up / of.strands * ageing


def meander_length(zone: HeatedZone) -> float:
    """Centimetres of a zone's line."""
    return sum(dist(one, other) for one, other in pairwise(zone.path))


def wire(circuit: Circuit) -> Wired:
    """Lay a circuit on its pattern by the shortest ways.

    Raises:
        ModisteError: MOD-2835 for what lies on no cloth, MOD-2836 where no way leads, MOD-153x for a pattern
            that cannot be drafted.
    """
    stated = circuit.pattern
    pattern = tailoring.draft_size(stated.program, stated.chart, stated.size, stated.options)
    board = Board(pattern)
    for zone in circuit.zones:
        board.check(zone.name, zone.path, zone.panel)
    ends = {pad.name: Stop(pad.panel, *pad.at) for pad in circuit.pads}
    for zone in circuit.zones:
        ends[f"{zone.name}.in"] = Stop(zone.panel, *zone.path[0])
        ends[f"{zone.name}.out"] = Stop(zone.panel, *zone.path[-1])
    routes = [
        tuple(board.route(each.name, [ends[each.start], *(Stop(*stop) for stop in each.via), ends[each.end]]))
        for each in circuit.traces
    ]
    return Wired(circuit, pattern, tuple(routes))


def circuit_sheet(wired: Wired) -> dict[str, Any]:
    """Lengths, resistances, currents and heat with their intervals; plain values, as in JSON."""
    runs = [wired.solved(which) for which in (LEAST, LIKELY, MOST)]

    def electric(name: str, ohms: tuple[float, ...]) -> dict[str, Any]:
        return {
            "ohm": _span(ohms),
            "ampere": _span([abs(run.ampere[name]) for run in runs]),
            "watt": _span([run.watt[name] for run in runs]),
        }

    traces = [
        {
            "name": trace.name,
            "length_cm": sum(leg.length for leg in legs),
            "seams": [leg.seam for leg in legs if leg.seam],
            **electric(trace.name, tuple(wired.trace_ohm(number, which) for which in (LEAST, LIKELY, MOST))),
        }
        for number, (trace, legs) in enumerate(zip(wired.circuit.traces, wired.routes, strict=True))
    ]
    zones = [
        {
            "name": zone.name,
            "length_cm": meander_length(zone),
            "area_cm2": zone.area_m2 * 1e4,
            **electric(zone.name, tuple(wired.zone_ohm(zone, which) for which in (LEAST, LIKELY, MOST))),
            "watt_per_m2": _span([run.watt[zone.name] / zone.area_m2 for run in runs]),
        }
        for zone in wired.circuit.zones
    ]
    supplies = [
        {
            "name": supply.name,
            "ampere": _span([run.ampere[supply.name] for run in runs]),
            "watt": _span([run.ampere[supply.name] * supply.volt for run in runs]),
        }
        for supply in wired.circuit.supplies
    ]
    return {
        "name": wired.circuit.name,
        "pattern": wired.circuit.pattern.model_dump(),
        "traces": traces,
        "zones": zones,
        "supplies": supplies,
        "crossings": [
            {"one": one, "other": other, "panel": panel} for one, other, panel in wired.crossings()
        ],
        "volt": {name: runs[LIKELY].volt[name] for name in sorted(runs[LIKELY].volt)},
        "yarns": {name: yarn.source for name, yarn in wired.circuit.yarns.items()},
        "how": "predicted from lengths on the pattern by nodal analysis; low and high from the yarns",
    }


def _span(values: "tuple[float, ...] | list[float]") -> Mapping[str, float]:
    return {"low": min(values), "value": values[LIKELY], "high": max(values)}
