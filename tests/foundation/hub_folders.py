"""Tiny folders as a model hub has them, with random weights, written here: nothing is fetched."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WORDS = ["a", "red", "dress", "blue", "coat", "long", "sleeved", "shirt", "with", "stripes", "black"]
SIDE = 32
CLIP_SEEN = {
    "crop_size": {"height": SIDE, "width": SIDE},
    "do_center_crop": True,
    "do_normalize": True,
    "do_rescale": True,
    "do_resize": True,
    "image_mean": [0.48145466, 0.4578275, 0.40821073],
    "image_std": [0.26862954, 0.26130258, 0.27577711],
    "resample": 3,
    "size": {"shortest_edge": SIDE},
}
SIGLIP_SEEN = {
    "do_normalize": True,
    "do_rescale": True,
    "do_resize": True,
    "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5],
    "resample": 3,
    "size": {"height": SIDE, "width": SIDE},
}
TINY = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2}
README = "---\nlicense: apache-2.0\nlanguage:\n- en\ntags: [fashion]\n---\n# A tiny one\n"


def write_tokenizer(folder: Path, *, begin: bool) -> int:
    """Whole words, ended (and begun) as the kind is; returns how many there are, the last the end's."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    names = ["<unk>", "<begin>", *WORDS, "<end>"]
    tokenizer = Tokenizer(models.WordLevel({name: row for row, name in enumerate(names)}, "<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    if begin:
        tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<begin> $A <end>" if begin else "$A <end>",
        special_tokens=[("<begin>", 1), ("<end>", len(names) - 1)],
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(json.dumps({"pad_token": {"content": "<end>"}}))
    return len(names)


def write_transformers(
    folder: Path, kind: str, shard: str = "1GB", text: dict[str, Any] | None = None
) -> Any:
    """Write a tiny CLIP or SigLIP in transformers' layout; returns the network."""
    import torch
    from transformers import CLIPConfig, CLIPModel, SiglipConfig, SiglipModel

    folder.mkdir()
    tokens = write_tokenizer(folder, begin=kind == "clip")
    seen = {**TINY, "image_size": SIDE, "patch_size": 16}
    read = {
        **TINY,
        "vocab_size": tokens,
        "max_position_embeddings": 8,
        "eos_token_id": tokens - 1,
        **(text or {}),
    }
    torch.manual_seed(3)
    if kind == "clip":
        network = CLIPModel(CLIPConfig(text_config=read, vision_config=seen, projection_dim=24))
    else:
        network = SiglipModel(SiglipConfig(text_config=read, vision_config=seen))
    with torch.no_grad():
        for tensor in network.parameters():
            tensor.copy_(torch.randn_like(tensor) * 0.2)
    network.eval().save_pretrained(folder, max_shard_size=shard)
    said = CLIP_SEEN if kind == "clip" else SIGLIP_SEEN
    (folder / "preprocessor_config.json").write_text(json.dumps(said))
    (folder / "README.md").write_text(README)
    return network


WEIGHTS = "open_clip_model.safetensors"
OPEN_CLIP: dict[str, dict[str, Any]] = {
    "clip": {
        "embed_dim": 24,
        "vision_cfg": {"image_size": SIDE, "layers": 2, "width": 32, "patch_size": 16, "head_width": 16},
        "text_cfg": {"context_length": 8, "width": 48, "heads": 3, "layers": 2},
    },
    "siglip": {
        "embed_dim": 32,
        "init_logit_bias": -10,
        "custom_text": True,
        "vision_cfg": {
            "image_size": SIDE,
            "timm_model_name": "vit_base_patch16_siglip_224",
            "timm_model_pretrained": False,
            "timm_pool": "map",
            "timm_proj": "none",
            "timm_model_kwargs": {"img_size": SIDE, "embed_dim": 32, "depth": 2, "num_heads": 2},
        },
        "text_cfg": {
            "context_length": 8,
            "hf_tokenizer_name": "tiny/tiny",
            "tokenizer_kwargs": {"clean": "canonicalize"},
            "width": 32,
            "heads": 4,
            "layers": 2,
            "no_causal_mask": True,
            "proj_bias": True,
            "pool_type": "last",
            "norm_kwargs": {"eps": 1e-6},
        },
    },
}


def write_open_clip(folder: Path, kind: str, tensors: dict[str, Any], model: dict[str, Any]) -> None:
    """Write tensors under open_clip's names with their configuration."""
    from safetensors.torch import save_file

    folder.mkdir()
    model["text_cfg"]["vocab_size"] = write_tokenizer(folder, begin=kind == "clip")
    seen = {"mean": [0.5] * 3, "std": [0.5] * 3, "interpolation": "bicubic", "resize_mode": "squash"}
    if kind == "clip":
        seen = {"mean": CLIP_SEEN["image_mean"], "std": CLIP_SEEN["image_std"]}
    said = {"model_cfg": model, "preprocess_cfg": seen}
    (folder / "open_clip_config.json").write_text(json.dumps(said))
    save_file({key: value.contiguous().clone() for key, value in tensors.items()}, folder / WEIGHTS)
    (folder / "README.md").write_text("# No front matter\n")


def noise() -> list[NDArray[np.uint8]]:
    """Three pictures: of the size that tiny networks see, tall, and wide."""
    chance = np.random.default_rng(5)
    return [chance.integers(0, 256, (*size, 3), np.uint8) for size in ((32, 32), (75, 41), (50, 133))]
