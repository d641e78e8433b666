"""The shop's garments as one collection: pages, facets, photos, and what comes in.

Knows what belongs to a garment; rows and bytes are the store's, reading files is collect's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from modiste.garment import Garment, Image, ModisteError
from modiste.learning import Progress, silent
from modiste.store import CHOSEN_BY, Card, CardSort, Chosen, Page, Store
from modiste.workspace.heat_pictures import forget_heat
from modiste.workspace.intake import ImportReport
from modiste.workspace.kept_garment import KeptGarment
from modiste.workspace.photo_intake import import_fashion_mnist, import_photos
from modiste.workspace.pictures import image_of

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

FILTERS = CHOSEN_BY
Filters = Mapping[str, str | Sequence[str]]
"""Attributes of `FILTERS`, each with the value or values of which one must be there."""


@dataclass(frozen=True)
class Photo:
    """A picture's bytes as they came in."""

    data: bytes
    media_type: str
    sha256: str


class Garments:
    """The garments of one shop.

    Example:
        shop.garments["coat-001"].recommended()
    """

    def __init__(self, store: Store, shop: "Shop") -> None:
        self._store, self._shop = store, shop

    def count(self, filters: Filters | None = None, search: str = "") -> int:
        """How many there are; `search` are words that must all occur in name, id, category or brand."""
        return self._store.cards.count(chosen(filters, search))

    def page(
        self,
        after: str | None = None,
        limit: int = 50,
        filters: Filters | None = None,
        search: str = "",
        order: CardSort = "id",
    ) -> Page:
        """At most `limit` garments past the mark `after` (`next_after` of the page before).

        Raises:
            ModisteError: MOD-2011 for a filter that is not in `FILTERS`, MOD-1104 for an unknown order.
        """
        cards = self.cards(after, limit, filters, search, order)
        return Page(tuple(card.garment for card in cards.items), cards.next_after)

    def cards(
        self,
        after: str | None = None,
        limit: int = 50,
        filters: Filters | None = None,
        search: str = "",
        order: CardSort = "id",
        offset: int = 0,
    ) -> Page:
        """As `page`, with what the grid shows of each, and from any place: past `offset` garments.

        Raises:
            ModisteError: as `page`.
        """
        wanted = chosen(filters, search)
        items, mark = self._store.cards.page(wanted, order=order, limit=limit, after=after, offset=offset)
        return Page(tuple(items), mark)

    def card(self, garment_id: str) -> Card:
        """What the grid shows of one garment.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        return self._store.cards.get(garment_id)

    def ids(
        self,
        filters: Filters | None = None,
        search: str = "",
        order: CardSort = "id",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[str]:
        """Only the ids, all of them without a limit.

        Raises:
            ModisteError: as `page`.
        """
        return self._store.cards.ids(chosen(filters, search), order=order, limit=limit, offset=offset)

    def get(self, garment_id: str) -> Garment:
        """One garment.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        return self._store.rows.get(Garment, garment_id)

    def __getitem__(self, garment_id: str) -> KeptGarment:
        return KeptGarment.of(self.get(garment_id), self._shop)

    def __contains__(self, garment_id: object) -> bool:
        return isinstance(garment_id, str) and bool(self._store.rows.find(Garment, [garment_id]))

    def __len__(self) -> int:
        return self.count()

    def put(self, garment: Garment) -> Garment:
        """Add or replace one garment; `updated_at` becomes now, `created_at` stays what it was."""
        now = datetime.now(UTC)
        had = self._store.rows.find(Garment, [garment.id]).get(garment.id)
        created = had.created_at if had else garment.created_at
        record = garment.record() if isinstance(garment, KeptGarment) else garment
        kept = record.model_copy(update={"created_at": created, "updated_at": now})
        self._store.rows.put([kept])
        return kept

    def remove(self, garment_id: str) -> None:
        """Remove a garment, its images' rows and their heat pictures; the bytes stay, others may share them.

        Raises:
            ModisteError: MOD-1103 when there is none, MOD-1105 while SKUs or orders refer to it.
        """
        self.get(garment_id)
        images = [image.id for image in self.images(garment_id)]
        self._store.rows.delete(Garment, [garment_id], before={Image: images})
        forget_heat(self._store.root, images)

    def counted(
        self, filters: Filters | None = None, search: str = ""
    ) -> tuple[int, dict[str, dict[str, int]]]:
        """How many there are, and for every attribute in `FILTERS` how many have each value, most first.

        An attribute's own filter does not count for itself: its counts say what another choice would give.
        """
        return self._store.cards.facets(chosen(filters, search))

    def facets(self, filters: Filters | None = None, search: str = "") -> dict[str, dict[str, int]]:
        """The counts of `counted` alone."""
        return self.counted(filters, search)[1]

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


def chosen(filters: Filters | None, search: str = "") -> Chosen:
    """Filters and words as the store takes them.

    Raises:
        ModisteError: MOD-2011 for a filter that is not in `FILTERS`.
    """
    for name in filters or ():
        if name not in FILTERS:
            raise ModisteError("MOD-2011", name=name, known=", ".join(FILTERS))
    where = {
        name: (values,) if isinstance(values, str) else tuple(values)
        for name, values in (filters or {}).items()
    }
    return Chosen(where, search)
