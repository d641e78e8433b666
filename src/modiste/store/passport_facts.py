"""What people and documents say of garments for their passports, each with who said it and when.

Knows rows, which are only ever added; what a field means is the passport room's.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import insert, select

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


class EnteredFacts:
    """The facts that were entered in one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, facts: Sequence[KeptFact]) -> None:
        """Keep facts, all or none."""
        rows = [_row(each) for each in facts]
        if rows:
            with self._database.writing() as connection:
                connection.execute(insert(passport_facts), rows)

    def history(self, garment: str, field: str = "") -> list[KeptFact]:
        """All that was ever said of a garment, the oldest first."""
        table = passport_facts.c
        columns = [table[name] for name in KeptFact._fields]
        query = select(*columns).where(table.garment == garment).order_by(table.number)
        query = query.where(table.field == field) if field else query
        with self._database.reading() as connection:
            return [KeptFact(*row) for row in connection.execute(query)]

    def current(self, garment: str) -> list[KeptFact]:
        """What is said now: the newest of each field, kind and evidence; people speak with one voice."""
        newest = dict[tuple[str, str, str], KeptFact]()
        for each in self.history(garment):
            newest[each.field, each.kind, "" if each.kind == "person" else each.ref] = each
        return [each for each in newest.values() if each.value is not None]


def _row(fact: KeptFact) -> dict[str, Any]:
    texts = {name: keepable(each) for name, each in fact._asdict().items() if isinstance(each, str)}
    return {**fact._asdict(), **texts, "value": keepable_json(fact.value)}
