"""EPCIS events with what they are about, the last state of items, captures, named queries, subscriptions.

Knows only what changes from the migration before.
"""

import sqlalchemy as sa
from alembic import op

from modiste.store.columns import UtcMoment

revision = "0011"
down_revision = "0010"


def _number(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _word(name: str, length: int = 500) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length=length), nullable=False)


def upgrade() -> None:
    """Make the six tables."""
    op.create_table(
        "epcis_events",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        _word("event_id"),
        sa.Column("is_declaration", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        _word("type"),
        _number("at"),
        _number("recorded_at"),
        _word("step"),
        _word("disposition"),
        _word("place"),
        _word("location"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_epcis_events")),
        sa.UniqueConstraint(
            "event_id", "is_declaration", name=op.f("uq_epcis_events_event_id_is_declaration")
        ),
    )
    for first, second in (
        ("at", "number"),
        ("recorded_at", "number"),
        ("step", "at"),
        ("place", "at"),
        ("location", "at"),
        ("type", "at"),
    ):
        op.create_index(op.f(f"ix_epcis_events_{first}_{second}"), "epcis_events", [first, second])
    op.create_table(
        "epcis_things",
        _word("name"),
        _number("at"),
        _number("number"),
        sa.Column("role", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "at", "number", "role", name=op.f("pk_epcis_things")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "epcis_states",
        _word("item"),
        _number("begun_at", nullable=True),
        _number("ended_at", nullable=True),
        _number("last_at", nullable=True),
        _word("last_place"),
        _word("parent"),
        _number("moved_at", nullable=True),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_epcis_states")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_epcis_states_parent"), "epcis_states", ["parent"])
    op.create_table(
        "epcis_captures",
        _word("id", 40),
        _number("number"),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_epcis_captures")),
    )
    op.create_index(op.f("ix_epcis_captures_number"), "epcis_captures", ["number"], unique=True)
    op.create_table(
        "epcis_queries",
        _word("name", 120),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("made_at", UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_epcis_queries")),
    )
    op.create_table(
        "epcis_subscriptions",
        _word("id", 40),
        _word("query", 120),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("made_at", UtcMoment(), nullable=False),
        _number("told_number"),
        sa.Column("told_at", UtcMoment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["query"],
            ["epcis_queries.name"],
            name=op.f("fk_epcis_subscriptions_query"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_epcis_subscriptions")),
    )
    op.create_index(op.f("ix_epcis_subscriptions_query"), "epcis_subscriptions", ["query"])
