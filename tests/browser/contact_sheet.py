"""`./run look`: a picture of every screen, light and dark, English and Chinese, wide and phone, on one sheet.

Knows which screens there are; on them is the sample house and, where models are studied, real garments: the
demonstration's shops where it was run, else new ones.
With `--docs` the pictures of the READMEs and the docs are made again, too.
"""

import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import sync_playwright

from conftest import QUIET, ROOT, start
from modiste.garment import Garment
from modiste.learning import silent
from modiste.workspace import flows, is_shop, open_shop
from modiste.workspace.photo_intake import import_fashion_mnist

OUT = ROOT / "look"
SCREENS = {
    "home": "/",
    "garments": "/garments",
    "garment": "/garments/{shirt}",
    "models": "/lab/models",
    "model": "/lab/models/fashion-mnist",
    "study": "/lab/study",
    "jobs": "/jobs",
    "settings": "/settings",
    "import": "/data/import",
    "quarantine": "/data/quarantine",
    "quality": "/data/quality",
    "augmentation": "/lab/augmentation?recipe=fashion-mnist",
    "fit": "/fit?garment=t-shirt",
    "pattern": "/garments/{shirt}/pattern",
    "try-on": "/garments/{shirt}/try-on",
    "recommend": "/sell/recommend",
    "visitor": "/sell/recommend?as=visitor",
    "merchandise": "/sell/merchandise",
    "experiments": "/sell/experiments",
    "supply": "/trace/supply",
    "journeys": "/trace/journeys",
    "plant": "/trace/plant",
    "passports": "/trace/passports",
    "journey": "/garments/{shirt}/journey",
    "patterns": "/design/patterns?wish=Knee-length+A-line+dress%2C+V+neck%2C+navy+cotton",
    "prints": "/design/prints",
    "concepts": "/design/concepts",
    "fabrics": "/design/fabrics",
    "fabric-search": "/design/fabrics/search?begin=yes",
    "mirror": "/fit/mirror",
    "on-photo": "/fit/photo?garment=t-shirt",
    "wearables": "/lab/wearables",
    "placement": "/lab/wearables/placement?garment=trousers&sensors=2",
    "kit": "/kit",
}
STUDIED = ("models", "model", "study", "import", "quarantine", "quality", "augmentation")
"""Screens that show real garments."""
DOCS = ("home", "garments", "garment", "model", "study", "quality")
"""Screens whose wide, light, English picture stands in the READMEs and the docs."""
SIZES = {"wide": (1440, 900), "phone": (390, 844)}
LOOKS = [(theme, language) for theme in ("light", "dark") for language in ("en-GB", "zh-CN")]
SETTLE_MS = 1500
PICTURED = """() => [...document.images].every((each) => {
  const { top, bottom } = each.getBoundingClientRect()
  return bottom < 0 || top > innerHeight || each.complete
})"""
"""Whether every picture in sight has come."""
THUMB = 480
EDGE, INK = "#F7F7F7", "#161616"


def house_at_hand() -> Path:
    """The sample house that the demonstration opened, else a new one."""
    made = ROOT / "shop"
    if is_shop(made):
        return made
    place = Path(tempfile.mkdtemp()) / "shop"
    with open_shop(place) as shop:
        flows.open_sample(shop)
    return place


def studied_at_hand() -> Path:
    """The demonstration's real garments, else a few hundred of them."""
    made = ROOT / "shop-fashion-mnist"
    if is_shop(made):
        return made
    place = Path(tempfile.mkdtemp()) / "shop"
    with open_shop(place) as shop:
        import_fashion_mnist(shop.store, "test", limit=400)
        flows.tag(shop, "", silent, lambda: False)
        flows.quality_of(shop, silent)
    return place


def a_shirt(house: Path) -> str:
    """The id of the first shirt of a house."""
    with open_shop(house) as shop:
        return min(garment.id for garment in shop.store.rows.scan(Garment) if garment.category == "Shirts")


def main(wanted: list[str]) -> int:
    """Take the pictures; the exit code is 2 for a screen that is not known."""
    for_docs = "--docs" in wanted
    wanted = [each for each in wanted if each != "--docs"]
    if unknown := set(wanted) - set(SCREENS):
        print(f"Not known: {', '.join(sorted(unknown))}. Known: {', '.join(SCREENS)}.", file=sys.stderr)
        return 2
    names = wanted or list(SCREENS)
    OUT.mkdir(exist_ok=True)
    house = house_at_hand()
    shirt = a_shirt(house)
    served = {False: start(house), True: start(studied_at_hand())}
    program = os.environ.get("MODISTE_CHROMIUM") or "chromium"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which(program) or program, args=[*QUIET, "--no-sandbox"]
            )
            cookies = {}
            for studied, (_, link) in served.items():
                visitor = browser.new_context()
                visitor.new_page().goto(link)
                cookies[studied] = visitor.storage_state()
            rows = []
            for name in names:
                studied, row = name in STUDIED, []
                home = served[studied][1].partition("/enter")[0]
                for size, (width, height) in SIZES.items():
                    for theme, language in LOOKS:
                        context = browser.new_context(
                            storage_state=cookies[studied],
                            viewport={"width": width, "height": height},
                            color_scheme=theme,  # type: ignore[arg-type] # light or dark
                            locale=language,
                        )
                        page = context.new_page()
                        page.goto(home + SCREENS[name].format(shirt=shirt))
                        page.wait_for_timeout(SETTLE_MS)
                        page.wait_for_function(PICTURED)
                        shot = page.screenshot()
                        (OUT / f"{name}-{size}-{theme}-{language[:2]}.png").write_bytes(shot)
                        row.append(shot)
                        if (
                            for_docs
                            and name in DOCS
                            and (size, theme, language) == ("wide", "light", "en-GB")
                        ):
                            _for_docs(name, shot)
                        context.close()
                rows.append((name, row))
                print(name, file=sys.stderr)
            browser.close()
    finally:
        for child, _ in served.values():
            child.terminate()
        for child, _ in served.values():
            child.wait()
    sheet(rows).save(OUT / "contact-sheet.png", optimize=True)
    print(OUT / "contact-sheet.png")
    return 0


def sheet(rows: list[tuple[str, list[bytes]]]) -> Image.Image:
    """Every picture small, a row a screen."""
    small = [(name, [_thumb(shot) for shot in row]) for name, row in rows]
    width = max(sum(each.width + 16 for each in row) for _, row in small) + 16
    heights = [max(each.height for each in row) + 48 for _, row in small]
    made = Image.new("RGB", (width, sum(heights) + 16), EDGE)
    pen, top = ImageDraw.Draw(made), 16
    for (name, row), height in zip(small, heights, strict=True):
        pen.text((16, top), name, INK, ImageFont.load_default(18))
        left = 16
        for each in row:
            made.paste(each, (left, top + 28))
            left += each.width + 16
        top += height
    return made


def _for_docs(name: str, shot: bytes) -> None:
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture.save(ROOT / "docs" / "pictures" / f"studio-{name}.webp", quality=80, method=6)


def _thumb(shot: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture.thumbnail((THUMB, THUMB * 9 // 16), Image.Resampling.LANCZOS)
    return picture


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
