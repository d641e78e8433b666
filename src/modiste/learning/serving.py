"""A model that answers: pictures or series in, probabilities and embeddings out; only onnxruntime.

Knows how to check and run a model folder; neither torch nor how the model came to be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning.card import ModelCard, labels_note
from modiste.learning.model_folder import MODEL, Pixels, read_golden, read_model

MAX_PIXELS = 100_000_000
# Pictures that go through the graph together: enough to fill the kernels, little enough to stay in cache.
BATCH_PICTURES = 32
BATCH_PIXELS = 8_000_000
LEAST_STEPS = 8
"""Of a series: shorter ones would vanish between the strides of a network."""

Floats = NDArray[np.float32]
Given = NDArray[np.generic]
"""One uint8 picture `(h, w)`, `(h, w, 1)` or `(h, w, 3)`, or one series of numbers `(time, channels)`."""


@dataclass(frozen=True)
class Answer:
    """Probabilities `(n, k)` and embeddings `(n, d)` of the same inputs, in their order."""

    probabilities: Floats
    embeddings: Floats


class Served:
    """An opened model folder. `Served.load(path)` checks it; then it may be called from many threads.

    Example:
        model = Served.load(Path("models/clothing"))
        model.labels[model.predict([picture])[0].argmax()]
    """

    def __init__(
        self, folder: Path, card: ModelCard, session: onnxruntime.InferenceSession, max_pixels: int
    ) -> None:
        self.folder, self.card, self._session, self._max_pixels = folder, card, session, max_pixels

    @classmethod
    def load(cls, path: Path, *, threads: int = 1, max_pixels: int = MAX_PIXELS) -> "Served":
        """Open a model folder whose files are all there and unchanged.

        Args:
            path: the folder.
            threads: threads inside one call. One is the best use of a busy machine.
            max_pixels: larger pictures are refused.

        Raises:
            ModisteError: MOD-1320 to 1323 for a folder that is not whole, not unchanged or not runnable.
        """
        model, card = read_model(path)
        session = open_session(model, path / MODEL, threads)
        _check_signature(session, card, path / MODEL)
        read_golden(path, card)
        return cls(path, card, session, max_pixels)

    @property
    def labels(self) -> tuple[str, ...]:
        """The class names, in the order of the probabilities' columns."""
        return self.card.labels

    @property
    def input_name(self) -> str:
        """What the graph calls its input: `image` or `series`."""
        return self.card.input.kind

    def answer(self, inputs: Sequence[Given] | Given) -> Answer:
        """Probabilities and embeddings of pictures or of series, sizes mixed, as the card's input asks.

        Pictures are uint8 `(h, w)`, `(h, w, 1)` or `(h, w, 3)`, series numbers `(time, channels)`. Grey
        becomes colour by repetition and colour becomes grey by ITU-R BT.601 luma, as the card's channels ask.

        Raises:
            ModisteError: MOD-1324 for the first picture or series that cannot be read.
        """
        readable = self._readable(inputs)
        probabilities = np.empty((len(readable), len(self.labels)), np.float32)
        embeddings = np.empty((len(readable), self.card.embedding_size), np.float32)
        for rows in _rows_of_one_size(readable, BATCH_PICTURES):
            batch = np.stack([readable[row] for row in rows])
            probabilities[rows], embeddings[rows] = self._session.run(
                ("probabilities", "embedding"), {self.input_name: batch}
            )
        return Answer(probabilities, embeddings)

    def batches(self, inputs: Sequence[Given] | Given, size: int) -> Iterator[NDArray[Any]]:
        """The inputs as the graph takes them, stacked `(b, ...)` with b at most `size`; not in order."""
        readable = self._readable(inputs)
        for rows in _rows_of_one_size(readable, size):
            yield np.stack([readable[row] for row in rows])

    def predict(self, inputs: Sequence[Given] | Given) -> Floats:
        """Probabilities `(n, k)`, calibrated by the card's temperature; see `answer`."""
        return self.answer(inputs).probabilities

    def embed(self, inputs: Sequence[Given] | Given) -> Floats:
        """Embeddings `(n, d)`, the network's features before its head; see `answer`."""
        return self.answer(inputs).embeddings

    def check_golden(self) -> float:
        """Largest absolute difference from the golden probabilities.

        Raises:
            ModisteError: MOD-1327 when it is more than the card allows.
        """
        golden, expected = read_golden(self.folder, self.card)
        difference = float(np.abs(self.predict(golden) - expected).max(initial=0.0))
        if not difference <= self.card.golden_tolerance:
            raise ModisteError(
                "MOD-1327", path=self.folder, difference=difference, allowed=self.card.golden_tolerance
            )
        return difference

    def _readable(self, inputs: Sequence[Given] | Given) -> list[NDArray[Any]]:
        channels = self.card.input.channels
        read = _picture if self.card.input.kind == "image" else _series
        return [read(each, index, channels, self._max_pixels) for index, each in enumerate(inputs)]


def open_session(model: bytes, path: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    """A CPU session on a graph's bytes; `path` is for the error only.

    From bytes, so that what runs is what was hashed, and no graph can name other files.

    Raises:
        ModisteError: MOD-1323 when onnxruntime refuses the graph.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises a family of its own without a common base but this
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModisteError("MOD-1323", path=path, reason=reason) from None


def _check_signature(session: onnxruntime.InferenceSession, card: ModelCard, path: Path) -> None:
    inputs = [(value.name, value.type, value.shape[-1:]) for value in session.get_inputs()]
    outputs = {value.name: value.shape[-1:] for value in session.get_outputs()}
    wanted = {"probabilities": [len(card.labels)], "embedding": [card.embedding_size]}
    kind = "tensor(uint8)" if card.input.kind == "image" else "tensor(float)"
    reason = ""
    if inputs != [(card.input.kind, kind, [card.input.channels])] or outputs != wanted:
        reason = f"its inputs {inputs} and outputs {outputs} are not the card's"
    elif session.get_modelmeta().custom_metadata_map.get("labels") != labels_note(card.labels):
        reason = "its labels are not the card's"
    if reason:
        raise ModisteError("MOD-1323", path=path, reason=reason)


def _series(values: Given, index: int, channels: int, limit: int) -> Floats:
    reason = ""
    shape: tuple[int, ...] = getattr(values, "shape", ())
    if not isinstance(values, np.ndarray) or values.dtype.kind not in "fiu":
        reason = f"it is {getattr(values, 'dtype', type(values).__name__)}, not numbers"
    elif len(shape) != 2 or shape[1] != channels:
        reason = f"its shape is {shape}, not (time, {channels})"
    elif shape[0] < LEAST_STEPS:
        reason = f"it has {shape[0]} steps, fewer than {LEAST_STEPS}"
    elif values.size > limit:
        reason = f"it has {values.size} values"
    elif not np.isfinite(values).all():
        reason = "a value is missing or infinite"
    if reason:
        raise ModisteError("MOD-1324", what="Series", index=index, reason=reason, limit=limit)
    return np.asarray(values, np.float32)


def _picture(image: Given, index: int, channels: int, limit: int) -> Pixels:
    reason = ""
    shape: tuple[int, ...] = getattr(image, "shape", ())
    if not isinstance(image, np.ndarray) or image.dtype != np.uint8:
        reason = f"it is {getattr(image, 'dtype', type(image).__name__)}, not uint8"
    elif len(shape) not in (2, 3) or (len(shape) == 3 and shape[2] not in (1, 3)):
        reason = f"its shape is {shape}"
    elif not shape[0] * shape[1]:
        reason = f"it is empty, {shape}"
    elif shape[0] * shape[1] > limit:
        reason = f"it has {shape[0] * shape[1]} pixels"
    if reason:
        raise ModisteError("MOD-1324", what="Picture", index=index, reason=reason, limit=limit)
    pixels: Pixels = np.asarray(image, np.uint8).reshape(*shape[:2], -1)
    if channels == 1 and pixels.shape[2] == 3:
        # ITU-R BT.601 in 16-bit fixed point, rounded: bit for bit what Pillow's convert("L") gives.
        weighted = pixels.astype(np.uint32) @ np.array((19595, 38470, 7471), np.uint32)
        return ((weighted + 0x8000) >> 16).astype(np.uint8)[..., None]
    return np.repeat(pixels, 3, axis=2) if channels == 3 and pixels.shape[2] == 1 else pixels


def _rows_of_one_size(inputs: Sequence[NDArray[Any]], most: int) -> Iterator[list[int]]:
    """Rows of inputs of one size, a batch at a time."""
    sizes: dict[tuple[int, ...], list[int]] = {}
    for row, each in enumerate(inputs):
        sizes.setdefault(each.shape, []).append(row)
    for shape, rows in sizes.items():
        step = max(1, min(most, BATCH_PIXELS // (shape[0] * shape[1])))
        for start in range(0, len(rows), step):
            yield rows[start : start + step]
