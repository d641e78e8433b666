"""Cursor pages: the shape `{items, next_cursor}` and the opaque cursor.

What a page holds and in which order is the store's; a cursor only remembers the last thing seen, so rows that
come or go before it never shift a page.
"""

import base64
import binascii
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from modiste.garment import ModisteError

T = TypeVar("T")
_MARK = "1:"
Limit = Annotated[int, Query(ge=1, le=200, description="At most so many items.")]
Cursor = Annotated[
    str | None,
    Query(max_length=600, description="`next_cursor` of the page before; leave out for the first page."),
]


class Page(BaseModel, Generic[T]):
    """One page; `next_cursor` is null on the last one."""

    model_config = ConfigDict(frozen=True)

    items: list[T]
    next_cursor: str | None = Field(default=None, description="Give it as `cursor` to get the next page.")


def to_cursor(last: str | None) -> str | None:
    """Wrap the last thing seen.

    Example:
        >>> from_cursor(to_cursor("coat-001"))
        'coat-001'
    """
    if last is None:
        return None
    return base64.urlsafe_b64encode(f"{_MARK}{last}".encode()).decode().rstrip("=")


def from_cursor(cursor: str | None) -> str | None:
    """Unwrap a cursor.

    Raises:
        ModisteError: MOD-2215 when it was not made by `to_cursor`.
    """
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        text = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raise ModisteError("MOD-2215") from None
    if not text.startswith(_MARK) or not text.isprintable():
        raise ModisteError("MOD-2215")
    return text.removeprefix(_MARK)
