"""What generative networks share: pictures as patches, and what is wanted of each as shares of labels.

Knows shapes only.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def as_patches(x: Tensor, patch: int) -> Tensor:
    """Pictures `(b, c, h, w)` as `(b, c * patch^2, h / patch, w / patch)`, padded to fit."""
    pad = [-side % patch for side in x.shape[-2:]]
    return F.pixel_unshuffle(F.pad(x, (0, pad[1], 0, pad[0])) if any(pad) else x, patch)


def as_pictures(x: Tensor, patch: int, size: tuple[int, int]) -> Tensor:
    """The reverse of `as_patches`, cut to `size`."""
    return F.pixel_shuffle(x, patch)[..., : size[0], : size[1]]


def shares(targets: Tensor, labels: int) -> Tensor:
    """Classes `(b,)` as rows of zeros and a one; rows `(b, labels)` as they are."""
    if targets.ndim == 2:
        return targets
    return F.one_hot(targets, labels).to(torch.float32)
