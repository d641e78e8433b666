"""What every connector promises: its own files and no one else's, whole runs, nothing thrown by any bytes."""

import random
import runpy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste import collect
from modiste.collect import Arrival, Connector, Rejection, SourceLimits, guesses, kind_of, open_source
from modiste.garment import Garment, ModisteError

SAMPLES = runpy.run_path(str(Path(__file__).with_name("samples.py")))
FILES: dict[str, tuple[str, bytes]] = {
    "google-merchant-tsv": ("feed.tsv", SAMPLES["MERCHANT_TSV"].encode()),
    "google-merchant-xml": ("feed.xml", SAMPLES["MERCHANT_XML"].encode()),
    "jd": ("商品.xlsx", SAMPLES["jd_workbook"]()),
    "schema-org": ("page.html", SAMPLES["SCHEMA_PAGE"].encode()),
    "shopify": ("products_export.csv", SAMPLES["SHOPIFY_CSV"].encode()),
    "shopify-json": ("products.json", SAMPLES["SHOPIFY_JSON"].encode()),
    "taobao": ("出售中.csv", SAMPLES["TAOBAO_CSV"].encode("gb18030")),
    "woocommerce": ("wc-product-export.csv", SAMPLES["WOOCOMMERCE_CSV"].encode()),
}
CONNECTORS: list[Connector] = [
    collect.JD,
    collect.MERCHANT_TABLE,
    collect.MERCHANT_XML,
    collect.SCHEMA_ORG,
    collect.SHOPIFY,
    collect.SHOPIFY_JSON,
    collect.TAOBAO,
    collect.WOOCOMMERCE,
]
CLEAR = {"MOD-1204", "MOD-1233", "MOD-1234", "MOD-1235", "MOD-1236"}
each_connector = pytest.mark.parametrize("connector", CONNECTORS, ids=lambda each: each.kind)


def written(folder: Path, kind: str, data: bytes | None = None) -> Path:
    name, sample = FILES[kind]
    path = folder / name
    path.write_bytes(sample if data is None else data)
    return path


def read(connector: Connector, path: Path, **options: Any) -> list[Arrival | Rejection]:
    return list(connector.read(open_source(path), **options))


@each_connector
def test_a_format_is_recognised_among_all_others(connector: Connector, tmp_path: Path) -> None:
    assert kind_of(open_source(written(tmp_path, connector.kind)), CONNECTORS).kind == connector.kind


@each_connector
def test_a_packed_file_is_recognised_and_read_as_well(connector: Connector, tmp_path: Path) -> None:
    plain = written(tmp_path, connector.kind)
    if plain.suffix == ".xlsx":
        return  # a workbook is an archive itself
    (tmp_path / "packed.zip").write_bytes(SAMPLES["zipped"](plain.name, plain.read_bytes()))
    packed = open_source(tmp_path / "packed.zip")
    assert kind_of(packed, CONNECTORS).kind == connector.kind
    assert read(connector, tmp_path / "packed.zip") == read(connector, plain)


@each_connector
def test_two_readings_are_alike_and_any_row_can_be_the_first(connector: Connector, tmp_path: Path) -> None:
    path = written(tmp_path, connector.kind)
    whole = read(connector, path)
    assert whole
    assert len({each.place for each in whole}) == len(whole)
    for after in range(len(whole) + 1):
        assert read(connector, path, after=after) == whole[after:]


@each_connector
def test_every_row_carries_a_file_from_which_it_can_be_read_again(
    connector: Connector, tmp_path: Path
) -> None:
    for each in read(connector, written(tmp_path, connector.kind)):
        text = each.text if isinstance(each, Arrival) else each.excerpt
        (tmp_path / "again.txt").write_text(text, encoding="utf-8")
        if isinstance(each, Rejection):
            try:
                (again,) = read(connector, tmp_path / "again.txt")
            except ModisteError as error:
                assert error.code in CLEAR
            else:
                assert isinstance(again, Rejection)
                assert again.code == each.code
            continue
        again = read(connector, tmp_path / "again.txt")[-1]
        assert isinstance(again, Arrival)
        ids = [record.id for record in again.records]
        assert ids[0] == next(record.id for record in each.records if isinstance(record, Garment))


@each_connector
def test_other_peoples_files_are_told_apart_or_asked_back(connector: Connector, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear customer,\nplease find our offer enclosed.\n")
    assert not [each for each in guesses(open_source(path), [connector]) if each.sureness >= 0.6]


@each_connector
@settings(deadline=None)
@given(data=st.binary(min_size=1, max_size=400))
def test_any_bytes_end_as_rows_rejections_or_one_clear_error(
    connector: Connector, tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    ends_well(connector, written(tmp_path_factory.mktemp("any"), connector.kind, data))


@each_connector
@settings(deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_ends_as_rows_rejections_or_one_clear_error(
    connector: Connector, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    data = bytearray(FILES[connector.kind][1])
    for _ in range(chance.randint(1, 6)):
        data = data or bytearray(b" ")
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 40)]
            case 2:
                data[at:at] = chance.choice([b'"', b"\x00", b"\xff", b"<", b"[" * 3000, b"\r\n", b"&a;"])
            case _:
                del data[max(at, 1) :]
    ends_well(connector, written(tmp_path_factory.mktemp("any"), connector.kind, bytes(data)))


def ends_well(connector: Connector, path: Path) -> None:
    places: list[str] = []
    try:
        source = open_source(path)
        assert 0 <= connector.recognise(source) <= 1
        for each in connector.read(source, limits=SourceLimits(row_bytes=20_000)):
            places.append(each.place)
            assert isinstance(each, Arrival) or (each.code.startswith("MOD-") and each.reason)
    except ModisteError as error:
        assert error.code in CLEAR
    assert all(first != second for first, second in pairwise(places))
