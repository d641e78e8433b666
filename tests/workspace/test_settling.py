"""One batch: what a row makes of the shop is worked out in memory and written in one transaction."""

from contextlib import closing, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from modiste.collect import SOURCE_LIMITS, Arrival, Rejection, Source
from modiste.collect.catalogue import CatalogueRow, arrival_of
from modiste.garment import Colourway, Garment, Interaction, Price, Sku
from modiste.store import Counts
from modiste.store.imports import Imports
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


def test_the_raw_size_of_every_variant_of_a_style_is_kept(shop: Shop, tmp_path: Path) -> None:
    rows = [arrival(), arrival(sku="coat-red-xl", size="x-large"), arrival(sku="coat-red-38", size="EU 38")]
    settled(shop, tmp_path, *rows)
    assert shop.garments["coat"].attributes == {"raw:size XL": "x-large", "raw:size 38": "EU 38"}
    sizes = {each.id: (each.size, each.size_system) for each in shop.store.rows.scan(Sku)}
    assert sizes == {"coat-red-m": ("M", "INT"), "coat-red-xl": ("XL", "INT"), "coat-red-38": ("38", "EU")}


def test_a_batch_of_which_the_store_refuses_a_row_is_written_but_for_that_row(
    shop: Shop, tmp_path: Path
) -> None:
    orphan = arrival(style="hat", sku="hat-m")
    rows = [arrival(), orphan.holding(orphan.records[1:]), arrival(sku="coat-red-l", size="L")]
    bad = Rejection("line 3", "MOD-1230", "bad", "the row")
    assert settled(shop, tmp_path, *rows, bad) == Counts(added=2, quarantined=2)
    assert {each.rejection.code for each in shop.store.quarantine.page()} == {"MOD-1105", "MOD-1230"}
    assert settled(shop, tmp_path, *rows[:1]) == Counts(unchanged=1)


def test_an_address_that_is_none_is_held_and_its_row_is_not(shop: Shop, tmp_path: Path) -> None:
    long = "https://shop.example/" + "x" * 2000
    assert settled(shop, tmp_path, arrival(pictures=(long,))) == Counts(added=1)
    (held,) = shop.store.quarantine.page()
    assert (held.rejection.code, held.rejection.place[:16]) == ("MOD-1230", "line 2, picture ")


def test_what_comes_by_either_way_is_the_same_row(shop: Shop, tmp_path: Path) -> None:
    quick = arrival()
    careful = quick.holding(quick.records)
    assert settled(shop, tmp_path, quick) == Counts(added=1)
    before = [list(shop.store.rows.scan(kind)) for kind in (Garment, Colourway, Sku, Price)]
    assert settled(shop, tmp_path, careful) == Counts(unchanged=1)
    assert [list(shop.store.rows.scan(kind)) for kind in (Garment, Colourway, Sku, Price)] == before


def test_what_was_logged_before_a_kill_is_counted_as_new_when_the_batch_comes_again(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    looks = [
        Arrival(f"line {number}", (Interaction(id=f"look-{number}", kind="view_item", at=at),))
        for number in (1, 2, 2)
    ]
    with monkeypatch.context() as killed:
        killed.setattr(Imports, "batch", lambda *_, **__: nullcontext(None))
        with pytest.raises(AttributeError):  # the log has the rows, the ledger does not
            settled(shop, tmp_path, *looks)
    assert shop.store.events.snapshot("interactions").rows == 2
    assert settled(shop, tmp_path, *looks) == Counts(added=2, unchanged=1)
    assert shop.store.events.snapshot("interactions").rows == 2
    assert settled(shop, tmp_path, *looks) == Counts(unchanged=3)
