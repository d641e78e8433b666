"""Demand, stock, decisions and a garment's demand in a browser, on the generated house, by keys alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from modiste.workspace import Shop, flows

from .conftest import LANGUAGES, Served, barriers, entered, violations

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SHORT = "async () => (await (await fetch('/api/v1/demand?kind=stock_out&limit=1')).json()).items[0].garment"
QUICK = ("theta", "window_mean")
"""Models that take no time: what they say is tested elsewhere."""


def planned(shop: Shop) -> None:
    """The sample that comes with Modiste, forecast a quarter ahead, with a decision that waits."""
    flows.open_sample(shop)
    flows.forecast_demand(shop, models=QUICK)
    shop.planning.propose("replenishment", long_sold(shop)[1], "ann")


def long_sold(shop: Shop) -> list[str]:
    """Garments of which too few are there, the most money first, that were sold for a year and more."""
    short = [each.garment for each in shop.planning.concerns("stock_out")]
    return [each for each in short if len(shop.planning.garment(each)["history"]) > 52]


@pytest.fixture(scope="module")
def house(serve: Callable[..., Served], browser: Browser) -> Served:
    return entered(serve(0, planned), browser)


def opened(open_page: Open, path: str, grid: str = "", **options: Any) -> tuple[Page, Locator]:
    """A screen, and the rows of its table once they are there."""
    page = open_page(path, **options)
    rows = page.get_by_role("grid", name=grid).get_by_role("row") if grid else page.get_by_role("row")
    rows.nth(1).wait_for()
    return page, rows


def numbers(text: str, mark: str = "") -> list[float]:
    """The numbers in a text as they are written, those that follow a mark."""
    return [float(each.replace(",", "")) for each in re.findall(mark + r"([\d,]+\.\d+)", text)]


def test_what_wants_a_look_is_opened_asked_and_left_by_keys(open_page: Open) -> None:
    page, rows = opened(open_page, "/plan")
    expect(page).to_have_url(re.compile("/plan/demand$"))
    seen = numbers(" ".join(rows.all_inner_texts()), "€")
    assert len(seen) > 5 and seen == sorted(seen, reverse=True)
    expect(page.get_by_role("group", name="Forecast error (WAPE)")).to_contain_text("the plainest way")
    expect(page.get_by_text("synthetic", exact=True).first).to_be_visible()
    first = rows.nth(1)
    name = first.get_by_role("gridcell").first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name=name, exact=True)
    expect(panel).to_be_focused()
    chart = panel.get_by_role("application", name=re.compile("^Pieces a week"))
    chart.focus()
    for key in ("End", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    expect(chart).to_contain_text(re.compile(r"Forecast, Week 20\d\d-\d\d-\d\d: \d"))
    panel.get_by_label("Price EUR").fill("9")
    page.keyboard.press("Enter")
    answer = panel.get_by_role("status").filter(has_text="Elasticity")
    expect(answer.get_by_role("row", name=re.compile("^Pieces wanted"))).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(first).to_be_focused()


def test_a_decision_is_proposed_looked_at_and_approved(open_page: Open, house: Served) -> None:
    page, _ = opened(open_page, "/plan/demand")
    garment = page.evaluate(SHORT)
    page.goto(f"{house.home}/plan/demand?garment={garment}")
    replenish = page.get_by_role("button", name="Replenish")
    replenish.focus()
    page.keyboard.press("Enter")
    decision = page.get_by_role("article", name="Replenish")
    expect(decision.get_by_role("group", name="To order")).to_contain_text(re.compile(r"\d+\s*pieces"))
    expect(decision.get_by_role("group", name="It costs")).to_contain_text("assumed")
    lost = decision.get_by_role("row", name=re.compile("^Lost ")).first
    before, after = numbers(lost.inner_text())
    assert after < before
    expect(decision.get_by_role("row", name="The next 13 weeks, simulated")).to_be_visible()
    decision.get_by_text(re.compile(r"^By SKU \(\d+\)$")).click()
    expect(decision.get_by_role("region", name="What is to be done")).to_contain_text("Wanted")
    assert violations(page) == []
    decision.get_by_label("Note for colleagues").fill("before the fair")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Approved: Replenish.")).to_be_visible()
    expect(decision.get_by_role("button", name="Approve")).to_have_count(0)
    expect(decision).to_contain_text("before the fair")
    page.goto(f"{house.home}/plan/decisions?state=approved")
    row = page.get_by_role("row").nth(1)
    expect(row).to_contain_text("Approved")


def test_a_decision_that_waits_shows_the_weeks_replayed_and_is_refused(open_page: Open) -> None:
    page, rows = opened(open_page, "/plan/decisions?state=proposed")
    expect(rows.nth(1)).to_contain_text("ann")
    rows.nth(1).focus()
    page.keyboard.press("Enter")
    decision = page.get_by_role("article", name="Replenish")
    expect(decision.get_by_role("row", name="The last 13 weeks, replayed")).to_be_visible()
    replayed = decision.locator("tbody").nth(1)
    wanted, sold, lost = (numbers(replayed.get_by_role("row").nth(at).inner_text()) for at in (1, 2, 3))
    assert wanted[0] == wanted[1] and sold[1] > sold[0]
    assert [a + b for a, b in zip(sold, lost, strict=True)] == pytest.approx(wanted, abs=0.2)
    assert violations(page) == []
    decision.get_by_role("button", name="Refuse").focus()
    page.keyboard.press("Enter")
    expect(decision.get_by_text("Refused", exact=True)).to_be_visible()


def test_stock_leads_to_a_garments_demand_which_is_in_sight(open_page: Open) -> None:
    page, rows = opened(open_page, "/plan/stock")
    cover = [float(each.split("\n")[1]) for each in rows.all_inner_texts()[1:6]]
    assert cover == sorted(cover)
    rows.nth(1).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/garments/[a-z0-9-]+/demand$"))
    body = page.get_by_role("region", name="Demand")
    chart = body.get_by_role("application", name=re.compile("^Pieces a week"))
    chart.wait_for()
    box = chart.bounding_box()
    assert box and box["y"] < 700, "not below the fold"
    expect(body.get_by_role("grid", name=re.compile("^SKUs"))).to_contain_text("%")
    assert violations(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(open_page: Open, house: Served, language: str) -> None:
    page, _ = opened(open_page, "/plan/stock", locale=language)
    screens = ("/plan/demand", "/plan/stock", "/plan/decisions", f"/garments/{page.evaluate(SHORT)}/demand")
    assert barriers(page, house.home, screens) == {}
