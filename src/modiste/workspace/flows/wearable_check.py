"""Recordings of a folder examined before anything is learned from them.

Knows the order of reading and examining; both are the wearables room's.
"""

from pathlib import Path

from modiste.wearables import Report, examine_all, layout_of, read_corrected


def check_recordings(folder: Path, device: str = "") -> Report:
    """What is wrong with the recordings of a folder, of one device or of all.

    Raises:
        ModisteError: MOD-2900 and MOD-2901 for the folder.
    """
    return examine_all(read_corrected(folder, device), layout_of(folder).rate_hz)
