"""Tables of passports: the leaves of the log in their order, the credentials, and what suppliers signed.

Knows columns and indices; the shop's other tables are `tables`'.
"""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, LargeBinary, String, Table, Text

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
    # SHA-256 of the signed statement that says so, "" where nobody signed.
    Column("statement", String(64), nullable=False, server_default=""),
)

passport_signers = Table(
    "passport_signers",
    shop,
    Column("did", String(LONG), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("name", String(LONG), nullable=False),
    # Of which tiers it may speak, [] for all.
    Column("tiers", JSON, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("ended_at", BigInteger, nullable=False),
    Column("ended_by", String(200), nullable=False),
)

passport_statements = Table(
    "passport_statements",
    shop,
    Column("sha256", String(64), primary_key=True),
    Column("garment", String(LONG), primary_key=True),
    Column("did", String(LONG), nullable=False),
    Column("key", String(200), nullable=False),
    Column("name", String(LONG), nullable=False),
    Column("body", LargeBinary, nullable=False),
    # Bundles tell its hash alone.
    Column("is_private", Boolean, nullable=False),
    Column("valid_until", BigInteger, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("withdrawn_at", BigInteger, nullable=False),
    Column("withdrawn_by", String(200), nullable=False),
)
