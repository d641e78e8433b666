"""Which suppliers may sign what a passport says, and the statements that they signed.

Knows rows; whether a signature holds and what a statement means is the passport room's.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, insert, select, update

from modiste.garment import ModisteError
from modiste.store.columns import keepable
from modiste.store.database import Database
from modiste.store.passport_facts import KeptFact, add_facts
from modiste.store.passport_tables import passport_signers, passport_statements


class KeptSigner(NamedTuple):
    """A supplier who may sign; moments in milliseconds since 1970, 0 where there is none.

    Attributes:
        did: Its name, `did:key:...` or `did:web:...`.
        key: Its key, a multikey.
        name: What people call it.
        tiers: Of which tiers it may speak, none for all.
        made_at: When it was named.
        made_by: By whom.
        ended_at: When it was taken back.
        ended_by: By whom.
    """

    did: str
    key: str
    name: str
    tiers: tuple[str, ...]
    made_at: int
    made_by: str
    ended_at: int = 0
    ended_by: str = ""


class KeptStatement(NamedTuple):
    """A signed statement as it is kept; moments in milliseconds since 1970, 0 where there is none.

    Attributes:
        sha256: Of its canonical bytes.
        garment: Of which garment it was taken to be.
        did: Who signed.
        key: By which key.
        name: What the signer is called.
        body: Its canonical bytes.
        is_private: Whether bundles tell its hash alone.
        valid_until: When it ends.
        made_at: When it was taken in.
        made_by: By whom.
        withdrawn_at: When it was taken back.
        withdrawn_by: By whom.
    """

    sha256: str
    garment: str
    did: str
    key: str
    name: str
    body: bytes
    is_private: bool
    valid_until: int
    made_at: int
    made_by: str
    withdrawn_at: int = 0
    withdrawn_by: str = ""


class PassportStatements:
    """The signers of one shop and what they signed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def signers(self, did: str = "") -> list[KeptSigner]:
        """Who may sign or might once, the first named first."""
        table = passport_signers.c
        query = select(passport_signers).order_by(table.made_at, table.did, table.key)
        query = query.where(table.did == did) if did else query
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [KeptSigner(*row)._replace(tiers=tuple(row.tiers)) for row in rows]

    def name_signer(self, signer: KeptSigner) -> None:
        """Let a supplier sign; one that is there gets the new name and tiers, and is in force again."""
        said = {**signer._asdict(), "name": keepable(signer.name), "tiers": list(signer.tiers)}
        table = passport_signers.c
        mine = (table.did == signer.did, table.key == signer.key)
        with self._database.writing() as connection:
            if not connection.execute(update(passport_signers).where(*mine).values(said)).rowcount:
                connection.execute(insert(passport_signers), [said])

    def end_signer(self, did: str, who: str, at: int) -> None:
        """Take back that a supplier may sign.

        Raises:
            ModisteError: MOD-1103 when there is none in force.
        """
        table = passport_signers.c
        query = update(passport_signers).where(table.did == did, table.ended_at == 0)
        with self._database.writing() as connection:
            count = connection.execute(query.values(ended_at=at, ended_by=keepable(who))).rowcount
        if not count:
            raise ModisteError("MOD-1103", kind="signer", id=did[:100])

    def add(self, statement: KeptStatement, facts: Sequence[KeptFact]) -> None:
        """Keep a statement with the facts that it says, or again what was taken back."""
        said = {**statement._asdict(), "name": keepable(statement.name)}
        with self._database.writing() as connection:
            mine = update(passport_statements).where(*_one(statement.sha256, statement.garment))
            if not connection.execute(mine.values(said)).rowcount:
                connection.execute(insert(passport_statements), [said])
            add_facts(connection, facts)

    def withdraw(
        self, statement: KeptStatement, facts: Sequence[KeptFact], who: str, at: int
    ) -> KeptStatement:
        """Take a statement back; `facts` take back what it says."""
        said = {"withdrawn_at": at, "withdrawn_by": keepable(who)}
        with self._database.writing() as connection:
            mine = update(passport_statements).where(*_one(statement.sha256, statement.garment))
            connection.execute(mine.values(said))
            add_facts(connection, facts)
        return statement._replace(withdrawn_at=at, withdrawn_by=who)

    def get(self, sha256: str, garment: str = "") -> KeptStatement:
        """A statement, of one garment or of any.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        found = self.several([sha256], garment)
        if not found:
            raise ModisteError("MOD-1103", kind="statement", id=sha256[:80])
        return found[sha256]

    def several(self, hashes: Iterable[str], garment: str = "") -> dict[str, KeptStatement]:
        """Statements by their hashes; of several garments' the one that tells less."""
        wanted = list(dict.fromkeys(hashes))[:500]
        table = passport_statements.c
        query = select(passport_statements).where(table.sha256.in_(wanted)).order_by(table.is_private)
        query = query.where(table.garment == garment) if garment else query
        return {each.sha256: each for each in self._found(query)}

    def listing(self, garment: str = "") -> list[KeptStatement]:
        """All, or a garment's, the newest first."""
        table = passport_statements.c
        query = select(passport_statements).order_by(table.made_at.desc(), table.sha256)
        return self._found(query.where(table.garment == garment) if garment else query)

    def _found(self, query: Select[Any]) -> list[KeptStatement]:
        with self._database.reading() as connection:
            return [KeptStatement(*row) for row in connection.execute(query)]


def _one(sha256: str, garment: str) -> tuple[Any, Any]:
    return passport_statements.c.sha256 == sha256, passport_statements.c.garment == garment
