"""When to anchor: Wilson's lot size where fees stand still, thresholds for cheap hours where they do not."""

import numpy as np
import pytest

from modiste.passport.chain.fee_replay import fixed, hindsight, replayed, synthetic_fees
from modiste.passport.chain.schedule import DAY, FeeModel, Schedule, WaitingCost

STEP = 600
GWEI = 10**9
HOUR = 3600


def cost(leaf_second: float = GWEI, longest: int = 6 * HOUR) -> WaitingCost:
    return WaitingCost(leaf_second, leaves=0.05, longest=longest)


def constant(fee: float = 20 * GWEI) -> FeeModel:
    return FeeModel.of(np.full(300, fee), 0, STEP)


@pytest.fixture(scope="module")
def learned() -> FeeModel:
    return FeeModel.of(synthetic_fees(14, 1000, STEP), 0, STEP)


def test_constant_fees_give_wilsons_lot_size() -> None:
    said = cost()
    schedule = Schedule.of(constant(), said)
    fees = np.full(2000, 20.0 * GWEI)
    found = replayed(fees, 0, STEP, said, schedule.rule())
    wilson = np.sqrt(2 * said.gas * (20 * GWEI + said.tip) / (said.leaf_second * said.leaves))
    assert abs(len(fees) * STEP / found.anchors - wilson) <= STEP / 2
    assert found.total == pytest.approx(hindsight(fees, STEP, said), rel=0.02)


def test_the_dearer_waiting_is_the_sooner_it_anchors() -> None:
    fees = np.full(500, 20.0 * GWEI)
    counts = [
        replayed(fees, 0, STEP, cost(each), Schedule.of(constant(), cost(each)).rule()).anchors
        for each in (GWEI / 10, GWEI, 10 * GWEI)
    ]
    assert counts == sorted(set(counts))


def test_no_leaf_waits_longer_than_allowed_and_nothing_is_anchored_for_nothing() -> None:
    said = cost(leaf_second=1.0, longest=2 * HOUR)
    schedule = Schedule.of(constant(), said)
    found = replayed(np.full(500, 900.0 * GWEI), 0, STEP, said, schedule.rule())
    assert found.longest_delay <= 2 * HOUR
    assert not schedule.is_time(0, 0, 10 * HOUR, 1.0, 0.0)
    assert schedule.is_time(0, 1, 2 * HOUR, 1e15, 0.0)


def test_the_more_leaves_wait_the_higher_a_fee_is_taken(learned: FeeModel) -> None:
    thresholds = Schedule.of(learned, cost()).thresholds[:, 1:]
    assert (np.diff(thresholds, axis=1) > 0).all()
    assert thresholds[:, -1].min() > 1e30


def test_a_model_finds_the_hours_and_the_memory_of_fees() -> None:
    chance, steps, rest = np.random.default_rng(5), 60 * DAY // STEP, 0.0
    hour = np.arange(steps) * STEP % DAY // HOUR
    logs = np.empty(steps)
    for turn in range(steps):
        rest = 0.9 * rest + chance.normal(0, 0.1)
        logs[turn] = 23 + 0.5 * (hour[turn] >= 12) + rest
    model = FeeModel.of(np.exp(logs), 0, STEP)
    assert (model.keeps, model.gain) == (0.9, 1.0)
    assert model.errors.std() == pytest.approx(0.1, abs=0.01)
    assert model.hours[12:].mean() - model.hours[:12].mean() == pytest.approx(0.5, abs=0.1)
    noisy = FeeModel.of(np.exp(logs + chance.normal(0, 0.2, steps)), 0, STEP)
    assert noisy.gain < 0.5
    assert noisy.keeps == pytest.approx(0.9, abs=0.06)


def test_forecasts_hold_as_often_as_they_say(learned: FeeModel) -> None:
    fees, level, inside, asked = synthetic_fees(14, 1001, STEP), 0.0, 0, 0
    for turn, fee in enumerate(fees[:-6]):
        level = learned.followed(level, turn * STEP, float(fee))
        if turn % 7 == 0:
            low, high = learned.quantiles(level, turn * STEP, HOUR, (0.1, 0.9))
            inside += low <= fees[turn + HOUR // STEP] <= high
            asked += 1
    print(f"{inside} of {asked} within 80 % intervals")
    assert level == learned.level(fees[:-6], 0)
    assert 0.68 < inside / asked < 0.88


def test_on_synthetic_fees_it_costs_less_than_the_best_fixed_interval(learned: FeeModel) -> None:
    said, fees = cost(), synthetic_fees(14, 1002, STEP)
    ours = replayed(fees, 0, STEP, said, Schedule.of(learned, said).rule()).total
    least = min(replayed(fees, 0, STEP, said, fixed(every)).total for every in range(STEP, 6 * HOUR, STEP))
    assert hindsight(fees, STEP, said) < ours < least


def test_too_few_and_strange_fees_still_give_a_schedule() -> None:
    for fees in ([5, 7], [0, 0, 0], [1] * 10 + [10**15]):
        thresholds = Schedule.of(FeeModel.of(fees, 0, STEP), cost()).thresholds
        assert not np.isnan(thresholds).any()
