"""Answers kept under the key a client drew for its request, so that a request sent twice is done once.

Knows owners, keys, fingerprints and answers; HTTP is the API's. Kept for a day; a request whose server died
gives its key free after five minutes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, delete, insert, select, update

from modiste.store.database import Database
from modiste.store.tables import replies

KEPT = timedelta(days=1)
AT_WORK = timedelta(minutes=5)


@dataclass(frozen=True)
class Reply:
    """An answer as it was given."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Replies:
    """The answers of one shop's server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self, owner: str, key: str, fingerprint: str, now: datetime | None = None
    ) -> Reply | Literal["new", "busy", "other"]:
        """Ask what to do with a request.

        Returns:
            The answer it was given before; or `new` when the caller is to do it, then `finish` or `forget`;
            `busy` while somebody else is doing it; `other` when the key came with another request before.
        """
        now = now or datetime.now(UTC)
        with self._database.writing() as connection:
            connection.execute(
                delete(replies).where(
                    (replies.c.begun_at < now - KEPT)
                    | (replies.c.status.is_(None) & (replies.c.begun_at < now - AT_WORK))
                )
            )
            row = connection.execute(select(replies).where(_is(owner, key))).one_or_none()
            if row is None:
                new = {"owner": owner, "key": key, "fingerprint": fingerprint, "begun_at": now}
                connection.execute(insert(replies).values(new))
                return "new"
        if row.fingerprint != fingerprint:
            return "other"
        return "busy" if row.status is None else Reply(row.status, row.headers, row.body)

    def finish(self, owner: str, key: str, reply: Reply) -> None:
        """Keep the answer."""
        with self._database.writing() as connection:
            connection.execute(
                update(replies)
                .where(_is(owner, key))
                .values(**{**vars(reply), "headers": dict(reply.headers)})
            )

    def forget(self, owner: str, key: str) -> None:
        """Give the key free: the request was not done."""
        with self._database.writing() as connection:
            connection.execute(delete(replies).where(_is(owner, key), replies.c.status.is_(None)))


def _is(owner: str, key: str) -> ColumnElement[bool]:
    return (replies.c.owner == owner) & (replies.c.key == key)
