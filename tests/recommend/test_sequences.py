"""Batches hold every pair once; a network says in numpy what it says in torch; a run is the same twice."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from tests.recommend.conftest import rows

from modiste.garment import ModisteError
from modiste.recommend import Interactions, SequenceSettings
from modiste.recommend import recurrent as gru
from modiste.recommend import transformer as block
from modiste.recommend.encoders import Encoded, Encoder
from modiste.recommend.sequences import Weights, batches, epochs_for, first_embeddings, padded, state, train

SMALL = SequenceSettings(size=16, epochs=2, window=6, negatives=20, batch=256)


def test_batches_hold_every_pair_of_neighbours_once(rings: Interactions) -> None:
    pairs = []
    for inputs, targets in batches(rings, SMALL, np.random.default_rng(0)):
        there = targets != len(rings.items)
        assert (there == (inputs != len(rings.items))).all()
        assert inputs.shape[1] <= SMALL.window
        pairs += list(zip(inputs[there].tolist(), targets[there].tolist(), strict=True))
    newest = [each.last(SMALL.window + 1).codes for each in rings.histories()]
    wanted = [pair for each in newest for pair in pairwise(each)]
    assert sorted(pairs) == sorted((int(a), int(b)) for a, b in wanted)


def test_embeddings_begin_alike_for_what_is_taken_up_together(rings: Interactions) -> None:
    made = first_embeddings(rings, 16, 0.05, 0)
    unit = made / np.linalg.norm(made, axis=1, keepdims=True)
    ring = np.array([item[0] for item in rings.items])
    same = ring[:, None] == ring[None, :]
    likeness = unit @ unit.T
    assert likeness[same].mean() > likeness[~same].mean() + 0.3
    assert first_embeddings(Interactions.of(["a"], ["x"]), 8, 0.05, 0).shape == (1, 8)


@pytest.mark.parametrize("network", [block.ENCODER, gru.ENCODER], ids=["transformer", "gru"])
def test_numpy_says_what_torch_says(rings: Interactions, network: Encoder) -> None:
    import torch

    torch.manual_seed(0)
    first = first_embeddings(rings, 16, 0.05, 0)
    module = network.build(first, SMALL).eval()
    weights = {name: value.detach().numpy() for name, value in module.state_dict().items()}
    histories = [rings.history(0), rings.history(1).first(1), rings.history(2).first(3)]
    model = Encoded(rings.items, SMALL, network, weights)
    together = model.vectors(histories)
    for row, history in enumerate(histories):
        codes = padded([history], SMALL.window, len(rings.items))
        with torch.no_grad():
            told = module(torch.from_numpy(codes))[0, -1].numpy()
        assert np.allclose(together[row], told, atol=1e-4)


def test_a_training_is_the_same_twice_and_stops_when_told(rings: Interactions) -> None:
    def run() -> list[Weights]:
        kept: list[Weights] = []

        def look(weights: Weights, epoch: int) -> bool:
            kept.append(state(weights))
            return epoch < 2

        train(rings, lambda first: block.build(first, SMALL), SMALL, look)
        return kept

    once, again = run(), run()
    assert len(once) == 2
    assert np.array_equal(once[1]["items.weight"], again[1]["items.weight"])
    assert not np.array_equal(once[0]["items.weight"], once[1]["items.weight"])
    with pytest.raises(ModisteError, match="MOD-2018"):
        train(rings, lambda first: block.build(first, SMALL), SMALL, lambda *_: True, lambda: True)


def test_no_data_are_so_large_that_training_takes_hours() -> None:
    assert epochs_for(SequenceSettings(), 10_000) > epochs_for(SequenceSettings(), 150_000) >= 20
    assert epochs_for(SequenceSettings(), 20_000_000) == 2
    assert epochs_for(SequenceSettings(epochs=7), 5) == 7
    rare, usual = (epochs_for(SequenceSettings(), 250_000, items) for items in (50_000, 10_000))
    assert usual < rare <= 2 * usual


SHARED = """
import json, sys
from pathlib import Path
import numpy as np
from modiste.learning import join
from modiste.recommend import Interactions, SequenceSettings
from modiste.recommend import transformer as block
from modiste.recommend.sequences import state, train

told = json.loads(Path(sys.argv[1]).read_text())
acts = Interactions.of(told["customers"], told["items"], told["at"])
settings = SequenceSettings(size=16, epochs=2, window=6, negatives=20, batch=256, dropout=0.0)
kept = {}

def look(weights, epoch):
    kept.update(state(weights))
    return True

train(acts, lambda first: block.build(first, settings), settings, look)
np.savez(Path(sys.argv[2]) / f"{join().rank}of{join().size}.npz", **kept)
"""


def test_processes_that_share_every_batch_learn_what_one_learns(rings: Interactions, tmp_path: Path) -> None:
    customers, items, at = zip(*rows(), strict=True)
    told, program = tmp_path / "rows.json", tmp_path / "shared.py"
    told.write_text(json.dumps({"customers": customers, "items": items, "at": at}))
    program.write_text(SHARED)
    launch = ("-m", "torch.distributed.run", "--standalone", "--nproc-per-node=3")
    for before in ((), launch):
        words = [sys.executable, *before, str(program), str(told), str(tmp_path)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    one = np.load(tmp_path / "0of1.npz")
    for rank in range(3):
        other = np.load(tmp_path / f"{rank}of3.npz")
        for name in set(one.files) - {"keys.bias"}:  # what is added to all keys alike changes nothing
            np.testing.assert_allclose(other[name], one[name], rtol=1e-3, atol=2e-4, err_msg=name)
        np.testing.assert_array_equal(other["items.weight"], np.load(tmp_path / "0of3.npz")["items.weight"])
    assert len(rings.items) + 1 == len(one["items.weight"])
