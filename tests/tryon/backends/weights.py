"""Small weights in the published layout, each number of a formula: no chance, nothing fetched."""

from pathlib import Path

import torch
from safetensors.torch import save_file

from modiste.tryon.backends.fashn_network import FashnNetwork, Shape

SMALL = Shape(hidden=64, heads=2, mixers=1, doubles=2, singles=2, mlp=256)
CANVAS = (72, 48)


def formula(shape: Shape = SMALL) -> dict[str, torch.Tensor]:
    """Every tensor of such a network."""
    made = {}
    for number, (name, tensor) in enumerate(FashnNetwork(shape).state_dict().items()):
        place = torch.arange(tensor.numel(), dtype=torch.float64)
        wave = (0.15 * torch.sin(1.7 * place + number)).float().reshape(tensor.shape)
        made[name] = wave + (1.0 if name.endswith("scale") else 0.0)
    return made


def write_weights(folder: Path, licence: str = "apache-2.0", **changed: torch.Tensor) -> Path:
    """A folder as FASHN publishes it, with a model card."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({**formula(), **changed}, folder / "model.safetensors")
    if licence:
        (folder / "README.md").write_text(f"---\nlicense: {licence}\ntags:\n- try-on\n---\n# Weights\n")
    return folder
