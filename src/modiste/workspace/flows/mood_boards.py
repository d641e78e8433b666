"""A shop's mood board: pictures that a designer keeps beside the work, and the colours of all of them.

Knows where they lie; decoding is collect's, colours are design's. A picture is named by the hash of what was
given, and kept small and without what its file told besides its pixels.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image as Picture

from modiste import design
from modiste.collect import decode
from modiste.garment import ModisteError
from modiste.store import write_whole
from modiste.workspace.flows.design_prints import palette_facts

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

FOLDER = "mood"
MOST = 200
"""Pictures on a board."""
LARGEST = 1024
"""Pixels of a picture's longer side as it is kept."""
_NAME = 24
_LEAST = 4
_FOR_COLOURS = 128


@dataclass(frozen=True)
class Pinned:
    """A picture on the board: its name, and when it came there."""

    id: str
    pinned_at: datetime
    width: int
    height: int


class MoodBoard:
    """The mood board of one shop."""

    def __init__(self, shop: "Shop") -> None:
        self._folder = shop.root / FOLDER

    def pin(self, data: bytes, name: str) -> Pinned:
        """Keep a picture; the same again is the same picture.

        Raises:
            ModisteError: MOD-1202 to 1207 for what is no picture, MOD-2772 where the board is full, MOD-2041
                where it cannot be written.
        """
        pixels = decode(data, name=name, near=LARGEST)
        id = hashlib.sha256(data).hexdigest()[:_NAME]
        path = self._folder / f"{id}.jpg"
        if not path.is_file() and len(self._paths()) >= MOST:
            raise ModisteError("MOD-2772", most=MOST)
        small = Picture.fromarray(pixels)
        small.thumbnail((LARGEST, LARGEST), Picture.Resampling.LANCZOS)
        made = io.BytesIO()
        small.save(made, format="JPEG", quality=90)
        try:
            write_whole(path, made.getvalue())
        except OSError as error:
            raise ModisteError("MOD-2041", path=path, reason=(error.strerror or str(error)).lower()) from None
        return _pinned(path)

    def listing(self) -> list[Pinned]:
        """All pictures, the oldest first."""
        return [_pinned(path) for path in self._paths()]

    def picture(self, name: str) -> bytes:
        """A picture's JPEG.

        Raises:
            ModisteError: MOD-2771 where there is none.
        """
        return self._path(name).read_bytes()

    def unpin(self, name: str) -> None:
        """Take a picture off the board.

        Raises:
            ModisteError: MOD-2771 where there is none.
        """
        self._path(name).unlink()

    def palette(self, names: Sequence[str], n: int) -> dict[str, Any]:
        """The colours of some pictures together, of all where none is named; each picture counts alike.

        Raises:
            ModisteError: MOD-2771 where there is none, MOD-2726 for a number out of range.
        """
        paths = [self._path(name) for name in names] if names else self._paths()
        if not paths:
            raise ModisteError("MOD-2771", name=", ".join(names) or "any")
        shown = [_square(path) for path in paths]
        swatches = design.palette_of(np.concatenate(shown), n)
        colours = [each.colour for each in swatches]
        told = [{"colour": each.colour, "share": each.share, "name": each.name} for each in swatches]
        return {"ground": "kept", "covered": 1.0, "colours": told, **palette_facts(colours)}

    def _path(self, name: str) -> Path:
        found = self._folder / f"{name}.jpg"
        if len(name) < _LEAST or not name.isalnum() or not found.is_file():
            raise ModisteError("MOD-2771", name=name)
        return found

    def _paths(self) -> list[Path]:
        paths = self._folder.glob("*.jpg") if self._folder.is_dir() else ()
        return sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name))


def _square(path: Path) -> "np.ndarray[Any, np.dtype[np.uint8]]":
    small = Picture.open(path).convert("RGB").resize((_FOR_COLOURS, _FOR_COLOURS), Picture.Resampling.BOX)
    return np.asarray(small)


def _pinned(path: Path) -> Pinned:
    with Picture.open(path) as shown:
        width, height = shown.size
    return Pinned(path.stem, datetime.fromtimestamp(path.stat().st_mtime, UTC), width, height)
