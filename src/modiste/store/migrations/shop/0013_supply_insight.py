"""What is made of readings: streams, hours, alarms.

Knows only what changes from the migration before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def _word(name: str, length: int = 120) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length=length), nullable=False)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _real(name: str) -> "sa.Column[float]":
    return sa.Column(name, sa.Float(), nullable=False)


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "supply_streams",
        _word("device"),
        _word("quantity"),
        _word("unit", 40),
        _number("last_at"),
        _real("last"),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("device", "quantity", name=op.f("pk_supply_streams")),
    )
    op.create_table(
        "supply_hours",
        _word("device"),
        _word("quantity"),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("readings", sa.Integer(), nullable=False),
        *(_real(name) for name in ("low", "total", "high", "last")),
        sa.PrimaryKeyConstraint("device", "quantity", "hour", name=op.f("pk_supply_hours")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "supply_alarms",
        _word("id", 40),
        _word("device"),
        _word("quantity"),
        _word("unit", 40),
        _word("kind", 40),
        _word("severity", 40),
        *(_number(name) for name in ("since", "raised_at", "ended_at")),
        *(_real(name) for name in ("size", "value", "normal")),
        _word("acknowledged_by", 200),
        _number("acknowledged_at"),
        _word("note", 1000),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supply_alarms")),
    )
    op.create_index(op.f("ix_supply_alarms_ended_at_raised_at"), "supply_alarms", ["ended_at", "raised_at"])
    op.create_index(op.f("ix_supply_alarms_device"), "supply_alarms", ["device"])
    op.create_table(
        "supply_marks",
        _word("name", 40),
        _number("number"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_supply_marks")),
    )
