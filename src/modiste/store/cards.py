"""The grid's cards: for every garment one narrow row by which it is found, counted, put in order and shown.

Knows how a card follows from a garment, its images and predictions, and is kept true in the transaction that
changes them. Cards are derived: a shop whose cards have an older layout gets new ones when it is opened.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, Select, column, func, literal, select, table, text
from sqlalchemy.dialects import postgresql, sqlite

from modiste.garment import Garment, Image, ModisteError
from modiste.store.database import Database
from modiste.store.lately import Lately
from modiste.store.tables import CHOSEN_BY, TABLES, card_kinds, cards, derived, predictions
from modiste.store.touched import touch

LAYOUT: Final = 1
"""Raise it when what a card says changes: then all are made again."""
UNSURE: Final = 0.8
"""Below this confidence a prediction wants a person's look."""
BATCH = 500
MOST = 500
NO_PREDICTION = 2.0
FEW = 2000
KEPT_COUNTS = 15
MOST_HELD = 5000
_MOST_WORDS = 8
_GRAM = 3
_INDEX = table("card_words", column("rowid"))
_REVISION = select(derived.c.layout).where(derived.c.name == "revision")

CardState = Literal["none", "sure", "unsure", "differs", "confirmed"]
STATES: tuple[CardState, ...] = ("none", "sure", "unsure", "differs", "confirmed")
CardSort = Literal["id", "-id", "name", "-name", "newest", "oldest", "changed", "certainty", "-certainty"]
_ORDERS: Mapping[str, tuple[str, bool]] = {
    "id": ("garment_id", False),
    "-id": ("garment_id", True),
    "name": ("name_key", False),
    "-name": ("name_key", True),
    "newest": ("created_at", True),
    "oldest": ("created_at", False),
    "changed": ("updated_at", True),
    "certainty": ("certainty", False),
    "-certainty": ("certainty", True),
}
ORDERS = tuple(_ORDERS)


@dataclass(frozen=True)
class Chosen:
    """Which garments: attribute values (any of each), and words that must all occur in name, id or class."""

    where: Mapping[str, Sequence[str]]
    search: str = ""


@dataclass(frozen=True)
class Card:
    """A garment as the grid shows it; `label` and `certainty` are of the newest prediction, if any."""

    garment: Garment
    split: str
    state: CardState
    label: str | None
    certainty: float | None
    model: str | None
    photos: int
    photo_id: str | None
    other_photo_id: str | None
    width: int | None
    height: int | None


class Cards:
    """The cards of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lately: Lately[str, Card] = Lately(database, MOST_HELD)
        self._is_indexed: bool | None = None
        self._counts: dict[tuple[int | None, str], list[tuple[dict[str, str], int]]] = {}
        self._bring_up()

    def page(
        self,
        chosen: Chosen,
        *,
        order: CardSort = "id",
        limit: int = 50,
        after: str | None = None,
        offset: int = 0,
    ) -> tuple[list[Card], str | None]:
        """At most `limit` cards past the mark `after`, or past `offset` cards; and the next page's mark.

        Raises:
            ModisteError: MOD-1104 for an unknown attribute or order, MOD-1114 for a mark of another order.
        """
        wanted = max(1, min(limit, MOST))
        key, falls = _order(order)
        with self._database.reading() as connection:
            found = self._numbers(connection, chosen, key, falls, after).limit(wanted + 1).offset(offset)
            rows = connection.execute(found).all()
            shown = self._shown(connection, [row.number for row in rows[:wanted]])
        return shown, _mark(key, rows[wanted - 1]) if len(rows) > wanted else None

    def ids(
        self, chosen: Chosen, *, order: CardSort = "id", limit: int | None = None, offset: int = 0
    ) -> list[str]:
        """The garments' ids in an order; all of them without a limit."""
        key, falls = _order(order)
        with self._database.reading() as connection:
            query = self._numbers(connection, chosen, key, falls, None).with_only_columns(cards.c.garment_id)
            return list(connection.execute(query.limit(limit).offset(offset)).scalars())

    def get(self, garment_id: str) -> Card:
        """One card.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        found = self.find([garment_id])
        if not found:
            raise ModisteError("MOD-1103", kind="garment", id=garment_id)
        return found[garment_id]

    def find(self, garment_ids: Sequence[str]) -> dict[str, Card]:
        """Those of the cards that are there, by id; what was found lately is not read again."""
        return self._lately.find(garment_ids, self._read)

    def _read(self, garment_ids: Sequence[str]) -> dict[str, Card]:
        found: dict[str, Card] = {}
        with self._database.reading() as connection:
            for group in _groups(garment_ids):
                query = select(cards.c.number).where(cards.c.garment_id.in_(group))
                shown = self._shown(connection, list(connection.execute(query).scalars()))
                found |= {card.garment.id: card for card in shown}
        return found

    def numbers(self, garment_ids: Sequence[str]) -> dict[str, int]:
        """The numbers of those of the cards that are there: each garment's own while it is there."""
        found: dict[str, int] = {}
        with self._database.reading() as connection:
            for group in _groups(garment_ids):
                query = select(cards.c.garment_id, cards.c.number).where(cards.c.garment_id.in_(group))
                found |= {row.garment_id: row.number for row in connection.execute(query)}
        return found

    def count(self, chosen: Chosen) -> int:
        """How many there are."""
        return self.facets(chosen)[0]

    def facets(self, chosen: Chosen) -> tuple[int, dict[str, dict[str, int]]]:
        """How many are chosen, and for each attribute how many have each value, most first.

        The counts of an attribute leave its own filter out: they say what choosing another value would give.
        """
        _known(chosen.where)
        total, counts = 0, {name: dict[str, int]() for name in CHOSEN_BY}
        for kind, number in self._counted(chosen.search):
            missed = [name for name, values in chosen.where.items() if kind[name] not in values]
            total += 0 if missed else number
            for name in CHOSEN_BY if not missed else missed if len(missed) == 1 else ():
                counts[name][kind[name]] = counts[name].get(kind[name], 0) + number
        ordered = {
            name: dict(sorted(each.items(), key=lambda pair: (-pair[1], pair[0])))
            for name, each in counts.items()
        }
        return total, ordered

    def _counted(self, search: str) -> list[tuple[dict[str, str], int]]:
        """Every kind that occurs among the cards that hold some words, with how many have it.

        The last few answers are kept for as long as no card changes.
        """
        with self._database.reading() as connection:
            asked = connection.execute(_REVISION).scalar_one_or_none(), search
            if asked in self._counts:
                return self._counts[asked]
            # With 0 added the index of kinds is not used where words must be read: row by row as they lie is
            # twice as fast as in the index's order.
            by = cards.c.kind_id + 0 if search else cards.c.kind_id
            counting = select(by.label("kind_id"), func.count().label("n")).group_by(by)
            groups = counting.where(*self._holding(connection, search)).subquery()
            query = select(card_kinds, groups.c.n).join(groups, groups.c.kind_id == card_kinds.c.id)
            rows = connection.execute(query).all()
        found = [({name: row._mapping[name] for name in CHOSEN_BY}, int(row.n)) for row in rows]
        # A new dict each time, so that threads may read while another writes.
        self._counts = {**dict(list(self._counts.items())[-KEPT_COUNTS:]), asked: found}
        return found

    def _numbers(
        self, connection: Connection, chosen: Chosen, key: str, falls: bool, after: str | None
    ) -> Select[Any]:
        """The numbers of the chosen cards in an order, past a mark."""
        by, number = cards.c[key], cards.c.number
        conditions = self._holding(connection, chosen.search)
        kinds = _of_kind(chosen.where)
        if kinds:
            # With 0 added, so that the order's index is walked until the page is full, and nothing is sorted.
            conditions.append((cards.c.kind_id + 0).in_(select(card_kinds.c.id).where(*kinds)))
        if after is not None:
            conditions.append(_past(key, falls, after))
        down = (by.desc(), number.desc()) if falls else (by, number)
        return select(number, cards.c.garment_id, by).where(*conditions).order_by(*down)

    def _holding(self, connection: Connection, search: str) -> list[ColumnElement[bool]]:
        """Conditions for words that must all occur somewhere in a card's own.

        In SQLite the text index gives the cards where they are few; where they are many, walking the cards
        finds a page of them sooner. PostgreSQL decides that by itself.
        """
        words = sorted(set(folded(search).split()), key=len, reverse=True)[:_MOST_WORDS]
        if connection.dialect.name != "sqlite":
            return [cards.c.words.contains(word, autoescape=True) for word in words]
        conditions: list[ColumnElement[bool]] = [func.instr(cards.c.words, word) > 0 for word in words]
        long = [word for word in words if len(word) >= _GRAM]
        if not long or not self._has_index(connection):
            return conditions
        asked = " ".join('"' + word.replace('"', '""') + '"' for word in long)
        match = select(_INDEX.c.rowid).where(text("card_words MATCH :asked").bindparams(asked=asked))
        some = select(func.count()).select_from(match.limit(FEW).subquery())
        if connection.execute(some).scalar_one() == FEW:
            return conditions
        return [cards.c.number.in_(match), *conditions[len(long) :]]

    def _has_index(self, connection: Connection) -> bool:
        """Whether this SQLite could make the text index."""
        if self._is_indexed is None:
            query = "SELECT count(*) FROM sqlite_master WHERE name = 'card_words'"
            self._is_indexed = bool(connection.exec_driver_sql(query).scalar_one())
        return self._is_indexed

    @staticmethod
    def _shown(connection: Connection, numbers: Sequence[int]) -> list[Card]:
        """The cards of numbers, in their order."""
        if not numbers:
            return []
        garments = TABLES[Garment]
        query = (
            select(garments, *(cards.c[name] for name in _SHOWN), card_kinds.c.split, card_kinds.c.state)
            .join(cards, cards.c.garment_id == garments.c.id)
            .join(card_kinds, card_kinds.c.id == cards.c.kind_id)
            .where(cards.c.number.in_(numbers))
        )
        made = {row.number: _card(row._mapping) for row in connection.execute(query)}
        return [made[number] for number in numbers if number in made]

    def _bring_up(self) -> None:
        """Make all cards again when they are of an older layout; one process does it."""
        layout = select(derived.c.layout).where(derived.c.name == "cards")
        with self._database.reading() as connection:
            if connection.execute(layout).scalar_one_or_none() == LAYOUT:
                return
        with self._database.writing() as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
                connection.execute(text("LOCK TABLE derived IN EXCLUSIVE MODE"))
            if connection.execute(layout).scalar_one_or_none() == LAYOUT:
                return
            every = select(TABLES[Garment].c.id).order_by(TABLES[Garment].c.id)
            renew(connection, list(connection.execute(every).scalars()))
            connection.execute(derived.delete().where(derived.c.name.in_(("cards", "revision"))))
            rows = [{"name": "cards", "layout": LAYOUT}, {"name": "revision", "layout": 1}]
            connection.execute(derived.insert(), rows)


_SHOWN = ("number", "certainty", "label", "model", "photos", "photo_id", "other_photo_id", "width", "height")


def folded(words: str) -> str:
    """Text as it is searched: compatibility forms made one, accents and case dropped.

    Example:
        >>> folded("Ållström  Café ＡＢＣ 大衣")
        'allstrom  cafe abc 大衣'
    """
    plain = unicodedata.normalize("NFKD", words.encode(errors="backslashreplace").decode())
    return "".join(each for each in plain if not unicodedata.combining(each)).casefold().replace("\0", " ")


def renew(connection: Connection, garment_ids: Iterable[str]) -> None:
    """Make the cards of garments as their rows now stand; cards of garments that are gone went with them."""
    wanted = sorted(set(garment_ids))
    if not wanted:
        return
    touch(connection, wanted)
    kinds: dict[tuple[str, ...], int] = {}
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = dialect.insert(cards)
    replaced = {c.name: insert.excluded[c.name] for c in cards.c if c.name not in ("number", "garment_id")}
    statement = insert.on_conflict_do_update(index_elements=["garment_id"], set_=replaced)
    for group in _groups(wanted):
        rows = [_row(connection, kinds, *each) for each in _sources(connection, group)]
        if rows:
            connection.execute(statement, rows)


def _sources(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[Any, list[Any], Any]]:
    """Of each garment its row, its images in order, and its newest prediction."""
    garments, images = TABLES[Garment], TABLES[Image]
    shown: dict[str, list[Any]] = {}
    columns = (images.c.garment_id, images.c.id, images.c.split, images.c.width, images.c.height)
    query = select(*columns).where(images.c.garment_id.in_(ids)).order_by(images.c.id)
    for row in connection.execute(query):
        shown.setdefault(row.garment_id, []).append(row)
    said: dict[str, Any] = {}
    newest_last = select(predictions).where(predictions.c.garment_id.in_(ids)).order_by(predictions.c.at)
    for row in connection.execute(newest_last):
        said[row.garment_id] = row
    for row in connection.execute(select(garments).where(garments.c.id.in_(ids))):
        yield row, shown.get(row.id, []), said.get(row.id)


def _row(
    connection: Connection, kinds: dict[tuple[str, ...], int], garment: Any, images: list[Any], said: Any
) -> dict[str, Any]:
    split = images[0].split if images else ""
    state = _state(garment.category, said)
    kind = (*(garment._mapping[name] for name in CHOSEN_BY[:5]), split, state)
    if kind not in kinds:
        kinds[kind] = _kind_id(connection, kind)
    words = "\n".join(each for each in (garment.name, garment.id, garment.category, garment.brand) if each)
    return {
        "garment_id": garment.id,
        "kind_id": kinds[kind],
        "words": folded(words),
        "name_key": folded(garment.name)[:500],
        "created_at": garment.created_at,
        "updated_at": garment.updated_at,
        "certainty": said.confidence if said else NO_PREDICTION,
        "label": said.label if said else "",
        "model": f"{said.model}@{said.version}" if said else "",
        "photos": len(images),
        "photo_id": images[0].id if images else None,
        "other_photo_id": images[1].id if len(images) > 1 else None,
        "width": images[0].width if images else None,
        "height": images[0].height if images else None,
    }


def _state(category: str, said: Any) -> CardState:
    if said is None:
        return "none"
    if said.reviewed_at is not None:
        return "confirmed"
    if category and category != said.label:
        return "differs"
    return "unsure" if said.confidence < UNSURE else "sure"


def _kind_id(connection: Connection, kind: tuple[str, ...]) -> int:
    named = dict(zip(CHOSEN_BY, kind, strict=True))
    query = select(card_kinds.c.id).where(*(card_kinds.c[name] == value for name, value in named.items()))
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(dialect.insert(card_kinds).values(named).on_conflict_do_nothing())
        found = connection.execute(query).scalar_one()
    return int(found)


def _card(row: Mapping[Any, Any]) -> Card:
    # Validated when it came in; to do it again for every page is a third of the page's time.
    garment = Garment.model_construct(**{name: row[name] for name in Garment.model_fields})
    said = row["certainty"] != NO_PREDICTION
    return Card(
        garment=garment,
        split=row["split"],
        state=row["state"],
        label=row["label"] if said else None,
        certainty=row["certainty"] if said else None,
        model=row["model"] if said else None,
        photos=row["photos"],
        photo_id=row["photo_id"],
        other_photo_id=row["other_photo_id"],
        width=row["width"],
        height=row["height"],
    )


def _past(key: str, falls: bool, after: str) -> ColumnElement[bool]:
    """Cards that come after a mark of `_mark`; what it was made from may be gone meanwhile."""
    by, number = cards.c[key], cards.c.number
    if key == "garment_id":
        return by < after if falls else by > after
    try:
        value, last = json.loads(after)
        here = literal(datetime.fromisoformat(value) if key.endswith("_at") else value, by.type)
        if type(last) is not int or type(value) is not (float if key == "certainty" else str):
            raise ValueError
    except (ValueError, TypeError):
        raise ModisteError("MOD-1114", mark=after[:80]) from None
    if falls:
        return (by < here) | ((by == here) & (number < last))
    return (by > here) | ((by == here) & (number > last))


def _mark(key: str, last: Any) -> str:
    """Where a page ended, so that the next begins there whatever comes or goes."""
    if key == "garment_id":
        return str(last.garment_id)
    value = last._mapping[key]
    return json.dumps([value.isoformat() if isinstance(value, datetime) else value, last.number])


def _of_kind(where: Mapping[str, Sequence[str]]) -> list[ColumnElement[bool]]:
    _known(where)
    return [card_kinds.c[name].in_(list(values)) for name, values in where.items()]


def _known(where: Mapping[str, object]) -> None:
    for name in where:
        if name not in CHOSEN_BY:
            known = ", ".join(CHOSEN_BY)
            raise ModisteError("MOD-1104", kind="A card", field=name[:80], known=known)


def _order(order: str) -> tuple[str, bool]:
    if order not in _ORDERS:
        raise ModisteError("MOD-1104", kind="A list of garments", field=order[:80], known=", ".join(ORDERS))
    return _ORDERS[order]


def _groups(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
