"""Size models and outfit models as model folders: registered, checked and promoted as recommenders are.

Knows what their golden answers are asked about; the files are `model_files`', the models' own arrays theirs.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import Measured, ModelCard, read_model
from modiste.recommend.model_files import GOLDEN_CASES, Described, answered_alike, golden_of, put_model
from modiste.recommend.outfit_model import Member, OutfitModel
from modiste.recommend.outfits import Outfit
from modiste.recommend.seen import Seen, row_words
from modiste.recommend.sizes import SizeModel
from modiste.recommend.wearings import Wearings

T = TypeVar("T")
WEARING, OUTFIT = "wearing", "outfit"


@dataclass(frozen=True)
class Origin:
    """Where a model comes from.

    Attributes:
        name: on its card.
        data: from which it was made, in words.
        data_hash: of these.
        metrics: what it was worth.
        seen: the rows it learned from.
    """

    name: str
    data: str
    data_hash: str = ""
    metrics: tuple[Measured, ...] = ()
    seen: Seen | None = None


def wearing_words(rows: Wearings) -> Iterator[str]:
    """Each wearing as words that no other has."""
    columns = (rows.customers, rows.garments, rows.sizes, rows.day, rows.outcomes)
    for customer, garment, size, day, outcome in zip(*(each.tolist() for each in columns), strict=True):
        yield row_words(customer, garment, size, day, rows.labels[outcome] if outcome >= 0 else "")


def outfit_words(outfits: Sequence[Outfit]) -> Iterator[str]:
    """Each outfit as words that no other has."""
    return (row_words(each.id, *each.names) for each in outfits)


def write_size_model(
    out: Path,
    model: SizeModel,
    rows: Wearings,
    origin: Origin,
) -> Path:
    """Write a size model's folder.

    Golden are sizes of garments on nobody, of a usual body: no customer is in them.

    Args:
        out: the folder to make.
        model: what is kept.
        rows: what it was learned from, for golden answers.
        origin: where it comes from.
    """
    some = np.unique(np.linspace(0, len(rows) - 1, min(GOLDEN_CASES, len(rows))).astype(np.int64))
    golden = {
        "garments": rows.garments[some],
        "categories": rows.categories[some],
        "sizes": rows.sizes[some],
        "day": rows.day[some],
        **{f"body.{each}": np.full(len(some), _usual(values)) for each, values in rows.body.items()},
    }
    said = Described(
        name=origin.name,
        kind="wearing",
        task="size",
        about={"labels": list(model.labels), "rounds": model.rounds, "n": model.n},
        parameters=sum(each.size for each in model.to_arrays().values() if each.dtype.kind == "f"),
        use="Telling how a size of a garment turns out for a customer, and how likely it comes back.",
        limits="Knows the garments, the customers and the scale of sizes of its data; of others it says what "
        "is usual.",
        data=origin.data,
        data_hash=origin.data_hash,
        metrics=origin.metrics,
    )
    told = _packed({**golden, "answers": model.chances(_asked(golden, model.labels))})
    return put_model(out, said, model.to_bytes(), told, origin.seen)


def open_size_model(folder: Path) -> SizeModel:
    """A size model from its folder, once the bytes are those of the card.

    Raises:
        ModisteError: MOD-1320 to 1322 for a folder that is not whole or not unchanged, MOD-1323 for one that
            holds no size model.
    """
    return _opened(folder, WEARING, SizeModel.load)


def checked_sizes(folder: Path) -> ModelCard:
    """The card of a folder whose size model answers as it did where it was made.

    Raises:
        ModisteError: MOD-1320 to 1323 as `open_size_model`, MOD-1327 where it answers otherwise.
    """
    model, card = open_size_model(folder), read_model(folder)[1]
    with golden_of(folder, card) as kept:
        found, told = model.chances(_asked(dict(kept), model.labels)), kept["answers"]
    return answered_alike(folder, card, found, told)


def write_outfit_model(
    out: Path,
    model: OutfitModel,
    outfits: Sequence[Outfit],
    origin: Origin,
) -> Path:
    """Write an outfit model's folder; golden are some of the outfits.

    Args:
        out: the folder to make.
        model: what is kept.
        outfits: for golden answers.
        origin: where it comes from.
    """
    pieces = [each.pieces for each in outfits[:GOLDEN_CASES]]
    flat = [piece for each in pieces for piece in each]
    golden = {
        "lengths": np.array([len(each) for each in pieces], np.int64),
        "categories": np.array([each.category for each in flat], dtype=np.str_),
        "vectors": np.array([each.vector or (np.nan,) * model.width for each in flat], np.float32).reshape(
            len(flat), model.width
        ),
    }
    said = Described(
        name=origin.name,
        kind="outfit",
        task="outfits",
        about={"categories": list(model.categories), "heads": model.heads, "layers": model.layers},
        parameters=sum(each.size for each in model.weights.values()),
        use="Telling what goes with what, by categories and where it learned from them by pictures.",
        limits="Knows the categories of its data; pictures only by the vectors of the encoder it was trained "
        "with.",
        data=origin.data,
        data_hash=origin.data_hash,
        metrics=origin.metrics,
    )
    told = _packed({**golden, "answers": model.compatibility(_outfits(golden))})
    return put_model(out, said, model.to_bytes(), told, origin.seen)


def open_outfit_model(folder: Path) -> OutfitModel:
    """An outfit model from its folder, once the bytes are those of the card.

    Raises:
        ModisteError: MOD-1320 to 1322 for a folder that is not whole or not unchanged, MOD-1323 for one that
            holds no outfit model.
    """
    return _opened(folder, OUTFIT, OutfitModel.load)


def checked_outfits(folder: Path) -> ModelCard:
    """The card of a folder whose outfit model answers as it did where it was made.

    Raises:
        ModisteError: MOD-1320 to 1323 as `open_outfit_model`, MOD-1327 where it answers otherwise.
    """
    model, card = open_outfit_model(folder), read_model(folder)[1]
    with golden_of(folder, card) as kept:
        found, told = model.compatibility(_outfits(dict(kept))), kept["answers"]
    return answered_alike(folder, card, found, told)


def _opened(folder: Path, kind: str, load: Callable[[Path], T]) -> T:
    card = read_model(folder)[1]
    path = folder / card.files[0]
    if card.input.kind != kind:
        raise ModisteError("MOD-1323", path=path, reason=f"its card says {card.input.kind}, not {kind}")
    try:
        return load(path)
    except ModisteError as error:
        raise ModisteError("MOD-1323", path=path, reason=error.detail) from None


def _asked(golden: dict[str, NDArray[Any]], labels: Sequence[str]) -> Wearings:
    n = len(golden["sizes"])
    return Wearings(
        np.full(n, "", dtype=np.str_),
        golden["garments"],
        golden["categories"],
        golden["sizes"],
        golden["day"],
        {name[5:]: values for name, values in golden.items() if name.startswith("body.")},
        {},
        np.full(n, -1, np.int64),
        tuple(labels),
    )


def _outfits(golden: dict[str, NDArray[Any]]) -> list[tuple[Member, ...]]:
    rows = zip(golden["categories"].tolist(), golden["vectors"].tolist(), strict=True)
    flat = [Member(category, () if np.isnan(vector).any() else tuple(vector)) for category, vector in rows]
    ends = np.cumsum(golden["lengths"]).tolist()
    return [
        tuple(flat[end - count : end]) for end, count in zip(ends, golden["lengths"].tolist(), strict=True)
    ]


def _usual(values: NDArray[np.float64]) -> float:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if len(known) else float("nan")


def _packed(arrays: dict[str, NDArray[Any]]) -> bytes:
    made = io.BytesIO()
    np.savez_compressed(made, **arrays)  # type: ignore[arg-type] # names are ours, none is numpy's own
    return made.getvalue()
