"""Sketches judged by sketches of patterns drafted anew, through the eyes that concepts are judged by."""

import pytest

from modiste.design.sketch import training
from modiste.garment import ModisteError
from modiste.learning import silent
from modiste.workspace.cycles import Asked
from modiste.workspace.flows.sketch_worth import DATA, PROTOCOL, judge


def asked(model="design.flats", data=DATA, **settings):
    return Asked(None, model, data, settings, silent, lambda: False, PROTOCOL)


def test_sketches_lie_near_those_of_patterns(monkeypatch, tmp_path):
    monkeypatch.setenv("MODISTE_CACHE", str(tmp_path))
    monkeypatch.setattr(training, "_PIECE", 120)
    found = judge(asked(n="120"))
    assert found.n == found.extras["real"] == 120
    told = {name: metric.value for name, metric in found.metrics.items()}
    assert list(told) == ["fd", "fd_floor", "fd_blur", "precision", "recall", "density", "coverage"]
    assert max(told["fd"], told["fd_floor"]) < told["fd_blur"] / 2
    assert told["precision"] > 0.8
    assert told["coverage"] > 0.7


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"data": "fashion-mnist:test"}, "MOD-2705"),
        ({"model": "design.flow"}, "MOD-2705"),
        ({"n": "20000"}, "MOD-2704"),
        ({"pictures": "3"}, "MOD-2704"),
    ],
)
def test_what_cannot_be_judged_is_refused(words, code):
    with pytest.raises(ModisteError, match=code):
        judge(asked(**words))
