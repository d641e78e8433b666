"""The nearest training examples are the true nearest, from a bank mapped from disk."""

import json
import subprocess
import sys

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.learning import neighbours
from modiste.learning.neighbours import Bank, nearest_examples


@pytest.fixture
def bank(tmp_path):
    chance = np.random.default_rng(0)
    targets = np.arange(500) % 3
    return Bank.write(
        tmp_path / "bank",
        chance.normal(size=(500, 16)) * 9,
        targets,
        ("a", "b", "c"),
        [f"g-{i}" for i in range(500)],
    )


def test_the_nearest_are_the_nearest_by_brute_force_and_across_blocks(bank, monkeypatch):
    monkeypatch.setattr(neighbours, "_BLOCK", 64)
    queries = np.random.default_rng(1).normal(size=(7, 16))
    rows, cosines = bank.nearest(queries, 9)
    unit = queries / np.linalg.norm(queries, axis=1, keepdims=True)
    every = unit @ np.asarray(bank.embeddings).T
    np.testing.assert_array_equal(rows, np.argsort(-every, axis=1)[:, :9])
    np.testing.assert_allclose(cosines, -np.sort(-every, axis=1)[:, :9], atol=1e-6)


def test_a_training_example_is_its_own_nearest_and_agreement_is_counted(bank):
    (found,) = nearest_examples(bank, np.asarray(bank.embeddings[10:11]) * 3, [bank.targets[10]], k=1)
    assert (found.neighbours[0].row, found.neighbours[0].id, found.neighbours[0].label) == (10, "g-10", "b")
    assert found.neighbours[0].cosine == pytest.approx(1.0)
    assert found.agreement == 1.0
    assert found.random_agreement == pytest.approx(1 / 3, abs=0.01)


def test_the_bank_is_mapped_and_replaced_whole(bank, tmp_path):
    assert isinstance(bank.embeddings, np.memmap)
    Bank.write(tmp_path / "bank", np.eye(2), np.array([0, 1]), ("x", "y"), ("p", "q"))
    assert Bank.open(tmp_path / "bank").ids == ("p", "q")
    assert len(list((tmp_path / "bank").iterdir())) == 2


def test_an_embedding_of_nothing_is_near_to_nothing(tmp_path):
    bank = Bank.write(tmp_path, np.eye(2), np.array([0, 1]), ("x", "y"), ("p", "q"))
    rows, cosines = bank.nearest(np.zeros((1, 2)), 2)
    assert (rows.tolist(), cosines.tolist()) == ([[0, 1]], [[0.0, 0.0]])


@pytest.mark.parametrize(
    ("embeddings", "targets", "ids"),
    [
        (np.zeros((0, 2)), [], []),
        (np.zeros((2, 2)), [0], ["p", "q"]),
        (np.zeros(2), [0, 1], ["p", "q"]),
        (np.array([[np.nan, 0.0]]), [0], ["p"]),
        (np.zeros((1, 2)), [5], ["p"]),
    ],
)
def test_what_makes_no_bank_is_refused(tmp_path, embeddings, targets, ids):
    with pytest.raises(ModisteError) as told:
        Bank.write(tmp_path, embeddings, np.array(targets, dtype=int), ("x", "y"), ids)
    assert told.value.code == "MOD-1318"


@pytest.mark.parametrize(
    ("queries", "k"),
    [
        (np.zeros((1, 3)), 1),
        (np.zeros(16), 1),
        (np.zeros((1, 16)), 501),
        (np.zeros((1, 16)), 0),
        (np.full((1, 16), np.nan), 1),
    ],
)
def test_questions_that_do_not_fit_are_refused(bank, queries, k):
    with pytest.raises(ModisteError, match="MOD-1318"):
        bank.nearest(queries, k)


def test_a_missing_or_damaged_bank_is_refused(bank, tmp_path):
    with pytest.raises(ModisteError, match="holds no bank"):
        Bank.open(tmp_path)
    facts = tmp_path / "bank" / "examples.json"
    told = json.loads(facts.read_text())
    facts.write_text(json.dumps(told | {"ids": ["one"]}))
    with pytest.raises(ModisteError, match="counts disagree"):
        Bank.open(tmp_path / "bank")
    next((tmp_path / "bank").glob("*.npy")).write_bytes(b"not numpy")
    with pytest.raises(ModisteError, match="holds no bank"):
        Bank.open(tmp_path / "bank")


@pytest.mark.parametrize(
    "module", ["evaluation", "calibration", "report", "neighbours", "result", "heat", "plots"]
)
def test_judging_and_reporting_need_no_torch(module):
    code = (
        f"import sys, modiste.learning.{module}; sys.exit('torch' in sys.modules or 'scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
