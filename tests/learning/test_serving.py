"""A served model takes any picture it can read, says clearly what it cannot, and needs no torch."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import modiste
from modiste.garment import ModisteError
from modiste.learning.card import read_card
from modiste.learning.model_folder import read_golden, read_model, write_model_folder
from modiste.learning.serving import Served


@pytest.fixture(scope="module")
def served(trained) -> Served:
    return Served.load(trained.folder)


def test_pictures_of_mixed_sizes_come_back_in_their_order(served: Served, trained) -> None:
    chance = np.random.default_rng(3)
    small = [chance.integers(0, 256, (20, 30), dtype=np.uint8) for _ in range(3)]
    mixed = [small[0], trained.images[0], small[1], trained.images[1], small[2]]
    one_by_one = np.concatenate([served.predict([image]) for image in mixed])
    np.testing.assert_allclose(served.predict(mixed), one_by_one, atol=1e-6)


def test_more_pictures_than_a_batch_are_all_answered(served: Served, trained) -> None:
    answer = served.answer(trained.images)
    assert answer.probabilities.shape == (len(trained.images), 4)
    assert answer.embeddings.shape == (len(trained.images), 32)
    np.testing.assert_allclose(answer.probabilities.sum(1), 1, atol=1e-5)
    assert (answer.probabilities.argmax(1) == trained.targets).mean() > 0.9


def test_no_picture_is_no_answer(served: Served) -> None:
    assert served.predict([]).shape == (0, 4)
    assert served.embed([]).shape == (0, 32)


def test_colour_is_made_grey_as_pillow_does(served: Served) -> None:
    colour = np.random.default_rng(0).integers(0, 256, (50, 40, 3), dtype=np.uint8)
    grey = np.asarray(Image.fromarray(colour).convert("L"))
    assert np.array_equal(next(served.batches([colour], 1))[0, ..., 0], grey)


def test_many_threads_may_ask_at_once(served: Served, trained) -> None:
    expected = served.predict(trained.images[:8])
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: served.predict(trained.images[:8]), range(12)):
            np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    ("image", "reason"),
    [
        (np.zeros((4, 4), np.float32), "float32, not uint8"),
        (np.zeros((4, 4), bool), "bool, not uint8"),
        ([[1, 2], [3, 4]], "list, not uint8"),
        (np.zeros(4, np.uint8), "shape"),
        (np.zeros((4, 4, 2), np.uint8), "shape"),
        (np.zeros((4, 4, 4), np.uint8), "shape"),
        (np.zeros((1, 4, 4, 3), np.uint8), "shape"),
        (np.zeros((0, 4), np.uint8), "empty"),
        (np.zeros((101, 100), np.uint8), "10100 pixels"),
    ],
)
def test_a_picture_that_cannot_be_read_is_named(trained, image: object, reason: str) -> None:
    served = Served.load(trained.folder, max_pixels=10_000)
    with pytest.raises(ModisteError, match=f"Picture 1 .*{reason}") as caught:
        served.predict([np.zeros((4, 4), np.uint8), image])  # type: ignore[list-item]
    assert caught.value.code == "MOD-1324"


def test_the_golden_vectors_prove_the_installation(served: Served) -> None:
    assert served.check_golden() < 1e-5


def test_a_model_that_answers_otherwise_fails_its_golden_vectors(trained, tmp_path: Path) -> None:
    content, card = read_model(trained.folder)
    images, expected = read_golden(trained.folder, card)
    write_model_folder(tmp_path / "m", content, card, images, expected + np.float32(0.01))
    with pytest.raises(ModisteError, match="MOD-1327"):
        Served.load(tmp_path / "m").check_golden()


def test_a_graph_that_is_not_one_is_refused(trained, tmp_path: Path) -> None:
    card = read_card(trained.folder / "card.toml")
    images, expected = read_golden(trained.folder, card)
    write_model_folder(tmp_path / "m", b"no graph at all", card, images, expected)
    with pytest.raises(ModisteError, match="MOD-1323"):
        Served.load(tmp_path / "m")


def test_a_graph_that_is_not_the_cards_is_refused(trained, tmp_path: Path) -> None:
    content, card = read_model(trained.folder)
    images, _ = read_golden(trained.folder, card)
    other = card.model_copy(update={"labels": ("a", "b", "c")})
    write_model_folder(tmp_path / "m", content, other, images, np.zeros((len(images), 3), np.float32))
    with pytest.raises(ModisteError, match="not the card's"):
        Served.load(tmp_path / "m")


def test_labels_in_another_order_are_refused(trained, tmp_path: Path) -> None:
    content, card = read_model(trained.folder)
    images, expected = read_golden(trained.folder, card)
    other = card.model_copy(update={"labels": card.labels[::-1]})
    write_model_folder(tmp_path / "m", content, other, images, expected)
    with pytest.raises(ModisteError, match="its labels"):
        Served.load(tmp_path / "m")


def test_a_folder_without_golden_vectors_is_not_served(trained, tmp_path: Path) -> None:
    folder = shutil.copytree(trained.folder, tmp_path / "m")
    (folder / "golden.npz").unlink()
    with pytest.raises(ModisteError, match="MOD-1320"):
        Served.load(folder)


WITHOUT_TORCH = """
import sys
from pathlib import Path

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("torch", "onnx", "onnxscript", "safetensors", "scipy", "sklearn"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Refuse())
import numpy as np
from modiste.learning.serving import Served

model = Served.load(Path(sys.argv[1]))
shape = model.predict([np.zeros((30, 20, 3), np.uint8)]).shape
print(model.check_golden() < 1e-4, shape, "torch" in sys.modules)
"""


def test_serving_runs_without_torch_installed(trained) -> None:
    source = str(Path(modiste.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TORCH, str(trained.folder)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.strip() == "True (1, 4) False"
