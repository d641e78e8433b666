"""Plain values as TOML text that `tomllib` reads back equal, and strictly back: for recipes, cards, budgets.

Knows scalars, lists, tables and lists of tables; which keys exist is the model's that reads them.
"""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from modiste.garment import ModisteError, fault_of

Model = TypeVar("Model", bound=BaseModel)


def read_toml(path: Path, model: type[Model], most: int, code: str, missing: str = "") -> Model:
    """A file's values as a model.

    Args:
        path: The file.
        model: What it states.
        most: Bytes at most.
        code: Of the error, which names the path and the reason.
        missing: Of the error where the file cannot be read, which names its folder; by default `code`.

    Raises:
        ModisteError: `code` for what is too large, not UTF-8 TOML, or not the model's; `missing`.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        if missing:
            raise ModisteError(missing, path=path.parent, reason=f"{path.name}: {reason}") from None
        raise ModisteError(code, path=path, reason=reason) from None
    if len(raw) > most:
        raise ModisteError(code, path=path, reason=f"it has {len(raw)} bytes, over {most}")
    try:
        return model.model_validate(tomllib.loads(raw.decode()))
    except UnicodeDecodeError:
        reason = "it is not UTF-8 text"
    except tomllib.TOMLDecodeError as error:
        reason = f"it is not TOML ({error})"
    except ValidationError as error:
        reason = fault_of(error)
    raise ModisteError(code, path=path, reason=reason)


def to_toml(tree: Mapping[str, Any]) -> str:
    """TOML of a tree one table deep: scalars first, then tables, then lists of tables.

    A table inside a table is written inline. None has no TOML: leave such keys out.
    """
    tables = {key: value for key, value in tree.items() if isinstance(value, dict)}
    arrays = {key: value for key, value in tree.items() if _is_table_list(value)}
    scalars = {key: value for key, value in tree.items() if key not in tables and key not in arrays}
    lines = _rows(scalars)
    for key, table in tables.items():
        lines += ["", f"[{key}]", *_rows(table)]
    for key, items in arrays.items():
        for item in items:
            lines += ["", f"[[{key}]]", *_rows(item)]
    return "\n".join(lines) + "\n"


def _rows(table: Mapping[str, Any]) -> list[str]:
    names = {key: json.dumps(key) if "." in key else key for key in table}
    return [f"{names[key]} = {toml_literal(value)}" for key, value in table.items()]


def _is_table_list(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, dict) for item in value)


def toml_literal(value: object) -> str:
    """One value as TOML writes it."""
    if isinstance(value, dict):
        inner = ", ".join(f"{json.dumps(key)} = {toml_literal(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(toml_literal(item) for item in value)}]"
    if isinstance(value, float):
        return repr(value)
    # JSON's text, integers and booleans are TOML's, once DEL is escaped, which JSON leaves bare.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
