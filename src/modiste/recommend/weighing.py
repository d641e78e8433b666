"""Candidates put in order: a fixed, stated mix of what is known of each, or one learned from impressions.

Knows features and weights; where candidates come from is `serving`'s. Learned weights are those of a logistic
regression of clicks, each impression weighted by one over the probability with which it was shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.protocols import Floats

FEATURES = (
    "history",
    "sequence",
    "alike",
    "trending",
    "size",
    "price",
    "stock",
    "fresh",
    "fits",
    "returns",
)
"""The columns: scores of four sources and of the in-your-size source, each from 0 to 1; how near the price is
to what the customer looks at; the share of sizes in stock; freshness; the probability that the size fits; the
risk that it comes back."""

MIX: Mapping[str, float] = {
    "history": 1.0,
    "sequence": 0.6,
    "alike": 0.45,
    "trending": 0.15,
    "size": 0.35,
    "price": 0.05,
    "stock": 0.05,
    "fresh": 0.04,
    "fits": 0.1,
    "returns": -0.15,
}
"""The weights until enough was logged: chosen by hand so that co-occurrence leads where there is any,
likeness where there is none, and trends fill the rest; they are no result of a measurement."""

ENOUGH_SHOWN, ENOUGH_CLICKS = 2_000, 200
MOST_WEIGHT = 20.0
"""An impression counts for at most so many: one over a propensity is clipped (Strehl et al. 2010)."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """Weights of the features.

    Attributes:
        weights: (features,).
        basis: `mix` as stated, or `learned`.
        facts: from how much it was learned, and what it was worth on the last fifth.
    """

    weights: Floats
    basis: Literal["mix", "learned"] = "mix"
    facts: Mapping[str, float] | None = None

    def by_name(self) -> dict[str, float]:
        """The weight of each feature."""
        return dict(zip(FEATURES, self.weights.tolist(), strict=True))

    def scores(self, features: Floats) -> Floats:
        """(m,) of features (m, features): from 0 to 1 among those given, the best 1."""
        raw = features @ self.weights
        low, high = (float(raw.min()), float(raw.max())) if len(raw) else (0.0, 0.0)
        # From nothing rather than from the worst: the worst of a good lot is no zero.
        low = min(low, 0.0)
        return np.asarray((raw - low) / ((high - low) or 1.0), np.float32)


def mixed() -> Ranking:
    """The fixed mix."""
    return Ranking(np.array([MIX[name] for name in FEATURES], np.float32))


def learned(
    features: Floats,
    places: NDArray[np.integer],
    propensities: Floats,
    clicked: NDArray[np.bool_],
    ridge: float = 1.0,
) -> Ranking:
    """Weights from what was shown and clicked; the mix where that is too little or no better.

    A logistic regression on the features and the logarithm of the place, which takes up that the first places
    are looked at more; when serving, all stand in the first place. The last fifth judges.

    Args:
        features: (n, features) as they were when shown, in the order of time.
        places: (n,) from 1.
        propensities: (n,) with which each garment stood in its place.
        clicked: (n,).
        ridge: penalty of the squared weights, as so many impressions' worth.
    """
    fixed = mixed()
    if len(features) < ENOUGH_SHOWN or int(clicked.sum()) < ENOUGH_CLICKS:
        return fixed
    weights = np.minimum(1.0 / np.maximum(propensities, 1e-6), MOST_WEIGHT).astype(np.float64)
    position = np.log(places.astype(np.float64))
    cut = len(features) * 4 // 5
    full = _design(features.astype(np.float64), position)
    plain = _design((features @ fixed.weights)[:, None].astype(np.float64), position)
    losses = []
    for design in (full, plain):
        found = _logistic(design[:cut], clicked[:cut], weights[:cut], ridge)
        losses.append(_loss(design[cut:] @ found, clicked[cut:], weights[cut:]))
    facts = {"shown": float(len(features)), "clicks": float(clicked.sum())}
    facts |= {"log_loss": losses[0], "log_loss_of_mix": losses[1]}
    if losses[0] >= losses[1]:
        return Ranking(fixed.weights, "mix", facts)
    found = _logistic(full, clicked, weights, ridge)
    return Ranking(found[: len(FEATURES)].astype(np.float32), "learned", facts)


def _design(features: NDArray[np.float64], position: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([features, position, np.ones(len(features))])


def _logistic(
    design: NDArray[np.float64], hits: NDArray[np.bool_], weights: NDArray[np.float64], ridge: float
) -> NDArray[np.float64]:
    """Newton's method; the last column is the intercept and is not penalised."""
    found = np.zeros(design.shape[1])
    penalty = np.full(design.shape[1], ridge)
    penalty[-1] = 1e-9
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ found, -30, 30)))
        slope = design.T @ (weights * (hits - chance)) - penalty * found
        curve = (design * (weights * chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return found


def _loss(logits: NDArray[np.float64], hits: NDArray[np.bool_], weights: NDArray[np.float64]) -> float:
    signed = np.where(hits, logits, -logits)
    return float((weights * np.logaddexp(0.0, -signed)).sum() / weights.sum())


def features_of(columns: Mapping[str, Floats], count: int) -> Floats:
    """(count, features) from the columns that are known; the others are zero."""
    made = np.zeros((count, len(FEATURES)), np.float32)
    for place, name in enumerate(FEATURES):
        if name in columns:
            made[:, place] = columns[name]
    return made
