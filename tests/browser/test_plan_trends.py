"""Trends in a browser, on the generated house: verdicts with pictures, one value whole, by keys alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from modiste.workspace import flows

from .conftest import LANGUAGES, Served, barriers, entered, violations

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
TRENDS = "/plan/trends"
SCREENS = (
    TRENDS,
    f"{TRENDS}?trend=looks:colour:grey",
    f"{TRENDS}?attribute=fabric&steady=shown&sales=returns",
)
JUDGED = 120_000
"""Milliseconds for the first judging of a shop, on a machine that does much else."""


@pytest.fixture(scope="module")
def house(serve: Callable[..., Served], browser: Browser) -> Served:
    """The sample that comes with Modiste: eighty garments, two years of trade."""
    return entered(serve(0, flows.open_sample, work=False), browser)


def shown(open_page: Open, path: str = TRENDS, **options: Any) -> Page:
    """The screen, once its trends are there."""
    page = open_page(path, **options)
    page.get_by_role("heading", level=2).first.wait_for(timeout=JUDGED)
    return page


def test_what_rises_and_fades_stands_side_by_side_with_pictures(open_page: Open) -> None:
    page = shown(open_page)
    rising, fading = (page.get_by_role("region", name=name, exact=True) for name in ("Rising", "Fading"))
    first = fading.get_by_role("listitem").first
    expect(first).to_contain_text(re.compile(r"−\d+%"))
    expect(first).to_contain_text(re.compile(r"95%: −\d+% to −\d+%"))
    expect(first).to_contain_text("Of calls as sure as this, at most 1 in")
    left, right = rising.bounding_box(), fading.bounding_box()
    assert left and right and left["y"] == right["y"] and left["x"] < right["x"]
    expect(page.get_by_text("synthetic", exact=True).first).to_be_visible()
    picture = first.get_by_role("link").first
    expect(picture.get_by_role("img")).to_have_js_property("complete", True)
    assert picture.get_by_role("img").evaluate("(image) => image.naturalWidth") > 1
    assert violations(page) == []
    picture.click()
    expect(page).to_have_url(re.compile(r"/garments/[a-z0-9-]+$"))


def test_a_filter_stays_in_the_address_and_changes_no_verdict(open_page: Open) -> None:
    page = shown(open_page)
    fading = page.get_by_role("region", name="Fading", exact=True)
    rows = fading.locator("h3")
    rows.first.wait_for()
    before = rows.all_inner_texts()
    page.get_by_role("combobox", name="Attribute").click()
    page.get_by_role("option", name=re.compile("^Fabric ")).click()
    expect(page).to_have_url(re.compile("attribute=fabric"))
    expect(rows).not_to_have_count(len(before))
    expect(fading.get_by_text(re.compile("^Fabric · "))).to_have_count(rows.count())
    assert 0 < rows.count() < len(before) and set(rows.all_inner_texts()) <= set(before)
    page.reload()
    expect(page.get_by_role("combobox", name="Attribute")).to_have_value(re.compile("^Fabric "))


def test_a_value_is_opened_read_and_left_by_keys(open_page: Open) -> None:
    page = shown(open_page)
    opener = page.get_by_role("region", name="Fading", exact=True).locator("h3 button").first
    name = opener.inner_text()
    opener.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name=name, exact=True)
    expect(panel).to_be_focused()
    chart = panel.get_by_role("application", name=re.compile("^Week by week"))
    chart.focus()
    page.keyboard.press("End")
    expect(chart).to_contain_text(re.compile(r"\d+\.\d%"))
    expect(panel.get_by_text(re.compile(r"^From \w+ \d+, \d{4} on")).first).to_be_visible()
    assert panel.get_by_role("article").count() > 2
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(opener).to_be_focused()


def test_sales_are_told_as_tables(open_page: Open) -> None:
    page = shown(open_page)
    table = page.get_by_role("grid", name="Sell-through")
    expect(table.get_by_role("row").nth(3)).to_contain_text("%")
    page.get_by_text("Returns", exact=True).click()
    expect(page.get_by_text(re.compile(r"^All: \d+% come back"))).to_be_visible()
    page.get_by_role("grid", name="Returns").get_by_role("row").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/garments/[a-z0-9-]+$"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(open_page: Open, house: Served, language: str) -> None:
    page = shown(open_page, locale=language)
    assert barriers(page, house.home, SCREENS) == {}
