"""The journal of changes to many garments at once: what was there before, so that each is undone exactly.

Knows records before and after; which change is wanted, and by whom, is the workspace's. A change and its
entry are one transaction: there is never one without the other.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update

from modiste.garment import Entity, Garment, Image, ModisteError
from modiste.store.cards import renew
from modiste.store.database import Database
from modiste.store.predictions import Prediction, mark_reviewed, put_predictions, unmark
from modiste.store.rows import delete_rows, put_rows
from modiste.store.tables import TABLES, changes, predictions

KEPT = 200
"""So many of the newest changes can be undone."""
BATCH = 500
_KINDS: Mapping[str, type[Entity]] = {"Garment": Garment, "Image": Image}


@dataclass(frozen=True)
class Change:
    """One change: when, by whom, what (`set`, `accept`, `delete`), with which words, to how many garments."""

    id: str
    at: datetime
    who: str
    verb: str
    said: Mapping[str, Any]
    number: int
    undone_at: datetime | None


@dataclass(frozen=True)
class Undone:
    """An undo: how many garments are as they were before, and the ids of those that changed since."""

    change: Change
    restored: int
    kept: tuple[str, ...]


class Changes:
    """The journal of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace(
        self,
        verb: str,
        who: str,
        said: Mapping[str, Any],
        before: Sequence[Garment],
        after: Sequence[Garment],
        at: datetime,
        *,
        reviewed: bool,
    ) -> Change:
        """Put garments in place of what they were; all carry `at` as the moment of their change.

        Args:
            verb: what is done.
            who: by whom.
            said: with which words.
            before: the garments as they are.
            after: the garments as they will be.
            at: when.
            reviewed: whether a person thereby judged what models said of them.
        """
        ids = [each.id for each in after]
        with self._database.writing() as connection:
            answers = _answers(connection, ids) if reviewed else []
            change = self._note(connection, verb, who, said, at, len(after), before, answers)
            if reviewed:
                mark_reviewed(connection, ids, at)
            put_rows(connection, after)
            if reviewed:
                renew(connection, ids)
        return change

    def remove(
        self,
        who: str,
        said: Mapping[str, Any],
        garments: Sequence[Garment],
        images: Sequence[Image],
        at: datetime,
    ) -> Change:
        """Remove garments with their images.

        Raises:
            ModisteError: MOD-1105 when SKUs or orders refer to one of them; then all of them stay.
        """
        ids = [each.id for each in garments]
        with self._database.writing() as connection:
            answers = _answers(connection, ids)
            before = [*garments, *images]
            change = self._note(connection, "delete", who, said, at, len(garments), before, answers)
            delete_rows(connection, Image, [each.id for each in images])
            delete_rows(connection, Garment, ids)
        return change

    def undo(self, change_id: str, at: datetime) -> Undone:
        """Put everything back as it was before a change, but for garments that changed again since.

        Raises:
            ModisteError: MOD-1103 when there is no such change, MOD-1115 when it was undone before.
        """
        with self._database.writing() as connection:
            row = connection.execute(select(changes).where(changes.c.id == change_id)).one_or_none()
            if row is None:
                raise ModisteError("MOD-1103", kind="change", id=change_id[:80])
            change = _change(row._mapping)
            if change.undone_at is not None:
                raise ModisteError("MOD-1115", id=change_id, reason="it was undone before")
            records, answers = _unpacked(row.before)
            present = _present(connection, [each.id for each in records if isinstance(each, Garment)])
            gone = change.verb == "delete"
            kept = {
                each.id
                for each in records
                if isinstance(each, Garment) and present.get(each.id) != (None if gone else change.at)
            }
            wanted = [each for each in records if getattr(each, "garment_id", each.id) not in kept]
            backed = [each.id for each in wanted if isinstance(each, Garment)]
            put_rows(connection, wanted)
            said = [each for each in answers if each.garment_id not in kept]
            if gone:
                put_predictions(connection, said)
            else:
                unmark(connection, said)
            renew(connection, backed)
            connection.execute(update(changes).where(changes.c.id == change_id).values(undone_at=at))
        return Undone(Change(**{**vars(change), "undone_at": at}), len(backed), tuple(sorted(kept)))

    def page(self, limit: int = 50) -> list[Change]:
        """The newest changes, newest first."""
        query = select(*_told).order_by(changes.c.at.desc(), changes.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return [_change(row._mapping) for row in connection.execute(query)]

    def standing(self, limit: int = 1000) -> list[tuple[Change, tuple[str, ...]]]:
        """The newest changes that nobody undid, oldest first, each with the garments it was made to."""
        query = (
            select(*_told, changes.c.before)
            .where(changes.c.undone_at.is_(None))
            .order_by(changes.c.at.desc(), changes.c.id.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            rows = list(connection.execute(query))
        return [
            (
                _change(row._mapping),
                tuple(each.id for each in _unpacked(row.before)[0] if isinstance(each, Garment)),
            )
            for row in reversed(rows)
        ]

    def get(self, change_id: str) -> Change:
        """One change.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        with self._database.reading() as connection:
            row = connection.execute(select(*_told).where(changes.c.id == change_id)).one_or_none()
        if row is None:
            raise ModisteError("MOD-1103", kind="change", id=change_id[:80])
        return _change(row._mapping)

    @staticmethod
    def _note(
        connection: Connection,
        verb: str,
        who: str,
        said: Mapping[str, Any],
        at: datetime,
        number: int,
        before: Sequence[Entity],
        answers: Sequence[Prediction],
    ) -> Change:
        change = Change(uuid4().hex, at, who, verb, dict(said), number, None)
        connection.execute(insert(changes).values(**vars(change), before=_packed(before, answers)))
        newest = select(changes.c.id).order_by(changes.c.at.desc(), changes.c.id.desc()).limit(KEPT)
        connection.execute(delete(changes).where(changes.c.id.not_in(newest)))
        return change


_told = [column for column in changes.c if column.name != "before"]


def _change(row: Mapping[Any, Any]) -> Change:
    return Change(**{name: row[name] for name in Change.__dataclass_fields__})


def _answers(connection: Connection, garment_ids: Sequence[str]) -> list[Prediction]:
    found: list[Prediction] = []
    for start in range(0, len(garment_ids), BATCH):
        these = predictions.c.garment_id.in_(garment_ids[start : start + BATCH])
        found += [Prediction(**row._mapping) for row in connection.execute(select(predictions).where(these))]
    return found


def _present(connection: Connection, ids: Sequence[str]) -> dict[str, datetime]:
    """When each of the garments that are there was changed."""
    garments = TABLES[Garment]
    found: dict[str, datetime] = {}
    for start in range(0, len(ids), BATCH):
        query = select(garments.c.id, garments.c.updated_at).where(
            garments.c.id.in_(ids[start : start + BATCH])
        )
        found |= {row.id: row.updated_at for row in connection.execute(query)}
    return found


def _packed(records: Iterable[Entity], answers: Iterable[Prediction]) -> bytes:
    """Records and answers as compressed lines of JSON."""
    lines = [json.dumps([type(each).__name__, each.model_dump(mode="json")]) for each in records]
    lines += [
        json.dumps(
            [
                "Prediction",
                {
                    **vars(each),
                    "at": each.at.isoformat(),
                    "reviewed_at": each.reviewed_at and each.reviewed_at.isoformat(),
                },
            ]
        )
        for each in answers
    ]
    return zlib.compress("\n".join(lines).encode(), 1)


def _unpacked(data: bytes) -> tuple[list[Entity], list[Prediction]]:
    records: list[Entity] = []
    answers: list[Prediction] = []
    for line in zlib.decompress(data).decode().splitlines():
        kind, values = json.loads(line)
        if kind in _KINDS:
            records.append(_KINDS[kind].model_validate(values))
        else:
            moments = {
                name: values[name] and datetime.fromisoformat(values[name]) for name in ("at", "reviewed_at")
            }
            answers.append(Prediction(**{**values, **moments}))
    return records, answers
