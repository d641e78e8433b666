"""The fabric lab in a browser: cloths stated, refused and kept; a front brushed and chosen from."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.fabric.search.small_goals import KNIT

from modiste.workspace import Shop, flows

from .conftest import LANGUAGES, Served, Watched, barriers, entered

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
GARMENT = "fashion-mnist-test-00000"
WOVEN = {"name": "Poplin", "woven": {"sett": "52/30 per cm, plain", "warp": "2/100 Ne", "weft": "Ne 40"}}
JERSEY = {"name": "Jersey", "knit": {"loop": 2.75, "yarn": "20 tex"}}


def stocked(shop: Shop) -> None:
    """Two cloths, and a search that has come somewhere."""
    shop.fabrics.keep("poplin", flows.fabric_from(WOVEN))
    shop.fabrics.keep("jersey", flows.fabric_from(JERSEY))
    shop.fabric_searches.begin("base-layer", KNIT, 1)
    shop.fabric_searches.go("base-layer", 200)


@pytest.fixture(scope="module")
def house(serve: Callable[..., Served], browser: Browser) -> Served:
    return entered(serve(2, stocked, work=False), browser)


def test_a_cloth_that_cannot_be_is_refused_at_its_field(open_page: Open, watched: Watched) -> None:
    page = open_page("/design/fabrics")
    expect(page.get_by_role("link", name="Poplin")).to_be_visible()
    page.get_by_role("link", name="State a cloth").click()
    page.get_by_label("Name").fill("Voile")
    blend = page.get_by_label("Fibres by mass")
    blend.fill("60% CO")
    expect(page.get_by_text("In the same proportions 100 % are")).to_be_visible()
    expect(blend).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("button", name="Keep it")).to_be_disabled()
    assert all("422" in error for error in watched.errors)
    watched.errors.clear()  # the refusals that were asked for
    blend.fill("60% CO 40% LI")
    drawing = page.get_by_role("img", name=re.compile("^The face of Voile to scale"))
    expect(drawing).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    expect(page).to_have_url(re.compile("/design/fabrics/of/voile$"))
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Data sheet").click()
    assert downloading.value.suggested_filename == "voile.pdf"


def test_a_front_is_brushed_by_key_and_chosen_from(open_page: Open) -> None:
    page = open_page("/design/fabrics/search")
    expect(page.get_by_role("status").filter(has_text="lie within the ranges")).to_contain_text("cloths")
    most = page.get_by_role("slider", name="Most kept of Areal mass")
    most.focus()
    for _ in range(30):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("button", name="Take all ranges away")).to_be_visible()
    row = page.get_by_role("row").nth(1)
    row.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keep it in the library")).to_be_visible()
    for label, typed in (("Measured value", "118"), ("Standard uncertainty", "1.2"), ("Method", "ISO 3801")):
        page.get_by_label(label).fill(typed)
    page.get_by_role("button", name="Take the measurement").click()
    expect(page.get_by_role("status").filter(has_text="measured 118")).to_contain_text(
        "The front is corrected"
    )
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^Rather this one")).first.click()
    expect(page.get_by_text("Best by 1 choice")).to_be_visible()


def test_a_cloth_is_rendered_near_and_draped(open_page: Open) -> None:
    page = open_page("/design/fabrics/of/poplin")
    for view, said in (
        ("Rendered near", "Poplin rendered from near"),
        ("Rendered draped", "A disc of Poplin"),
    ):
        page.get_by_text(view, exact=True).click()
        picture = page.get_by_role("img", name=re.compile(f"^{said}"))
        expect(picture).to_be_visible()
        assert picture.evaluate("each => each.decode().then(() => each.naturalWidth)") in (600, 720)
    expect(page.get_by_text("Rendered, not photographed")).to_be_visible()


def test_a_garment_names_its_cloth(open_page: Open) -> None:
    page = open_page(f"/garments/{GARMENT}/fabric")
    page.get_by_label("Cloth of this garment").first.click()
    page.get_by_role("option", name="Jersey").click()
    expect(page.get_by_role("region", name="All predicted properties")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_barriers(open_page: Open, house: Served, language: str) -> None:
    page = open_page("/design/fabrics", locale=language)
    cloth = "/design/fabrics/of/poplin"
    screens = (
        "/design/fabrics",
        "/design/fabrics/compare",
        "/design/fabrics/search?begin=yes",
        cloth,
        "/design/fabrics/validation",
        *(f"{cloth}?tab={tab}" for tab in ("measured", "comfort", "footprint", "functions")),
        *(f"{cloth}?tab=functions&does={does}" for does in ("adapt", "ageing")),
        f"/garments/{GARMENT}/fabric",
    )
    assert barriers(page, house.home, screens) == {}
