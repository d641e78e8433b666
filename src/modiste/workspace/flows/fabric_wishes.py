"""What reviews ask of cloth, as the faces show it.

Knows which room reads them; lexicon and statistics are the fabric room's.
"""

from pathlib import Path
from typing import Any

from modiste.fabric import read_wishes


def wishes_of(data: Path, segment: str) -> dict[str, Any]:
    """What a segment's reviews ask of cloth, and the goals that follow; see `fabric.read_wishes`."""
    return read_wishes(data, segment)
