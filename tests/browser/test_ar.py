"""The page for augmented reality and the studio's garment in the round, on a real drape."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from modiste.ar import Package, packaged
from modiste.garment import Cut, Garment
from modiste.workspace import open_shop

from .conftest import LANGUAGES, THEMES, Served, Watched, violations

Open = Callable[..., Page]
SKIRT = "zz-skirt"
PAGE = f"/api/v1/garments/{SKIRT}/ar"
DONE = 240_000
SHARE_DRAWN = """canvas => {
  const small = Object.assign(document.createElement('canvas'), { width: 64, height: 64 })
  const to = small.getContext('2d', { willReadFrequently: true })
  to.drawImage(canvas, 0, 0, 64, 64)
  const { data } = to.getImageData(0, 0, 64, 64)
  let drawn = 0
  for (let at = 0; at < data.length; at += 4)
    if ([0, 1, 2].reduce((sum, k) => sum + Math.abs(data[at + k] - data[k]), 0) > 24) drawn += 1
  return drawn / 4096
}"""
"""How much of a picture differs from its corner."""
AT_ONCE = """(plain => { HTMLCanvasElement.prototype.getContext = function (kind, options) {
  return plain.call(this, kind, { ...options, preserveDrawingBuffer: true })
} })(HTMLCanvasElement.prototype.getContext)"""
"""What WebGL drew can be read later."""
ROOM = """Object.defineProperty(navigator, 'xr', { value: {
  isSessionSupported: async (mode) => mode === 'immersive-ar' } })"""
"""A browser that can show things in the room."""


@pytest.fixture(scope="module", autouse=True)
def garments(house: Served) -> Iterator[None]:
    """A skirt with a Chinese name."""
    at = datetime.now(UTC)
    with open_shop(house.shop) as shop:
        skirt = {
            "id": SKIRT,
            "name": "Twill skirt",
            "category": "Skirts",
            "attributes": {"name_zh": "斜纹半身裙"},
        }
        shop.garments.put(Garment.model_validate({**skirt, "created_at": at, "updated_at": at}))
        cut = {"id": SKIRT, "program": "skirt-straight", "chart": "women", "updated_at": at}
        shop.store.rows.put([Cut.model_validate(cut)])
    yield
    with open_shop(house.shop) as shop:
        shop.store.rows.delete(Cut, [SKIRT])
        shop.garments.remove(SKIRT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_waits_for_its_files_then_draws_and_turns(open_page: Open, language: str) -> None:
    page = open_page("/jobs", locale=language)
    page.add_init_script(AT_ONCE)
    page.add_init_script(ROOM)
    page.goto(page.url.replace("/jobs", PAGE))
    expect(page.locator("#stage[data-shown=true]")).to_be_visible(timeout=DONE)
    title = "Twill skirt" if language == "en-GB" else "斜纹半身裙"
    assert page.title() == title
    expect(page.get_by_role("heading", level=1)).to_have_text(title, use_inner_text=True)
    stage = page.get_by_role("img", name=title, exact=True)
    assert 0.05 < stage.evaluate(SHARE_DRAWN) < 0.9
    before = stage.screenshot()
    stage.focus()
    for _ in range(4):
        stage.press("ArrowRight")
    turned = stage.screenshot()
    assert turned != before
    stage.press("+")
    assert stage.screenshot() != turned
    expect(page.locator("#webxr")).to_be_visible()
    # A session is behind the files: only who has it can show them in the room.
    expect(page.locator("#scene-viewer")).to_be_hidden()
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_studio_turns_it_in_its_cloth_its_pull_and_its_panels(open_page: Open, watched: Watched) -> None:
    page = open_page(f"/garments/{SKIRT}?view=3d", locale="zh-CN", reduced_motion="reduce")
    stage = page.get_by_role("application", name=re.compile("^斜纹半身裙，棉质斜纹，素色，尺码 "))
    expect(stage.locator("canvas[data-shown=true]")).to_be_visible(timeout=DONE)
    canvas = stage.locator("canvas")
    looks = {"面料": canvas.evaluate(SHARE_DRAWN)}
    assert looks["面料"] > 0.05
    shown = {canvas.screenshot()}
    for look in ("拉伸", "距离", "裁片"):
        page.get_by_role("radiogroup").get_by_text(look, exact=True).click()
        page.wait_for_timeout(600)
        shown.add(canvas.screenshot())
    assert len(shown) == 4
    expect(page.get_by_role("row", name=re.compile("前"))).not_to_have_count(0)
    stage.focus()
    before = canvas.screenshot()
    stage.press("ArrowLeft")
    stage.press("ArrowLeft")
    page.wait_for_timeout(600)
    assert canvas.screenshot() != before
    assert violations(page) == []
    page.get_by_role("button", name=re.compile("^返回照片")).click()
    expect(page.locator("canvas")).to_have_count(0)
    # That nothing says how it was photographed is no error of the page.
    watched.errors[:] = [error for error in watched.errors if "404" not in error]


def test_every_word_of_a_garment_of_the_house_is_chinese(open_page: Open, house: Served) -> None:
    spoken = {
        "neckline": "v",
        "fit": "slim",
        "cloth": "linen",
        "print": "stripe",
        "colours": "navy, sky blue",
    }
    with open_shop(house.shop) as shop:
        skirt = shop.garments.get(SKIRT)
        told = {**skirt.attributes, **spoken}
        more = {"attributes": told, "season": "AW25", "department": "women", "source": "modiste.house"}
        shop.garments.put(skirt.model_copy(update=more))
    page = open_page(f"/garments/{SKIRT}", locale="zh-CN")
    facts = page.locator("dl").first
    expect(facts).to_contain_text("2025 秋冬")
    said = facts.inner_text()
    for word in ("半身裙", "女装", "生成的品牌", "V领", "修身", "水洗亚麻", "条纹", "藏青色、天蓝色"):
        assert word in said
    assert re.findall(r"[A-Za-z]{2,}", said.replace(SKIRT, "")) == []


@pytest.fixture(scope="module")
def package() -> Package:
    """A package whose files are not looked into."""
    return packaged("Skirt & <belt>", b"glTF", b"PK", b"", {"size": "40"}, title_zh="裙")


ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"


def opened(browser: Browser, package: Package, agent: str, script: str) -> Page:
    """A package on a server of the world, as a phone opens it."""
    page = browser.new_context(user_agent=agent, locale="en-GB").new_page()
    page.add_init_script(script)

    def answer(route) -> None:
        name = Path(route.request.url.partition("?")[0]).name or "index.html"
        route.fulfill(status=200, body=package.files[name], content_type=KINDS[name])

    page.route("https://shop.example/**", answer)
    page.goto("https://shop.example/skirts/index.html")
    return page


KINDS = {
    "index.html": "text/html",
    "garment.glb": "model/gltf-binary",
    "garment.usdz": "model/vnd.usdz+zip",
    "poster.png": "image/png",
}


def test_android_is_led_to_scene_viewer(browser: Browser, package: Package) -> None:
    page = opened(browser, package, ANDROID, "")
    link = page.get_by_role("link", name="See it in your room")
    expect(link).to_be_visible()
    address = link.get_attribute("href") or ""
    asked, _, intent = address.partition("#Intent;")
    assert asked.startswith(
        "intent://arvr.google.com/scene-viewer/1.0?file=https%3A%2F%2Fshop.example%2Fskirts%2F"
    )
    assert "garment.glb&mode=ar_preferred&title=Skirt+%26+%3Cbelt%3E" in asked
    assert "scheme=https;package=com.google.android.googlequicksearchbox;" in intent
    assert "S.browser_fallback_url=https%3A%2F%2Fshop.example%2Fskirts%2Findex.html;end;" in intent
    page.context.close()


def test_an_iphone_is_led_to_quick_look_and_nobody_else(browser: Browser, package: Package) -> None:
    supports = """DOMTokenList.prototype.supports = (plain => function (name) {
      return name === 'ar' ? true : plain.call(this, name) })(DOMTokenList.prototype.supports)"""
    page = opened(
        browser, package, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", supports
    )
    link = page.locator("a[rel=ar]")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == "garment.usdz"
    # Apple: the link holds one picture and nothing else.
    assert link.evaluate("each => [each.children.length, each.firstElementChild.tagName]") == [1, "IMG"]
    expect(page.locator("#scene-viewer")).to_be_hidden()
    page.context.close()
    other = opened(browser, package, "Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0", "")
    expect(other.locator("a[rel=ar]")).to_be_hidden()
    expect(other.locator("#webxr")).to_be_hidden()
    other.context.close()
