"""What specs, scenarios and circuits are stated in: TOML files, and their values as frozen models.

Knows how a file and a value are refused; what they say is their reader's.
"""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from modiste.garment import ModisteError, fault_of

MOST_BYTES = 200_000
Model = TypeVar("Model", bound=BaseModel)


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


def stated(model: type[Model], tree: dict[str, Any], code: str) -> Model:
    """Plain values as a model.

    Raises:
        ModisteError: `code`, with the place and reason of the first value that it does not take.
    """
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        raise ModisteError(code, reason=fault_of(error)) from None
