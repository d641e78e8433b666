"""The shape of what can go wrong."""

from typing import NamedTuple


class Problem(NamedTuple):
    """What one numbered error says: a title, a detail and a remedy with named gaps, an HTTP status."""

    title: str
    detail: str
    remedy: str
    status: int = 422
