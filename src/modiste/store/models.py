"""The books of the model registry: versions, their stages, and every change of stage.

Knows rows; folders, cards and what a model can do are learning's registry.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, select, text, update

from modiste.garment import ModisteError
from modiste.store.columns import keepable_json
from modiste.store.database import Database
from modiste.store.tables import model_versions, stage_changes

Stage = Literal["candidate", "production", "archived"]
_BACK = "rolled back"
_RETIRED = "retired"
"""In the history: from here on no version of the shop is in production."""


@dataclass(frozen=True)
class ModelVersion:
    """One registered version; `folder` is relative to the shop."""

    name: str
    version: int
    folder: str
    recipe: str
    recipe_hash: str
    data_hash: str
    metrics: Mapping[str, Any]
    stage: Stage
    created_at: datetime


class ModelVersions:
    """The model books of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        name: str,
        folder: str,
        *,
        recipe: str,
        recipe_hash: str,
        data_hash: str,
        metrics: Mapping[str, Any],
    ) -> ModelVersion:
        """Enter the next version of a name, as a candidate. `{version}` in `folder` becomes its number."""
        with self._alone() as connection:
            newest = select(func.max(model_versions.c.version)).where(model_versions.c.name == name)
            version = (connection.execute(newest).scalar_one() or 0) + 1
            row = {
                "name": name,
                "version": version,
                "folder": folder.replace("{version}", str(version)),
                "recipe": recipe,
                "recipe_hash": recipe_hash,
                "data_hash": data_hash,
                "metrics": keepable_json(metrics),
                "stage": "candidate",
                "created_at": datetime.now(UTC),
            }
            connection.execute(insert(model_versions).values(row))
            _note(connection, name, version, "candidate", "registered")
        return self.get(name, version)

    def get(self, name: str, version: int) -> ModelVersion:
        """One version.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        for found in self.versions(name):
            if found.version == version:
                return found
        raise ModisteError("MOD-1103", kind="model", id=f"{name}@{version}")

    def versions(self, name: str | None = None) -> list[ModelVersion]:
        """Every version, of one name or of all, by name and number."""
        query = select(model_versions).order_by(model_versions.c.name, model_versions.c.version)
        if name is not None:
            query = query.where(model_versions.c.name == name)
        with self._database.reading() as connection:
            return [ModelVersion(**row._mapping) for row in connection.execute(query)]

    def production(self, name: str) -> ModelVersion | None:
        """The version in production, if any."""
        return next((each for each in self.versions(name) if each.stage == "production"), None)

    def promote(self, name: str, version: int, why: str = "promoted") -> ModelVersion:
        """Put a version into production; the one before it is archived in the same transaction.

        Raises:
            ModisteError: MOD-1103 when there is no such version.
        """
        self.get(name, version)
        with self._alone() as connection:
            _promote(connection, name, version, why)
        return self.get(name, version)

    def roll_back(self, name: str, *, to_none: bool = False) -> ModelVersion | None:
        """Take the newest promotion back: what was in production before it is there again.

        Asked again it goes one promotion further back, so that after 1, 2, 3 it gives 2, then 1.

        Args:
            name: the model's.
            to_none: whether it may go behind the first promotion, when no version of the shop was there; the
                answer is then None.

        Raises:
            ModisteError: MOD-1109 when nothing was in production before.
        """
        with self._alone() as connection:
            query = (
                select(stage_changes.c.version, stage_changes.c.stage, stage_changes.c.why)
                .where(stage_changes.c.name == name, stage_changes.c.stage.in_(("production", _RETIRED)))
                .order_by(stage_changes.c.id)
            )
            standing = _standing(connection.execute(query).all())
            if len(standing) < 2 or (standing[-2] is None and not to_none):
                raise ModisteError("MOD-1109", name=name)
            before = standing[-2]
            if before is None:
                _retire(connection, name, int(standing[-1] or 0), _BACK)
                return None
            _promote(connection, name, before, _BACK)
        return self.get(name, before)

    def retire(self, name: str, why: str = "retired") -> None:
        """Archive the version in production, so that none is.

        Raises:
            ModisteError: MOD-1103 when none was.
        """
        current = self.production(name)
        if current is None:
            raise ModisteError("MOD-1103", kind="model in production", id=name)
        with self._database.writing() as connection:
            _retire(connection, name, current.version, why)

    def history(self, name: str) -> list[dict[str, Any]]:
        """Every change of stage, in order: version, stage, moment, reason."""
        query = select(stage_changes).where(stage_changes.c.name == name).order_by(stage_changes.c.id)
        with self._database.reading() as connection:
            return [dict(row._mapping) for row in connection.execute(query)]

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """A writing transaction that no other change of the books can overlap: one number, one production."""
        with self._database.writing() as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
                connection.execute(text("LOCK TABLE model_versions IN EXCLUSIVE MODE"))
            yield connection


def _standing(rows: Iterable[Any]) -> list[int | None]:
    """What was in production, oldest first, without what was taken back; None for no version of the shop."""
    standing: list[int | None] = [None]
    for version, stage, why in rows:
        now = None if stage == _RETIRED else version
        earlier = [place for place, each in enumerate(standing[:-1]) if each == now]
        if why == _BACK and earlier:
            del standing[earlier[-1] + 1 :]
        elif now != standing[-1]:
            standing.append(now)
    return standing


def _retire(connection: Connection, name: str, version: int, why: str) -> None:
    _set_stage(connection, name, version, "archived")
    _note(connection, name, version, "archived", why)
    _note(connection, name, version, _RETIRED, why)


def _promote(connection: Connection, name: str, version: int, why: str) -> None:
    current = select(model_versions.c.version).where(
        model_versions.c.name == name, model_versions.c.stage == "production"
    )
    for old in connection.execute(current).scalars().all():
        if old != version:
            _set_stage(connection, name, old, "archived")
            _note(connection, name, old, "archived", why)
    _set_stage(connection, name, version, "production")
    _note(connection, name, version, "production", why)


def _set_stage(connection: Connection, name: str, version: int, stage: Stage) -> None:
    chosen = (model_versions.c.name == name) & (model_versions.c.version == version)
    connection.execute(update(model_versions).where(chosen).values(stage=stage))


def _note(connection: Connection, name: str, version: int, stage: str, why: str) -> None:
    row = {"name": name, "version": version, "stage": stage, "at": datetime.now(UTC), "why": why}
    connection.execute(insert(stage_changes).values(row))
