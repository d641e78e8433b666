"""Beginning with recordings that nobody labelled: first what motion is like, then its name.

Knows what is hidden, what is compared and who may be shown; the loop is learning's, and labels are not read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste import learning
from modiste.garment import ModisteError
from modiste.wearables.activity_fit import Bench, Start
from modiste.wearables.frame_network import FrameNetwork
from modiste.wearables.framewise import stretches_of
from modiste.wearables.windows import STRIDE, Grid

UNLABELLED = "unlabelled"
"""The folder in a fit's own of what came before it; the setting that says where such recordings lie."""
UNLABELLED_EPOCHS = 60
Pretext = Literal["masked", "alike"]
MASKED: Final = "masked"
ALIKE: Final = "alike"
PRETEXTS: tuple[Pretext, ...] = (MASKED, ALIKE)
SPAN, HIDDEN = 12, 0.5
"""Steps that are hidden together, half a second, and the share that is."""
PLACES, WIDTH = 4, 32
"""Moments of a stretch that are compared, and numbers by which they are."""


@dataclass(frozen=True)
class Masked:
    """Say what a series was like where it was hidden.

    After Haresamudram et al., Masked reconstruction based self-supervision for human activity recognition
    (ISWC 2020); spans instead of single steps, since a line through its neighbours tells a single step.
    """

    answers: int
    players: tuple[str, ...] = field(default=("",), init=False)
    best: tuple[str, bool] = field(default=("loss", False), init=False)

    def loss(self, module: nn.Module, player: str, views: Callable[[], Tensor], targets: Tensor) -> Tensor:
        """Mean over hidden values, each channel in its own standard deviations."""
        return self._error(module, views())

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """The same, always hiding the same."""
        with torch.random.fork_rng(devices=[inputs.device] if inputs.is_cuda else []):
            torch.manual_seed(0)
            return {"loss": self._error(module, inputs) * len(inputs)}

    def _error(self, module: nn.Module, view: Tensor) -> Tensor:
        batch, steps, channels = view.shape
        blocks = torch.rand(batch, steps // SPAN + 2, device=view.device) < HIDDEN
        shift = int(torch.randint(SPAN, ()))
        hidden = blocks.repeat_interleave(SPAN, 1)[:, shift : shift + steps]
        found = _answered(module, view.masked_fill(hidden[..., None], 0.0))
        told = found.transpose(1, 2).reshape(batch, -1, channels)[:, :steps]
        truth = (view - view.mean((0, 1))) / view.std((0, 1)).clamp_min(1e-6)
        return F.smooth_l1_loss(told[hidden[:, : told.shape[1]]], truth[hidden])


@dataclass(frozen=True)
class Alike:
    """Find the same moment again in another view of its stretch, among other moments and other people's.

    After Tang et al., Exploring contrastive learning in human activity recognition for healthcare
    (arXiv:2011.11542): views are the recipe's own augmentation, drawn twice.
    """

    answers: int
    temperature: float = 0.1
    players: tuple[str, ...] = field(default=("",), init=False)
    best: tuple[str, bool] = field(default=("loss", False), init=False)

    def loss(self, module: nn.Module, player: str, views: Callable[[], Tensor], targets: Tensor) -> Tensor:
        """Mean over moments, one drawn from each quarter of a stretch."""
        return self._apart(module, views(), views())

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """The same of a batch and itself with a little noise, always the same."""
        with torch.random.fork_rng(devices=[inputs.device] if inputs.is_cuda else []):
            torch.manual_seed(0)
            other = inputs + 0.05 * torch.randn_like(inputs)
            return {"loss": self._apart(module, inputs, other) * len(inputs)}

    def _apart(self, module: nn.Module, first: Tensor, second: Tensor) -> Tensor:
        found = _answered(module, torch.cat((first, second))).transpose(1, 2)
        part = found.shape[1] // PLACES
        places = torch.randint(part, (len(first), PLACES)) + part * torch.arange(PLACES)
        rows = places.repeat(2, 1)[..., None].expand(-1, -1, found.shape[2]).to(found.device)
        one, other = found.gather(1, rows).flatten(0, 1).float().chunk(2)
        return learning.contrastive(one, other, temperature=self.temperature)


def _answered(module: nn.Module, x: Tensor) -> Tensor:
    """What the part that is thrown away later makes of each frame, `(b, answers, frames)`."""
    assert isinstance(module, FrameNetwork)
    answer = module.get_submodule("answer")
    made: Tensor = answer(torch.cat(module.maps(x), 1))
    return made


@dataclass(frozen=True, eq=False)
class Unlabelled:
    """What a fit is begun with.

    Attributes:
        grids: recordings of anybody; their labels are not read.
        people: all of whom somebody may be held out. A recording of one who is held out of a fit is not shown
            to it, not even without its labels.
        epochs: how often all are shown.
        pretext: what is asked: `masked` or `alike`.
    """

    grids: Sequence[Grid]
    people: frozenset[str]
    epochs: int = UNLABELLED_EPOCHS
    pretext: Pretext = ALIKE

    def shown_to(self, grids: Sequence[Grid]) -> list[Grid]:
        """What a fit on `grids` may be shown before: those, and recordings of people not held out of it."""
        own = {grid.hash for grid in grids}
        away = self.people - {grid.subject for grid in grids}
        return [*grids, *(g for g in self.grids if g.subject not in away and g.hash not in own)]


def begun(bench: Bench, unlabelled: Unlabelled) -> Bench:
    """The bench, each of whose fits begins with a network that was shown recordings without labels.

    Raises:
        ModisteError: MOD-1326 later, for a network that tells no frames.
    """
    return replace(bench, start=lambda out, grids: Start(shown(bench, unlabelled, grids, out / UNLABELLED)))


def shown(bench: Bench, unlabelled: Unlabelled, grids: Sequence[Grid], out: Path) -> nn.Module:
    """A network that knows motion and no label, or what an earlier call left in `out`.

    Raises:
        ModisteError: MOD-1326 for a network that tells no frames, MOD-2018 when stopped.
    """
    count = len(bench.labels)
    if (out / "weights.safetensors").is_file():
        return learning.open_run(out, count, bench.builders)[0]
    plan = bench.recipe.with_settings({"train.epochs": str(unlabelled.epochs)})
    torch.manual_seed(plan.train.seed)
    module = learning.build_network(plan.network, plan.input, count, bench.builders)
    if not isinstance(module, FrameNetwork):
        raise ModisteError(
            "MOD-1326",
            what="Beginning with unlabelled recordings",
            reason=f"the network {plan.network.name} tells no frames",
            remedy="Use the network frames, as wearables-activity does.",
        )
    width = module.head.in_features
    masked = unlabelled.pretext == MASKED
    answers = STRIDE * plan.input.channels if masked else WIDTH
    module.answer = nn.Sequential(nn.Conv1d(width, width, 1), nn.ReLU(), nn.Conv1d(width, answers, 1))
    made = learning.fit(
        plan,
        stretches_of(unlabelled.shown_to(grids), bench.labels, bench.reach),
        None,
        builders=bench.builders,
        out=out,
        progress=bench.progress,
        should_stop=bench.should_stop,
        objective=_OBJECTIVES[unlabelled.pretext](answers),
        module=module,
    )
    if made.stopped:
        raise ModisteError("MOD-2018", what=f"Training {plan.name}")
    del module.answer
    return module


_OBJECTIVES: Mapping[Pretext, Callable[[int], learning.Objective]] = {MASKED: Masked, ALIKE: Alike}
