"""Home, Garments, a garment's page and the look-up, as a person meets them."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from modiste.garment import Garment
from modiste.workspace import open_shop

from .conftest import GARMENTS, LANGUAGES, Served, Watched, barriers, violations, watch

Open = Callable[..., Page]
HOSTILE = '<img src=x onerror="document.title=1"> <b>bold</b>'
RIGHT_TO_LEFT = "معطف صوف طويل"
LONG = "A coat of a very long name " * 7
ITEM = "[role=listitem]"


@pytest.fixture(scope="module", autouse=True)
def hostile_names(house: Served) -> Iterator[None]:
    """Three garments whose names are no simple words."""
    with open_shop(house.shop) as shop:
        known = shop.garments.get(shop.garments.ids(limit=1)[0])
        for number, name in enumerate((HOSTILE, RIGHT_TO_LEFT, LONG.strip()), 1):
            values = {**known.model_dump(), "id": f"zz-hostile-{number}", "name": name, "category": "Hostile"}
            shop.garments.put(Garment.model_validate(values))
    yield
    with open_shop(house.shop) as shop:
        for number in (1, 2, 3):
            shop.garments.remove(f"zz-hostile-{number}")


def settled(page: Page) -> Page:
    """The page when what it asked for is there."""
    page.wait_for_load_state("networkidle")
    return page


def wall(page: Page) -> Page:
    """The page when its wall hangs."""
    expect(page.locator(f"{ITEM} h2").first).to_be_visible(timeout=20_000)
    return settled(page)


def first_id(house: Served) -> str:
    with open_shop(house.shop) as shop:
        return shop.garments.ids(limit=1)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(open_page: Open, house: Served, language: str) -> None:
    page = open_page("/", locale=language)
    garment = f"/garments/{first_id(house)}"
    paths = ("/", "/garments", "/garments?view=list&sel=*", garment, f"{garment}/tags", f"{garment}/passport")
    assert barriers(page, house.home, paths) == {}


TRIES = 80
"""How often a page is scrolled to an end that moves while pages arrive."""


def test_only_what_is_in_sight_is_in_the_document(open_page: Open) -> None:
    page = wall(open_page("/garments"))
    assert page.locator(ITEM).first.get_attribute("aria-setsize") == str(GARMENTS + 3)
    assert page.locator(ITEM).count() < GARMENTS
    last = page.get_by_text(RIGHT_TO_LEFT)
    for _ in range(TRIES):
        # Where the end is, is known only when the first page is there.
        page.keyboard.press("End")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        if last.is_visible():
            break
        page.wait_for_timeout(250)
    expect(last).to_be_visible()


def test_search_and_facets_narrow_and_the_address_says_so(open_page: Open) -> None:
    page = wall(open_page("/garments"))
    page.get_by_role("checkbox", name=re.compile("^Hostile")).check()
    expect(page.get_by_role("status").filter(has_text="3 garments")).to_be_visible()
    assert "category=Hostile" in page.url
    page.get_by_role("searchbox").fill("coat")
    expect(page.get_by_role("status").filter(has_text="1 garment")).to_be_visible()
    page.wait_for_url(re.compile("q=coat"))
    page.get_by_role("searchbox").fill("nothing like it")
    expect(page.get_by_text("Nothing found")).to_be_visible()
    page.get_by_role("button", name="Clear all").first.click()
    expect(page.get_by_role("status").filter(has_text=f"{GARMENTS + 3} garments")).to_be_visible()


def test_a_selection_is_edited_and_the_edit_undone(open_page: Open) -> None:
    page = wall(open_page("/garments?category=Hostile"))
    boxes = page.locator(f"{ITEM} [role=checkbox]")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    tools = page.get_by_role("toolbar")
    expect(tools.get_by_text("3 selected")).to_be_visible()
    tools.get_by_role("button", name="Set category").click()
    page.get_by_role("combobox", name="Category").fill("Tamed")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.get_by_text("3 garments are now Tamed.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("3 garments are as they were.")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="3 garments").first).to_be_visible()


def test_all_that_match_are_deleted_and_brought_back(open_page: Open) -> None:
    page = wall(open_page("/garments?category=Hostile"))
    page.keyboard.press("Control+a")
    page.get_by_role("toolbar").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("3 garments deleted.")).to_be_visible()
    expect(page.get_by_text("Nothing found")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(ITEM)).to_have_count(3)


def test_the_keyboard_walks_selects_and_opens(open_page: Open) -> None:
    page = wall(open_page("/garments"))
    page.locator(f"{ITEM} a").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_role("toolbar").get_by_text("1 selected")).to_be_visible()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("toolbar").get_by_text("2 selected")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary").get_by_role("heading", level=2)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("complementary").get_by_role("heading", level=2)).to_have_count(0)


def test_a_reload_finds_filters_order_selection_and_place(open_page: Open) -> None:
    page = wall(open_page("/garments?sort=-name&split=test"))
    page.locator(f"{ITEM} [role=checkbox]").first.click()
    page.mouse.wheel(0, 1_500)
    page.wait_for_url(re.compile(r"at=\d+.*sel=|sel=.*at=\d+"))
    place = int(re.search(r"at=(\d+)", page.url)[1])  # type: ignore[index]
    before = page.url
    page.reload()
    wall(page)
    expect(page.get_by_role("toolbar").get_by_text("1 selected")).to_be_visible()
    expect(page.locator(f'[data-place="{place}"]')).to_be_in_viewport()
    assert page.url == before


def test_hostile_names_are_text(open_page: Open) -> None:
    page = wall(open_page("/garments?category=Hostile"))
    expect(page.get_by_text(HOSTILE, exact=True)).to_be_visible()
    assert page.locator("main img[src=x], main b").count() == 0
    link = page.get_by_role("link", name=RIGHT_TO_LEFT)
    assert link.evaluate("e => getComputedStyle(e).direction") == "rtl"
    page.goto(page.url.partition("/garments")[0] + "/garments/zz-hostile-1")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    assert page.title().startswith("<img")


def test_a_phone_has_two_columns_and_every_task(open_page: Open) -> None:
    page = wall(open_page("/garments", width=390, height=844, has_touch=True))
    first, second, third = (page.locator(ITEM).nth(number).bounding_box() for number in range(3))
    assert first and second and third
    assert first["y"] == second["y"] < third["y"]
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("dialog").get_by_role("checkbox", name=re.compile("^Hostile")).check()
    page.keyboard.press("Escape")
    expect(page.locator(ITEM)).to_have_count(3)
    page.locator(f"{ITEM} [role=checkbox]").first.tap()
    expect(page.get_by_role("toolbar").get_by_role("button", name="Delete")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_garment_is_edited_and_two_editors_do_not_lose_each_others_words(
    open_page: Open, house: Served, watched: Watched
) -> None:
    page = settled(open_page("/garments/zz-hostile-2"))
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("textbox", name="Name").fill("My name")
    with open_shop(house.shop) as shop:
        theirs = shop.garments.get("zz-hostile-2")
        shop.garments.put(theirs.model_copy(update={"name": "Their name", "season": "AW26"}))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Somebody else changed the same words")).to_be_visible()
    page.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My name")
    expect(page.get_by_text("Autumn/winter 2026")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Their name")
    with open_shop(house.shop) as shop:
        shop.garments.put(shop.garments.get("zz-hostile-2").model_copy(update={"name": RIGHT_TO_LEFT}))
    # The refusal is part of the story; the browser notes every 412 by itself.
    watched.errors[:] = [error for error in watched.errors if "412" not in error]


def test_ten_tabs_each_with_its_address(open_page: Open, house: Served) -> None:
    page = settled(open_page(f"/garments/{first_id(house)}"))
    tabs = page.get_by_role("navigation", name="The garment’s life").get_by_role("link")
    expect(tabs).to_have_count(10)
    tabs.filter(has_text="Passport").click()
    page.wait_for_url(re.compile("/passport$"))
    expect(page.get_by_role("heading", name="The passport")).to_be_visible()


def test_an_empty_shop_says_how_to_fill_it(
    serve: Callable[[int], Served], browser: Browser, watched: Watched
) -> None:
    served = serve(0)
    page = browser.new_page()
    watch(page, served.home, watched)
    page.goto(served.link)
    expect(page.get_by_text("modiste import photos/")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("modiste import fashion-mnist")).to_be_visible()
    assert violations(page) == []
    page.locator("input[type=file]:not([webkitdirectory])").last.set_input_files(
        [{"name": "red coat.png", "mimeType": "image/png", "buffer": _png()}]
    )
    expect(page.get_by_text("red coat", exact=False).first).to_be_visible(timeout=20_000)
    assert watched.strangers == []
    assert watched.errors == []
    page.close()


def test_a_server_that_went_away_is_told_and_comes_back(open_page: Open, watched: Watched) -> None:
    page = wall(open_page("/garments"))
    page.context.set_offline(True)
    page.get_by_role("checkbox", name=re.compile("^Hostile")).check()
    expect(page.get_by_text("The server does not answer").first).to_be_visible(timeout=15_000)
    page.context.set_offline(False)
    # Nobody need press anything: the studio asks again by itself.
    expect(page.get_by_role("status").filter(has_text="3 garments").first).to_be_visible(timeout=20_000)
    watched.errors.clear()  # the browser's own words about the requests that could not leave


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image

    made: Any = BytesIO()
    Image.new("RGB", (80, 100), (180, 30, 40)).save(made, "PNG")
    return bytes(made.getvalue())
