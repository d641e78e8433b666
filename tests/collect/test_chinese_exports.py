"""Taobao's and JD's exports: Chinese headers, GB18030 text or a workbook, lines above the header."""

import runpy
from pathlib import Path

from modiste.collect import JD, TAOBAO, Arrival, open_source

SAMPLES = runpy.run_path(str(Path(__file__).with_name("samples.py")))


def test_taobaos_table_is_read_in_its_own_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(SAMPLES["TAOBAO_CSV"].encode("gb18030"))
    first, second = TAOBAO.read(open_source(tmp_path / "a.csv"))
    assert isinstance(first, Arrival)
    garment, colourway, sku, price = first.records
    assert (garment.id, garment.name, garment.category) == ("680001", "纯棉圆领短袖T恤女", "T恤")  # type: ignore[attr-defined]
    assert garment.attributes == {"材质成分": "棉100%", "fibres": "100% cotton"}  # type: ignore[attr-defined]
    assert (colourway.colour, sku.id, sku.size) == ("红色", "5000001", "M")  # type: ignore[attr-defined]
    assert (str(price.amount), price.currency) == ("89.00", "CNY")  # type: ignore[attr-defined]
    assert [picture.place[-5:] for picture in first.pictures] == ["1.jpg", "2.jpg"]
    assert isinstance(second, Arrival)
    assert second.records[1].id != colourway.id


def test_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"version 1.00\n" + SAMPLES["TAOBAO_CSV"].encode("gb18030"))
    source = open_source(tmp_path / "a.csv")
    assert TAOBAO.recognise(source) == 1
    assert [each.place for each in TAOBAO.read(source)] == ["line 3", "line 4"]


def test_jds_workbook_is_read_without_excels_habits(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(SAMPLES["jd_workbook"]())
    first, second = JD.read(open_source(tmp_path / "a.xlsx"))
    assert isinstance(first, Arrival)
    garment, _, sku, price = first.records
    assert (garment.id, sku.id, sku.gtin) == ("100012345", "700001", "04006381333931")  # type: ignore[attr-defined]
    assert str(price.amount) == "1299"  # type: ignore[attr-defined]
    assert first.pictures[0].place == "大衣.jpg"
    assert isinstance(second, Arrival)
    assert second.place == "row 3"
