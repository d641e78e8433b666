"""A mapping once made is found again, by its name and by the columns of the next file."""

from pathlib import Path

import pytest

from modiste.collect import ColumnMapping
from modiste.garment import ModisteError
from modiste.workspace.mappings import Mappings

ERP = ColumnMapping({"name": "Titel"}, "erp", "EUR")


def test_a_saved_mapping_is_found_by_name_and_by_columns(tmp_path: Path) -> None:
    Mappings(tmp_path).save(ERP, ["Titel", "Preis"])
    again = Mappings(tmp_path)
    assert again.named("erp") == again.for_header(["preis", "TITEL"]) == ERP
    assert again.for_header(["Titel"]) is None
    assert again.all() == [ERP]


def test_the_newest_of_a_name_counts(tmp_path: Path) -> None:
    mappings = Mappings(tmp_path)
    mappings.save(ERP, ["Titel"])
    newer = ColumnMapping({"name": "Name"}, "erp")
    mappings.save(newer, ["Name"])
    assert mappings.all() == [newer]
    assert mappings.for_header(["Titel"]) is None


def test_what_is_not_there_or_nameless_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-2012"):
        Mappings(tmp_path).named("erp")
    with pytest.raises(ModisteError, match="MOD-1244"):
        Mappings(tmp_path).save(ColumnMapping({"name": "Titel"}), ["Titel"])
    (tmp_path / "mappings.json").write_text("{")
    with pytest.raises(ModisteError, match="MOD-2009"):
        Mappings(tmp_path).all()
