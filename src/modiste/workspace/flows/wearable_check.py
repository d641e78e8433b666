"""Recordings of a folder examined, and what their signals say, before anything is learned from them.

Knows the order of reading and asking; both are the wearables room's.
"""

from pathlib import Path
from typing import Any

from modiste.wearables import Report, examine_all, layout_of, read_corrected, signals_of

_LEAST = 3.0
"""Seconds that filters need."""


def check_recordings(folder: Path, device: str = "") -> Report:
    """What is wrong with the recordings of a folder, of one device or of all.

    Raises:
        ModisteError: MOD-2900 and MOD-2901 for the folder.
    """
    return examine_all(read_corrected(folder, device), layout_of(folder).rate_hz)


def recording_signals(folder: Path, device: str = "") -> list[dict[str, Any]]:
    """Steps, pulse, breath and warmth of each good stretch of recordings, where they have the columns.

    Raises:
        ModisteError: MOD-2900 and MOD-2901 for the folder.
    """
    report = check_recordings(folder, device)
    return [signals_of(part) for each in report.examined for part in each.parts() if part.seconds >= _LEAST]
