"""Indices for the grid: a filter and the order of ids in one, so that a filtered page is read where it lies.

Knows only what changes from 0002.
"""

from alembic import op

revision = "0003"
down_revision = "0002"

FIELDS = ("category", "brand", "department", "season")


def upgrade() -> None:
    """Put the id behind each field that garments are filtered by, and index the source too."""
    for field in FIELDS:
        op.drop_index(op.f(f"ix_garments_{field}"), table_name="garments")
    for field in (*FIELDS, "source"):
        op.create_index(op.f(f"ix_garments_{field}_id"), "garments", [field, "id"], unique=False)
