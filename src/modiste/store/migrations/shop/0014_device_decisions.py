"""What somebody decided of what devices sent and was set aside, and what explains the gaps they declared.

Knows only what changes from the migration before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the decisions."""
    for table, columns in (("device_held", ("decision", "why")), ("device_gaps", ("why",))):
        for name in columns:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))
        decided = "decided_at" if table == "device_held" else "explained_at"
        op.add_column(table, sa.Column(decided, sa.BigInteger(), nullable=False, server_default="0"))
