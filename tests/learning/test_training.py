"""The loop learns, repeats, survives kill -9, stops when told, and gives many processes one loss curve."""

import json
import os
import runpy
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch

from modiste.garment import ModisteError
from modiste.learning import NETWORKS, ArrayExamples, Event, Recipe, fit, load_weights, logits_of, split
from modiste.learning.checkpoint import read_tensors
from modiste.learning.networks import build_network

WORKER = Path(__file__).with_name("training_worker.py")
train_as_the_worker_does = runpy.run_path(str(WORKER))["main"]


def _weights(out: Path) -> dict[str, torch.Tensor]:
    return read_tensors(out / "weights.safetensors")[0]


def _same(first: Path, second: Path) -> bool:
    one, two = _weights(first), _weights(second)
    return one.keys() == two.keys() and all(torch.equal(one[name], two[name]) for name in one)


def test_fit_learns_and_writes_a_model_that_loads_again(
    tiny: Recipe, stripes: ArrayExamples, tmp_path: Path
) -> None:
    train, held = split(stripes, 0.25, 0)
    heard: list[Event] = []
    done = fit(tiny, train, held, builders=NETWORKS, out=tmp_path, progress=heard.append)
    accuracy = (logits_of(done.module, tiny, held).argmax(1) == held.targets).mean()
    assert accuracy > 0.9
    assert done.history[-1]["loss"] < done.history[0]["loss"]
    assert json.loads((tmp_path / "history.json").read_text())[-1]["validation_accuracy"] > 0.9
    assert [event.kind for event in heard if event.kind != "step"] == ["start", *["epoch"] * 3, "done"]
    assert {path.name for path in tmp_path.iterdir()} == {
        "weights.safetensors",
        "recipe.toml",
        "history.json",
    }
    network = load_weights(
        build_network(tiny.network, tiny.input, 2, NETWORKS), tmp_path / "weights.safetensors"
    )
    loaded, trained = logits_of(network, tiny, held), logits_of(done.module, tiny, held)
    np.testing.assert_allclose(loaded, trained, atol=1e-6)


SETTINGS = [
    {},
    {"train.ema": "0.9", "optimiser.name": "sgd", "schedule.name": "linear", "train.clip": "1.0"},
    {"optimiser.name": "muon", "network.name": "compact", "network.widths": "[4, 8]", "input.mirror": "true"},
    {"network.name": "rnn", "network.hidden": "8", "network.dropout": "0.3", "optimiser.name": "adamw"},
    {
        "network.name": "encoder",
        "network.widths": "[4, 8]",
        "network.blocks": "[1, 1]",
        "loss.name": "contrastive",
    },
    {"network.name": "gan", "network.widths": "[8, 4]", "network.latent": "4", "loss.name": "relativistic"},
    {
        "network.name": "flow",
        "network.widths": "[4, 4]",
        "network.blocks": "[1, 1]",
        "loss.name": "flow_matching",
    },
    {"loss.mixup": "0.2", "train.size": "12", "network.name": "resnet", "network.widths": "[4]"}
    | {"network.blocks": "[1]", "network.strides": "[2]"},
]


def _part_swap(recipe: Recipe, settings: dict[str, str]) -> Recipe:
    tree = recipe.model_dump()
    if "network.name" in settings:
        tree["network"] = {"name": settings["network.name"]}
    return Recipe.model_validate(tree).with_settings(settings)


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda s: s.get("network.name", "cnn") + str(len(s)))
def test_stopped_and_resumed_equals_unbroken(
    tiny: Recipe, stripes: ArrayExamples, tmp_path: Path, settings: dict[str, str]
) -> None:
    recipe = _part_swap(tiny, settings)
    recipe = Recipe.model_validate(
        recipe.model_dump() | {"augment": [{"name": "mirror"}, {"name": "shift", "pixels": 1}]}
    )
    train, held = split(stripes, 0.2, 0)
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    fit(recipe, train, held, builders=NETWORKS, out=whole)
    steps = iter(range(100))
    cut = fit(recipe, train, held, builders=NETWORKS, out=broken, should_stop=lambda: next(steps) >= 13)
    assert cut.stopped
    assert (broken / "checkpoint.safetensors").exists()
    resumed = fit(recipe, train, held, builders=NETWORKS, out=broken)
    assert not resumed.stopped
    assert _same(whole, broken)
    losses = [
        [row["loss"] for row in json.loads((out / "history.json").read_text())] for out in (whole, broken)
    ]
    assert losses[0] == losses[1]


def test_killed_at_a_random_moment_and_resumed_equals_unbroken(tmp_path: Path) -> None:
    seed = int(time.time())
    print(f"seed {seed}")
    chance = np.random.default_rng(seed)
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    train_as_the_worker_does(whole)
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, str(WORKER), str(killed)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        while not (killed / "checkpoint.safetensors").exists() and process.poll() is None:
            time.sleep(0.005)
        time.sleep(float(chance.uniform(0.0, 0.2)))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    # On a fast machine the second run may have come to its end.
    assert (killed / "checkpoint.safetensors").exists() or (killed / "weights.safetensors").exists()
    train_as_the_worker_does(killed)
    assert _same(whole, killed)


def test_two_processes_follow_the_loss_curve_of_one(tmp_path: Path) -> None:
    alone, pair = tmp_path / "alone", tmp_path / "pair"
    train_as_the_worker_does(alone)
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    command = [
        sys.executable,
        "-m",
        "torch.distributed.run",
        "--nproc-per-node",
        "2",
        "--master-port",
        "29411",
    ]
    subprocess.run([*command, str(WORKER), str(pair)], check=True, env=environment, capture_output=True)
    one, two = (json.loads((out / "history.json").read_text()) for out in (alone, pair))
    np.testing.assert_allclose([row["loss"] for row in one], [row["loss"] for row in two], rtol=1e-4)


def test_early_stopping_ends_after_patience_and_keeps_the_best(
    tiny: Recipe, stripes: ArrayExamples, tmp_path: Path
) -> None:
    recipe = tiny.with_settings({"train.epochs": "40", "train.patience": "2"})
    train, held = split(stripes, 0.25, 0)
    done = fit(recipe, train, held, builders=NETWORKS, out=tmp_path)
    assert len(done.history) == done.best_epoch + 2 < 40
    best = max(row["validation_accuracy"] for row in done.history)
    assert (logits_of(done.module, recipe, held).argmax(1) == held.targets).mean() == pytest.approx(best)


def test_keeping_the_last_ignores_validation(tiny: Recipe, stripes: ArrayExamples, tmp_path: Path) -> None:
    done = fit(tiny.with_settings({"train.keep": "last"}), stripes, stripes, builders=NETWORKS, out=tmp_path)
    assert done.best_epoch == -1
    assert len(done.history) == 3


def test_a_folder_of_another_run_and_a_damaged_checkpoint_are_refused(
    tiny: Recipe, stripes: ArrayExamples, tmp_path: Path
) -> None:
    fit(tiny, stripes, None, builders=NETWORKS, out=tmp_path, should_stop=lambda: True)
    with pytest.raises(ModisteError, match=r"MOD-1305.*recipe or its data"):
        fit(tiny.with_settings({"train.seed": "1"}), stripes, None, builders=NETWORKS, out=tmp_path)
    (tmp_path / "checkpoint.safetensors").write_bytes(b"\x00" * 40)
    with pytest.raises(ModisteError, match=r"MOD-1305.*format"):
        fit(tiny, stripes, None, builders=NETWORKS, out=tmp_path)


def test_too_little_data_and_a_diverging_loss_are_refused(
    tiny: Recipe, stripes: ArrayExamples, tmp_path: Path
) -> None:
    one = ArrayExamples(stripes.inputs[:1], stripes.targets[:1], stripes.labels, stripes.ids[:1])
    with pytest.raises(ModisteError, match="MOD-1304"):
        fit(tiny, one, None, builders=NETWORKS, out=tmp_path)
    hot = tiny.with_settings({"optimiser.name": "sgd", "optimiser.learning_rate": "1e30"})
    with pytest.raises(ModisteError, match="MOD-1306"):
        fit(hot, stripes, None, builders=NETWORKS, out=tmp_path / "hot")


def test_a_series_is_learned_by_a_recurrent_network(tmp_path: Path) -> None:
    chance = np.random.default_rng(0)
    targets = np.arange(120) % 2
    times = np.arange(30)[None, :, None]
    waves = np.sin(
        times * np.where(targets == 0, 0.3, 0.9)[:, None, None] + chance.uniform(0, 6, (120, 1, 1))
    )
    waves = (waves + chance.normal(0, 0.1, waves.shape)).astype(np.float32)
    data = ArrayExamples(waves, targets.astype(np.int64), ("slow", "fast"), [str(n) for n in range(120)])
    recipe = Recipe.model_validate(
        {
            "name": "modiste.test.series.v1",
            "input": {"kind": "series", "channels": 1, "mean": [0.0], "std": [1.0]},
            "network": {"name": "rnn", "hidden": 16},
            "augment": [{"name": "jitter"}, {"name": "gain"}],
            "optimiser": {"name": "adamw", "learning_rate": 0.02},
            "train": {"epochs": 15, "batch_size": 20},
        }
    )
    done = fit(recipe, data, data, builders=NETWORKS, out=tmp_path)
    assert done.history[-1]["validation_accuracy"] > 0.95
