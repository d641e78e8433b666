"""What devices are called in Chinese, and the limits that a user sets.

Knows only what changes from the migration before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the column and make the table."""
    op.add_column("devices", sa.Column("name_zh", sa.String(length=500), nullable=False, server_default=""))
    op.create_table(
        "supply_limits",
        sa.Column("device", sa.String(length=120), nullable=False),
        sa.Column("quantity", sa.String(length=120), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device", "quantity", name=op.f("pk_supply_limits")),
    )
