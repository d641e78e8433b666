"""Data's screens in a browser: a file is mapped and imported, a refused row mended, quality looked at."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from modiste.workspace import open_shop

from .conftest import LANGUAGES, Served, Watched, barriers, violations

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
TABLE = (
    "Artikel;Bezeichnung;Marke;Farbe;Größe;Preis;EAN\n"
    "A1;Wollmantel lang;Älpler;dunkelblau;M;199,90;4006381333931\n"
    "A2;;Älpler;rot;L;89,00;\n"
    "A3;Rock;Älpler;schwarz;38;59,90;\n"
)
SCREENS = ("/data/import", "/data/quarantine", "/data/quality", "/lab/augmentation?recipe=fashion-mnist")


def lay_down(page: Page) -> None:
    """Put the table into the drop zone and wait until it was looked at."""
    content = {"name": "frühling.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.locator("main input[type=file]").set_input_files([content])
    expect(page.get_by_role("heading", name="frühling.csv lies ready")).to_be_visible(timeout=20_000)


def test_a_table_is_mapped_tried_dry_imported_and_its_refused_row_mended(
    open_page: Open, house: Served
) -> None:
    page = open_page("/data/import")
    lay_down(page)
    expect(page.get_by_role("group", name="Would come in")).to_contain_text("2", timeout=20_000)
    expect(page.get_by_role("group", name="Would be refused")).to_contain_text("1")
    assert violations(page) == []
    page.get_by_label("Currency of prices without one").fill("EUR")
    page.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_url(re.compile(r"job="))
    expect(page.get_by_role("row").filter(has_text="frühling.csv")).to_contain_text("3", timeout=60_000)

    page.get_by_role("link", name="Quarantine").click()
    page.get_by_role("row").filter(has_text="line 3").click()
    panel = page.get_by_role("region", name="line 3")
    text = panel.get_by_role("textbox")
    expect(text).to_have_value(re.compile("A2;;"))
    assert violations(page) == []
    text.fill(text.input_value().replace("A2;;", "A2;Bluse;"))
    panel.get_by_role("button", name="Let it in").click()
    expect(page.get_by_text("line 3 was let in.")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="line 3")).to_have_count(0)
    with open_shop(house.shop) as shop:
        names = {garment.name for garment in shop.garments.page(filters={"brand": ["Älpler"]}).items}
    assert {"Wollmantel lang", "Bluse", "Rock"} <= names


def test_quality_is_looked_at_from_the_studio(open_page: Open, watched: Watched) -> None:
    page = open_page("/data/quality")
    page.get_by_role("button", name="Look now").click()
    expect(page.get_by_role("heading", name="What to do first")).to_be_visible(timeout=120_000)
    expect(page.get_by_role("group", name="Labels not doubted")).to_contain_text("predicted")
    # That nobody has looked yet is an answer; the browser notes every 404 by itself.
    watched.errors[:] = [error for error in watched.errors if "404" not in error]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(open_page: Open, house: Served, language: str) -> None:
    page = open_page("/data/import", locale=language)
    assert barriers(page, house.home, SCREENS) == {}
