"""Every spine record has its table, and the migrations build exactly the tables the code uses."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import modiste.garment
from modiste.garment import Entity
from modiste.store import Store
from modiste.store.database import Database
from modiste.store.tables import LOGGED, TABLES, shop, work


def test_every_record_with_an_id_has_a_table_with_its_fields() -> None:
    entities = {
        each
        for name in modiste.garment.__all__
        if isinstance(each := getattr(modiste.garment, name), type) and issubclass(each, Entity)
    } - {Entity}
    assert set(TABLES) | set(LOGGED) == entities
    assert not set(TABLES) & set(LOGGED)
    for record, table in TABLES.items():
        assert list(table.c.keys()) == list(record.model_fields)
        assert table.primary_key.columns.keys() == ["id"]


@pytest.mark.parametrize(("metadata", "folder"), [(shop, "shop"), (work, "work")], ids=["shop", "work"])
def test_migrations_lead_to_the_tables_of_the_code(
    store: Store, url: str | None, metadata: object, folder: str
) -> None:
    name = "shop.db" if folder == "shop" else "jobs.db"
    database = Database(url or f"sqlite:///{store.root / name}", folder)
    tables = set(metadata.tables)  # type: ignore[attr-defined] # a MetaData

    def ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare: object) -> bool:
        return kind != "table" or name in tables

    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_type": url is None}
        )
        differences = compare_metadata(context, metadata)
    database.close()
    assert differences == []
