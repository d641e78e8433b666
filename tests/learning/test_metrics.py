"""Every figure agrees with scikit-learn, ties and missing classes included."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as oracle

from modiste.learning import metrics


@st.composite
def scored(draw):
    """Scores with many ties, and flags that hold both kinds."""
    n = draw(st.integers(2, 40))
    score = np.array(draw(st.lists(st.sampled_from([0.0, 0.1, 0.5, 0.5000001, 0.9]), min_size=n, max_size=n)))
    positive = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    positive[0], positive[1] = True, False
    return score, positive


@given(scored())
@settings(max_examples=60, deadline=None)
def test_areas_and_curves_agree_with_the_oracle_under_ties(case):
    score, positive = case
    assert metrics.roc_auc(score, positive) == pytest.approx(oracle.roc_auc_score(positive, score), abs=1e-12)
    assert metrics.average_precision(score, positive) == pytest.approx(
        oracle.average_precision_score(positive, score), abs=1e-12
    )
    x, y, threshold = oracle.roc_curve(positive, score, drop_intermediate=False)
    curve = metrics.roc_curve(score, positive)
    np.testing.assert_allclose(np.stack([curve.x, curve.y, curve.threshold]), np.stack([x, y, threshold]))
    precision, recall, _ = oracle.precision_recall_curve(positive, score)
    pr = metrics.pr_curve(score, positive)
    np.testing.assert_allclose(pr.x, recall[::-1])
    np.testing.assert_allclose(pr.y, precision[::-1])


@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_precision_recall_and_f1_agree_with_the_oracle_when_classes_are_missing(seed, classes, n):
    chance = np.random.default_rng(seed)
    targets, predicted = chance.integers(0, classes, n), chance.integers(0, max(1, classes - 1), n)
    counts = metrics.confusion_matrix(targets, predicted, classes)
    np.testing.assert_array_equal(
        counts, oracle.confusion_matrix(targets, predicted, labels=np.arange(classes))
    )
    made = metrics.scores(counts.diagonal(), counts.sum(0), counts.sum(1))
    for average in ("macro", "weighted"):
        wanted = oracle.precision_recall_fscore_support(targets, predicted, average=average, zero_division=0)
        got = [float(getattr(made, average)(name)) for name in ("precision", "recall", "f1")]
        np.testing.assert_allclose(got, wanted[:3], atol=1e-12)


def test_losses_agree_with_the_oracle():
    chance = np.random.default_rng(3)
    probabilities = metrics.softmax(chance.normal(size=(200, 5)))
    targets = chance.integers(0, 5, 200)
    assert metrics.log_losses(probabilities, targets).mean() == pytest.approx(
        oracle.log_loss(targets, probabilities, labels=np.arange(5))
    )
    one_hot = np.eye(5)[targets]
    assert metrics.brier_scores(probabilities, targets).mean() == pytest.approx(
        ((probabilities - one_hot) ** 2).sum(1).mean()
    )


def test_a_sure_and_wrong_prediction_has_a_finite_loss():
    assert metrics.log_losses(np.array([[1.0, 0.0]]), np.array([1]))[0] == pytest.approx(36.04, abs=0.01)


def test_softmax_survives_large_logits_and_softens_with_temperature():
    sharp, soft = (metrics.softmax(np.array([[1000.0, 990.0]]), t) for t in (1.0, 10.0))
    assert sharp[0, 0] > 0.9999
    assert soft[0, 0] == pytest.approx(1 / (1 + np.exp(-1.0)))


def test_an_area_without_both_kinds_is_undefined():
    assert np.isnan(metrics.roc_auc(np.array([0.1, 0.2]), np.array([True, True])))
    assert np.isnan(metrics.average_precision(np.array([0.1, 0.2]), np.array([False, False])))


def test_calibration_error_by_hand():
    # Two bins: (0.5, 0.6] with gap |0.55 - 0.5| over 2, (0.9, 1] with gap |0.95 - 1| over 2.
    confidence = np.array([0.55, 0.55, 0.95, 0.95])
    correct = np.array([True, False, True, True])
    bins = metrics.equal_width_bins(confidence, 10)
    assert metrics.calibration_error(confidence, correct, bins, 10) == pytest.approx(0.05)
    table = metrics.reliability(confidence, correct, 10)
    assert [row.n for row in table] == [0, 0, 0, 0, 0, 2, 0, 0, 0, 2]
    assert (table[5].confidence, table[5].accuracy) == (pytest.approx(0.55), 0.5)
    assert np.isnan(table[0].accuracy)


def test_bin_edges_belong_to_the_lower_bin_and_equal_mass_bins_keep_ties_together():
    assert metrics.equal_width_bins(np.array([0.0, 0.2, 0.2000001, 1.0]), 5).tolist() == [0, 0, 1, 4]
    assert metrics.equal_mass_bins(np.array([0.1, 0.2, 0.3, 0.4]), 2).tolist() == [0, 0, 1, 1]
    assert len(set(metrics.equal_mass_bins(np.full(50, 0.7)).tolist())) == 1


def test_coverage_answers_ties_together():
    confidence = np.array([0.9, 0.9, 0.8, 0.7])
    correct = np.array([True, False, True, True])
    curve = metrics.coverage_curve(confidence, correct)
    assert curve.x.tolist() == [0.5, 0.75, 1.0]
    assert metrics.accuracy_at_coverage(curve, 0.3) == 0.5
    assert metrics.coverage_at_accuracy(curve, 0.75) == 1.0
    assert metrics.coverage_at_accuracy(curve, 0.99) == 0.0


@given(scored())
@settings(max_examples=40, deadline=None)
def test_corners_and_rises_lose_nothing(case):
    score, positive = case
    roc = metrics.roc_curve(score, positive)
    few = roc.corners()
    np.testing.assert_allclose(np.trapezoid(few.y, few.x), np.trapezoid(roc.y, roc.x))
    assert len(few.x) <= 2 * positive.sum() + 2
    pr = metrics.pr_curve(score, positive)
    rises = pr.rises()
    assert np.sum(np.diff(rises.x) * rises.y[1:]) == pytest.approx(metrics.average_precision(score, positive))
    for recall in (0.0, 0.3, 1.0):
        assert rises.y[rises.x >= recall].max() == pr.y[pr.x >= recall].max()


def test_a_thinned_curve_keeps_its_ends_and_its_area():
    chance = np.random.default_rng(0)
    positive = chance.random(20_000) < 0.3
    full = metrics.roc_curve(chance.normal(size=20_000) + positive, positive)
    thin = full.thinned()
    assert len(thin.x) <= metrics.CURVE_POINTS < len(full.x)
    assert (thin.x[0], thin.y[0], thin.x[-1], thin.y[-1]) == (0, 0, 1, 1)
    assert np.trapezoid(thin.y, thin.x) == pytest.approx(np.trapezoid(full.y, full.x), abs=2e-3)
