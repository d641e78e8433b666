"""A recommender as a model folder: arrays, card, golden answers; written whole, opened without torch.

Knows the files; what the arrays mean is each recommender's, how versions are kept is learning's registry's.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import InputSpec, Measured, ModelCard, put_folder, read_model
from modiste.recommend.kinds import home_of, plain
from modiste.recommend.protocols import History, Recommender
from modiste.recommend.ranking import TOP

MODEL, CARD, GOLDEN = "model.npz", "card.toml", "golden.npz"
GOLDEN_CASES = 16
TOLERANCE = 1e-3
_MOST_BYTES = 8 * 1024**3


def write_recommender(
    out: Path,
    recommender: Recommender,
    histories: Sequence[History],
    *,
    name: str,
    data: str,
    data_hash: str = "",
    metrics: Sequence[Measured] = (),
) -> Path:
    """Write `model.npz`, `card.toml` and `golden.npz`.

    Args:
        out: the folder to make.
        recommender: what is kept.
        histories: of which some become golden.
        name: on the card.
        data: from which it was made, in words.
        data_hash: of these.
        metrics: on the card.
    """
    arrays, about = described(recommender)
    model = _packed(arrays, {**about, "items": list(recommender.items)})
    golden = [each for each in histories if len(each)][:GOLDEN_CASES]
    codes, scores = _answers(recommender, golden)
    told = io.BytesIO()
    np.savez_compressed(
        told,
        lengths=np.array([len(each) for each in golden], np.int64),
        codes=np.concatenate([np.empty(0, np.int32), *(each.codes for each in golden)]),
        at=np.concatenate([np.empty(0, np.int64), *(each.at for each in golden)]),
        weights=np.concatenate([np.empty(0, np.float32), *(each.weights for each in golden)]),
        best=codes,
        scores=scores,
    )
    card = ModelCard(
        name=name,
        version="run",
        date=datetime.now(UTC).date(),
        recipe=f"modiste.recommend.{recommender.name}.v1",
        recipe_hash=hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest(),
        licence="not licensed: all rights stay with the shop that trained it",
        data=data,
        data_licence="not stated",
        data_hash=data_hash,
        intended_use="Recommending garments of its own catalogue to customers by their history.",
        limits="Knows the garments that its data held; judged on these unless a figure says otherwise.",
        parameters=max(1, sum(each.size for each in arrays.values())),
        embedding_size=0,
        temperature=1.0,
        opset=0,
        size_bytes=len(model),
        sha256=hashlib.sha256(model).hexdigest(),
        golden_tolerance=TOLERANCE,
        files=(MODEL, GOLDEN),
        input=InputSpec(kind="history", height=1, width=1, channels=1),
        metrics=tuple(metrics),
    )
    return put_folder(out, {MODEL: model, CARD: card.to_toml().encode(), GOLDEN: told.getvalue()})


def open_recommender(folder: Path) -> Recommender:
    """A recommender from its folder, once the bytes are those of the card.

    Raises:
        ModisteError: MOD-1320 to 1322 for a folder that is not whole or not unchanged, MOD-1323 for one that
            holds no recommender.
    """
    model, card = read_model(folder)
    try:
        if card.input.kind != "history":
            raise ValueError(f"its card says {card.input.kind}")
        with np.load(io.BytesIO(model), allow_pickle=False) as archive:
            if sum(entry.file_size for entry in archive.zip.infolist()) > _MOST_BYTES:
                raise ValueError("it unpacks to too much")
            arrays = {name: archive[name] for name in archive.files}
        about = json.loads(arrays.pop("about").tobytes())
        return restored(about, tuple(about["items"]), arrays)
    except (ValueError, KeyError, TypeError, EOFError, OSError, zipfile.BadZipFile) as error:
        reason = f"it holds no recommender ({error})"
        raise ModisteError("MOD-1323", path=folder / card.files[0], reason=reason) from None


def checked(folder: Path) -> ModelCard:
    """The card of a folder whose recommender answers as it did where it was made.

    Raises:
        ModisteError: MOD-1320 to 1323 as `open_recommender`, MOD-1327 where it answers otherwise.
    """
    recommender = open_recommender(folder)
    card = read_model(folder)[1]
    try:
        with np.load(folder / card.files[1], allow_pickle=False) as kept:
            ends = np.cumsum(kept["lengths"])
            golden = [
                History(kept["codes"][start:end], kept["at"][start:end], kept["weights"][start:end])
                for start, end in zip((ends - kept["lengths"]).tolist(), ends.tolist(), strict=True)
            ]
            best, scores = kept["best"], kept["scores"]
    except (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile) as error:
        reason = f"{card.files[1]}: not the arrays that were written ({error})"
        raise ModisteError("MOD-1320", path=folder, reason=reason) from None
    found, worth = _answers(recommender, golden)
    same = found.shape == best.shape
    scale = float(np.abs(scores).max(initial=1e-9))
    difference = float(np.abs(worth - scores).max(initial=0.0)) / scale if same else 1.0
    if not difference <= card.golden_tolerance:
        raise ModisteError("MOD-1327", path=folder, difference=difference, allowed=card.golden_tolerance)
    return card


def described(recommender: Any) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """A recommender's arrays, and what else it needs to be made again."""
    about: dict[str, Any] = {"kind": recommender.name, "settings": plain(recommender.settings)}
    arrays: dict[str, NDArray[Any]] = dict(recommender.arrays())
    parts = []
    for number, part in enumerate(getattr(recommender, "parts", ())):
        inner, told = described(part)
        parts.append(told)
        arrays.update({f"part_{number}.{name}": value for name, value in inner.items()})
    return arrays, {**about, "parts": parts} if parts else about


def restored(
    about: Mapping[str, Any], items: tuple[str, ...], arrays: Mapping[str, NDArray[Any]]
) -> Recommender:
    """The recommender that `described` told of."""
    parts = []
    for number, told in enumerate(about.get("parts", ())):
        mark = f"part_{number}."
        inner = {name.removeprefix(mark): value for name, value in arrays.items() if name.startswith(mark)}
        parts.append(restored(told, items, inner))
    home = home_of(about["kind"])
    more = {"parts": tuple(parts)} if parts else {}
    made: Recommender = home.restore(items, about["settings"], arrays, **more)
    return made


def _packed(arrays: Mapping[str, NDArray[Any]], about: Mapping[str, Any]) -> bytes:
    told = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), np.uint8)
    made = io.BytesIO()
    named: dict[str, Any] = {**arrays, "about": told}
    np.savez_compressed(made, **named)
    return made.getvalue()


def _answers(
    recommender: Recommender, golden: Sequence[History]
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    codes = np.full((len(golden), TOP), -1, np.int32)
    scores = np.zeros((len(golden), TOP), np.float32)
    for row, history in enumerate(golden):
        found, worth = recommender.candidates(history, TOP)
        codes[row, : len(found)], scores[row, : len(found)] = found, worth
    return codes, scores
