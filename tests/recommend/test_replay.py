"""Replay recovers what a policy would have earned, from impressions shown by chance."""

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.recommend import History, Impression, replayed
from modiste.recommend.replay import snips

NOBODY = History(np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.float32))
ALL = np.arange(4, dtype=np.int32)


class Always:
    """Likes one garment best."""

    name, items = "always", ("a", "b", "c", "d")

    def __init__(self, best: int) -> None:
        self.best = best

    def scores(self, histories: list[History]) -> np.ndarray:
        return np.tile(np.arange(4) == self.best, (len(histories), 1)).astype(np.float32)


def logged(count: int = 4000) -> list[Impression]:
    """Shown unevenly by chance; garment 3 earns most, but was shown least."""
    chance = np.random.default_rng(0)
    chances, worth = np.array([0.5, 0.3, 0.15, 0.05]), np.array([0.1, 0.2, 0.3, 0.6])
    shown = chance.choice(4, count, p=chances)
    return [
        Impression(NOBODY, ALL, int(each), float(chances[each]), float(chance.random() < worth[each]))
        for each in shown
    ]


def test_the_estimate_is_what_the_policy_earns_though_it_was_shown_seldom() -> None:
    found = replayed(Always(3), logged())  # type: ignore[arg-type]
    low, high = found["reward"].ci95 or (1, 0)
    assert low < 0.6 < high
    assert found["reward_logged"].value == pytest.approx(0.185, abs=0.03)
    assert found["matched"].value == pytest.approx(0.05, abs=0.02)
    assert found["effective_n"].value < 300
    mixed = replayed(Always(3), logged(), explore=1.0)  # type: ignore[arg-type]
    assert mixed["reward"].value == pytest.approx(0.3, abs=0.06)


def test_what_cannot_be_replayed_is_refused() -> None:
    for impressions in (
        [],
        [Impression(NOBODY, ALL, 9, 0.5, 1.0)],
        [Impression(NOBODY, ALL, 1, 0.0, 1.0)],
        [Impression(NOBODY, ALL, 1, 1.5, 1.0)],
    ):
        with pytest.raises(ModisteError, match="MOD-2309"):
            replayed(Always(0), impressions)  # type: ignore[arg-type]
    assert np.isnan(snips(np.ones(3), np.zeros(3)).value)
