"""Rows into the shop: once each, counted honestly, in whole batches, with reasons for what was refused."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image as Picture

from modiste.collect import MERCHANT_TABLE, Source, open_source
from modiste.garment import Colourway, Garment, Image, ImageLink, ModisteError, Price, Sku
from modiste.learning import Event
from modiste.workspace import ImportReport, Shop, intake
from modiste.workspace.intake import import_source

HEAD = "id\ttitle\tlink\timage_link\tavailability\tprice\titem_group_id\tcolor\tsize\n"


def line(number: int, **change: str) -> str:
    cells = {
        "id": f"sku-{number}",
        "title": f"Tee {number // 4}",
        "link": "https://shop.example",
        "image_link": f"https://shop.example/{number}.jpg",
        "availability": "in_stock",
        "price": "19.90 EUR",
        "item_group_id": f"style-{number // 4}",
        "color": ("red", "blue")[number % 2],
        "size": ("M", "L")[number // 2 % 2],
    }
    return "\t".join((cells | change).values()) + "\n"


def feed(folder: Path, *lines: str) -> Source:
    path = folder / "feed.tsv"
    path.write_text(HEAD + "".join(lines))
    return open_source(path)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    assert report.read == report.added + report.updated + report.unchanged + report.quarantined
    return report.added, report.updated, report.unchanged, report.quarantined


def take(shop: Shop, source: Source) -> tuple[int, int, int, int]:
    return counts(import_source(shop.store, MERCHANT_TABLE, source))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "BATCH", 5)


@pytest.mark.usefixtures("few")
def test_rows_become_styles_colourways_skus_prices_and_links(shop: Shop, tmp_path: Path) -> None:
    assert take(shop, feed(tmp_path, *map(line, range(12)))) == (12, 0, 0, 0)
    rows = shop.store.rows
    assert [rows.count(kind) for kind in (Garment, Colourway, Sku, Price, ImageLink)] == [3, 6, 12, 12, 12]
    garment = shop.garments["style-0"]
    assert garment.created_at == garment.updated_at
    assert garment.created_at.year > 2000
    (price,) = rows.scan(Price, where={"sku_id": "sku-0"})
    assert (price.amount, price.valid_to) == (Decimal("19.90"), None)
    link = next(iter(rows.scan(ImageLink, where={"garment_id": "style-0"})))
    assert link.address.startswith("https://shop.example/")


@pytest.mark.usefixtures("few")
def test_the_same_file_again_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    source = feed(tmp_path, *map(line, range(12)))
    take(shop, source)
    kinds = (Garment, Colourway, Sku, Price, ImageLink)
    before = [list(shop.store.rows.scan(kind)) for kind in kinds]
    assert take(shop, source) == (0, 0, 12, 0)
    assert [list(shop.store.rows.scan(kind)) for kind in kinds] == before


def test_a_changed_row_is_updated_and_a_moved_one_is_not(shop: Shop, tmp_path: Path) -> None:
    take(shop, feed(tmp_path, *map(line, range(4))))
    moved = [line(3), line(0), line(9), line(1, price="15.00 EUR"), line(2)]
    assert take(shop, feed(tmp_path, *moved)) == (1, 1, 3, 0)
    old, new = sorted(shop.store.rows.scan(Price, where={"sku_id": "sku-1"}), key=lambda p: p.recorded_at)
    assert (old.amount, new.amount) == (Decimal("19.90"), Decimal("15.00"))
    known = [shop.store.trade.price("sku-1", valid=new.valid_from, known=p.recorded_at) for p in (old, new)]
    assert known == [old, new]  # what was known then stays known


def test_a_price_that_returns_is_a_price_of_its_own(shop: Shop, tmp_path: Path) -> None:
    for price in ("10 EUR", "12 EUR", "10 EUR"):
        take(shop, feed(tmp_path, line(0, price=price)))
    amounts = sorted(
        (price.valid_from, price.amount) for price in shop.store.rows.scan(Price, where={"sku_id": "sku-0"})
    )
    assert [amount for _, amount in amounts] == [10, 12, 10]


def test_what_people_changed_survives_the_next_feed(shop: Shop, tmp_path: Path) -> None:
    take(shop, feed(tmp_path, line(0)))
    shop.garments.put(shop.garments["style-0"].model_copy(update={"name": "My tee", "category": "tops"}))
    assert take(shop, feed(tmp_path, line(0, title="New tee", availability="sold"))) == (0, 1, 0, 0)
    garment = shop.garments["style-0"]
    assert (garment.name, garment.category) == ("My tee", "tops")
    assert garment.attributes["availability"] == "sold"


def test_a_key_used_twice_with_other_values_is_refused_in_every_run(shop: Shop, tmp_path: Path) -> None:
    source = feed(tmp_path, line(0), line(1), line(0, price="1 EUR"), line(1))
    assert take(shop, source) == (2, 0, 1, 1)
    assert take(shop, source) == (0, 0, 3, 1)
    (held,) = shop.store.quarantine.page()
    assert (held.rejection.place, held.rejection.code) == ("line 4", "MOD-1240")
    assert held.rejection.excerpt.startswith(HEAD)
    (price,) = shop.store.rows.scan(Price, where={"sku_id": "sku-0"})
    assert price.amount == Decimal("19.90")


def test_a_refused_row_is_held_until_it_comes_mended(shop: Shop, tmp_path: Path) -> None:
    bad = feed(tmp_path, line(0), line(1, price="much"))
    for _ in range(2):
        assert take(shop, bad)[3] == 1
        assert shop.store.quarantine.count() == 1
    assert take(shop, feed(tmp_path, line(0), line(1))) == (1, 0, 1, 0)
    assert shop.store.quarantine.count() == 0
    take(shop, feed(tmp_path, line(0), line(1, price="much")))
    assert shop.store.quarantine.count() == 1


@pytest.mark.usefixtures("few")
def test_a_stopped_import_goes_on_where_the_last_batch_ended(shop: Shop, tmp_path: Path) -> None:
    source = feed(tmp_path, *map(line, range(12)), line(12, price="much"))
    heard: list[Event] = []
    with pytest.raises(ModisteError, match="MOD-2018"):
        import_source(shop.store, MERCHANT_TABLE, source, heard.append, lambda: True)
    assert shop.store.rows.count(Sku) == 5
    assert [event.done for event in heard] == [0, 5]
    assert take(shop, source) == (12, 0, 0, 1)
    assert [run.counts.read for run in shop.store.imports.page()] == [13]
    assert take(shop, source) == (0, 0, 12, 1)
    assert len(shop.store.imports.page()) == 2


@pytest.mark.usefixtures("few")
def test_a_source_that_breaks_off_keeps_what_came_before(shop: Shop, tmp_path: Path) -> None:
    source = feed(tmp_path, *map(line, range(8)))

    class Breaking:
        kind, title, recognise = MERCHANT_TABLE.kind, MERCHANT_TABLE.title, MERCHANT_TABLE.recognise

        def read(self, source: Source, **options: object) -> Iterator[object]:
            for number, each in enumerate(MERCHANT_TABLE.read(source, **options)):  # type: ignore[arg-type]
                if number == 7:
                    raise ModisteError("MOD-1234", name="feed.tsv", place="line 8", reason="it was cut off")
                yield each

    with pytest.raises(ModisteError, match="MOD-1234"):
        import_source(shop.store, Breaking(), source)  # type: ignore[arg-type]
    assert shop.store.rows.count(Sku) == 7
    assert take(shop, source) == (8, 0, 0, 0)


def test_a_row_that_refers_to_nothing_is_refused_alone(shop: Shop, tmp_path: Path) -> None:
    class Orphans:
        kind, title, recognise = MERCHANT_TABLE.kind, MERCHANT_TABLE.title, MERCHANT_TABLE.recognise

        def read(self, source: Source, **options: object) -> Iterator[object]:
            for number, each in enumerate(MERCHANT_TABLE.read(source)):
                yield each.holding(each.records[2:]) if number in (1, 6) else each  # type: ignore[union-attr]

    lines = [line(4 * number) for number in range(8)]
    report = import_source(shop.store, Orphans(), feed(tmp_path, *lines))  # type: ignore[arg-type]
    assert counts(report) == (6, 0, 0, 2)
    held = shop.store.quarantine.page()
    assert [(each.rejection.place, each.rejection.code) for each in held] == [
        ("line 3", "MOD-1105"),
        ("line 8", "MOD-1105"),
    ]
    assert take(shop, feed(tmp_path, *lines)) == (2, 0, 6, 0)


def test_pictures_beside_the_file_become_photos_and_bad_ones_are_held(shop: Shop, tmp_path: Path) -> None:
    Picture.new("RGB", (6, 8), "red").save(tmp_path / "red.png")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG")
    (tmp_path.parent / "outside.png").write_bytes((tmp_path / "red.png").read_bytes())
    places = ("red.png", "broken.png", "nowhere.png", "../outside.png")
    source = feed(tmp_path, *(line(4 * n, image_link=place) for n, place in enumerate(places)))
    assert take(shop, source) == (4, 0, 0, 0)
    (image,) = shop.store.rows.scan(Image)
    assert (image.garment_id, image.colourway_id, image.width) == ("style-0", "style-0.red", 6)
    assert shop.garments.photo(image.id).data == (tmp_path / "red.png").read_bytes()
    assert {each.rejection.place: each.rejection.code for each in shop.store.quarantine.page()} == {
        "line 3, picture broken.png": "MOD-1206",
        "line 4, picture nowhere.png": "MOD-1201",
        "line 5, picture ../outside.png": "MOD-1209",
    }
    Picture.new("RGB", (6, 8), "blue").save(tmp_path / "red.png")
    assert take(shop, source) == (0, 1, 3, 0)
