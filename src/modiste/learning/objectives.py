"""What one training step asks of a network: supervised, contrastive, adversarial or by flow matching.

Knows which loss moves which parameters and how a validation batch is judged; order, augmentation and
optimisers are `fit`'s.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
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
from modiste.learning.networks.flow import Flow
from modiste.learning.networks.gan import Gan
from modiste.learning.networks.patches import shares
from modiste.learning.networks.vae import Vae
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
    differences of `step` along a random direction, which costs one forward pass instead of a double backward,
    but is the noisier the more pixels a picture has; exact with a `step` of 0. They are taken on a
    `penalised` share of each batch, which gives the same mean for less.
    """

    gamma: float = 1.0
    step: float = 0.01
    penalised: float = 1.0
    players: tuple[str, ...] = field(default=("discriminator.", "generator."), init=False)
    best: tuple[str, bool] = field(default=("loss", False), init=False)

    def loss(self, module: nn.Module, player: str, views: Views, targets: Tensor) -> Tensor:
        """The side's own loss on one batch of real pictures and one of made ones."""
        assert isinstance(module, Gan)
        real, judge = views(), module.discriminator
        z = torch.randn(len(real), module.generator.latent, device=real.device)
        if player == "generator.":
            with torch.no_grad():
                rival = judge(real, targets)
            with _still(judge):
                made = judge(module.generator(z, targets), targets)
            won: Tensor = F.softplus(rival - made).float().mean()
            return won
        with torch.no_grad():
            fake = module.generator(z, targets).float()
        seen_real, seen_fake = (judge(each, targets).float() for each in (real, fake))
        some = max(round(len(real) * self.penalised), 1)
        both, twice = torch.cat((real[:some], fake[:some])), torch.cat((targets[:some],) * 2)
        if self.step:
            nudged = judge(both + torch.randn_like(both) * self.step, twice).float()
            steep = ((nudged - torch.cat((seen_real[:some], seen_fake[:some]))) / self.step).square()
        else:
            moved = both.detach().requires_grad_()
            (slope,) = torch.autograd.grad(judge(moved, twice).float().sum(), moved, create_graph=True)
            steep = slope.square().sum((1, 2, 3))
        told: Tensor = F.softplus(seen_fake - seen_real).mean() + self.gamma * steep.mean()
        return told

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """How far apart the judge holds unseen real pictures and made ones (0.69 = cannot tell)."""
        assert isinstance(module, Gan)
        z = torch.randn(len(inputs), module.generator.latent, device=inputs.device)
        made = module.discriminator(module.generator(z, targets), targets)
        gap = F.softplus(made - module.discriminator(inputs, targets))
        return {"loss": gap.float().sum()}


@contextmanager
def _still(module: nn.Module) -> Iterator[None]:
    """Let gradients pass through a network without reckoning those of its weights."""
    module.requires_grad_(False)
    try:
        yield
    finally:
        module.requires_grad_(True)


@dataclass(frozen=True)
class FlowMatching:
    """Tell the velocity from noise to picture, half way (flow matching on straight lines).

    Lipman et al. (ICLR 2023); times from a logit-normal, so that the hard middle is seen most (Esser et al.,
    Scaling rectified flow transformers, ICML 2024); a `dropped` share of the wishes is left out, so that the
    field can be followed with and without one (Ho & Salimans, Classifier-free diffusion guidance, 2022).
    """

    dropped: float = 0.1
    players: tuple[str, ...] = field(default=("",), init=False)
    best: tuple[str, bool] = field(default=("loss", False), init=False)

    def loss(self, module: nn.Module, player: str, views: Views, targets: Tensor) -> Tensor:
        """Mean square error of the velocity, at one time a picture."""
        assert isinstance(module, Flow)
        picture = views()
        wanted = shares(targets, module.classes)
        wanted = wanted * (torch.rand(len(wanted), 1, device=wanted.device) >= self.dropped)
        time = torch.randn(len(picture), device=picture.device).sigmoid()
        return _velocity_error(module, picture, time, wanted).mean()

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """The same error at evenly spread times, each wish told; always with the same noise."""
        assert isinstance(module, Flow)
        time = (torch.arange(len(inputs), device=inputs.device) + 0.5) / len(inputs)
        with torch.random.fork_rng(devices=[inputs.device] if inputs.is_cuda else []):
            torch.manual_seed(0)
            return {"loss": _velocity_error(module, inputs, time, shares(targets, module.classes)).sum()}


def _velocity_error(module: Flow, picture: Tensor, time: Tensor, wanted: Tensor) -> Tensor:
    """Mean square error `(b,)` of the velocities told at `time` on the lines from noise to pictures."""
    noise = torch.randn_like(picture)
    passed = time.view(-1, 1, 1, 1)
    told = module(noise + passed * (picture - noise), time, wanted).float()
    error: Tensor = (told - (picture - noise)).square().mean((1, 2, 3))
    return error


@dataclass(frozen=True)
class Variational:
    """Paint a picture again from what was read of it, and read little that its wish does not say already.

    After Kingma & Welling, Auto-encoding variational Bayes (ICLR 2014); what is read is held near what is
    usual for a wish, which is learned too (Sohn et al., NIPS 2015). `noise` is how far a painted pixel may be
    off, of a range of 2: the less, the more is read; `focus` is how much more a pixel in the middle of its
    range counts than one at its ends, where outlines of distances lie.
    """

    noise: float = 0.1
    focus: float = 0.0
    players: tuple[str, ...] = field(default=("",), init=False)
    best: tuple[str, bool] = field(default=("loss", False), init=False)

    def loss(self, module: nn.Module, player: str, views: Views, targets: Tensor) -> Tensor:
        """Mean over pictures, in nats a pixel."""
        assert isinstance(module, Vae)
        picture = views()
        mean, spread = module.read(picture, targets)
        latents = mean + torch.randn_like(mean) * (0.5 * spread).exp()
        error = self._error(module.again(latents, targets), picture)
        return (error + _told(module, picture, targets, mean, spread)).mean()

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """The same without chance, and the plain mean square error alone."""
        assert isinstance(module, Vae)
        mean, spread = module.read(inputs, targets)
        painted = module.again(mean, targets)
        cost = self._error(painted, inputs) + _told(module, inputs, targets, mean, spread)
        plain = (painted.float() - inputs).square().mean((1, 2, 3))
        return {"loss": cost.sum(), "error": plain.sum()}

    def _error(self, painted: Tensor, picture: Tensor) -> Tensor:
        counts = 1 + self.focus * (1 - picture.abs()).clamp(0).square()
        error: Tensor = ((painted.float() - picture).square() * counts).mean((1, 2, 3))
        return error / (2 * self.noise**2)


def _told(module: Vae, picture: Tensor, targets: Tensor, mean: Tensor, spread: Tensor) -> Tensor:
    """Nats a pixel `(b,)` by which what was read differs from what is usual for a wish."""
    usual, wide = module.generator.expected(targets)
    share = (spread.exp() + (mean - usual).square()) / wide.exp()
    nats: Tensor = 0.5 * (share - 1 + wide - spread).sum(1)
    return nats / picture[0].numel()


OBJECTIVES: Mapping[str, Callable[..., Objective]] = {
    "contrastive": Contrastive,
    "flow_matching": FlowMatching,
    "relativistic": Relativistic,
    "variational": Variational,
}


_BLENDS = ("mixup", "cutmix")


def build_objective(part: Part) -> Objective:
    """The objective a recipe's `[loss]` names: a supervised loss or one of `OBJECTIVES`.

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
