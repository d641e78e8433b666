"""The wearables room in a browser: labels put right, calls explained, sites placed, devices updated."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.wearables.edge.small_motion import telling
from tests.wearables.motions import write_people

from modiste.workspace import Shop

from .conftest import LANGUAGES, Served, Watched, barriers, entered

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
ONE = "/lab/wearables/of/tug/s01_00_sw"


@pytest.fixture(scope="module")
def house(serve: Callable[..., Served], browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Served:
    place: Path = tmp_path_factory.mktemp("people")

    def stocked(shop: Shop) -> None:
        """Two people's recordings, and a model twice."""
        shop.recordings.take_in(write_people(place / "people", 2, 3), "tug")
        for number in (1, 2):
            telling(shop, place / f"model-{number}")

    return entered(serve(0, stocked, work=False), browser)


def test_a_label_is_put_right_and_taken_back(open_page: Open) -> None:
    page = open_page("/lab/wearables")
    row = page.get_by_role("row").filter(has_text="s01_00_sw")
    row.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{ONE}$"))
    labels = page.get_by_role("toolbar", name="Labels")
    labels.get_by_role("button", name=re.compile("^walking, 2.0 to 4.0 s")).click()
    expect(page.get_by_label("To, s")).to_have_value("4")
    page.get_by_label("To, s").fill("3")
    page.get_by_role("button", name="Put it right").click()
    expect(page.get_by_role("alert")).to_have_text("Say what was done.")
    page.get_by_role("combobox", name="What was done").fill("jumping")
    page.get_by_role("button", name="Put it right").click()
    expect(labels.get_by_role("button", name=re.compile("^jumping, 2.0 to 3.0 s"))).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Take back jumping from 2.00 s").click()
    expect(labels.get_by_role("button", name=re.compile("^jumping"))).to_have_count(0)


def test_a_second_is_reached_by_key_explained_and_linked_to(open_page: Open) -> None:
    page = open_page(ONE)
    moment = page.get_by_role("slider", name="Moment")
    expect(page.get_by_text(re.compile("of 10 seconds called right"))).to_be_visible()
    moment.focus()
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(moment).to_have_attribute("aria-valuenow", "3")
    expect(page).to_have_url(re.compile("at=3$"))
    expect(page.get_by_role("status").filter(has_text="At 3.0 s the network by itself says")).to_be_visible()
    expect(page.get_by_role("table", name="Log odds lost when a piece is hidden")).to_be_visible()
    calls = page.get_by_role("toolbar", name="Called by watch@2").get_by_role("button")
    expect(calls).to_have_count(10)
    for _ in range(4):
        moment.press("+")
    expect(calls).to_have_count(2)
    box = moment.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
    page.keyboard.down("Control")
    page.mouse.wheel(0, 300)
    page.keyboard.up("Control")
    expect(calls).not_to_have_count(2)
    moment.press("0")
    expect(calls).to_have_count(10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 40)
    page.mouse.up()
    expect(page.get_by_label("From, s")).to_have_value(re.compile(r"^(4\.9|5)"))


def test_models_are_weighed_taken_along_and_made_somebodys_own(open_page: Open) -> None:
    page = open_page("/lab/wearables/models")
    formats = page.get_by_role("grid", name="By format")
    expect(formats.get_by_role("row").filter(has_text="C99")).to_contain_text("estimated")
    with page.expect_download() as downloading:
        formats.get_by_role("link", name="ZIP: C99 for microcontrollers").click()
    assert downloading.value.suggested_filename == "watch-2-c.zip"
    page.get_by_label("Labelled minutes").fill("0.1")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("group", name="After")).to_contain_text("%")
    page.get_by_role("button", name="Train a model").click()
    panel = page.get_by_role("dialog").or_(page.get_by_role("complementary"))
    panel.get_by_label("Name").fill("Not a name")
    expect(panel.get_by_text("Small letters, digits and single hyphens.")).to_be_visible()
    panel.get_by_label("Name").fill("worn")
    panel.get_by_role("button", name="Start training").click()
    expect(page.get_by_role("link", name=re.compile("Train.*wearables.activity"))).to_be_visible()


def test_sites_are_placed_within_limits(open_page: Open, watched: Watched) -> None:
    page = open_page("/lab/wearables/placement?garment=trousers&sensors=1&washes=100")
    chosen = page.get_by_role("grid", name="What each site adds").get_by_role("row").filter(has_text="chosen")
    expect(chosen).to_contain_text("Front pocket")
    expect(page.get_by_text("synthetic").first).to_be_visible()
    expect(page.get_by_role("group", name="Full rate")).to_contain_text("5.0")
    page.get_by_label("Capacity, mAh").fill("220")
    expect(page.get_by_role("group", name="Full rate")).to_contain_text("10.0")
    page.get_by_label("Washes at least").fill("9000")
    expect(page.get_by_text("MOD-2951")).to_be_visible()
    assert all("422" in error for error in watched.errors)
    watched.errors.clear()  # the refusal that was asked for


def test_a_device_is_updated_taken_back_and_heard(open_page: Open) -> None:
    page = open_page("/lab/wearables/devices")
    expect(page.get_by_role("heading", name="No simulated device yet")).to_be_visible()
    page.get_by_role("button", name="Sign and send").click()
    fleet = page.get_by_role("grid", name="Fleet").get_by_role("row").filter(has_text="band-1")
    expect(fleet).to_contain_text("watch@2")
    fleet.get_by_role("button", name="Update to newest: band-1, watch@2").click()
    back = fleet.get_by_role("button", name="Roll back: band-1")
    expect(back).to_be_enabled()
    back.click()
    expect(back).to_be_disabled()
    page.get_by_label("Speed").first.click()
    page.get_by_role("option", name="20 × real time").click()
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_text(re.compile("simulated · at .* s, told at"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"It is over: \d+ of \d+ seconds"))).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_barriers(open_page: Open, house: Served, language: str) -> None:
    page = open_page("/lab/wearables", locale=language)
    screens = (
        "/lab/wearables/recordings",
        f"{ONE}?at=4",
        "/lab/wearables/models",
        "/lab/wearables/placement?garment=trousers&sensors=1&washes=100",
        "/lab/wearables/devices",
    )
    assert barriers(page, house.home, screens) == {}
