"""How large an encoder of a model hub is: a configuration's numbers, bounded before anything is built.

Knows transformers' names and defaults for CLIP and SigLIP.
"""

from dataclasses import dataclass
from typing import Any

from modiste.foundation.hub_folder import Folder

_BOUNDS = {  # of one tower, inclusive; the largest public ones have about half of it
    "hidden_size": (1, 4096),
    "intermediate_size": (1, 32_768),
    "num_hidden_layers": (1, 96),
    "num_attention_heads": (1, 96),
    "vocab_size": (2, 1_000_000),
    "max_position_embeddings": (2, 1024),
    "image_size": (1, 1024),
    "patch_size": (1, 1024),
    "projection_dim": (1, 8192),
    "projection_size": (1, 8192),
    "eos_token_id": (0, 1_000_000),
    "layer_norm_eps": (1e-12, 1e-2),
}
_ACTIVATIONS = ("gelu", "gelu_pytorch_tanh", "quick_gelu")
_TOWERS = {
    "text_config": (
        *("hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "vocab_size"),
        *("max_position_embeddings", "eos_token_id", "layer_norm_eps", "hidden_act"),
    ),
    "vision_config": (
        *("hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads"),
        *("image_size", "patch_size", "layer_norm_eps", "hidden_act"),
    ),
}


@dataclass(frozen=True)
class Sizes:
    """What a network is made of: its kind, "clip" or "siglip", its two towers, its dimension."""

    kind: str
    text: dict[str, Any]
    vision: dict[str, Any]
    dimension: int


def checked(folder: Folder, kind: str, said: dict[str, Any]) -> Sizes:
    """A configuration in transformers' words, with transformers' defaults, its numbers bounded.

    Raises:
        ModisteError: MOD-1903 for a number out of bounds or a part that is not known here.
    """
    from transformers import CLIPConfig, SiglipConfig  # noqa: PLC0415

    quiet = {"bos_token_id": None, "eos_token_id": None}  # SigLIP looks for neither
    defaults: Any = CLIPConfig() if kind == "clip" else SiglipConfig(text_config=quiet)
    towers = {}
    for tower, fields in _TOWERS.items():
        given = said.get(f"{tower}_dict") or said.get(tower) or {}
        if not isinstance(given, dict):
            raise folder.refusal(f"{tower} of its configuration holds no JSON object")
        usual = getattr(defaults, tower)
        towers[tower] = {
            field: _bounded(folder, f"{tower}.{field}", given.get(field, getattr(usual, field)))
            for field in fields
            if field != "eos_token_id" or kind == "clip"
        }
        if towers[tower]["hidden_size"] % towers[tower]["num_attention_heads"]:
            raise folder.refusal(f"{tower}.hidden_size is no multiple of num_attention_heads")
        if given.get("num_channels", 3) != 3 or given.get("vision_use_head", True) is not True:
            raise folder.refusal(f"{tower} sees other than 3 channels, or has no head")
    text, vision = towers["text_config"], towers["vision_config"]
    if vision["patch_size"] > vision["image_size"]:
        raise folder.refusal("its patches are larger than its pictures")
    if kind == "clip":
        usual_dimension = said.get("projection_dim", defaults.projection_dim)
        dimension = _bounded(folder, "projection_dim", usual_dimension)
    else:
        asked = (said.get("text_config") or {}).get("projection_size") or text["hidden_size"]
        dimension = text["projection_size"] = _bounded(folder, "text_config.projection_size", asked)
        if dimension != vision["hidden_size"]:
            raise folder.refusal(
                f"its words have {dimension} numbers and its pictures {vision['hidden_size']}"
            )
    return Sizes(kind, text, vision, dimension)


def _bounded(folder: Folder, name: str, value: Any) -> Any:
    field = name.rpartition(".")[2]
    if field == "hidden_act":
        if value not in _ACTIVATIONS:
            raise folder.refusal(f"{name} is {value!r}; known are {', '.join(_ACTIVATIONS)}")
        return value
    low, high = _BOUNDS[field]
    real = isinstance(value, int) or (isinstance(value, float) and field == "layer_norm_eps")
    if isinstance(value, bool) or not real or not low <= value <= high:
        raise folder.refusal(f"{name} is {value!r}, not a number from {low} to {high}")
    return value
