"""Rows of comma-, tab- or semicolon-separated text: one at a time, each with its line number and its text.

Knows separators, quotes and line ends; what a column means is each format's. A row that cannot be read is a
rejection, and the lines that its open quote would have swallowed are read again.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import NamedTuple

from modiste.collect.encoding import BAD_LETTER, checked, encoding_of, is_plain
from modiste.collect.opening import HEAD_BYTES, text_stream_of
from modiste.collect.source import SOURCE_LIMITS, Rejection, Source, SourceLimits
from modiste.garment import ModisteError

SEPARATORS = (",", "\t", ";", "|")
_CHUNK = 1 << 16  # larger ones leave the processor's cache
_MOST_LINES = 500
"""No row has so many lines; a quote that stays open that long was a slip."""


class Row(NamedTuple):
    """One row: where it stands, its cells by column, and the smallest file of its kind that holds it."""

    place: str
    cells: Mapping[str, str]
    text: str


class Block(NamedTuple):
    """Neighbouring rows that need no second look: as many cells as columns, no quotation mark, no odd letter.

    `first` is the first one's line; `columns` hold the cells, without blanks around, by the header's names;
    `lines` the rows as they were, `head` the header line.
    """

    first: int
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[str]
    head: str


def blocks(
    source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
) -> Iterator[Block | Row | Rejection]:
    """The same rows as `rows` in the same order, most of them many at a time; raises as `rows`."""
    with text_stream_of(source, limits) as (stream, encoding):
        lines = Lines(stream, limits.row_bytes)
        yield from _table(lines, encoding, source.name, None, after, in_blocks=True)


def rows(
    source: Source,
    *,
    after: int = 0,
    limits: SourceLimits = SOURCE_LIMITS,
    separator: str | None = None,
    skip_lines: int = 0,
) -> Iterator[Row | Rejection]:
    """Read a table with a header line; empty lines are no rows.

    Args:
        source: the file.
        after: rows to pass over.
        limits: how long a row may be.
        separator: by default what the header line holds most of.
        skip_lines: lines above the header.

    Raises:
        ModisteError: MOD-1233 when there is no header, MOD-1234 when the file breaks off.
    """
    with text_stream_of(source, limits) as (stream, encoding):
        lines = Lines(stream, limits.row_bytes)
        for _ in range(skip_lines):
            next(lines, "")
        lines.taken.clear()
        for each in _table(lines, encoding, source.name, separator, after):
            assert not isinstance(each, Block)
            yield each


def header_of(source: Source, skip_lines: int = 0, separator: str | None = None) -> tuple[str, ...]:
    """The column names in a source's head; none when it is no text with a separator."""
    head = source.head
    encoding = encoding_of(head, is_whole=len(head) < HEAD_BYTES)
    text = head.decode(encoding, errors="ignore")
    if "\x00" in text[:1000]:
        return ()
    lines = text.splitlines(keepends=True)[skip_lines:]
    if not lines:
        return ()
    with suppress(csv.Error):
        found = next(csv.reader(lines, delimiter=separator or separator_of(lines[0])), [])
        return tuple(_names(found))
    return ()


def separator_of(line: str) -> str:
    """The separator of a header line: the one that stands in it most often."""
    return max(SEPARATORS, key=lambda each: (line.count(each), -SEPARATORS.index(each)))


def table_text(cells: Mapping[str, str]) -> str:
    """The smallest comma-separated file that holds a row."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows((cells.keys(), cells.values()))
    return file.getvalue()


class Lines:
    """Physical lines with their numbers; lines can be handed back and are given again."""

    def __init__(self, stream: TextIOWrapper, longest: int) -> None:
        self._stream, self._longest = stream, longest
        self._again: deque[str] = deque()
        # A cell of more letters is refused by `csv`, a line of more is cut.
        self.plain_length = min(longest, csv.field_size_limit())
        self.number = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._stream.readline(self._longest)
        if not line:
            raise StopIteration
        self.number += 1
        taken = self.taken
        taken.append(line)
        if len(line) >= self._longest and line[-1] not in "\r\n":
            while (rest := self._stream.readline(self._longest)) and rest[-1] not in "\r\n":
                pass
            raise Unreadable(f"it is longer than {self._longest} letters")
        if len(taken) > 1 and (len(taken) > _MOST_LINES or sum(map(len, taken)) > self._longest):
            raise Unreadable("a quotation mark in it is never closed")
        return line

    @property
    def is_at_stream(self) -> bool:
        """Whether every line that was handed back was given again."""
        return not self._again

    def plain(self) -> str:
        """The next line if it is a row by itself, whatever the separator; empty where only `csv` can tell."""
        line = self._again.popleft() if self._again else self._stream.readline(self._longest)
        if '"' in line or not line or len(line) >= self.plain_length:
            self._again.appendleft(line)
            return ""
        self.number += 1
        return line

    def chunk(self) -> tuple[list[str], str]:
        """Many lines, and as one text; memory holds no more than a chunk and the longest line."""
        text = self._stream.read(_CHUNK)
        if text:
            text += self._stream.readline(self._longest)
        found = io.StringIO(text, newline="").readlines()
        self.number += len(found)
        return found, text

    def hand_back(self, lines: Sequence[str]) -> None:
        """Give lines again that were taken too many."""
        self._again.extendleft(reversed(lines))
        self.number -= len(lines)


class Unreadable(Exception):  # noqa: N818 - it never leaves this room
    """Why a row cannot be told from its neighbours."""


def _table(
    lines: Lines, encoding: str, name: str, separator: str | None, after: int, in_blocks: bool = False
) -> Iterator[Block | Row | Rejection]:
    columns, head, separator = header_row(lines, encoding, name, separator)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    seen = 0
    while True:
        if in_blocks and lines.is_at_stream and (block := _block(lines, encoding, columns, head, separator)):
            if seen < after < seen + len(block.lines):
                lines.hand_back(block.lines)
                continue
            seen += len(block.lines)
            if seen > after:
                yield block
            continue
        try:
            found = _next(lines, reader, encoding, columns, head, separator)
        except StopIteration:
            return
        if found is not None:
            seen += 1
            if seen > after:
                yield found


def _next(
    lines: Lines, reader: Iterator[list[str]], encoding: str, columns: list[str], head: str, separator: str
) -> Row | Rejection | None:
    """The next row; None of an empty line."""
    first = lines.number + 1
    lines.taken = taken = list[str]()
    text = lines.plain()
    try:
        if text:
            cells = text.rstrip("\r\n").split(separator)
        else:
            cells = next(reader)
            text = "".join(taken)
        if not any(cells) or not text.strip():
            return None
        if not text.isascii():
            checked(text, encoding)
        if len(cells) != len(columns):
            cells = _fitted(cells, len(columns))
    except (csv.Error, Unreadable, ModisteError) as error:
        if not isinstance(error, ModisteError):
            lines.hand_back(taken[1:])
            error = ModisteError("MOD-1232", reason=str(error).rstrip("."))
            text = taken[0]
        shown = head + BAD_LETTER.sub("\N{REPLACEMENT CHARACTER}", text)
        return Rejection.of(f"line {first}", error, shown)
    return Row(f"line {first}", dict(zip(columns, cells, strict=True)), head + text)


def _block(lines: Lines, encoding: str, columns: list[str], head: str, separator: str) -> Block | None:
    """The next lines as a block; None when they must be looked at one by one."""
    first, found, text = lines.number + 1, *lines.chunk()
    if not found or '"' in text or max(map(len, found)) >= lines.plain_length:
        lines.hand_back(found)
        return None
    bare = text.replace("\r\n", "\n") if "\r" in text else text
    rows = bare.removesuffix("\n").split("\n")
    parts = _parts(rows, separator, len(columns)) if len(rows) == len(found) and is_plain(bare) else None
    if parts is None or not _has_letters_only(text, encoding):
        lines.hand_back(found)
        return None
    return Block(first, dict(zip(columns, parts, strict=True)), found, head)


def _parts(rows: list[str], separator: str, width: int) -> list[list[str]] | None:
    """The cells by column, without blanks around; None where a row has others or none."""
    cells = [row.split(separator) for row in rows]
    if not all(len(row) == width for row in cells):
        return None
    parts = [[*map(str.strip, column)] for column in zip(*cells, strict=True)]
    return parts if all(map(any, zip(*parts, strict=True))) else None


def _has_letters_only(text: str, encoding: str) -> bool:
    try:
        return text.isascii() or bool(checked(text, encoding))
    except ModisteError:
        return False


def header_row(lines: Lines, encoding: str, name: str, separator: str | None) -> tuple[list[str], str, str]:
    """The column names, the header's text and its separator.

    Raises:
        ModisteError: MOD-1233 when there is none.
    """
    for line in lines:
        if line.strip():
            lines.hand_back([line])
            break
    else:
        raise ModisteError("MOD-1233", name=name, reason="it holds no header line")
    lines.taken = taken = list[str]()
    separator = separator or separator_of(line)
    try:
        columns = _names(next(csv.reader(lines, delimiter=separator, strict=True)))
        text = checked("".join(taken), encoding)
    except (csv.Error, Unreadable, ModisteError) as error:
        raise ModisteError("MOD-1233", name=name, reason=f"its header is broken: {error}") from None
    return columns, text, separator


def _fitted(cells: list[str], width: int) -> list[str]:
    """A row whose surplus cells are empty is whole; one that is short may have been cut off."""
    if len(cells) > width and not any(cells[width:]):
        return cells[:width]
    raise ModisteError("MOD-1232", reason=f"it has {len(cells)} cells where the header has {width}")


def _names(cells: Sequence[str]) -> list[str]:
    """Column names without blanks around; a name's second use gets a number, so that no cell is lost."""
    names: list[str] = []
    for cell in cells:
        name = cell.strip().lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").strip()
        count = 1 + sum(each == name or each.startswith(f"{name}#") for each in names)
        names.append(name if count == 1 else f"{name}#{count}")
    return names
