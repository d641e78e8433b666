"""What devices were proposed to be set to, what was decided, and what is therefore set.

Knows rows and their order; what a setting means is the supply room's.
"""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple
from uuid import uuid4

from sqlalchemy import insert, select, update

from modiste.garment import ModisteError
from modiste.store.columns import keepable, keepable_json
from modiste.store.database import Database
from modiste.store.supply_tables import supply_settings

SettingState = Literal["proposed", "approved", "refused", "reversed", "superseded"]


class KeptSetting(NamedTuple):
    """A setting of a device; moments in milliseconds since 1970.

    Attributes:
        id: Its name.
        device: Whose.
        name: Of what: "every_ms" or a quantity.
        value: What is proposed.
        was: What was set before.
        state: What was decided.
        said: The proposal, as it was made.
        made_at: When.
        made_by: By whom.
        decided_at: When it last changed its state; 0 before.
        decided_by: By whom.
        note: What they said.
    """

    id: str
    device: str
    name: str
    value: float
    was: float
    state: SettingState
    said: dict[str, Any]
    made_at: int
    made_by: str
    decided_at: int
    decided_by: str
    note: str


class SupplySettings:
    """The settings of one shop's devices."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def propose(
        self, device: str, name: str, value: float, was: float, said: Mapping[str, Any], who: str, at: int
    ) -> KeptSetting:
        """Keep a proposal; one of the same that nobody decided is superseded by it."""
        about = (uuid4().hex, device, name, value, was)
        made = KeptSetting(*about, "proposed", keepable_json(dict(said)), at, keepable(who), 0, "", "")
        table = supply_settings.c
        waits = (table.device == device, table.name == name, table.state == "proposed")
        with self._database.writing() as connection:
            gone = {"state": "superseded", "decided_at": at, "decided_by": made.made_by}
            connection.execute(update(supply_settings).where(*waits).values(gone))
            connection.execute(insert(supply_settings).values(made._asdict()))
        return made

    def decide(
        self, id_: str, before: SettingState, after: SettingState, who: str, note: str, at: int
    ) -> KeptSetting | None:
        """Move one from a state to another; None where it is not in the first.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        said = {"state": after, "decided_at": at, "decided_by": keepable(who), "note": keepable(note)}
        table = supply_settings.c
        with self._database.writing() as connection:
            moved = connection.execute(
                update(supply_settings).where(table.id == id_, table.state == before).values(said)
            )
            row = connection.execute(select(supply_settings).where(table.id == id_)).first()
        if row is None:
            raise ModisteError("MOD-1103", kind="setting", id=id_[:80])
        return KeptSetting(*row) if moved.rowcount else None

    def decided(self) -> list[KeptSetting]:
        """Those that were approved, reversed or not, in the order in which it was decided."""
        table = supply_settings.c
        query = select(supply_settings).where(table.state.in_(("approved", "reversed")))
        with self._database.reading() as connection:
            return [KeptSetting(*row) for row in connection.execute(query.order_by(table.decided_at))]

    def listing(self, device: str = "", state: str = "", limit: int = 200) -> list[KeptSetting]:
        """Settings, the newest first."""
        table = supply_settings.c
        query = select(supply_settings).order_by(table.made_at.desc(), table.id).limit(limit)
        for column, value in ((table.device, device), (table.state, state)):
            query = query.where(column == value) if value else query
        with self._database.reading() as connection:
            return [KeptSetting(*row) for row in connection.execute(query)]
