"""The Fashion-MNIST study's numbers, read from the benchmarks' dated records; none is written here.

Knows which records belong to the study and where they lie; how the story is told is the faces'.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modiste.garment import ModisteError

BENCHMARKS = ("article_keras", "training_step_rate", "vision_models", "vision_serving")


@dataclass(frozen=True)
class Study:
    """The records of the study's benchmarks, the newest of each claim, in the order of their making.

    A record has `date, benchmark, claim, value, unit, interval, peer, peer_value, how, notes, machine,
    commit` and `extra`, which holds `claim_zh` and what the benchmark measured besides.
    """

    records: tuple[dict[str, Any], ...]


def read_study() -> Study:
    """Read the records.

    Raises:
        ModisteError: MOD-1103 when a benchmark has none, as in an installation that was cut short.
    """
    newest: dict[tuple[str, str], dict[str, Any]] = {}
    for name in BENCHMARKS:
        try:
            rows = json.loads((record_folder() / f"{name}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise ModisteError("MOD-1103", kind="record of", id=name) from None
        for row in rows:
            newest[name, row["claim"]] = row
    return Study(tuple(newest.values()))


def record_folder() -> Path:
    """Where the records lie: `benchmarks/records/` of a checkout, or the copy packed into the wheel."""
    packed = Path(__file__).parent.parent / "records"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "benchmarks" / "records"
