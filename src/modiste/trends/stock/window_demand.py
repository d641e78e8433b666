"""Demand of the next weeks as paths, from what was sold and from prices and promotions known ahead.

Knows what is told of a week ahead and quantile boosting; what to order for it is `replenishment`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from modiste.garment import ModisteError
from modiste.trends.panel import Floats
from modiste.trends.stock.looking_back import lag, running_mean

Places = NDArray[np.int64]
QUANTILES = (0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.98)
"""What is boosted; paths lie between them and a little beyond."""
_SETTINGS: dict[str, Any] = {
    "objective": "quantile",
    "learning_rate": 0.08,
    "num_leaves": 31,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 1.0,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 7,
}


@dataclass(frozen=True)
class BoostingSettings:
    """How window demand is learned.

    Attributes:
        rounds: Trees of each quantile.
        rows: At most so many rows are learned from, drawn by chance.
        forget: What a week's weight falls to a week later, in each series' own regression on promotions.
        prior: Weeks of all series' regression that each series' own starts from.
        seed: Of rows drawn.
    """

    rounds: int = 130
    rows: int = 100_000
    forget: float = 0.98
    prior: float = 8.0
    seed: int = 7


@dataclass(frozen=True, eq=False)
class Window:
    """Series with what is known of the weeks ahead, told so that each origin sees its own past alone.

    Attributes:
        base: (n, t + 1) mean demand of 13 weeks before each origin; everything is told over it.
        past: (n, t + 1, features) what was sold before each origin.
        coefficients: (n, t + 1, k + 1) of each series' regression on what is known ahead, at each origin.
        typical: (n, t + 1, k) mean of what is known ahead over 26 weeks before each origin.
        known: (n, t + ahead, k) prices, promotions and the like.
        codes: (n, c) small whole numbers that say what each series is of.
    """

    base: Floats
    past: Floats
    coefficients: Floats
    typical: Floats
    known: Floats
    codes: Floats

    def told(self, origins: Places, step: int) -> Floats:
        """(n, origins, features) what is known at each origin of the week `step` weeks on; 0 is the next."""
        target = self.known[:, origins + step]
        typical = self.typical[:, origins]
        relative = target - typical
        back = [self.known[:, np.maximum(origins + step - weeks, 0)] for weeks in (1, 2, 3)]
        ones = np.ones((*relative.shape[:2], 1))
        coefficients = self.coefficients[:, origins]
        predicted = (np.concatenate([ones, relative], -1) * coefficients).sum(-1, keepdims=True)
        codes = np.broadcast_to(self.codes[:, None], (*relative.shape[:2], self.codes.shape[1]))
        return np.concatenate(
            [
                self.past[:, origins],
                predicted,
                coefficients,
                target,
                relative,
                target - np.stack(back).mean(0),
                back[0] - typical,
                ones * step,
                codes,
            ],
            -1,
        )


def window_of(
    y: Floats, known: Floats, codes: Floats, settings: BoostingSettings = BoostingSettings()
) -> Window:
    """Tell series so that they can be learned from.

    Args:
        y: (n, t) demand, not negative; NaN where a series has not begun.
        known: (n, t + ahead, k) what is known ahead, finite where `y` is; prices as logarithms.
        codes: (n, c) whole numbers from 0, such as of brand and shop.
        settings: How much each series' own regression weighs.

    Raises:
        ModisteError: MOD-2452 where shapes disagree.
    """
    if known.ndim != 3 or known.shape[0] != len(y) or known.shape[1] < y.shape[1] or len(codes) != len(y):
        raise ModisteError("MOD-2452", shapes=f"demand {y.shape}, known {known.shape}, codes {codes.shape}")
    length = y.shape[1]
    base = np.maximum(running_mean(y, 13), 1e-9)
    logs, scale = np.log1p(y), np.log1p(base)
    mean = running_mean(logs, 26)
    columns = [
        *(lag(logs, weeks) - scale for weeks in (1, 2, 3, 4)),
        *(np.log1p(running_mean(y, weeks)) - scale for weeks in (4, 26, length)),
        *(running_mean(logs, weeks) - scale for weeks in (4, 13, length)),
        np.sqrt(np.maximum(running_mean(logs**2, 26) - mean**2, 0)),
        scale,
    ]
    typical = np.stack([running_mean(each[:, :length], 26) for each in np.moveaxis(known, -1, 0)], -1)
    coefficients = _regressions(logs - scale[:, :-1], known[:, :length] - typical[:, :-1], settings)
    return Window(base, np.stack(columns, -1), coefficients, typical, known, codes.astype(float))


@dataclass(frozen=True, eq=False)
class WindowDemand:
    """Fitted quantiles of each of the next weeks' demand.

    Attributes:
        boosters: One for each of `QUANTILES`.
        steps: Weeks ahead that were learned, the next one among them.
        likeness: Correlation of neighbouring weeks' ranks, by which paths are drawn.
    """

    boosters: Sequence[Any] = field(repr=False)
    steps: int
    likeness: float

    def quantiles(self, window: Window, origins: Places, step: int) -> Floats:
        """(n, origins, quantiles) of the demand `step` weeks after each origin, rising."""
        told = window.told(origins, step)
        flat = told.reshape(-1, told.shape[-1])
        found = np.stack([each.predict(flat, num_threads=1) for each in self.boosters], -1)
        found = np.sort(found.reshape(*told.shape[:2], -1), -1)
        return np.asarray(np.maximum(np.expm1(found + np.log1p(window.base[:, origins])[..., None]), 0))

    def paths(self, window: Window, origins: Places, count: int = 64, seed: int = 0) -> Floats:
        """(n, origins, steps, count) demands of the weeks after each origin, drawn together week by week."""
        dice = np.random.default_rng(seed)
        shared = np.sqrt(self.likeness) * dice.standard_normal((count // 2, 1))
        ranks = shared + np.sqrt(1 - self.likeness) * dice.standard_normal((count // 2, self.steps))
        ranks = np.concatenate([ranks, -ranks])
        grid = ndtri(QUANTILES)
        out = np.empty((len(window.base), len(origins), self.steps, len(ranks)))
        for step in range(self.steps):
            known = np.log1p(self.quantiles(window, origins, step))
            for place, rank in enumerate(ranks[:, step]):
                low = int(np.clip(np.searchsorted(grid, rank) - 1, 0, len(grid) - 2))
                share = float(np.clip((rank - grid[low]) / (grid[low + 1] - grid[low]), -1.0, 2.5))
                out[:, :, step, place] = known[..., low] * (1 - share) + known[..., low + 1] * share
        return np.maximum(np.expm1(out), 0)


def fit_window_demand(
    y: Floats,
    window: Window,
    until: int,
    steps: int,
    settings: BoostingSettings = BoostingSettings(),
) -> WindowDemand:
    """Learn the demand of the next `steps` weeks from every origin before `until`, nothing after it seen.

    Args:
        y: (n, t) demand, as in `window_of`.
        window: What `window_of` told of it.
        until: The first week that may not be learned from.
        steps: Weeks ahead: lead time and review, 3 where both are 2 and 1.
        settings: How it is learned.

    Raises:
        ModisteError: MOD-2452 where no week is left to learn from.
    """
    rows, targets, weights = [], [], []
    for step in range(steps):
        origins = np.arange(min(8, until - 1), until - step)
        if not len(origins) or until > y.shape[1]:
            raise ModisteError("MOD-2452", shapes=f"demand {y.shape}, learned until week {until}")
        told, base = window.told(origins, step), window.base[:, origins]
        target = np.log1p(y[:, origins + step]) - np.log1p(base)
        fine = np.isfinite(target)
        rows.append(told[fine])
        targets.append(target[fine])
        weights.append(np.sqrt(base[fine]))
    learned, target, weight = np.concatenate(rows), np.concatenate(targets), np.concatenate(weights)
    if not len(learned):
        raise ModisteError("MOD-2452", shapes=f"demand {y.shape}, all unknown before week {until}")
    if len(learned) > settings.rows:
        drawn = np.random.default_rng(settings.seed).choice(len(learned), settings.rows, replace=False)
        learned, target, weight = learned[drawn], target[drawn], weight[drawn]
    width, codes = learned.shape[1], window.codes.shape[1]
    data = lightgbm.Dataset(
        learned,
        target,
        weight=weight / weight.mean(),
        categorical_feature=list(range(width - codes, width)),
        params=_SETTINGS,
        free_raw_data=False,
    )
    boosters = [lightgbm.train({**_SETTINGS, "alpha": q}, data, settings.rounds) for q in QUANTILES]
    return WindowDemand(tuple(boosters), steps, 0.3)


def _regressions(over_base: Floats, relative: Floats, settings: BoostingSettings) -> Floats:
    """(n, t + 1, k + 1) ridge regressions of each series on its promotions, drawn to all series' together.

    The same promotion before is the best witness of the next; a single series has seen few.
    """
    count, length, width = relative.shape
    gram = np.zeros((count, width + 1, width + 1))
    right = np.zeros((count, width + 1))
    found = np.zeros((count, length + 1, width + 1))
    ridge = 1e-3 * np.eye(width + 1)
    for week in range(1, length):
        told = np.concatenate([np.ones((count, 1)), relative[:, week]], 1)
        fine = np.isfinite(told).all(1) & np.isfinite(over_base[:, week])
        told = np.where(fine[:, None], told, 0)
        target = np.where(fine, over_base[:, week], 0)
        gram = settings.forget * gram + told[:, :, None] * told[:, None, :]
        right = settings.forget * right + told * target[:, None]
        together = gram.sum(0) + ridge
        shared = np.linalg.solve(together, right.sum(0))
        prior = settings.prior * together / max(together[0, 0], 1.0)
        own = np.linalg.solve(gram + prior + ridge, (right + prior @ shared)[..., None])
        found[:, week + 1] = own[..., 0]
    return found
