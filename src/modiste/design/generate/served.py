"""The part of a trained network that is served, as an ONNX graph.

Knows torch; nothing else in this room that serves does.
"""

from typing import Any, cast

import torch
from torch import Tensor, nn

from modiste.garment import ModisteError
from modiste.learning import Recipe, halved, tidy, traced


def served_graph(module: nn.Module, recipe: Recipe, labels: int) -> tuple[bytes, int]:
    """The graph of a pair's generator, or of a flow's field, with weights in 16 bits; and its opset.

    Raises:
        ModisteError: MOD-1325 for a network that is neither, or that torch cannot trace.
    """
    spec = recipe.input
    network = module.cpu().float().eval()
    wish = torch.zeros(2, labels)
    if hasattr(network, "generator"):
        source = cast(Any, network.generator)
        style = source.start.in_features
        examples = {
            "latent": torch.ones(2, source.latent),
            "wish": wish,
            "change": torch.zeros(2, source.levels, style),
        }
        body = traced(_Changed(source), examples, ("picture", "style"), recipe)
    elif hasattr(network, "paint"):
        picture = torch.zeros(2, spec.channels, spec.height, spec.width)
        body = traced(
            network, {"picture": picture, "time": torch.zeros(2), "wish": wish}, ("velocity",), recipe
        )
    else:
        reason = f"{type(network).__name__} generates nothing"
        raise ModisteError("MOD-1325", name=recipe.name, reason=reason)
    graph = halved(tidy(body))
    return graph.SerializeToString(), graph.opset_import[0].version


class _Changed(nn.Module):
    """A generator whose styles can be changed, level by level."""

    def __init__(self, generator: nn.Module) -> None:
        super().__init__()
        self.generator = generator

    def forward(self, latent: Tensor, wish: Tensor, change: Tensor) -> tuple[Tensor, Tensor]:
        generator = cast(Any, self.generator)
        style = generator.styles(latent, wish)
        changed = style[:, None] + change
        return generator.painted(changed.unbind(1)), style
