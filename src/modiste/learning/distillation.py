"""Distillation: a small network learns from large ones' soft answers on the very pictures it is shown.

Knows how to make teachers that understand the student's input; the loss is `losses.distillation` and the loop
is `fit`.
"""

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.garment import ModisteError
from modiste.learning.checkpoint import read_tensors
from modiste.learning.data import Examples
from modiste.learning.networks import Builder, build_network
from modiste.learning.objectives import Distilled
from modiste.learning.progress import Progress, silent
from modiste.learning.pruning import shape_like
from modiste.learning.recipe import InputSpec, Recipe, load_recipe
from modiste.learning.training import Fit, fit


@dataclass(frozen=True)
class Teacher:
    """A trained network and the input it was trained for, whose `mirror` it answers with."""

    module: nn.Module
    input: InputSpec


def open_run(out: Path, classes: int, builders: Mapping[str, Builder]) -> tuple[nn.Module, Recipe]:
    """The network a finished run wrote, pruned or not, with its recipe.

    Raises:
        ModisteError: MOD-1301 when the folder holds no recipe, MOD-1326 when its weights are missing,
            damaged or of another network or number of classes.
    """
    recipe = load_recipe(out / "recipe.toml")
    network = build_network(recipe.network, recipe.input, classes, builders)
    try:
        tensors, _ = read_tensors(out / "weights.safetensors")
    except (OSError, ValueError) as error:
        raise _refusal(f"{out} has no readable weights ({error})", "Train it first.") from None
    network = shape_like(network, tensors)
    head = getattr(network, "head", None)
    if isinstance(head, nn.Linear) and head.out_features != classes:
        raise _refusal(
            f"{out} tells {head.out_features} classes apart, not {classes}", "Use the same labels."
        )
    return network.eval(), recipe


def distil(
    recipe: Recipe,
    teachers: Sequence[Teacher],
    train: Examples,
    validation: Examples | None,
    *,
    builders: Mapping[str, Builder],
    out: Path,
    temperature: float = 4.0,
    weight: float = 0.9,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
    module: nn.Module | None = None,
) -> Fit:
    """Train the recipe's network, or `module`, on the mean of the teachers' logits and on the targets.

    The teachers see each augmented batch as the student does, in their own size and normalisation, without
    gradients and in the precision that `fit` trains in.

    Args:
        recipe: the student's.
        teachers: one or more; their logits are averaged.
        train: the examples to learn from.
        validation: the examples to choose by.
        builders: networks by the name a recipe uses.
        out: the run's folder.
        temperature: softens both sides' answers (Hinton et al., Distilling the Knowledge, 2015).
        weight: of the soft loss; the rest is cross-entropy with the targets.
        progress: told about epochs and steps.
        should_stop: True at a step stops the run, resumable.
        module: a student that exists already, for example a pruned network.

    Raises:
        ModisteError: MOD-1326 without teachers, with one that tells another number of classes apart, or with
            numbers out of range; and what `fit` raises.
    """
    if not teachers:
        raise _refusal("there is no teacher", "Name at least one trained run.")
    if not (0 <= weight <= 1 and temperature > 0):
        raise _refusal(
            f"weight {weight}, temperature {temperature}",
            "Give a weight from 0 to 1 and a temperature above 0.",
        )
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    guides = tuple(_Guide(teacher, recipe.input).to(device) for teacher in teachers)
    example = torch.zeros(1, recipe.input.channels, recipe.input.height, recipe.input.width, device=device)
    for guide in guides:
        with torch.inference_mode():
            classes = guide(example).shape[1]
        if classes != len(train.labels):
            raise _refusal(
                f"a teacher tells {classes} classes apart, the data have {len(train.labels)}",
                "Use the same labels.",
            )
    objective = Distilled(guides, temperature, weight)
    return fit(
        recipe,
        train,
        validation,
        builders=builders,
        out=out,
        progress=progress,
        should_stop=should_stop,
        objective=objective,
        module=module,
    )


class _Guide(nn.Module):
    """A teacher behind the student's input: undo one normalisation, resize, apply the other, mirror."""

    def __init__(self, teacher: Teacher, seen: InputSpec) -> None:
        super().__init__()
        self.module = copy.deepcopy(teacher.module).eval()
        self.size, self.mirror = (teacher.input.height, teacher.input.width), teacher.input.mirror
        self.factor: Tensor
        self.offset: Tensor
        theirs, ours = ((torch.tensor(s.mean), torch.tensor(s.std)) for s in (teacher.input, seen))
        self.register_buffer("factor", (ours[1] / theirs[1]).view(1, -1, 1, 1))
        self.register_buffer("offset", ((ours[0] - theirs[0]) / theirs[1]).view(1, -1, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        x = x * self.factor + self.offset
        if tuple(x.shape[-2:]) != self.size:
            x = F.interpolate(x, self.size, mode="bilinear", antialias=True)
        logits: Tensor = self.module(x)
        return (logits + self.module(x.flip(-1))) / 2 if self.mirror else logits


def _refusal(reason: str, remedy: str) -> ModisteError:
    return ModisteError("MOD-1326", what="Distilling", reason=reason, remedy=remedy)
