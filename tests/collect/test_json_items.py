"""Elements of a JSON array one at a time, wherever the array begins and however long it is."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from modiste.collect import SourceLimits, open_source
from modiste.collect.json_items import json_items
from modiste.garment import ModisteError


def items(folder: Path, text: str, **options: Any) -> Iterator[Any]:
    (folder / "a.json").write_text(text)
    return json_items(open_source(folder / "a.json"), "products", **options)


@pytest.mark.parametrize(
    "text",
    [
        '[1, {"a": [2]}, "x"]',
        '{"products": [1, {"a": [2]}, "x"], "next": 3}',
        '{"v": 1, "products":[1,{"a":[2]},"x"]}',
    ],
)
def test_the_array_may_be_the_file_or_stand_under_its_name(tmp_path: Path, text: str) -> None:
    assert list(items(tmp_path, text)) == [1, {"a": [2]}, "x"]


def test_an_array_longer_than_what_is_read_at_once_comes_whole(tmp_path: Path) -> None:
    wanted = [{"id": number, "text": "x" * (number % 997)} for number in range(1000)]
    assert list(items(tmp_path, json.dumps({"products": wanted}))) == wanted


def test_what_came_before_a_fault_is_given_first(tmp_path: Path) -> None:
    found = items(tmp_path, '[{"a": 1}, {"a": 2}, {"a": ')
    assert [next(found), next(found)] == [{"a": 1}, {"a": 2}]
    with pytest.raises(ModisteError, match=r"MOD-1234.*item 3"):
        next(found)


def test_an_element_too_long_or_too_deep_ends_the_reading(tmp_path: Path) -> None:
    for text in ('["' + "x" * 500_000 + '"]', "[" * 200_000):
        with pytest.raises(ModisteError, match="MOD-1234"):
            list(items(tmp_path, text, limits=SourceLimits(row_bytes=1000)))


def test_one_object_is_the_smallest_file(tmp_path: Path) -> None:
    assert list(items(tmp_path, '{"handle": "coat"}')) == [{"handle": "coat"}]
    with pytest.raises(ModisteError, match="MOD-1233"):
        list(items(tmp_path, "17"))
