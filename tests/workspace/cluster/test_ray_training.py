"""Ray Train starts what torchrun starts: the losses of one process, also where a machine dies midway."""

import json
import re
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.workspace.hands import need_ray

from modiste import learning
from modiste.workspace.cluster.packing import packed
from modiste.workspace.cluster.ray_training import last_reason, train_on_ray
from modiste.workspace.flows.models import room_of
from modiste.workspace.plugins import networks


@pytest.fixture
def calm_recipe(tiny_recipe: Path, tmp_path: Path) -> Path:
    """The tiny recipe in float32, two epochs, a checkpoint at every step."""
    text = tiny_recipe.read_text()
    text = text.replace("epochs = 3", 'epochs = 2\nprecision = "float32"')
    text = re.sub(r"checkpoint_seconds = .+", "checkpoint_seconds = 0", text)
    path = tmp_path / "calm.toml"
    path.write_text(text)
    return path


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Ray's own, of settings that it reads itself
def test_a_machine_that_dies_midway_costs_nothing_but_time(
    calm_recipe: Path, photos: Path, tmp_path: Path, marks: Path, two_nodes: Any, monkeypatch: Any
) -> None:
    ray, out = need_ray(), tmp_path / "run"
    out.mkdir()
    machine = {"num_cpus": 1, "object_store_memory": 100_000_000}
    if ray.cluster_resources()["CPU"] == 1:  # another test took the second machine away
        two_nodes.second = two_nodes.add_node(**machine)
    # The cores of the machine that is gone are not waited for.
    monkeypatch.setenv("RAY_TRAIN_WORKER_GROUP_START_TIMEOUT_S", "5")
    monkeypatch.setenv("RAY_TRAIN_HEALTH_CHECK_INTERVAL_S", "0.5")

    # The first process that keeps a checkpoint waits there until it is killed or alone.
    def take_away() -> None:
        while not (marks / "kept").exists() and not over.wait(0.05):
            pass
        two_nodes.remove_node(two_nodes.second, allow_graceful=False)

    over = threading.Event()
    taker = threading.Thread(target=take_away)
    taker.start()
    try:
        told = {"recipe": str(calm_recipe), "data": str(photos), "out": str(out)}
        train_on_ray("test.trains", packed(**told), 2, out)
    finally:
        over.set()
        taker.join()
        two_nodes.second = two_nodes.add_node(**machine)  # as other tests want it
    starts = sorted(each.name.partition("-")[0] for each in marks.glob("*of*"))
    assert starts == ["0of1", "0of2", "1of2"], "two began, one went on"
    assert (marks / "kept").exists()
    plan = learning.load_recipe(calm_recipe)
    data = room_of(plan.name, plan.input.kind).training_data(plan, photos)
    alone = learning.fit(plan, *data, builders=networks(), out=tmp_path / "alone")
    history = json.loads((out / "history.json").read_text())
    np.testing.assert_allclose(losses(history), losses(alone.history), rtol=1e-5)
    assert not (out / "ray-train").exists()


def losses(history: Any) -> list[float]:
    return [row["loss"] for row in history]


def test_what_the_processes_said_is_told_by_its_number() -> None:
    failed = RuntimeError("Training failed")
    told = {0: ValueError("MOD-1304: too few\n"), 1: RuntimeError("Error: peer closed")}
    failed.worker_failures = told  # type: ignore[attr-defined] # as Ray Train's error has them
    assert last_reason(failed) == "MOD-1304: too few"
    assert last_reason(RuntimeError("a\nSome Error: b.\nc")) == "Some Error: b"
    assert last_reason(RuntimeError("")) == "RuntimeError"
