"""What a word names is found out, said, and imported."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.learning import Event
from modiste.workspace import Shop
from modiste.workspace.flows import import_from

FEED = "id\ttitle\tlink\timage_link\tprice\tavailability\n1\tTee\thttps://s.example\ta\t9 EUR\tin_stock\n"


def test_a_feed_is_recognised_and_its_kind_is_said(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "feed.tsv").write_text(FEED)
    heard: list[Event] = []
    report = import_from(shop, str(tmp_path / "feed.tsv"), heard.append)
    assert (report.kind, report.added) == ("google-merchant-tsv", 1)
    assert heard[0].message == "feed.tsv is a Google Merchant feed (TSV) (100% sure)"


def test_a_named_kind_is_taken_at_its_word(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "feed.tsv").write_text("id\ttitle\n1\tTee\n")
    with pytest.raises(ModisteError, match="MOD-1238"):
        import_from(shop, str(tmp_path / "feed.tsv"))
    assert import_from(shop, str(tmp_path / "feed.tsv"), kind="google-merchant-tsv").added == 1
    with pytest.raises(ModisteError, match="MOD-2012"):
        import_from(shop, str(tmp_path / "feed.tsv"), kind="nonsense")


def test_a_folder_without_a_data_file_is_one_of_photos(shop: Shop, photos: Path) -> None:
    assert import_from(shop, str(photos)).kind == "photos"
    assert import_from(shop, str(photos), kind="photos").unchanged == 48


def test_an_import_can_be_stopped(shop: Shop, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "feed.tsv").write_text(FEED)
    for source in (photos, tmp_path / "feed.tsv"):
        with pytest.raises(ModisteError, match="MOD-2018"):
            import_from(shop, str(source), should_stop=lambda: True)


def test_a_page_is_fetched_only_from_sites_that_the_shop_lists(shop: Shop) -> None:
    with pytest.raises(ModisteError, match="MOD-1241"):
        import_from(shop, "https://shop.example/tee")
