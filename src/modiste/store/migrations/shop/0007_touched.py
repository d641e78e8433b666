"""Which garments were touched, in order.

Knows only what changes from the migration before. What stands in an older shop is touched once, so that
whoever reads the list finds it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table and put every garment into it."""
    op.create_table(
        "touched",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("garment_id", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_touched")),
        sa.UniqueConstraint("garment_id", name=op.f("uq_touched_garment_id")),
        sqlite_autoincrement=True,
    )
    op.execute("INSERT INTO touched (garment_id) SELECT id FROM garments ORDER BY id")
