"""Weights in the published layout: read whole or refused with the reason, and made to paint for real."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file
from tests.tryon.backends.weights import CANVAS, formula, write_weights

from modiste.garment import ModisteError
from modiste.tryon.backends.fashn import fitted, open_fashn, schedule, unfitted
from modiste.tryon.backends.painter import PaintWish, painted


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_weights(tmp_path_factory.mktemp("fashn"))


@pytest.fixture
def wish() -> PaintWish:
    person = np.full((90, 60, 3), 200, np.uint8)
    silhouette = np.zeros((90, 60), np.float32)
    silhouette[30:60, 15:45] = 1
    points = {"shoulder_left": (44.0, 30.0), "shoulder_right": (16.0, 30.0)}
    return PaintWish(person, silhouette, points, np.full((40, 40, 3), 90, np.uint8), {}, "top")


def go_on(share: float) -> bool:
    return True


def refused(folder: Path, **said: object) -> ModisteError:
    with pytest.raises(ModisteError) as caught:
        open_fashn(folder, canvas=CANVAS, **said)  # type: ignore[arg-type]
    return caught.value


def test_it_paints_in_the_silhouette_and_leaves_the_rest(weights: Path, wish: PaintWish) -> None:
    told: list[float] = []
    made = painted(
        open_fashn(weights, steps=3, canvas=CANVAS), wish, lambda share: told.append(share) or True
    )
    assert made.shape == wish.person.shape
    outside = wish.silhouette == 0
    assert np.array_equal(made[outside], wish.person[outside])
    assert np.abs(made[35:55, 20:40].astype(int) - 200).mean() > 20
    assert told == [0, 1 / 3, 2 / 3]


def test_the_garment_the_part_and_the_seed_matter_and_nothing_else_does(
    weights: Path, wish: PaintWish
) -> None:
    def paint(wanted: PaintWish, seed: int = 1) -> np.ndarray:
        return open_fashn(weights, steps=2, seed=seed, canvas=CANVAS).paint(wanted, go_on)

    first = paint(wish)
    assert np.array_equal(first, paint(wish))
    assert not np.array_equal(first, paint(wish, seed=2))
    values = vars(wish)
    dark = PaintWish(**{**values, "garment": np.zeros((40, 40, 3), np.uint8)})
    assert not np.array_equal(first, paint(dark))
    assert not np.array_equal(first, paint(PaintWish(**{**values, "part": "bottom"})))
    # What the photograph shows below the silhouette is not looked at.
    hidden = wish.person.copy()
    hidden[30:60, 15:45] = 10
    assert np.array_equal(first, paint(PaintWish(**{**values, "person": hidden})))


def test_it_stops_when_it_is_told_to(weights: Path, wish: PaintWish) -> None:
    with pytest.raises(ModisteError, match="MOD-1564"):
        open_fashn(weights, canvas=CANVAS).paint(wish, lambda share: False)


def test_half_precision_is_read_too(tmp_path: Path, wish: PaintWish) -> None:
    folder = write_weights(tmp_path)
    save_file({name: each.bfloat16() for name, each in formula().items()}, folder / "model.safetensors")
    assert open_fashn(folder, steps=1, canvas=CANVAS).paint(wish, go_on).shape == (90, 60, 3)


def test_a_folder_without_weights_is_told_and_a_pickle_is_not_opened(tmp_path: Path) -> None:
    assert "model.safetensors is not there" in refused(tmp_path).detail
    (tmp_path / "model.pth").write_bytes(b"\x80\x04.")
    error = refused(tmp_path)
    assert error.code == "MOD-3024" and "model.pth, which may run code" in error.detail


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"final_layer.linear.bias": torch.zeros(9)}, "final_layer.linear.bias is (9,), not (432,)"),
        ({"adapter.weight": torch.zeros(2)}, "adapter.weight is (2,), not known"),
        ({"single_blocks.7.linear1.bias": torch.zeros(2)}, "single_blocks are not numbered"),
        ({"x_embedder.proj.weight": torch.zeros(64, 7)}, "not those of FASHN"),
        ({"y_embedder.weight": torch.zeros(4, 64, dtype=torch.int64)}, "y_embedder.weight is of type I64"),
    ],
)
def test_other_weights_are_refused_before_they_are_read(
    tmp_path: Path, changed: dict[str, torch.Tensor], reason: str
) -> None:
    error = refused(write_weights(tmp_path, **changed))
    assert error.code == "MOD-3024" and reason in error.detail


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    folder = write_weights(tmp_path)
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-500])
    assert "is damaged" in refused(folder).detail
    path.write_bytes(b"{}" * 40)
    assert "is damaged" in refused(folder).detail


def test_the_licence_gate_stands_before_the_weights_are_used(tmp_path: Path) -> None:
    folder = write_weights(tmp_path, licence="cc-by-nc-4.0")
    assert refused(folder).code == "MOD-3023"
    assert open_fashn(folder, acknowledged=True, canvas=CANVAS).licence.acknowledged
    assert refused(write_weights(tmp_path / "bare", licence="")).code == "MOD-3022"


def test_steps_and_canvas_are_looked_at(weights: Path) -> None:
    assert refused(weights, steps=0).code == "MOD-1501"
    with pytest.raises(ModisteError, match="MOD-1501"):
        open_fashn(weights, canvas=(70, 48))


def test_the_schedule_is_the_published_one() -> None:
    # get_rf_schedule(7, mu=1.5) of the published code.
    published = [0, 0.0358550, 0.0819389, 0.1433571, 0.2292912, 0.3580795, 0.5724268, 1]
    assert schedule(7) == pytest.approx(published, abs=1e-6)


@pytest.mark.parametrize("size", [(90, 60), (50, 80), (120, 30)])
def test_a_picture_comes_back_from_the_canvas_as_large_as_it_was(size: tuple[int, int]) -> None:
    slope = np.linspace(0, 255, size[0] * size[1]).reshape(size)
    picture = np.repeat(slope[..., None], 3, -1).astype(np.uint8)
    laid = fitted(picture, CANVAS, Image.Resampling.LANCZOS)
    assert laid.shape == (*CANVAS, 3)
    back = unfitted(laid, size)
    assert back.shape == picture.shape
    assert np.abs(back.astype(int) - picture.astype(int)).mean() < 4
