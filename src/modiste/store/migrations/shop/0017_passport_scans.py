"""Scans of labels, codes that are claimed once, counts of a day and the days' salts.

Knows only what changes from the migration before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the tables."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "passport_scans",
        sa.Column("number", number, autoincrement=True, nullable=False),
        sa.Column("item", sa.String(length=500), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("client", sa.String(length=40), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("said", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_passport_scans")),
    )
    op.create_index(op.f("ix_passport_scans_item"), "passport_scans", ["item"])
    op.create_index(op.f("ix_passport_scans_at"), "passport_scans", ["at"])
    op.create_table(
        "passport_codes",
        sa.Column("number", number, autoincrement=True, nullable=False),
        sa.Column("item", sa.String(length=500), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("claimed_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_by", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_passport_codes")),
        sa.UniqueConstraint("digest", name=op.f("uq_passport_codes_digest")),
    )
    op.create_index(op.f("ix_passport_codes_item"), "passport_codes", ["item"])
    op.create_table(
        "passport_counts",
        sa.Column("subject", sa.String(length=520), nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "day", name=op.f("pk_passport_counts")),
    )
    op.create_table(
        "passport_days",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_passport_days")),
    )
