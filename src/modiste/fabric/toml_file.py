"""The TOML files in which specs, scenarios and circuits are stated.

Knows how a file is read and refused; what it says is its reader's.
"""

import tomllib
from pathlib import Path
from typing import Any

from modiste.garment import ModisteError

MOST_BYTES = 200_000


def read_toml(path: Path, code: str) -> dict[str, Any]:
    """The values of a file.

    Raises:
        ModisteError: `code`, with a reason, for a file that is missing, too large or no TOML.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ModisteError(code, reason=f"{path.name} has more than {MOST_BYTES} bytes")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ModisteError(code, reason=f"{path.name} cannot be read: {reason.lower()}") from None
