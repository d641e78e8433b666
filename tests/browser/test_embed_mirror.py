"""The mirror in the shop's own dialog, under a strict policy: nothing of the visitor leaves the browser."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from modiste import tailoring
from modiste.workspace import flows, open_shop
from modiste.workspace.flows.ar_shelf import ar_folder

from .conftest import AXE, AXE_RUN
from .test_embed import FRONT, Storefront, storefront, visit  # noqa: F401 - fixtures
from .test_mirror import PATIENCE, film, filmed

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def draped() -> tailoring.Drape:
    figure = tailoring.average_figure("women")
    pattern = tailoring.draft_size("t-shirt", "women", "40")
    return tailoring.drape_garment(pattern, figure, "jersey", edge=0.02)


@pytest.fixture(scope="module")
def shot(draped: tailoring.Drape) -> Any:
    """Our own body as a camera sees it, and where its T-shirt is."""
    return film.shot("a", draped, 0, 0)


@pytest.fixture(scope="module")
def browser(shot: Any, chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with filmed([shot], chromium, tmp_path_factory.mktemp("film")) as made:
        yield made


@pytest.fixture(scope="module", autouse=True)
def tee(storefront: Storefront, draped: tailoring.Drape) -> None:  # noqa: F811
    """The T-shirt in its middle size, draped for mirrors already."""
    with open_shop(storefront.house) as shop:
        middle = flows.middle_size(flows.cut_named("tee", shop))
        folder = ar_folder(shop, flows.ArWish("tee", middle, middle))
        look = tailoring.appearance_of(tailoring.house_fabric("jersey"), tailoring.Solid("#2c3f63"))
        folder.mkdir(parents=True)
        (folder / "mirror.glb").write_bytes(tailoring.mirror_glb(draped, look))
        (folder / "ar.json").write_text(json.dumps({}))


def test_the_mirror_stands_in_the_dialog_and_sends_nothing(
    visit: Callable[[str], Page],  # noqa: F811
    storefront: Storefront,  # noqa: F811
    shot: Any,
    tmp_path: Path,
) -> None:
    page = visit("/product")
    asked: list[Request] = []

    def hear(request: Request) -> None:  # Playwright takes no built-in method
        asked.append(request)

    page.on("request", hear)
    page.get_by_role("button", name="Try it on").click()
    frame = page.frame_locator("dialog iframe")
    frame.get_by_text("In a mirror", exact=True).click(timeout=PATIENCE)
    expect(frame.get_by_text("sent nowhere")).to_be_visible()
    frame.get_by_role("button", name="Start the camera").click()
    worn = frame.get_by_role("img", name="Jersey tee, size 40, on whoever is in the picture")
    expect(worn).to_be_visible(timeout=PATIENCE)
    inner = next(each for each in page.frames if "/try-on" in each.url)
    layers = inner.evaluate(film._GRAB)
    drawn = film._pixels(layers[1])[..., 3] > 127
    assert drawn.shape == shot.mask.shape
    assert (drawn & shot.mask).sum() / (drawn | shot.mask).sum() > 0.8
    inner.evaluate(AXE.read_text(encoding="utf-8"))
    assert inner.evaluate(AXE_RUN, []) == []
    with page.expect_download(timeout=PATIENCE) as kept:
        frame.get_by_role("button", name="Keep a picture").click()
    kept.value.save_as(tmp_path / "kept.png")
    assert b"digitalsourcetype/compositeSynthetic" in (tmp_path / "kept.png").read_bytes()
    # To the house alone, and nothing but questions: no picture, no landmark.
    assert all(each.url.startswith((storefront.home, storefront.address, "blob:", "data:")) for each in asked)
    assert [each.url for each in asked if each.method not in ("GET", "OPTIONS")] == []


def test_a_refused_camera_is_told_in_chinese_on_a_phone_and_the_example_s_photo_does_instead(
    visit: Callable[[str], Page],  # noqa: F811
) -> None:
    page = visit("/zh")
    page.context.add_init_script(
        "navigator.mediaDevices && (navigator.mediaDevices.getUserMedia = async () => "
        "{ throw new DOMException('', 'NotAllowedError') })"
    )
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(page.url.rstrip("/") + "/product")
    page.get_by_role("button", name="试穿").click()
    frame = page.frame_locator("dialog iframe")
    frame.get_by_text("照镜子", exact=True).click(timeout=PATIENCE)
    frame.get_by_role("button", name="打开摄像头").click()
    expect(frame.get_by_role("alert")).to_contain_text("摄像头被拒绝", timeout=PATIENCE)
    frame.locator("main input[type=file]").set_input_files(FRONT)
    expect(frame.get_by_role("img", name="画面中的人穿着")).to_be_visible(timeout=PATIENCE)
    inner = next(each for each in page.frames if "/try-on" in each.url)
    assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")
