"""A campaign keeps to its limits, beats no promotion where it can, and says why."""

import json
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.trends.campaigns.beliefs import Belief
from modiste.trends.campaigns.choice import exact, fits, greedy
from modiste.trends.campaigns.offers import Limits, Promotable, checked
from modiste.trends.campaigns.plan import plan_campaign
from modiste.trends.campaigns.simulation import outlooks

STEEP = Belief(-4.0, -4.6, -3.4)
WEAK = Belief(-0.8, -1.2, -0.4)


def coat(id_: str = "coat", **changes: object) -> Promotable:
    plain = Promotable(id_, "coats", 100.0, 40.0, (20.0, 30.0, 20.0), STEEP, stock=1e4, name="Plain coat")
    return replace(plain, **changes)  # type: ignore[arg-type] # names of its fields


def shop(count: int = 9) -> list[Promotable]:
    chance = np.random.default_rng(4)
    return [
        coat(
            f"g{number}",
            category=("coats", "shirts", "bags")[number % 3],
            price=float(chance.uniform(40, 120)),
            weekly=tuple(chance.uniform(5, 40, 3)),
            elasticity=Belief(value := float(-chance.uniform(0.5, 5)), value - 0.6, value + 0.4),
            stock=float(chance.integers(30, 400)),
            growth=Belief(0.1, -0.1, 0.3),
            left=20.0,
        )
        for number in range(count)
    ]


def test_the_best_price_is_found_where_it_is_known() -> None:
    """At an elasticity of -4 and a cost of 40, 4/3 of the cost would be best: the deepest of 10 to 40 %."""
    plan = plan_campaign([coat()], Limits(taken=0.0))
    (row,) = plan.rows
    assert (row.week, row.depth, row.price) == (2, 0.4, 60.0)
    expected = 30 * (0.6**-4 * 20 - 60)
    assert row.gain == pytest.approx(expected, rel=0.15)
    assert row.interval[0] < row.gain < row.interval[1]


def test_what_people_do_not_answer_to_is_not_promoted() -> None:
    plan = plan_campaign([coat(elasticity=WEAK)])
    assert plan.rows == ()
    assert (plan.gain, plan.spent, plan.chance) == (0, 0, 0)
    assert plan.plain == pytest.approx(70 * 60, rel=0.03)


def test_leftovers_that_lose_make_a_promotion_worth_it() -> None:
    slow = coat(elasticity=Belief(-1.5, -1.8, -1.2), stock=150.0)
    assert not plan_campaign([slow]).rows
    (row,) = plan_campaign([replace(slow, left=0.0)]).rows
    assert "left over loses 40.00" in row.en


def test_without_stock_there_is_nothing_to_promote() -> None:
    assert not plan_campaign([coat(stock=10.0)]).rows


def test_no_price_goes_below_its_floor() -> None:
    (row,) = plan_campaign([coat(floor=75.0)]).rows
    assert row.price >= 75
    assert not plan_campaign([coat(floor=95.0)]).rows


@pytest.mark.parametrize(
    "limits",
    [
        Limits(),
        Limits(budget=1500.0),
        Limits(a_week=1),
        Limits(a_week=2, a_category=2, budget=4000.0, fixed=50.0),
        Limits(budget=0.0),
    ],
)
def test_limits_are_kept_and_the_exact_choice_is_no_worse(limits: Limits) -> None:
    garments = shop()
    options = [option for each in outlooks(garments, limits, draws=300) for option in each.options]
    best, first = exact(options, garments, limits), greedy(options, garments, limits)
    assert best is not None
    assert fits(best, garments, limits)
    assert fits(first, garments, limits)
    assert sum(each.gain for each in best) >= sum(each.gain for each in first) - 1e-6
    plan = plan_campaign(garments, limits, draws=300)
    assert plan.method == "exact"
    assert plan.spent <= limits.budget + 1e-6


def test_the_exact_choice_is_the_best_of_all() -> None:
    garments, limits = shop(3), Limits(budget=1200.0, a_week=1, depths=(0.2, 0.4))
    seen = outlooks(garments, limits, draws=200)
    every = product(*([None, *each.options] for each in seen))
    choices = ([option for option in choice if option is not None] for choice in every)
    best = max(sum(option.gain for option in choice) for choice in choices if fits(choice, garments, limits))
    found = exact([option for each in seen for option in each.options], garments, limits)
    assert found is not None
    assert sum(each.gain for each in found) == pytest.approx(best)


def test_a_plan_is_the_same_again_and_plain_values() -> None:
    one, two = plan_campaign(shop()), plan_campaign(shop())
    assert one == two
    assert json.loads(json.dumps(one.to_json()))["rows"][0]["garment"] == one.rows[0].garment
    assert one.interval[0] < one.gain < one.interval[1]


def test_every_row_says_why_in_both_languages() -> None:
    for row in plan_campaign(shop()).rows:
        assert "elasticity" in row.en
        assert "弹性" in row.zh
        assert "trend grows by 11% a year" in row.en
        assert "best week" in row.en or "limits move it" in row.en


def test_others_of_the_category_lose() -> None:
    beside = coat("other", price=200.0)
    alone = plan_campaign([coat(elasticity=STEEP), replace(beside, category="bags", elasticity=WEAK)])
    together = plan_campaign([coat(elasticity=STEEP), replace(beside, elasticity=WEAK)])
    assert together.gain < alone.gain


@pytest.mark.parametrize(
    "changes",
    [
        {"price": 0.0},
        {"cost": -1.0},
        {"weekly": ()},
        {"weekly": (1.0, float("nan"), 2.0)},
        {"stock": -1.0},
        {"elasticity": Belief(1.0, 0.5, 1.5)},
        {"elasticity": Belief(-1.0, -0.5, 0.0)},
        {"growth": Belief(0.0, -float("inf"), 1.0)},
    ],
)
def test_an_impossible_garment_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ModisteError, match="MOD-2477"):
        plan_campaign([replace(coat(), **changes)])  # type: ignore[arg-type] # names of its fields


def test_twice_the_same_and_nothing_at_all_are_refused() -> None:
    for garments in ([coat(), coat()], [coat(), coat("b", weekly=(1.0,))], []):
        with pytest.raises(ModisteError, match="MOD-2477"):
            checked(garments, Limits())


@pytest.mark.parametrize(
    "changes", [{"budget": -1.0}, {"a_week": -1}, {"taken": 2.0}, {"depths": (1.5,)}, {"depths": ()}]
)
def test_an_impossible_limit_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ModisteError, match="MOD-2478"):
        plan_campaign([coat()], Limits(**changes))  # type: ignore[arg-type] # names of its fields
