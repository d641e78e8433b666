"""Second opinions come from other examples: a lonely wrong label cannot vote for itself."""

import numpy as np
import pytest

from modiste.collect.clean.label_models import CrossFittedLinear, Neighbours
from modiste.collect.clean.protocols import LabelModel

MODELS = [Neighbours(), CrossFittedLinear()]


def clouds(count: int = 120, classes: int = 3) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(0)
    targets = np.arange(count) % classes
    centres = 4 * chance.standard_normal((classes, 12))
    return (centres[targets] + chance.standard_normal((count, 12))).astype(np.float32), targets


@pytest.mark.parametrize("model", MODELS, ids=lambda each: type(each).__name__)
def test_a_flipped_label_gets_a_low_probability(model: LabelModel) -> None:
    examples, targets = clouds()
    given = targets.copy()
    given[7] = (given[7] + 1) % 3
    chances = model.out_of_sample(examples, given, 3)
    assert chances.shape == (120, 3)
    assert chances.sum(1) == pytest.approx(1)
    assert (chances.argmax(1) == targets).mean() > 0.97
    assert chances[7].argmax() == targets[7]


@pytest.mark.parametrize("model", MODELS, ids=lambda each: type(each).__name__)
def test_labels_without_meaning_cannot_be_learned(model: LabelModel) -> None:
    """In sample a model could reach far more; out of sample it is chance."""
    chance = np.random.default_rng(1)
    examples = chance.standard_normal((200, 60)).astype(np.float32)
    targets = chance.integers(0, 2, 200)
    right = (model.out_of_sample(examples, targets, 2).argmax(1) == targets).mean()
    assert 0.35 < right < 0.65


@pytest.mark.parametrize("model", MODELS, ids=lambda each: type(each).__name__)
def test_hardly_any_examples_leave_it_undecided(model: LabelModel) -> None:
    chances = model.out_of_sample(np.ones((1, 4), np.float32), np.array([0]), 2)
    assert chances.tolist() == [[0.5, 0.5]]


def test_the_linear_model_does_what_softmax_regression_does() -> None:
    from sklearn.linear_model import LogisticRegression

    examples, targets = clouds(300)
    mine = CrossFittedLinear(folds=2, steps=400).out_of_sample(examples, targets, 3)
    other = LogisticRegression().fit(examples[::2], targets[::2]).predict(examples[1::2])
    assert (mine[1::2].argmax(1) == other).mean() > 0.97
