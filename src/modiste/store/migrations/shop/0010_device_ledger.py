"""What devices handed over: keys, how far each has come, envelopes, gaps, what was set aside, tags seen.

Knows only what changes from the migration before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _word(name: str, length: int = 500) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length=length), nullable=False)


def upgrade() -> None:
    """Make the six tables."""
    op.create_table(
        "device_keys",
        _word("id", 32),
        _word("device"),
        _word("kind", 20),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        _number("valid_from"),
        _number("valid_to"),
        _number("revoked_at"),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_device_keys_device")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_keys")),
    )
    op.create_index(op.f("ix_device_keys_device"), "device_keys", ["device"])
    op.create_table(
        "device_marks",
        _word("device"),
        _number("epoch"),
        _number("seq"),
        _number("at"),
        sa.PrimaryKeyConstraint("device", "epoch", name=op.f("pk_device_marks")),
    )
    op.create_table(
        "device_envelopes",
        _word("device"),
        _number("epoch"),
        _number("first"),
        _number("last"),
        _number("received_at"),
        _word("key", 32),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("device", "epoch", "first", name=op.f("pk_device_envelopes")),
    )
    op.create_index(op.f("ix_device_envelopes_received_at"), "device_envelopes", ["received_at"])
    op.create_table(
        "device_gaps",
        _word("device"),
        _number("epoch"),
        _number("first"),
        _number("last"),
        _number("declared_at"),
        sa.PrimaryKeyConstraint("device", "epoch", "first", name=op.f("pk_device_gaps")),
    )
    op.create_table(
        "device_held",
        sa.Column("id", sa.Integer(), nullable=False),
        _word("code", 20),
        _word("identity"),
        _word("device"),
        sa.Column("reason", sa.Text(), nullable=False),
        _word("sender"),
        _number("first_at"),
        _number("last_at"),
        _number("times"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_held")),
        sa.UniqueConstraint("code", "identity", name=op.f("uq_device_held_code_identity")),
    )
    op.create_index(op.f("ix_device_held_device"), "device_held", ["device"])
    op.create_table(
        "device_tags",
        _word("device"),
        _word("epc"),
        _number("first_at"),
        _number("last_at"),
        _number("reads"),
        sa.Column("is_there", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("device", "epc", name=op.f("pk_device_tags")),
    )
