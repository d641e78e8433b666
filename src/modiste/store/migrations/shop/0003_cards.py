"""The grid's cards with their text index, predictions with their embeddings, and the journal of changes.

Knows only what changes from 0002. Cards are derived: `store.cards` fills them, and says when again.
"""

import sqlalchemy as sa
from alembic import op

from modiste.store.columns import UtcMoment

revision = "0003"
down_revision = "0002"
_FEED = "INSERT INTO card_words(rowid, words) VALUES (new.number, new.words)"
_TAKE = "INSERT INTO card_words(card_words, rowid, words) VALUES ('delete', old.number, old.words)"


def upgrade() -> None:
    """Make the tables, and the index that finds any part of a name."""
    op.create_table(
        "card_kinds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=500), nullable=False),
        sa.Column("brand", sa.String(length=500), nullable=False),
        sa.Column("department", sa.String(length=500), nullable=False),
        sa.Column("season", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("split", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_kinds")),
        sa.UniqueConstraint(
            "category",
            "brand",
            "department",
            "season",
            "source",
            "split",
            "state",
            name=op.f("uq_card_kinds_all"),
        ),
    )
    op.create_table(
        "cards",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("garment_id", sa.String(length=500), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("name_key", sa.String(length=500), nullable=False),
        sa.Column("created_at", UtcMoment(), nullable=False),
        sa.Column("updated_at", UtcMoment(), nullable=False),
        sa.Column("certainty", sa.Float(), nullable=False),
        sa.Column("label", sa.String(length=500), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("photos", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.String(length=500), nullable=True),
        sa.Column("other_photo_id", sa.String(length=500), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["garment_id"], ["garments.id"], name=op.f("fk_cards_garment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["kind_id"], ["card_kinds.id"], name=op.f("fk_cards_kind_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_cards")),
    )
    op.create_index(op.f("ix_cards_garment_id"), "cards", ["garment_id"], unique=True)
    for column in ("garment_id", "name_key", "created_at", "updated_at", "certainty"):
        name = op.f(f"ix_cards_{column}_number_kind_id")
        op.create_index(name, "cards", [column, "number", "kind_id"], unique=False)
    op.create_index(op.f("ix_cards_kind_id"), "cards", ["kind_id"], unique=False)
    for column in ("brand", "category", "department", "season"):  # cards are looked up now
        op.drop_index(f"ix_garments_{column}_id", table_name="garments")
    _index_words()
    op.create_table(
        "predictions",
        sa.Column("image_id", sa.String(length=500), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("garment_id", sa.String(length=500), nullable=False),
        sa.Column("label", sa.String(length=500), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("top", sa.JSON(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("reviewed_at", UtcMoment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["image_id"], ["images.id"], name=op.f("fk_predictions_image_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("image_id", "model", name=op.f("pk_predictions")),
    )
    op.create_index(op.f("ix_predictions_garment_id"), "predictions", ["garment_id"], unique=False)
    op.create_index(op.f("ix_predictions_model_version"), "predictions", ["model", "version"], unique=False)
    op.create_table(
        "embeddings",
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("image_id", sa.String(length=500), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["image_id"], ["images.id"], name=op.f("fk_embeddings_image_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("model", "version", "image_id", name=op.f("pk_embeddings")),
    )
    op.create_index(op.f("ix_embeddings_image_id"), "embeddings", ["image_id"], unique=False)
    op.create_table(
        "changes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("undone_at", UtcMoment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    op.create_index(op.f("ix_changes_at_id"), "changes", ["at", "id"], unique=False)
    op.create_table(
        "derived",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("layout", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_derived")),
    )


def _index_words() -> None:
    """Trigrams: FTS5 in SQLite, pg_trgm in PostgreSQL. Where neither is there, words are scanned."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        known = sa.text("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if connection.execute(known).scalar() is not None:
            op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            op.execute("CREATE INDEX ix_cards_words ON cards USING gin (words gin_trgm_ops)")
        return
    if not connection.execute(sa.text("SELECT sqlite_compileoption_used('ENABLE_FTS5')")).scalar():
        return
    op.execute(
        "CREATE VIRTUAL TABLE card_words USING fts5(words, content='cards', content_rowid='number', "
        "tokenize='trigram case_sensitive 1', columnsize=0)"
    )
    op.execute(f"CREATE TRIGGER card_words_insert AFTER INSERT ON cards BEGIN {_FEED}; END")
    op.execute(f"CREATE TRIGGER card_words_delete AFTER DELETE ON cards BEGIN {_TAKE}; END")
    op.execute(
        "CREATE TRIGGER card_words_update AFTER UPDATE OF words ON cards WHEN old.words <> new.words "
        f"BEGIN {_TAKE}; {_FEED}; END"
    )
