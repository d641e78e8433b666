"""What one training step asks of a network: supervised, contrastive or adversarial.

Knows which loss moves which parameters and how a validation batch is judged; order, augmentation and
optimisers are `fit`'s.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

import torch
from torch import Tensor, nn
from torch.distributions import Beta
from torch.nn import functional as F

from modiste.garment import ModisteError
from modiste.learning.augment import check_parameters
from modiste.learning.losses import LOSSES, Loss, contrastive, distillation
from modiste.learning.networks.encoder import Encoder
from modiste.learning.networks.gan import Gan
from modiste.learning.recipe import Part

Views = Callable[[], Tensor]


class Objective(Protocol):
    """The mathematics of a step.

    `players` are prefixes of parameter names, each stepped in turn by its own optimiser (one, the empty
    prefix, unless networks play against each other); `best` names the judged value to choose by, and
    whether higher is better.
    """

    @property
    def players(self) -> tuple[str, ...]:
        """Prefixes of the parameters that each player moves."""

    @property
    def best(self) -> tuple[str, bool]:
        """The judged value to choose by, and whether higher is better."""

    def loss(self, module: nn.Module, player: str, views: Views, targets: Tensor) -> Tensor:
        """The loss that moves `player`; `views()` gives the batch, augmented anew at each call."""

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """Sums over a validation batch, divided by the number of examples later."""


@dataclass(frozen=True)
class Supervised:
    """Fit logits to targets, with `mixup` on pictures blended with their neighbours' in the batch.

    The share of the blend is drawn from Beta(mixup, mixup) (Zhang et al., mixup, ICLR 2018). With `cutmix`
    a rectangle of the neighbour is pasted instead, its area drawn likewise (Yun et al., CutMix, ICCV 2019);
    with both, one of the two is chosen for every batch.
    """

    criterion: Loss
    mixup: float = 0.0
    cutmix: float = 0.0
    players: tuple[str, ...] = field(default=("",), init=False)
    best: tuple[str, bool] = field(default=("accuracy", True), init=False)

    def loss(self, module: nn.Module, player: str, views: Views, targets: Tensor) -> Tensor:
        """The criterion on one view, or on a blend of each picture and the next."""
        view = views()
        if not self.mixup and not self.cutmix:
            return self.criterion(module(view).float(), targets)
        if self.cutmix and (not self.mixup or float(torch.rand(())) < 0.5):
            blend, share = pasted(view, float(Beta(self.cutmix, self.cutmix).sample()))
        else:
            share = float(Beta(self.mixup, self.mixup).sample())
            blend = share * view + (1 - share) * view.roll(1, 0)
        logits = module(blend).float()
        return share * self.criterion(logits, targets) + (1 - share) * self.criterion(logits, targets.roll(1))

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """Cross-entropy and hits, of the mean of both mirror images' logits where the recipe says so."""
        logits = module(inputs).float()
        if mirror:
            logits = (logits + module(inputs.flip(-1)).float()) / 2
        hits = (logits.argmax(1) == targets).sum()
        return {"loss": F.cross_entropy(logits, targets, reduction="sum"), "accuracy": hits}


def pasted(view: Tensor, share: float) -> tuple[Tensor, float]:
    """Pictures `(b, c, h, w)` with a rectangle of the next one pasted in, and the share that is left of each.

    The rectangle has the picture's shape and 1 - `share` of its area, where it does not reach over an edge.
    """
    height, width = view.shape[-2:]
    side = (1 - share) ** 0.5
    row, column = (float(place) for place in torch.rand(2))
    top, left = (round(max(at - side / 2, 0) * size) for at, size in ((row, height), (column, width)))
    bottom, right = (round(min(at + side / 2, 1) * size) for at, size in ((row, height), (column, width)))
    made = view.clone()
    made[..., top:bottom, left:right] = view.roll(1, 0)[..., top:bottom, left:right]
    return made, 1 - (bottom - top) * (right - left) / (height * width)


@dataclass(frozen=True)
class Distilled:
    """Fit a student to its teachers' mean logits on the same view, mixed with the targets."""

    teachers: tuple[nn.Module, ...]
    temperature: float = 4.0
    weight: float = 0.9
    mirror: bool = False
    players: tuple[str, ...] = field(default=("",), init=False)
    best: tuple[str, bool] = field(default=("accuracy", True), init=False)

    def loss(self, module: nn.Module, player: str, views: Views, targets: Tensor) -> Tensor:
        """`weight` of the soft loss, the rest cross-entropy."""
        view = views()
        with torch.no_grad():
            views_taught = (view, view.flip(-1)) if self.mirror else (view,)
            taught = torch.stack([t(v).float() for t in self.teachers for v in views_taught]).mean(0)
        logits = module(view).float()
        soft = distillation(logits, taught, temperature=self.temperature)
        return self.weight * soft + (1 - self.weight) * F.cross_entropy(logits, targets)

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """As a supervised network is judged."""
        return Supervised(F.cross_entropy).judge(module, inputs, targets, mirror)


@dataclass(frozen=True)
class Contrastive:
    """Bring two views of one picture together, and train the probe on detached features beside it."""

    temperature: float = 0.1
    players: tuple[str, ...] = field(default=("",), init=False)
    best: tuple[str, bool] = field(default=("accuracy", True), init=False)

    def loss(self, module: nn.Module, player: str, views: Views, targets: Tensor) -> Tensor:
        """The contrastive loss and the probe's cross-entropy, which does not reach the trunk."""
        assert isinstance(module, Encoder)
        first, second = views(), views()
        features = module.features(torch.cat((first, second)))
        unit = F.normalize(module.projection(features).float(), dim=1)
        half = len(first)
        probe = module.head(features[:half].detach()).float()
        near = contrastive(unit[:half], unit[half:], temperature=self.temperature)
        return near + F.cross_entropy(probe, targets)

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """The probe, judged as a supervised network is."""
        return Supervised(F.cross_entropy).judge(module, inputs, targets, mirror)


@dataclass(frozen=True)
class Relativistic:
    """Each picture must look more real than its rival (relativistic pairing loss with R1 + R2).

    After Huang et al., The GAN is dead; long live the GAN! (NeurIPS 2024). Gradient penalties by finite
    differences along a random direction, which costs one forward pass instead of a double backward.
    """

    gamma: float = 1.0
    step: float = 0.01
    players: tuple[str, ...] = field(default=("discriminator.", "generator."), init=False)
    best: tuple[str, bool] = field(default=("loss", False), init=False)

    def loss(self, module: nn.Module, player: str, views: Views, targets: Tensor) -> Tensor:
        """The side's own loss on one batch of real pictures and one of made ones."""
        assert isinstance(module, Gan)
        real = views()
        z = torch.randn(len(real), module.generator.latent, device=real.device)
        if player == "generator.":
            rival = module.discriminator(real, targets)
            made = module.discriminator(module.generator(z, targets), targets)
            return F.softplus(rival - made).float().mean()
        with torch.no_grad():
            fake = module.generator(z, targets).float()
        both, labels = torch.cat((real, fake)), targets.repeat(2)
        seen = module.discriminator(both, labels).float()
        nudge = torch.randn_like(both) * self.step
        moved = module.discriminator(both + nudge, labels).float()
        penalty = ((moved - seen) / self.step).square().mean() * self.gamma
        half = len(real)
        loss: Tensor = F.softplus(seen[half:] - seen[:half]).mean() + penalty
        return loss

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """How far apart the judge holds unseen real pictures and made ones (0.69 = cannot tell)."""
        assert isinstance(module, Gan)
        z = torch.randn(len(inputs), module.generator.latent, device=inputs.device)
        made = module.discriminator(module.generator(z, targets), targets)
        gap = F.softplus(made - module.discriminator(inputs, targets))
        return {"loss": gap.float().sum()}


OBJECTIVES: Mapping[str, Callable[..., Objective]] = {
    "contrastive": Contrastive,
    "relativistic": Relativistic,
}


_BLENDS = ("mixup", "cutmix")


def build_objective(part: Part) -> Objective:
    """The objective a recipe's `[loss]` names: a supervised loss, `contrastive` or `relativistic`.

    Raises:
        ModisteError: MOD-1302 for an unknown name; MOD-1303 for an unknown parameter.
    """
    if part.name in OBJECTIVES:
        maker = OBJECTIVES[part.name]
        check_parameters("loss", maker, part.params)
        return partial(maker, **part.params)()
    if part.name not in LOSSES:
        known = ", ".join(sorted({*LOSSES, *OBJECTIVES}))
        raise ModisteError("MOD-1302", kind="Loss", name=part.name, known=known)
    own = {key: value for key, value in part.params.items() if key not in _BLENDS}
    check_parameters("loss", LOSSES[part.name], own)
    blends = {key: part.params.get(key, 0.0) for key in _BLENDS}
    return Supervised(partial(LOSSES[part.name], **own), **blends)
