"""The mirror's garment against the renderer's own mask, and hung on two shoulders, before a camera of ours.

    ./run bench ar_mirror --dry

Each shot is draped on the body in its pose (`_mirror_film`). The studio must be built, and Chromium be there.
3D is drawn by the processor: a picture takes a second or more, and nothing is said of speed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _mirror_film import ARGUMENTS, Shot, compared, keep, shot, write_y4m
from _record import record
from modiste import tailoring
from modiste.workspace import open_shop

TEE = "mirror-tee"
SHOTS = (("a", 0), ("a", 25), ("down", 0), ("down", -25), ("walk", 0))
"""A pose, and degrees around it."""
PATIENCE = 180_000


def main() -> int:
    """Drape, film, look, compare, record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--pictures", type=int, default=3, help="of each shot, at least")
    options.add_argument("--seconds", type=float, default=120, help="the most, for each way")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        film, root = Path(place) / "film.y4m", Path(place) / "shop"
        shots = prepared(root, film)
        found = {way: looked(root, film, shots, way, chosen) for way in ("body", "shoulders")}
    for way, by_shot in found.items():
        told = {name: [round(each, 3) for each in shares] for name, shares in by_shot.items()}
        print(json.dumps({"way": way, "iou": round(mean(by_shot), 4), "shots": told}))
    if not chosen.dry:
        record(
            "ar_mirror",
            "Garment in the live mirror over the renderer's own mask (IoU)",
            round(mean(found["body"]), 4),
            "",
            peer="hung on two shoulders",
            peer_value=round(mean(found["shoulders"]), 4),
            how=f"{len(SHOTS)} shots of our own body, draped in each pose; fake camera, headless Chromium",
            notes="synthetic body, plain ground; real people were not tried",
            extra={"claim_zh": "实时镜中的服装与渲染器遮罩的重合度（IoU，合成人体）"},
        )
    return 0


def prepared(root: Path, film: Path) -> list[Shot]:
    """A shop with a T-shirt, and the camera's film."""
    figure = tailoring.average_figure("women")
    pattern = tailoring.draft_size("t-shirt", "women", "40")
    draped = {
        pose: tailoring.drape_garment(pattern, tailoring.posed(figure, pose), "jersey")
        for pose in ("a", "down", "walk")
    }
    with open_shop(root) as shop:
        keep(shop, TEE, "t-shirt", "40", draped["a"])
    shots = [shot(f"{pose} {azimuth}", draped[pose], azimuth, n) for n, (pose, azimuth) in enumerate(SHOTS)]
    write_y4m(shots, film, repeats=20)
    return shots


def looked(
    root: Path, film: Path, shots: list[Shot], way: str, chosen: argparse.Namespace
) -> dict[str, list[float]]:
    """What the mirror shows, compared."""
    command = [sys.executable, "-m", "modiste", "studio", "--shop", str(root), "--port", "0", "--json"]
    child = subprocess.Popen([*command, "--no-work"], stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        said = ""
        while not said.rstrip().endswith("}"):
            said += child.stdout.readline()
        link = json.loads(said)["address"]
        chromium = os.environ.get("MODISTE_CHROMIUM") or shutil.which("chromium")
        arguments = ["--no-sandbox", *ARGUMENTS, f"--use-file-for-fake-video-capture={film}"]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
            page: Page = browser.new_context(permissions=["camera"]).new_page()
            page.set_default_timeout(PATIENCE)
            page.goto(link)
            page.wait_for_url(link.partition("/enter")[0] + "/")
            page.goto(f"{link.partition('/enter')[0]}/fit/mirror?garment={TEE}&anchor={way}")
            page.get_by_role("button", name="Start the camera").click()
            page.get_by_role("img", name="Jersey tee, size 40").wait_for()
            found = compared(page, shots, chosen.pictures, chosen.seconds)
            browser.close()
    finally:
        child.terminate()
        child.communicate(timeout=30)
    return dict(found)


def mean(by_shot: dict[str, list[float]]) -> float:
    """Over shots, of each shot's median."""
    return float(np.mean([np.median(shares) for shares in by_shot.values() if shares]))


if __name__ == "__main__":
    raise SystemExit(main())
