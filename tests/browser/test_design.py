"""The design desk in a browser: words become a pattern, prints are recoloured, concepts held and pinned."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from modiste.garment import Garment
from modiste.workspace import Shop, flows

from .conftest import DRAWN_WIDTH, LANGUAGES, PHONE, WIDE, Served, Watched, barriers, entered, violations

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
TEE = "tee"
GARMENT = "fashion-mnist-test-00000"
DRESS = "Knee-length A-line dress, V neck, navy cotton"


@pytest.fixture(scope="module")
def house(serve: Callable[..., Served], browser: Browser, plain_generator: Path) -> Served:
    def stocked(shop: Shop) -> None:
        shop.designs.keep(flows.spec_of(DRESS))
        known = shop.garments.get(GARMENT)
        told = {**known.model_dump(), "id": TEE, "name": "Cotton T-shirt", "category": "T-shirt"}
        shop.garments.put(Garment.model_validate(told))
        shop.registry.register(plain_generator)
        shop.registry.promote("design-gan", "1")

    return entered(serve(2, stocked, work=False), browser)


def test_words_become_a_design_that_is_locked_and_branched(open_page: Open) -> None:
    page = open_page("/design")
    wish = page.get_by_label("What is wanted?")
    wish.fill("V neck dress with wings")
    expect(page.locator("mark", has_text="V neck")).to_be_visible()
    expect(page.get_by_text("Not understood: wings")).to_be_visible()
    expect(page.get_by_role("group", name="Pattern pieces, size")).to_be_visible()
    page.get_by_role("button", name="Lock Neckline").press("Enter")
    expect(page.get_by_role("button", name="Lock Neckline")).to_have_attribute("aria-pressed", "true")
    wish.fill("boat neck dress")
    expect(page.get_by_text("neckline is locked at v; boat was asked for.")).to_be_visible()
    flare = page.get_by_role("slider", name="Flare")
    before = flare.get_attribute("aria-valuetext") or ""
    flare.press("ArrowRight")
    expect(flare).not_to_have_attribute("aria-valuetext", before)
    expect(page).to_have_url(re.compile("lock=neckline"))
    page.get_by_role("button", name="Keep the design").click()
    expect(page).to_have_url(re.compile("of=[0-9a-f]{24}$"))
    page.get_by_label("What should be different?").fill("long sleeves")
    page.get_by_role("button", name="Keep as a branch").click()
    expect(page.get_by_role("link", name=re.compile("^long sleeves"))).to_have_attribute(
        "aria-current", "page"
    )
    expect(page.locator("ul ul").get_by_role("link", name=re.compile("^long sleeves"))).to_be_visible()


def test_a_print_is_woven_recoloured_and_taken_along(open_page: Open) -> None:
    page = open_page("/design/prints?layout=p6m&width=40")
    expect(page.get_by_role("img", name="The print tiled; one repeat is 40 by 69.3 mm")).to_be_visible()
    page.get_by_text("Woven", exact=True).click()
    expect(page.get_by_role("img", name="The print tiled; one repeat is 110 by 110 mm")).to_be_visible()
    expect(page).to_have_url(re.compile("colours=101010%2Cb3202a%2Ce3b32a"))
    page.get_by_role("button", name=re.compile("^Take #")).first.press("Enter")
    expect(page).not_to_have_url(re.compile("colours=101010%2Cb3202a%2Ce3b32a"))
    page.get_by_role("button", name="Houndstooth").click()
    expect(page.get_by_role("img", name="The print tiled; one repeat is 16 by 16 mm")).to_be_visible()
    expect(page.get_by_role("group", name="Seam z")).to_contain_text("no seam shows")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="SVG, true size").click()
    assert downloading.value.suggested_filename == "K4-W4-16-mm.svg"


def test_a_concept_is_chosen_held_steered_and_pinned(open_page: Open) -> None:
    page = open_page("/design/concepts?category=Dress")
    page.get_by_role("combobox", name="Sleeve").click()
    page.get_by_role("option", name="long", exact=True).click()
    expect(page).to_have_url(re.compile("with=sleeve%3Along"))
    page.get_by_role("button", name="Dress, concept 2").click()
    expect(page.get_by_role("heading", name="Same shape, other details")).to_be_visible()
    page.get_by_role("button", name="Variation 4").click()
    expect(page).to_have_url(re.compile("steps=shape%3A3"))
    page.get_by_role("slider", name="Wider").press("ArrowRight")
    expect(page).to_have_url(re.compile("steer=wide%3A0.25"))
    page.get_by_role("button", name="Pin to the board").click()
    expect(page.get_by_text("Pinned to the mood board.")).to_be_visible()
    page.get_by_role("link", name="Mood board").click()
    expect(page.get_by_role("button", name=re.compile("^Picture 1, pinned"))).to_be_visible()
    expect(page.get_by_role("link", name="Take it into a print")).to_be_visible()


def test_a_wish_that_cannot_be_is_told(open_page: Open, watched: Watched) -> None:
    page = open_page("/design/patterns?of=ffffffff")
    expect(page.get_by_role("heading", name="No such design")).to_be_visible()
    page.wait_for_load_state("networkidle")  # what hangs on it is asked for as well, and is not there either
    assert all("404" in error for error in watched.errors)
    watched.errors.clear()  # what was asked for is not there


def test_a_garments_flats_lead_to_the_desk(open_page: Open) -> None:
    page = open_page(f"/garments/{TEE}/sketch")
    flats = page.get_by_role("img", name="Cotton T-shirt: front and back as a technical flat")
    expect(flats).to_be_visible(timeout=90_000)
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate(DRAWN_WIDTH) <= PHONE["width"]
    page.set_viewport_size(WIDE)
    page.get_by_role("link", name="Open on the desk").click()
    expect(page).to_have_url(re.compile("set=program%3At-shirt"))
    expect(page.get_by_role("group", name="Pattern pieces, size")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_barriers(open_page: Open, house: Served, watched: Watched, language: str) -> None:
    page = open_page("/design", locale=language)
    screens = (
        "/design/patterns",
        f"/design/patterns?wish={DRESS.replace(' ', '+')}&lock=neckline&set=neckline:v",
        "/design/prints",
        "/design/prints?kind=woven",
        "/design/concepts",
        "/design/concepts?category=Dress&of=1",
        "/design/board",
        f"/garments/{GARMENT}/sketch",
    )
    assert barriers(page, house.home, screens) == {}
    assert all("404" in error for error in watched.errors)
    watched.errors.clear()  # nothing says how an ankle boot is cut
