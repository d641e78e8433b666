"""How the spine's kinds of value lie in a database column, the same in SQLite and PostgreSQL.

Knows types only; the tables are in `tables`.
"""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

MONEY_SCALE = Decimal("0.0001")


def keepable(text: str) -> str:
    r"""Text that every database takes: what UTF-8 or PostgreSQL has no room for is written as an escape.

    Example:
        >>> keepable("photo\udc80.jpg\x00")
        'photo\\udc80.jpg\\x00'
    """
    return text.encode(errors="backslashreplace").decode().replace("\x00", "\\x00")


def keepable_json(value: Any) -> Any:
    """Plain values that JSON has: a number that is not finite becomes None, in any depth."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {str(key): keepable_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [keepable_json(each) for each in value]
    return value


class UtcMoment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps ISO 8601 text of fixed width, which sorts as time does."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Text in SQLite, a timestamp elsewhere."""
        return dialect.type_descriptor(String(32) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Aware moments only; the spine lets no other in."""
        if value is not None and not isinstance(value, datetime):
            raise TypeError("it is no moment")  # PostgreSQL would take 'yesterday'
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Back to an aware moment in UTC."""
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone(UTC)


class ExactMoney(TypeDecorator[Decimal]):
    """Money as a whole number of ten-thousandths: exact, and it sums in SQL."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """To ten-thousandths."""
        return None if value is None else int(value.scaleb(4))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Back to a decimal with four places."""
        return None if value is None else (Decimal(value) * MONEY_SCALE)
