"""A result says itself in one shape, and a block's cost is measured."""

import json
import tracemalloc

import pytest

from modiste.learning import result
from modiste.learning.result import Metric, Result, measured


def a_result(**changes):
    facts = {
        "model": "clothing",
        "data": "photos/",
        "protocol": "holdout",
        "n": 3,
        "seconds": 1.23456,
        "peak_mb": 99.99,
        "metrics": {"accuracy": Metric(0.5, (0.25, 0.75)), "log_loss": Metric(0.7, None, "nat")},
        "extras": {"per_class": []},
    }
    return Result(**(facts | changes))


def test_the_json_has_exactly_the_shape_of_the_design():
    assert a_result().to_json() == {
        "model": "clothing",
        "data": "photos/",
        "protocol": "holdout",
        "n": 3,
        "seconds": 1.235,
        "peak_mb": 100.0,
        "metrics": {
            "accuracy": {"value": 0.5, "ci95": [0.25, 0.75], "unit": "fraction"},
            "log_loss": {"value": 0.7, "ci95": None, "unit": "nat"},
        },
        "per_class": [],
    }


def test_an_undefined_figure_is_null_and_the_json_stays_valid():
    text = json.dumps(a_result(metrics={"ece": Metric(float("nan"))}).to_json(), allow_nan=False)
    assert json.loads(text)["metrics"]["ece"]["value"] is None


@pytest.mark.parametrize(
    "changes", [{"extras": {"n": 1}}, {"extras": {"perClass": 1}}, {"metrics": {"Ease mm": 1}}]
)
def test_names_that_break_the_shape_are_refused(changes):
    with pytest.raises(ValueError, match=r"snake_case|may not be called"):
        a_result(**changes)


def test_a_block_is_timed_even_when_it_fails():
    with pytest.raises(KeyError), measured() as cost:
        raise KeyError
    assert cost.seconds > 0
    assert 5 < cost.peak_mb < 100_000


def test_without_the_systems_accounting_the_blocks_own_allocations_are_measured(monkeypatch):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(result, "import_module", absent)
    with measured() as cost:
        held = bytearray(30_000_000)
        del held
    assert 30 <= cost.peak_mb < 40
    assert not tracemalloc.is_tracing()
