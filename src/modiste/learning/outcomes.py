"""What a model said of each example of an evaluation, small enough to be kept: target, answer, confidence.

Knows arrays and their bytes (an npz without pickle); whose examples they were is the callers' affair.
"""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.learning.metrics import Floats, Ints

MAX_BYTES = 512 * 1024 * 1024
SHA256_BYTES = 32


@dataclass(frozen=True, eq=False)
class Outcomes:
    """n examples: their ids, targets and answers as indices into the labels `(n,)`, and confidences `(n,)`.

    `hashes` are the SHA-256 of the examples' files, uint8 `(n, 32)`, zeros where unknown; None where the
    examples are no files.
    """

    ids: tuple[str, ...]
    targets: Ints
    predicted: Ints
    confidence: Floats
    hashes: NDArray[np.uint8] | None = None

    def __len__(self) -> int:
        return len(self.targets)

    def cell(self, true: int, predicted: int) -> Ints:
        """Rows behind one cell of the confusion matrix: surest mistakes first, or least sure hits first."""
        return cell_rows(self.targets, self.predicted, self.confidence, true, predicted)

    def mistakes(self, most: int) -> Ints:
        """Rows of the wrong answers, surest first."""
        wrong = np.flatnonzero(self.predicted != self.targets)
        return wrong[np.argsort(-self.confidence[wrong], kind="stable")][:most]

    def hashes_of(self, rows: Sequence[int] | Ints) -> list[str]:
        """The SHA-256 of some rows' files in hex; empty where unknown."""
        if self.hashes is None:
            return [""] * len(rows)
        found = [self.hashes[row].tobytes() for row in rows]
        return [each.hex() if any(each) else "" for each in found]

    def to_bytes(self) -> bytes:
        """As a compressed npz; confidences keep float32's seven digits, ids are JSON in UTF-8."""
        buffer = io.BytesIO()
        arrays = {
            "ids": np.frombuffer(json.dumps(list(self.ids)).encode(), dtype=np.uint8),
            "targets": self.targets.astype(np.int32),
            "predicted": self.predicted.astype(np.int32),
            "confidence": self.confidence.astype(np.float32),
        }
        if self.hashes is not None:
            arrays["hashes"] = self.hashes
        np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type] # numpy types **kwargs as bool
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Outcomes":
        """What `to_bytes` made.

        Raises:
            ValueError: anything else, or bytes that are not whole.
        """
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as archive:
                if sum(entry.file_size for entry in archive.zip.infolist()) > MAX_BYTES:
                    raise ValueError(f"over {MAX_BYTES} bytes")
                arrays = {name: archive[name] for name in archive.files}
            ids = json.loads(arrays["ids"].tobytes())
            made = cls(
                tuple(map(str, ids)),
                arrays["targets"].astype(np.int64),
                arrays["predicted"].astype(np.int64),
                arrays["confidence"].astype(np.float64),
                arrays.get("hashes"),
            )
        except (OSError, KeyError, TypeError, AttributeError, EOFError, zipfile.BadZipFile) as error:
            raise ValueError(f"not the arrays that were written ({type(error).__name__})") from None
        shapes = {array.shape for array in (made.targets, made.predicted, made.confidence)}
        if shapes != {(len(made.ids),)}:
            raise ValueError(f"{len(made.ids)} ids for arrays of shapes {sorted(shapes)}")
        if made.hashes is not None and made.hashes.shape != (len(made.ids), SHA256_BYTES):
            raise ValueError(f"{len(made.ids)} ids for hashes of shape {made.hashes.shape}")
        return made


def cell_rows(targets: Ints, predicted: Ints, confidence: Floats, true: int, answer: int) -> Ints:
    """Rows with that target and that answer, by confidence: falling where it is wrong, rising where right."""
    rows = np.flatnonzero((targets == true) & (predicted == answer))
    sign = 1 if true == answer else -1
    return rows[np.argsort(sign * confidence[rows], kind="stable")]
