"""A synthetic catalogue of any size: every garment decided by the seed, its program and its number alone.

Knows how numbers are cut; what a garment is like is the house's plan. Nothing is drawn here.
"""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from modiste.garment import ModisteError
from modiste.tailoring import program_named
from modiste.workspace.cluster import Asked, Buffer, ClusterJob, Made, Mapper, packed, unpacked
from modiste.workspace.flows.house import planned_part

USUAL = 5_000
MOST = 1_000_000_000


def make(asked: Asked, mapper: Mapper) -> Made:
    """Decide garments, a line of JSON each with its captions; all of them are synthetic."""
    count, seed = asked.number("garments", 1, MOST), asked.number("seed", 0, 2**63 - 1)
    programs = [each.strip() for each in asked.settings["programs"].split(",") if each.strip()]
    for program in programs:
        program_named(program)
    if asked.data:
        raise ModisteError("MOD-3103", what="data", value=asked.data, reason="generate takes none")
    cuts = asked.cuts(count, USUAL)
    answers = mapper.map(
        "generate",
        "generate",
        len(cuts),
        lambda number: packed(start=cuts[number][0], stop=cuts[number][1], seed=seed, programs=programs),
    )
    files = {"garments.jsonl": (unpacked(frame).arrays["lines"].tobytes() for frame in answers)}
    return Made(count, files, {"seed": seed, "synthetic": True})


def generate(payload: Buffer, _shared: Buffer) -> bytes:
    """One part's garments as lines of JSON, UTF-8."""
    asked = unpacked(payload).plain
    lines = []
    for garment in planned_part(asked["start"], asked["stop"], asked["seed"], asked["programs"]):
        said = [garment.said(place) for place in range(len(garment.colourings))]
        told = {**vars(garment), "captions": said, "synthetic": True}
        # `default` looks into what a garment is made of: `to_json` would copy all of it first.
        lines.append(json.dumps(told, default=vars, ensure_ascii=False, sort_keys=True) + "\n")
    return packed({"lines": np.frombuffer("".join(lines).encode(), np.uint8)})


def _stamp(_asked: Asked) -> Mapping[str, Any]:
    return {}


JOB = ClusterJob(
    "Generate a synthetic catalogue", {"garments": "10000", "seed": "7", "programs": ""}, _stamp, make
)
