"""A classifier is judged whole: figures, intervals, slices, mistakes; what cannot be judged is refused."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as oracle

from modiste.garment import ModisteError
from modiste.learning.evaluation import classification
from modiste.learning.metrics import softmax

LABELS = ("dress", "shirt", "coat", "bag")


def judged(n=400, k=4, seed=0, skill=1.5, **more):
    chance = np.random.default_rng(seed)
    targets = chance.integers(0, k, n)
    logits = chance.normal(size=(n, k))
    logits[np.arange(n), targets] += skill
    return (
        classification(softmax(logits), targets, [f"c{i}" for i in range(k)], **more),
        softmax(logits),
        targets,
    )


def test_the_figures_agree_with_the_oracle():
    found, chances, targets = judged()
    values = {name: metric.value for name, metric in found.metrics.items()}
    predicted = chances.argmax(1)
    assert values["accuracy"] == pytest.approx(oracle.accuracy_score(targets, predicted))
    assert values["macro_f1"] == pytest.approx(oracle.f1_score(targets, predicted, average="macro"))
    assert values["micro_f1"] == pytest.approx(oracle.f1_score(targets, predicted, average="micro"))
    assert values["weighted_precision"] == pytest.approx(
        oracle.precision_score(targets, predicted, average="weighted")
    )
    assert values["roc_auc_macro"] == pytest.approx(oracle.roc_auc_score(targets, chances, multi_class="ovr"))
    assert values["average_precision_macro"] == pytest.approx(
        oracle.average_precision_score(np.eye(4)[targets], chances, average="macro")
    )
    assert values["log_loss"] == pytest.approx(oracle.log_loss(targets, chances))
    np.testing.assert_array_equal(found.confusion, oracle.confusion_matrix(targets, predicted))


def test_a_class_that_never_occurs_is_left_out_of_the_averages():
    chances = np.array(
        [[0.7, 0.2, 0.1, 0.0], [0.1, 0.8, 0.1, 0.0], [0.6, 0.3, 0.1, 0.0], [0.2, 0.5, 0.3, 0.0]]
    )
    targets = np.array([0, 1, 1, 0])
    found = classification(chances, targets, LABELS)
    assert found.metrics["macro_f1"].value == pytest.approx(
        oracle.f1_score(targets, chances.argmax(1), average="macro")
    )
    areas = [oracle.roc_auc_score(targets == c, chances[:, c]) for c in (0, 1)]
    assert found.metrics["roc_auc_macro"].value == pytest.approx(np.mean(areas))
    bag = found.per_class[3]
    assert (bag.support, bag.predicted, bag.f1) == (0, 0, 0.0)
    assert np.isnan(bag.roc_auc)
    assert bag.to_json()["roc_auc"] is None


def test_every_interval_holds_its_figure_and_names_its_method():
    found, _, _ = judged()
    for name, metric in found.metrics.items():
        if metric.ci95 is None:
            assert found.interval_methods[name] == "none"
        else:
            assert metric.ci95[0] <= metric.value <= metric.ci95[1], name
    assert found.interval_methods["ece"] == "bootstrap_reflected"
    assert found.interval_methods["roc_auc_macro"] == "delong"


def test_the_bootstrap_of_accuracy_has_the_binomials_width():
    found, _, _ = judged(n=2000)
    accuracy = found.metrics["accuracy"]
    wanted = 2 * 1.96 * np.sqrt(accuracy.value * (1 - accuracy.value) / 2000)
    assert accuracy.ci95[1] - accuracy.ci95[0] == pytest.approx(wanted, rel=0.08)


def test_the_bootstrap_of_each_figure_agrees_with_a_plain_loop():
    found, chances, targets = judged(n=150, resamples=2000)
    predicted = chances.argmax(1)
    chance = np.random.default_rng(9)
    rows = chance.integers(0, 150, (2000, 150))
    f1 = [oracle.f1_score(targets[r], predicted[r], average="macro") for r in rows[:250]]
    assert found.metrics["macro_f1"].ci95 == pytest.approx(tuple(np.quantile(f1, (0.025, 0.975))), abs=0.025)
    losses = -np.log(chances[np.arange(150), targets])
    wanted = np.quantile(losses[rows].mean(1), (0.025, 0.975))
    assert found.metrics["log_loss"].ci95 == pytest.approx(tuple(wanted), abs=0.02)
    order = [r[np.argsort(-chances[r].max(1), kind="stable")][:120] for r in rows]
    at_80 = np.quantile([(predicted[r] == targets[r]).mean() for r in order], (0.025, 0.975))
    assert found.metrics["accuracy_at_coverage_80"].ci95 == pytest.approx(tuple(at_80), abs=0.02)


def test_the_same_seed_gives_the_same_intervals():
    one, chances, targets = judged()
    again = classification(chances, targets, one.labels)
    assert again.metrics == one.metrics
    moved = classification(chances, targets, one.labels, seed=7)
    assert moved.metrics["accuracy"].value == one.metrics["accuracy"].value
    assert moved.metrics["macro_f1"].ci95 != one.metrics["macro_f1"].ci95


def test_a_faultless_model_gets_wilsons_interval_and_no_mistakes():
    found = classification(np.eye(4)[[0, 1, 2, 3] * 5], np.array([0, 1, 2, 3] * 5), LABELS)
    assert found.metrics["accuracy"].ci95[0] == pytest.approx(0.8389, abs=1e-3)
    assert found.interval_methods["accuracy"] == "wilson"
    assert found.metrics["macro_f1"].ci95 is None
    assert found.mistakes == ()
    assert found.coverage_at_accuracy(0.99) == 1.0


def test_coverage_is_exact_however_many_cases():
    found, chances, targets = judged(n=3000)
    order = np.argsort(-chances.max(1))[:2400]
    wanted = (chances.argmax(1) == targets)[order].mean()
    assert found.accuracy_at_coverage(0.8) == pytest.approx(wanted)
    assert found.metrics["accuracy_at_coverage_80"].value == pytest.approx(wanted)


def test_slices_come_worst_first_with_intervals():
    chances = np.array([[0.9, 0.1]] * 6)
    targets = np.array([0, 0, 0, 0, 1, 1])
    found = classification(chances, targets, LABELS[:2], slices={"Season": ["s", "s", "w", "w", "w", "w"]})
    worst, best = found.slices["Season"]
    assert (worst.value, worst.n, worst.accuracy) == ("w", 4, 0.5)
    assert (best.value, best.n, best.accuracy) == ("s", 2, 1.0)
    assert worst.ci95[0] < 0.5 < worst.ci95[1]


def test_mistakes_come_surest_first_and_cells_know_their_rows():
    chances = np.array([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8], [0.7, 0.3]])
    found = classification(chances, np.array([1, 1, 1, 0]), LABELS[:2])
    assert [(m.index, m.true, m.predicted) for m in found.mistakes] == [
        (0, "shirt", "dress"),
        (1, "shirt", "dress"),
    ]
    assert found.cell(1, 0).tolist() == [0, 1]
    assert found.cell(0, 0).tolist() == [3]


def test_extras_are_plain_json():
    found, _, targets = judged(slices={"half": np.arange(400) % 2})
    told = json.loads(json.dumps(found.extras(), allow_nan=False))
    assert sum(row["support"] for row in told["per_class"]) == len(targets)
    assert told["slices"]["half"][0]["n"] == 200
    assert told["bootstrap"] == {"resamples": 1000, "seed": 0}


GOOD = np.array([[0.5, 0.5], [0.4, 0.6]])
TRUE = np.array([0, 1])


@pytest.mark.parametrize(
    ("chances", "targets", "labels", "code"),
    [
        (np.empty((0, 2)), np.empty(0, dtype=int), "ab", "MOD-1310"),
        (GOOD[0], TRUE, "ab", "MOD-1311"),
        (GOOD, TRUE[:1], "ab", "MOD-1311"),
        (GOOD, TRUE, "abc", "MOD-1311"),
        (GOOD, TRUE, "aa", "MOD-1311"),
        (GOOD, TRUE.astype(float), "ab", "MOD-1311"),
        (np.array([["x", "y"], ["z", "w"]]), TRUE, "ab", "MOD-1311"),
        (np.array([[0.5, 0.5], [np.nan, 0.6]]), TRUE, "ab", "MOD-1312"),
        (np.array([[0.5, 0.5], [np.inf, 0.6]]), TRUE, "ab", "MOD-1312"),
        (np.array([[1.5, -0.5], [0.4, 0.6]]), TRUE, "ab", "MOD-1312"),
        (np.array([[0.5, 0.4], [0.4, 0.6]]), TRUE, "ab", "MOD-1312"),
        (GOOD, np.array([0, 2]), "ab", "MOD-1313"),
        (GOOD, np.array([0, -1]), "ab", "MOD-1313"),
        (GOOD, np.array([1, 1]), "ab", "MOD-1314"),
    ],
)
def test_what_cannot_be_judged_is_refused_by_number(chances, targets, labels, code):
    with pytest.raises(ModisteError) as told:
        classification(chances, targets, tuple(labels))
    assert told.value.code == code


def test_a_bad_row_is_named():
    with pytest.raises(ModisteError, match=r"Row 1 sums to 0\.9"):
        classification(np.array([[0.5, 0.5], [0.4, 0.5]]), TRUE, ("a", "b"))


def test_slices_and_resamples_must_fit():
    with pytest.raises(ModisteError, match="slice 'x' has 1 values for 2 cases"):
        classification(GOOD, TRUE, ("a", "b"), slices={"x": [1]})
    with pytest.raises(ModisteError, match="0 resamples"):
        classification(GOOD, TRUE, ("a", "b"), resamples=0)


@given(st.integers(0, 1000), st.integers(2, 25), st.integers(2, 5))
@settings(max_examples=25, deadline=None)
def test_any_valid_input_is_judged_without_a_warning_and_within_bounds(seed, n, k):
    chance = np.random.default_rng(seed)
    chances = np.round(chance.dirichlet(np.ones(k), n), 1)
    chances[:, 0] += 1 - chances.sum(1)
    chances = np.abs(chances) / np.abs(chances).sum(1, keepdims=True)
    targets = chance.integers(0, k, n)
    targets[:2] = (0, 1)
    found = classification(chances, targets, [f"c{i}" for i in range(k)], resamples=50)
    for name, metric in found.metrics.items():
        if metric.unit == "fraction":
            assert 0 <= metric.value <= 1, name
    json.dumps(found.extras(), allow_nan=False)


def test_float32_and_float16_softmax_outputs_are_accepted():
    _, chances, targets = judged()
    for kind in (np.float32, np.float16):
        found = classification(chances.astype(kind), targets, LABELS, resamples=10)
        assert found.n == 400


def test_the_detail_is_plain_json_with_thinned_curves() -> None:
    chance = np.random.default_rng(3)
    targets = chance.integers(0, 3, 3000)
    scores = chance.random((3000, 4)) + np.eye(4)[targets] * 0.3
    judged = classification(scores / scores.sum(1, keepdims=True), targets, ("a", "b", "c", "none"))
    detail = json.loads(json.dumps(judged.detail(), allow_nan=False))
    assert np.array(detail["confusion"]).tolist() == judged.confusion.tolist()
    for name in ("roc", "pr"):
        curves = {curve["label"]: curve["points"] for curve in detail[name]}
        assert curves["none"] == []
        assert all(2 <= len(points) <= 200 for label, points in curves.items() if label != "none")
    assert detail["roc"][0]["points"][0] == [0, 0]
    assert detail["roc"][0]["points"][-1] == [1, 1]
    assert len(detail["coverage"]) <= 200
    assert detail["coverage"][-1]["accuracy"] == pytest.approx(judged.metrics["accuracy"].value, abs=1e-6)
    assert detail["per_class"][3]["roc_auc"] is None
    assert [row["n"] for row in detail["per_class"]] == [row.support for row in judged.per_class]
