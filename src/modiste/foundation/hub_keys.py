"""Of which tensors of open_clip's each tensor of transformers' is made.

Knows the names that open_clip (model.py, transformer.py) and timm (vision_transformer.py, attention_pool.py)
give their tensors; whether shapes agree is seen where they are read.
"""

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from modiste.foundation.hub_network import Made


def key_map(kind: str, text_layers: int, vision_layers: int, names: set[str]) -> dict[str, Made]:
    """Of which of open_clip's tensors each of transformers' is made.

    Args:
        kind: "clip" or "siglip".
        text_layers: Of the text tower.
        vision_layers: Of the picture tower.
        names: In the file; towers of words stand below "text." in some.
    """
    text = "text." if any(name.startswith("text.") for name in names) else ""
    made = {"logit_scale": Made(("logit_scale",), _one if kind == "siglip" else _none)}
    made["text_model.embeddings.token_embedding.weight"] = Made((f"{text}token_embedding.weight",))
    made["text_model.embeddings.position_embedding.weight"] = Made((f"{text}positional_embedding",))
    made.update(_norm("text_model.final_layer_norm", f"{text}ln_final"))
    for layer in range(text_layers):
        made.update(_block(f"text_model.encoder.layers.{layer}", f"{text}transformer.resblocks.{layer}"))
    if kind == "siglip":
        made["logit_bias"] = Made(("logit_bias",), _one)
        made.update(_norm("text_model.head", f"{text}text_projection"))
        made.update(_siglip_vision("visual.trunk", vision_layers))
        return made
    made["text_projection.weight"] = Made((f"{text}text_projection",), _turned)
    made["visual_projection.weight"] = Made(("visual.proj",), _turned)
    vision = "vision_model"
    made[f"{vision}.embeddings.class_embedding"] = Made(("visual.class_embedding",))
    made[f"{vision}.embeddings.patch_embedding.weight"] = Made(("visual.conv1.weight",))
    made[f"{vision}.embeddings.position_embedding.weight"] = Made(("visual.positional_embedding",))
    made.update(_norm(f"{vision}.pre_layrnorm", "visual.ln_pre"))
    made.update(_norm(f"{vision}.post_layernorm", "visual.ln_post"))
    for layer in range(vision_layers):
        made.update(_block(f"{vision}.encoder.layers.{layer}", f"visual.transformer.resblocks.{layer}"))
    return made


def _siglip_vision(trunk: str, layers: int) -> Iterator[tuple[str, Made]]:
    """Timm's ViT with a pool that attends: its patches have no class token."""
    vision, pool = "vision_model", f"{trunk}.attn_pool"
    yield from _norm(f"{vision}.embeddings.patch_embedding", f"{trunk}.patch_embed.proj")
    yield f"{vision}.embeddings.position_embedding.weight", Made((f"{trunk}.pos_embed",), _first)
    yield from _norm(f"{vision}.post_layernorm", f"{trunk}.norm")
    for layer in range(layers):
        yield from _block(f"{vision}.encoder.layers.{layer}", f"{trunk}.blocks.{layer}", timm=True)
    yield f"{vision}.head.probe", Made((f"{pool}.latent",))
    for part in ("weight", "bias"):
        joined = Made((f"{pool}.q.{part}", f"{pool}.kv.{part}"), _joined)
        yield f"{vision}.head.attention.in_proj_{part}", joined
    yield from _norm(f"{vision}.head.attention.out_proj", f"{pool}.proj")
    yield from _norm(f"{vision}.head.layernorm", f"{pool}.norm")
    for part in ("fc1", "fc2"):
        yield from _norm(f"{vision}.head.mlp.{part}", f"{pool}.mlp.{part}")


def _norm(ours: str, theirs: str) -> Iterator[tuple[str, Made]]:
    """Whatever has a weight and a bias."""
    for part in ("weight", "bias"):
        yield f"{ours}.{part}", Made((f"{theirs}.{part}",))


def _block(ours: str, theirs: str, *, timm: bool = False) -> Iterator[tuple[str, Made]]:
    """A layer; query, key and value are one tensor of theirs, in that order."""
    yield from _norm(f"{ours}.layer_norm1", f"{theirs}.{'norm1' if timm else 'ln_1'}")
    yield from _norm(f"{ours}.layer_norm2", f"{theirs}.{'norm2' if timm else 'ln_2'}")
    yield from _norm(f"{ours}.self_attn.out_proj", f"{theirs}.attn.{'proj' if timm else 'out_proj'}")
    yield from _norm(f"{ours}.mlp.fc1", f"{theirs}.mlp.{'fc1' if timm else 'c_fc'}")
    yield from _norm(f"{ours}.mlp.fc2", f"{theirs}.mlp.{'fc2' if timm else 'c_proj'}")
    for part in ("weight", "bias"):
        fused = f"{theirs}.attn.{'qkv.' if timm else 'in_proj_'}{part}"
        for third, letter in enumerate("qkv"):
            yield f"{ours}.self_attn.{letter}_proj.{part}", Made((fused,), _thirds[third])


def _third(number: int) -> Callable[[Tensor], Tensor]:
    def cut(tensor: Tensor) -> Tensor:
        return tensor.view(3, -1, *tensor.shape[1:])[number]

    return cut


_thirds = [_third(number) for number in range(3)]


def _turned(tensor: Tensor) -> Tensor:
    return tensor.t()


def _first(tensor: Tensor) -> Tensor:
    return tensor.squeeze(0)


def _one(tensor: Tensor) -> Tensor:
    return tensor.reshape(1)


def _none(tensor: Tensor) -> Tensor:
    return tensor.reshape(())


def _joined(query: Tensor, both: Tensor) -> Tensor:
    return torch.cat([query, both])
