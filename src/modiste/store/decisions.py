"""What a planner is proposed and decides: how many of what, where and at what price; every step is kept.

Knows states and their order; what is proposed, and why, is the workspace's. A step is added to a decision's
events and none is ever changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select, update

from modiste.garment import ModisteError
from modiste.store.columns import keepable, keepable_json
from modiste.store.database import Database
from modiste.store.tables import decision_events, decisions

DecisionState = Literal["proposed", "approved", "refused", "superseded"]
DECISION_STATES: tuple[DecisionState, ...] = ("proposed", "approved", "refused", "superseded")


@dataclass(frozen=True)
class KeptDecision:
    """One decision as it is kept; `said` is what was proposed, and stays as it was.

    `version` grows with every step; `number` is its turn among all.
    """

    id: str
    number: int
    kind: str
    garment_id: str
    state: DecisionState
    version: int
    said: Mapping[str, Any]
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class DecisionEvent:
    """A step of a decision: into which state, when, by whom, with which words."""

    decision_id: str
    version: int
    state: DecisionState
    at: datetime
    who: str
    note: str


class Decisions:
    """The decisions of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def propose(self, kind: str, garment_id: str, said: Mapping[str, Any], who: str) -> KeptDecision:
        """Keep a new one; one of the same kind and garment that nobody decided yet is superseded by it."""
        with self._database.writing() as connection:
            last = connection.execute(select(func.max(decisions.c.number))).scalar_one()
            made = KeptDecision(
                uuid4().hex,
                (last or 0) + 1,
                kind,
                garment_id,
                "proposed",
                1,
                keepable_json(dict(said)),
                datetime.now(UTC),
                keepable(who),
            )
            waiting = (decisions.c.kind == kind, decisions.c.garment_id == garment_id)
            query = select(decisions).where(*waiting, decisions.c.state == "proposed")
            for row in connection.execute(query).mappings().all():
                _step(connection, _kept(row), "superseded", made.made_by, made.id)
            connection.execute(insert(decisions).values(vars(made)))
            event = DecisionEvent(made.id, 1, "proposed", made.made_at, made.made_by, "")
            connection.execute(insert(decision_events).values(vars(event)))
        return made

    def decide(
        self, id_: str, version: int, state: Literal["approved", "refused"], who: str, note: str = ""
    ) -> KeptDecision | None:
        """Approve or refuse one; None where it is not the proposed one of this version any more.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        with self._database.writing() as connection:
            found = _found(connection, id_)
            if found.state != "proposed" or found.version != version:
                return None
            _step(connection, found, state, keepable(who), keepable(note))
            return _found(connection, id_)

    def get(self, id_: str) -> KeptDecision:
        """One of them.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        with self._database.reading() as connection:
            return _found(connection, id_)

    def page(
        self,
        after: int | None = None,
        limit: int = 50,
        *,
        state: str = "",
        kind: str = "",
        garment_id: str = "",
    ) -> list[KeptDecision]:
        """At most `limit`, the newest first, past the number `after`."""
        query = select(decisions).order_by(decisions.c.number.desc()).limit(limit)
        if after is not None:
            query = query.where(decisions.c.number < after)
        for column, value in (
            (decisions.c.state, state),
            (decisions.c.kind, kind),
            (decisions.c.garment_id, garment_id),
        ):
            if value:
                query = query.where(column == value)
        with self._database.reading() as connection:
            return [_kept(row) for row in connection.execute(query).mappings()]

    def events(self, ids: Sequence[str]) -> dict[str, list[DecisionEvent]]:
        """The steps of some decisions, in order, by id."""
        query = select(decision_events).where(decision_events.c.decision_id.in_(ids))
        query = query.order_by(decision_events.c.decision_id, decision_events.c.version)
        found: dict[str, list[DecisionEvent]] = {id_: [] for id_ in ids}
        with self._database.reading() as connection:
            for row in connection.execute(query).mappings():
                found[row["decision_id"]].append(DecisionEvent(**{str(k): v for k, v in row.items()}))
        return found


def _found(connection: Connection, id_: str) -> KeptDecision:
    row = connection.execute(select(decisions).where(decisions.c.id == id_)).mappings().first()
    if row is None:
        raise ModisteError("MOD-1103", kind="decision", id=id_[:80])
    return _kept(row)


def _step(connection: Connection, found: KeptDecision, state: DecisionState, who: str, note: str) -> None:
    version = found.version + 1
    connection.execute(
        update(decisions).where(decisions.c.id == found.id).values(state=state, version=version)
    )
    event = DecisionEvent(found.id, version, state, datetime.now(UTC), who, note)
    connection.execute(insert(decision_events).values(vars(event)))


def _kept(row: Mapping[Any, Any]) -> KeptDecision:
    return KeptDecision(**{str(name): value for name, value in row.items()})
