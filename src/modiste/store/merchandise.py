"""What merchandisers decided: rules in their order, and experiments; plain values under an id.

Knows rows and order; what a rule does and what an experiment found is the recommend room's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, func, insert, select, update

from modiste.garment import ModisteError
from modiste.store.database import Database
from modiste.store.tables import experiments, rules


@dataclass(frozen=True)
class KeptRule:
    """One rule as it is kept: `said` is what it says, `place` its turn among the others."""

    id: str
    place: int
    said: Mapping[str, Any]
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class KeptExperiment:
    """One experiment as it is kept; it runs until it is stopped."""

    name: str
    said: Mapping[str, Any]
    started_at: datetime
    stopped_at: datetime | None


class Merchandise:
    """The rules and experiments of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rules(self) -> list[KeptRule]:
        """Every rule, in the order in which they are applied."""
        query = select(rules).order_by(rules.c.place, rules.c.id)
        with self._database.reading() as connection:
            return [_rule(row) for row in connection.execute(query).mappings()]

    def rule(self, id_: str) -> KeptRule:
        """One rule.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        with self._database.reading() as connection:
            row = connection.execute(select(rules).where(rules.c.id == id_)).mappings().first()
        if row is None:
            raise ModisteError("MOD-1103", kind="rule", id=id_)
        return _rule(row)

    def add_rule(self, said: Mapping[str, Any], who: str) -> KeptRule:
        """Keep a new rule, behind all others."""
        with self._database.writing() as connection:
            last = connection.execute(select(func.max(rules.c.place))).scalar_one()
            kept = KeptRule(uuid4().hex, 0 if last is None else last + 1, dict(said), datetime.now(UTC), who)
            connection.execute(insert(rules).values(vars(kept)))
        return kept

    def change_rule(self, id_: str, said: Mapping[str, Any]) -> KeptRule:
        """Let a rule say something else; its place stays.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        with self._database.writing() as connection:
            connection.execute(update(rules).where(rules.c.id == id_).values(said=dict(said)))
        return self.rule(id_)

    def remove_rule(self, id_: str) -> None:
        """Take a rule away.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        with self._database.writing() as connection:
            gone = connection.execute(delete(rules).where(rules.c.id == id_)).rowcount
        if not gone:
            raise ModisteError("MOD-1103", kind="rule", id=id_)

    def order_rules(self, ids: Sequence[str]) -> list[KeptRule]:
        """Put rules in this order; those that are not named come behind, as they were.

        Raises:
            ModisteError: MOD-1103 for an id that is no rule's.
        """
        with self._database.writing() as connection:
            query = select(rules.c.id).order_by(rules.c.place, rules.c.id)
            known = list(connection.execute(query).scalars())
            for id_ in ids:
                if id_ not in known:
                    raise ModisteError("MOD-1103", kind="rule", id=id_)
            wanted = dict.fromkeys(ids)
            for place, id_ in enumerate([*wanted, *(each for each in known if each not in wanted)]):
                connection.execute(update(rules).where(rules.c.id == id_).values(place=place))
        return self.rules()

    def experiments(self) -> list[KeptExperiment]:
        """Every experiment, the newest first."""
        query = select(experiments).order_by(experiments.c.started_at.desc(), experiments.c.name)
        with self._database.reading() as connection:
            return [KeptExperiment(**row) for row in connection.execute(query).mappings()]

    def experiment(self, name: str) -> KeptExperiment:
        """One experiment.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        query = select(experiments).where(experiments.c.name == name)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise ModisteError("MOD-1103", kind="experiment", id=name)
        return KeptExperiment(**row)

    def start_experiment(self, name: str, said: Mapping[str, Any]) -> KeptExperiment | None:
        """Keep a new experiment, which runs from now on; None where there is one of that name already."""
        kept = KeptExperiment(name, dict(said), datetime.now(UTC), None)
        with self._database.writing() as connection:
            query = select(experiments.c.name).where(experiments.c.name == name)
            if connection.execute(query).first() is not None:
                return None
            connection.execute(insert(experiments).values(vars(kept)))
        return kept

    def stop_experiment(self, name: str) -> KeptExperiment:
        """End an experiment; stopped again, it stays as it was.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        open_one = experiments.c.stopped_at.is_(None)
        with self._database.writing() as connection:
            connection.execute(
                update(experiments)
                .where(experiments.c.name == name, open_one)
                .values(stopped_at=datetime.now(UTC))
            )
        return self.experiment(name)


def _rule(row: Mapping[Any, Any]) -> KeptRule:
    return KeptRule(**{str(name): value for name, value in row.items()})
