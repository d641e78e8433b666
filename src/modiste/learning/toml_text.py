"""Plain values as TOML text that `tomllib` reads back equal: for recipes and model cards.

Knows scalars, lists, tables and lists of tables; which keys exist is the recipe's or the card's.
"""

import json
from collections.abc import Mapping
from typing import Any


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
