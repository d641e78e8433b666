"""The shop's garments as one collection.

INTERFACE COMMIT: bodies follow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from modiste.garment import Garment, Image
from modiste.learning import Progress, silent
from modiste.workspace.intake import ImportReport

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some of a list in the order of its keys; give `next_after` as `after` for the next, None on the last."""

    items: tuple[T, ...]
    next_after: str | None


@dataclass(frozen=True)
class Facet:
    """One value of one attribute and how many garments have it."""

    value: str
    count: int


@dataclass(frozen=True)
class Photo:
    """A picture's bytes as they were taken in."""

    data: bytes
    media_type: str
    sha256: str


class Garments:
    """The shop's garments: `shop.garments["coat-001"]`, pages, facets, photos, imports."""

    def count(self, filters: Mapping[str, str] | None = None) -> int:
        """How many match (`filters`: attribute = value, see `FILTERS`)."""
        raise NotImplementedError

    def page(
        self, after: str | None = None, limit: int = 50, filters: Mapping[str, str] | None = None
    ) -> Page[Garment]:
        """Up to `limit` garments behind the id `after`, in the order of ids."""
        raise NotImplementedError

    def get(self, garment_id: str) -> Garment:
        """One garment. Raises MOD-2003 when there is none."""
        raise NotImplementedError

    def __getitem__(self, garment_id: str) -> Garment:
        return self.get(garment_id)

    def __contains__(self, garment_id: object) -> bool:
        raise NotImplementedError

    def __len__(self) -> int:
        return self.count()

    def put(self, garment: Garment) -> Garment:
        """Add or replace one garment; returned as stored."""
        raise NotImplementedError

    def remove(self, garment_id: str) -> None:
        """Remove a garment and its images' rows. Raises MOD-2003 when there is none."""
        raise NotImplementedError

    def facets(self, filters: Mapping[str, str] | None = None) -> dict[str, tuple[Facet, ...]]:
        """For every attribute in `FILTERS`, its values and counts, most frequent first."""
        raise NotImplementedError

    def images(self, garment_id: str) -> tuple[Image, ...]:
        """The garment's images, first the one that stands for it."""
        raise NotImplementedError

    def photo(self, image_id: str) -> Photo:
        """The picture of an image. Raises MOD-2003."""
        raise NotImplementedError

    def add_photo(self, garment_id: str, data: bytes, name: str) -> Image:
        """Check a picture (MOD-12xx), keep it, and hang it on a garment; the same bytes again change nothing."""
        raise NotImplementedError

    def add_photos(self, folder: str | Path, progress: Progress = silent) -> ImportReport:
        """Import a folder of photos; idempotent, resumable after a kill."""
        raise NotImplementedError

    def add_fashion_mnist(self, split: str = "both", progress: Progress = silent) -> ImportReport:
        """Import `train`, `test` or `both`."""
        raise NotImplementedError
