"""Circuits of conductive yarn on sewing patterns, as the faces ask for them.

Knows files and plain values; circuits are fabric's, patterns tailoring's.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modiste.fabric import Wired, circuit_from, read_circuit, wire
from modiste.fabric import circuit_sheet as circuit_sheet  # noqa: PLC0414 - the faces' way to the word
from modiste.fabric import circuit_svg as circuit_svg  # noqa: PLC0414 - the same
from modiste.fabric import heat_sheet as heat_sheet  # noqa: PLC0414 - the same


def wired_file(path: Path) -> Wired:
    """The circuit of a TOML file, laid on its pattern.

    Raises:
        ModisteError: MOD-2834 and on, where it is none or does not lie on its pattern.
    """
    return wire(read_circuit(path))


def wired_tree(tree: Mapping[str, Any]) -> Wired:
    """The same of plain values, as the API has them."""
    return wire(circuit_from(dict(tree)))
