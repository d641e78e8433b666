"""Circuits of conductive yarn on sewing patterns, and sensors of it, as the faces ask for them.

Knows files and plain values; circuits are fabric's, patterns tailoring's.
"""

import csv
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from modiste.fabric import Wired, circuit_from, grade_sensor, learn_sensor, read_circuit, wire
from modiste.fabric import circuit_sheet as circuit_sheet  # noqa: PLC0414 - the faces' way to the word
from modiste.fabric import circuit_svg as circuit_svg  # noqa: PLC0414 - the same
from modiste.fabric import heat_sheet as heat_sheet  # noqa: PLC0414 - the same
from modiste.garment import ModisteError


def wired_file(path: Path) -> Wired:
    """The circuit of a TOML file, laid on its pattern.

    Raises:
        ModisteError: MOD-2834 and on, where it is none or does not lie on its pattern.
    """
    return wire(read_circuit(path))


def wired_tree(tree: Mapping[str, Any]) -> Wired:
    """The same of plain values, as the API has them."""
    return wire(circuit_from(dict(tree)))


def sensor_of_file(path: Path) -> dict[str, Any]:
    """A strain sensor learned from a CSV file of measured loops.

    Raises:
        ModisteError: MOD-2837 for a file that is missing or holds no loops.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [(float(row["strain"]), float(row["change"])) for row in csv.DictReader(file)]
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ModisteError(
            "MOD-2837", reason=f"{path.name} has no columns strain and change: {error}"
        ) from None
    strain, change = np.array(rows).reshape(-1, 2).T
    learned = learn_sensor(strain, change)
    off = learned.response(strain) - change
    return {
        "rows": len(rows),
        "grade": asdict(grade_sensor(strain, change)),
        "rms_error_percent": float(np.sqrt(np.mean(off**2)) / np.ptp(change) * 100),
        "thresholds": learned.thresholds.tolist(),
        "weights": learned.weights.tolist(),
        "offset": learned.offset,
        "how": "measured loops, learned by play operators; the error is on the same loops",
    }
