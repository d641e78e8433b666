"""Kept evaluations: every figure leads back to its cases, and nothing half-written is seen."""

import json

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.learning import classification
from modiste.workspace import Answers, Evaluations, Shop

LABELS = ("bag", "coat", "dress")
TARGETS = np.array([0, 0, 1, 1, 2, 2])
SHARES = np.array(
    [[0.9, 0.1, 0.0], [0.4, 0.6, 0.0], [0.0, 0.7, 0.3], [0.0, 0.9, 0.1], [0.5, 0.3, 0.2], [0.8, 0.1, 0.1]],
    np.float32,
)


@pytest.fixture
def kept(shop: Shop) -> tuple[Evaluations, str]:
    judged = classification(SHARES, TARGETS, LABELS)
    result = {
        "model": "tiny@3",
        "data": "photos",
        "protocol": "as-served",
        "n": 6,
        "metrics": {name: metric.to_json() for name, metric in judged.metrics.items()},
        **judged.extras(),
    }
    answers = Answers(LABELS, SHARES, TARGETS, tuple(f"case-{row}" for row in range(6)))
    return shop.evaluations, shop.evaluations.keep(result, answers)


def test_a_result_is_found_by_model_and_comes_back_whole(kept: tuple[Evaluations, str]) -> None:
    evaluations, id_ = kept
    assert id_.startswith("tiny-3-")
    found = evaluations.get(id_)
    assert (found["id"], found["n"], found["confusion"]["labels"]) == (id_, 6, list(LABELS))
    for name, count in (("", 1), ("tiny", 1), ("tiny@3", 1), ("tiny@2", 0), ("other", 0)):
        assert len(evaluations.all(name)) == count, name


def test_the_newest_is_first(kept: tuple[Evaluations, str]) -> None:
    evaluations, first = kept
    again = evaluations.keep({"model": "tiny@4"}, Answers(LABELS, SHARES, TARGETS, ("x",) * 6))
    assert [each["id"] for each in evaluations.all("tiny")] == [again, first]


def test_a_cell_of_the_confusion_matrix_has_as_many_cases_as_it_says(kept: tuple[Evaluations, str]) -> None:
    evaluations, id_ = kept
    counts = evaluations.get(id_)["confusion"]["counts"]
    for row, true in enumerate(LABELS):
        for column, predicted in enumerate(LABELS):
            rows, count = evaluations.examples(id_, true=true, predicted=predicted)
            assert count == len(rows) == counts[row][column]
            assert all((each.true, each.predicted) == (true, predicted) for each in rows)


def test_of_mistakes_the_surest_come_first_and_of_hits_the_least_sure(kept: tuple[Evaluations, str]) -> None:
    evaluations, id_ = kept
    wrong, count = evaluations.examples(id_, wrong=True)
    assert count == 3
    assert [each.id for each in wrong] == ["case-5", "case-1", "case-4"]
    right, _ = evaluations.examples(id_, true="coat", predicted="coat")
    assert [each.confidence for each in right] == pytest.approx([0.7, 0.9])
    page, count = evaluations.examples(id_, wrong=True, offset=1, limit=1)
    assert ([each.id for each in page], count) == (["case-1"], 3)


def test_curves_agree_with_the_result(kept: tuple[Evaluations, str]) -> None:
    evaluations, id_ = kept
    for row in evaluations.get(id_)["per_class"]:
        curves = evaluations.curves(id_, row["label"])
        assert curves.roc_auc == pytest.approx(row["roc_auc"], abs=1e-6)
        assert curves.average_precision == pytest.approx(row["average_precision"], abs=1e-6)
        x, y = curves.roc
        assert (x[0], y[0], x[-1], y[-1]) == (0, 0, 1, 1)
        assert len(x) == len(y) and sorted(x) == x


def test_a_picture_is_opened_from_what_was_judged(kept: tuple[Evaluations, str]) -> None:
    evaluations, id_ = kept
    asked = []

    def source(data: str, ids: tuple[str, ...]) -> object:
        asked.append((data, len(ids)))
        return lambda row: np.full((2, 2, 1), row, np.uint8)

    assert evaluations.picture(id_, 4, source).max() == 4
    assert asked == [("photos", 6)]
    for row in (-1, 6):
        with pytest.raises(ModisteError, match="MOD-1103"):
            evaluations.picture(id_, row, source)


@pytest.mark.parametrize("id_", ["nobody", "..", "../x", "a/b", "", "A", "tiny-3-"])
def test_what_is_not_there_is_named(shop: Shop, id_: str) -> None:
    for ask in (
        shop.evaluations.get,
        shop.evaluations.answers,
        shop.evaluations.examples,
        lambda id_: shop.evaluations.curves(id_, "bag"),
    ):
        with pytest.raises(ModisteError, match="MOD-1103"):
            ask(id_)


def test_an_unknown_label_is_named_and_a_half_written_result_is_not_seen(
    kept: tuple[Evaluations, str], shop: Shop
) -> None:
    evaluations, id_ = kept
    with pytest.raises(ModisteError, match=r"MOD-1103.*hat"):
        evaluations.curves(id_, "hat")
    with pytest.raises(ModisteError, match=r"MOD-1103.*hat"):
        evaluations.examples(id_, true="hat")
    half = shop.root / "evaluations" / "half"
    half.mkdir()
    (half / "result.json").write_text(json.dumps({"id": "half"})[:5])
    assert [each["id"] for each in evaluations.all()] == [id_]
