"""A few labelled minutes put right what a network takes for another thing, and leave the rest as it was."""

import numpy as np
import pytest

from modiste.wearables.personal import learn_correction
from modiste.wearables.windows import UNKNOWN


def _frames(seed: int, count: int = 300) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    targets = chance.integers(0, 3, count)
    embeddings = np.eye(8)[targets] + 0.3 * chance.standard_normal((count, 8))
    said = np.where(targets == 2, 1, targets)  # this person's third activity looks like the second
    return np.full((count, 3), 0.1) + 0.7 * np.eye(3)[said], embeddings, targets


def test_an_activity_that_was_mistaken_is_learned() -> None:
    chances, embeddings, targets = _frames(0)
    correction = learn_correction(chances, embeddings, targets)
    fresh, others, truth = _frames(1)
    assert (fresh.argmax(1) == truth).mean() < 0.75
    assert (correction.applied(fresh, others).argmax(1) == truth).mean() > 0.95


def test_with_no_word_or_a_strong_ridge_nothing_moves() -> None:
    chances, embeddings, targets = _frames(0)
    held = learn_correction(chances, embeddings, targets, ridge=1e9)
    assert held.applied(chances, embeddings) == pytest.approx(chances, abs=1e-4)
    targets[10:] = UNKNOWN
    few = learn_correction(chances, embeddings, targets)
    assert np.abs(few.weights).max() < np.abs(learn_correction(*_frames(0)).weights).max()
