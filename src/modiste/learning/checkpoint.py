"""A training run's memory on disk: one safetensors file, written whole or not at all.

Knows tensors and a small JSON note; what they mean is `fit`'s.
"""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn


def write_tensors(path: Path, tensors: Mapping[str, Tensor], note: Mapping[str, Any]) -> None:
    """Write tensors and a note so that a reader, or a machine after a crash, sees the old file or the new."""
    partial = path.with_name(path.name + ".partial")
    whole = {name: tensor.detach().cpu().contiguous().clone() for name, tensor in tensors.items()}
    save_file(whole, str(partial), metadata={"note": json.dumps(note)})
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(path)


def read_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """What `write_tensors` wrote. Raises OSError or ValueError when it is missing or damaged."""
    try:
        with safe_open(str(path), framework="pt") as file:
            note = (file.metadata() or {}).get("note", "{}")
            return {name: file.get_tensor(name) for name in file.keys()}, json.loads(note)  # noqa: SIM118
    except SafetensorError as error:
        raise ValueError(f"{path} is not a whole safetensors file: {error}") from None


def write_text(path: Path, text: str) -> None:
    """Write text whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def optimiser_tensors(optimisers: Sequence[torch.optim.Optimizer]) -> dict[str, Tensor]:
    """Every optimiser's state, flattened to `optimiser.index.parameter.name`."""
    flat: dict[str, Tensor] = {}
    for index, optimiser in enumerate(optimisers):
        for number, parameter in enumerate(_parameters(optimiser)):
            for name, value in optimiser.state[parameter].items():
                if value is not None:
                    flat[f"optimiser.{index}.{number}.{name}"] = torch.as_tensor(value)
    return flat


def restore_optimisers(optimisers: Sequence[torch.optim.Optimizer], tensors: Mapping[str, Tensor]) -> None:
    """Give every optimiser back its state, in each parameter's own memory layout."""
    for key, value in tensors.items():
        if not key.startswith("optimiser."):
            continue
        _, index, number, name = key.split(".", 3)
        parameter = _parameters(optimisers[int(index)])[int(number)]
        if value.shape == parameter.shape:
            value = torch.empty_like(parameter).copy_(value)  # noqa: PLW2901 - the same value, laid out anew
        optimisers[int(index)].state[parameter][name] = value


def _parameters(optimiser: torch.optim.Optimizer) -> list[nn.Parameter]:
    return [parameter for group in optimiser.param_groups for parameter in group["params"]]
