"""Returns that name no purchase; interactions leave the tables for the event log.

Knows only what changes from the migration before. Nothing ever wrote a row of `interactions`: none is moved.
"""

import sqlalchemy as sa
from alembic import op

from modiste.store.columns import ExactMoney

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Loosen the one table, drop the other."""
    with op.batch_alter_table("returns") as table:
        table.alter_column("order_line_id", existing_type=sa.String(length=500), nullable=True)
        table.add_column(sa.Column("sku_id", sa.String(length=500), nullable=True))
        table.add_column(sa.Column("unit_refund", ExactMoney(), nullable=True))
        table.add_column(sa.Column("currency", sa.String(length=500), nullable=True))
        table.create_foreign_key(op.f("fk_returns_sku_id"), "skus", ["sku_id"], ["id"])
    op.create_index(op.f("ix_returns_sku_id"), "returns", ["sku_id"])
    op.drop_table("interactions")
