"""The items of a shop that supply events know: by the garment that they are, and by the box that they are in.

Knows how GTINs of SKUs meet the names of items; what happened to an item is `supply_events`'.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from modiste.garment import Colourway, Garment, ModisteError, Sku, canonical_id
from modiste.store import KeptState
from modiste.supply import site_of

if TYPE_CHECKING:
    from modiste.store import Store

_DEEPEST = 12
_GTIN = "https://id.gs1.org/01/"
_SERIAL = "/21/"


@dataclass(frozen=True)
class KnownItem:
    """An item as it was last heard of.

    Attributes:
        item: Its canonical Digital Link.
        sku: The SKU that it is one of.
        step: The business step of its own newest event, or "".
        place: Where that was, or "".
        site: The canonical name of the whole site that the place is a part of.
        at: When that was.
        begun_at: When it was made, as far as is known.
        ended_at: When it came to its end.
        inside: What it is in now, or "".
    """

    item: str
    sku: str
    step: str
    place: str
    site: str
    at: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None
    inside: str


@dataclass(frozen=True)
class Counted:
    """How many items of one GTIN are in a box; `garment` is "" where the shop has no such SKU."""

    gtin: str
    garment: str
    count: int


@dataclass(frozen=True)
class Contents:
    """What is in a box and in the boxes in it."""

    box: str
    boxes: int
    items: tuple[Counted, ...]


def items_of_garment(
    store: "Store", garment: str, after: str = "", limit: int = 50
) -> tuple[list[KnownItem], str | None]:
    """The known items of a garment's SKUs, by name, and where the next page begins.

    Raises:
        ModisteError: MOD-1103 when there is no such garment.
    """
    if store.rows.find(Garment, [garment]).get(garment) is None:
        raise ModisteError("MOD-1103", kind="garment", id=garment[:80])
    skus = {
        sku.gtin: sku.id
        for colourway in store.rows.scan(Colourway, where={"garment_id": garment})
        for sku in store.rows.scan(Sku, where={"colourway_id": colourway.id})
        if sku.gtin
    }
    found: list[tuple[KeptState, str]] = []
    for gtin in sorted(skus):
        wanted = limit + 1 - len(found)
        rows = store.supply_events.below(f"{_GTIN}{gtin}/21", after, wanted) if wanted else []
        found += [(row, skus[gtin]) for row in rows]
    with store.supply_events.database.reading() as connection:
        items = [
            KnownItem(
                row.item,
                sku,
                store.supply_events.last_step(connection, row.item),
                row.last_place,
                site_of(row.last_place),
                _moment(row.last_at),
                _moment(row.begun_at),
                _moment(row.ended_at),
                row.parent,
            )
            for row, sku in found[:limit]
        ]
    return items, items[-1].item if len(found) > limit else None


def contents_of(store: "Store", box: str) -> Contents:
    """Count what is in a box now, with all that is in the boxes in it.

    Args:
        store: The shop's.
        box: By any of its names.
    """
    name = canonical_id(box)
    boxes, counts, seen, level = 0, Counter[str](), {name}, [name]
    with store.supply_events.database.reading() as connection:
        for _ in range(_DEEPEST):
            level = [each for each in store.supply_events.inside(connection, level) if each not in seen]
            if not level:
                break
            seen.update(level)
            gtins = [gtin_of(each) for each in level]
            counts.update(gtin for gtin in gtins if gtin)
            boxes += gtins.count("")
    counted = [Counted(gtin, garment_of(store, gtin), count) for gtin, count in sorted(counts.items())]
    return Contents(name, boxes, tuple(counted))


def gtin_of(name: str) -> str:
    """The GTIN of an item's name; "" for a box's."""
    stem, serial, _ = name.partition(_SERIAL)
    return stem.removeprefix(_GTIN) if serial and stem.startswith(_GTIN) else ""


def garment_of(store: "Store", gtin: str) -> str:
    """The garment of a GTIN; "" where the shop has no such SKU."""
    sku = next(store.rows.scan(Sku, where={"gtin": gtin}), None)
    return store.rows.get(Colourway, sku.colourway_id).garment_id if sku else ""


def _moment(at: int | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at / 1000, UTC)
