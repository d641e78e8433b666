"""Records of the log come back as they were, once, in the order of time; erasing reaches every snapshot."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from modiste.garment import Interaction, Mention, ModisteError
from modiste.store import EventLog, log_plain, log_records, logged_records, plain_of, schema_of

START = datetime(2026, 1, 1, tzinfo=UTC)


def look(number: int, customer: str | None = "c-a", **fields: object) -> Interaction:
    values = {"id": f"i{number}", "customer_id": customer, "kind": "view_item", "garment_id": "coat"}
    return Interaction.model_validate(values | {"at": START + timedelta(hours=number)} | fields)


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    full = look(
        1,
        value=Decimal("12.3400"),
        currency="EUR",
        query="红裙",
        session_id="s",
        quantity=3,
        rating=4.5,
        weight=2.0,
    )
    assert log_records(log, [full, look(0, None)]) == [True, True]
    assert list(logged_records(log, Interaction)) == [look(0, None), full]
    assert list(logged_records(log, Interaction, {"customer_id": "c-a"})) == [full]
    assert list(logged_records(log, Mention)) == []


def test_a_tables_columns_are_the_records_fields() -> None:
    schema = schema_of(Interaction)
    assert schema.names == list(Interaction.model_fields)
    assert not schema.field("kind").nullable and schema.field("customer_id").nullable


def test_the_same_records_again_change_nothing(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    records = [look(number) for number in range(10)]
    assert log_records(log, records) == [True] * 10
    before = log.snapshot("interactions")
    assert log_records(log, records) == [False] * 10
    assert log.snapshot("interactions") == before
    assert log_records(log, [*records[5:], look(10), look(10)]) == [False] * 5 + [True, False]
    assert log.snapshot("interactions").rows == 11


def test_only_files_of_the_same_time_are_looked_into(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    log_records(log, [look(0)])
    (old,) = log.snapshot("interactions").files
    log_records(log, [look(50)])
    schema = old.read_bytes()
    old.write_bytes(schema[:-1])  # damaged, and not asked
    with pytest.raises(ModisteError, match="MOD-1113"):
        log_records(log, [look(0)])
    old.write_bytes(schema)
    assert log_records(log, [look(51)]) == [True]


def test_a_batch_that_is_sent_again_under_its_name_is_new_as_it_was(tmp_path: Path) -> None:
    log, batch = EventLog(tmp_path), [plain_of(look(number)) for number in (0, 1, 2, 2)]
    log_records(log, [look(0)])
    new = [False, True, True, False]
    assert log_plain(log, Interaction, batch, "import 1 after 0") == new
    assert log_plain(log, Interaction, batch, "import 1 after 0") == new
    assert log_plain(log, Interaction, batch, "import 1 after 4") == [False] * 4
    more = [*batch, plain_of(look(3))]
    assert log_plain(log, Interaction, more, "import 1 after 0") == [*new, True]  # never lost for its name
    assert log.snapshot("interactions").rows == 4


def test_packing_joins_files_and_keeps_rows_and_the_newest_snapshot(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    for number in range(6):
        log_records(log, [look(number)])
    before = log.snapshot("interactions")
    assert log.pack("interactions", rows=4) == 4
    after = log.snapshot("interactions")
    assert (after.id, after.rows, len(after.files)) == (before.id, before.rows, 2)
    assert [each.id for each in logged_records(log, Interaction)] == [f"i{number}" for number in range(6)]
    assert log.snapshot("interactions", 4).rows == 4
    with pytest.raises(ModisteError, match="MOD-1103"):
        log.snapshot("interactions", 3)
    assert log_records(log, [look(3), look(9)]) == [False, True]
    assert log.pack("interactions", rows=1) == 0
    assert not [
        path
        for path in (tmp_path / "interactions").glob("*.parquet")
        if path not in log.snapshot("interactions").files
    ]


def test_erasing_reaches_every_file_and_leaves_what_others_did(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    log_records(log, [look(0), look(1, "c-b")])
    log_records(log, [look(2)])
    assert log.blank("interactions", {"customer_id": "c-a"}, ["customer_id", "session_id"]) == 2
    assert [each.customer_id for each in logged_records(log, Interaction)] == [None, "c-b", None]
    assert log.snapshot("interactions", 1).rows == 2
    held = b"".join(path.read_bytes() for path in (tmp_path / "interactions").iterdir() if path.is_file())
    assert b"c-a" not in held
    assert log.blank("interactions", {"customer_id": "c-a"}, ["customer_id"]) == 0
    assert pq.read_schema(log.snapshot("interactions").files[0]).names == schema_of(Interaction).names
