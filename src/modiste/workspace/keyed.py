"""A value that is known by its key, so that a cache makes once of it what it is handed many times.

Knows equality; which key stands for a value is said by whoever hands it in.
"""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Keyed(Generic[T]):
    """A value and the key by which it is compared and hashed.

    Example:
        >>> Keyed("k", [1]) == Keyed("k", [2])
        True
    """

    key: str
    value: T = field(compare=False, repr=False)
