"""A real house in a real browser: Chromium against `modiste studio` on garments of Fashion-MNIST.

What is served is what ships: the built bundle, by a process of its own, under its own policy.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from modiste.studio import is_built
from modiste.workspace import Shop, open_shop
from modiste.workspace.photo_intake import import_fashion_mnist

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "studio" / "node_modules" / "axe-core" / "axe.min.js"
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)
GARMENTS = 120
PATIENCE_MS = 20_000  # a machine of two cores runs other tests beside
expect.set_options(timeout=PATIENCE_MS)


def missing(what: str) -> NoReturn:
    """Skip by name, but not where everything must be there."""
    reason = f"{what} is not here: ./run test says how it gets here"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass
class Served:
    """A running studio: its address, and the cookies of whoever came through the link."""

    home: str
    link: str
    shop: Path
    cookies: Any = None


@dataclass
class Watched:
    """What a page did that it may not do: requests to other hosts, errors on its console."""

    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> str:
    program = os.environ.get("MODISTE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return program or missing("Chromium")


# By file: while Playwright is there, its event loop runs, and no other test could have one.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    arguments = [*QUIET, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium, headless=True, args=arguments)
        yield made
        made.close()


def start(shop: Path, *, work: bool = True) -> tuple[subprocess.Popen[str], str]:
    """`modiste studio` for a shop: the process, and the link that it prints."""
    command = [sys.executable, "-m", "modiste", "studio", "--shop", str(shop), "--port", "0", "--json"]
    command += [] if work else ["--no-work"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert child.stdout is not None
    said = ""
    while not said.rstrip().endswith("}"):
        line = child.stdout.readline()
        assert line, f"modiste studio ended early: {said}"
        said += line
    return child, json.loads(said)["address"]


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """Serve a new shop of so many garments of Fashion-MNIST, or of what it is filled with."""
    if not is_built():
        missing("The built studio")
    children: list[subprocess.Popen[str]] = []

    def make(garments: int, fill: Callable[[Shop], object] | None = None, *, work: bool = True) -> Served:
        place = tmp_path_factory.mktemp("house") / "shop"
        with open_shop(place) as shop:
            if garments:
                import_fashion_mnist(shop.store, "test", limit=garments)
            if fill is not None:
                fill(shop)
        child, link = start(place, work=work)
        children.append(child)
        return Served(link.partition("/enter")[0], link, place)

    yield make
    for child in children:
        child.terminate()
    for child in children:
        child.communicate(timeout=120)  # it may be at work for a page that is gone


@pytest.fixture(scope="module")
def work() -> bool:
    """Whether jobs are done in the house; a file whose tests submit none says no and saves a process."""
    return True


@pytest.fixture(scope="module")
def house(serve: Callable[..., Served], browser: Browser, work: bool) -> Served:
    """A house of a few garments, entered by its link."""
    return entered(serve(GARMENTS, work=work), browser)


def entered(served: Served, browser: Browser) -> Served:
    """The same, with the cookies of whoever came through the link."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.link)
    page.wait_for_url(f"{served.home}/")
    served.cookies = context.storage_state()
    context.close()
    return served


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def open_page(browser: Browser, house: Served, watched: Watched) -> Iterator[Callable[..., Page]]:
    """Open an address of the house in a browser of its own; nothing forbidden may happen there."""
    contexts: list[BrowserContext] = []

    def make(path: str = "/", *, width: int = 1440, height: int = 900, **options: Any) -> Page:
        sizes = {"width": width, "height": height}
        context = browser.new_context(storage_state=house.cookies, viewport=sizes, **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, house.home, watched)
        page.goto(f"{house.home}{path}")
        return page

    yield make
    for context in contexts:
        context.close()
    assert watched.strangers == []
    assert watched.errors == []


def watch(page: Page, home: str, watched: Watched) -> None:
    """Note every request that leaves the house, and every error that the page speaks of."""

    def asked(request: Any) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            watched.strangers.append(request.url)

    def heard(said: ConsoleMessage) -> None:
        if said.type == "error":
            watched.errors.append(f"{said.text} {said.location['url']}".rstrip())

    page.on("request", asked)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on("console", heard)


THEMES = ("light", "dark")
LANGUAGES = ("en-GB", "zh-CN")
SETTLED = """Promise.allSettled(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().iterations !== Infinity).map((each) => each.finished))"""
"""What is half faded in has no contrast of its own."""


WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
DRAWN_WIDTH = """new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
  () => done(document.documentElement.scrollWidth))))"""
QUIET_SECONDS = 0.5
GO = """async ([to, patience]) => {
  history.pushState({key: crypto.randomUUID(), idx: 0}, '', to)
  dispatchEvent(new PopStateEvent('popstate', {state: history.state}))
  const until = performance.now() + patience
  const isThere = () =>
    document.querySelector('main')?.dataset.address === location.pathname + location.search
  while (!isThere() && performance.now() < until) await new Promise((done) => setTimeout(done, 20))
  return isThere()
}"""


class Walk:
    """A page that goes on from screen to screen as a reader does, by the studio's own router: nothing is
    loaded twice. A screen counts as there once the frame says that it shows the address, and nothing has been
    asked of the server for half a second.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked: set[Any] = set()
        page.on("request", self._note)
        page.on("requestfinished", self._answered)
        page.on("requestfailed", self._answered)

    def to(self, path: str) -> None:
        """Go there and wait until what comes has come."""
        assert self._page.evaluate(GO, [path, PATIENCE_MS]), f"{path} does not come"
        since = time.monotonic()
        while time.monotonic() - since < QUIET_SECONDS:
            self._page.wait_for_timeout(50)
            if self._asked:
                since = time.monotonic()

    def _note(self, asked: Any) -> None:
        if asked.resource_type not in ("eventsource", "websocket"):
            self._asked.add(asked)

    def _answered(self, asked: Any) -> None:
        self._asked.discard(asked)


def barriers(page: Page, home: str, paths: Iterable[str]) -> dict[str, list[str]]:
    """What axe finds on screens, and which are wider than a phone.

    In the first language axe looks at a wide window in both themes, in the others at a phone in the dark.
    The first address is opened cold, from there the reader walks. A screen changes its theme in sight, and
    then only what depends on colours, which are the same in every language, is asked again.
    """
    found = {}
    spoken = page.evaluate("navigator.language")
    themes, window = (THEMES, WIDE) if spoken == LANGUAGES[0] else (THEMES[1:], PHONE)
    page.set_viewport_size(window)
    page.emulate_media(color_scheme=themes[0], reduced_motion="reduce")
    first, *others = paths
    page.goto(f"{home}{first}")
    page.wait_for_load_state("networkidle")
    walk = Walk(page)
    for path in (first, *others):
        if path != first:
            walk.to(path)
        page.get_by_role("heading", level=1).wait_for()
        assert "Modiste" in page.title(), path
        assert page.locator("html").get_attribute("lang") == spoken.removesuffix("-GB"), path
        for number, theme in enumerate(themes):
            wear(page, theme)
            if wrong := violations(page, OF_COLOURS if number else ()):
                found[f"{path} {theme}"] = wrong
        themes = themes[::-1]  # the next screen begins in the theme that is on
        page.set_viewport_size(PHONE)
        if (width := page.evaluate(DRAWN_WIDTH)) > PHONE["width"]:
            found[f"{path} phone"] = [f"{width} px wide"]
        page.set_viewport_size(window)
    return found


def wear(page: Page, theme: str) -> None:
    """Have a page in a theme. Chromium, when it is busy, may not tell a page of a change: then once more."""
    shown = page.locator("html")
    other = THEMES[theme == THEMES[0]]
    for scheme in (theme, other, theme, other, theme):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # light or dark
        page.evaluate(DRAWN_WIDTH)
        if scheme == theme == shown.get_attribute("data-mantine-color-scheme"):
            return
    expect(shown).to_have_attribute("data-mantine-color-scheme", theme)


OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe whose answer another theme can change."""
AXE_RUN = """rules => axe.run(document, {
  resultTypes: ['violations'], ...(rules.length && {runOnly: {type: 'rule', values: rules}}),
}).then(({violations}) => violations.map(
  ({id, nodes}) => id + ': ' + nodes.slice(0, 5).map(({target}) => target.flat(9).join(' ')).join(', ')))"""


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA and its best practices, or those rules: rule, and where."""
    if not AXE.is_file():
        missing("axe-core")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(SETTLED)
    found: list[str] = page.evaluate(AXE_RUN, list(rules))
    return found
