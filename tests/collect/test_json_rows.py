"""Objects one at a time, however large the file; what is no object is held or told."""

from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.collect import Rejection, SourceLimits, open_source
from modiste.collect import json_rows as module
from modiste.collect.json_rows import JsonRow, first_object, json_rows
from modiste.garment import ModisteError

OBJECTS = st.dictionaries(
    st.text(max_size=5), st.text(max_size=9) | st.lists(st.integers(0, 9), max_size=3), max_size=4
)


def rows(folder: Path, data: bytes, after: int = 0, longest: int = 1_000_000) -> list[JsonRow | Rejection]:
    (folder / "a.json").write_bytes(data)
    return list(
        json_rows(open_source(folder / "a.json"), after=after, limits=SourceLimits(row_bytes=longest))
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(OBJECTS, min_size=1, max_size=6), st.booleans(), st.integers(8, 64))
def test_arrays_and_lines_give_the_same_objects_at_any_chunk_size(
    tmp_path_factory: pytest.TempPathFactory, objects: list[dict[str, object]], pretty: bool, chunk: int
) -> None:
    folder = tmp_path_factory.mktemp("json")
    array = orjson.dumps(objects, option=orjson.OPT_INDENT_2 if pretty else 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CHUNK", chunk)
        found = rows(folder, array)
    assert [each.value for each in found if isinstance(each, JsonRow)] == objects
    lines = rows(folder, b"\n".join(map(orjson.dumps, objects)))
    assert [each.value for each in lines if isinstance(each, JsonRow)] == objects
    assert rows(folder, array, after=1) == found[1:]


def test_what_is_no_object_is_held(tmp_path: Path) -> None:
    found = rows(tmp_path, b'[{"a": 1}, 3, "x]", {"a": }, {"b": 2}]')
    assert [type(each).__name__ for each in found] == [
        "JsonRow",
        "Rejection",
        "Rejection",
        "Rejection",
        "JsonRow",
    ]
    assert [each.place for each in found] == [f"item {number}" for number in range(1, 6)]
    lines = rows(tmp_path, b'{"a": 1}\n{"a": \n\n[1]\n{"b": 2}')
    assert [each.place for each in lines] == ["line 1", "line 2", "line 4", "line 5"]


@pytest.mark.parametrize("data", [b'[{"a": 1}', b'[{"a": "', b'[{"a": 1},'])
def test_an_array_that_is_not_closed_breaks_off_after_what_was_good(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.json").write_bytes(data)
    with pytest.raises(ModisteError, match="MOD-1234"):
        list(json_rows(open_source(tmp_path / "a.json")))


def test_a_line_or_an_element_too_long_is_told(tmp_path: Path) -> None:
    long = orjson.dumps({"a": "x" * 200})
    first, second = rows(tmp_path, long + b'\n{"b": 1}\n', longest=50)
    assert isinstance(first, Rejection) and isinstance(second, JsonRow)
    with pytest.raises(ModisteError, match="MOD-1234"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CHUNK", 16)
        rows(tmp_path, b"[" + long + b"]", longest=50)


def test_an_element_that_is_an_array_ends_where_it_ends(tmp_path: Path) -> None:
    found = rows(tmp_path, b'[["a", {"b": "]"}], {"c": 1}]')
    assert [type(each) for each in found] == [Rejection, JsonRow]


def under(folder: Path, text: str, after: int = 0, longest: int = 1_000_000) -> list[JsonRow | Rejection]:
    (folder / "a.json").write_text(text)
    limits = SourceLimits(row_bytes=longest)
    return list(json_rows(open_source(folder / "a.json"), after=after, limits=limits, key="products"))


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": [2]}, {"b": 3}]',
        '{"products": [{"a": [2]}, {"b": 3}], "n": 3}',
        '{"v":1,"products":[{"a":[2]},{"b":3}]}',
    ],
)
def test_the_array_may_be_the_file_or_stand_under_its_name(tmp_path: Path, text: str) -> None:
    found = under(tmp_path, text)
    assert [each.value for each in found if isinstance(each, JsonRow)] == [{"a": [2]}, {"b": 3}]
    assert under(tmp_path, text, after=1) == found[1:]


def test_one_object_alone_is_the_smallest_file_with_a_named_array(tmp_path: Path) -> None:
    (alone,) = under(tmp_path, '{\n  "handle": "coat"\n}')
    assert isinstance(alone, JsonRow)
    assert (alone.place, alone.value) == ("item 1", {"handle": "coat"})
    assert under(tmp_path, '{"handle": "coat"}', after=1) == []
    for wrong in ("17", '{"handle": ', '{"handle": "' + "x" * 99 + '"} {'):
        with pytest.raises(ModisteError, match="MOD-1233"):
            under(tmp_path, wrong, longest=50)


def test_what_begins_otherwise_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-1233"):
        rows(tmp_path, b"hello")


def test_the_first_object_of_a_head(tmp_path: Path) -> None:
    for data, value in (
        (b' [ {"a": 1}, 2]', {"a": 1}),
        (b'{"a": {"b": "}"}}\n{', {"a": {"b": "}"}}),
        (b"[1]", {}),
    ):
        (tmp_path / "a").write_bytes(data)
        assert first_object(open_source(tmp_path / "a")) == value
