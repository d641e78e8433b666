"""Why a network said so: Grad-CAM, integrated gradients and occlusion, each checked for faithfulness.

Knows modules and normalised batches; pictures, labels and pages are others'. All three explain the target's
logit; nothing here changes the module or its gradients.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.garment import ModisteError
from modiste.learning.faithfulness import faithfulness
from modiste.learning.heat import Explanation, heat_of

METHODS = ("grad_cam", "integrated_gradients", "occlusion")
INTEGRATION_NODES = 48
_BATCH = 64


@dataclass(frozen=True)
class _Asked:
    """One picture `(c, h, w)`, the class asked about, what absence looks like, and the layer to look at."""

    module: nn.Module
    picture: Tensor
    target: int
    baseline: Tensor
    layer: nn.Module | None


Method = Callable[[_Asked], tuple[Tensor, float | None]]


def explain(
    module: nn.Module,
    batch: Tensor,
    methods: Sequence[str] = METHODS,
    targets: Sequence[int] | None = None,
    *,
    layer: str | None = None,
    baseline: Tensor | float = 0.0,
    seed: int = 0,
) -> list[Explanation]:
    """Explain each picture of a normalised batch `(b, c, h, w)` by each method, picture by picture.

    `targets` are class numbers, the predicted ones when None. `layer` names the convolution for Grad-CAM; by
    default the last one whose map is larger than 1 x 1. `baseline` is the normalised value of an absent
    pixel, broadcast to `(c, h, w)`; 0 is the mean colour of the training pictures.

    Raises:
        ModisteError: MOD-1317 for an unknown method or layer, a network without a fitting convolution, or a
            batch that is not `(b, c, h, w)` and finite; MOD-1313 for a target the network has no logit for.
    """
    unknown = [name for name in methods if name not in _METHODS]
    if unknown:
        _refuse(f"method '{unknown[0]}' is not known", f"Known: {', '.join(METHODS)}.")
    if batch.ndim != 4 or not batch.isfinite().all():
        _refuse(f"the batch {tuple(batch.shape)} is not (b, c, h, w) and finite", "Give normalised pictures.")
    was_training = module.training
    module.eval()
    try:
        with torch.inference_mode():
            logits = module(batch) if len(batch) else torch.empty(0, 1)
        chosen = logits.argmax(1).tolist() if targets is None else [int(target) for target in targets]
        if len(chosen) != len(batch):
            _refuse(f"{len(chosen)} targets for {len(batch)} pictures", "Give one target a picture.")
        for row, target in enumerate(chosen):
            if not 0 <= target < logits.shape[1]:
                raise ModisteError("MOD-1313", value=target, row=row, count=logits.shape[1])
        wanted = "grad_cam" in methods and len(batch) > 0
        seen = _layer(module, batch[:1], layer) if wanted else None
        made: list[Explanation] = []
        for index, target in enumerate(chosen):
            picture = batch[index].detach().float()
            absent = torch.as_tensor(baseline, dtype=picture.dtype, device=picture.device)
            asked = _Asked(module, picture, target, absent.expand_as(picture), seen)
            made += _explained(asked, methods, index, seed)
        return made
    finally:
        module.train(was_training)


def _explained(asked: _Asked, methods: Sequence[str], index: int, seed: int) -> list[Explanation]:
    maps: list[NDArray[np.float32]] = []
    notes: list[tuple[float, float | None]] = []
    for name in methods:
        started = time.perf_counter()
        attribution, residual = _METHODS[name](asked)
        maps.append(attribution.detach().cpu().float().numpy())
        notes.append((time.perf_counter() - started, residual))
    checked = faithfulness(asked.module, asked.picture, asked.target, maps, asked.baseline, seed + index)
    return [
        Explanation(name, index, asked.target, heat_of(attribution), attribution, faithful, seconds, residual)
        for name, attribution, faithful, (seconds, residual) in zip(
            methods, maps, checked, notes, strict=True
        )
    ]


def _grad_cam(asked: _Asked) -> tuple[Tensor, None]:
    """Selvaraju et al., Grad-CAM (ICCV 2017): maps weighted by their mean gradient, positive part."""
    assert asked.layer is not None
    caught: list[Tensor] = []

    def catch(_module: nn.Module, _inputs: object, output: Tensor) -> Tensor:
        caught.append(output)
        # The layers after it get a copy, for some activations work in place.
        return output.clone()

    hook = asked.layer.register_forward_hook(catch)
    try:
        with torch.enable_grad():
            inputs = asked.picture[None].clone().requires_grad_()
            score = asked.module(inputs)[0, asked.target]
            maps = caught[0]
            (gradient,) = torch.autograd.grad(score, maps)
    finally:
        hook.remove()
    weighted = (gradient.mean((2, 3), keepdim=True) * maps.detach()).sum(1, keepdim=True).relu().float()
    height, width = asked.picture.shape[1:]
    return F.interpolate(weighted, (height, width), mode="bilinear", align_corners=False)[0, 0], None


def _integrated_gradients(asked: _Asked) -> tuple[Tensor, float]:
    """Sundararajan, Taly and Yan (ICML 2017), the path integral by Gauss-Legendre quadrature.

    The residual is how far the attributions miss completeness, in logits.
    """
    nodes, weights = np.polynomial.legendre.leggauss(INTEGRATION_NODES)
    along = torch.from_numpy((nodes + 1) / 2).to(asked.picture)
    share = torch.from_numpy(weights / 2).to(asked.picture)
    change = asked.picture - asked.baseline
    total = torch.zeros_like(change)
    for some, parts in zip(torch.split(along, _BATCH), torch.split(share, _BATCH), strict=True):
        with torch.enable_grad():
            inputs = (asked.baseline + some.view(-1, 1, 1, 1) * change).requires_grad_()
            score = asked.module(inputs)[:, asked.target].sum()
            (gradient,) = torch.autograd.grad(score, inputs)
        total += (gradient * parts.view(-1, 1, 1, 1)).sum(0)
    attribution = (total * change).sum(0)
    with torch.inference_mode():
        ends = asked.module(torch.stack([asked.picture, asked.baseline]))[:, asked.target].double()
    residual = abs(float(attribution.double().sum()) - float(ends[0] - ends[1]))
    return attribution, residual


@torch.inference_mode()
def _occlusion(asked: _Asked) -> tuple[Tensor, None]:
    """Zeiler and Fergus (ECCV 2014): the mean fall of the logit over the windows that hide each pixel.

    Windows are a sixth of each side (at least 2 pixels) and overlap by half.
    """
    height, width = asked.picture.shape[1:]
    windows = [
        (slice(top, top + tall), slice(left, left + wide))
        for top, tall in _windows(height)
        for left, wide in _windows(width)
    ]
    whole = asked.module(asked.picture[None])[0, asked.target]
    fall, times = torch.zeros(height, width), torch.zeros(height, width)
    for start in range(0, len(windows), _BATCH):
        some = windows[start : start + _BATCH]
        hidden = asked.picture.repeat(len(some), 1, 1, 1)
        for row, (rows, columns) in enumerate(some):
            hidden[row, :, rows, columns] = asked.baseline[:, rows, columns]
        falls = (whole - asked.module(hidden)[:, asked.target]).float().cpu()
        for (rows, columns), value in zip(some, falls, strict=True):
            fall[rows, columns] += value
            times[rows, columns] += 1
    return fall / times, None


def _windows(side: int) -> list[tuple[int, int]]:
    """First pixel and length of each window along a side; together they cover it."""
    length = min(side, max(2, round(side / 6)))
    starts = list(range(0, side - length + 1, max(1, length // 2)))
    if starts[-1] != side - length:
        starts.append(side - length)
    return [(start, length) for start in starts]


def _layer(module: nn.Module, picture: Tensor, name: str | None) -> nn.Module:
    """The named layer, or the last convolution to run whose map is larger than one pixel."""
    named = dict(module.named_modules())
    if name is not None and name not in named:
        convolutions = [key for key, layer in named.items() if isinstance(layer, nn.Conv2d)]
        _refuse(
            f"the network has no layer '{name}'", f"Its convolutions: {', '.join(convolutions) or 'none'}."
        )
    sizes: list[tuple[nn.Module, torch.Size]] = []

    def note(layer: nn.Module, _inputs: object, output: object) -> None:
        if isinstance(output, Tensor):
            sizes.append((layer, output.shape))

    watched = (
        [layer for layer in named.values() if isinstance(layer, nn.Conv2d)] if name is None else [named[name]]
    )
    hooks = [layer.register_forward_hook(note) for layer in watched]
    try:
        with torch.inference_mode():
            module(picture)
    finally:
        for hook in hooks:
            hook.remove()
    fitting = [layer for layer, shape in sizes if len(shape) == 4 and shape[2] * shape[3] > 1]
    if not fitting:
        _refuse(
            "Grad-CAM needs a convolution whose map is larger than one pixel",
            "Ask for integrated_gradients or occlusion instead.",
        )
    return fitting[-1]


def _refuse(what: str, remedy: str) -> NoReturn:
    raise ModisteError("MOD-1317", what=what, remedy=remedy)


_METHODS: Mapping[str, Method] = {
    "grad_cam": _grad_cam,
    "integrated_gradients": _integrated_gradients,
    "occlusion": _occlusion,
}
