"""The mirror before a camera that shows our body: the garment lies where the renderer says it does."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from modiste import tailoring
from modiste.workspace import open_shop

from .conftest import QUIET, ROOT, Served, violations

TEE = "zz-tee"
PATIENCE = 120_000
LEAST = 0.85
"""Of a coarse drape, two pictures of each shot; `./run bench ar_mirror` measures finer ones."""


def _film() -> ModuleType:
    spec = util.spec_from_file_location("_mirror_film", ROOT / "benchmarks" / "_mirror_film.py")
    assert spec is not None and spec.loader is not None
    made = util.module_from_spec(spec)
    sys.modules["_mirror_film"] = made
    spec.loader.exec_module(made)
    return made


film = _film()


@pytest.fixture(scope="module")
def work() -> bool:
    return False


@pytest.fixture(scope="module")
def draped() -> dict[str, tailoring.Drape]:
    """A T-shirt on one body in two poses."""
    figure = tailoring.average_figure("women")
    pattern = tailoring.draft_size("t-shirt", "women", "40")
    poses = {pose: tailoring.posed(figure, pose) for pose in ("a", "down")}
    return {pose: tailoring.drape_garment(pattern, each, edge=0.02) for pose, each in poses.items()}


@pytest.fixture(scope="module")
def shots(draped: dict[str, tailoring.Drape]) -> list[Any]:
    return [film.shot(pose, each, 0, number) for number, (pose, each) in enumerate(draped.items())]


@contextmanager
def filmed(shots: list[Any], chromium: str, folder: Path) -> Iterator[Browser]:
    """A browser whose camera shows the shots."""
    at = folder / "film.y4m"
    film.write_y4m(shots, at, repeats=20)
    quiet = [each for each in QUIET if each != "--disable-gpu"]
    arguments = [*quiet, *film.ARGUMENTS, "--no-sandbox", f"--use-file-for-fake-video-capture={at}"]
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium, headless=True, args=arguments)
        yield made
        made.close()


@pytest.fixture(scope="module")
def browser(shots: list[Any], chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with filmed(shots, chromium, tmp_path_factory.mktemp("film")) as made:
        yield made


@pytest.fixture(scope="module", autouse=True)
def tee(house: Served, draped: dict[str, tailoring.Drape]) -> None:
    """The T-shirt in the shop, draped for its mirror already."""
    with open_shop(house.shop) as shop:
        film.keep(shop, TEE, "t-shirt", "40", draped["a"])


def test_the_garment_lies_where_it_truly_is_and_the_kept_picture_says_what_it_is(
    open_page: Callable[..., Page], shots: list[Any], tmp_path: Path
) -> None:
    page = open_page(f"/fit/mirror?garment={TEE}", permissions=["camera"])
    expect(page.get_by_role("heading", level=1, name="Mirror")).to_be_visible(timeout=PATIENCE)
    assert violations(page) == []
    page.get_by_role("button", name="Start the camera").click(timeout=PATIENCE)
    expect(page.get_by_role("img", name="Jersey tee, size 40")).to_be_visible(timeout=PATIENCE)
    found = film.compared(page, shots, 2, PATIENCE / 1000)
    assert all(len(shares) >= 2 for shares in found.values()), found
    assert min(max(shares) for shares in found.values()) > LEAST, found
    expect(page.locator("[data-rate]")).to_contain_text("measured on this device")
    with page.expect_download(timeout=PATIENCE) as kept:
        page.get_by_role("button", name="Keep a picture").click(timeout=PATIENCE)
    at = tmp_path / "kept.png"
    kept.value.save_as(at)
    assert b"digitalsourcetype/compositeSynthetic" in at.read_bytes()
    with Image.open(at) as picture:
        assert picture.size[0] == 480 and picture.size[1] > 640  # a line below says it, too
        assert picture.convert("L").getpixel((240, picture.size[1] - 2)) < 60


def test_a_refused_camera_is_told_and_a_photo_does_instead(
    open_page: Callable[..., Page], shots: list[Any], tmp_path: Path
) -> None:
    page = open_page("/fit", locale="zh-CN", width=390, height=844)
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError') }"
    )
    page.goto(page.url.replace("/fit", f"/fit/mirror?garment={TEE}"))
    page.get_by_role("button", name="打开摄像头").click(timeout=PATIENCE)
    expect(page.get_by_role("alert")).to_contain_text("摄像头被拒绝", timeout=PATIENCE)
    photo = tmp_path / "me.png"
    Image.fromarray(shots[1].pixels).save(photo)
    page.locator("main input[type=file]").set_input_files(photo)
    expect(page.get_by_role("img", name="画面中的人穿着针织T恤")).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
