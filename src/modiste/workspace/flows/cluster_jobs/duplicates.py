"""Near duplicates among a catalogue's pictures: described part by part, then asked about part by part.

Knows the two stages and how their findings come together; what makes pictures alike is the collect room's.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from modiste.collect import clean
from modiste.garment import ModisteError
from modiste.workspace.cluster import (
    Asked,
    Buffer,
    ClusterJob,
    Made,
    Mapper,
    npy_file,
    packed,
    unpacked,
)
from modiste.workspace.flows.cluster_jobs.pictures import opened, pictures_of, stamp
from modiste.workspace.keyed import Keyed

USUAL = 512
MOST_PICTURES = 1_000_000
"""Every worker reads the descriptions of all pictures, some 8 KB each."""
NEAR = 512


def make(asked: Asked, mapper: Mapper) -> Made:
    """Describe every picture, then find its like among all."""
    pictures = pictures_of(asked.data)
    n = len(pictures.ids)
    if n > MOST_PICTURES:
        raise ModisteError("MOD-3103", what="data", value=n, reason=f"at most {MOST_PICTURES:,} pictures")
    cuts = asked.cuts(n, USUAL)
    described = mapper.map(
        "describe", "duplicates.describe", len(cuts), lambda number: packed(**pictures.part(*cuts[number]))
    )
    ids, sizes, blobs, rejected = [], [], [], []
    for frame in described:
        found = unpacked(frame)
        ids += found.plain["ids"]
        rejected += found.plain["rejected"]
        sizes.append(found.arrays["sizes"])
        blobs.append(found.arrays["bytes"])
    all_sizes = np.concatenate([*sizes, np.empty(0, np.int64)])
    whole = np.concatenate([*blobs, np.empty(0, np.uint8)])
    token = hashlib.sha256(whole.data).hexdigest()
    shared = packed({"sizes": all_sizes, "bytes": whole}, token=token)
    asking = asked.cuts(len(ids), USUAL)
    paired = mapper.map(
        "pair",
        "duplicates.pair",
        len(asking),
        lambda number: packed(start=asking[number][0], stop=asking[number][1]),
        shared,
    )
    pairs: dict[tuple[int, int], dict[str, Any]] = {}
    for frame in paired:
        for row in unpacked(frame).plain["pairs"]:
            pairs.setdefault((row["one"], row["other"]), row)  # as one alone: of each pair the first finding
    found_pairs = [pairs[key] for key in sorted(pairs)]
    places = np.array([(row["one"], row["other"]) for row in found_pairs], np.int64).reshape(-1, 2)
    files = {
        "pictures.jsonl": iter(
            ["".join(json.dumps(each, ensure_ascii=False) + "\n" for each in ids).encode()]
        ),
        "pairs.npy": npy_file(places.shape, "<i8", iter([places])),
        "pairs.jsonl": _lines(found_pairs),
    }
    told = {"pairs": len(found_pairs), "rejected": rejected[:100], "n_rejected": len(rejected)}
    return Made(n, files, told)


def describe(payload: Buffer, _shared: Buffer) -> bytes:
    """One part's pictures as `Features`, end to end, and how long each is."""
    ids, parts, rejected = [], [], []
    for name, picture in opened(unpacked(payload).plain, NEAR):
        if isinstance(picture, ModisteError):
            rejected.append({"id": name, "code": picture.code, "reason": picture.detail})
            continue
        ids.append(name)
        parts.append(clean.local_features(picture).to_bytes())
    sizes = np.array([len(part) for part in parts], np.int64)
    whole = np.frombuffer(b"".join(parts), np.uint8)
    return packed({"sizes": sizes, "bytes": whole}, ids=ids, rejected=rejected)


def pair(payload: Buffer, shared: Buffer) -> bytes:
    """The pairs that one part's pictures find among all."""
    asked = unpacked(payload).plain
    compared = _compared(Keyed(unpacked(shared).plain["token"], shared))
    found = compared.asked_by(range(asked["start"], asked["stop"]))
    rows = [
        {"one": each.one, "other": each.other, "edit": each.edit, **_evidence(each.evidence)}
        for each in found
    ]
    return packed(pairs=rows)


@lru_cache(maxsize=1)
def _compared(whole: Keyed[Buffer]) -> clean.Compared:
    told = unpacked(whole.value).arrays
    ends = np.cumsum(told["sizes"])
    view = told["bytes"].data
    starts = ends - told["sizes"]
    features = [
        clean.Features.from_bytes(view[start:end])  # type: ignore[arg-type] # any buffer does
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]
    return clean.Compared.of(features)


def _evidence(found: Any) -> dict[str, Any]:
    return {name: getattr(found, name) for name in ("mirrored", "inliers", "agreement", "scale", "turn")}


def _lines(rows: list[dict[str, Any]]) -> Iterator[bytes]:
    for row in rows:
        yield json.dumps(row, sort_keys=True).encode() + b"\n"


JOB = ClusterJob("Find near duplicates among a catalogue's pictures", {}, stamp, make)
