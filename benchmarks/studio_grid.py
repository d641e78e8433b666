"""How soon the studio's grid answers a hand at 70,000 garments: scroll, filter, search, in a real browser.

Measures in Chromium, headless, against `modiste serve` on loopback. A gesture's answer is the first frame
that shows a change: after a wheel turn the scrolled rows (garments or their place-holders), after a tick the
ticked box, after typing the letters; and, apart, the moment when the new garments and counts stand there.
About two minutes.

    ./run bench studio_grid            # imports Fashion-MNIST into a folder of its own first
    ./run bench studio_grid --shop DIR # a shop that has them already
"""

import argparse
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from grid_api import interval, ready_address, served
from modiste.workspace import open_shop

GARMENTS = 70_000
TURNS = 60
TICKS = 30
WORDS = ("bag", "coat 0", "sandal", "dress 12", "0042", "sneaker", "shirt test", "boot 7", "trouser", "pull")
SEED = 0
BOUND_MS = 100.0
# Cards or their place-holders stand down to the window's lower edge (nowhere is the end of the wall).
FILLED = (
    "[...document.querySelectorAll('[role=listitem]')].pop().getBoundingClientRect().bottom >= innerHeight"
)
SAID = "document.querySelector('main [class*=tools] [role=status]')?.textContent"  # how many garments match

# Resolves with milliseconds from the gesture to the frame after the first one that shows its effect.
WATCH = """(shows) => {
  const seen = new Function('return ' + shows)
  window.__answer = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('never seen: ' + shows)), 30_000)
    let begun = 0
    const start = (event) => { begun = event.timeStamp }
    for (const kind of ['wheel', 'pointerdown', 'keydown'])
      window.addEventListener(kind, start, { capture: true, once: true })
    const look = () => {
      if (begun && seen()) requestAnimationFrame(() => resolve(performance.now() - begun))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}"""


def main() -> int:
    """Measure, record, and tell whether the bound holds."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--shop", type=Path, help="a shop with at least 70,000 garments")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = chosen.shop or Path(folder) / "shop"
        with open_shop(root) as shop:
            if shop.garments.count() < GARMENTS:
                shop.garments.add_fashion_mnist()
        spawn = multiprocessing.get_context("spawn")
        ready, told = spawn.Pipe(duplex=False)
        server = spawn.Process(target=served, args=(root, told), daemon=True)
        server.start()
        try:
            measured, nodes = watched(f"http://{ready_address(ready)}")
        finally:
            server.terminate()
            server.join()
    return report(measured, nodes, dry=chosen.dry)


def watched(home: str) -> tuple[dict[str, np.ndarray], int]:
    """Milliseconds of every gesture of each kind, and how many cards the document held at most."""
    program = os.environ.get("MODISTE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    arguments = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    chance = random.Random(SEED)
    spent: dict[str, list[float]] = {"scroll": [], "tick": [], "filter": [], "type": [], "search": []}
    nodes = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=arguments)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{home}/garments")
        page.wait_for_selector("[role=listitem] h2")
        page.wait_for_load_state("networkidle")
        page.mouse.move(900, 500)
        for turn in range(TURNS):
            if turn % 10 == 9:  # far away, where nothing has been fetched
                page.evaluate(f"scrollTo(0, {chance.random()} * document.body.scrollHeight)")
                page.wait_for_timeout(400)
            before = page.evaluate("scrollY")
            act(
                page,
                f"Math.abs(scrollY - {before}) > 1 && {FILLED}",
                lambda: page.mouse.wheel(0, 600),
                spent["scroll"],
            )
            nodes = max(nodes, page.locator("[role=listitem]").count())
        page.goto(f"{home}/garments")
        page.wait_for_selector("[role=listitem] h2")
        page.wait_for_load_state("networkidle")
        for tick in range(TICKS):
            box = page.locator("fieldset input[type=checkbox]").nth(chance.randrange(10))
            said, ticked = page.evaluate(SAID), page.locator("fieldset input:checked").count()
            act(
                page,
                f"document.querySelectorAll('fieldset input:checked').length !== {ticked}",
                box.click,
                spent["tick"],
                ("filter", f"{SAID} !== {said!r}"),
                spent,
            )
            page.wait_for_timeout(150 + tick % 3 * 50)
        page.goto(f"{home}/garments")
        page.wait_for_selector("[role=listitem] h2")
        page.wait_for_load_state("networkidle")
        field = page.get_by_role("searchbox")
        field.focus()
        for words in WORDS:
            field.fill("")
            page.wait_for_timeout(900)
            said = page.evaluate(SAID)
            field.press_sequentially(words[:-1], delay=40)
            act(
                page,
                f"document.querySelector('input[type=search]').value === {words!r}",
                lambda last=words[-1]: field.press(last),
                spent["type"],
                (
                    "search",
                    "new URLSearchParams(location.search).get('q') === "
                    f"{words!r} && document.querySelector('main [class*=tools]')?.ariaBusy === 'false'"
                    f" && {SAID} !== {said!r}",
                ),
                spent,
            )
        browser.close()
    return {kind: np.array(times) for kind, times in spent.items()}, nodes


def act(
    page: Page,
    shows: str,
    gesture: Any,
    into: list[float],
    then: tuple[str, str] | None = None,
    spent: dict[str, list[float]] | None = None,
) -> None:
    """Make a gesture and note when its effect is painted; and with `then`, when its result is."""
    page.evaluate(WATCH, shows)
    page.evaluate("void (window.__first = window.__answer)")  # not the promise: it would be waited for
    if then:
        page.evaluate(WATCH, then[1])
    gesture()
    into.append(page.evaluate("window.__first"))
    if then and spent is not None:
        spent[then[0]].append(page.evaluate("window.__answer"))
    page.wait_for_timeout(60)


def report(measured: dict[str, np.ndarray], nodes: int, *, dry: bool) -> int:
    """Print every kind, record what a hand feels."""
    for kind, spent in measured.items():
        p50, p95 = (float(np.percentile(spent, share)) for share in (50, 95))
        print(f"{kind:7} n {len(spent):3}  p50 {p50:7.1f}  p95 {p95:7.1f}  worst {spent.max():7.1f} ms")
    felt = np.concatenate([measured[kind] for kind in ("scroll", "tick", "type")])
    p95 = float(np.percentile(felt, 95))
    print(f"felt p95 {p95:.1f} ms, at most {nodes} cards in the document; the bound is {BOUND_MS:.0f} ms")
    if not dry:
        record(
            "studio_grid",
            "Studio grid at 70,000 garments, gesture to paint, p95",
            round(p95, 1),
            "ms",
            interval=interval(felt, 95),
            how=f"{len(felt)} gestures (wheel, tick of a facet, key in the search box) in headless Chromium "
            f"at 1440 x 900 without GPU, from event to the frame after its effect; seed {SEED}; bound 100 ms",
            notes="Fashion-MNIST shop in SQLite; browser, server and other work share the machine",
            extra={
                "claim_zh": "7 万件服装时工作室网格从操作到绘制的 p95",
                "cards_in_document": nodes,
                **{
                    f"{kind}_p50_ms": round(float(np.percentile(each, 50)), 1)
                    for kind, each in measured.items()
                },
                **{
                    f"{kind}_p95_ms": round(float(np.percentile(each, 95)), 1)
                    for kind, each in measured.items()
                },
            },
        )
    return 0 if p95 <= BOUND_MS else 1


if __name__ == "__main__":
    sys.exit(main())
