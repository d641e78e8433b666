"""A campaign on weeks that are past: its costs are taken off, and others lose what is taken."""

from dataclasses import replace

import numpy as np
import pytest

from modiste.trends.campaigns.beliefs import Belief
from modiste.trends.campaigns.offers import Limits, Promotable
from modiste.trends.campaigns.plan import plan_campaign
from modiste.trends.campaigns.replay import replay_campaign

SURE = Belief(-4.0, -4.0, -4.0)
COAT = Promotable("coat", "coats", 100.0, 40.0, (20.0, 30.0), SURE, stock=500.0)
PAST = np.array([10.0, 40.0])


def test_a_promotion_is_replayed_at_its_elasticity() -> None:
    limits = Limits(taken=0.0, fixed=7.0)
    plan = plan_campaign([COAT], limits)
    (row,) = plan.rows
    before, after = replay_campaign(plan.rows, [COAT], {"coat": PAST}, limits)
    assert (before.wanted, before.sold, before.left) == (50, 50, 450)
    assert before.margin == pytest.approx(50 * 60)
    lifted = PAST[row.week - 1] * (1 - row.depth) ** -4
    rest = 50 - PAST[row.week - 1]
    assert after.sold == pytest.approx(rest + lifted)
    assert after.margin == pytest.approx(rest * 60 + lifted * (100 * (1 - row.depth) - 40) - 7)


def test_what_is_not_there_is_not_sold_and_what_is_taken_is_lost_elsewhere() -> None:
    few = replace(COAT, stock=45.0)
    other = replace(COAT, id="parka")
    plan = plan_campaign([few], Limits())
    (row,) = plan_campaign([COAT], Limits()).rows
    before, after = replay_campaign(
        [row], [few, other], {"coat": PAST, "parka": PAST}, Limits(taken=0.0), [few]
    )
    assert before.sold == after.sold == 45 and after.wanted > before.wanted
    assert after.margin < before.margin, "it sells the same for less"
    assert plan.rows == ()
    plenty = replay_campaign([row], [COAT, other], {"coat": PAST, "parka": PAST}, Limits(taken=0.0))[1]
    taken = replay_campaign([row], [COAT, other], {"coat": PAST, "parka": PAST}, Limits(taken=0.5))[1]
    lifted = PAST[row.week - 1] * ((1 - row.depth) ** -4 - 1)
    assert plenty.margin - taken.margin == pytest.approx(0.5 * lifted * 60)
