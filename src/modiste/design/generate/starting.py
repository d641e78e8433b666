"""A training that begins where another one's generator was left: its folder back into a network.

Knows which weights the served graph holds by name and what training needs beside them (a pair's judge, what
the exporter folded); torch's networks and steps are learning's.
"""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import read_model

if TYPE_CHECKING:
    from torch import nn

REST = "rest.npz"
_MOST_BYTES = 256 * 1024 * 1024
_HALF = "/half"


def rest_of(module: "nn.Module", graph: bytes) -> bytes:
    """The weights of a network that its served graph does not hold under their own names, in 16 bits."""
    held = _held(graph)
    rest = {}
    for name, tensor in module.state_dict().items():
        value = tensor.detach().cpu().numpy().astype(np.float16)
        if name not in held or not np.array_equal(held[name].astype(np.float16), value):
            rest[name] = value
    made = io.BytesIO()
    np.savez_compressed(made, **rest)
    return made.getvalue()


def started(module: "nn.Module", labels: tuple[str, ...], folder: Path) -> "nn.Module":
    """The network `module`, its weights set to those of a generator's folder.

    Args:
        module: built by the recipe that is about to be trained.
        labels: of what will be learned; they must be the generator's.
        folder: of a generator that `write_generator` wrote.

    Raises:
        ModisteError: MOD-1303 for a generator of other labels or of another network, MOD-1320 to 1322 for a
            folder that is not whole or not unchanged.
    """
    import torch  # noqa: PLC0415 - to train only

    graph, card = read_model(folder)
    if card.labels != labels:
        raise _no_start(card.name, f"it knows {', '.join(card.labels)[:200]}, not the labels of these data")
    known = _held(graph) | _rest(folder)
    wanted = module.state_dict()
    for name, tensor in wanted.items():
        if name not in known or known[name].shape != tuple(tensor.shape):
            raise _no_start(card.name, f"its network is another one ({name} differs)")
        tensor.copy_(torch.from_numpy(known[name].astype(np.float32)))
    return module


def _held(graph: bytes) -> dict[str, NDArray[Any]]:
    import onnx  # noqa: PLC0415 - to train only
    from onnx import numpy_helper  # noqa: PLC0415

    values = onnx.load_from_string(graph).graph.initializer
    return {value.name.removesuffix(_HALF): numpy_helper.to_array(value) for value in values}


def _rest(folder: Path) -> dict[str, NDArray[Any]]:
    path = folder / REST
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            if sum(entry.file_size for entry in archive.zip.infolist()) > _MOST_BYTES:
                raise ValueError(f"over {_MOST_BYTES} bytes")
            return {name: archive[name] for name in archive.files}
    except (OSError, ValueError, KeyError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ModisteError("MOD-1320", path=folder, reason=f"{REST}: {reason.lower()}") from None


def _no_start(model: str, reason: str) -> ModisteError:
    return ModisteError("MOD-1303", key="train.start_from", value=model, reason=reason)
