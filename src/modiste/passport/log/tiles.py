"""The paths and bytes under which a log is read by anybody: C2SP's tlog-tiles, without the files.

Knows names and slices; where hashes and entries lie is the log's. `checkpoint`, `tile/<level>/<N>[.p/<W>]`
and `tile/entries/<N>[.p/<W>]`, N in groups of three digits, all but the last behind an x.
Source: C2SP tlog-tiles, v1.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from modiste.passport.log.nodes import TILE_WIDTH

ENTRIES = -1
"""The level of the entries' own bundles."""
_PATH = re.compile(r"tile/(entries|[0-5]?[0-9])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


class LogTile(NamedTuple):
    """Which tile: its level (-1 the entries'), its number in it, and how many of its 256 are there."""

    level: int
    number: int
    width: int = TILE_WIDTH


def tile_path(tile: LogTile) -> str:
    """Where a tile is asked for."""
    digits = f"{tile.number:03}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    number = "/".join([*(f"x{each}" for each in groups[:-1]), groups[-1]])
    partial = "" if tile.width == TILE_WIDTH else f".p/{tile.width}"
    return f"tile/{'entries' if tile.level == ENTRIES else tile.level}/{number}{partial}"


def read_path(path: str) -> LogTile | None:
    """The tile of a path; none where it names none, or not in the one way it is written."""
    found = _PATH.fullmatch(path)
    if not found:
        return None
    level, number, width = found.groups()
    tile = LogTile(
        ENTRIES if level == "entries" else int(level),
        int(re.sub(r"[x/]", "", number)),
        int(width or TILE_WIDTH),
    )
    return tile if tile.width <= TILE_WIDTH and tile_path(tile) == path else None


def tiles_of(size: int) -> Iterator[LogTile]:
    """Every tile of a tree, the entries' bundles first."""
    for level in (ENTRIES, *range(8)):
        count = size >> 8 * max(level, 0)
        for index in range(count // TILE_WIDTH):
            yield LogTile(level, index)
        if count % TILE_WIDTH:
            yield LogTile(level, count // TILE_WIDTH, count % TILE_WIDTH)


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries as one tile holds them, each behind its length in two bytes."""
    return b"".join(len(each).to_bytes(2) + each for each in entries)


def unbundled(data: bytes) -> list[bytes]:
    """The entries of a bundle; what is cut short is left out."""
    found, at = [], 0
    while at + 2 <= len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2])
        if end > len(data):
            break
        found.append(data[at + 2 : end])
        at = end
    return found
