"""Many processes train what one trains: the same losses, the same weights within rounding, cut off or not."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.workspace.hands import need_ray

from modiste import learning
from modiste.garment import ModisteError
from modiste.workspace.flows.cluster_training import train_part, train_together
from modiste.workspace.flows.models import room_of
from modiste.workspace.plugins import networks


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


# Every Python that torchrun starts reads this; the second process is killed at its first step, once.
LOST = """
import os
from pathlib import Path

if os.environ.get("RANK") == "1" and not Path({mark!r}).exists():
    import signal
    from torch.optim.optimizer import register_optimizer_step_pre_hook

    def lose(*_given):
        Path({mark!r}).touch()
        os.kill(os.getpid(), signal.SIGKILL)

    register_optimizer_step_pre_hook(lose)
"""


def losses(history: Any) -> list[float]:
    return [row["loss"] for row in history]


def test_torchrun_trains_what_one_process_trains_and_goes_on_with_another_number(
    calm_recipe: Path, photos: Path, tmp_path: Path, alone: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One process is cut off in the second epoch; two take it up, of which one is lost: both begin again.
    plan = learning.load_recipe(calm_recipe)
    data = room_of(plan.name, plan.input.kind).training_data(plan, photos)
    asked = iter(range(1000))
    out = tmp_path / "run"
    cut = learning.fit(
        plan, *data, builders=networks(), out=out, should_stop=lambda: next(asked) == len(data[0]) // 12 + 1
    )
    assert cut.stopped
    mark = tmp_path / "lost"
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(LOST.format(mark=str(mark)))
    monkeypatch.syspath_prepend(tmp_path / "site")
    made = train_together(str(calm_recipe), photos, out, 2)
    assert mark.exists()
    assert made.workers == 2
    np.testing.assert_allclose(losses(made.history), losses(alone.history), rtol=1e-5)
    assert len(made.history) == 2


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
