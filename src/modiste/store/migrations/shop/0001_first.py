"""The spine's tables, the quarantine and the model books.

Knows the schema as it was on its first day; later files change it and this one never changes.
"""

import sqlalchemy as sa
from alembic import op

from modiste.store.columns import ExactMoney, UtcMoment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "customers",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("created_at", UtcMoment(), nullable=False),
        sa.Column("erased_at", UtcMoment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customers")),
    )
    op.create_table(
        "devices",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=500), nullable=False),
        sa.Column("location", sa.String(length=500), nullable=False),
        sa.Column("public_key", sa.String(length=500), nullable=True),
        sa.Column("registered_at", UtcMoment(), nullable=False),
        sa.Column("revoked_at", UtcMoment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
    )
    op.create_table(
        "fabrics",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("composition", sa.JSON(), nullable=False),
        sa.Column("weight_gsm", sa.Float(), nullable=True),
        sa.Column("structure", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fabrics")),
    )
    op.create_table(
        "garments",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("category", sa.String(length=500), nullable=False),
        sa.Column("brand", sa.String(length=500), nullable=False),
        sa.Column("department", sa.String(length=500), nullable=False),
        sa.Column("season", sa.String(length=500), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcMoment(), nullable=False),
        sa.Column("updated_at", UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_garments")),
    )
    op.create_index(op.f("ix_garments_brand_id"), "garments", ["brand", "id"], unique=False)
    op.create_index(op.f("ix_garments_category_id"), "garments", ["category", "id"], unique=False)
    op.create_index(op.f("ix_garments_department_id"), "garments", ["department", "id"], unique=False)
    op.create_index(op.f("ix_garments_season_id"), "garments", ["season", "id"], unique=False)
    op.create_table(
        "model_versions",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folder", sa.String(length=500), nullable=False),
        sa.Column("recipe", sa.String(length=120), nullable=False),
        sa.Column("recipe_hash", sa.String(length=64), nullable=False),
        sa.Column("data_hash", sa.String(length=64), nullable=False),
        sa.Column("metrics", sa.JSON(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("created_at", UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("name", "version", name=op.f("pk_model_versions")),
    )
    op.create_index(op.f("ix_model_versions_stage"), "model_versions", ["stage"], unique=False)
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("place", sa.String(length=2000), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("first_seen", UtcMoment(), nullable=False),
        sa.Column("released_at", UtcMoment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
        sa.UniqueConstraint("source", "place", "code", name=op.f("uq_quarantine_source_place_code")),
    )
    op.create_index(op.f("ix_quarantine_source"), "quarantine", ["source"], unique=False)
    op.create_table(
        "stage_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_changes")),
    )
    op.create_index(op.f("ix_stage_changes_name"), "stage_changes", ["name"], unique=False)
    op.create_table(
        "supply_events",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=500), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("recorded_at", UtcMoment(), nullable=False),
        sa.Column("action", sa.String(length=500), nullable=False),
        sa.Column("business_step", sa.String(length=500), nullable=False),
        sa.Column("disposition", sa.String(length=500), nullable=False),
        sa.Column("read_point", sa.String(length=500), nullable=False),
        sa.Column("business_location", sa.String(length=500), nullable=False),
        sa.Column("item_ids", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supply_events")),
    )
    op.create_index(op.f("ix_supply_events_at_id"), "supply_events", ["at", "id"], unique=False)
    op.create_table(
        "body_measures",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("customer_id", sa.String(length=500), nullable=True),
        sa.Column("measured_at", UtcMoment(), nullable=False),
        sa.Column("height", sa.Float(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("chest", sa.Float(), nullable=True),
        sa.Column("under_bust", sa.Float(), nullable=True),
        sa.Column("waist", sa.Float(), nullable=True),
        sa.Column("hip", sa.Float(), nullable=True),
        sa.Column("thigh", sa.Float(), nullable=True),
        sa.Column("neck", sa.Float(), nullable=True),
        sa.Column("arm_length", sa.Float(), nullable=True),
        sa.Column("inseam", sa.Float(), nullable=True),
        sa.Column("shoulder", sa.Float(), nullable=True),
        sa.Column("back_length", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_body_measures_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_measures")),
    )
    op.create_index(op.f("ix_body_measures_customer_id"), "body_measures", ["customer_id"], unique=False)
    op.create_table(
        "colourways",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("garment_id", sa.String(length=500), nullable=False),
        sa.Column("colour", sa.String(length=500), nullable=False),
        sa.Column("colour_hex", sa.String(length=500), nullable=True),
        sa.Column("pattern", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["garment_id"], ["garments.id"], name=op.f("fk_colourways_garment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colourways")),
    )
    op.create_index(op.f("ix_colourways_garment_id"), "colourways", ["garment_id"], unique=False)
    op.create_table(
        "consents",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("customer_id", sa.String(length=500), nullable=False),
        sa.Column("purpose", sa.String(length=500), nullable=False),
        sa.Column("granted_at", UtcMoment(), nullable=False),
        sa.Column("withdrawn_at", UtcMoment(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_consents_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_customer_id"), "consents", ["customer_id"], unique=False)
    op.create_table(
        "interactions",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("customer_id", sa.String(length=500), nullable=False),
        sa.Column("garment_id", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=500), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("value", ExactMoney(), nullable=True),
        sa.Column("currency", sa.String(length=500), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("rating", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_interactions_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interactions")),
    )
    op.create_index(op.f("ix_interactions_at_id"), "interactions", ["at", "id"], unique=False)
    op.create_index(op.f("ix_interactions_customer_id"), "interactions", ["customer_id"], unique=False)
    op.create_index(op.f("ix_interactions_garment_id_id"), "interactions", ["garment_id", "id"], unique=False)
    op.create_table(
        "orders",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("customer_id", sa.String(length=500), nullable=True),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("currency", sa.String(length=500), nullable=False),
        sa.Column("channel", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_orders_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
    )
    op.create_index(op.f("ix_orders_at_id"), "orders", ["at", "id"], unique=False)
    op.create_index(op.f("ix_orders_customer_id"), "orders", ["customer_id"], unique=False)
    op.create_table(
        "readings",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("device_id", sa.String(length=500), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("quantity", sa.String(length=500), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("unit", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_readings_device_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_at_id"), "readings", ["at", "id"], unique=False)
    op.create_index(op.f("ix_readings_device_id"), "readings", ["device_id"], unique=False)
    op.create_table(
        "images",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("garment_id", sa.String(length=500), nullable=False),
        sa.Column("colourway_id", sa.String(length=500), nullable=True),
        sa.Column("blob", sa.String(length=500), nullable=False),
        sa.Column("media_type", sa.String(length=500), nullable=False),
        sa.Column("width", sa.BigInteger(), nullable=False),
        sa.Column("height", sa.BigInteger(), nullable=False),
        sa.Column("view", sa.String(length=500), nullable=False),
        sa.Column("label", sa.String(length=500), nullable=False),
        sa.Column("split", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["colourway_id"], ["colourways.id"], name=op.f("fk_images_colourway_id")),
        sa.ForeignKeyConstraint(["garment_id"], ["garments.id"], name=op.f("fk_images_garment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_images")),
    )
    op.create_index(op.f("ix_images_blob_id"), "images", ["blob", "id"], unique=False)
    op.create_index(op.f("ix_images_colourway_id"), "images", ["colourway_id"], unique=False)
    op.create_index(op.f("ix_images_garment_id"), "images", ["garment_id"], unique=False)
    op.create_index(op.f("ix_images_label_id"), "images", ["label", "id"], unique=False)
    op.create_table(
        "skus",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("colourway_id", sa.String(length=500), nullable=False),
        sa.Column("size_system", sa.String(length=500), nullable=False),
        sa.Column("size", sa.String(length=500), nullable=False),
        sa.Column("gtin", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(["colourway_id"], ["colourways.id"], name=op.f("fk_skus_colourway_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skus")),
    )
    op.create_index(op.f("ix_skus_colourway_id"), "skus", ["colourway_id"], unique=False)
    op.create_index(op.f("ix_skus_gtin_id"), "skus", ["gtin", "id"], unique=False)
    op.create_table(
        "items",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("sku_id", sa.String(length=500), nullable=False),
        sa.Column("serial", sa.String(length=500), nullable=False),
        sa.Column("made_at", UtcMoment(), nullable=True),
        sa.ForeignKeyConstraint(["sku_id"], ["skus.id"], name=op.f("fk_items_sku_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
    )
    op.create_index(op.f("ix_items_sku_id"), "items", ["sku_id"], unique=False)
    op.create_table(
        "order_lines",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("order_id", sa.String(length=500), nullable=False),
        sa.Column("sku_id", sa.String(length=500), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_price", ExactMoney(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_lines_order_id")),
        sa.ForeignKeyConstraint(["sku_id"], ["skus.id"], name=op.f("fk_order_lines_sku_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_lines")),
    )
    op.create_index(op.f("ix_order_lines_order_id"), "order_lines", ["order_id"], unique=False)
    op.create_index(op.f("ix_order_lines_sku_id"), "order_lines", ["sku_id"], unique=False)
    op.create_table(
        "prices",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("sku_id", sa.String(length=500), nullable=False),
        sa.Column("amount", ExactMoney(), nullable=False),
        sa.Column("currency", sa.String(length=500), nullable=False),
        sa.Column("valid_from", UtcMoment(), nullable=False),
        sa.Column("valid_to", UtcMoment(), nullable=True),
        sa.Column("recorded_at", UtcMoment(), nullable=False),
        sa.ForeignKeyConstraint(["sku_id"], ["skus.id"], name=op.f("fk_prices_sku_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prices")),
    )
    op.create_index(op.f("ix_prices_sku_id"), "prices", ["sku_id"], unique=False)
    op.create_index(op.f("ix_prices_valid_from_id"), "prices", ["valid_from", "id"], unique=False)
    op.create_table(
        "stock_entries",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("sku_id", sa.String(length=500), nullable=False),
        sa.Column("from_location", sa.String(length=500), nullable=False),
        sa.Column("to_location", sa.String(length=500), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["sku_id"], ["skus.id"], name=op.f("fk_stock_entries_sku_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_entries")),
    )
    op.create_index(op.f("ix_stock_entries_at_id"), "stock_entries", ["at", "id"], unique=False)
    op.create_index(
        op.f("ix_stock_entries_from_location_id"), "stock_entries", ["from_location", "id"], unique=False
    )
    op.create_index(op.f("ix_stock_entries_sku_id"), "stock_entries", ["sku_id"], unique=False)
    op.create_index(
        op.f("ix_stock_entries_to_location_id"), "stock_entries", ["to_location", "id"], unique=False
    )
    op.create_table(
        "passport_links",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("item_id", sa.String(length=500), nullable=False),
        sa.Column("leaf_hash", sa.String(length=500), nullable=False),
        sa.Column("leaf_index", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", UtcMoment(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_passport_links_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passport_links")),
    )
    op.create_index(op.f("ix_passport_links_item_id"), "passport_links", ["item_id"], unique=False)
    op.create_index(
        op.f("ix_passport_links_leaf_index_id"), "passport_links", ["leaf_index", "id"], unique=False
    )
    op.create_table(
        "returns",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("order_line_id", sa.String(length=500), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["order_line_id"], ["order_lines.id"], name=op.f("fk_returns_order_line_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returns")),
    )
    op.create_index(op.f("ix_returns_at_id"), "returns", ["at", "id"], unique=False)
    op.create_index(op.f("ix_returns_order_line_id"), "returns", ["order_line_id"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index(op.f("ix_returns_order_line_id"), table_name="returns")
    op.drop_index(op.f("ix_returns_at_id"), table_name="returns")
    op.drop_table("returns")
    op.drop_index(op.f("ix_passport_links_leaf_index_id"), table_name="passport_links")
    op.drop_index(op.f("ix_passport_links_item_id"), table_name="passport_links")
    op.drop_table("passport_links")
    op.drop_index(op.f("ix_stock_entries_to_location_id"), table_name="stock_entries")
    op.drop_index(op.f("ix_stock_entries_sku_id"), table_name="stock_entries")
    op.drop_index(op.f("ix_stock_entries_from_location_id"), table_name="stock_entries")
    op.drop_index(op.f("ix_stock_entries_at_id"), table_name="stock_entries")
    op.drop_table("stock_entries")
    op.drop_index(op.f("ix_prices_valid_from_id"), table_name="prices")
    op.drop_index(op.f("ix_prices_sku_id"), table_name="prices")
    op.drop_table("prices")
    op.drop_index(op.f("ix_order_lines_sku_id"), table_name="order_lines")
    op.drop_index(op.f("ix_order_lines_order_id"), table_name="order_lines")
    op.drop_table("order_lines")
    op.drop_index(op.f("ix_items_sku_id"), table_name="items")
    op.drop_table("items")
    op.drop_index(op.f("ix_skus_gtin_id"), table_name="skus")
    op.drop_index(op.f("ix_skus_colourway_id"), table_name="skus")
    op.drop_table("skus")
    op.drop_index(op.f("ix_images_label_id"), table_name="images")
    op.drop_index(op.f("ix_images_garment_id"), table_name="images")
    op.drop_index(op.f("ix_images_colourway_id"), table_name="images")
    op.drop_index(op.f("ix_images_blob_id"), table_name="images")
    op.drop_table("images")
    op.drop_index(op.f("ix_readings_device_id"), table_name="readings")
    op.drop_index(op.f("ix_readings_at_id"), table_name="readings")
    op.drop_table("readings")
    op.drop_index(op.f("ix_orders_customer_id"), table_name="orders")
    op.drop_index(op.f("ix_orders_at_id"), table_name="orders")
    op.drop_table("orders")
    op.drop_index(op.f("ix_interactions_garment_id_id"), table_name="interactions")
    op.drop_index(op.f("ix_interactions_customer_id"), table_name="interactions")
    op.drop_index(op.f("ix_interactions_at_id"), table_name="interactions")
    op.drop_table("interactions")
    op.drop_index(op.f("ix_consents_customer_id"), table_name="consents")
    op.drop_table("consents")
    op.drop_index(op.f("ix_colourways_garment_id"), table_name="colourways")
    op.drop_table("colourways")
    op.drop_index(op.f("ix_body_measures_customer_id"), table_name="body_measures")
    op.drop_table("body_measures")
    op.drop_index(op.f("ix_supply_events_at_id"), table_name="supply_events")
    op.drop_table("supply_events")
    op.drop_index(op.f("ix_stage_changes_name"), table_name="stage_changes")
    op.drop_table("stage_changes")
    op.drop_index(op.f("ix_quarantine_source"), table_name="quarantine")
    op.drop_table("quarantine")
    op.drop_index(op.f("ix_model_versions_stage"), table_name="model_versions")
    op.drop_table("model_versions")
    op.drop_index(op.f("ix_garments_season_id"), table_name="garments")
    op.drop_index(op.f("ix_garments_department_id"), table_name="garments")
    op.drop_index(op.f("ix_garments_category_id"), table_name="garments")
    op.drop_index(op.f("ix_garments_brand_id"), table_name="garments")
    op.drop_table("garments")
    op.drop_table("fabrics")
    op.drop_table("devices")
    op.drop_table("customers")
