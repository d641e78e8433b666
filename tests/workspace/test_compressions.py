"""Tables of compressions: kept by the flow, found for either model, and no damage hides another."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.workspace import Shop

ROW = {"name": "x", "size_bytes": 10, "ms_bs1": 0.5}


def test_a_table_is_found_for_every_model_in_it(shop: Shop) -> None:
    shop.compressions.keep(
        ["coats@1", "coats-int8@1"], "int8", [ROW, {**ROW, "ms_bs1": 0.2}], {"method": "static"}
    )
    for model in ("coats@1", "coats-int8@1"):
        table = shop.compressions.of(model)
        assert [row["name"] for row in table.rows] == ["coats@1", "coats-int8@1"]
        assert (table.by, table.notes) == ("int8", {"method": "static"})
    row = shop.compressions.of("coats@1").row("coats-int8@1")
    assert row is not None
    assert row["ms_bs1"] == 0.2


def test_the_newest_table_speaks_for_a_model(shop: Shop) -> None:
    shop.compressions.keep(["coats@1", "coats-int8@1"], "int8", [ROW, ROW], {})
    shop.compressions.keep(["coats@1", "coats-prune@1"], "prune", [ROW, ROW], {})
    assert shop.compressions.of("coats@1").by == "prune"
    assert shop.compressions.of("coats-int8@1").by == "int8"


def test_what_was_never_compressed_is_said_so(shop: Shop) -> None:
    with pytest.raises(ModisteError) as refused:
        shop.compressions.of("coats@1")
    assert refused.value.code == "MOD-2022"


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"\xff", b'{"made_at": "soon", "by": "x", "rows": []}']
)
def test_a_damaged_table_hides_no_other(shop: Shop, content: bytes) -> None:
    shop.compressions.keep(["coats@1", "coats-int8@1"], "int8", [ROW, ROW], {})
    (shop.root / "compressions" / "hats-1.json").write_bytes(content)
    assert len(shop.compressions.all()) == 1


def test_compressing_keeps_its_table(copied: Shop, photos: Path) -> None:
    made = copied.compress("tiny", photos, "int8")
    table = copied.compressions.of(f"{made.model}@{made.version}")
    assert [row["name"] for row in table.rows] == ["tiny@1", f"tiny-int8@{made.version}"]
    assert copied.compressions.of("tiny@1").rows[0]["ms_bs1"] > 0
