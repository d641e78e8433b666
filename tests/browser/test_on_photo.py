"""A photo try-on in a real browser: consent first, two sizes side by side, a refusal that helps."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from modiste import tailoring, tryon

from .conftest import ROOT, Served, missing, violations

FRONT = ROOT / "examples" / "tryon" / "front.png"
DONE = 90_000
pytestmark = pytest.mark.browser
MEASURES = {"Height, cm": "170", "Bust, cm": "88", "Waist, cm": "70", "Hip, cm": "96"}


@pytest.fixture(scope="module")
def work() -> bool:
    return False


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic person of the examples, small: what is asked here is the way, not the picture."""
    if not tryon.networks_fetched():
        missing("The networks (modiste tryon fetch)")
    path = tmp_path_factory.mktemp("photo") / "front.png"
    with Image.open(FRONT) as image:
        image.convert("RGB").resize((240, 360)).save(path)
    return path


def kept(house: Served) -> list[str]:
    """Every file of the shop that has bytes, but for its databases."""
    return sorted(str(path) for path in house.shop.rglob("*") if path.is_file() and "db" not in path.name)


def test_two_sizes_beside_the_photo_and_nothing_is_kept(
    open_page: Callable[..., Page], house: Served, person: Path, tmp_path: Path
) -> None:
    page = open_page("/fit/photo?garment=t-shirt&size=36&beside=44")
    expect(page.get_by_text("A photo is missing.")).to_be_visible()
    before = kept(house)
    page.locator("main input[type=file]").set_input_files(person)
    expect(page.get_by_role("img", name="The photo as it was given")).to_be_visible()
    for name, value in MEASURES.items():
        page.get_by_role("textbox", name=name, exact=True).fill(value)
        page.get_by_role("textbox", name=name, exact=True).press("Tab")
    button = page.get_by_role("button", name="Put it on")
    expect(button).to_be_disabled()
    expect(page.get_by_text("Consent is missing.")).to_be_visible()
    page.get_by_role("checkbox").check()
    button.click()
    small = page.get_by_role("img", name="T-shirt in size 36 on the photo")
    large = page.get_by_role("img", name="T-shirt in size 44 on the photo")
    expect(large).to_be_visible(timeout=DONE)
    expect(small).to_be_visible()
    boxes = [each.bounding_box() for each in (small, large)]
    assert boxes[0] and boxes[1]
    assert (boxes[0]["y"], boxes[0]["height"]) == (boxes[1]["y"], boxes[1]["height"])
    assert violations(page) == []
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save size 44").click()
    saved.value.save_as(tmp_path / "worn.png")
    assert tryon.source_type((tmp_path / "worn.png").read_bytes()).endswith("compositeSynthetic")
    assert kept(house) == before
    page.get_by_role("button", name="Another photo").click()
    expect(small).to_be_hidden()


def test_a_garment_known_by_its_picture_alone_is_worn_and_called_estimated(
    open_page: Callable[..., Page], person: Path, tmp_path: Path
) -> None:
    figure = tailoring.average_figure("women")
    drape = tailoring.drape_garment(
        tailoring.draft_size("t-shirt", "women", "40"), figure, "jersey", edge=0.03
    )
    cloth = tailoring.Stripe("#e8e2d4", "#23406e", 4.0, 2.0)
    look = tailoring.appearance_of(tailoring.house_fabric("jersey"), cloth)
    picture = tailoring.photograph(drape, look, tailoring.Scene(kind="ghost"), (320, 400)).pixels
    Image.fromarray(picture).save(tmp_path / "tee.png")
    page = open_page("/fit/photo")
    page.locator("main input[type=file]").first.set_input_files(person)
    page.get_by_text("A picture", exact=True).click()
    expect(page.get_by_text("Choose a garment.")).to_be_visible()
    page.get_by_role("button", name="Lay a picture of the garment here").locator(
        "xpath=ancestor-or-self::*[.//input[@type='file']][1]"
    ).locator("input[type=file]").set_input_files(tmp_path / "tee.png")
    expect(page.get_by_role("img", name="The garment’s picture")).to_be_visible()
    page.get_by_role("textbox", name="Chest", exact=True).fill("108")
    page.get_by_role("textbox", name="Chest", exact=True).press("Tab")
    for name, value in MEASURES.items():
        page.get_by_role("textbox", name=name, exact=True).fill(value)
        page.get_by_role("textbox", name=name, exact=True).press("Tab")
    page.get_by_role("combobox", name="Beside it").click()
    page.get_by_role("option", name="No other size").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Put it on").click()
    expect(page.get_by_text("its print laid on from the picture")).to_be_visible(timeout=DONE)
    expect(page.get_by_role("img", name="The garment in size")).to_be_visible()
    assert violations(page) == []


def test_a_photo_that_will_not_do_says_why_and_how_to_retake_it_in_chinese_on_a_phone(
    open_page: Callable[..., Page], person: Path, tmp_path: Path
) -> None:
    page = open_page("/fit/photo?garment=t-shirt", locale="zh-CN", width=390, height=844, color_scheme="dark")
    wall = tmp_path / "wall.png"
    Image.new("RGB", (240, 360), "grey").save(wall)
    page.locator("main input[type=file]").set_input_files(wall)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="穿上").click()
    told = page.get_by_role("alert")
    expect(told).to_contain_text("照片中看不到人", timeout=DONE)
    expect(told).to_contain_text("从头到膝入镜")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
