"""API keys as a shop keeps them: a name, scopes, and the hash of a secret that is kept nowhere.

Knows rows; how a secret is made and hashed, and what a scope allows, is the API's.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import delete, insert, select

from modiste.store.database import Database
from modiste.store.tables import api_keys


@dataclass(frozen=True)
class ApiKey:
    """One key; `id` names it in lists and logs."""

    id: str
    name: str
    scopes: tuple[str, ...]
    created_at: datetime


class ApiKeys:
    """The API keys of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, hash_: str, scopes: list[str]) -> ApiKey:
        """Keep a new key by its hash."""
        key = ApiKey(uuid4().hex, name, tuple(scopes), datetime.now(UTC))
        with self._database.writing() as connection:
            connection.execute(insert(api_keys).values({**vars(key), "scopes": scopes, "hash": hash_}))
        return key

    def find(self, hash_: str) -> ApiKey | None:
        """The key of a hash; None when there is none (any more)."""
        return next(iter(self._select(api_keys.c.hash == hash_)), None)

    def all(self) -> list[ApiKey]:
        """Every key, oldest first."""
        return self._select()

    def remove(self, id_: str) -> bool:
        """Revoke a key at once; whether there was one."""
        with self._database.writing() as connection:
            return connection.execute(delete(api_keys).where(api_keys.c.id == id_)).rowcount == 1

    def _select(self, *conditions: object) -> list[ApiKey]:
        columns = (api_keys.c.id, api_keys.c.name, api_keys.c.scopes, api_keys.c.created_at)
        query = select(*columns).order_by(api_keys.c.created_at, api_keys.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(query.where(*conditions)).all()  # type: ignore[arg-type] # are conditions
        return [ApiKey(id_, name, tuple(scopes), made) for id_, name, scopes, made in rows]
