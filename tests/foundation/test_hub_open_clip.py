"""open_clip's folders: the same vectors as its own arithmetic, written here a second time from its source.

The arithmetic below follows open_clip (model.py, transformer.py, timm_model.py) and timm
(vision_transformer.py, attention_pool.py) in their tensor names; it shares nothing with the map it judges.
"""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from tests.foundation.hub_folders import CLIP_SEEN, OPEN_CLIP, WEIGHTS, WORDS
from torch import Tensor
from torch.nn import functional as F

from modiste.foundation import open_hub_encoder
from modiste.foundation.hub_folder import Folder
from modiste.foundation.hub_open_clip import cleaning, sizes_of
from modiste.garment import ModisteError

pytest.importorskip("transformers", reason="transformers is not installed: pip install 'modiste[hub]'")
from modiste.foundation.hub_keys import key_map

Tensors = dict[str, Tensor]
Write = Callable[..., Path]
Pictures = list[NDArray[np.uint8]]
KINDS = pytest.mark.parametrize("kind", ["clip", "siglip"])
TEXTS = ["a red dress", "Long sleeved, shirt!", "a coat with black stripes with red stripes with blue"]
TOKENS = len(WORDS) + 3


# --- open_clip's tensors, by name and shape ---


def linear(name: str, out: int, inside: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (out, inside), f"{name}.bias": (out,)}


def norm(name: str, width: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (width,), f"{name}.bias": (width,)}


def resblock(name: str, width: int) -> dict[str, tuple[int, ...]]:
    return {
        **norm(f"{name}.ln_1", width),
        **norm(f"{name}.ln_2", width),
        f"{name}.attn.in_proj_weight": (3 * width, width),
        f"{name}.attn.in_proj_bias": (3 * width,),
        **linear(f"{name}.attn.out_proj", width, width),
        **linear(f"{name}.mlp.c_fc", 4 * width, width),
        **linear(f"{name}.mlp.c_proj", width, 4 * width),
    }


def clip_shapes() -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "logit_scale": (),
        "token_embedding.weight": (TOKENS, 48),
        "positional_embedding": (8, 48),
        "text_projection": (48, 24),
        **norm("ln_final", 48),
        "visual.class_embedding": (32,),
        "visual.positional_embedding": (5, 32),
        "visual.proj": (32, 24),
        "visual.conv1.weight": (32, 3, 16, 16),
        **norm("visual.ln_pre", 32),
        **norm("visual.ln_post", 32),
    }
    for layer in range(2):
        shapes |= resblock(f"transformer.resblocks.{layer}", 48)
        shapes |= resblock(f"visual.transformer.resblocks.{layer}", 32)
    return shapes


def siglip_shapes() -> dict[str, tuple[int, ...]]:
    pool = "visual.trunk.attn_pool"
    shapes: dict[str, tuple[int, ...]] = {
        "logit_scale": (),
        "logit_bias": (),
        "text.token_embedding.weight": (TOKENS, 32),
        "text.positional_embedding": (8, 32),
        **linear("text.text_projection", 32, 32),
        **norm("text.ln_final", 32),
        "visual.trunk.pos_embed": (1, 4, 32),
        "visual.trunk.patch_embed.proj.weight": (32, 3, 16, 16),
        "visual.trunk.patch_embed.proj.bias": (32,),
        **norm("visual.trunk.norm", 32),
        f"{pool}.latent": (1, 1, 32),
        **linear(f"{pool}.q", 32, 32),
        **linear(f"{pool}.kv", 64, 32),
        **linear(f"{pool}.proj", 32, 32),
        **norm(f"{pool}.norm", 32),
        **linear(f"{pool}.mlp.fc1", 128, 32),
        **linear(f"{pool}.mlp.fc2", 32, 128),
    }
    for layer in range(2):
        shapes |= resblock(f"text.transformer.resblocks.{layer}", 32)
        block = f"visual.trunk.blocks.{layer}"
        shapes |= norm(f"{block}.norm1", 32) | norm(f"{block}.norm2", 32)
        shapes |= linear(f"{block}.attn.qkv", 96, 32) | linear(f"{block}.attn.proj", 32, 32)
        shapes |= linear(f"{block}.mlp.fc1", 128, 32) | linear(f"{block}.mlp.fc2", 32, 128)
    return shapes


def drawn(kind: str) -> Tensors:
    chance = torch.Generator().manual_seed(11)
    shapes = clip_shapes() if kind == "clip" else siglip_shapes()
    return {name: torch.randn(shape, generator=chance) * 0.25 for name, shape in shapes.items()}


# --- open_clip's arithmetic ---


def lin(t: Tensors, name: str, x: Tensor) -> Tensor:
    return x @ t[f"{name}.weight"].T + t[f"{name}.bias"]


def ln(t: Tensors, name: str, x: Tensor, eps: float) -> Tensor:
    centred = x - x.mean(-1, keepdim=True)
    scaled = centred / (centred.pow(2).mean(-1, keepdim=True) + eps).sqrt()
    return scaled * t[f"{name}.weight"] + t[f"{name}.bias"]


def attend(q: Tensor, k: Tensor, v: Tensor, heads: int, mask: Tensor | None = None) -> Tensor:
    made = []
    for one, two, three in zip(q.chunk(heads, -1), k.chunk(heads, -1), v.chunk(heads, -1), strict=True):
        scores = one @ two.transpose(-1, -2) / one.shape[-1] ** 0.5
        made.append((scores if mask is None else scores + mask).softmax(-1) @ three)
    return torch.cat(made, -1)


def resblocks(
    t: Tensors, name: str, x: Tensor, heads: int, act: Any, eps: float, mask: Tensor | None
) -> Tensor:
    for layer in range(2):
        b = f"{name}.resblocks.{layer}"
        y = ln(t, f"{b}.ln_1", x, eps)
        q, k, v = (y @ t[f"{b}.attn.in_proj_weight"].T + t[f"{b}.attn.in_proj_bias"]).chunk(3, -1)
        x = x + lin(t, f"{b}.attn.out_proj", attend(q, k, v, heads, mask))
        x = x + lin(t, f"{b}.mlp.c_proj", act(lin(t, f"{b}.mlp.c_fc", ln(t, f"{b}.ln_2", x, eps))))
    return x


def clip_picture(t: Tensors, pixels: Tensor, act: Any) -> Tensor:
    patches = F.conv2d(pixels, t["visual.conv1.weight"], stride=16).flatten(2).transpose(1, 2)
    token = t["visual.class_embedding"].expand(len(pixels), 1, -1)
    x = torch.cat([token, patches], 1) + t["visual.positional_embedding"]
    x = resblocks(t, "visual.transformer", ln(t, "visual.ln_pre", x, 1e-5), 2, act, 1e-5, None)
    return ln(t, "visual.ln_post", x, 1e-5)[:, 0] @ t["visual.proj"]


def clip_words(t: Tensors, rows: Tensor, act: Any) -> Tensor:
    x = t["token_embedding.weight"][rows] + t["positional_embedding"]
    mask = torch.full((8, 8), float("-inf")).triu(1)
    x = ln(t, "ln_final", resblocks(t, "transformer", x, 3, act, 1e-5, mask), 1e-5)
    return x[torch.arange(len(rows)), rows.argmax(-1)] @ t["text_projection"]


def siglip_picture(t: Tensors, pixels: Tensor, act: Any) -> Tensor:
    trunk = "visual.trunk"
    proj = f"{trunk}.patch_embed.proj"
    x = F.conv2d(pixels, t[f"{proj}.weight"], t[f"{proj}.bias"], 16).flatten(2).transpose(1, 2)
    x = x + t[f"{trunk}.pos_embed"]
    for layer in range(2):
        b = f"{trunk}.blocks.{layer}"
        q, k, v = lin(t, f"{b}.attn.qkv", ln(t, f"{b}.norm1", x, 1e-6)).chunk(3, -1)
        x = x + lin(t, f"{b}.attn.proj", attend(q, k, v, 2))
        x = x + lin(t, f"{b}.mlp.fc2", act(lin(t, f"{b}.mlp.fc1", ln(t, f"{b}.norm2", x, 1e-6))))
    x, pool = ln(t, f"{trunk}.norm", x, 1e-6), f"{trunk}.attn_pool"
    q = lin(t, f"{pool}.q", t[f"{pool}.latent"].expand(len(pixels), -1, -1))
    k, v = lin(t, f"{pool}.kv", x).chunk(2, -1)
    x = lin(t, f"{pool}.proj", attend(q, k, v, 2))
    x = x + lin(t, f"{pool}.mlp.fc2", act(lin(t, f"{pool}.mlp.fc1", ln(t, f"{pool}.norm", x, 1e-6))))
    return x[:, 0]


def siglip_words(t: Tensors, rows: Tensor, act: Any) -> Tensor:
    x = t["text.token_embedding.weight"][rows] + t["text.positional_embedding"]
    x = ln(t, "text.ln_final", resblocks(t, "text.transformer", x, 4, act, 1e-6, None), 1e-6)
    return lin(t, "text.text_projection", x[:, -1])


def rows_of(kind: str, texts: list[str]) -> Tensor:
    """Token numbers as the fixture's tokenizer gives them: <unk>, <begin>, words, <end>."""
    made = []
    for text in texts:
        cut = text.lower().translate({} if kind == "clip" else str.maketrans("", "", ",!")).split()
        row = [WORDS.index(word) + 2 if word in WORDS else 0 for word in cut]
        row = ([1, *row[:6]] if kind == "clip" else row[:7]) + [TOKENS - 1]
        made.append(row + [TOKENS - 1] * (8 - len(row)))
    return torch.tensor(made)


def pixels_of(kind: str, picture: NDArray[np.uint8]) -> Tensor:
    mean, std = (
        (CLIP_SEEN["image_mean"], CLIP_SEEN["image_std"]) if kind == "clip" else ([0.5] * 3, [0.5] * 3)
    )
    scaled = (picture / 255 - np.array(mean)) / np.array(std)
    return torch.from_numpy(scaled.transpose(2, 0, 1).astype(np.float32))[None]


PICTURE = {"clip": clip_picture, "siglip": siglip_picture}
READ = {"clip": clip_words, "siglip": siglip_words}


def gelu(x: Tensor) -> Tensor:
    return x * 0.5 * (1 + torch.erf(x / 2**0.5))


def gelu_tanh(x: Tensor) -> Tensor:
    return 0.5 * x * (1 + torch.tanh((2 / torch.pi) ** 0.5 * (x + 0.044715 * x**3)))


def quick_gelu(x: Tensor) -> Tensor:
    return x * torch.sigmoid(1.702 * x)


# --- what is true of them ---


@pytest.mark.parametrize(
    ("kind", "changes", "acts"),
    [
        ("clip", {}, (gelu, gelu)),
        ("clip", {"quick_gelu": True}, (quick_gelu, quick_gelu)),
        ("siglip", {}, (gelu, gelu)),
        ("siglip", {"act": {"approximate": "tanh"}}, (gelu, gelu_tanh)),
        ("siglip", {"timm": "vit_so400m_patch16_siglip_256"}, (gelu_tanh, gelu)),
    ],
)
def test_vectors_are_those_of_open_clips_arithmetic(
    kind: str, changes: dict[str, Any], acts: tuple[Any, Any], open_clip_folder: Write, pictures: Pictures
) -> None:
    model, tensors = copy.deepcopy(OPEN_CLIP[kind]), drawn(kind)
    model["quick_gelu"] = changes.get("quick_gelu", False)
    if "act" in changes:
        model["text_cfg"]["act_kwargs"] = changes["act"]
    if "timm" in changes:
        model["vision_cfg"]["timm_model_name"] = changes["timm"]
        model["vision_cfg"]["timm_model_kwargs"]["mlp_ratio"] = 4.0
    encoder = open_hub_encoder(open_clip_folder(kind, tensors, model))
    seen = F.normalize(PICTURE[kind](tensors, pixels_of(kind, pictures[0]), acts[0]), dim=-1)
    read = F.normalize(READ[kind](tensors, rows_of(kind, TEXTS), acts[1]), dim=-1)
    np.testing.assert_allclose(encoder.embed_images(pictures[:1]), seen.numpy(), atol=1e-5)
    np.testing.assert_allclose(encoder.embed_texts(TEXTS), read.numpy(), atol=1e-5)
    assert encoder.card.licence == "not stated" and encoder.dimension == model["embed_dim"]


def test_other_arithmetic_would_be_noticed(open_clip_folder: Write, pictures: Pictures) -> None:
    """The comparison bites: another GELU, and query and key exchanged, are further off than the tolerance."""
    tensors = drawn("siglip")
    ours = open_hub_encoder(open_clip_folder("siglip", tensors, copy.deepcopy(OPEN_CLIP["siglip"])))
    made, pixels = ours.embed_images(pictures[:1]), pixels_of("siglip", pictures[0])
    assert np.abs(made - F.normalize(siglip_picture(tensors, pixels, gelu_tanh), dim=-1).numpy()).max() > 1e-5
    fused = tensors["visual.trunk.blocks.0.attn.qkv.weight"]
    turned = {**tensors, "visual.trunk.blocks.0.attn.qkv.weight": fused.roll(32, 0)}
    assert np.abs(made - F.normalize(siglip_picture(turned, pixels, gelu), dim=-1).numpy()).max() > 1e-3


@KINDS
def test_a_network_of_transformers_comes_back_from_open_clips_layout(
    kind: str, transformers_folder: Write, open_clip_folder: Write, pictures: Pictures
) -> None:
    _, network = transformers_folder(kind)
    state, there = network.state_dict(), {}
    for ours, made in key_map(kind, 2, 2, {"text."} if kind == "siglip" else set()).items():
        tensor = state[ours]
        if len(made.of) == 2:
            there |= dict(zip(made.of, (tensor[:32], tensor[32:]), strict=True))
        elif found := re.search(r"\.([qkv])_proj\.", ours):
            there.setdefault(made.of[0], {})["qkv".index(found[1])] = tensor
        elif ours in ("text_projection.weight", "visual_projection.weight"):
            there[made.of[0]] = tensor.T
        elif made.of[0].endswith("pos_embed"):
            there[made.of[0]] = tensor[None]
        else:
            there[made.of[0]] = tensor.reshape(()) if ours.startswith("logit") else tensor
    there = {
        key: torch.cat([value[third] for third in range(3)]) if isinstance(value, dict) else value
        for key, value in there.items()
    }
    model = copy.deepcopy(OPEN_CLIP[kind])
    model["text_cfg"] |= {"width": 32, "heads": 2, "mlp_ratio": 2}
    if kind == "clip":
        model["vision_cfg"]["mlp_ratio"] = 2
        model["quick_gelu"] = True
    else:
        model["vision_cfg"]["timm_model_kwargs"]["mlp_ratio"] = 2
        model["vision_cfg"]["timm_model_name"] = "vit_so400m_patch16_siglip_256"
        model["text_cfg"]["act_kwargs"] = {"approximate": "tanh"}
    encoder = open_hub_encoder(open_clip_folder(kind, there, model))
    pixels = torch.cat([pixels_of(kind, picture[:32, :32]) for picture in pictures])
    with torch.no_grad():
        seen = F.normalize(network.get_image_features(pixels).pooler_output, dim=-1)
        read = F.normalize(network.get_text_features(rows_of(kind, TEXTS)).pooler_output, dim=-1)
    cut = [picture[:32, :32] for picture in pictures]
    np.testing.assert_allclose(encoder.embed_images(cut), seen.numpy(), atol=1e-5)
    np.testing.assert_allclose(encoder.embed_texts(TEXTS), read.numpy(), atol=1e-5)


def test_marqos_folder_is_read_without_the_code_it_asks_for(
    open_clip_folder: Write, pictures: Pictures
) -> None:
    """Their config.json asks for a module that loads open_clip; the weights are its own, below "model."."""
    tensors = drawn("siglip")
    plain = open_hub_encoder(open_clip_folder("siglip", tensors, copy.deepcopy(OPEN_CLIP["siglip"])))
    prefixed = {f"model.{name}": tensor for name, tensor in tensors.items()}
    folder = open_clip_folder("siglip", prefixed, copy.deepcopy(OPEN_CLIP["siglip"]), "marqo")
    (folder / WEIGHTS).rename(folder / "model.safetensors")
    (folder / "marqo_fashionSigLIP.py").write_text("raise SystemExit('run')\n")
    said = {"auto_map": {"AutoModel": "marqo_fashionSigLIP.MarqoFashionSigLIP"}, "model_type": "siglip"}
    (folder / "config.json").write_text(json.dumps(said))
    np.testing.assert_array_equal(
        open_hub_encoder(folder).embed_images(pictures), plain.embed_images(pictures)
    )


@KINDS
def test_every_tensor_is_used_and_none_is_missing(kind: str, open_clip_folder: Write) -> None:
    tensors = drawn(kind)
    more = {**tensors, "visual.head.mlp.fc1.weight": torch.zeros(2)}
    with pytest.raises(ModisteError, match=r"MOD-1903.*also hold visual\.head\.mlp\.fc1\.weight"):
        open_hub_encoder(open_clip_folder(kind, more, copy.deepcopy(OPEN_CLIP[kind]), "more"))
    lost = next(name for name in tensors if name.endswith("mlp.c_fc.bias"))
    fewer = {name: tensor for name, tensor in tensors.items() if name != lost}
    with pytest.raises(ModisteError, match=f"MOD-1903.*lack {lost}"):
        open_hub_encoder(open_clip_folder(kind, fewer, copy.deepcopy(OPEN_CLIP[kind]), "fewer"))


@KINDS
def test_a_tensor_of_another_shape_is_refused(kind: str, open_clip_folder: Write) -> None:
    tensors = drawn(kind)
    name = next(name for name in tensors if name.endswith("in_proj_weight"))
    tensors[name] = tensors[name][:-1]
    with pytest.raises(ModisteError, match=r"MOD-1903.*has the shape"):
        open_hub_encoder(open_clip_folder(kind, tensors, copy.deepcopy(OPEN_CLIP[kind])))


@pytest.mark.parametrize(
    ("kind", "part", "key", "value"),
    [
        ("clip", "vision_cfg", "attentional_pool", True),
        ("clip", "vision_cfg", "pool_type", "avg"),
        ("clip", "vision_cfg", "layers", [3, 4, 6, 3]),
        ("clip", "vision_cfg", "head_width", 0),
        ("clip", "vision_cfg", "width", 10**9),
        ("clip", "vision_cfg", "mlp_ratio", 10**9),
        ("clip", "vision_cfg", "act_kwargs", {"approximate": "none"}),
        ("clip", "text_cfg", "hf_model_name", "xlm-roberta-base"),
        ("clip", "text_cfg", "no_causal_mask", True),
        ("clip", "text_cfg", "pool_type", "eos"),
        ("siglip", "text_cfg", "pool_type", "first"),
        ("siglip", "text_cfg", "tokenizer_kwargs", {"strip_sep_token": True}),
        ("siglip", "text_cfg", "tokenizer_kwargs", {"clean": "nothing"}),
        ("siglip", "vision_cfg", "timm_model_name", "eva02_base_patch14_224"),
        ("siglip", "vision_cfg", "timm_model_kwargs", {"act_layer": "relu"}),
        ("siglip", "vision_cfg", "timm_pool", "avg"),
        ("siglip", "vision_cfg", "image_size", 64),
    ],
)
def test_what_is_not_known_is_refused(
    kind: str, part: str, key: str, value: object, open_clip_folder: Write
) -> None:
    model = copy.deepcopy(OPEN_CLIP[kind])
    model[part][key] = value
    with pytest.raises(ModisteError, match="MOD-1903"):
        open_hub_encoder(open_clip_folder(kind, drawn(kind), model))


def test_the_published_configurations_are_understood(tmp_path: Path) -> None:
    """As open_clip's model_configs have them: ViT-B-16-SigLIP, of Marqo-FashionSigLIP, and ViT-B-16."""
    text = {
        "context_length": 64,
        "vocab_size": 32000,
        "hf_tokenizer_name": "timm/ViT-B-16-SigLIP",
        "tokenizer_kwargs": {"clean": "canonicalize"},
        "width": 768,
        "heads": 12,
        "layers": 12,
        "no_causal_mask": True,
        "proj_bias": True,
        "pool_type": "last",
        "norm_kwargs": {"eps": 1e-6},
    }
    vision = {"image_size": 224, "timm_model_name": "vit_base_patch16_siglip_224", "timm_pool": "map"}
    vision |= {"timm_model_pretrained": False, "timm_proj": "none"}
    model: dict[str, Any] = {"embed_dim": 768, "vision_cfg": vision, "text_cfg": text}
    kind, said = sizes_of(Folder(tmp_path), model)
    assert (kind, cleaning(Folder(tmp_path), text)) == ("siglip", "open_clip:canonicalize")
    assert said["vision_config"] == {
        "hidden_size": 768,
        "num_hidden_layers": 12,
        "num_attention_heads": 12,
        "intermediate_size": 3072,
        "image_size": 224,
        "patch_size": 16,
        "layer_norm_eps": 1e-6,
        "hidden_act": "gelu",
    }
    text = {"context_length": 77, "vocab_size": 49408, "width": 512, "heads": 8, "layers": 12}
    vision = {"image_size": 224, "layers": 12, "width": 768, "patch_size": 16}
    kind, said = sizes_of(Folder(tmp_path), {"embed_dim": 512, "vision_cfg": vision, "text_cfg": text})
    assert (kind, cleaning(Folder(tmp_path), text)) == ("clip", "open_clip:lower")
    assert said["vision_config"]["num_attention_heads"] == 12
    assert said["text_config"]["intermediate_size"] == 2048
    assert said["projection_dim"] == 512
