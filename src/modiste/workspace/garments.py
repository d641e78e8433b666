"""The shop's garments as one collection: pages, facets, photos, and what comes in.

Knows what belongs to a garment; rows and bytes are the store's, reading files is collect's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from modiste.garment import Garment, Image, ModisteError
from modiste.learning import Progress, silent
from modiste.store import Page, Store
from modiste.workspace.intake import ImportReport
from modiste.workspace.photo_intake import import_fashion_mnist, import_photos
from modiste.workspace.pictures import image_of

FILTERS = ("category", "brand", "department", "season", "source")


@dataclass(frozen=True)
class Photo:
    """A picture's bytes as they came in."""

    data: bytes
    media_type: str
    sha256: str


class Garments:
    """The garments of one shop.

    Example:
        shop.garments["coat-001"].category
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def count(self, filters: Mapping[str, str] | None = None, search: str = "") -> int:
        """How many there are; `filters` are attributes (of `FILTERS`) and values, `search` part of a name."""
        return self._store.rows.count(Garment, where=_checked(filters), search=search)

    def page(
        self,
        after: str | None = None,
        limit: int = 50,
        filters: Mapping[str, str] | None = None,
        search: str = "",
    ) -> Page:
        """At most `limit` garments past the id `after`, in the order of ids.

        Raises:
            ModisteError: MOD-2011 for a filter that is not in `FILTERS`.
        """
        return self._store.rows.page(
            Garment, after=after, limit=limit, where=_checked(filters), search=search
        )

    def get(self, garment_id: str) -> Garment:
        """One garment.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        return self._store.rows.get(Garment, garment_id)

    def __getitem__(self, garment_id: str) -> Garment:
        return self.get(garment_id)

    def __contains__(self, garment_id: object) -> bool:
        return isinstance(garment_id, str) and bool(self._store.rows.find(Garment, [garment_id]))

    def __len__(self) -> int:
        return self.count()

    def put(self, garment: Garment) -> Garment:
        """Add or replace one garment; `updated_at` becomes now, `created_at` stays what it was."""
        now = datetime.now(UTC)
        had = self._store.rows.find(Garment, [garment.id]).get(garment.id)
        created = had.created_at if had else garment.created_at
        kept = garment.model_copy(update={"created_at": created, "updated_at": now})
        self._store.rows.put([kept])
        return kept

    def remove(self, garment_id: str) -> None:
        """Remove a garment and its images' rows; the pictures' bytes stay, others may share them.

        Raises:
            ModisteError: MOD-1103 when there is none, MOD-1105 while SKUs or orders refer to it.
        """
        self.get(garment_id)
        images = [image.id for image in self.images(garment_id)]
        self._store.rows.delete(Garment, [garment_id], before={Image: images})

    def facets(self, filters: Mapping[str, str] | None = None) -> dict[str, dict[str, int]]:
        """For every attribute in `FILTERS`, how many garments have each value, most first."""
        where = _checked(filters)
        return {name: self._store.rows.facets(Garment, name, where=where) for name in FILTERS}

    def images(self, garment_id: str) -> tuple[Image, ...]:
        """The garment's images in the order of their ids.

        Raises:
            ModisteError: MOD-1103 when there is no such garment.
        """
        self.get(garment_id)
        return tuple(self._store.rows.scan(Image, where={"garment_id": garment_id}))

    def photo(self, image_id: str) -> Photo:
        """The picture of an image.

        Raises:
            ModisteError: MOD-1103 when there is none, MOD-1106 when its bytes are damaged.
        """
        image = self._store.rows.get(Image, image_id)
        return Photo(self._store.blobs.get(image.blob), image.media_type, image.blob)

    def add_photo(self, garment_id: str, data: bytes, name: str) -> Image:
        """Hang one picture on a garment; the same bytes again change nothing.

        Raises:
            ModisteError: MOD-1103 for no such garment, MOD-1202 to 1207 for bytes that are no usable picture.
        """
        self.get(garment_id)
        image = image_of(garment_id, data, name)
        self._store.blobs.put(data)
        self._store.rows.put([image])
        return image

    def add_photos(self, folder: str | Path, progress: Progress = silent) -> ImportReport:
        """Import a folder of photos; run again, it goes on where it was cut off and changes nothing else."""
        return import_photos(self._store, folder, progress)

    def add_fashion_mnist(self, split: str = "both", progress: Progress = silent) -> ImportReport:
        """Import Fashion-MNIST's `train`, `test` or `both`; run again, it goes on where it was cut off."""
        return import_fashion_mnist(self._store, split, progress)


def _checked(filters: Mapping[str, str] | None) -> dict[str, object]:
    for name in filters or ():
        if name not in FILTERS:
            raise ModisteError("MOD-2011", name=name, known=", ".join(FILTERS))
    return dict(filters or {})
