"""The networks of model hubs, CLIP and SigLIP: built by transformers' code, filled from safetensors.

Knows tensors. Nothing is believed: the network is drawn up without memory, and every tensor of the file is
compared with it by name and shape before one is read. No file chooses code: the two networks are named here.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor, nn
from transformers import CLIPConfig, CLIPModel, SiglipConfig, SiglipModel

from modiste.foundation.hub_folder import Folder
from modiste.foundation.hub_sizes import Sizes

_TENSORS = 20_000
_IDLE = ("text_model.embeddings.position_ids", "vision_model.embeddings.position_ids", "logit_bias")
"""Counted numbers that older files keep among the weights, and what moves no vector."""


@dataclass(frozen=True)
class Made:
    """How one tensor of the network is made of tensors of a file: their names, and what joins them."""

    of: tuple[str, ...]
    by: Callable[..., Tensor] = lambda tensor: tensor


def load(
    folder: Folder,
    sizes: Sizes,
    files: Sequence[Path],
    made: Mapping[str, Made] | None = None,
    prefix: str = "",
) -> nn.Module:
    """The network with its weights in float32, ready to judge.

    Args:
        folder: Of the hub.
        sizes: Checked ones.
        files: safetensors.
        made: How each tensor is made of the files'; as they are named there, where it is not given.
        prefix: Of all names in the files.

    Raises:
        ModisteError: MOD-1903 where files and network do not agree to the last tensor, or one is not finite.
    """
    with _opened(folder, files, prefix) as there:
        with torch.device("meta"):
            network = _built(sizes)
        wanted = network.state_dict()
        made = made or {name: Made((name,)) for name in wanted}
        used = {part for each in made.values() for part in each.of}
        unused = sorted(there.keys() - used - set(_IDLE))
        missing = sorted(used - there.keys())
        if missing or unused or made.keys() != wanted.keys():
            told = f"lack {missing[0]}" if missing else f"also hold {unused[0]}" if unused else "are others"
            raise folder.refusal(f"its weights {told}; they are not those of the {sizes.kind} it describes")
        for name, each in made.items():
            _compare(folder, name, each, there, wanted[name].shape)
        state = {name: _read(folder, name, each, there) for name, each in made.items()}
    network.load_state_dict(state, strict=True, assign=True)
    for name, buffer in list(network.named_buffers()):
        owner, _, own = name.rpartition(".")
        if own != "position_ids":
            raise folder.refusal(f"its network keeps {name}, which is not known here")
        network.get_submodule(owner).position_ids = torch.arange(buffer.shape[-1]).expand((1, -1))
    return network.requires_grad_(False).eval()


def names_in(folder: Folder, files: Sequence[Path], prefix: str = "") -> set[str]:
    """The names of all tensors in the files, without the prefix that all of them have.

    Raises:
        ModisteError: MOD-1903 for a file that is damaged.
    """
    with _opened(folder, files, prefix) as there:
        return set(there)


def _built(sizes: Sizes) -> nn.Module:
    # Tokens that only writing texts would need; transformers warns of its own defaults.
    text = {"bos_token_id": None, "pad_token_id": None, "eos_token_id": None, **sizes.text}
    towers = {"text_config": text, "vision_config": sizes.vision}
    made: nn.Module
    if sizes.kind == "clip":
        made = CLIPModel(CLIPConfig(**towers, projection_dim=sizes.dimension))
    else:
        made = SiglipModel(SiglipConfig(**towers))
    return made


@dataclass(frozen=True)
class _Held:
    """A tensor in a file: the open file, its name there, shape and type."""

    file: Any
    name: str
    shape: tuple[int, ...]
    type: str


@contextmanager
def _opened(folder: Folder, files: Sequence[Path], prefix: str = "") -> Iterator[dict[str, _Held]]:
    """What the files hold, by name without the prefix that all have; no tensor is read yet."""
    there: dict[str, _Held] = {}
    for path in files:
        try:
            file: Any = safe_open(path, framework="pt")
            names = list(file.keys())
            if len(there) + len(names) > _TENSORS:
                raise folder.refusal(f"{path.name} holds {len(names)} tensors")
            for name in names:
                held = file.get_slice(name)
                if name in there:
                    raise folder.refusal(f"two of its files hold {name}")
                there[name] = _Held(file, name, tuple(held.get_shape()), str(held.get_dtype()))
        except (SafetensorError, OSError) as error:
            raise folder.refusal(f"{path.name} is damaged: {str(error)[:120]}") from None
    if prefix and all(name.startswith(prefix) for name in there):
        there = {name.removeprefix(prefix): held for name, held in there.items()}
    yield there


def _compare(folder: Folder, name: str, made: Made, there: Mapping[str, _Held], shape: torch.Size) -> None:
    """Whether a tensor of the network can be made of the files': by shapes alone, none is read."""
    for part in made.of:
        if there[part].type not in ("F32", "F16", "BF16"):
            raise folder.refusal(f"{part} of its weights is of type {there[part].type}")
    try:
        got = made.by(*(torch.empty(there[part].shape, device="meta") for part in made.of)).shape
    except (RuntimeError, IndexError):
        got = None
    if got != shape:
        found = " and ".join(str(there[part].shape) for part in made.of)
        raise folder.refusal(
            f"{made.of[0]} of its weights has the shape {found} where {tuple(shape)} is described"
        )


def _read(folder: Folder, name: str, made: Made, there: Mapping[str, _Held]) -> Tensor:
    try:
        parts = [there[part].file.get_tensor(there[part].name).to(torch.float32) for part in made.of]
    except (SafetensorError, OSError) as error:
        raise folder.refusal(f"{made.of[0]} cannot be read: {str(error)[:120]}") from None
    tensor = made.by(*parts).contiguous().clone()
    if not math.isfinite(float(tensor.sum())):
        raise folder.refusal(f"{name} of its weights is not finite")
    return tensor
