"""A catalogue encoded: a vector for every picture, and for every caption where there are some.

Knows blocks and files; the encoder is the one that comes with Modiste, the same on every machine.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from modiste.foundation import Encoder, bundled_encoder
from modiste.garment import ModisteError
from modiste.workspace.cluster import (
    Answers,
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

BLOCK = 64
"""Pictures that the encoder is given at once. Parts are whole blocks, so that the same go together."""

USUAL = 512
NEAR = 320
STAGES = ("pictures", "captions")
Part = Callable[[int, int], dict[str, Any]]


def make(asked: Asked, mapper: Mapper) -> Made:
    """Encode; pictures that cannot be read are named with the reason."""
    pictures = pictures_of(asked.data)
    dimension = _encoder().dimension
    seen = _mapped(asked, mapper, STAGES[0], len(pictures.ids), pictures.part)
    files = dict(_files("pictures", seen, dimension))
    if pictures.captions:
        said = _mapped(
            asked,
            mapper,
            STAGES[1],
            len(pictures.captions),
            lambda start, stop: {"texts": pictures.captions[start:stop], "ids": list(range(start, stop))},
        )
        files |= _files("captions", said, dimension)
    rejected = [row for frame in seen for row in unpacked(frame).plain["rejected"]]
    told = {"encoder": _encoder().fingerprint, "rejected": rejected[:100], "n_rejected": len(rejected)}
    return Made(len(pictures.ids) + len(pictures.captions), files, told)


def encode(payload: Buffer, _shared: Buffer) -> bytes:
    """One part's vectors, float32 (n, dimension), with the ids they are of."""
    told = unpacked(payload).plain
    encoder, size = _encoder(), told["block"]
    made, ids, rejected = [], [], []
    if "texts" in told:
        texts = told["texts"]
        made = [encoder.embed_texts(texts[at : at + size]) for at in range(0, len(texts), size)]
        ids = told["ids"]
    else:
        block = []
        for count, (name, picture) in enumerate(opened(told, NEAR), 1):
            if isinstance(picture, ModisteError):
                rejected.append({"id": name, "code": picture.code, "reason": picture.detail})
            else:
                block.append(picture)
                ids.append(name)
            if block and count % size == 0:
                made.append(encoder.embed_images(block))
                block = []
        if block:
            made.append(encoder.embed_images(block))
    vectors = np.concatenate(made) if made else np.empty((0, encoder.dimension), np.float32)
    return packed({"vectors": vectors}, ids=ids, rejected=rejected)


def _mapped(asked: Asked, mapper: Mapper, stage: str, n: int, part: Part) -> Answers:
    cuts = asked.cuts(n, USUAL, BLOCK)
    return mapper.map(stage, "encode", len(cuts), lambda number: packed(**part(*cuts[number]), block=BLOCK))


def _files(name: str, answers: Answers, dimension: int) -> Iterator[tuple[str, Iterator[bytes]]]:
    count = sum(len(unpacked(frame).plain["ids"]) for frame in answers)
    vectors = (unpacked(frame).arrays["vectors"] for frame in answers)
    yield f"{name}.npy", npy_file((count, dimension), "<f4", vectors)
    yield (
        f"{name}.jsonl",
        (
            "".join(
                json.dumps(each, ensure_ascii=False) + "\n" for each in unpacked(frame).plain["ids"]
            ).encode()
            for frame in answers
        ),
    )


@cache
def _encoder() -> Encoder:
    return bundled_encoder(threads=1)


JOB = ClusterJob("Encode a catalogue's pictures and captions", {}, stamp, make)
