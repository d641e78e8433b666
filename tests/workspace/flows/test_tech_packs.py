"""A garment's tech pack from what the shop knows: its sizes, cloth, colours; and what changed in it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from modiste.design import PackFiles
from modiste.garment import Colourway, Cut, Garment, ModisteError, Sku
from modiste.workspace import open_shop
from modiste.workspace.flows import tech_pack, tech_pack_changes, tech_pack_told, write_tech_pack

AT = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> PackFiles:
    """Of a skirt in two colours, sold in two sizes."""
    with open_shop(tmp_path_factory.mktemp("desk") / "shop") as shop:
        rows = [
            Garment(
                id="skirt-1",
                name="Denim skirt",
                attributes={"name_zh": "牛仔裙", "cloth": "denim"},
                created_at=AT,
                updated_at=AT,
            ),
            Cut(id="skirt-1", program="skirt-straight", chart="women", updated_at=AT),
            *(
                Colourway(id=f"skirt-1-{name[:5]}", garment_id="skirt-1", colour=name, colour_hex=colour)
                for name, colour in (("indigo", "#35466b"), ("black and white", None))
            ),
            *(Sku(id=f"skirt-1-{size}", colourway_id="skirt-1-indig", size=size) for size in ("38", "42")),
        ]
        for row in rows:
            shop.store.rows.put([row])
        return tech_pack(shop, "skirt-1", version=3)


def test_a_pack_tells_what_the_shop_knows(made: PackFiles) -> None:
    pack = made.pack
    assert (pack.version, pack.date, pack.style.name.zh) == (3, "2026-05-04", "牛仔裙")
    assert pack.style.sizes == ("38", "42")
    assert pack.materials[0].what.en.startswith("Indigo denim, 100% cotton, 400 g/m²")
    assert [way.colours for way in pack.colourways] == [("#1c1c1e", "#f4f3ef"), ("#35466b",)]
    told = tech_pack_told(made)
    assert told["fabric_how"] == "estimated" and told["measurements"] == 5


def test_the_files_name_says_what_is_written(made: PackFiles, tmp_path: Path) -> None:
    for name, start in (("a.pdf", b"%PDF-"), ("a.zip", b"PK"), ("a.json", b"{")):
        size = write_tech_pack(made, tmp_path / name)
        data = (tmp_path / name).read_bytes()
        assert data.startswith(start) and len(data) == size
    with pytest.raises(ModisteError, match="MOD-2750"):
        write_tech_pack(made, tmp_path / "a.docx")
    assert tech_pack_changes(tmp_path / "a.json", made.pack) == []


def test_a_missing_or_foreign_file_is_refused(made: PackFiles, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"format": "another"}')
    for name in ("none.json", "other.json"):
        with pytest.raises(ModisteError, match="MOD-2752"):
            tech_pack_changes(tmp_path / name, made.pack)
