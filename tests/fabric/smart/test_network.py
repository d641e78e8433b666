"""Networks against circuits that are solved by hand."""

import numpy as np
import pytest

from modiste.fabric.smart.network import Resistor, Supply, solve
from modiste.garment import ModisteError

BATTERY = Supply("battery", "+", "-", 6.0)


def test_in_series_one_current_flows_and_voltages_add() -> None:
    found = solve([Resistor("a", "+", "m", 1.0), Resistor("b", "m", "-", 2.0)], [BATTERY])
    assert found.ampere == pytest.approx({"a": 2.0, "b": 2.0, "battery": 2.0})
    assert found.volt["m"] == pytest.approx(4.0)
    assert found.watt == pytest.approx({"a": 4.0, "b": 8.0})


def test_in_parallel_currents_add() -> None:
    found = solve([Resistor("a", "+", "-", 2.0), Resistor("b", "-", "+", 3.0)], [BATTERY])
    assert found.ampere == pytest.approx({"a": 3.0, "b": -2.0, "battery": 5.0})


def test_the_bridge_is_balanced_and_unbalanced_as_wheatstone_has_it() -> None:
    def bridge(last: float) -> float:
        parts = [
            Resistor("1", "+", "l", 100.0),
            Resistor("2", "l", "-", 200.0),
            Resistor("3", "+", "r", 150.0),
            Resistor("4", "r", "-", last),
            Resistor("meter", "l", "r", 50.0),
        ]
        return solve(parts, [BATTERY]).ampere["meter"]

    assert bridge(300.0) == pytest.approx(0.0, abs=1e-12)
    # Thevenin over the meter: 6 * (200/300 - 450/600) V behind 100||200 + 150||450 ohm.
    assert bridge(450.0) == pytest.approx((4.0 - 4.5) / (200 / 3 + 112.5 + 50.0))


def test_a_long_ladder_of_ones_has_the_golden_ratio() -> None:
    parts = []
    for step in range(30):
        here = "+" if step == 0 else f"n{step}"
        parts += [
            Resistor(f"s{step}", here, f"n{step + 1}", 1.0),
            Resistor(f"p{step}", f"n{step + 1}", "-", 1.0),
        ]
    found = solve(parts, [BATTERY])
    assert 6.0 / found.ampere["battery"] == pytest.approx((1 + np.sqrt(5)) / 2)


def test_inner_resistance_and_two_supplies() -> None:
    alone = solve([Resistor("load", "+", "-", 5.0)], [Supply("u", "+", "-", 6.0, inner_ohm=1.0)])
    assert alone.volt["+"] == pytest.approx(5.0)
    two = solve(
        [Resistor("load", "+", "-", 1.0)],
        [Supply("u", "+", "-", 6.0, inner_ohm=2.0), Supply("v", "+", "-", 3.0, inner_ohm=2.0)],
    )
    assert two.volt["+"] == pytest.approx((6 / 2 + 3 / 2) / (1 / 2 + 1 / 2 + 1))
    assert two.ampere["load"] == pytest.approx(two.ampere["u"] + two.ampere["v"])


def test_what_is_given_is_turned_into_heat() -> None:
    chance = np.random.default_rng(2)
    parts = [
        Resistor(f"{i}-{j}", f"n{i}", f"n{j}", float(chance.uniform(1, 9)))
        for i in range(12)
        for j in range(i)
    ]
    found = solve(parts, [Supply("u", "n0", "n11", 9.0)])
    assert sum(found.watt.values()) == pytest.approx(9.0 * found.ampere["u"])


@pytest.mark.parametrize(
    ("parts", "supplies", "code"),
    [
        ([Resistor("a", "+", "-", 0.0)], [BATTERY], "MOD-2831"),
        ([Resistor("a", "+", "-", 1.0), Resistor("b", "x", "y", 1.0)], [BATTERY], "MOD-2832"),
        ([Resistor("a", "+", "-", 1.0)], [], "MOD-2832"),
        ([Resistor("a", "+", "-", 1.0)], [BATTERY, Supply("v", "+", "-", 3.0)], "MOD-2833"),
    ],
)
def test_what_cannot_be_solved_is_refused(parts: list[Resistor], supplies: list[Supply], code: str) -> None:
    with pytest.raises(ModisteError) as refused:
        solve(parts, supplies)
    assert refused.value.code == code
