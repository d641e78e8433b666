"""How weights move: optimisers by name, with weight decay on matrices only and a rate for each part.

Knows parameters and their names; the schedule that scales the rate over time is told elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping

import torch
from torch import Tensor, nn

from modiste.garment import ModisteError
from modiste.learning.augment import check_parameters
from modiste.learning.recipe import Part

Groups = list[dict[str, object]]


def sgd(groups: Groups, *, momentum: float = 0.9, nesterov: bool = True) -> list[torch.optim.Optimizer]:
    """Stochastic gradient descent with momentum."""
    return [torch.optim.SGD(groups, lr=0.0, momentum=momentum, nesterov=nesterov and momentum > 0)]


def adam(groups: Groups, *, betas: tuple[float, float] = (0.9, 0.999)) -> list[torch.optim.Optimizer]:
    """Adam (Kingma & Ba, 2015), fused; epsilon 1e-7, as Keras has it."""
    return [torch.optim.Adam(groups, lr=0.0, betas=(betas[0], betas[1]), eps=1e-7, fused=True)]


def adamw(groups: Groups, *, betas: tuple[float, float] = (0.9, 0.999)) -> list[torch.optim.Optimizer]:
    """Adam with decoupled weight decay (Loshchilov & Hutter, 2019), fused."""
    return [torch.optim.AdamW(groups, lr=0.0, betas=(betas[0], betas[1]), fused=True)]


def muon(
    groups: Groups, *, momentum: float = 0.6, sgd_rate: float = 1.0, sgd_momentum: float = 0.9
) -> list[torch.optim.Optimizer]:
    """Muon for convolutions and SGD for the rest, at `sgd_rate` times Muon's rate."""
    filters: Groups = []
    others: Groups = []
    for group in groups:
        for kept, chosen in ((filters, True), (others, False)):
            members = [p for p in _tensors(group) if (p.ndim == 4 and p.shape[1] > 1) is chosen]
            if members:
                kept.append({**group, "params": members})
    for group in others:
        group["rate"] = float(group["rate"]) * sgd_rate  # type: ignore[arg-type] # a group's rate is a number
    made: list[torch.optim.Optimizer] = []
    if filters:
        made.append(Muon(filters, momentum=momentum))
    if others:
        made.append(torch.optim.SGD(others, lr=0.0, momentum=sgd_momentum, nesterov=True))
    return made


class Muon(torch.optim.Optimizer):
    """Momentum whose update is made orthogonal by a Newton-Schulz iteration (Jordan et al., 2024).

    For filters `(out, in, height, width)`, seen as matrices `(out, in * height * width)`; each filter bank
    is kept at norm sqrt(out), which stands in for weight decay under batch normalisation.
    """

    def __init__(self, params: Groups, *, momentum: float = 0.6, steps: int = 3) -> None:
        super().__init__(params, {"lr": 0.0, "momentum": momentum, "steps": steps})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        """Move every filter bank once."""
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if "momentum_buffer" not in state:
                    state["momentum_buffer"] = torch.zeros_like(p)
                buffer = state["momentum_buffer"]
                buffer.mul_(group["momentum"]).add_(p.grad)
                update = p.grad + group["momentum"] * buffer
                update = orthogonal(update.reshape(len(p), -1), group["steps"]).view_as(p)
                p.mul_(len(p) ** 0.5 / p.norm().clamp_min(1e-12)).add_(update, alpha=-group["lr"])


def orthogonal(matrix: Tensor, steps: int) -> Tensor:
    """Push the singular values of `matrix` towards 1 by a quintic Newton-Schulz iteration."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x: Tensor = matrix / (matrix.norm() + 1e-7)
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    for _ in range(steps):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.T if tall else x


OPTIMISERS: Mapping[str, Callable[..., list[torch.optim.Optimizer]]] = {
    "sgd": sgd,
    "adam": adam,
    "adamw": adamw,
    "muon": muon,
}

_SHARED = ("learning_rate", "weight_decay", "rates", "frozen")


def build_optimisers(part: Part, module: nn.Module, player: str = "") -> list[torch.optim.Optimizer]:
    """The optimisers a recipe names, over the trainable parameters of `module`.

    Shared parameters of every optimiser: `learning_rate`; `weight_decay`, on tensors of two and more
    dimensions only; `rates`, a factor by prefix of the parameter's name (the longest match counts);
    `frozen`, prefixes that are not trained. Each group carries its own peak rate as `rate`.
    `player` keeps only the parameters under that prefix (the two sides of a GAN).

    Raises:
        ModisteError: MOD-1302 for an unknown name; MOD-1303 for an unknown parameter.
    """
    if part.name not in OPTIMISERS:
        raise ModisteError("MOD-1302", kind="Optimiser", name=part.name, known=", ".join(sorted(OPTIMISERS)))
    own = {key: value for key, value in part.params.items() if key not in _SHARED}
    check_parameters("optimiser", OPTIMISERS[part.name], own)
    peak = float(part.params.get("learning_rate", 1e-3))
    decay = float(part.params.get("weight_decay", 0.0))
    rates: dict[str, float] = part.params.get("rates", {})
    freeze(module, part.params.get("frozen", ()))
    grouped: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in module.named_parameters():
        if parameter.requires_grad and name.startswith(player):
            matching = [prefix for prefix in rates if name.startswith(prefix)]
            factor = rates[max(matching, key=len)] if matching else 1.0
            key = (peak * factor, decay if parameter.ndim > 1 else 0.0)
            grouped.setdefault(key, []).append(parameter)
    groups: Groups = [
        {"params": members, "rate": rate, "weight_decay": weight_decay}
        for (rate, weight_decay), members in grouped.items()
    ]
    return OPTIMISERS[part.name](groups, **own)


def freeze(module: nn.Module, prefixes: Iterable[str]) -> None:
    """Stop training every parameter whose name starts with one of `prefixes`."""
    fixed = tuple(prefixes)
    for name, parameter in module.named_parameters():
        if fixed and name.startswith(fixed):
            parameter.requires_grad = False


def set_rate(optimisers: Iterable[torch.optim.Optimizer], factor: float) -> None:
    """Scale every group's peak rate by the schedule's factor."""
    for optimiser in optimisers:
        for group in optimiser.param_groups:
            group["lr"] = group["rate"] * factor


def _tensors(group: Mapping[str, object]) -> list[nn.Parameter]:
    members = group["params"]
    assert isinstance(members, list)
    return members
