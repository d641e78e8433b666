"""Many processes train what one trains: the same losses, the same weights within rounding, cut off or not."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.workspace.hands import need_ray

from modiste import learning
from modiste.garment import ModisteError
from modiste.workspace.flows.cluster_training import train_part, train_together
from modiste.workspace.flows.models import room_of
from modiste.workspace.plugins import _extensions, networks

# A network of which one of two processes kills itself, once, at its second step. Steps are noted.
MORTAL = """
import os, signal
from pathlib import Path
from modiste.learning.networks import cnn

def mortal(spec, classes, *, marks=""):
    made, rank, folder = cnn(spec, classes, channels=[8], dense=[16]), os.environ.get("RANK"), Path(marks)
    steps = []

    def seen(module, given):
        if rank is None or not module.training:
            return
        steps.append(0)
        if rank == "1" and len(steps) == 2 and not (folder / "died").exists():
            (folder / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        (folder / f"{rank}-{os.getpid()}-{len(steps)}").touch()

    made.register_forward_pre_hook(seen)
    return made
"""


@pytest.fixture(scope="module")
def calm_recipe(tiny_recipe: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny recipe in float32, two epochs: between one process and two only the order of sums differs."""
    text = tiny_recipe.read_text().replace("epochs = 3", 'epochs = 2\nprecision = "float32"')
    path = tmp_path_factory.mktemp("calm") / "calm.toml"
    path.write_text(text)
    return path


@pytest.fixture(scope="module")
def alone(calm_recipe: Path, photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    plan = learning.load_recipe(calm_recipe)
    data = room_of(plan.name, plan.input.kind).training_data(plan, photos)
    out = tmp_path_factory.mktemp("alone")
    return learning.fit(plan, *data, builders=networks(), out=out)


@pytest.fixture
def mortal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The network `mortal` as a plug-in, found here and by every process that is started."""
    root = tmp_path / "plugin"
    told = root / "modiste_mortal-1.0.dist-info"
    told.mkdir(parents=True)
    (root / "modiste_mortal.py").write_text(MORTAL)
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: modiste-mortal\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text("[modiste.networks]\nmortal = modiste_mortal:mortal\n")
    monkeypatch.syspath_prepend(root)
    _extensions.cache_clear()
    yield
    _extensions.cache_clear()
    sys.modules.pop("modiste_mortal", None)


def losses(history: Any) -> list[float]:
    return [row["loss"] for row in history]


@pytest.mark.usefixtures("mortal")
def test_torchrun_goes_on_with_another_number_and_where_a_process_is_killed(
    calm_recipe: Path, photos: Path, tmp_path: Path, alone: Any
) -> None:
    # One process is cut off in the second epoch; two take it up, and one of them dies a step later.
    marks, out, recipe = tmp_path / "marks", tmp_path / "run", tmp_path / "mortal.toml"
    marks.mkdir()
    network = f'name = "mortal"\nmarks = "{marks}"'
    recipe.write_text(re.sub(r'name = "cnn"\nchannels.+\ndense.+', network, calm_recipe.read_text()))
    plan = learning.load_recipe(recipe)
    data = room_of(plan.name, plan.input.kind).training_data(plan, photos)
    asked = iter(range(1000))
    a_epoch = len(data[0]) // 12
    cut = learning.fit(
        plan, *data, builders=networks(), out=out, should_stop=lambda: next(asked) == a_epoch + 1
    )
    assert cut.stopped
    made = train_together(str(recipe), photos, out, 2)
    assert made.workers == 2
    assert len(made.history) == 2
    np.testing.assert_allclose(losses(made.history), losses(alone.history), rtol=1e-5)
    assert (marks / "died").exists()
    taken = [each.name.rpartition("-")[0] for each in marks.glob("*-*-*")]
    assert sorted(each[0] for each in {*taken}) == ["0", "0", "1", "1"], "two began, two went on"
    assert max(map(taken.count, taken)) < a_epoch, "all of them from the checkpoint"


def test_one_part_alone_is_the_whole(calm_recipe: Path, photos: Path, tmp_path: Path, alone: Any) -> None:
    train_part(str(calm_recipe), str(photos), str(tmp_path))
    made = (tmp_path / "weights.safetensors").read_bytes()
    assert made == (alone.out / "weights.safetensors").read_bytes()


def test_what_cannot_be_trained_together_is_told(calm_recipe: Path, tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-3103"):
        train_together(str(calm_recipe), tmp_path, tmp_path / "run", 0)
    with pytest.raises(ModisteError, match="MOD-1302"):
        train_together("no.such", tmp_path, tmp_path / "run", 1)


def test_nobody_else_starts_a_training(calm_recipe: Path, tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match=r"MOD-2012.*torchrun, ray"):
        train_together(str(calm_recipe), tmp_path, tmp_path / "run", 1, "mpi")
    need_ray()
    with pytest.raises(ModisteError, match="MOD-3101"):
        train_together(str(calm_recipe), tmp_path, tmp_path / "run", 1, "ray", "127.0.0.1:1")
