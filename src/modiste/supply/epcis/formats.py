"""When a text is an identifier: an absolute URI, a blank node, or a name whose prefix the context binds.

Knows the pattern; where such texts must stand is `schema`'s. `format: uri` of JSON Schema refuses blank nodes
(`_:document1`), which documents that are right use, and without it unknown words pass for identifiers: so the
check is our own.
"""

import re
from collections.abc import Collection, Iterator, Mapping

_SIGNS = r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2}|[^\x00-\x7F])"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")


def identifier_pattern(prefixes: Collection[str] = ()) -> str:
    """The pattern of identifiers.

    Args:
        prefixes: Those that the context binds and that no URI could begin with, such as `my_terms`.
    """
    more = "".join(f"|{re.escape(each)}" for each in sorted(prefixes))
    return f"^(?:(?:[A-Za-z][A-Za-z0-9+.-]*{more}):{_SIGNS}+|_:[A-Za-z0-9._-]+)$"


def odd_prefixes(*contexts: object) -> frozenset[str]:
    """The prefixes of JSON-LD contexts with which no URI could begin; a scheme-like one needs no binding."""
    found = (name for context in contexts for name in _bound(context))
    return frozenset(name for name in found if name and ":" not in name and not _SCHEME.fullmatch(name))


def _bound(context: object) -> Iterator[str]:
    for part in context if isinstance(context, list) else [context]:
        if isinstance(part, Mapping):
            yield from (str(name) for name in part if not str(name).startswith("@"))
