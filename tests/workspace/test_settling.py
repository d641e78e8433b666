"""One batch: what a row makes of the shop is worked out in memory and written in one transaction."""

from contextlib import closing
from pathlib import Path

from modiste.collect import SOURCE_LIMITS, Arrival, Rejection, Source
from modiste.collect.catalogue import CatalogueRow, arrival_of
from modiste.garment import Colourway, Garment, Price
from modiste.store import Counts
from modiste.workspace import Shop
from modiste.workspace.pictures import PictureShelf
from modiste.workspace.settling import settle

ROW = CatalogueRow("line 2", "test", "coat", "Coat", "coat-red-m", colour="red", size="M", price="9 EUR")


def arrival(**change: object) -> Arrival:
    made = arrival_of(ROW._replace(**change), "")
    assert isinstance(made, Arrival)
    return made


def settled(shop: Shop, tmp_path: Path, *found: Arrival | Rejection) -> Counts:
    run = shop.store.imports.begin("test", "test:a", "f" * 64)
    before = run.counts
    with closing(PictureShelf(Source("a", tmp_path), SOURCE_LIMITS)) as shelf:
        now = settle(shop.store, run, found, shelf).counts
    return Counts(*(getattr(now, n) - getattr(before, n) for n in Counts.__slots__))  # type: ignore[attr-defined]


def test_rows_of_one_style_in_one_batch_share_it(shop: Shop, tmp_path: Path) -> None:
    rows = [arrival(), arrival(sku="coat-red-l", size="L"), arrival(sku="coat-blue-m", colour="blue")]
    assert settled(shop, tmp_path, *rows) == Counts(added=3)
    assert [shop.store.rows.count(kind) for kind in (Garment, Colourway, Price)] == [1, 2, 3]


def test_values_that_normalisation_changed_are_kept_as_they_were(shop: Shop, tmp_path: Path) -> None:
    made = arrival(attributes={"material": "cotton"})
    settled(shop, tmp_path, Arrival(made.place, made.records, raw={"colour": "RED!"}))
    assert shop.garments["coat"].attributes == {"material": "cotton", "raw:colour": "RED!"}


def test_rejections_and_rows_are_counted_together(shop: Shop, tmp_path: Path) -> None:
    bad = Rejection("line 3", "MOD-1230", "bad", "the row")
    assert settled(shop, tmp_path, arrival(), bad, arrival()) == Counts(1, 0, 1, 1)
    (held,) = shop.store.quarantine.page()
    assert (held.rejection.source, held.rejection.excerpt) == ("test:a", "the row")


def test_two_rows_that_only_bring_pictures_of_one_style_do_not_contradict(shop: Shop, tmp_path: Path) -> None:
    rows = [
        arrival(is_style_only=True, pictures=(f"https://shop.example/{n}.jpg",), price="") for n in range(2)
    ]
    assert settled(shop, tmp_path, *rows) == Counts(added=1, updated=1)
