"""How garments are cut.

Knows only what changes from the migration before. A cut bears its garment's id and outlives its deletion, so
that an undo brings both back.
"""

import sqlalchemy as sa
from alembic import op

from modiste.store.columns import UtcMoment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "cuts",
        sa.Column("program", sa.String(length=500), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("chart", sa.String(length=500), nullable=False),
        sa.Column("fabric", sa.String(length=500), nullable=False),
        sa.Column("basis", sa.String(length=500), nullable=False),
        sa.Column("sizes", sa.JSON(), nullable=False),
        sa.Column("updated_at", UtcMoment(), nullable=False),
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cuts")),
    )
