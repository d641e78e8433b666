"""FASHN VTON 1.5's network in plain torch, its parts named as the published weights name them.

Knows the multimodal diffusion transformer of github.com/fashn-AI/fashn-vton-1.5 (Apache-2.0, commit 7c0f10a),
whose blocks are FLUX.1's (Black Forest Labs, Apache-2.0); pictures, schedule and weights are `fashn`'s.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

_WAVES = 256
_THETA = 10_000


@dataclass(frozen=True)
class Shape:
    """The sizes of a network, as its weights have them.

    Attributes:
        hidden: Of a token.
        heads: Of attention; `hidden / heads` is a multiple of 16.
        channels: Of a picture.
        patch: Side of a token's square, in pixels.
        mixers: Blocks that see the person alone.
        doubles: Blocks with a stream for each picture.
        singles: Blocks with one stream for both.
        mlp: Of a block's inner layer.
        classes: Kinds of garments, and one for none.
    """

    hidden: int = 1280
    heads: int = 10
    channels: int = 3
    patch: int = 12
    mixers: int = 4
    doubles: int = 8
    singles: int = 16
    mlp: int = 5120
    classes: int = 4


def turns(rows: int, columns: int, width: int, device: torch.device) -> Tensor:
    """Rotary embeddings of a grid of tokens, (1, 1, rows * columns, width / 2, 2, 2).

    A head's width is shared out as 1 : 3.5 : 3.5 between picture, row and column (16, 56, 56 of 128).
    """
    side = width // 16 * 7
    grid = torch.stack(torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij"), -1)
    places = torch.cat([torch.zeros(rows * columns, 1), grid.reshape(-1, 2)], 1).double()
    angles = []
    for axis, size in enumerate((width - 2 * side, side, side)):
        speed = 1.0 / _THETA ** (torch.arange(0, size, 2, dtype=torch.float64) / size)
        angles.append(places[:, axis, None] * speed)
    turn = torch.cat(angles, -1)
    around = torch.stack([turn.cos(), -turn.sin(), turn.sin(), turn.cos()], -1)
    return around.reshape(1, 1, rows * columns, width // 2, 2, 2).float().to(device)


def attended(query: Tensor, key: Tensor, value: Tensor, turn: Tensor) -> Tensor:
    """Attention with turned queries and keys, (batch, heads, tokens, width) to (batch, tokens, hidden)."""
    turned = []
    for each in (query, key):
        pairs = each.float().reshape(*each.shape[:-1], -1, 1, 2)
        mixed = turn[..., 0] * pairs[..., 0] + turn[..., 1] * pairs[..., 1]
        turned.append(mixed.reshape(each.shape).type_as(value))
    told: Tensor = F.scaled_dot_product_attention(turned[0], turned[1], value)
    return told.transpose(1, 2).flatten(2)


class _Scaled(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        wide = x.float()
        return (wide * torch.rsqrt(wide.square().mean(-1, keepdim=True) + 1e-6)).to(x.dtype) * self.scale


class _Norms(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.query_norm, self.key_norm = _Scaled(width), _Scaled(width)

    def forward(self, qkv: Tensor, heads: int) -> tuple[Tensor, Tensor, Tensor]:
        batch, tokens, _ = qkv.shape
        query, key, value = qkv.reshape(batch, tokens, 3, heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        return self.query_norm(query), self.key_norm(key), value


class _Attention(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.norm = _Norms(shape.hidden // shape.heads)
        self.proj = nn.Linear(shape.hidden, shape.hidden)


class _Modulation(nn.Module):
    def __init__(self, hidden: int, parts: int) -> None:
        super().__init__()
        self.parts = parts
        self.lin = nn.Linear(hidden, parts * hidden)

    def forward(self, vector: Tensor) -> tuple[Tensor, ...]:
        made: tuple[Tensor, ...] = self.lin(F.silu(vector))[:, None].chunk(self.parts, -1)
        return made


def _plain(hidden: int) -> nn.LayerNorm:
    return nn.LayerNorm(hidden, elementwise_affine=False, eps=1e-6)


def _mlp(shape: Shape) -> nn.Sequential:
    wide = nn.Linear(shape.hidden, shape.mlp), nn.GELU(approximate="tanh"), nn.Linear(shape.mlp, shape.hidden)
    return nn.Sequential(*wide)


class _Double(nn.Module):
    """Both streams by weights of their own, attending to each other."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        for stream in ("img", "txt"):
            setattr(self, f"{stream}_mod", _Modulation(shape.hidden, 6))
            setattr(self, f"{stream}_norm1", _plain(shape.hidden))
            setattr(self, f"{stream}_attn", _Attention(shape))
            setattr(self, f"{stream}_norm2", _plain(shape.hidden))
            setattr(self, f"{stream}_mlp", _mlp(shape))

    def forward(self, person: Tensor, garment: Tensor, vector: Tensor, turn: Tensor) -> tuple[Tensor, Tensor]:
        streams = {"txt": garment, "img": person}  # the garment stands where a text stood
        mods = {name: getattr(self, f"{name}_mod")(vector) for name in streams}
        asked = []
        for name, x in streams.items():
            shift, scale = mods[name][:2]
            attention = getattr(self, f"{name}_attn")
            seen = (1 + scale) * getattr(self, f"{name}_norm1")(x) + shift
            asked.append(attention.norm(attention.qkv(seen), self.heads))
        query, key, value = (torch.cat(each, 2) for each in zip(*asked, strict=True))
        told = attended(query, key, value, turn)
        parts = told[:, : garment.shape[1]], told[:, garment.shape[1] :]
        made = []
        for (name, x), heard in zip(streams.items(), parts, strict=True):
            _, _, gate, shift, scale, gate_mlp = mods[name]
            y = x + gate * getattr(self, f"{name}_attn").proj(heard)
            inner = (1 + scale) * getattr(self, f"{name}_norm2")(y) + shift
            made.append(y + gate_mlp * getattr(self, f"{name}_mlp")(inner))
        return made[1], made[0]


class _Single(nn.Module):
    """One stream; attention and inner layer side by side."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, self.split = shape.heads, [3 * shape.hidden, shape.mlp]
        self.linear1 = nn.Linear(shape.hidden, sum(self.split))
        self.linear2 = nn.Linear(shape.hidden + shape.mlp, shape.hidden)
        self.norm = _Norms(shape.hidden // shape.heads)
        self.pre_norm = _plain(shape.hidden)
        self.modulation = _Modulation(shape.hidden, 3)

    def forward(self, x: Tensor, vector: Tensor, turn: Tensor) -> Tensor:
        shift, scale, gate = self.modulation(vector)
        qkv, inner = self.linear1((1 + scale) * self.pre_norm(x) + shift).split(self.split, -1)
        query, key, value = self.norm(qkv, self.heads)
        told = attended(query, key, value, turn)
        made: Tensor = x + gate * self.linear2(torch.cat([told, F.gelu(inner, approximate="tanh")], -1))
        return made


class _Embedder(nn.Module):
    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.in_layer, self.out_layer = nn.Linear(_WAVES, hidden), nn.Linear(hidden, hidden)


class _Time(nn.Module):
    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.mlp = _Embedder(hidden)

    def forward(self, time: Tensor) -> Tensor:
        half = _WAVES // 2
        speed = torch.exp(-math.log(10_000) * torch.arange(half, device=time.device) / half)
        angle = (1000 * time)[:, None].float() * speed
        waves = torch.cat([angle.cos(), angle.sin()], -1).to(time.dtype)
        made: Tensor = self.mlp.out_layer(F.silu(self.mlp.in_layer(waves)))
        return made


class _Patches(nn.Module):
    def __init__(self, channels: int, shape: Shape) -> None:
        super().__init__()
        self.proj = nn.Conv2d(channels, shape.hidden, shape.patch, shape.patch)

    def forward(self, x: Tensor) -> Tensor:
        made: Tensor = self.proj(x).flatten(2).transpose(1, 2)
        return made


class _Last(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norm_final = _plain(shape.hidden)
        self.linear = nn.Linear(shape.hidden, shape.channels * shape.patch**2)
        self.adaLN_modulation = nn.Sequential(nn.SiLU(), nn.Linear(shape.hidden, 2 * shape.hidden))

    def forward(self, x: Tensor, vector: Tensor) -> Tensor:
        shift, scale = self.adaLN_modulation(vector)[:, None].chunk(2, -1)
        made: Tensor = self.linear((1 + scale) * self.norm_final(x) + shift)
        return made


class FashnNetwork(nn.Module):
    """Which way a noisy picture goes to become the person in the garment."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.t_embedder = _Time(shape.hidden)
        self.y_embedder = nn.Embedding(shape.classes, shape.hidden)
        self.x_embedder = _Patches(2 * shape.channels + 1, shape)
        self.garment_embedder = _Patches(shape.channels + 1, shape)
        self.x_patch_mixer = nn.ModuleList(_Single(shape) for _ in range(shape.mixers))
        self.register_buffer("patch_mixer_token", torch.zeros(1, 1, shape.channels * shape.patch**2))
        self.double_blocks = nn.ModuleList(_Double(shape) for _ in range(shape.doubles))
        self.single_blocks = nn.ModuleList(_Single(shape) for _ in range(shape.singles))
        self.final_layer = _Last(shape)

    def forward(self, noisy: Tensor, time: Tensor, person: Tensor, garment: Tensor, kind: Tensor) -> Tensor:
        """The velocity, (batch, channels, height, width).

        Args:
            noisy: (batch, channels, height, width).
            time: (batch,) from 0, all noise, to 1.
            person: (batch, channels + 1, height, width), the masked photo and its pose, -1 to 1.
            garment: (batch, channels + 1, height, width), the garment and its wearer's pose.
            kind: (batch,) the garment's class; 0 and zeros for pictures where nothing is said.
        """
        shape = self.shape
        rows, columns = (side // shape.patch for side in noisy.shape[-2:])
        vector = self.t_embedder(time) + self.y_embedder(kind)
        turn = turns(rows, columns, shape.hidden // shape.heads, noisy.device)
        x = self.x_embedder(torch.cat([noisy, person], 1))
        y = self.garment_embedder(garment)
        for block in self.x_patch_mixer:
            x = block(x, vector, turn)
        both = torch.cat([turn, turn], 2)
        for block in self.double_blocks:
            x, y = block(x, y, vector, both)
        one = torch.cat([y, x], 1)
        for block in self.single_blocks:
            one = block(one, vector, both)
        told = self.final_layer(one[:, y.shape[1] :], vector)
        parts = (len(told), rows, columns, shape.channels, shape.patch, shape.patch)
        grid: Tensor = told.reshape(parts).permute(0, 3, 1, 4, 2, 5)
        return grid.reshape(noisy.shape)
