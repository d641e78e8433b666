"""The way in, the policy, and the frame around every screen: language, theme, keys, a server that goes."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import LANGUAGES, Served, barriers

pytestmark = pytest.mark.browser
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def work() -> bool:
    return False


def test_the_link_opens_once_and_the_next_visitor_is_told_how(
    browser: Browser, house: Served, open_page: Callable[..., Page]
) -> None:
    # The house was entered by its link; this page has the cookie that was given then.
    expect(open_page("/").get_by_role("navigation").first).to_be_visible()
    second = browser.new_page()
    answer = second.goto(house.link)
    assert answer is not None
    assert answer.status == 401
    second.goto(f"{house.home}/garments")
    expect(second.get_by_text("modiste studio")).to_be_visible()
    second.context.close()


def test_the_page_runs_under_its_policy_and_asks_no_other_host(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    policy = page.evaluate("fetch('/').then(answer => answer.headers.get('content-security-policy'))")
    assert "script-src 'self'" in policy
    assert page.evaluate("document.fonts.ready.then(() => [...document.fonts].length)") > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_room_that_is_still_empty_has_no_barrier(
    open_page: Callable[..., Page], house: Served, language: str
) -> None:
    page = open_page("/", locale=language)
    paths = ("/design", "/fit", "/plan", "/trace", "/kit", "/nowhere")
    assert barriers(page, house.home, paths) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en-GB", "zh-CN"])
def test_language_and_theme_follow_the_reader(
    open_page: Callable[..., Page], language: str, theme: str
) -> None:
    page = open_page("/", locale=language, color_scheme=theme)
    title = page.get_by_role("heading", level=1)
    expect(title).to_be_visible()
    assert bool(HAN.search(title.inner_text())) is (language == "zh-CN")
    assert page.locator("html").get_attribute("lang") == ("zh-CN" if language == "zh-CN" else "en")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(20, 20, 20)" if theme == "dark" else "rgb(247, 247, 247)")
    # What axe says of Home in every language and theme is asked in test_garments.


def test_the_palette_goes_anywhere_by_keys(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.type("study")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lab/study")


def test_a_phone_has_every_room_and_no_sideways_scroll(open_page: Callable[..., Page]) -> None:
    page = open_page("/garments", width=390, height=844, has_touch=True, is_mobile=True)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.get_by_role("navigation").first).to_be_visible()
