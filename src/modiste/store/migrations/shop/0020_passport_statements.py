"""Passports: which suppliers may sign, and what they signed.

Knows only what changes from the migration before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Make the tables and add the column."""
    op.add_column(
        "passport_facts", sa.Column("statement", sa.String(length=64), nullable=False, server_default="")
    )
    op.create_table(
        "passport_signers",
        sa.Column("did", sa.String(length=500), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("tiers", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("did", "key", name=op.f("pk_passport_signers")),
    )
    op.create_table(
        "passport_statements",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("garment", sa.String(length=500), nullable=False),
        sa.Column("did", sa.String(length=500), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("valid_until", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "garment", name=op.f("pk_passport_statements")),
    )
