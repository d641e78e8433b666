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


def followed(said: str) -> list[tuple[int, int]]:
    """Pairs of before and after, from `1:2,3 2:4`."""
    return [
        (int(before), int(after))
        for before, afters in (part.split(":") for part in said.split())
        for after in afters.split(",")
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
# Mitchell 1957, Heskiaoff 1968 and Sawyer 1970, as in the same collection; what comes after each operation
MITCHELL = line(
    [4, 3, 9, 5, 9, 4, 8, 7, 5, 1, 3, 1, 5, 3, 5, 3, 13, 5, 2, 3, 7],
    followed(
        "1:2,3 2:21 3:4 4:5,21 5:6,7 6:8 7:8,14 8:9 9:10,11,12,13 10:15 11:15 12:15 13:17,18 "
        "14:19 15:16,18 16:17 17:20 18:19"
    ),
)
HESKIAOFF = line(
    [70, 59, 33, 6, 1, 27, 17, 62, 31, 53, 21, 19, 108, 52, 5, 8, 97, 8, 47, 67, 17, 8, 3, 21, 107, 3, 2, 72],
    followed(
        "1:3,4,5,8,19,21,22,23,24,26 2:6,17 3:28 4:28 5:28 6:7 7:18 8:9 9:10 10:11,12 11:15 "
        "12:13 13:14,16 14:28 15:28 16:28 17:28 18:28 19:20 20:28 21:28 22:28 23:28 24:25 "
        "25:28 26:27 27:28"
    ),
)
SAWYER = line(
    [
        8,
        7,
        19,
        10,
        2,
        6,
        14,
        10,
        1,
        4,
        14,
        15,
        5,
        12,
        9,
        10,
        2,
        10,
        18,
        16,
        21,
        14,
        16,
        7,
        17,
        9,
        25,
        7,
        14,
        2,
    ],
    followed(
        "1:4,5 2:11,12 3:16,17 4:7 5:6 6:7 7:8 8:9 9:26 10:24 12:13 13:14 14:15,20 15:22 16:20 "
        "17:18 18:19 20:21,24 21:22 22:23 23:27 24:25 25:26 26:27 27:28,29 29:30"
    ),
)
OPTIMA = [
    *((MERTENS, takt, count) for takt, count in ((6, 6), (7, 5), (8, 5), (10, 3), (15, 2), (18, 2))),
    (BOWMAN, 20, 5),
    *((JACKSON, takt, count) for takt, count in ((7, 8), (9, 6), (10, 5), (13, 4), (14, 4), (21, 3))),
    *((MITCHELL, takt, count) for takt, count in ((14, 8), (15, 8), (21, 5), (26, 5), (35, 3), (39, 3))),
    *(
        (HESKIAOFF, takt, count)
        for takt, count in ((138, 8), (205, 5), (216, 5), (256, 4), (324, 4), (342, 3))
    ),
    *(
        (SAWYER, takt, count)
        for takt, count in (
            *((25, 14), (27, 13), (30, 12), (33, 11), (36, 10)),
            *((41, 8), (47, 7), (54, 7), (75, 5)),
        )
    ),
]


@pytest.mark.parametrize(
    ("operations", "minutes", "strength"),
    [(JACKSON, 46, 0.5818), (MITCHELL, 105, 0.7095), (HESKIAOFF, 1024, 0.2249), (SAWYER, 324, 0.4483)],
)
def test_the_lines_have_the_published_minutes_and_order_strength(operations, minutes, strength) -> None:
    """As Scholl's table tells them: a slip in a time or a pair would show."""
    assert sum(each.minutes for each in operations) == minutes
    place = {each.name: spot for spot, each in enumerate(operations)}
    reach = np.zeros((len(operations), len(operations)), bool)
    for each in operations:
        reach[[place[name] for name in each.after], place[each.name]] = True
    for middle in range(len(operations)):
        reach |= np.outer(reach[:, middle], reach[middle])
    pairs = len(operations) * (len(operations) - 1) / 2
    assert reach.sum() / pairs == pytest.approx(strength, abs=5e-5)


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
    ("operations", "stations", "takt"),
    [
        (MERTENS, 3, 10),
        (MERTENS, 2, 15),
        (JACKSON, 5, 10),
        *((SAWYER, count, takt) for count, takt in ((7, 47), (8, 41), (10, 34), (12, 28), (14, 25))),
    ],
)
def test_the_shortest_takt_is_one_minute_less_than_that_would_do(operations, stations, takt) -> None:
    found = decide_takt(operations, stations)
    assert found.takt == pytest.approx(takt)
    assert found.is_best
    assert can_be_sewn(operations, found)
    if takt - 1 >= max(each.minutes for each in operations):
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
