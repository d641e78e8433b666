"""Ray Train starts what torchrun starts: the losses of one process, also where a machine dies midway."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.workspace.hands import SOON, need_ray

from modiste import learning
from modiste.workspace.cluster.ray_training import last_reason
from modiste.workspace.flows.models import room_of
from modiste.workspace.plugins import networks

# Two machines of one core. The first process that keeps a checkpoint waits there until it is killed or alone:
# then one machine is taken away, and Ray Train has one core left to go on with.
TWO_MACHINES = """
import json, sys, threading, time
from pathlib import Path
from modiste.workspace.cluster.on_ray import the_ray

ray = the_ray(own=True)
from ray.cluster_utils import Cluster
from modiste.workspace.cluster import packed, train_on_ray

told = json.loads(sys.argv[1])
out = Path(told["out"])
node = {"num_cpus": 1, "object_store_memory": 100_000_000}
head = {**node, "include_dashboard": False, "_system_config": told.pop("head")}
cluster = Cluster(initialize_head=True, head_node_args=head)
second = cluster.add_node(**node)
ray.init(address=cluster.address, log_to_driver=False, configure_logging=False)

def take_away():
    while not (out.parent / "marks" / "kept").exists():
        time.sleep(0.05)
    cluster.remove_node(second, allow_graceful=False)

threading.Thread(target=take_away, daemon=True).start()
train_on_ray("test.trains", packed(**told), 2, out)
ray.shutdown()
cluster.shutdown()
"""


@pytest.fixture
def calm_recipe(tiny_recipe: Path, tmp_path: Path) -> Path:
    """The tiny recipe in float32, two epochs, a checkpoint at every step."""
    text = tiny_recipe.read_text()
    text = text.replace("epochs = 3", 'epochs = 2\nprecision = "float32"')
    text = re.sub(r"checkpoint_seconds = .+", "checkpoint_seconds = 0", text)
    path = tmp_path / "calm.toml"
    path.write_text(text)
    return path


def test_a_machine_that_dies_midway_costs_nothing_but_time(
    calm_recipe: Path, photos: Path, tmp_path: Path, marks: Path, works: None
) -> None:
    need_ray()
    plan = learning.load_recipe(calm_recipe)
    data = room_of(plan.name, plan.input.kind).training_data(plan, photos)
    alone = learning.fit(plan, *data, builders=networks(), out=tmp_path / "alone")
    out = tmp_path / "run"
    out.mkdir()
    told = {"recipe": str(calm_recipe), "data": str(photos), "out": str(out), "head": dict(SOON)}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("RAY_")}
    # The cores of the machine that is gone are not waited for.
    clean |= {"RAY_TRAIN_WORKER_GROUP_START_TIMEOUT_S": "5", "RAY_TRAIN_HEALTH_CHECK_INTERVAL_S": "0.5"}
    done = subprocess.run(
        [sys.executable, "-c", TWO_MACHINES, json.dumps(told)],
        env={**clean, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    starts = sorted(each.name.partition("-")[0] for each in marks.glob("*of*"))
    assert starts == ["0of1", "0of2", "1of2"], "two began, one went on"
    assert (marks / "kept").exists()
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
