"""A model folder: `model.onnx`, `card.toml`, `golden.npz`, written whole and read back only when unchanged.

Knows files, hashes and the golden vectors' layout; what the graph computes is `serving`'s.
"""

import hashlib
import io
import os
import shutil
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning.card import ModelCard, read_card

MODEL, CARD, GOLDEN = "model.onnx", "card.toml", "golden.npz"
FILES = (MODEL, CARD, GOLDEN)
MAX_GOLDEN_BYTES = 256 * 1024 * 1024

Pixels = NDArray[np.uint8]
Input = NDArray[Any]
"""What a model is shown: a uint8 picture `(h, w, channels)` or a float32 series `(time, channels)`."""


def write_model_folder(
    out: Path, model: bytes, card: ModelCard, inputs: Sequence[Input], probabilities: NDArray[np.float32]
) -> Path:
    """Write the three files beside `out` and move them into place; the card's size and hash are filled in."""
    card = card.model_copy(update={"size_bytes": len(model), "sha256": hashlib.sha256(model).hexdigest()})
    buffer = io.BytesIO()
    arrays: dict[str, Any] = {f"{card.input.kind}_{number:03d}": each for number, each in enumerate(inputs)}
    np.savez_compressed(buffer, probabilities=probabilities, **arrays)
    return put_folder(out, {MODEL: model, CARD: card.to_toml().encode(), GOLDEN: buffer.getvalue()})


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put a room's own files beside a model; its card names them, so that they go where the model goes.

    Raises:
        ModisteError: MOD-1321 for a bad card.
    """
    card = read_card(folder / CARD)
    named = card.model_copy(
        update={"files": (*card.files, *(name for name in files if name not in card.files))}
    )
    kept = {name: (folder / name).read_bytes() for name in card.files}
    put_folder(folder, kept | dict(files) | {CARD: named.to_toml().encode()})


def put_folder(out: Path, files: Mapping[str, bytes]) -> Path:
    """Make the folder `out` hold exactly `files`, all of them or, after a crash, none.

    An older folder of that name is first set aside and removed last, so a crash in between loses neither.
    """
    from modiste.store import sync_folder  # noqa: PLC0415 - serving only reads, and starts without a database

    out.parent.mkdir(parents=True, exist_ok=True)
    mark = uuid.uuid4().hex[:12]
    partial, aside = (out.with_name(f".{out.name}.{kind}-{mark}") for kind in ("partial", "old"))
    partial.mkdir()
    try:
        for name, content in files.items():
            with (partial / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        if out.exists():
            out.replace(aside)
        sync_folder(partial)
        partial.replace(out)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        if out.exists():
            shutil.rmtree(aside, ignore_errors=True)
    sync_folder(out.parent)
    return out


def read_model(folder: Path) -> tuple[bytes, ModelCard]:
    """The model's bytes and the card, once the bytes are the ones the card was written for.

    Raises:
        ModisteError: MOD-1320 for a missing file, MOD-1321 for a bad card, MOD-1322 for changed bytes.
    """
    if not folder.is_dir():
        raise ModisteError("MOD-1320", path=folder, reason="there is no such folder")
    card = read_card(folder / CARD)
    try:
        model = (folder / card.files[0]).read_bytes()
    except OSError as error:
        reason = f"{card.files[0]}: {(error.strerror or str(error)).lower()}"
        raise ModisteError("MOD-1320", path=folder, reason=reason) from None
    found = hashlib.sha256(model).hexdigest()
    if found != card.sha256:
        raise ModisteError("MOD-1322", path=folder / card.files[0], found=found, expected=card.sha256)
    return model, card


def read_golden(folder: Path, card: ModelCard) -> tuple[list[Input], NDArray[np.float32]]:
    """The golden inputs and the probabilities `(g, k)` that the model gave for them where it was made.

    Raises:
        ModisteError: MOD-1320 when the file is missing, damaged, or does not fit the card.
    """
    path = folder / GOLDEN
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            size = sum(entry.file_size for entry in archive.zip.infolist())
            if size > MAX_GOLDEN_BYTES:
                raise ValueError(f"{size} bytes, over {MAX_GOLDEN_BYTES}")
            names = sorted(name for name in archive.files if name.startswith(f"{card.input.kind}_"))
            inputs = [archive[name] for name in names]
            probabilities = archive["probabilities"]
    except OSError as error:
        reason = f"{GOLDEN}: {(error.strerror or 'not a zip of arrays').lower()}"
    except (ValueError, KeyError, EOFError, AttributeError, zipfile.BadZipFile) as error:
        reason = f"{GOLDEN}: not the arrays that were written ({error})"
    else:
        if probabilities.shape == (len(inputs), len(card.labels)):
            return inputs, probabilities.astype(np.float32)
        reason = f"{GOLDEN}: {len(inputs)} inputs, probabilities of shape {probabilities.shape}"
    raise ModisteError("MOD-1320", path=folder, reason=reason)
