"""A student learns what its teachers know, from the pictures it is shown."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from modiste.garment import ModisteError
from modiste.learning import NETWORKS, ArrayExamples, InputSpec, Recipe, build_network, fit, logits_of
from modiste.learning.distillation import Teacher, _Guide, distil, open_run
from modiste.learning.pruning import prune
from modiste.learning.training import normalise


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory, trained) -> tuple[Teacher, Path]:
    out = tmp_path_factory.mktemp("teacher") / "run"
    run = fit(trained.recipe, trained.examples, None, builders=NETWORKS, out=out)
    return Teacher(run.module, trained.recipe.input), out


def student(trained) -> Recipe:
    tree = trained.recipe.model_dump() | {
        "network": {"name": "cnn", "channels": [8], "dense": [16]},
        "train": {"epochs": 6, "batch_size": 32, "precision": "float32"},
    }
    return Recipe.model_validate(tree)


def test_a_student_learns_from_soft_answers_alone(
    trained, taught: tuple[Teacher, Path], tmp_path: Path
) -> None:
    unlabelled = ArrayExamples(
        trained.examples.inputs,
        np.arange(len(trained.examples)) % 4 * 0,
        trained.examples.labels,
        trained.examples.ids,
    )
    recipe = student(trained)
    run = distil(recipe, [taught[0]], unlabelled, None, builders=NETWORKS, out=tmp_path / "s", weight=1.0)
    unseen = ArrayExamples(
        np.moveaxis(trained.images, 3, 1),
        trained.targets,
        trained.examples.labels,
        [""] * len(trained.images),
    )
    assert (logits_of(run.module, recipe, unseen).argmax(1) == trained.targets).mean() > 0.8
    assert all(parameter.requires_grad for parameter in taught[0].module.parameters())


def test_a_teacher_sees_its_own_size_and_normalisation_and_answers_with_mirror(trained) -> None:
    theirs = InputSpec(height=10, width=10, mean=(0.2,), std=(0.7,), mirror=True)
    ours = InputSpec(height=12, width=12, mean=(0.5,), std=(0.25,))
    network = build_network(trained.recipe.network, theirs, 4, NETWORKS).eval()
    pictures = torch.from_numpy(np.moveaxis(trained.images[:4], 3, 1))
    guide = _Guide(Teacher(network, theirs), ours)
    with torch.inference_mode():
        x = normalise(pictures, theirs)
        expected = (network(x) + network(x.flip(-1))) / 2
        torch.testing.assert_close(guide(normalise(pictures, ours)), expected, atol=1e-4, rtol=1e-3)


def test_a_pruned_run_is_opened_again(trained, taught: tuple[Teacher, Path], tmp_path: Path) -> None:
    small = prune(taught[0].module, 0.4)
    recipe = trained.recipe.with_settings({"train.epochs": "1"})
    run = distil(
        recipe,
        [taught[0], taught[0]],
        trained.examples,
        None,
        builders=NETWORKS,
        out=tmp_path / "p",
        module=small,
    )
    module, opened = open_run(tmp_path / "p", 4, NETWORKS)
    assert opened == recipe
    assert isinstance(module.head, nn.Linear)
    x = torch.randn(2, 1, 12, 12)
    with torch.inference_mode():
        torch.testing.assert_close(module(x), run.module(x))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"teachers": []}, "no teacher"),
        ({"weight": 1.5}, "weight 1.5"),
        ({"temperature": 0.0}, "temperature 0"),
        ({"classes": 3}, "3 classes"),
    ],
)
def test_what_cannot_teach_says_why(trained, tmp_path: Path, arguments: dict, reason: str) -> None:
    spec = trained.recipe.input
    network = build_network(trained.recipe.network, spec, arguments.pop("classes", 4), NETWORKS)
    teachers = arguments.pop("teachers", [Teacher(network, spec)])
    with pytest.raises(ModisteError, match=reason):
        distil(
            student(trained), teachers, trained.examples, None, builders=NETWORKS, out=tmp_path, **arguments
        )


def test_a_run_of_other_labels_or_without_weights_is_refused(
    taught: tuple[Teacher, Path], tmp_path: Path
) -> None:
    with pytest.raises(ModisteError, match="4 classes apart, not 3"):
        open_run(taught[1], 3, NETWORKS)
    (tmp_path / "recipe.toml").write_bytes((taught[1] / "recipe.toml").read_bytes())
    with pytest.raises(ModisteError, match="no readable weights"):
        open_run(tmp_path, 4, NETWORKS)
