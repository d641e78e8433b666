"""Tables of the supply chain: EPCIS events, places, what readings say, devices and what they handed over.

Knows columns and indices; the shop's other tables are `tables`'.
"""

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
    String,
    Table,
    Text,
    UniqueConstraint,
)

from modiste.store.columns import UtcMoment
from modiste.store.tables import LONG, shop

epcis_events = Table(
    "epcis_events",
    shop,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("event_id", String(LONG), nullable=False),
    # The error declaration of an event has the event's own id.
    Column("is_declaration", Boolean, nullable=False),
    Column("digest", LargeBinary(16), nullable=False),
    Column("type", String(LONG), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("step", String(LONG), nullable=False),
    Column("disposition", String(LONG), nullable=False),
    Column("place", String(LONG), nullable=False),
    Column("location", String(LONG), nullable=False),
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
    Column("name", String(LONG), primary_key=True),
    Column("at", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("role", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

epcis_states = Table(
    "epcis_states",
    shop,
    Column("item", String(LONG), primary_key=True),
    Column("begun_at", BigInteger, nullable=True),
    Column("ended_at", BigInteger, nullable=True),
    Column("last_at", BigInteger, nullable=True),
    Column("last_place", String(LONG), nullable=False),
    Column("parent", String(LONG), nullable=False),
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
    Column("id", String(LONG), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("name_zh", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("is_simulated", Boolean, nullable=False),
)

supply_streams = Table(
    "supply_streams",
    shop,
    Column("device", String(120), primary_key=True),
    Column("quantity", String(120), primary_key=True),
    Column("unit", String(40), nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("last", Float, nullable=False),
    Column("state", JSON, nullable=False),
)

supply_hours = Table(
    "supply_hours",
    shop,
    Column("device", String(120), primary_key=True),
    Column("quantity", String(120), primary_key=True),
    Column("hour", Integer, primary_key=True, autoincrement=False),
    Column("readings", Integer, nullable=False),
    Column("low", Float, nullable=False),
    Column("total", Float, nullable=False),
    Column("high", Float, nullable=False),
    Column("last", Float, nullable=False),
    sqlite_with_rowid=False,
)

supply_alarms = Table(
    "supply_alarms",
    shop,
    Column("id", String(40), primary_key=True),
    Column("device", String(120), nullable=False),
    Column("quantity", String(120), nullable=False),
    Column("unit", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("severity", String(40), nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("raised_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger, nullable=False),
    Column("size", Float, nullable=False),
    Column("value", Float, nullable=False),
    Column("normal", Float, nullable=False),
    Column("acknowledged_by", String(200), nullable=False),
    Column("acknowledged_at", BigInteger, nullable=False),
    Column("note", String(1000), nullable=False),
    Index(None, "ended_at", "raised_at"),
    Index(None, "device"),
)

supply_settings = Table(
    "supply_settings",
    shop,
    Column("id", String(40), primary_key=True),
    Column("device", String(120), nullable=False),
    Column("name", String(80), nullable=False),
    Column("value", Float, nullable=False),
    Column("was", Float, nullable=False),
    Column("state", String(20), nullable=False),
    Column("said", JSON, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("decided_at", BigInteger, nullable=False),
    Column("decided_by", String(200), nullable=False),
    Column("note", String(1000), nullable=False),
    Index(None, "device"),
)

supply_limits = Table(
    "supply_limits",
    shop,
    Column("device", String(120), primary_key=True),
    Column("quantity", String(120), primary_key=True),
    Column("low", Float, nullable=True),
    Column("high", Float, nullable=True),
    Column("set_by", String(200), nullable=False),
    Column("set_at", BigInteger, nullable=False),
)

supply_marks = Table(
    "supply_marks",
    shop,
    Column("name", String(40), primary_key=True),
    Column("number", BigInteger, nullable=False),
)

device_keys = Table(
    "device_keys",
    shop,
    Column("id", String(32), primary_key=True),
    Column("device", String(LONG), ForeignKey("devices.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("valid_from", BigInteger, nullable=False),
    Column("valid_to", BigInteger, nullable=False),
    Column("revoked_at", BigInteger, nullable=False),
)

device_marks = Table(
    "device_marks",
    shop,
    Column("device", String(LONG), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)

device_envelopes = Table(
    "device_envelopes",
    shop,
    Column("device", String(LONG), primary_key=True),
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
    Column("device", String(LONG), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("first", BigInteger, primary_key=True),
    Column("last", BigInteger, nullable=False),
    Column("declared_at", BigInteger, nullable=False),
    Column("why", Text, nullable=False, server_default=""),
    Column("explained_at", BigInteger, nullable=False, server_default="0"),
)

device_held = Table(
    "device_held",
    shop,
    Column("id", Integer, primary_key=True),
    Column("code", String(20), nullable=False),
    Column("identity", String(LONG), nullable=False),
    Column("device", String(LONG), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("sender", String(LONG), nullable=False),
    Column("first_at", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("times", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("decision", Text, nullable=False, server_default=""),
    Column("why", Text, nullable=False, server_default=""),
    Column("decided_at", BigInteger, nullable=False, server_default="0"),
    UniqueConstraint("code", "identity"),
)

device_tags = Table(
    "device_tags",
    shop,
    Column("device", String(LONG), primary_key=True),
    Column("epc", String(LONG), primary_key=True),
    Column("first_at", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("reads", BigInteger, nullable=False),
    Column("is_there", Boolean, nullable=False),
)
