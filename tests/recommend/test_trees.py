"""Trees as arrays say exactly what LightGBM says, for what is not known as well."""

import sys

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.recommend.trees import Trees, grow


def rows(n=600):
    chance = np.random.default_rng(2)
    x = chance.normal(size=(n, 4))
    x[chance.random(n) < 0.3, 1] = np.nan
    y = np.where(x[:, 0] > 0.5, 2, np.where(np.isnan(x[:, 1]), 0, 1))
    return x, y


def test_arrays_answer_as_what_grew_them():
    x, y = rows()
    grown = grow(x, y, 3, 15)
    asked = np.vstack([x, np.full((1, 4), np.nan), np.zeros((1, 4))])
    assert np.allclose(grown.trees().raw(asked), grown.raw(asked), atol=1e-9)
    assert grown.trees().chances(x).argmax(1)[:50].tolist() == y[:50].tolist()
    again = Trees.from_arrays(grown.trees().to_arrays("t_"), "t_")
    assert np.array_equal(again.raw(asked), grown.trees().raw(asked))


def test_growing_stops_where_watched_rows_gain_no_more():
    x, y = rows()
    shuffled = np.random.default_rng(0).permutation(y)
    grown = grow(x, shuffled, 3, 200, watched=(x[:200], y[:200]), rate=0.3)
    assert grown.rounds < 200
    assert len(grown.trees().feature) == 3 * grown.rounds


def test_no_trees_say_nothing():
    none = np.zeros((0, 1))
    trees = Trees(3, none.astype(np.int32), none, none.astype(np.int32), none.astype(np.int32), none, none)
    assert trees.raw(np.zeros((2, 4))).tolist() == [[0, 0, 0], [0, 0, 0]]


def test_without_lightgbm_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    with pytest.raises(ModisteError) as error:
        grow(np.zeros((4, 1)), np.array([0, 1, 0, 1]), 2, 1)
    assert error.value.code == "MOD-2014"
    assert "recommend" in error.value.remedy
