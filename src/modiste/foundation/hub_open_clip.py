"""open_clip's configurations in transformers' words.

Knows `model_cfg` as open_clip (model.py, transformer.py, timm_model.py) reads it; open_clip itself needs
torchvision and is not needed. Two architectures are known: CLIP with open_clip's own towers, and SigLIP with
timm's picture tower. What is not known is refused, never passed over.
"""

import re
from typing import Any

from modiste.foundation.hub_folder import Folder

_IDLE = {  # of training, or of names only
    *("timm_model_pretrained", "timm_drop", "timm_drop_path", "patch_dropout", "output_tokens"),
    *("hf_tokenizer_name", "hf_model_pretrained", "tokenizer_kwargs", "timm_proj_bias", "pad_id", "eos_id"),
    *("attn_pooler_queries", "attn_pooler_heads"),
}
_SHAPE = {"width", "heads", "layers", "mlp_ratio", "context_length", "vocab_size", "image_size", "patch_size"}
_READ = {"head_width", "timm_model_name", "timm_model_kwargs", "timm_pool", "timm_proj", "act_kwargs"} | {
    *("norm_kwargs", "no_causal_mask", "pool_type", "proj_bias"),
}
_USUAL: tuple[object, ...] = (None, False, "", {}, "default", "clip", "learnable")
_TIMM = re.compile(r"vit_(base|large|so400m|giantopt)_patch(\d+)_siglip_(\d+)(?:\.\w+)?")
# Width, depth, heads, widening of timm's functions of these names.
_TRUNKS = {
    "base": (768, 12, 12, 4.0),
    "large": (1024, 24, 16, 4.0),
    "so400m": (1152, 27, 16, 3.7362),
    "giantopt": (1536, 40, 16, 4.0),
}
# Which of them timm builds with the tanh form of GELU.
_TANH = re.compile(r"vit_(base_patch32_|large_patch16_siglip_512|so400m_patch16_|giantopt_)")


def sizes_of(folder: Folder, model: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The kind of network, "clip" or "siglip", and its configuration as transformers would write it.

    Args:
        folder: Of the hub.
        model: `model_cfg` of `open_clip_config.json`.

    Raises:
        ModisteError: MOD-1903 for an architecture or an option that is not known here.
    """
    text, vision = model.get("text_cfg"), model.get("vision_cfg")
    if not isinstance(text, dict) or not isinstance(vision, dict):
        raise folder.refusal("open_clip_config.json lacks model_cfg with vision_cfg and text_cfg")
    strange = sorted(
        key
        for part in (text, vision)
        for key, value in part.items()
        if key not in _IDLE | _SHAPE | _READ and value not in _USUAL
    )
    if strange:
        raise folder.refusal(f"its open_clip configuration has {strange[0]}, which is not known here")
    siglip = bool(vision.get("timm_model_name"))
    _same(folder, text, {"no_causal_mask": siglip, "proj_bias": siglip})
    _same(folder, vision, {"pool_type": "tok"}, "tok")
    _same(folder, text, {"pool_type": "last" if siglip else ("argmax", "eos")}, "argmax")
    gelu = "quick_gelu" if model.get("quick_gelu") is True else "gelu"
    said_text: dict[str, Any] = {
        "hidden_size": text.get("width", 512),
        "num_hidden_layers": text.get("layers", 12),
        "num_attention_heads": text.get("heads", 8),
        "intermediate_size": _widened(folder, text.get("width", 512), text.get("mlp_ratio", 4.0)),
        "vocab_size": text.get("vocab_size", 49408),
        "max_position_embeddings": text.get("context_length", 77),
        "layer_norm_eps": (text.get("norm_kwargs") or {}).get("eps", 1e-5),
        "hidden_act": _activation(text, gelu),
        # transformers looks for the highest number where this is 2, as open_clip does by "argmax".
        "eos_token_id": text.get("eos_id") if text.get("pool_type") == "eos" else 2,
    }
    dimension = model.get("embed_dim")
    if siglip:
        said_text["projection_size"] = dimension
        return "siglip", {"text_config": said_text, "vision_config": _trunk(folder, vision)}
    width = vision.get("width", 768)
    said_vision = {
        "hidden_size": width,
        "num_hidden_layers": vision.get("layers", 12),
        "num_attention_heads": _divided(folder, width, vision.get("head_width", 64)),
        "intermediate_size": _widened(folder, width, vision.get("mlp_ratio", 4.0)),
        "image_size": _square(vision.get("image_size", 224)),
        "patch_size": _square(vision.get("patch_size", 16)),
        "layer_norm_eps": (vision.get("norm_kwargs") or {}).get("eps", 1e-5),
        "hidden_act": _activation(vision, gelu),
    }
    return "clip", {"text_config": said_text, "vision_config": said_vision, "projection_dim": dimension}


def _trunk(folder: Folder, vision: dict[str, Any]) -> dict[str, Any]:
    """Timm's picture tower, with what `timm_model_kwargs` changes of it."""
    name = str(vision["timm_model_name"])
    found = _TIMM.fullmatch(name)
    if not found:
        raise folder.refusal(f"its picture tower is timm's {name!r}; only vit_*_siglip_* are known here")
    _same(folder, vision, {"timm_pool": "map", "timm_proj": ("none", "")})
    width, depth, heads, ratio = _TRUNKS[found[1]]
    usual = {"embed_dim": width, "depth": depth, "num_heads": heads, "mlp_ratio": ratio}
    usual |= {"img_size": int(found[3]), "patch_size": int(found[2])}
    changes = vision.get("timm_model_kwargs") or {}
    if not isinstance(changes, dict) or changes.keys() - usual.keys():
        raise folder.refusal(f"timm_model_kwargs is {changes!r}; known are {', '.join(usual)}")
    usual |= changes
    if _square(vision.get("image_size", 224)) != _square(usual["img_size"]):
        raise folder.refusal("its pictures have another size than its picture tower sees")
    return {
        "hidden_size": usual["embed_dim"],
        "num_hidden_layers": usual["depth"],
        "num_attention_heads": usual["num_heads"],
        "intermediate_size": _widened(folder, usual["embed_dim"], usual["mlp_ratio"]),
        "image_size": _square(usual["img_size"]),
        "patch_size": _square(usual["patch_size"]),
        "layer_norm_eps": 1e-6,
        "hidden_act": "gelu_pytorch_tanh" if _TANH.match(name) else "gelu",
    }


def _same(folder: Folder, part: dict[str, Any], wanted: dict[str, Any], usual: object = False) -> None:
    for key, value in wanted.items():
        got = part.get(key, usual)
        if got not in (value if isinstance(value, tuple) else (value,)):
            raise folder.refusal(f"{key} of its open_clip configuration is {got!r}, which is not known here")


def _activation(part: dict[str, Any], usual: str) -> str:
    said = part.get("act_kwargs") or {}
    return "gelu_pytorch_tanh" if said == {"approximate": "tanh"} else usual if said == {} else str(said)


def _square(size: Any) -> Any:
    return size[0] if isinstance(size, list) and len(size) == 2 and size[0] == size[1] else size


def _widened(folder: Folder, width: Any, ratio: Any) -> int:
    if isinstance(width, int) and isinstance(ratio, int | float) and 0 < ratio <= 16:
        return int(width * ratio)
    raise folder.refusal(f"a width of {width!r} times {ratio!r} is no size")


def _divided(folder: Folder, width: Any, by: Any) -> int:
    if isinstance(width, int) and isinstance(by, int) and 0 < by <= width:
        return width // by
    raise folder.refusal(f"a width of {width!r} has no heads of {by!r}")


def cleaning(folder: Folder, text: dict[str, Any]) -> str:
    """What open_clip does to a text before the tokenizer, see `hub_words`.

    Raises:
        ModisteError: MOD-1903 where the tokenizer is asked for something that is not known here.
    """
    asked = text.get("tokenizer_kwargs") or {}
    if not isinstance(asked, dict) or any(value for key, value in asked.items() if key != "clean"):
        raise folder.refusal(f"tokenizer_kwargs is {asked!r}; known is clean")
    # open_clip's own tokenizer, used where no other is named, lowers; the hub's do not.
    return f"open_clip:{asked.get('clean') or ('whitespace' if text.get('hf_tokenizer_name') else 'lower')}"
