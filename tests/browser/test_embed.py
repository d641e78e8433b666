"""The script tag on a page of a shop's own, of another site: consent first, then events, garments, sizes."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from modiste import tryon
from modiste.api.keys import issue_key
from modiste.workspace import open_shop
from modiste.workspace.photo_intake import import_fashion_mnist

from .conftest import AXE, AXE_RUN, ROOT, missing, start

GARMENT = re.compile(r"^/garments/fashion-mnist-test-\d{5}$")
pytestmark = pytest.mark.browser
PAGE = """<!doctype html><html lang="{language}"><title>A shop</title><h1>A shop's own page</h1>
<div data-modiste="home" data-k="4" data-link="/garments/{{id}}"></div>
<script src="{home}/api/v1/embed.js" data-key="{key}" defer></script></html>"""
PRODUCT = """<!doctype html><html lang="{language}"><title>A product</title><h1>A tee</h1>
<div data-modiste-tryon="tee"></div>
<script src="{home}/api/v1/embed.js" data-key="{key}" defer></script></html>"""
STRICT = "default-src 'none'; script-src {home}; connect-src {home}; frame-src {home}"
"""No style, no script and no picture but the house's: what a careful shop sends."""
FRONT = ROOT / "examples" / "tryon" / "front.png"
DONE = 90_000


@dataclass
class Storefront:
    """A shop's own pages, and the house behind them."""

    address: str
    home: str
    house: Path


@pytest.fixture(scope="module")
def storefront(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storefront]:
    pages: dict[str, str] = {}

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            product = self.path.endswith("/product")
            body = pages[("zh" if self.path.startswith("/zh") else "en") + "/product" * product].encode()
            self.send_response(200)
            if product:
                self.send_header("Content-Security-Policy", pages["policy"])
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    address = f"http://localhost:{server.server_port}"
    house = tmp_path_factory.mktemp("storefront") / "shop"
    with open_shop(house) as shop:
        import_fashion_mnist(shop.store, "test", limit=40)
        known = shop.garments.get(shop.garments.ids(limit=1)[0])
        shop.garments.put(known.model_copy(update={"id": "tee", "name": "Jersey tee", "category": "T-shirt"}))
        _, key = issue_key(shop, "page", ["storefront:use"])
    (house / "modiste.toml").write_text(f'storefront_origins = ["{address}"]\n')
    child, link = start(house, work=False)
    home = link.partition("/enter")[0]
    for language in ("en", "zh"):
        pages[language] = PAGE.format(language=language, home=home, key=key)
        pages[f"{language}/product"] = PRODUCT.format(language=language, home=home, key=key)
    pages["policy"] = STRICT.format(home=home)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Storefront(address, home, house)
    child.terminate()
    child.communicate(timeout=30)
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(browser: Browser, storefront: Storefront) -> Iterator[Callable[[str], Page]]:
    """Open a page as a visitor who was never here; nothing may fail on it."""
    context = browser.new_context()
    errors: list[str] = []

    def make(path: str = "/") -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto(storefront.address + path)
        return page

    yield make
    context.close()
    assert [each for each in errors if "favicon" not in each] == []


def rows(house: Path, table: str) -> list[dict[str, Any]]:
    """What the house keeps of a table."""
    with open_shop(house) as shop:
        if table not in shop.store.events.tables():
            return []
        return list(shop.store.events.scan(table).to_arrow_table().to_pylist())


def test_without_consent_garments_are_shown_and_nothing_is_kept(
    visit: Callable[[str], Page], storefront: Storefront
) -> None:
    page = visit("/")
    garments = page.locator("[data-modiste] li")
    expect(garments).to_have_count(4)
    expect(garments.first.get_by_role("link")).to_have_attribute("href", GARMENT)
    assert garments.first.locator("small").inner_text()
    assert page.evaluate("modiste.hasConsent()") is False
    page.evaluate("modiste.track('view_item', {garment: 'fashion-mnist-test-00003'})")
    page.wait_for_timeout(1300)
    assert page.evaluate("Object.keys(localStorage)") == []
    assert rows(storefront.house, "interactions") == []


def test_what_a_visitor_who_agreed_looks_at_changes_what_is_shown_next(
    visit: Callable[[str], Page], storefront: Storefront
) -> None:
    page = visit("/")
    expect(page.locator("[data-modiste] li")).to_have_count(4)
    before = page.locator("[data-modiste] li a").all_inner_texts()
    page.evaluate("modiste.consent(true)")
    page.evaluate("modiste.track('view_item', {garment: 'fashion-mnist-test-00003'})")
    answer = page.evaluate("modiste.recommend({placement: 'home', k: 4})")
    assert [each["name"] for each in answer["results"]] != before
    assert "fashion-mnist-test-00003" not in [each["garment"] for each in answer["results"]]
    # One place or two may be drawn by chance, and then it says so.
    whys = [each["why"]["en"] for each in answer["results"]]
    assert all(why.startswith(("Like", "Shown by chance")) for why in whys), whys
    assert sum(why.startswith("Like") for why in whys) >= 2, whys
    # The visit goes on on the next page, and in Chinese where the page is.
    page.goto(storefront.address + "/zh")
    expect(page.locator("[data-modiste] li")).to_have_count(4)
    assert any(ord(letter) > 0x4E00 for letter in page.locator("[data-modiste] small").first.inner_text())
    said = page.evaluate("modiste.size('fashion-mnist-test-00003')")
    assert said["size"] == "" and said["en"] and said["zh"]
    page.locator("[data-modiste] a").first.click()
    page.wait_for_url("**/garments/**")
    expect(page.locator("[data-modiste] li")).to_have_count(4)
    # The click is sent while the page is left: it may come after what is shown next.
    end = time.monotonic() + 20
    while len(kept := rows(storefront.house, "interactions")) < 2 and time.monotonic() < end:
        page.wait_for_timeout(100)
    assert [each["kind"] for each in kept] == ["view_item", "select_item"]
    # Consent withdrawn: nothing of the visit stays in the browser, nothing more is told.
    page.evaluate("modiste.consent(false)")
    page.evaluate("modiste.track('view_item', {garment: 'fashion-mnist-test-00004'})")
    page.wait_for_timeout(1300)
    assert page.evaluate("Object.keys(localStorage)") == []
    assert len(rows(storefront.house, "interactions")) == 2


def test_a_page_of_another_site_gets_nothing(browser: Browser, storefront: Storefront) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(storefront.address.replace("localhost", "127.0.0.1"))
    expect(page.locator("[data-modiste]")).to_be_hidden()
    assert page.locator("[data-modiste] li").count() == 0
    context.close()


def test_a_product_page_under_a_strict_policy_opens_the_house_s_try_on(
    visit: Callable[[str], Page], storefront: Storefront, tmp_path: Path
) -> None:
    """From the button to two sizes on the visitor's photo, on another origin; nothing is kept of it."""
    if not tryon.networks_fetched():
        missing("The networks (modiste tryon fetch)")
    page = visit("/product")
    button = page.get_by_role("button", name="Try it on")
    expect(button).to_be_visible()
    assert page.locator("[data-modiste-tryon] small").inner_text()
    button.click()
    frame = page.frame_locator("dialog iframe")
    expect(frame.get_by_role("heading", level=1, name="Try on Jersey tee")).to_be_visible()
    with Image.open(FRONT) as image:
        image.convert("RGB").resize((240, 360)).save(tmp_path / "me.png")
    frame.locator("main input[type=file]").set_input_files(tmp_path / "me.png")
    put = frame.get_by_role("button", name="Put it on")
    expect(put).to_be_disabled()  # consent first
    frame.get_by_role("checkbox").check()
    put.click()
    expect(frame.get_by_role("img", name="Jersey tee in size 44 on the photo")).to_be_visible(timeout=DONE)
    expect(frame.get_by_role("img", name="Jersey tee in size 40 on the photo")).to_be_visible()
    inner = next(each for each in page.frames if "/try-on" in each.url)
    inner.evaluate(AXE.read_text(encoding="utf-8"))
    assert inner.evaluate(AXE_RUN, []) == []
    assert inner.evaluate("(() => { try { return Object.keys(localStorage) } catch { return [] } })()") == []
    assert page.evaluate("Object.keys(localStorage)") == []
    inner.locator("h1").press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    assert rows(storefront.house, "interactions") == [] or "tee" not in str(
        rows(storefront.house, "interactions")
    )


def test_the_size_to_take_by_measures_is_told_with_its_reason_in_chinese(
    visit: Callable[[str], Page],
) -> None:
    page = visit("/zh/product")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="试穿").click()
    frame = page.frame_locator("dialog iframe")
    frame.get_by_role("button", name="我该选哪个尺码？").click()
    expect(frame.get_by_text("建议")).to_be_visible(timeout=DONE)
    inner = next(each for each in page.frames if "/try-on" in each.url)
    assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="关闭").click()
    expect(page.locator("dialog")).to_have_count(0)


def test_another_site_cannot_frame_the_page_nor_any_site_the_studio(
    browser: Browser, storefront: Storefront
) -> None:
    context = browser.new_context()
    page = context.new_page()
    for address, path in (("127.0.0.1", "/try-on?garment=tee#key=x"), ("localhost", "/fit")):
        page.goto(storefront.address.replace("localhost", address))
        page.evaluate(
            "source => { const frame = document.createElement('iframe'); frame.src = source;"
            " document.body.append(frame) }",
            storefront.home + path,
        )
        page.wait_for_timeout(800)
        assert page.frames[1].url.startswith("chrome-error:"), path
    context.close()
