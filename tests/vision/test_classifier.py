"""Pictures meet models: answers about files, judgement on data, and what may be learnt from."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import modiste.vision
from modiste.collect import FASHION_MNIST_LABELS
from modiste.garment import ModisteError
from modiste.learning import Event, Recipe
from modiste.vision import Answer, Judged, Refusal, classify, judge, training_data


class Brightness:
    """A real classifier, if a simple one: dark, grey or light by the mean of the pixels."""

    labels = ("dark", "grey", "light")

    def __init__(self) -> None:
        self.batches: list[int] = []

    def predict(self, pictures: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        self.batches.append(len(pictures))
        means = np.array([picture.mean() for picture in pictures])
        near = -np.abs(means[:, None] - np.array([0.0, 127.0, 255.0])) / 20
        shares = np.exp(near - near.max(1, keepdims=True))
        return (shares / shares.sum(1, keepdims=True)).astype(np.float32)


def photo(path: Path, shade: int, size: tuple[int, int] = (9, 7)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(list(path.name.encode())).integers(0, 4, (size[1], size[0], 3))
    Image.fromarray(np.clip(noise + shade, 0, 255).astype(np.uint8)).save(path)
    return path


@pytest.fixture
def wall(tmp_path: Path) -> Path:
    """Three classes, ten photos each to learn from and two to judge by."""
    for part, count in (("train", 10), ("validation", 2)):
        for label, shade in (("dark", 5), ("grey", 120), ("light", 245)):
            for number in range(count):
                photo(tmp_path / "wall" / part / label / f"{part}-{label}-{number}.png", shade)
    return tmp_path / "wall"


@pytest.fixture
def recipe() -> Recipe:
    return Recipe.model_validate(
        {
            "name": "modiste.test.wall",
            "data": {"validation": 0.2, "split_seed": 3},
            "input": {"height": 12, "width": 12, "channels": 3, "mean": [0.5] * 3, "std": [0.5] * 3},
            "network": {"name": "cnn"},
        }
    )


def test_each_file_gets_its_answer_in_order(tmp_path: Path) -> None:
    files = [photo(tmp_path / f"{n}.png", shade) for n, shade in enumerate((250, 0, 130))]
    answers = list(classify(Brightness(), files, top=2))
    assert [answer.label for answer in answers if isinstance(answer, Answer)] == ["light", "dark", "grey"]
    first = answers[0]
    assert isinstance(first, Answer) and first.file == str(files[0])
    assert first.top[0] == (first.label, first.confidence) and len(first.top) == 2
    assert first.top[0][1] >= first.top[1][1]
    assert json.loads(json.dumps(first.to_json()))["top"][0]["label"] == "light"


def test_a_bad_file_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = photo(tmp_path / "good.png", 0)
    bad = tmp_path / "bad.png"
    bad.write_bytes(good.read_bytes()[:40])
    outcomes = list(classify(Brightness(), [bad, good, tmp_path / "none.png", str(good)]))
    assert [type(outcome) for outcome in outcomes] == [Refusal, Answer, Refusal, Answer]
    assert [outcome.file for outcome in outcomes] == [
        str(bad),
        str(good),
        str(tmp_path / "none.png"),
        str(good),
    ]
    told = outcomes[2].to_json()
    assert told["file"] == str(tmp_path / "none.png")
    assert told["error"]["code"] == "MOD-1201" and "no such file" in told["error"]["detail"]  # type: ignore[index]


def test_when_every_file_is_bad_the_model_is_not_asked(tmp_path: Path) -> None:
    model = Brightness()
    assert all(isinstance(one, Refusal) for one in classify(model, [tmp_path / "none.png"] * 3))
    assert model.batches == []


def test_many_files_are_held_a_few_at_a_time(tmp_path: Path) -> None:
    model, file = Brightness(), photo(tmp_path / "a.png", 0)
    assert len(list(classify(model, (file for _ in range(40))))) == 40
    assert model.batches == [16, 16, 8]


def test_judging_shows_every_photo_beside_the_truth(wall: Path) -> None:
    told: list[Event] = []
    judged = judge(Brightness(), f"{wall}:validation", progress=told.append)
    assert judged.targets.tolist() == [0, 0, 1, 1, 2, 2]
    assert judged.probabilities.shape == (6, 3) and judged.probabilities.argmax(1).tolist() == [
        0,
        0,
        1,
        1,
        2,
        2,
    ]
    assert judged.ids[0] == "validation/dark/validation-dark-0.png" and not judged.rejected
    assert (told[-1].done, told[-1].total) == (6, 6)


def test_judging_counts_only_what_could_be_shown(wall: Path) -> None:
    broken = wall / "validation" / "grey" / "validation-grey-0.png"
    broken.write_bytes(broken.read_bytes()[:50])
    judged = judge(Brightness(), f"{wall}:validation")
    assert judged.targets.tolist() == [0, 0, 1, 2, 2] and len(judged.probabilities) == 5
    assert [(one.place, one.code) for one in judged.rejected] == [
        ("validation/grey/validation-grey-0.png", "MOD-1206")
    ]
    for path in (wall / "validation").glob("*/*.png"):
        path.write_bytes(b"nothing")
    with pytest.raises(ModisteError, match=r"MOD-1215.*6 rejected"):
        judge(Brightness(), f"{wall}:validation")


def test_judging_needs_the_models_labels(wall: Path) -> None:
    (wall / "validation" / "light").rename(wall / "validation" / "white")
    with pytest.raises(ModisteError, match=r"MOD-1217.*'white'"):
        judge(Brightness(), f"{wall}:validation")
    shutil.rmtree(wall / "validation" / "white")
    assert judge(Brightness(), f"{wall}:validation").labels == ("dark", "grey", "light")


def test_fashion_mnist_is_judged_as_it_lies(fashion_mnist: Path) -> None:
    class Ankle:
        """Always says ankle boot; sees grey pictures with their channel last."""

        labels: tuple[str, ...] = ()

        def predict(self, pictures: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
            assert pictures[0].shape == (28, 28, 1)
            return np.tile(np.eye(10, dtype=np.float32)[9], (len(pictures), 1))

    Ankle.labels = FASHION_MNIST_LABELS
    judged = judge(Ankle(), "fashion-mnist:test")
    assert isinstance(judged, Judged) and (judged.probabilities.argmax(1) == judged.targets).mean() == 0.1


def test_training_data_never_touches_the_folders_own_validation(
    wall: Path, recipe: Recipe, tmp_path: Path
) -> None:
    train, held = training_data(recipe, wall, cache=tmp_path / "cache")
    assert held is not None and (len(train), len(held)) == (24, 6)
    assert np.bincount(held.targets).tolist() == [2, 2, 2]
    assert not set(train.ids) & set(held.ids)
    assert all(name.startswith("train/") for name in (*train.ids, *held.ids))
    assert train.take(np.array([0, 1])).shape == (2, 3, 16, 16)


def test_a_recipe_may_hold_nothing_out_and_limit_what_it_sees(
    wall: Path, recipe: Recipe, tmp_path: Path
) -> None:
    all_of_it = recipe.with_settings({"data.validation": "0.0", "data.limit": "9", "train.size": "20"})
    train, held = training_data(all_of_it, wall / "train", cache=tmp_path / "cache")
    assert held is None and len(train) == 9 and train.take(np.array([0])).shape == (1, 3, 27, 27)


def test_photos_left_out_are_told(wall: Path, recipe: Recipe, tmp_path: Path) -> None:
    (wall / "train" / "dark" / "notes.txt").write_text("5 metres")
    told: list[Event] = []
    training_data(recipe, wall, cache=tmp_path / "cache", progress=told.append)
    notes = [event.message for event in told if event.kind == "note"]
    assert len(notes) == 1 and "notes.txt is not a picture" in notes[0]
    assert any(event.kind == "step" and event.done == event.total for event in told)


def test_data_that_do_not_fit_the_recipe_are_refused(wall: Path, recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match=r"MOD-1405.*modiste.test.wall"):
        training_data(recipe)
    grey = recipe.with_settings({"input.channels": "1", "input.mean": "[0.5]", "input.std": "[0.5]"})
    with pytest.raises(ModisteError, match=r"MOD-1404.*3 channels.*sees 1"):
        training_data(grey, wall, cache=tmp_path / "cache")


def test_the_door_and_its_answers_need_no_torch() -> None:
    code = (
        "import sys, modiste.vision as v; v.classify, v.judge, v.training_data; "
        "assert 'torch' not in sys.modules; assert sorted(v.__all__) == dir(v)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="nothing"):
        _ = modiste.vision.nothing
