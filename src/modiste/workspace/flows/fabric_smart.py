"""Circuits of conductive yarn on sewing patterns, and sensors of it, as the faces ask for them.

Knows files and plain values; circuits are fabric's, patterns tailoring's.
"""

import csv
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from modiste.fabric import (
    FabricSpec,
    PlainCloth,
    Wired,
    circuit_from,
    grade_sensor,
    learn_sensor,
    melt_asked,
    melted,
    open_asked,
    opened,
    predict,
    read_circuit,
    read_functions,
    read_spec,
    spec_from,
    wash_asked,
    washed,
    wire,
)
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


def smart_function(name: str, spec: FabricSpec | None, asked: Mapping[str, Any]) -> dict[str, Any]:
    """A cloth that melts (`phase-change`), opens when damp (`adapt`), or wears out (`ageing`), as curves.

    Args:
        name: Which of `fabric.FUNCTIONS`.
        spec: The cloth without its function; ageing is of a yarn and needs none.
        asked: What the function takes, as a table of examples/fabric/smart.toml.

    Raises:
        ModisteError: MOD-2840 for what cannot be asked, MOD-280x for a cloth that cannot be made.
    """
    if name == "ageing":
        return washed(wash_asked(asked))
    if spec is None or name not in ("phase-change", "adapt"):
        raise ModisteError("MOD-2840", reason=f"{name[:80]} of no cloth is no function")
    told = {key: each.value for key, each in predict(spec).items()}
    cloth = PlainCloth(
        spec.name, *(told[key] for key in ("mass_gsm", "thickness_mm", "rct_m2k_w", "ret_m2pa_w"))
    )
    return melted(cloth, melt_asked(asked)) if name == "phase-change" else opened(cloth, open_asked(asked))


def smart_function_of_files(name: str, spec: Path | None, asked: Path | None) -> dict[str, Any]:
    """The same of TOML files; without what is asked, of what is usual."""
    tree = read_functions(asked).get(name, {}) if asked else {}
    return smart_function(name, read_spec(spec) if spec else None, tree)


def smart_function_of_tree(
    name: str, spec: Mapping[str, Any] | None, asked: Mapping[str, Any]
) -> dict[str, Any]:
    """The same of plain values, as the API has them."""
    return smart_function(name, spec_from(dict(spec)) if spec else None, asked)
