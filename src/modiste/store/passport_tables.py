"""Tables of passports: the leaves of the log in their order, and the credentials.

Knows columns and indices; the shop's other tables are `tables`'.
"""

from sqlalchemy import JSON, BigInteger, Column, Integer, LargeBinary, String, Table, Text

from modiste.store.tables import LONG, shop

passport_leaves = Table(
    "passport_leaves",
    shop,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    # An event's number, 0 for all else.
    Column("event", BigInteger, nullable=False, index=True),
    # A passport's id, a key's whole entry, "" for all else.
    Column("subject", Text, nullable=False),
    Column("commitment", LargeBinary(32), nullable=False),
    # Forgotten, nobody can tell what was committed to.
    Column("salt", LargeBinary(32), nullable=True),
)

passports = Table(
    "passports",
    shop,
    Column("id", String(40), primary_key=True),
    Column("item", String(LONG), nullable=False, index=True),
    Column("garment", String(LONG), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("leaf", BigInteger, nullable=False),
    # Its bit in the list of statuses.
    Column("position", BigInteger, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("issued_by", String(200), nullable=False),
    Column("ended_at", BigInteger, nullable=False),
    Column("ended_by", String(200), nullable=False),
    Column("reason", String(1000), nullable=False),
)

passport_facts = Table(
    "passport_facts",
    shop,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("garment", String(LONG), nullable=False, index=True),
    Column("field", String(80), nullable=False),
    # JSON's null takes back what was said.
    Column("value", JSON, nullable=True),
    Column("kind", String(40), nullable=False),
    Column("ref", String(LONG), nullable=False),
    Column("at", String(40), nullable=False),
    Column("note", String(1000), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", String(200), nullable=False),
)
