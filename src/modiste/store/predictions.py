"""What models said of pictures: each model's newest answer, its embedding, and whether a person looked.

Knows rows; running a model is the workspace's, and how a card shows an answer is `cards`'.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, exists, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from modiste.garment import Image
from modiste.store.cards import renew
from modiste.store.database import Database
from modiste.store.tables import TABLES, derived, embeddings, predictions

BATCH = 500
_EMBEDDED = "embeddings"
_STAMP = select(derived.c.layout).where(derived.c.name == _EMBEDDED)


@dataclass(frozen=True)
class Prediction:
    """One model's answer for one picture; `top` holds the likeliest labels with their shares, most first."""

    image_id: str
    model: str
    version: str
    garment_id: str
    label: str
    confidence: float
    top: Sequence[Sequence[Any]]
    at: datetime
    reviewed_at: datetime | None = None


class Predictions:
    """The answers of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._spaces: dict[tuple[str, str, int, int | None], tuple[list[str], NDArray[np.float32]]] = {}

    def put(
        self, answers: Sequence[Prediction], vectors: Mapping[str, NDArray[np.floating[Any]]] | None = None
    ) -> None:
        """Keep answers, in place of the same model's earlier ones; `vectors` are embeddings by image.

        Raises:
            ModisteError: MOD-1105 when an image is not there.
        """
        with self._database.writing() as connection:
            put_predictions(connection, answers)
            rows = [
                {
                    "model": each.model,
                    "version": each.version,
                    "image_id": each.image_id,
                    "vector": np.asarray(vectors[each.image_id], np.float16).tobytes(),
                }
                for each in answers
                if vectors and each.image_id in vectors
            ]
            if rows:
                dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
                insert = dialect.insert(embeddings)
                keys = ["model", "version", "image_id"]
                kept = insert.on_conflict_do_update(
                    index_elements=keys, set_={"vector": insert.excluded.vector}
                )
                connection.execute(kept, rows)
                stamp = dialect.insert(derived).values(name=_EMBEDDED, layout=1)
                raised = {"layout": derived.c.layout + 1}
                connection.execute(stamp.on_conflict_do_update(index_elements=["name"], set_=raised))
            renew(connection, {each.garment_id for each in answers})

    def of(self, garment_ids: Sequence[str]) -> list[Prediction]:
        """Every answer for the garments' pictures, newest first."""
        found: list[Prediction] = []
        with self._database.reading() as connection:
            for start in range(0, len(garment_ids), BATCH):
                these = predictions.c.garment_id.in_(garment_ids[start : start + BATCH])
                found += [
                    Prediction(**row._mapping) for row in connection.execute(select(predictions).where(these))
                ]
        return sorted(found, key=lambda each: (each.at, each.image_id), reverse=True)

    def waiting(self, model: str, version: str, after: str = "", limit: int = 500) -> list[Image]:
        """Pictures of which this version of a model has left no embedding, in the order of their ids.

        By the embedding, which goes with a deleted picture and does not come back with an undo.
        """
        images = TABLES[Image]
        seen = exists().where(
            embeddings.c.image_id == images.c.id,
            embeddings.c.model == model,
            embeddings.c.version == version,
        )
        query = select(images).where(images.c.id > after, ~seen).order_by(images.c.id).limit(limit)
        with self._database.reading() as connection:
            return [Image.model_validate(dict(row._mapping)) for row in connection.execute(query)]

    def seen(self) -> list[tuple[str, str, int, datetime]]:
        """Every model and version with answers, the newest first: how many, and when the newest was given.

        Answers of one moment stand in the order of their model's name and version.
        """
        query = (
            select(predictions.c.model, predictions.c.version, func.count(), func.max(predictions.c.at))
            .group_by(predictions.c.model, predictions.c.version)
            .order_by(func.max(predictions.c.at).desc(), predictions.c.model, predictions.c.version)
        )
        with self._database.reading() as connection:
            return [
                (model, version, int(n), _moment(at)) for model, version, n, at in connection.execute(query)
            ]

    def vector(self, image_id: str, model: str, version: str) -> NDArray[np.float32] | None:
        """The embedding of one picture, None when it was never kept."""
        query = select(embeddings.c.vector).where(
            embeddings.c.image_id == image_id, embeddings.c.model == model, embeddings.c.version == version
        )
        with self._database.reading() as connection:
            found = connection.execute(query).scalar_one_or_none()
        return None if found is None else np.frombuffer(found, np.float16).astype(np.float32)

    def space(self, model: str, version: str) -> tuple[list[str], NDArray[np.float32]]:
        """Every embedding of a version with length one `(n, d)`, and the garment of each.

        The last two spaces are kept in memory until an embedding comes or goes.
        """
        images = TABLES[Image]
        these = (embeddings.c.model == model, embeddings.c.version == version)
        rows_of = (
            select(images.c.garment_id, embeddings.c.vector)
            .join(images, images.c.id == embeddings.c.image_id)
            .where(*these)
            .order_by(embeddings.c.image_id)
        )
        with self._database.reading() as connection:
            count = connection.execute(select(func.count()).where(*these)).scalar_one()
            stamp = (model, version, count, connection.execute(_STAMP).scalar_one_or_none())
            if stamp in self._spaces:
                return self._spaces[stamp]
            rows = connection.execute(rows_of).all()
        joined = np.frombuffer(b"".join(row.vector for row in rows), np.float16).astype(np.float32)
        plain = joined.reshape((len(rows), -1) if rows else (0, 0))
        plain /= np.maximum(np.linalg.norm(plain, axis=1, keepdims=True), 1e-12)
        made = [row.garment_id for row in rows], plain
        self._spaces = {**dict(list(self._spaces.items())[-1:]), stamp: made}
        return made


def put_predictions(connection: Connection, answers: Iterable[Prediction]) -> None:
    """Keep answers inside a transaction; the cards are the caller's to renew."""
    rows = [{**vars(each), "top": [list(pair) for pair in each.top]} for each in answers]
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = dialect.insert(predictions)
    replaced = {c.name: insert.excluded[c.name] for c in predictions.c if not c.primary_key}
    statement = insert.on_conflict_do_update(index_elements=["image_id", "model"], set_=replaced)
    for group in _groups(rows):
        connection.execute(statement, group)


def mark_reviewed(connection: Connection, garment_ids: Sequence[str], at: datetime) -> None:
    """Note inside a transaction that a person looked at what was said of garments."""
    for group in _groups(garment_ids):
        these = predictions.c.garment_id.in_(group)
        connection.execute(update(predictions).where(these).values(reviewed_at=at))


def unmark(connection: Connection, answers: Sequence[Prediction]) -> None:
    """Set inside a transaction whether a person looked to what these answers say, unless a newer one came."""
    same = (
        (predictions.c.image_id == bindparam("image"))
        & (predictions.c.model == bindparam("by"))
        & (predictions.c.at == bindparam("when"))
    )
    statement = update(predictions).where(same).values(reviewed_at=bindparam("looked"))
    rows = [
        {"image": each.image_id, "by": each.model, "when": each.at, "looked": each.reviewed_at}
        for each in answers
    ]
    for group in _groups(rows):
        connection.execute(statement, group)


def _groups(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _moment(value: Any) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value
