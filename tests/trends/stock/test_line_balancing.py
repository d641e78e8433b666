"""Sewing lines against published optima, and against a mixed-integer program on drawn lines."""

from math import ceil

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from modiste.garment import ModisteError
from modiste.trends.stock.line_balancing import BalancedLine, Operation, decide_stations, decide_takt


def line(minutes: list[float], pairs: list[tuple[int, int]]) -> list[Operation]:
    return [
        Operation(str(place), each, tuple(str(a) for a, b in pairs if b == place))
        for place, each in enumerate(minutes, 1)
    ]


# Mertens 1967, Bowman 1960 and Jackson 1956, as in Scholl's collection of SALBP instances (1993)
MERTENS = line([1, 5, 4, 3, 5, 6, 5], [(1, 2), (1, 4), (2, 3), (2, 5), (4, 7), (5, 6)])
BOWMAN = line([11, 17, 9, 5, 8, 12, 10, 3], [(1, 2), (2, 3), (2, 4), (3, 5), (3, 6), (4, 6), (5, 7), (6, 8)])
JACKSON = line(
    [6, 2, 5, 7, 1, 2, 3, 6, 5, 5, 4],
    [
        (1, 2),
        (1, 3),
        (1, 4),
        (1, 5),
        (2, 6),
        (3, 7),
        (4, 7),
        (5, 7),
        (6, 8),
        (7, 9),
        (8, 10),
        (9, 11),
        (10, 11),
    ],
)
OPTIMA = [
    *((MERTENS, takt, count) for takt, count in ((6, 6), (7, 5), (8, 5), (10, 3), (15, 2), (18, 2))),
    (BOWMAN, 20, 5),
    *((JACKSON, takt, count) for takt, count in ((7, 8), (9, 6), (10, 5), (13, 4), (14, 4), (21, 3))),
]


def can_be_sewn(operations: list[Operation], found: BalancedLine) -> bool:
    order = [name for station in found.stations for name in station]
    by_name = {each.name: each for each in operations}
    loads = [sum(by_name[name].minutes for name in station) for station in found.stations]
    return (
        sorted(order) == sorted(by_name)
        and max(loads) <= found.takt + 1e-9
        and all(order.index(before) < order.index(name) for name in order for before in by_name[name].after)
    )


def by_program(operations: list[Operation], takt: float) -> int:
    """Independently: operation i at station k, one each, loads within the takt, before not after."""
    count, most = len(operations), len(operations)
    place = {each.name: spot for spot, each in enumerate(operations)}
    rows, low, high = [], [], []

    def add(row: np.ndarray, least: float, greatest: float) -> None:
        rows.append(row.ravel())
        low.append(least)
        high.append(greatest)

    for spot, each in enumerate(operations):
        row = np.zeros((count + 1, most))
        row[spot] = 1
        add(row, 1, 1)
        for name in each.after:
            row = np.zeros((count + 1, most))
            row[spot], row[place[name]] = np.arange(most), -np.arange(most)
            add(row, 0, np.inf)
    for station in range(most):
        row = np.zeros((count + 1, most))
        row[:count, station] = [each.minutes for each in operations]
        row[count, station] = -takt
        add(row, -np.inf, 0)
    cost = np.zeros((count + 1, most))
    cost[count] = 1
    found = milp(
        cost.ravel(),
        integrality=np.ones(cost.size),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(np.array(rows), low, high),
    )
    return round(found.fun)


@pytest.mark.parametrize(("operations", "takt", "stations"), OPTIMA)
def test_the_fewest_stations_are_the_published_ones(operations, takt, stations) -> None:
    found = decide_stations(operations, takt)
    assert len(found.stations) == stations
    assert found.is_best
    assert can_be_sewn(operations, found)


@pytest.mark.parametrize(("operations", "takt", "stations"), [OPTIMA[0], OPTIMA[3], OPTIMA[6]])
def test_the_published_optima_are_those_of_a_program(operations, takt, stations) -> None:
    assert by_program(operations, takt) == stations


@pytest.mark.parametrize("seed", range(4))
def test_drawn_lines_are_balanced_as_by_a_program(seed: int) -> None:
    dice = np.random.default_rng(seed)
    pairs = [(a, b) for b in range(2, 10) for a in range(1, b) if dice.random() < 0.2]
    operations = line((dice.integers(5, 60, 9) / 10).tolist(), pairs)
    found = decide_stations(operations, 8.0)
    assert len(found.stations) == by_program(operations, 8.0)


@pytest.mark.parametrize(
    ("operations", "stations", "takt"), [(MERTENS, 3, 10), (MERTENS, 2, 15), (JACKSON, 5, 10)]
)
def test_the_shortest_takt_is_one_minute_less_than_that_would_do(operations, stations, takt) -> None:
    found = decide_takt(operations, stations)
    assert found.takt == pytest.approx(takt)
    assert found.is_best
    assert can_be_sewn(operations, found)
    assert len(decide_stations(operations, takt - 1).stations) > stations


def test_a_line_says_why() -> None:
    found = decide_stations(JACKSON, 10)
    assert found.efficiency == pytest.approx(46 / 50)
    assert found.why.inputs["bound"] == ceil(46 / 10)
    assert found.why.alternatives[0].worth <= found.why.worth == -5


def test_out_of_patience_a_line_is_given_and_not_called_best() -> None:
    dice = np.random.default_rng(3)
    operations = line((dice.integers(20, 60, 24) / 10).tolist(), [(a, a + 5) for a in range(1, 20)])
    found = decide_stations(operations, 8.3, nodes=3)
    assert can_be_sewn(operations, found)
    assert not found.is_best or len(found.stations) == found.why.inputs["bound"]


def test_operations_that_cannot_be_balanced_are_refused() -> None:
    circle = [Operation("a", 1, ("b",)), Operation("b", 1, ("a",))]
    for refused in (
        lambda: decide_stations(circle, 5),
        lambda: decide_stations([], 5),
        lambda: decide_stations([Operation("a", 1), Operation("a", 1)], 5),
        lambda: decide_stations([Operation("a", 0)], 5),
        lambda: decide_stations([Operation("a", 1, ("z",))], 5),
        lambda: decide_stations([Operation("a", 6)], 5),
        lambda: decide_takt([Operation("a", 1)], 0),
    ):
        with pytest.raises(ModisteError, match="MOD-2459"):
            refused()
