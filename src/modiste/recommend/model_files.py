"""A recommender as a model folder: arrays, card, golden answers; written whole, opened without torch.

Knows the files, for size and outfit models too; what the arrays mean is each model's own, how versions are
kept is learning's registry's.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import InputSpec, Measured, ModelCard, put_folder, read_model
from modiste.recommend.kinds import home_of, plain
from modiste.recommend.protocols import History, Recommender
from modiste.recommend.ranking import TOP
from modiste.recommend.seen import FILE as SEEN
from modiste.recommend.seen import Seen

MODEL, CARD, GOLDEN = "model.npz", "card.toml", "golden.npz"
GOLDEN_CASES = 16
TOLERANCE = 1e-3
_MOST_BYTES = 8 * 1024**3


@dataclass(frozen=True)
class Described:
    """What a card says of a model.

    Attributes:
        name: of the model.
        kind: of input, by which it is checked.
        task: the last word of its recipe.
        about: its settings, which make the recipe's hash.
        parameters: how many numbers it has.
        use: what it is for.
        limits: what it is not for.
        data: from which it was made, in words.
        data_hash: of these.
        metrics: what it was worth.
    """

    name: str
    kind: Literal["history", "wearing", "outfit"]
    task: str
    about: Mapping[str, Any]
    parameters: int
    use: str
    limits: str
    data: str
    data_hash: str = ""
    metrics: tuple[Measured, ...] = ()


def write_recommender(
    out: Path,
    recommender: Recommender,
    histories: Sequence[History],
    *,
    name: str,
    data: str,
    data_hash: str = "",
    metrics: Sequence[Measured] = (),
    seen: Seen | None = None,
) -> Path:
    """Write `model.npz`, `card.toml` and `golden.npz`, and `seen.npz` where it is known.

    Args:
        out: the folder to make.
        recommender: what is kept.
        histories: of which some become golden.
        name: on the card.
        data: from which it was made, in words.
        data_hash: of these.
        metrics: on the card.
        seen: the rows it learned from.
    """
    arrays, about = described(recommender)
    model = _packed(arrays, {**about, "items": list(recommender.items)})
    golden = [each for each in histories if len(each)][:GOLDEN_CASES]
    scores = _answers(recommender, golden)
    told = io.BytesIO()
    np.savez_compressed(
        told,
        lengths=np.array([len(each) for each in golden], np.int64),
        codes=np.concatenate([np.empty(0, np.int32), *(each.codes for each in golden)]),
        at=np.concatenate([np.empty(0, np.int64), *(each.at for each in golden)]),
        weights=np.concatenate([np.empty(0, np.float32), *(each.weights for each in golden)]),
        scores=scores,
    )
    return put_model(
        out,
        Described(
            name=name,
            kind="history",
            task=recommender.name,
            about=about,
            parameters=sum(each.size for each in arrays.values()),
            use="Recommending garments of its own catalogue to customers by their history.",
            limits="Knows the garments that its data held; judged on these unless a figure says otherwise.",
            data=data,
            data_hash=data_hash,
            metrics=tuple(metrics),
        ),
        model,
        told.getvalue(),
        seen,
    )


def put_model(out: Path, said: Described, model: bytes, golden: bytes, seen: Seen | None = None) -> Path:
    """Write a model of this room: its bytes, golden answers, what it learned from, and its card."""
    files = {MODEL: model, GOLDEN: golden} | ({SEEN: seen.to_bytes()} if seen else {})
    card = ModelCard(
        name=said.name,
        version="run",
        date=datetime.now(UTC).date(),
        recipe=f"modiste.recommend.{said.task}.v1",
        recipe_hash=hashlib.sha256(json.dumps(dict(said.about), sort_keys=True).encode()).hexdigest(),
        licence="not licensed: all rights stay with the shop that trained it",
        data=said.data,
        data_licence="not stated",
        data_hash=said.data_hash,
        intended_use=said.use,
        limits=said.limits,
        parameters=max(1, said.parameters),
        embedding_size=0,
        temperature=1.0,
        opset=0,
        size_bytes=len(model),
        sha256=hashlib.sha256(model).hexdigest(),
        golden_tolerance=TOLERANCE,
        files=tuple(files),
        input=InputSpec(kind=said.kind, height=1, width=1, channels=1),
        metrics=tuple(said.metrics),
    )
    return put_folder(out, {**files, CARD: card.to_toml().encode()})


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
    with golden_of(folder, card) as kept:
        ends = np.cumsum(kept["lengths"])
        golden = [
            History(kept["codes"][start:end], kept["at"][start:end], kept["weights"][start:end])
            for start, end in zip((ends - kept["lengths"]).tolist(), ends.tolist(), strict=True)
        ]
        told = kept["scores"]
    return answered_alike(folder, card, _answers(recommender, golden), told)


@contextmanager
def golden_of(folder: Path, card: ModelCard) -> Iterator[Mapping[str, NDArray[Any]]]:
    """The golden arrays of a model folder.

    Raises:
        ModisteError: MOD-1320 where they are not those that were written.
    """
    try:
        with np.load(folder / card.files[1], allow_pickle=False) as kept:
            yield {name: kept[name] for name in kept.files}
    except (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile) as error:
        reason = f"{card.files[1]}: not the arrays that were written ({error})"
        raise ModisteError("MOD-1320", path=folder, reason=reason) from None


def answered_alike(folder: Path, card: ModelCard, found: NDArray[Any], golden: NDArray[Any]) -> ModelCard:
    """The card, where the answers are the golden ones.

    Raises:
        ModisteError: MOD-1327 where they are others.
    """
    scale = float(np.abs(golden).max(initial=1e-9))
    same = found.shape == golden.shape
    difference = float(np.abs(found - golden).max(initial=0.0)) / scale if same else 1.0
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


def _answers(recommender: Recommender, golden: Sequence[History]) -> NDArray[np.float32]:
    scores = np.zeros((len(golden), TOP), np.float32)
    for row, history in enumerate(golden):
        found, worth = recommender.candidates(history, TOP)
        scores[row, : len(found)] = worth
    return scores
