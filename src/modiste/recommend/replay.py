"""What another recommender would have earned, told from what was shown with known chances: replay by SNIPS.

Knows logged impressions, their propensities and the weights that correct for them; logging is not its affair.

Source: self-normalised inverse propensity scoring (Swaminathan and Joachims, NeurIPS 2015); the effective
number of impressions is Kong's (1992).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import Metric, bootstrap, percentile
from modiste.recommend.protocols import Codes, Floats, History

RESAMPLES = 1000
_LEAST_CHANCE = 1e-6
_BATCH = 256


@dataclass(frozen=True, eq=False)
class Impression:
    """One garment that was shown in a slot whose choice was left to chance.

    Attributes:
        history: of the customer, before it.
        eligible: the garments that could have been shown.
        shown: the one that was.
        propensity: with which chance, above 0.
        reward: what came of it: 1 for a click, a margin, ...
    """

    history: History
    eligible: Codes
    shown: int
    propensity: float
    reward: float


class Scoring(Protocol):
    """What scores every garment for histories; more is not asked of it."""

    def scores(self, histories: Sequence[History]) -> Floats:
        """Float32 (n, items), higher is better."""
        ...


def replayed(
    recommender: Scoring, impressions: Sequence[Impression], explore: float = 0.0, seed: int = 0
) -> dict[str, Metric]:
    """Estimate the reward an impression if `recommender` had chosen the best of what was eligible.

    Args:
        recommender: the one that is tried.
        impressions: as logged.
        explore: with which chance it would have shown any eligible garment instead.
        seed: of the resamples.

    Returns:
        `reward` by SNIPS with its interval, `reward_logged` as it was, `matched` the share of
        impressions that it would have shown too, `effective_n` how many impressions the estimate is worth.

    Raises:
        ModisteError: MOD-2309 for none, for a chance that is no chance, or a garment that was not eligible.
    """
    for place, each in enumerate(impressions):
        if not _LEAST_CHANCE <= each.propensity <= 1 or each.shown not in each.eligible:
            raise ModisteError("MOD-2309", reason=f"impression {place} has no chance or was not eligible")
    if not impressions:
        raise ModisteError("MOD-2309", reason="there are none")
    chosen = _choices(recommender, impressions)
    count = np.array([len(each.eligible) for each in impressions])
    same = chosen == np.array([each.shown for each in impressions])
    weights = ((1 - explore) * same + explore / count) / np.array([each.propensity for each in impressions])
    rewards = np.array([each.reward for each in impressions], np.float64)
    return {
        "reward": snips(rewards, weights, seed),
        "reward_logged": snips(rewards, np.ones(len(rewards)), seed),
        "matched": Metric(float(same.mean())),
        "effective_n": Metric(float(weights.sum() ** 2 / max((weights**2).sum(), 1e-12)), unit="impressions"),
    }


def snips(rewards: NDArray[np.float64], weights: NDArray[np.float64], seed: int = 0) -> Metric:
    """The weighted mean of rewards (n,) with its interval; undefined where no weight is above zero."""
    if not weights.sum() > 0:
        return Metric(float("nan"))
    drawn = bootstrap(
        len(rewards),
        RESAMPLES,
        seed,
        lambda draws: {"over": draws @ (weights * rewards), "under": draws @ weights},
    )
    there = drawn["under"] > 0
    spread = percentile(drawn["over"][there] / drawn["under"][there])
    return Metric(float((weights * rewards).sum() / weights.sum()), spread, "reward")


def _choices(recommender: Scoring, impressions: Sequence[Impression]) -> NDArray[np.int64]:
    made = np.empty(len(impressions), np.int64)
    for start in range(0, len(impressions), _BATCH):
        part = impressions[start : start + _BATCH]
        scores = recommender.scores([each.history for each in part])
        for row, each in enumerate(part):
            made[start + row] = each.eligible[np.argmax(scores[row, each.eligible])]
    return made
