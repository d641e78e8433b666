"""Which garments are taken up after one another: counted customer by customer, summed garment by garment.

Knows how customers and garments are cut; what a pair counts is the recommend room's.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.recommend import Interactions, NeighbourSettings, pairs_of, read_interactions
from modiste.workspace.cluster import (
    Answers,
    Asked,
    Buffer,
    ClusterJob,
    Made,
    Mapper,
    file_stamp,
    npy_file,
    packed,
    unpacked,
)

USUAL = 20_000
"""Customers a part."""
SUM_BYTES = 64_000_000
"""Of pairs that one part of the second stage sums, about."""

MANNERS: Mapping[str, NeighbourSettings] = {
    "counts": NeighbourSettings(decay=1.0, backward=0.0, length_power=0.0),
    "decayed": NeighbourSettings(),
}
"""`counts`: how often b came after a, whole numbers; `decayed`: as the recommender weighs it, float32."""

_KINDS = {"counts": "<i8", "decayed": "<f4"}
_MOST_REACH = 1000


def make(asked: Asked, mapper: Mapper) -> Made:
    """Count each part's pairs, then sum those of neighbouring garments."""
    manner = asked.choice("manner", MANNERS)
    reach = asked.number("reach", 1, _MOST_REACH)
    reading = read_interactions(asked.data)
    whole = reading.interactions
    cuts = asked.cuts(len(whole.customers), USUAL)
    garments = len(whole.items)

    def customers(number: int) -> bytes:
        first, last = cuts[number]
        rows = slice(whole.starts[first], whole.starts[last])
        arrays = {
            "starts": whole.starts[first : last + 1] - whole.starts[first],
            "codes": whole.codes[rows],
            "weights": whole.weights[rows],
        }
        return packed(arrays, garments=garments, manner=manner, reach=reach)

    counted = mapper.map("count", "cooccurrence.count", len(cuts), customers)
    bounds = _bounds(counted, garments)

    def neighbours(number: int) -> bytes:
        low, high = bounds[number]
        parts = [_between(unpacked(frame).arrays, low, high) for frame in counted.views()]
        names = ("rows", "others", "values")
        return packed({name: np.concatenate([part[name] for part in parts]) for name in names})

    summed = mapper.map("sum", "cooccurrence.sum", len(bounds), neighbours)
    count = sum(len(values) for values in _values(summed))
    files = {
        "garments.jsonl": iter(
            ["".join(json.dumps(each, ensure_ascii=False) + "\n" for each in whole.items).encode()]
        ),
        "pairs.npy": npy_file((count, 2), "<i4", _columns(summed)),
        f"{manner}.npy": npy_file((count,), _KINDS[manner], _values(summed)),
    }
    told = {
        "customers": len(whole.customers),
        "garments": garments,
        "pairs": count,
        "n_rejected": reading.extras()["n_rejected"],
    }
    return Made(len(whole), files, told)


def count(payload: Buffer, _shared: Buffer) -> bytes:
    """One part's pairs: `rows` and `others` int32, garments by number, and `values`, by rows."""
    given = unpacked(payload)
    plain, arrays = given.plain, given.arrays
    known = MANNERS[plain["manner"]]
    settings = NeighbourSettings(
        reach=plain["reach"], decay=known.decay, backward=known.backward, length_power=known.length_power
    )
    weights = np.ones_like(arrays["weights"]) if plain["manner"] == "counts" else arrays["weights"]
    customers = ("",) * (len(arrays["starts"]) - 1)
    theirs = Interactions(
        customers,
        ("",) * plain["garments"],
        arrays["starts"],
        arrays["codes"],
        np.zeros(len(arrays["codes"]), np.int64),
        weights,
    )
    pairs = pairs_of(theirs, settings)
    pairs.sum_duplicates()
    rows = np.repeat(np.arange(pairs.shape[0], dtype=np.int32), np.diff(pairs.indptr))
    values = pairs.data
    if plain["manner"] == "counts":
        if values.max(initial=0) >= 2**24:  # beyond that float32 does not hold every whole number
            raise ModisteError(
                "MOD-3103", what="partitions", value=1, reason="a pair occurs too often in one"
            )
        values = values.astype(np.int64)
    return packed({"rows": rows, "others": pairs.indices.astype(np.int32), "values": values})


def total(payload: Buffer, _shared: Buffer) -> bytes:
    """The sums of equal pairs, in order; equal pairs are added in the order of their parts."""
    given = unpacked(payload).arrays
    rows, others, values = given["rows"], given["others"], given["values"]
    order = np.lexsort((np.arange(len(rows)), others, rows))
    rows, others, values = rows[order], others[order], values[order]
    first = np.ones(len(rows), bool)
    first[1:] = (rows[1:] != rows[:-1]) | (others[1:] != others[:-1])
    places = np.flatnonzero(first)
    sums = np.add.reduceat(values, places) if len(places) else values
    return packed({"rows": rows[places], "others": others[places], "values": sums})


def _bounds(counted: Answers, garments: int) -> list[tuple[int, int]]:
    """Runs of garments whose pairs are about `SUM_BYTES` together: of the data alone, whoever works."""
    per_garment = np.zeros(garments, np.int64)
    for frame in counted.views():
        per_garment += np.bincount(unpacked(frame).arrays["rows"], minlength=garments) * 16
    if not garments:
        return []
    runs = np.cumsum(per_garment) // SUM_BYTES
    edges = [0, *(np.flatnonzero(runs[1:] != runs[:-1]) + 1).tolist(), garments]
    return list(pairwise(edges))


def _between(arrays: Mapping[str, NDArray[Any]], low: int, high: int) -> dict[str, NDArray[Any]]:
    start, stop = np.searchsorted(arrays["rows"], [low, high])
    return {name: array[start:stop] for name, array in arrays.items()}


def _columns(summed: Answers) -> Iterator[NDArray[Any]]:
    for frame in summed.views():
        arrays = unpacked(frame).arrays
        yield np.stack([arrays["rows"], arrays["others"]], axis=1)


def _values(summed: Answers) -> Iterator[NDArray[Any]]:
    return (unpacked(frame).arrays["values"] for frame in summed.views())


def _stamp(asked: Asked) -> Mapping[str, Any]:
    return file_stamp(asked.data)


JOB = ClusterJob(
    "Count which garments are taken up after one another", {"manner": "counts", "reach": "20"}, _stamp, make
)
