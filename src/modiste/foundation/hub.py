"""Encoders of model hubs behind our own protocol: FashionCLIP, SigLIP, SigLIP 2, Marqo's, from local folders.

Knows how one is asked; what its folder holds is read in `hub_layouts`. Nothing is fetched, and no code of a
folder is run.
"""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import numpy as np

from modiste.foundation.encoder import Encoder, EncoderCard, Floats, Pixels, Seen, pooled, unit
from modiste.foundation.hub_folder import Folder
from modiste.foundation.hub_layouts import Parts, parts_of
from modiste.foundation.hub_pictures import prepared
from modiste.foundation.threads import threads_of_torch
from modiste.garment import ModisteError

_NEEDED = ("torch", "transformers", "tokenizers", "safetensors")
_BATCH = 32


def open_hub_encoder(folder: Path, *, threads: int = 1) -> Encoder:
    """An encoder of a model hub, from a folder on this machine.

    The folder is as the hub has it: transformers' (`config.json` with model_type clip or siglip,
    `preprocessor_config.json`, `tokenizer.json`, `model.safetensors` or its shards) or open_clip's
    (`open_clip_config.json`, `tokenizer.json`, `open_clip_model.safetensors`).

    Args:
        folder: Of one model.
        threads: Of the processor, while it works.

    Raises:
        ModisteError: MOD-1903 where the folder holds no such encoder, MOD-1904 where a package is missing.
    """
    for package in _NEEDED:
        if find_spec(package) is None:
            raise ModisteError("MOD-1904", package=package)
    there = Folder(folder)
    return _HubEncoder(there, parts_of(there), threads)


class _HubEncoder:
    """One space for pictures and words; see `encoder.Encoder`. None of these reads histories."""

    def __init__(self, folder: Folder, parts: Parts, threads: int) -> None:
        self._parts, self._threads = parts, threads
        self.name = folder.name
        self.dimension = parts.sizes.dimension
        self.fingerprint = parts.fingerprint()
        source = f"a model hub's folder in {parts.layout}'s layout ({parts.sizes.kind})"
        self.card = EncoderCard(
            name=self.name,
            version=self.fingerprint[:12],
            licence=folder.licence(),
            source=source,
            languages=folder.said().get("language", ()),
            dimension=self.dimension,
            preprocessing=parts.how,
        )

    def embed_images(self, pictures: Sequence[Pixels]) -> Floats:
        """Float32 (n, dimension) of unit length; a picture is uint8 (height, width, 3).

        Raises:
            ModisteError: MOD-1910 for what is no picture.
        """
        halves: Literal["down", "even"] = "even" if self._parts.layout == "open_clip" else "down"
        return self._embedded(
            "get_image_features",
            (
                prepared(pictures[start : start + _BATCH], self._parts.how, halves=halves)
                for start in range(0, len(pictures), _BATCH)
            ),
        )

    def embed_texts(self, texts: Sequence[str]) -> Floats:
        """Float32 (n, dimension) of unit length."""
        return self._embedded(
            "get_text_features",
            (self._parts.words(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)),
        )

    def embed_behaviour(self, histories: Sequence[Sequence[Seen]]) -> Floats:
        """Float32 (n, dimension) of unit length: the mean of what was seen, see `encoder.pooled`."""
        rows = [pooled(history, self.dimension) for history in histories]
        return np.stack(rows) if rows else np.empty((0, self.dimension), np.float32)

    def _embedded(self, how: str, batches: Iterator[Any]) -> Floats:
        import torch  # noqa: PLC0415

        rows = [np.empty((0, self.dimension), np.float32)]
        with threads_of_torch(self._threads), torch.inference_mode():
            for batch in batches:
                told = getattr(self._parts.network, how)(torch.from_numpy(batch))
                rows.append(unit(told.pooler_output.numpy()))
        return np.concatenate(rows)
