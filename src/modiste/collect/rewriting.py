"""A table written again with some cells changed and everything else left as it stands, letter by letter.

Knows rows that stay: their own text is copied, broken ones included. Which cells change is the caller's.
"""

import csv
import io
from collections.abc import Callable, Mapping
from typing import IO

from modiste.collect.delimited import Lines, Unreadable, header_row
from modiste.collect.opening import text_stream_of
from modiste.collect.source import SOURCE_LIMITS, Source, SourceLimits

Change = Callable[[Mapping[str, str]], Mapping[str, str]]
"""From a row's cells to those that are to be written instead."""


def rewrite(source: Source, out: IO[bytes], change: Change, limits: SourceLimits = SOURCE_LIMITS) -> int:
    """Copy a table, in its own encoding, with changed cells; returns how many rows changed.

    Raises:
        ModisteError: MOD-1233 when the source has no header, MOD-1234 when it breaks off.
    """
    with text_stream_of(source, limits) as (stream, encoding):
        errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        text = io.TextIOWrapper(out, encoding=encoding, errors=errors, newline="")
        lines = Lines(stream, limits.row_bytes)
        columns, head, separator = header_row(lines, encoding, source.name, None)
        text.write(head)
        reader = csv.reader(lines, delimiter=separator, strict=True)
        changed = 0
        while True:
            lines.taken = taken = list[str]()
            try:
                cells = next(reader)
            except StopIteration:
                break
            except (csv.Error, Unreadable):
                lines.hand_back(taken[1:])
                text.write(taken[0])
                continue
            raw = "".join(taken)
            if len(cells) >= len(columns):
                had = dict(zip(columns, cells, strict=False))
                new = {name: value for name, value in change(had).items() if had.get(name, value) != value}
                if new:
                    raw = _row([new.get(name, value) for name, value in had.items()], separator, raw)
                    changed += 1
            text.write(raw)
        text.flush()
        text.detach()
    return changed


def _row(cells: list[str], separator: str, raw: str) -> str:
    """The row with the line end that it had."""
    end = raw[len(raw.rstrip("\r\n")) :]
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator=end).writerow(cells)
    return file.getvalue()
