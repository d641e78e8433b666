"""Replays of rules: what they pay is what was written down, and nobody beats hindsight."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.passport.chain.fee_replay import BLOCK_SECONDS, fixed, hindsight, replayed, synthetic_fees
from modiste.passport.chain.schedule import WaitingCost

COST = WaitingCost(2.0, leaves=0.1, longest=40, gas=10, tip=1.0)


def test_a_replay_adds_up() -> None:
    found = replayed(np.array([5.0, 9.0, 3.0, 7.0]), 0, 10, COST, lambda now, *_: now == 20)
    assert (found.anchors, found.paid) == (2, 10 * (3 + 1) + 10 * (7 + 1))
    assert found.waited == pytest.approx(2 * 0.1 * (20**2 + 10**2) / 2)
    assert found.longest_delay == 20
    assert found.mean_delay == pytest.approx((20**2 + 10**2) / 2 / 30)
    assert found.total == found.paid + found.waited


@given(st.lists(st.floats(1, 100), min_size=2, max_size=40), st.integers(1, 4))
def test_no_rule_beats_hindsight(fees: list[float], every: int) -> None:
    series = np.array(fees)
    found = replayed(series, 0, 10, COST, fixed(10 * every))
    assert hindsight(series, 10, COST) <= found.total + 1e-6


def test_synthetic_fees_follow_the_chains_rule_and_their_seed() -> None:
    fees = synthetic_fees(2, 7, BLOCK_SECONDS)
    assert (fees == synthetic_fees(2, 7, BLOCK_SECONDS)).all()
    assert (fees != synthetic_fees(2, 8, BLOCK_SECONDS)).any()
    moves = fees[1:] / fees[:-1]
    assert moves.min() >= 0.875 - 1e-9
    assert moves.max() <= 1.125 + 1e-9
    assert len(fees) == 2 * 86_400 / BLOCK_SECONDS
