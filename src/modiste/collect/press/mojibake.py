"""Text whose UTF-8 bytes were written as if each were a letter of Latin-1, as Instagram exports it.

Knows that one mistake and how it is undone; text that was right stays as it is.
"""

import re
from typing import Any

_TRACES = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")


def repaired(text: str) -> str:
    r"""The text as it was meant; text without the mistake's traces, or that is no UTF-8, is given back.

    Example:
        >>> repaired("caf\u00c3\u00a9"), repaired("\u00e7\u00ba\u00a2\u00e8\u00a3\u0099"), repaired("café")
        ('café', '红裙', 'café')
    """
    if not _TRACES.search(text):
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def repaired_json(value: Any) -> Any:
    """A JSON value with every text in it repaired, keys included."""
    if isinstance(value, str):
        return repaired(value)
    if isinstance(value, list):
        return [repaired_json(each) for each in value]
    if isinstance(value, dict):
        return {repaired(key): repaired_json(each) for key, each in value.items()}
    return value
