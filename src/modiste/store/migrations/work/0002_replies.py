"""Replies: what was answered to requests with an idempotency key.

Knows only what changes from 0001.
"""

import sqlalchemy as sa
from alembic import op

from modiste.store.columns import UtcMoment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "replies",
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("begun_at", UtcMoment(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", sa.JSON(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("owner", "key", name=op.f("pk_replies")),
    )
    op.create_index(op.f("ix_replies_begun_at"), "replies", ["begun_at"], unique=False)
