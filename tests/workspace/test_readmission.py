"""A refused row comes back mended, once, and what else its source refused stays held."""

from pathlib import Path

import pytest

from modiste.collect import MERCHANT_TABLE, open_source
from modiste.garment import ModisteError, Sku
from modiste.store import Held
from modiste.workspace import Shop
from modiste.workspace.flows import admit
from modiste.workspace.intake import import_source
from modiste.workspace.readmission import kind_of_held

FEED = "id\ttitle\tprice\na\tHat\t9 EUR\nb\tCoat\tmuch\nc\tBag\tmore\n"


@pytest.fixture
def held(shop: Shop, tmp_path: Path) -> list[Held]:
    (tmp_path / "feed.tsv").write_text(FEED)
    import_source(shop.store, MERCHANT_TABLE, open_source(tmp_path / "feed.tsv"))
    return shop.store.quarantine.page()


def test_a_mended_row_comes_in_and_its_neighbour_stays(shop: Shop, held: list[Held]) -> None:
    coat, bag = held
    assert kind_of_held(coat) == "google-merchant-tsv"
    report = admit(shop, coat.id, coat.rejection.excerpt.replace("much", "19 EUR"))
    assert (report.read, report.added) == (1, 1)
    assert {sku.id for sku in shop.store.rows.scan(Sku)} == {"a", "b"}
    assert [each.id for each in shop.store.quarantine.page()] == [bag.id]


def test_a_row_refused_again_keeps_what_a_person_wrote(shop: Shop, held: list[Held]) -> None:
    for text in (held[0].rejection.excerpt.replace("much", "a lot"), "id\ttitle\n", "\n"):
        with pytest.raises(ModisteError, match="MOD-1242"):
            admit(shop, held[0].id, text)
        assert shop.store.quarantine.get(held[0].id).rejection.excerpt == text
    assert shop.store.quarantine.count() == 2


def test_what_is_no_row_is_not_admitted(shop: Shop, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "mine" / "coat").mkdir(parents=True)
    (tmp_path / "mine" / "coat" / "a.png").write_bytes(b"x")
    shop.garments.add_photos(tmp_path / "mine")
    (photo,) = shop.store.quarantine.page()
    assert kind_of_held(photo) == ""
    with pytest.raises(ModisteError, match="MOD-1242"):
        admit(shop, photo.id)
    with pytest.raises(ModisteError, match="MOD-1103"):
        admit(shop, 99)
