"""The script tag on a page of a shop's own, of another site: consent first, then events, garments, sizes."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from modiste.api.keys import issue_key
from modiste.workspace import open_shop
from modiste.workspace.photo_intake import import_fashion_mnist

from .conftest import start

GARMENT = re.compile(r"^/garments/fashion-mnist-test-\d{5}$")
pytestmark = pytest.mark.browser
PAGE = """<!doctype html><html lang="{language}"><title>A shop</title><h1>A shop's own page</h1>
<div data-modiste="home" data-k="4" data-link="/garments/{{id}}"></div>
<script src="{home}/api/v1/embed.js" data-key="{key}" defer></script></html>"""


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
            body = pages["zh" if self.path.startswith("/zh") else "en"].encode()
            self.send_response(200)
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
        _, key = issue_key(shop, "page", ["storefront:use"])
    (house / "modiste.toml").write_text(f'storefront_origins = ["{address}"]\n')
    child, link = start(house, work=False)
    home = link.partition("/enter")[0]
    for language in ("en", "zh"):
        pages[language] = PAGE.format(language=language, home=home, key=key)
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
    assert all(each["why"]["en"].startswith(("Because of", "Like")) for each in answer["results"])
    # The visit goes on on the next page, and in Chinese where the page is.
    page.goto(storefront.address + "/zh")
    expect(page.locator("[data-modiste] li")).to_have_count(4)
    assert any(ord(letter) > 0x4E00 for letter in page.locator("[data-modiste] small").first.inner_text())
    said = page.evaluate("modiste.size('fashion-mnist-test-00003')")
    assert said["size"] == "" and said["en"] and said["zh"]
    page.locator("[data-modiste] a").first.click()
    page.wait_for_url("**/garments/**")
    expect(page.locator("[data-modiste] li")).to_have_count(4)
    kinds = [each["kind"] for each in rows(storefront.house, "interactions")]
    assert kinds == ["view_item", "select_item"]
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
