"""Photos taken in a second on one core: read, checked, decoded, squashed, cached; against bare Pillow.

300 JPEGs of 600 x 800 pixels, made here from smooth noise, go through `open_data` into an empty cache. The
peer does the least that could be called the same: Pillow's open, convert and resize, without limits, hashes
or a cache. About one minute.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from _record import record
from modiste.collect import open_data

COUNT, SIZE, REPEATS = 300, 256, 5


def photos(folder: Path) -> list[Path]:
    """Write the JPEGs, half a class each; about 60 KB apiece, as a shop's photos are."""
    chance = np.random.default_rng(0)
    made = []
    for number in range(COUNT):
        coarse = chance.integers(0, 256, (40, 30, 3), dtype=np.uint8)
        fine = chance.integers(-12, 13, (800, 600, 3))
        smooth = np.asarray(Image.fromarray(coarse).resize((600, 800), Image.Resampling.BICUBIC))
        path = folder / ("coat" if number % 2 else "hat") / f"{number:04d}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.clip(smooth + fine, 0, 255).astype(np.uint8)).save(path, quality=85)
        made.append(path)
    return made


def ours(folder: Path, _: list[Path]) -> None:
    """The whole way into an empty cache."""
    with tempfile.TemporaryDirectory() as cache:
        assert len(open_data(folder, size=SIZE, cache=Path(cache))) == COUNT


def pillow(_: Path, files: list[Path]) -> None:
    """Pixels and nothing else."""
    for file in files:
        with Image.open(file) as image:
            np.asarray(image.convert("RGB").resize((SIZE, SIZE), Image.Resampling.BILINEAR))


def main() -> None:
    """Alternate both, record the medians."""
    with tempfile.TemporaryDirectory() as home:
        files = photos(Path(home))
        rates: dict[str, list[float]] = {"ours": [], "pillow": []}
        for _ in range(REPEATS):
            for name, way in (("ours", ours), ("pillow", pillow)):
                started = time.process_time()
                way(Path(home), files)
                rates[name].append(COUNT / (time.process_time() - started))
    mine, peer = (statistics.median(rates[name]) for name in ("ours", "pillow"))
    record(
        "image_import",
        "Photos taken in a second of one core",
        round(mine, 1),
        "photos/s",
        interval=(round(min(rates["ours"]), 1), round(max(rates["ours"]), 1)),
        peer="Pillow's open, convert and resize alone",
        peer_value=round(peer, 1),
        how=f"{COUNT} JPEGs, 600 x 800 to {SIZE} x {SIZE}; median, range of {REPEATS} repeats, CPU seconds",
        extra={"claim_zh": "单核每秒导入照片数"},
    )
    sys.stdout.write(f"{mine:.0f} photos/s, bare Pillow {peer:.0f}\n")


if __name__ == "__main__":
    main()
