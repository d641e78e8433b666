"""Sell's screens in a browser: a row that follows clicks, pins by dragging and by keys, experiments."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from modiste.workspace import open_shop

from .conftest import LANGUAGES, Served, barriers, violations

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SCREENS = (
    "/sell/recommend",
    "/sell/recommend?as=visitor&looked=fashion-mnist-test-00002",
    "/sell/merchandise",
    "/sell/experiments",
)
VISIT = """async (events) => (await fetch('/api/v1/events', {method: 'POST', body: JSON.stringify({events}),
  headers: {'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID()}})).json()"""


@pytest.fixture(scope="module")
def work() -> bool:
    return False


@pytest.fixture
def visited(open_page: Open) -> None:
    """Three visitors who agreed to be remembered looked at a few garments."""
    page = open_page("/sell/recommend?as=answer")
    acts = [
        {
            "id": f"sell-{visit}-{garment}",
            "kind": "view_item",
            "at": page.evaluate("new Date().toISOString()"),
            "session": f"visit-{visit}",
            "garment": f"fashion-mnist-test-{garment:05d}",
            "consent": True,
        }
        for visit in range(3)
        for garment in range(visit, visit + 4)
    ]
    assert page.evaluate(VISIT, acts)["refused"] == []


def names(page: Page, region: str) -> list[str]:
    """The garments of a list on the board, from the first place on."""
    return [each.inner_text() for each in page.get_by_role("region", name=region).locator("bdi").all()]


def test_where_nobody_came_a_new_visitor_can_be_played(open_page: Open, house: Served) -> None:
    page = open_page("/sell")
    expect(page).to_have_url(re.compile(r"/sell/recommend$"))
    expect(page.get_by_role("heading", name="Nobody has done anything yet")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Try it as a new visitor").click()
    cards = page.locator("main article")
    before = cards.all_inner_texts() if cards.first.is_visible() else []
    cards.first.get_by_role("button").click()
    expect(page).to_have_url(re.compile(r"looked=fashion-mnist-test-\d+"))
    looked = page.get_by_role("region", name="What this visitor looked at")
    expect(looked.get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_text(re.compile(r"^Because of ")).first).to_be_visible()
    assert cards.all_inner_texts() != before
    page.get_by_role("button", name=re.compile(r"^Why ")).first.click()
    panel = page.get_by_role("region").filter(has=page.get_by_text("Why is this shown"))
    expect(panel.get_by_text("Scores by source")).to_be_visible()
    assert violations(page) == []
    with open_shop(house.shop) as shop:
        assert not [name for name in shop.store.events.tables() if name == "interactions"]


def test_a_garment_is_pinned_by_dragging_and_by_keys_before_anybody_sees_it(
    open_page: Open, visited: None, house: Served
) -> None:
    page = open_page("/sell/recommend?customer=visit+visit-0")
    expect(page.get_by_role("region", name="What they did, the newest first")).to_contain_text("Looked at")
    page.goto(f"{house.home}/sell/merchandise?customer=visit+visit-0")
    page.locator("[data-handle]").nth(6).wait_for()
    before, after = "As it is now", "With these rules"
    was = names(page, before)
    rows = page.get_by_role("region", name=after).get_by_role("listitem")
    rows.nth(5).drag_to(rows.nth(0))
    expect(rows.nth(0)).to_contain_text(was[5])
    expect(rows.nth(0)).to_contain_text("Pinned to place 1")

    rows.nth(3).get_by_role("button", name=re.compile("^Move ")).focus()
    moved = names(page, after)[3]
    page.keyboard.press("ArrowUp")
    expect(rows.nth(2)).to_contain_text(moved)
    expect(page.get_by_text(f"{moved} is pinned to place 3.")).to_have_count(1)
    expect(rows.nth(2).get_by_role("button", name=re.compile("^Move "))).to_be_focused()
    assert names(page, before) == was
    assert violations(page) == []
    assert _rules(house) == []

    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("2 changes to the rules are saved.")).to_be_visible()
    assert sorted((each["verb"], each["place"]) for each in _rules(house)) == [("pin", 1), ("pin", 3)]
    page.reload()
    expect(page.get_by_role("region", name=before).get_by_role("listitem").nth(0)).to_contain_text(was[5])


def test_an_experiment_is_started_and_stopped(open_page: Open) -> None:
    page = open_page("/sell/experiments")
    page.get_by_role("button", name="Start an experiment").click()
    panel = page.get_by_role("region", name="Start an experiment")
    panel.get_by_label("Name").first.fill("with-or-without")
    panel.get_by_role("switch").nth(1).uncheck()
    assert violations(page) == []
    panel.get_by_role("button", name="Start", exact=True).click()
    shown = page.get_by_role("region", name="with-or-without", exact=True)
    expect(shown).to_contain_text("Too early to say")
    shown.get_by_role("button", name="Stop").click()
    page.get_by_role("dialog").get_by_role("button", name="Stop").click()
    expect(shown).to_contain_text("It ended without a sure difference.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(open_page: Open, house: Served, language: str) -> None:
    page = open_page("/sell/recommend", locale=language)
    assert barriers(page, house.home, SCREENS) == {}


def _rules(house: Served) -> list[dict[str, Any]]:
    with open_shop(house.shop) as shop:
        return shop.recommending.rules.all()
