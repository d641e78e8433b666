"""The import ledger: what was read from where, row by row; pictures' addresses; the fate of refused rows.

Knows only what changes from 0002.
"""

import sqlalchemy as sa
from alembic import op

from modiste.store.columns import UtcMoment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables and the two columns."""
    op.create_table(
        "image_links",
        sa.Column("garment_id", sa.String(length=500), nullable=False),
        sa.Column("colourway_id", sa.String(length=500), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["colourway_id"], ["colourways.id"], name=op.f("fk_image_links_colourway_id")
        ),
        sa.ForeignKeyConstraint(["garment_id"], ["garments.id"], name=op.f("fk_image_links_garment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_image_links")),
    )
    op.create_index(op.f("ix_image_links_garment_id"), "image_links", ["garment_id"])
    op.create_index(op.f("ix_image_links_colourway_id"), "image_links", ["colourway_id"])
    op.create_table(
        "import_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.Column("unchanged", sa.BigInteger(), nullable=False),
        sa.Column("quarantined", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("started_at", UtcMoment(), nullable=False),
        sa.Column("ended_at", UtcMoment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_runs")),
    )
    op.create_index(op.f("ix_import_runs_identity"), "import_runs", ["identity"])
    op.create_table(
        "import_rows",
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_import_rows")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "import_prints",
        sa.Column("garment_id", sa.String(length=500), nullable=False),
        sa.Column("prints", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("garment_id", name=op.f("pk_import_prints")),
        sqlite_with_rowid=False,
    )
    op.add_column("quarantine", sa.Column("run", sa.Integer(), nullable=True))
    op.add_column(
        "quarantine", sa.Column("given_up", sa.Boolean(), nullable=False, server_default=sa.false())
    )
