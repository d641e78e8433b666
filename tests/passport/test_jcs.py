import json
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.passport.jcs import canonical, read_canonical

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_the_vectors_of_rfc_8785(modiste_data: Path) -> None:
    folder = modiste_data / "trace/jcs/testdata"
    found = sorted((folder / "input").glob("*.json"))
    for each in found:
        expected = (folder / "output" / each.name).read_bytes()
        assert canonical(json.loads(each.read_bytes())) == expected
    print(f"{len(found)} vectors of RFC 8785")
    assert len(found) == 6


@given(VALUES)
def test_the_quick_way_is_the_careful_one(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value", [float("nan"), 2**53, {"a": {1: 2}}, object(), "\ud800", [[["x"] * 3] * 2, {"é": b""}]]
)
def test_what_json_does_not_say_alike_is_refused(value: object) -> None:
    with pytest.raises(ModisteError, match="MOD-2600"):
        canonical(value)


def test_what_is_nested_too_deep_is_refused() -> None:
    deep: list[object] = []
    for _ in range(80):
        deep = [deep]
    with pytest.raises(ModisteError, match="MOD-2600"):
        canonical(deep)
    with pytest.raises(ModisteError, match="MOD-2600"):
        read_canonical(b"[" * 5000 + b"]" * 5000)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1,"a":1}',
        b"1.0",
        b"NaN",
        b'"\\u0041"',
        b"[1]\n",
        b"\xff",
        b"1e2",
    ],
)
def test_bytes_that_are_another_way_are_refused(data: bytes) -> None:
    with pytest.raises(ModisteError, match="MOD-2600"):
        read_canonical(data)


def test_too_many_bytes_are_not_looked_at() -> None:
    with pytest.raises(ModisteError, match="MOD-2600"):
        read_canonical(b"[" + b"1," * 5000 + b"1]", most_bytes=1000)
