"""The supply chain in a browser, on a simulated fleet: map, devices, container, an item's way, a document."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from tests.supply.epcis.small_events import document, event, seen

from modiste.garment import Colourway, Sku, gtin_check_digit
from modiste.workspace import Shop, flows

from .conftest import LANGUAGES, Served, barriers, entered, violations

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
GARMENT = "fashion-mnist-test-00000"
STEM = "0401234500001"
GTIN = f"{STEM}{gtin_check_digit(STEM)}"
DAYS = 20
"""So long that a first container has come and is unpacked."""


def traced(shop: Shop) -> None:
    """A garment with a GTIN, and a chain that made it."""
    colourway = Colourway(id="boot-black", garment_id=GARMENT, colour="black")
    shop.store.rows.put([colourway, Sku(id="boot-black-39", colourway_id="boot-black", size="39", gtin=GTIN)])
    flows.simulate(shop, devices=6, seconds=0.0, days=DAYS)


@pytest.fixture(scope="module")
def house(serve: Callable[..., Served], browser: Browser) -> Served:
    return entered(serve(2, traced, work=False), browser)


def test_a_site_and_a_container_are_chosen_by_key(open_page: Open) -> None:
    page = open_page("/trace")
    expect(page).to_have_url(re.compile("/trace/supply$"))
    expect(page.get_by_role("img", name=re.compile("^Map of 5 sites"))).to_be_visible()
    places = page.get_by_role("navigation", name="Sites and containers")
    mill = places.get_by_role("button", name=re.compile("^Spinning mill"))
    mill.focus()
    page.keyboard.press("Enter")
    expect(mill).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", name=re.compile("^Devices: Spinning mill"))).to_be_visible()
    expect(page.get_by_text("synthetic", exact=True).first).to_be_visible()
    box = places.get_by_role("button", name=re.compile("^Container 1"))
    box.focus()
    page.keyboard.press("Enter")
    twin = page.get_by_role("region", name="Container 1")
    expect(twin.get_by_role("img", name=re.compile("^Temperature by Container tracker 1"))).to_be_visible()
    expect(twin.get_by_role("list", name=re.compile("^Steps"))).to_contain_text("Unloaded")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(twin).to_have_count(0)
    expect(box).to_be_focused()


def test_an_item_of_a_garment_is_followed_from_fibre_to_the_shop(open_page: Open) -> None:
    page = open_page(f"/garments/{GARMENT}/journey")
    row = page.get_by_role("row", name=re.compile("Unpacked|Sold")).first
    row.focus()
    page.keyboard.press("Enter")
    steps = page.get_by_role("list", name=re.compile("^Steps")).get_by_role("listitem")
    expect(steps.first).to_contain_text("Lot begun")
    text = page.get_by_role("list", name=re.compile("^Steps")).inner_text()
    assert text.index("Lot begun") < text.index("Packed") < text.index("Departed") < text.index("Unpacked")
    assert re.search(r"\d days", text) and "inside: Carton" in text
    expect(page.get_by_role("img", name=re.compile("^Humidity by Container tracker 1")).first).to_be_visible()
    label = page.get_by_role("img", name=re.compile("^The item’s label"))
    expect(label).to_be_visible()
    assert label.evaluate("image => image.complete && image.naturalWidth > 0")
    assert violations(page) == []


def test_a_setting_is_proposed_and_approved(open_page: Open) -> None:
    page = open_page("/trace/settings")
    page.get_by_label("Device").first.click()
    page.get_by_role("option", name="Hall climate 1 (simulated)").click()
    page.get_by_role("button", name="Propose").click()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("The device has not said yet that it is set.")).to_be_visible()


def test_a_garment_without_items_teaches_how_they_come(open_page: Open) -> None:
    page = open_page("/garments/fashion-mnist-test-00001/journey")
    expect(page.get_by_role("heading", name="No item of this garment is known yet")).to_be_visible()
    page.get_by_role("link", name="Capture events").click()
    expect(page).to_have_url(re.compile("/trace/journeys$"))


def test_a_document_is_judged_event_by_event_and_an_item_found(open_page: Open) -> None:
    page = open_page("/trace/journeys")
    wrong = event(hour=2, epcList=["https://id.gs1.org/01/09506000134352/21/7"], action="DELETE")
    told = document(seen(7, bizStep="shipping"), wrong, seen(7, hour=3, bizStep="receiving"))
    lay_down(page, told)
    expect(page.get_by_text("Nothing was kept, because some events were refused.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("MOD-2505"))).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Keep what is right, even where some events are refused").check()
    lay_down(page, told)
    expect(page.get_by_role("group", name="New")).to_contain_text("2")
    page.get_by_label(re.compile("^Find an item")).fill("9506000134352 7")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Item 7")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_barriers(open_page: Open, house: Served, language: str) -> None:
    page = open_page("/trace/supply", locale=language)
    screens = (
        "/trace/supply",
        "/trace/plant",
        "/trace/settings",
        "/trace/journeys",
        "/trace/passports",
        "/trace/aside",
        f"/garments/{GARMENT}/journey",
    )
    assert barriers(page, house.home, screens) == {}


def lay_down(page: Page, said: dict[str, Any]) -> None:
    file = FilePayload(name="events.json", mimeType="application/json", buffer=json.dumps(said).encode())
    page.locator("input[type=file][aria-label^='Lay an EPCIS']").set_input_files([file])
