"""Sewing lines: which operation goes to which station, so that stations are few or the takt is short.

Knows standard minutes and what must come before what; how a garment is sewn is its makers' to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from modiste.garment import ModisteError
from modiste.trends.stock.why import Alternative, Why


@dataclass(frozen=True)
class Operation:
    """One operation of a garment's sewing: its standard minutes, and what must be done before."""

    name: str
    minutes: float
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class BalancedLine:
    """Who does what.

    Attributes:
        stations: Names of operations, station by station, in an order that can be sewn.
        takt: Minutes from piece to piece: what was asked for, or the load of the fullest station.
        efficiency: Work over what the stations are paid for at that takt, 0 to 1.
        smoothness: Root of the summed squared differences from the fullest station, in minutes.
        is_best: Whether it is proven that no line does with fewer stations, or with a shorter takt.
        why: The inputs and the bound; the alternative is the ranked positional weight heuristic.
    """

    stations: tuple[tuple[str, ...], ...]
    takt: float
    efficiency: float
    smoothness: float
    is_best: bool
    why: Why


def decide_stations(operations: Sequence[Operation], takt: float, nodes: int = 200_000) -> BalancedLine:
    """The fewest stations for a takt (SALBP-1), by branch and bound over full station loads.

    Stations are filled one after another with loads that nothing more fits into; what was done before is
    remembered, and a line that wastes more than its number of stations allows is given up (Hoffmann 1963,
    Scholl, Klein 1997). Numbers of stations are tried from the bound up.

    Args:
        operations: Each once, in any order.
        takt: Minutes from piece to piece.
        nodes: After so many loads the best line so far is given, not proven.

    Raises:
        ModisteError: MOD-2459 where an operation is longer than the takt, unknown, twice, or in a circle.
    """
    line = _line_of(operations)
    if not np.isfinite(takt) or max(line.minutes) > takt + 1e-9:
        raise ModisteError("MOD-2459", reason=f"an operation of {max(line.minutes)} minutes exceeds {takt}")
    heuristic = _by_weight(line, takt)
    best, is_best = heuristic, True
    bound = max(int(np.ceil(line.work / takt - 1e-9)), _halves(line, takt))
    for count in range(bound, len(heuristic)):
        found, is_done = _search(line, takt, count, nodes)
        if found is not None:
            best = found
            break
        is_best = is_best and is_done
    other = Alternative("positional_weight", takt, -float(len(heuristic)))
    return _told(line, best, takt, is_best, bound, -float(len(best)), "stations", other)


def decide_takt(operations: Sequence[Operation], stations: int, nodes: int = 200_000) -> BalancedLine:
    """The shortest takt for a number of stations (SALBP-2): halving between bounds, searched alike.

    Minutes are told apart to a thousandth.

    Raises:
        ModisteError: MOD-2459 where there is no station or the operations cannot be sewn.
    """
    line = _line_of(operations)
    if stations < 1:
        raise ModisteError("MOD-2459", reason=f"there are {stations} stations")
    low = max(line.work / stations, *line.minutes)
    high = low
    while len(_by_weight(line, high)) > stations:
        high *= 1.02
    heuristic = _by_weight(line, high)
    start = max(line.load(station) for station in heuristic)
    best, high, is_best = heuristic, start, True
    bound = low
    while high - low > 1e-3:
        middle = (low + high) / 2
        found, is_done = _search(line, middle, stations, nodes)
        if found is None:
            is_best = is_best and is_done
            low = middle
        else:
            best, high = found, max(line.load(station) for station in found)
    other = Alternative("positional_weight", start, -start)
    return _told(line, best, high, is_best, bound, -high, "minutes", other)


@dataclass(frozen=True)
class _Line:
    names: tuple[str, ...]
    minutes: tuple[float, ...]
    before: tuple[int, ...]
    weights: tuple[float, ...]
    work: float

    def load(self, station: Sequence[int]) -> float:
        return sum(self.minutes[place] for place in station)


def _line_of(operations: Sequence[Operation]) -> _Line:
    """Operations in an order that can be sewn, before as bits, weights by all that must follow."""
    place_of = {each.name: place for place, each in enumerate(operations)}
    reason = ""
    if not operations or len(place_of) < len(operations):
        reason = "there is none, or two of one name"
    elif not all(np.isfinite(each.minutes) and each.minutes > 0 for each in operations):
        reason = "minutes are not above nought"
    elif unknown := [name for each in operations for name in each.after if name not in place_of]:
        reason = f"{unknown[0]!r} must come before and is not among them"
    if reason:
        raise ModisteError("MOD-2459", reason=reason)
    order: list[int] = []
    done: set[str] = set()
    while len(order) < len(operations):
        ready = [
            place
            for place, each in enumerate(operations)
            if each.name not in done and all(name in done for name in each.after)
        ]
        if not ready:
            left = sorted(each.name for each in operations if each.name not in done)
            raise ModisteError("MOD-2459", reason=f"each of {', '.join(left)} waits for another in a circle")
        order += ready
        done.update(operations[place].name for place in ready)
    rank = {operations[place].name: spot for spot, place in enumerate(order)}
    sorted_ = [operations[place] for place in order]
    before = tuple(sum(1 << rank[name] for name in set(each.after)) for each in sorted_)
    follows = [0] * len(order)
    for spot in reversed(range(len(order))):
        for earlier in range(spot):
            if before[spot] >> earlier & 1:
                follows[earlier] |= follows[spot] | 1 << spot
    minutes = tuple(each.minutes for each in sorted_)
    weights = tuple(
        minutes[spot] + sum(minutes[later] for later in range(len(order)) if follows[spot] >> later & 1)
        for spot in range(len(order))
    )
    return _Line(tuple(each.name for each in sorted_), minutes, before, weights, sum(minutes))


def _by_weight(line: _Line, takt: float) -> list[list[int]]:
    """Helgeson, Birnie 1961: the ready operation of the largest positional weight that still fits."""
    stations: list[list[int]] = [[]]
    done, room = 0, takt
    for _ in line.names:
        ready = [p for p, before in enumerate(line.before) if not done >> p & 1 and before & ~done == 0]
        fitting = [place for place in ready if line.minutes[place] <= room + 1e-9]
        if not fitting:
            stations.append([])
            room, fitting = takt, ready
        place = max(fitting, key=lambda each: line.weights[each])
        stations[-1].append(place)
        room -= line.minutes[place]
        done |= 1 << place
    return stations


def _halves(line: _Line, takt: float) -> int:
    """Stations that long operations need: no two over half a takt share one, two of just half may."""
    over = sum(each > takt / 2 + 1e-9 for each in line.minutes)
    half = sum(abs(each - takt / 2) <= 1e-9 for each in line.minutes)
    return int(over + np.ceil(half / 2))


def _search(line: _Line, takt: float, count: int, nodes: int) -> tuple[list[list[int]] | None, bool]:
    """A line of at most `count` stations, or none; and whether all were looked at."""
    everything = (1 << len(line.names)) - 1
    seen: dict[int, int] = {}
    left = [nodes]

    def loads(done: int, first: int, room: float, chosen: list[int]) -> list[list[int]]:
        """Loads that nothing more fits into; operations are taken in the order of their places."""
        found: list[list[int]] = []
        for place in range(first, len(line.names)):
            fits = line.minutes[place] <= room + 1e-9
            if fits and not done >> place & 1 and line.before[place] & ~done == 0:
                found += loads(done | 1 << place, place + 1, room - line.minutes[place], [*chosen, place])
        is_full = not any(
            line.minutes[place] <= room + 1e-9 and not done >> place & 1 and line.before[place] & ~done == 0
            for place in range(len(line.names))
        )
        return [*found, chosen] if is_full else found

    def fill(done: int, used: int, idle: float) -> list[list[int]] | None:
        if done == everything:
            return []
        if used == count or left[0] <= 0 or seen.get(done, count + 1) <= used:
            return None
        seen[done] = used
        for load in sorted(loads(done, 0, takt, []), key=line.load, reverse=True):
            left[0] -= 1
            rest = idle - (takt - line.load(load))
            after = done | sum(1 << place for place in load)
            if rest < -1e-9 and after != everything:
                continue
            found = fill(after, used + 1, rest)
            if found is not None:
                return [load, *found]
        return None

    found = fill(0, 0, count * takt - line.work)
    return found, left[0] > 0


def _told(
    line: _Line,
    stations: Sequence[Sequence[int]],
    takt: float,
    is_best: bool,
    bound: float,
    worth: float,
    unit: str,
    other: Alternative,
) -> BalancedLine:
    loads = np.array([line.load(station) for station in stations])
    why = Why(
        {
            "operations": float(len(line.names)),
            "work": line.work,
            "takt": takt,
            "stations": float(len(stations)),
            "bound": float(bound),
        },
        worth,
        unit,
        (other,),
    )
    return BalancedLine(
        tuple(tuple(line.names[place] for place in station) for station in stations),
        takt,
        float(line.work / (len(stations) * takt)),
        float(np.sqrt(((loads.max() - loads) ** 2).sum())),
        is_best,
        why,
    )
