"""What a step of the encoder's training asks for: pictures beside what is true of them.

Knows the loss; which texts are true is `facts`', how they sound is `wording`'s.

Source: Zhai et al., "Sigmoid Loss for Language Image Pre-Training", ICCV 2023, with as many right texts a
picture as there are, and without those of which nobody knows. Sentences' teacher: Park et al., "Relational
Knowledge Distillation", CVPR 2019.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.foundation.facts import FALSE, TRUE, Facts, agreement
from modiste.foundation.glossary import concepts
from modiste.foundation.tokens import padded
from modiste.foundation.wording import Said, caption

Views = Callable[[], Tensor]
_SHORT = 3
"""Things that the first text of a picture says at most; the second says what it can."""
_LESSONS = 64


class Described(Protocol):
    """Pictures of which something is known; their targets are their own numbers."""

    @property
    def facts(self) -> Sequence[Facts]:
        """Of each picture."""

    @property
    def verdicts(self) -> NDArray[np.int8]:
        """(pictures, things), see `facts.verdicts`."""

    @property
    def kinds(self) -> NDArray[np.int64]:
        """Which of `labels` each picture shows; -1 where it is none of them."""

    @property
    def lessons(self) -> tuple[Sequence[str], NDArray[np.float32]]:
        """Sentences with the vectors (n, 384) of a teacher; there may be none."""


@dataclass(frozen=True)
class Matching:
    """The sigmoid loss over a batch's pictures and two texts of each, in English and Chinese.

    Args:
        learned: the pictures to learn from.
        chosen: those to choose by, None where there are none.
        kinds: the weight of naming the kind of garment, by picture and by text.
        teacher: the weight of the sentences' teacher.
    """

    learned: Described
    chosen: Described | None = None
    kinds: float = 0.25
    teacher: float = 4.0
    players: tuple[str, ...] = field(default=("",), init=False)
    best: tuple[str, bool] = field(default=("right", True), init=False)

    def loss(self, module: nn.Module, player: str, views: Views, targets: Tensor) -> Tensor:
        """The mean over the batch; texts follow from torch's seed."""
        chance = np.random.default_rng(int(torch.randint(2**31, ()).item()))
        numbers = targets.cpu().numpy()
        facts = [self.learned.facts[number] for number in numbers]
        said = [
            caption(each, chance, chinese=bool(chance.random() < 0.5), most=most)
            for most in (_SHORT, 12)
            for each in facts
        ]
        truth = _own(agreement(self.learned.verdicts[numbers], [each.things for each in said]))
        towers: Any = module
        pictures = towers.features(views()).float()
        texts = towers.text.features(_tensor(said, targets.device)).float()
        total = _sigmoid(
            pictures @ texts.T, towers.scale, towers.bias, torch.from_numpy(truth).to(targets.device)
        )
        kinds = torch.from_numpy(self.learned.kinds[numbers]).to(targets.device)
        total = total + self.kinds * F.cross_entropy(towers.image.head(pictures), kinds, ignore_index=-1)
        named = _named(said, kinds)
        if bool((named >= 0).any()):
            total = total + self.kinds * F.cross_entropy(towers.text.head(texts), named, ignore_index=-1)
        sentences, vectors = self.learned.lessons
        if self.teacher and len(sentences):
            rows = chance.integers(len(sentences), size=_LESSONS)
            taught = F.normalize(torch.from_numpy(vectors[rows].astype(np.float32)).to(targets.device), dim=1)
            heard = torch.from_numpy(padded([sentences[row] for row in rows])).to(targets.device)
            own = F.normalize(towers.pupil(towers.text.tower.raw(heard).float()), dim=1)
            total = total + self.teacher * ((own @ own.T - taught @ taught.T) ** 2).mean()
        return total

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """How many pictures lie nearest to a text that is true of them, among one full text of each."""
        examples = self.chosen or self.learned
        numbers = targets.cpu().numpy()
        chance = np.random.default_rng(int(numbers.sum()))
        said = [caption(examples.facts[number], chance, chinese=bool(number % 2)) for number in numbers]
        truth = _own(agreement(examples.verdicts[numbers], [each.things for each in said]))
        towers: Any = module
        likeness = (
            towers.features(inputs).float() @ towers.text.features(_tensor(said, inputs.device)).float().T
        )
        wanted = torch.from_numpy(truth).to(inputs.device)
        right = (wanted.gather(1, likeness.argmax(1)[:, None]) == TRUE).float()
        return {
            "loss": _sigmoid(likeness, towers.scale, towers.bias, wanted) * len(numbers),
            "right": right.sum(),
        }


def _tensor(said: Sequence[Said], device: torch.device) -> Tensor:
    return torch.from_numpy(padded([each.text for each in said])).to(device)


def _own(truth: NDArray[np.int8]) -> NDArray[np.int8]:
    """A picture's own texts are true of it, also where a word may mean something else."""
    count = len(truth)
    for start in range(0, truth.shape[1], count):
        truth[np.arange(count), start + np.arange(count)] = TRUE
    return truth


def _sigmoid(likeness: Tensor, scale: Tensor, bias: Tensor, truth: Tensor) -> Tensor:
    """The mean of right pairs plus that of wrong ones, each a picture; what nobody knows is left out."""
    logits = likeness * scale.exp() + bias
    right, wrong = (truth == TRUE).float(), (truth == FALSE).float()
    missed = -(F.logsigmoid(logits) * right).sum() / right.sum().clamp(min=1)
    # Wrong pairs by the dozen: their sum a right one, as in the source.
    taken = -(F.logsigmoid(-logits) * wrong).sum() / right.sum().clamp(min=1)
    return missed + taken


def _named(said: Sequence[Said], kinds: Tensor) -> Tensor:
    """The kind that each text names: its picture's, where it says a garment at all."""
    names = torch.tensor([any(concepts()[thing].kind == "garment" for thing in each.things) for each in said])
    wanted = kinds.repeat(len(said) // len(kinds))
    return torch.where(names.to(wanted.device), wanted, -1)
