"""The pack's files: whole, hashed, the same each time; its JSON read back under the committed schema."""

import hashlib
import io
import json
import zipfile
from importlib.resources import files

import pytest

from modiste.design import (
    Flat,
    PackFiles,
    Subject,
    TechPack,
    pack_files,
    read_tech_pack,
    tech_pack_schema,
)
from modiste.garment import ModisteError


@pytest.fixture(scope="module")
def made(skirt: Subject, sides: tuple[Flat, Flat]) -> PackFiles:
    return pack_files(skirt, sides)


def test_the_zip_holds_every_file_that_the_pack_names(made: PackFiles) -> None:
    with zipfile.ZipFile(io.BytesIO(made.zip)) as archive:
        names = archive.namelist()
        for each in made.pack.files:
            assert hashlib.sha256(archive.read(each.name)).hexdigest() == each.sha256
    assert sorted(names) == sorted({"tech_pack.json", "tech_pack.pdf", *(f.name for f in made.pack.files)})
    assert {name.rpartition(".")[2] for name in names} >= {"dxf", "rul", "svg", "pdf", "json"}


def test_the_same_garment_gives_the_same_bytes(
    made: PackFiles, skirt: Subject, sides: tuple[Flat, Flat]
) -> None:
    again = pack_files(skirt, sides)
    assert again.zip == made.zip
    assert again.pdf[:5] == b"%PDF-"
    assert made.pdf.count(b"/Type /Page\n") == 5


def test_the_json_is_read_back_and_the_schema_is_committed(made: PackFiles) -> None:
    data = made.files["tech_pack.json"]
    assert read_tech_pack(data) == made.pack
    kept = json.loads((files("modiste.design.techpack") / "tech_pack.schema.json").read_text("utf-8"))
    assert kept == tech_pack_schema()
    assert set(json.loads(data)) == set(kept["properties"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "JSON"),
        (b"[]", "object"),
        (b'{"format": "another"}', "format"),
        (b" " * 4_000_001, "larger"),
    ],
)
def test_what_is_no_pack_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2752") as refused:
        read_tech_pack(data)
    assert reason in refused.value.detail


def test_consumption_and_zip_are_told(made: PackFiles) -> None:
    pack: TechPack = made.pack
    shell, zip_ = pack.materials[0], pack.materials[1]
    assert shell.unit == "m" and shell.how == "estimated"
    assert shell.quantity == pytest.approx(pack.marker.length / 100 * 1.03, abs=0.01)
    assert zip_.use.en == "Zip" and zip_.quantity == 1
    assert [note.zh for note in pack.print.placement]
