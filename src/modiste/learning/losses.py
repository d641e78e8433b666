"""What training makes small: losses as functions of logits and targets, by name.

Knows mathematics only; which network made the logits, and when steps are taken, is told elsewhere.
"""

from collections.abc import Callable, Mapping

import torch
from torch import Tensor
from torch.nn import functional as F

Loss = Callable[[Tensor, Tensor], Tensor]


def cross_entropy(logits: Tensor, targets: Tensor, *, label_smoothing: float = 0.0) -> Tensor:
    """Mean of -log softmax(logits)[target], targets softened towards uniform by `label_smoothing`."""
    return F.cross_entropy(logits, targets, label_smoothing=label_smoothing)


def mse(logits: Tensor, targets: Tensor) -> Tensor:
    """Mean squared distance of softmax(logits) from the one-hot targets (the Brier score over classes)."""
    return F.mse_loss(logits.softmax(1), F.one_hot(targets, logits.shape[1]).to(logits.dtype))


def focal(logits: Tensor, targets: Tensor, *, gamma: float = 2.0) -> Tensor:
    """Cross-entropy weighted by (1 - p)^gamma (Lin et al., Focal Loss, ICCV 2017)."""
    log_p = F.log_softmax(logits, 1).gather(1, targets[:, None]).squeeze(1)
    return -((1 - log_p.exp()) ** gamma * log_p).mean()


def binary_cross_entropy(logits: Tensor, targets: Tensor) -> Tensor:
    """One independent yes or no a class (one against the rest)."""
    return F.binary_cross_entropy_with_logits(logits, F.one_hot(targets, logits.shape[1]).to(logits.dtype))


def contrastive(first: Tensor, second: Tensor, *, temperature: float = 0.1) -> Tensor:
    """Pull two views `(b, d)` of the same example together against the batch (Chen et al., SimCLR, 2020)."""
    views = F.normalize(torch.cat((first, second)), dim=1)
    similarity = views @ views.T / temperature
    similarity.fill_diagonal_(float("-inf"))
    partner = torch.arange(len(views)).roll(len(first))
    return F.cross_entropy(similarity, partner)


def distillation(student: Tensor, teacher: Tensor, *, temperature: float = 4.0) -> Tensor:
    """Kullback-Leibler divergence of softened outputs, scaled by T^2 (Hinton et al., 2015)."""
    soft_student = F.log_softmax(student / temperature, 1)
    soft_teacher = F.log_softmax(teacher / temperature, 1)
    return F.kl_div(soft_student, soft_teacher, reduction="batchmean", log_target=True) * temperature**2


LOSSES: Mapping[str, Callable[..., Tensor]] = {
    "cross_entropy": cross_entropy,
    "mse": mse,
    "focal": focal,
    "binary_cross_entropy": binary_cross_entropy,
}
