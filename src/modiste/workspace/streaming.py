"""What is written to a file, as chunks to be sent while it is still being written.

Knows a thread and a short queue between the writer and the reader; what is written is the caller's. Memory
stays the same however long it gets, and a reader who goes away ends the writer.
"""

import io
import queue
import threading
from collections.abc import Callable, Iterator
from itertools import chain
from typing import IO, Any, cast

CHUNK = 64 * 1024
AHEAD = 8
"""So many chunks are written ahead of the reader at most."""
_LOOK_SECONDS = 0.2


class _GoneError(Exception):
    """The reader does not want the rest."""


class _Pipe(io.BufferedIOBase):
    """The writer's side: waits while the reader is behind, and breaks off when the reader has gone."""

    def __init__(self) -> None:
        self.chunks: queue.Queue[bytes | Exception | None] = queue.Queue(AHEAD)
        self.gone = threading.Event()
        self._held = bytearray()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Hold back what does not fill a chunk, so that an early error can still be answered."""
        self._held += data
        if len(self._held) >= CHUNK:
            self.put(bytes(self._held))
            self._held.clear()
        return len(data)

    def end(self, error: Exception | None = None) -> None:
        """Hand on what was held back and say that it is over; after an error, the error instead."""
        if self._held and error is None:
            self.put(bytes(self._held))
        self.put(error)

    def put(self, chunk: bytes | Exception | None) -> None:
        """Put something into the queue.

        Raises:
            _GoneError: nobody reads it any more.
        """
        while not self.gone.is_set():
            try:
                self.chunks.put(chunk, timeout=_LOOK_SECONDS)
            except queue.Full:
                continue
            return
        raise _GoneError


def streamed(write: Callable[[IO[bytes]], object]) -> Iterator[bytes]:
    """Let `write` write into a file, and give what it writes in chunks.

    What it raises before the first chunk is raised here and now, so that it can still be answered; what it
    raises later comes out of the iterator behind the chunks before it.

    Example:
        >>> b"".join(streamed(lambda file: file.write(b"a,b")))
        b'a,b'
    """
    chunks = _chunks(write)
    try:
        first = next(chunks)
    except StopIteration:
        return iter(())
    return chain([first], chunks)


def _chunks(write: Callable[[IO[bytes]], object]) -> Iterator[bytes]:
    pipe = _Pipe()

    def run() -> None:
        try:
            try:
                write(cast(IO[bytes], pipe))
            except _GoneError:
                return
            except Exception as error:  # it is the reader's to hear of
                pipe.end(error)
            else:
                pipe.end()
        except _GoneError:
            return

    threading.Thread(target=run, name="streamed", daemon=True).start()
    try:
        while (chunk := pipe.chunks.get()) is not None:
            if isinstance(chunk, Exception):
                raise chunk
            yield chunk
    finally:
        pipe.gone.set()  # nobody waits for the writer: it looks at this soon, and ends
