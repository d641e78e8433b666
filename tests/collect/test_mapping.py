"""A table of its own columns: guessed by words and values, told by a person, read as any catalogue is."""

from pathlib import Path

import pytest

from modiste.collect import (
    MAPPED_TABLE,
    Arrival,
    ColumnMapping,
    MappedTable,
    Rejection,
    guess,
    mapping_of,
    open_source,
    signature_of,
)
from modiste.collect.mapping import guessed_mapping
from modiste.garment import Garment, ModisteError, Price, Sku

GERMAN = "Artikelnummer;Bezeichnung;Größe;Farbe;VK;Notiz\n1001;Mantel;38;Grau;199,00;neu\n1002;;;;;\n"


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (["SKU", "Product Name", "Colour"], {"sku": "SKU", "name": "Product Name", "colour": "Colour"}),
        (["款号", "商品名称", "颜色", "尺码", "价格"],
         {"style": "款号", "name": "商品名称", "colour": "颜色", "size": "尺码", "price": "价格"}),
        (["item_group_id", "EAN"], {"style": "item_group_id", "gtin": "EAN"}),
        (["a", "b"], {}),
    ],
)  # fmt: skip
def test_columns_are_guessed_by_their_words(header: list[str], found: dict[str, str]) -> None:
    assert guess(header) == found


def test_columns_without_words_are_guessed_by_their_values() -> None:
    rows = [
        {"a": "4006381333931", "b": "19,90 EUR", "c": "x.jpg", "d": "XL", "e": "?"},
        {"a": "4006381333931", "b": "5 EUR", "c": "https://s.example/y.png?w=1", "d": "one size", "e": "!"},
    ]
    assert guess(list("abcde"), rows) == {"gtin": "a", "price": "b", "pictures": "c", "size": "d"}


def test_a_mapping_is_written_as_pairs() -> None:
    assert mapping_of("name=Title, price=RRP").columns == {"name": "Title", "price": "RRP"}
    for text in ("name", "name=", "colr=Farbe", ""):
        with pytest.raises(ModisteError, match="MOD-1244"):
            mapping_of(text)


def test_tables_of_the_same_columns_have_one_signature() -> None:
    assert signature_of(["A b", "c"]) == signature_of(["C", "a_B"]) != signature_of(["a", "b", "c"])


def test_rows_are_read_by_the_mapping_and_the_rest_is_kept(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes(GERMAN.encode("cp1252"))
    source = open_source(tmp_path / "own.csv")
    mapping = mapping_of("sku=Artikelnummer,name=Bezeichnung,size=Größe,colour=Farbe,price=VK", "EUR")
    coat, nameless = MappedTable(mapping).read(source)
    assert isinstance(coat, Arrival)
    garment, _, sku, price = coat.records
    assert isinstance(garment, Garment)
    assert (garment.id, garment.name, garment.attributes) == ("1001", "Mantel", {"Notiz": "neu"})
    assert isinstance(sku, Sku)
    assert sku.size == "38"
    assert isinstance(price, Price)
    assert (str(price.amount), price.currency) == ("199.00", "EUR")
    assert isinstance(nameless, Rejection)
    guessed = guessed_mapping(source)
    assert guessed.columns["style"] == "Artikelnummer"
    without_currency = next(iter(MappedTable(guessed).read(source)))
    assert isinstance(without_currency, Arrival)
    assert without_currency.records[0].attributes["VK"] == "199,00"  # type: ignore[attr-defined]


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ModisteError, match=r"MOD-1245.*'Title'.*a, b"):
        list(MappedTable(ColumnMapping({"name": "Title"})).read(open_source(tmp_path / "own.csv")))


def test_photos_with_a_table_beside_them_are_recognised(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "labels.csv").write_text("image,label,kids\na.jpg,Coat,False\nb.jpg,Hat,True\n")
    source = open_source(tmp_path)
    assert MAPPED_TABLE.recognise(source) >= 0.6
    coat, _ = MAPPED_TABLE.read(source)
    assert isinstance(coat, Arrival)
    assert [picture.place for picture in coat.pictures] == ["a.jpg"]
    assert coat.records[0].id == "a"


def test_a_price_with_a_sign_of_one_currency_needs_no_other_word_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('sku,name,price\na,Tee,"€ 29,95"\nb,Tee,"29,95"\n', encoding="utf-8")
    first, second = MAPPED_TABLE.read(open_source(tmp_path / "a.csv"))
    assert isinstance(first, Arrival) and isinstance(second, Arrival)
    assert [str(each.amount) for each in first.records if isinstance(each, Price)] == ["29.95"]
    assert not [each for each in second.records if isinstance(each, Price)]
    assert second.records[0].attributes == {"price": "29,95"}  # type: ignore[attr-defined]
