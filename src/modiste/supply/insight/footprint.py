"""Energy, water and carbon of an order: what the meters of its machines counted while it was on them.

Knows shares: where several orders are on a machine in an hour each has its part by weight, and hours of a
machine with none are told apart as idle. Carbon is energy times a factor that is always named.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class Factor:
    """Carbon of a kilowatt hour, in kg of CO2 equivalents.

    Attributes:
        middle: Taken for the figure.
        low: Of the cleanest that it may be.
        high: Of the dirtiest.
        source: Where the numbers are from.
    """

    middle: float
    low: float
    high: float
    source: str


UNKNOWN_POWER = Factor(
    0.490,
    0.011,
    0.820,
    "life cycle medians of IPCC AR5 WGIII, Annex III, table A.III.2: gas 490 g/kWh, from onshore wind 11"
    " to coal 820",
)
"""Where nobody said what power a machine runs on."""


@dataclass(frozen=True, slots=True)
class OnMachine:
    """An order on a machine.

    Attributes:
        order: Its name.
        machine: Its place.
        begins: When it was loaded, milliseconds since 1970.
        ends: When it was done.
        weight: Its share of a machine with others: kilograms.
    """

    order: str
    machine: str
    begins: int
    ends: int
    weight: float


@dataclass
class Footprint:
    """What an order took.

    Attributes:
        order: Its name.
        kwh: Energy.
        litres: Water.
        by_machine: By machine: energy and water.
    """

    order: str
    kwh: float = 0.0
    litres: float = 0.0
    by_machine: dict[str, tuple[float, float]] = field(default_factory=dict)

    def carbon(self, factor: Factor = UNKNOWN_POWER) -> tuple[float, float, float]:
        """Kilograms of CO2 equivalents of its energy: as figured, at least, at most."""
        return self.kwh * factor.middle, self.kwh * factor.low, self.kwh * factor.high


Used = Mapping[int, tuple[float, float]]
"""By hour since 1970: kilowatt hours and litres that a machine took in it."""


def footprints(
    stays: Sequence[OnMachine], used: Mapping[str, Used]
) -> tuple[dict[str, Footprint], dict[str, tuple[float, float]]]:
    """What each order took, and by machine what was taken with no order on it.

    Args:
        stays: Orders on machines.
        used: By machine, what its meters counted.
    """
    found = {each.order: Footprint(each.order) for each in stays}
    idle: dict[str, tuple[float, float]] = {}
    for machine, hours in used.items():
        by_hour, sorted_hours = dict[int, list[OnMachine]](), sorted(hours)
        for each in stays:
            if each.machine == machine:
                first = bisect_left(sorted_hours, each.begins // HOUR)
                for hour in sorted_hours[first : bisect_right(sorted_hours, each.ends // HOUR)]:
                    by_hour.setdefault(hour, []).append(each)
        for hour, (kwh, litres) in hours.items():
            shares = [(each, _within(each, hour)) for each in by_hour.get(hour, ())]
            weights = [(each, part * max(each.weight, 1e-9)) for each, part in shares if part]
            taken = min(sum(part for _, part in shares), 1.0)
            rest = idle.get(machine, (0.0, 0.0))
            idle[machine] = (rest[0] + kwh * (1 - taken), rest[1] + litres * (1 - taken))
            total = sum(weight for _, weight in weights)
            for each, weight in weights:
                share = taken * weight / total
                one = found[each.order]
                before = one.by_machine.get(machine, (0.0, 0.0))
                one.by_machine[machine] = (before[0] + kwh * share, before[1] + litres * share)
                one.kwh, one.litres = one.kwh + kwh * share, one.litres + litres * share
    return found, idle


def _within(stay: OnMachine, hour: int) -> float:
    begins, ends = max(stay.begins, hour * HOUR), min(stay.ends, (hour + 1) * HOUR)
    return max(ends - begins, 0) / HOUR
