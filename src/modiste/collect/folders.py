"""Where downloads and decoded pictures are kept, and how a file gets there whole or not at all.

It knows nothing of what is in the files.
"""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from modiste.garment import ModisteError


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """`$MODISTE_CACHE`, else the system's own place for caches; it is not created here."""
    if named := environment.get("MODISTE_CACHE"):
        return Path(named)
    home = Path(environment.get("HOME") or Path.home())
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "modiste"
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "modiste" / "Cache"
    return Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "modiste"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader, or a crash, sees all of it or nothing.

    Raises:
        ModisteError: MOD-1223 when it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".partial", delete=False) as file:
            partial = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                partial.unlink(missing_ok=True)
                raise
        partial.replace(path)
    except OSError as error:
        raise ModisteError("MOD-1223", path=path, reason=(error.strerror or str(error)).lower()) from None
