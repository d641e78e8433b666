"""The tables: one for every spine record, made from the record's own fields, and the house's own books.

Knows columns, keys and indices; rows go in and out through `rows`, `jobs`, `models` and `quarantine`.
"""

import typing
from collections.abc import Mapping
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal

from pydantic import AwareDatetime
from pydantic.fields import FieldInfo
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from modiste.garment import (
    BodyMeasures,
    Colourway,
    Consent,
    Customer,
    Cut,
    Device,
    Entity,
    Fabric,
    Garment,
    Image,
    ImageLink,
    Interaction,
    Item,
    Mention,
    Order,
    OrderLine,
    PassportLink,
    Price,
    Reading,
    Return,
    Sku,
    StockEntry,
    SupplyEvent,
)
from modiste.store.columns import ExactMoney, UtcMoment

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

shop = MetaData(naming_convention=NAMING)
"""What shop.db holds."""
work = MetaData(naming_convention=NAMING)
"""What jobs.db holds: its own file, because the worker writes it while the shop is being written."""

_KINDS: Mapping[Any, Any] = {
    AwareDatetime: UtcMoment,
    str: String,
    int: BigInteger,
    float: Float,
    bool: Boolean,
    Decimal: ExactMoney,
}
_LONG = 500

# Every record, its table, the fields that refer to another table, and those that are looked up by.
_SPINE: tuple[tuple[type[Entity], str, Mapping[str, str], tuple[str, ...]], ...] = (
    (Garment, "garments", {}, ()),
    (Colourway, "colourways", {"garment_id": "garments"}, ()),
    (Sku, "skus", {"colourway_id": "colourways"}, ("gtin",)),
    (Item, "items", {"sku_id": "skus"}, ()),
    (Image, "images", {"garment_id": "garments", "colourway_id": "colourways"}, ("blob", "label")),
    (ImageLink, "image_links", {"garment_id": "garments", "colourway_id": "colourways"}, ()),
    (Cut, "cuts", {}, ()),
    (Fabric, "fabrics", {}, ()),
    (Customer, "customers", {}, ()),
    (Consent, "consents", {"customer_id": "customers"}, ()),
    (BodyMeasures, "body_measures", {"customer_id": "customers"}, ()),
    (Order, "orders", {"customer_id": "customers"}, ("at",)),
    (OrderLine, "order_lines", {"order_id": "orders", "sku_id": "skus"}, ()),
    (Return, "returns", {"order_line_id": "order_lines", "sku_id": "skus"}, ("at",)),
    (Price, "prices", {"sku_id": "skus"}, ("valid_from",)),
    (StockEntry, "stock_entries", {"sku_id": "skus"}, ("from_location", "to_location", "at")),
    (Device, "devices", {}, ()),
    (Reading, "readings", {"device_id": "devices"}, ("at",)),
    (SupplyEvent, "supply_events", {}, ("at",)),
    (PassportLink, "passport_links", {"item_id": "items"}, ("leaf_index",)),
)


def _column(name: str, field: FieldInfo, refers_to: str | None) -> Column[Any]:
    kind, optional = field.annotation, False
    if typing.get_origin(kind) in (typing.Union, UnionType):
        choices = [choice for choice in typing.get_args(kind) if choice is not NoneType]
        kind, optional = choices[0], True
    while typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) is Literal:
        kind = str
    if typing.get_origin(kind) in (dict, tuple):
        column_type: Any = JSON
    elif name in ("description", "address"):
        column_type = Text
    else:
        column_type = _KINDS[kind]
        column_type = column_type(_LONG) if column_type is String else column_type
    references = (ForeignKey(f"{refers_to}.id"),) if refers_to else ()
    return Column(name, column_type, *references, primary_key=name == "id", nullable=optional)


def _table(record: type[Entity], name: str, refers: Mapping[str, str], looked_up: tuple[str, ...]) -> Table:
    columns = [_column(field, info, refers.get(field)) for field, info in record.model_fields.items()]
    table = Table(name, shop, *columns)
    for field in refers:
        Index(None, table.c[field])
    for field in looked_up:
        # With the id, so that a filtered page is read in order and never sorted.
        Index(None, table.c[field], table.c.id)
    return table


TABLES: Mapping[type[Entity], Table] = {
    record: _table(record, name, refers, looked_up) for record, name, refers, looked_up in _SPINE
}

LOGGED: Mapping[type[Entity], str] = {Interaction: "interactions", Mention: "mentions"}
"""Records that are many and never change: they have no rows here, but a table in the event log."""

quarantine = Table(
    "quarantine",
    shop,
    Column("id", Integer, primary_key=True),
    Column("source", String(_LONG), nullable=False, index=True),
    Column("place", String(2000), nullable=False),
    Column("code", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("excerpt", Text, nullable=False),
    Column("first_seen", UtcMoment, nullable=False),
    Column("released_at", UtcMoment, nullable=True),
    Column("run", Integer, nullable=True),
    Column("given_up", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("source", "place", "code"),
)

import_runs = Table(
    "import_runs",
    shop,
    Column("id", Integer, primary_key=True),
    Column("kind", String(120), nullable=False),
    Column("source", String(_LONG), nullable=False),
    Column("identity", String(64), nullable=False, index=True),
    Column("is_done", Boolean, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("unchanged", BigInteger, nullable=False),
    Column("quarantined", BigInteger, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("started_at", UtcMoment, nullable=False),
    Column("ended_at", UtcMoment, nullable=True),
)

import_rows = Table(
    "import_rows",
    shop,
    Column("key", LargeBinary(16), primary_key=True),
    Column("digest", LargeBinary(16), nullable=False),
    Column("run", Integer, nullable=False),
    sqlite_with_rowid=False,
)

import_prints = Table(
    "import_prints",
    shop,
    Column("garment_id", String(_LONG), primary_key=True),
    Column("prints", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

model_versions = Table(
    "model_versions",
    shop,
    Column("name", String(120), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("folder", String(_LONG), nullable=False),
    Column("recipe", String(120), nullable=False),
    Column("recipe_hash", String(64), nullable=False),
    Column("data_hash", String(64), nullable=False),
    Column("metrics", JSON, nullable=False),
    Column("stage", String(20), nullable=False, index=True),
    Column("created_at", UtcMoment, nullable=False),
)

stage_changes = Table(
    "stage_changes",
    shop,
    Column("id", Integer, primary_key=True),
    Column("name", String(120), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("stage", String(20), nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("why", Text, nullable=False),
)

jobs = Table(
    "jobs",
    work,
    Column("id", String(40), primary_key=True),
    Column("kind", String(120), nullable=False),
    Column("params", JSON, nullable=False),
    Column("state", String(20), nullable=False),
    Column("idempotency_key", String(200), nullable=True, unique=True),
    Column("created_at", UtcMoment, nullable=False),
    Column("started_at", UtcMoment, nullable=True),
    Column("ended_at", UtcMoment, nullable=True),
    Column("worker", String(120), nullable=True),
    Column("lease_until", UtcMoment, nullable=True),
    Column("attempts", Integer, nullable=False),
    Column("cancel_requested", Boolean, nullable=False),
    Column("done", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("message", Text, nullable=False),
    Column("checkpoint", JSON, nullable=True),
    Column("result", JSON, nullable=True),
    Column("error", JSON, nullable=True),
    Index(None, "state", "created_at"),
)

job_events = Table(
    "job_events",
    work,
    Column("id", Integer, primary_key=True),
    Column("job_id", String(40), ForeignKey("jobs.id"), nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("data", JSON, nullable=False),
    Index(None, "job_id", "id"),
)

api_keys = Table(
    "api_keys",
    shop,
    Column("id", String(40), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("created_at", UtcMoment, nullable=False),
    UniqueConstraint("hash"),
)

replies = Table(
    "replies",
    work,
    Column("owner", String(120), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("begun_at", UtcMoment, nullable=False, index=True),
    Column("status", Integer, nullable=True),
    Column("headers", JSON, nullable=True),
    Column("body", LargeBinary, nullable=True),
)

# What can be counted and chosen by: every combination that occurs, once, so that counting a whole shop is one
# pass over an index of small numbers.
CHOSEN_BY = ("category", "brand", "department", "season", "source", "split", "state")

card_kinds = Table(
    "card_kinds",
    shop,
    Column("id", Integer, primary_key=True),
    *(Column(name, String(20 if name == "state" else _LONG), nullable=False) for name in CHOSEN_BY),
    UniqueConstraint(*CHOSEN_BY, name="uq_card_kinds_all"),
)

cards = Table(
    "cards",
    shop,
    Column("number", Integer, primary_key=True),
    Column("garment_id", String(_LONG), ForeignKey("garments.id", ondelete="CASCADE"), nullable=False),
    Column("kind_id", Integer, ForeignKey("card_kinds.id"), nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("name_key", String(_LONG), nullable=False),
    Column("created_at", UtcMoment, nullable=False),
    Column("updated_at", UtcMoment, nullable=False),
    Column("certainty", Float, nullable=False),
    Column("label", String(_LONG), nullable=False),
    Column("model", String(200), nullable=False),
    Column("photos", Integer, nullable=False),
    Column("photo_id", String(_LONG), nullable=True),
    Column("other_photo_id", String(_LONG), nullable=True),
    Column("width", Integer, nullable=True),
    Column("height", Integer, nullable=True),
    Index(None, "garment_id", unique=True),
    # One for each order, with all that a filter looks at: a page is found without touching a row.
    Index(None, "garment_id", "number", "kind_id"),
    Index(None, "name_key", "number", "kind_id"),
    Index(None, "created_at", "number", "kind_id"),
    Index(None, "updated_at", "number", "kind_id"),
    Index(None, "certainty", "number", "kind_id"),
)

predictions = Table(
    "predictions",
    shop,
    Column("image_id", String(_LONG), ForeignKey("images.id", ondelete="CASCADE"), primary_key=True),
    Column("model", String(120), primary_key=True),
    Column("version", String(40), nullable=False),
    Column("garment_id", String(_LONG), nullable=False, index=True),
    Column("label", String(_LONG), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("top", JSON, nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("reviewed_at", UtcMoment, nullable=True),
    Index(None, "model", "version"),
)

embeddings = Table(
    "embeddings",
    shop,
    Column("model", String(120), primary_key=True),
    Column("version", String(40), primary_key=True),
    Column(
        "image_id", String(_LONG), ForeignKey("images.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
    Column("vector", LargeBinary, nullable=False),
)

changes = Table(
    "changes",
    shop,
    Column("id", String(40), primary_key=True),
    Column("at", UtcMoment, nullable=False),
    Column("who", String(120), nullable=False),
    Column("verb", String(20), nullable=False),
    Column("said", JSON, nullable=False),
    Column("number", Integer, nullable=False),
    Column("before", LargeBinary, nullable=False),
    Column("undone_at", UtcMoment, nullable=True),
    Index(None, "at", "id"),
)

touched = Table(
    "touched",
    shop,
    Column("number", Integer, primary_key=True),
    Column("garment_id", String(_LONG), nullable=False),
    UniqueConstraint("garment_id"),
    sqlite_autoincrement=True,  # a number is never used again
)

derived = Table(
    "derived",
    shop,
    Column("name", String(40), primary_key=True),
    Column("layout", Integer, nullable=False),
)

rules = Table(
    "rules",
    shop,
    Column("id", String(40), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("said", JSON, nullable=False),
    Column("made_at", UtcMoment, nullable=False),
    Column("made_by", String(120), nullable=False),
)

experiments = Table(
    "experiments",
    shop,
    Column("name", String(120), primary_key=True),
    Column("said", JSON, nullable=False),
    Column("started_at", UtcMoment, nullable=False),
    Column("stopped_at", UtcMoment, nullable=True),
)

epcis_events = Table(
    "epcis_events",
    shop,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("event_id", String(_LONG), nullable=False),
    # The error declaration of an event has the event's own id.
    Column("is_declaration", Boolean, nullable=False),
    Column("digest", LargeBinary(16), nullable=False),
    Column("type", String(_LONG), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("step", String(_LONG), nullable=False),
    Column("disposition", String(_LONG), nullable=False),
    Column("place", String(_LONG), nullable=False),
    Column("location", String(_LONG), nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("event_id", "is_declaration"),
    Index(None, "at", "number"),
    Index(None, "recorded_at", "number"),
    Index(None, "step", "at"),
    Index(None, "place", "at"),
    Index(None, "location", "at"),
    Index(None, "type", "at"),
)

epcis_things = Table(
    "epcis_things",
    shop,
    Column("name", String(_LONG), primary_key=True),
    Column("at", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("role", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

epcis_states = Table(
    "epcis_states",
    shop,
    Column("item", String(_LONG), primary_key=True),
    Column("begun_at", BigInteger, nullable=True),
    Column("ended_at", BigInteger, nullable=True),
    Column("last_at", BigInteger, nullable=True),
    Column("last_place", String(_LONG), nullable=False),
    Column("parent", String(_LONG), nullable=False),
    Column("moved_at", BigInteger, nullable=True),
    Index(None, "parent"),
    sqlite_with_rowid=False,
)

epcis_captures = Table(
    "epcis_captures",
    shop,
    Column("id", String(40), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("said", JSON, nullable=False),
    Index(None, "number", unique=True),
)

epcis_queries = Table(
    "epcis_queries",
    shop,
    Column("name", String(120), primary_key=True),
    Column("asked", JSON, nullable=False),
    Column("made_at", UtcMoment, nullable=False),
)

epcis_subscriptions = Table(
    "epcis_subscriptions",
    shop,
    Column("id", String(40), primary_key=True),
    Column("query", String(120), ForeignKey("epcis_queries.name", ondelete="CASCADE"), nullable=False),
    Column("said", JSON, nullable=False),
    Column("made_at", UtcMoment, nullable=False),
    Column("told_number", BigInteger, nullable=False),
    Column("told_at", UtcMoment, nullable=True),
    Index(None, "query"),
)

supply_places = Table(
    "supply_places",
    shop,
    Column("id", String(_LONG), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("name_zh", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("is_simulated", Boolean, nullable=False),
)

decisions = Table(
    "decisions",
    shop,
    Column("id", String(40), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("garment_id", String(_LONG), nullable=False),
    Column("state", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("said", JSON, nullable=False),
    Column("made_at", UtcMoment, nullable=False),
    Column("made_by", String(120), nullable=False),
    Index(None, "number", unique=True),
    Index(None, "garment_id", "number"),
    Index(None, "state", "number"),
)

decision_events = Table(
    "decision_events",
    shop,
    Column("decision_id", String(40), ForeignKey("decisions.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("state", String(20), nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("who", String(120), nullable=False),
    Column("note", Text, nullable=False),
)

device_keys = Table(
    "device_keys",
    shop,
    Column("id", String(32), primary_key=True),
    Column("device", String(_LONG), ForeignKey("devices.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("valid_from", BigInteger, nullable=False),
    Column("valid_to", BigInteger, nullable=False),
    Column("revoked_at", BigInteger, nullable=False),
)

device_marks = Table(
    "device_marks",
    shop,
    Column("device", String(_LONG), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)

device_envelopes = Table(
    "device_envelopes",
    shop,
    Column("device", String(_LONG), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("first", BigInteger, primary_key=True),
    Column("last", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False, index=True),
    Column("key", String(32), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

device_gaps = Table(
    "device_gaps",
    shop,
    Column("device", String(_LONG), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("first", BigInteger, primary_key=True),
    Column("last", BigInteger, nullable=False),
    Column("declared_at", BigInteger, nullable=False),
)

device_held = Table(
    "device_held",
    shop,
    Column("id", Integer, primary_key=True),
    Column("code", String(20), nullable=False),
    Column("identity", String(_LONG), nullable=False),
    Column("device", String(_LONG), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("sender", String(_LONG), nullable=False),
    Column("first_at", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("times", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("code", "identity"),
)

device_tags = Table(
    "device_tags",
    shop,
    Column("device", String(_LONG), primary_key=True),
    Column("epc", String(_LONG), primary_key=True),
    Column("first_at", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("reads", BigInteger, nullable=False),
    Column("is_there", Boolean, nullable=False),
)
