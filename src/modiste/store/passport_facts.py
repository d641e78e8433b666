"""What people and documents say of garments for their passports, each with who said it and when.

Knows rows, which are only ever added; what a field means is the passport room's.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from modiste.store.columns import keepable, keepable_json
from modiste.store.database import Database
from modiste.store.passport_tables import passport_facts


class KeptFact(NamedTuple):
    """A fact as it was entered.

    Attributes:
        garment: Of which garment.
        field: The profile's field.
        value: Its value, None to take it back.
        kind: Of which kind the evidence is.
        ref: Which evidence it is.
        at: As of when, in ISO 8601, or "".
        note: What else was said.
        made_at: When it was entered, in milliseconds since 1970.
        made_by: By whom.
        statement: SHA-256 of the signed statement that says so, "" where nobody signed.
    """

    garment: str
    field: str
    value: Any
    kind: str
    ref: str
    at: str
    note: str
    made_at: int
    made_by: str
    statement: str = ""


class EnteredFacts:
    """The facts that were entered in one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, facts: Sequence[KeptFact]) -> None:
        """Keep facts, all or none."""
        if facts:
            with self._database.writing() as connection:
                add_facts(connection, facts)

    def history(self, garment: str, field: str = "") -> list[KeptFact]:
        """All that was ever said of a garment, the oldest first."""
        table = passport_facts.c
        columns = [table[name] for name in KeptFact._fields]
        query = select(*columns).where(table.garment == garment).order_by(table.number)
        query = query.where(table.field == field) if field else query
        with self._database.reading() as connection:
            return [KeptFact(*row) for row in connection.execute(query)]

    def current(self, garment: str) -> list[KeptFact]:
        """What is said now: the newest of each field, kind and evidence; people speak with one voice.

        What is signed is replaced by what is signed alone.
        """
        newest = dict[tuple[str, str, str, bool], KeptFact]()
        for each in self.history(garment):
            ref = "" if each.kind == "person" else each.ref
            newest[each.field, each.kind, ref, bool(each.statement)] = each
        return [each for each in newest.values() if each.value is not None]


def add_facts(connection: Connection, facts: Sequence[KeptFact]) -> None:
    """Keep facts within a transaction."""
    if facts:
        connection.execute(insert(passport_facts), [_row(each) for each in facts])


def _row(fact: KeptFact) -> dict[str, Any]:
    texts = {name: keepable(each) for name, each in fact._asdict().items() if isinstance(each, str)}
    return {**fact._asdict(), **texts, "value": keepable_json(fact.value)}
