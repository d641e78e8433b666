import json
import math
from collections.abc import Callable
from dataclasses import replace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.supply import Message, Sensed, TagRead, read_message, restamped, written_message

AT = 1_796_000_000_000
MESSAGE = Message(
    "press-07",
    3,
    41,
    AT + 900,
    AT,
    (Sensed(AT, "Temperature", 31.5, "CEL"),),
    (TagRead(AT, "urn:epc:id:sgtin:4012345.012345.77", 1, -52.5),),
    ((2, 17, 19),),
    ((2, 19),),
)


def test_a_message_is_read_as_it_was_written() -> None:
    assert read_message(written_message(MESSAGE)) == MESSAGE


def test_a_message_that_is_sent_again_differs_in_its_stamp_alone() -> None:
    body = written_message(MESSAGE)
    assert read_message(restamped(body, AT + 77)) == replace(MESSAGE, at=AT + 77)
    assert restamped(body, MESSAGE.at) == body


@pytest.mark.parametrize(
    "twice",
    [
        lambda body: body[:-1] + b',"seq":42}',
        lambda body: b'{"seq": 42, ' + body[1:],
        lambda body: body[:-1] + b',"s\\u0065q":41}',
    ],
)
def test_a_member_that_stands_twice_is_refused(twice: Callable[[bytes], bytes]) -> None:
    with pytest.raises(ModisteError, match="twice"):
        read_message(twice(written_message(MESSAGE)))


def test_another_writer_may_lay_the_same_out_otherwise() -> None:
    spaced = json.dumps(orjson.loads(written_message(MESSAGE)), indent=2, sort_keys=True).encode()
    assert read_message(spaced) == MESSAGE


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"device": ""}, "no text"),
        ({"device": "a\nb"}, "no text"),
        ({"epoch": 0}, "no whole number"),
        ({"seq": True}, "no whole number"),
        ({"at": 2**53}, "no whole number"),
        ({"at": 1.5}, "no whole number"),
        ({"lost": [[2, 19, 17]]}, "ends before"),
        ({"ends": [[2, 19], [2, 20]]}, "no order"),
        ({"ends": [[2]]}, "2 parts"),
        ({"sensed": [[AT, "Temperature", "31", "CEL"]]}, "no number"),
        ({"sensed": [[AT, "Temperature", 31.0]]}, "4 parts"),
        ({"reads": {}}, "no list"),
        (
            {"sensed": [[AT, "Temperature", 1, "CEL"]] * 40, "reads": [[AT, "urn:x", 1, 1]] * 40},
            "more than 64",
        ),
        ({"extra": 1}, "members"),
    ],
)
def test_what_is_no_message_is_told(change: dict[str, object], why: str) -> None:
    with pytest.raises(ModisteError, match=why) as caught:
        read_message(orjson.dumps({**orjson.loads(written_message(MESSAGE)), **change}))
    assert caught.value.code == "MOD-2530"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_refused(body: bytes) -> None:
    with pytest.raises(ModisteError) as caught:
        read_message(body)
    assert caught.value.code == "MOD-2530"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_no_number_that_is_none_gets_in(number: str) -> None:
    body = written_message(MESSAGE).replace(b"31.5", number.encode())
    with pytest.raises(ModisteError):
        read_message(body)
    assert math.isfinite(MESSAGE.sensed[0].value)


def test_depth_and_size_are_bounded() -> None:
    for body in (b"[" * 100_000, b'{"device":' + b" " * 70_000 + b"1}"):
        with pytest.raises(ModisteError):
            read_message(body)
