"""What a connector is given and what it gives back: a source, then arrivals and rejections, row by row.

Knows shapes only. Telling kinds apart is `detection`'s, each format has its file; storing what arrives,
counting it and going on after a kill is the workspace's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol, Self

from pydantic import ValidationError

from modiste.collect.decode import LIMITS, Limits
from modiste.garment import Entity, ModisteError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
EXCERPT_LENGTH = 4000
"""So much of a refused row is kept, so that a person can mend it."""


@dataclass(frozen=True, slots=True)
class SourceLimits:
    """How much a source may ask of this machine.

    `row_bytes` bounds one row (or one element of an XML or JSON file); `members`, `unpacked_bytes` and
    `ratio` (unpacked to packed bytes) bound an archive; `pictures` bounds each picture.
    """

    row_bytes: int = 1_000_000
    members: int = 200_000
    unpacked_bytes: int = 50_000_000_000
    ratio: int = 200
    pictures: Limits = LIMITS


SOURCE_LIMITS = SourceLimits()


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be read, before anyone knows what it is.

    `name` is shown to people and kept with what came in: never an absolute path of this machine. `path` is a
    file or a folder (a page from the web was fetched to a file first). `head` is the first 64 KiB of a file,
    of its only member where it is packed; `names` the first 1,000 member names of a folder or an archive.
    """

    name: str
    path: Path | None = None
    head: bytes = b""
    names: tuple[str, ...] = ()


class PictureRef(NamedTuple):
    """A picture that a row speaks of and that is not read yet.

    `place` is a file's path inside the source (of a folder, an archive, or beside the file), with a moment
    behind it for a frame of a clip (`red.mp4#t=1.480`); or an address on the web, which is only recorded and
    never fetched.
    """

    garment_id: str
    place: str
    colourway_id: str | None = None
    label: str = ""

    @property
    def is_address(self) -> bool:
        """Whether the picture lies on the web."""
        return _ADDRESS.match(self.place) is not None


class Arrival(NamedTuple):
    """One good source row.

    `place` is where it stands ("line 17", "item 3", "orders.csv line 9"), the same in every run. `records`
    are those of the spine that it makes, referred-to first, with ids that follow from the row's content.
    `raw` holds values that normalisation changed, as they were, by the name of their field, and what was
    doubtful about them; it is kept with the garment, or in `import_doubts` where there is none. `text` is the
    smallest source of the kind that holds the row (a header line and the row), kept if the store refuses it.
    `needs` are groups of records that the row refers to and knows little of: a garment that an order only
    names, a customer. A group is stored only where its last record is missing, so that it never replaces what
    another source said.
    """

    place: str
    records: tuple[Entity, ...]
    pictures: tuple[PictureRef, ...] = ()
    raw: Mapping[str, str] = MappingProxyType({})
    text: str = ""
    needs: tuple[tuple[Entity, ...], ...] = ()

    def holding(self, records: tuple[Entity, ...], needs: tuple[tuple[Entity, ...], ...] = ()) -> "Arrival":
        """The same row with other records."""
        return Arrival(self.place, records, self.pictures, self.raw, self.text, needs)


@dataclass(frozen=True, slots=True)
class Rejection:
    """One thing that was left out: where it stands, the error's number, the reason, the row as it was."""

    place: str
    code: str
    reason: str
    excerpt: str = ""

    @classmethod
    def of(cls, place: str, error: ModisteError | ValidationError, excerpt: str = "") -> Self:
        """What an error says of a row; pydantic's become MOD-1230 with field, value and reason."""
        if isinstance(error, ValidationError):
            error = _refused(error)
        return cls(place, error.code, error.detail, excerpt[:EXCERPT_LENGTH])


class Connector(Protocol):
    """How one format is told from others and read: a plain value, listed in `workspace/plugins.py`.

    Attributes:
        kind: the word after `--as`, such as `shopify`.
        title: what people call it.

    One whose rows take long to read may have a `batch`: so many are stored at once.
    """

    @property
    def kind(self) -> str: ...  # noqa: D102 - told above
    @property
    def title(self) -> str: ...  # noqa: D102

    def recognise(self, source: Source) -> float:
        """How sure it is that the source is of its kind, 0 to 1, by `head` and `names` alone."""
        ...

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """Yield exactly one arrival or rejection a source row, in the same order in every run.

        Memory stays the same however long the source is.

        Args:
            source: what to read.
            after: source rows that are safely stored already and are passed over.
            limits: how much the source may ask of this machine.

        Raises:
            ModisteError: MOD-1233 when nothing of it can be read, MOD-1234 when it breaks off on the way.
        """
        ...


def _refused(error: ValidationError) -> ModisteError:
    first = error.errors(include_url=False)[0]
    name = ".".join(str(part) for part in first["loc"]) or error.title
    return ModisteError(
        "MOD-1230",
        field=f"{error.title}.{name}" if first["loc"] else name,
        value=str(first["input"])[:120],
        reason=first["msg"].removeprefix("Value error, ").lower().rstrip("."),
    )
