"""Tables of text: every row once, by its line number, whatever its neighbours look like."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.collect import Rejection, SourceLimits, delimited, open_source
from modiste.collect.delimited import Block, Row, blocks, header_of, rows, separator_of
from modiste.garment import ModisteError


def read(folder: Path, data: str | bytes, **options: object) -> list[Row | Rejection]:
    path = folder / "t.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(rows(open_source(path), **options))  # type: ignore[arg-type]


def told(found: list[Row | Rejection]) -> list[tuple[str, object]]:
    return [(each.place, each.code if isinstance(each, Rejection) else dict(each.cells)) for each in found]


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_the_separator_is_the_headers(tmp_path: Path, separator: str) -> None:
    text = separator.join(["id", "name"]) + "\n" + separator.join(["1", "a coat"]) + "\n"
    assert told(read(tmp_path, text)) == [("line 2", {"id": "1", "name": "a coat"})]
    assert separator_of(text.splitlines()[0]) == separator


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_quotes_hold_separators_line_ends_and_quotes(tmp_path: Path, end: str) -> None:
    text = end.join(["id,name", '1,"a ""warm"", long', 'coat"', "2,hat", ""])
    found = read(tmp_path, text)
    assert told(found) == [
        ("line 2", {"id": "1", "name": f'a "warm", long{end}coat'}),
        ("line 4", {"id": "2", "name": "hat"}),
    ]


def test_a_row_carries_the_smallest_file_that_holds_it(tmp_path: Path) -> None:
    (row,) = read(tmp_path, 'id,name\n1,"two\nlines"\n')
    assert isinstance(row, Row)
    assert row.text == 'id,name\n1,"two\nlines"\n'
    assert told(read(tmp_path, row.text)) == [("line 2", dict(row.cells))]


def test_an_open_quote_costs_its_own_line_and_no_other(tmp_path: Path) -> None:
    text = 'id,name\n1,"open\n2,hat\n3,"whole"\n4,bag\n'
    assert told(read(tmp_path, text)) == [
        ("line 2", "MOD-1232"),
        ("line 3", {"id": "2", "name": "hat"}),
        ("line 4", {"id": "3", "name": "whole"}),
        ("line 5", {"id": "4", "name": "bag"}),
    ]


def test_short_rows_are_refused_and_empty_surplus_is_not(tmp_path: Path) -> None:
    found = read(tmp_path, "id,name\n1\n2,b,,\n3,c,x\n\n , \n4,d\n")
    assert [place for place, _ in told(found)] == ["line 2", "line 3", "line 4", "line 6", "line 7"]
    assert [isinstance(each, Rejection) for each in found] == [True, False, True, False, False]
    assert isinstance(found[0], Rejection)
    assert "it has 1 cells where the header has 2" in found[0].reason
    assert found[0].excerpt == "id,name\n1\n"


def test_a_line_too_long_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    text = "id,name\n1," + "x" * 5000 + "\n2,hat\n"
    found = read(tmp_path, text, limits=SourceLimits(row_bytes=1000))
    assert told(found) == [("line 2", "MOD-1232"), ("line 3", {"id": "2", "name": "hat"})]


def test_letters_that_mean_nothing_cost_their_row_only(tmp_path: Path) -> None:
    good = b"3,gr\xc3\xbcn\n" * 40
    found = read(tmp_path, b"id,name\n1,caf\xc3\xa9\n2,br\xffken\n" + good)
    # One bad byte far inside a UTF-8 file makes it Windows-1252 for the detector; a mark makes it certain.
    marked = read(tmp_path, b"\xef\xbb\xbfid,name\n1,caf\xc3\xa9\n2,br\xffken\n" + good)
    assert len(found) == len(marked) == 42
    assert told(marked)[:2] == [("line 2", {"id": "1", "name": "café"}), ("line 3", "MOD-1231")]


def test_rows_that_are_stored_already_are_passed_over_broken_ones_too(tmp_path: Path) -> None:
    text = 'id,name\n1,"open\n2,hat\n3\n4,bag\n'
    whole = read(tmp_path, text)
    for after in range(6):
        assert read(tmp_path, text, after=after) == whole[after:]


def test_a_columns_second_use_gets_a_number(tmp_path: Path) -> None:
    assert told(read(tmp_path, "id,link,link\n1,a,b\n"))[0][1] == {"id": "1", "link": "a", "link#2": "b"}


def test_lines_above_the_header_can_be_skipped(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("version 1.00\nid\tname\n1\thut\n")
    source = open_source(tmp_path / "t.csv")
    assert header_of(source, skip_lines=1) == ("id", "name")
    assert told(list(rows(source, skip_lines=1))) == [("line 3", {"id": "1", "name": "hut"})]


def test_a_file_without_a_header_is_refused(tmp_path: Path) -> None:
    for data in ("\n\n", '"open', " "):
        with pytest.raises(ModisteError, match="MOD-1233"):
            read(tmp_path, data)


@settings(deadline=None)
@given(data=st.binary(min_size=1, max_size=300))
def test_any_bytes_end_as_rows_rejections_or_one_clear_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    try:
        found = read(tmp_path_factory.mktemp("any"), b"id,name\n" + data)
    except ModisteError as error:
        assert error.code == "MOD-1233"
    else:
        assert all(each.place.startswith("line ") for each in found)
        assert len({each.place for each in found}) == len(found)


@pytest.mark.parametrize("chunk", [3, 50, 1 << 18])
def test_blocks_hold_the_same_rows_whatever_is_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    lines = [f"{n}\tcoat {n}\t" for n in range(40)]
    lines[7:9] = ['7\t"two\nlines"\t', "8\tshort"]
    lines[20] = "x" * 300
    lines[33] = "\t\t"
    (tmp_path / "t.csv").write_text("id\tname\tprice\n" + "\n".join(lines))
    source, limits = open_source(tmp_path / "t.csv"), SourceLimits(row_bytes=200)
    wanted = list(rows(source, limits=limits))
    monkeypatch.setattr(delimited, "_CHUNK", chunk)
    for after in (0, 5, 39):
        found: list[tuple[str, object]] = []
        for each in blocks(source, after=after, limits=limits):
            if isinstance(each, Block):
                names = list(each.columns)
                for number, cells in enumerate(zip(*each.columns.values(), strict=True)):
                    found.append((f"line {each.first + number}", dict(zip(names, cells, strict=True))))
            else:
                found += told([each])
        assert found == told(wanted[after:])
