"""What is written is sent meanwhile: in whole chunks, early errors told early, no writer left behind."""

import io
import threading
from typing import IO

import pytest

from modiste.workspace.streaming import AHEAD, CHUNK, streamed


def test_all_that_is_written_comes_in_order() -> None:
    parts = [bytes([number % 251]) * (number * 37) for number in range(400)]

    def write(file: IO[bytes]) -> None:
        for part in parts:
            file.write(part)

    chunks = list(streamed(write))
    assert b"".join(chunks) == b"".join(parts)
    assert len(chunks) > 10


def test_text_can_be_written_through_it() -> None:
    def write(file: IO[bytes]) -> None:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        text.write("größe\n" * 30_000)
        text.flush()
        text.detach()

    assert b"".join(streamed(write)) == "größe\n".encode() * 30_000


def test_nothing_written_is_an_empty_stream() -> None:
    assert list(streamed(lambda file: None)) == []


def test_an_error_before_the_first_chunk_is_raised_at_once_and_a_later_one_in_its_place() -> None:
    def early(file: IO[bytes]) -> None:
        file.write(b"half a line")
        raise ValueError("early")

    with pytest.raises(ValueError, match="early"):
        streamed(early)

    def late(file: IO[bytes]) -> None:
        file.write(b"x" * CHUNK)
        raise ValueError("late")

    chunks = streamed(late)
    assert next(chunks) == b"x" * CHUNK
    with pytest.raises(ValueError, match="late"):
        next(chunks)


def test_a_writer_is_never_far_ahead_and_ends_with_its_reader() -> None:
    written = 0
    over = threading.Event()

    def write(file: IO[bytes]) -> None:
        nonlocal written
        try:
            while True:
                file.write(b"x" * CHUNK)
                written += 1
        finally:
            over.set()

    chunks = streamed(write)
    for _ in range(3):
        next(chunks)
    del chunks
    assert over.wait(60)
    assert 3 <= written <= 3 + AHEAD + 2
    for thread in threading.enumerate():
        if thread.name == "streamed":
            thread.join(60)
            assert not thread.is_alive()
