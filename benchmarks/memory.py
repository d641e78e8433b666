"""Peak memory of importing Fashion-MNIST, of one prediction, and of one epoch of training. A few minutes.

Each is the command as a user types it, in a process of its own with one thread; the peak is the largest
resident set that the system counted for it. `memory.py import|predict|train` measures one of them.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from _child import Ran, peak_of, run
from _record import record

MODELS = ("clothing", "fashion-mnist-int8", "fashion-mnist")
EPOCH_OF = 5000
PHOTO = """
import numpy, sys
from PIL import Image
chance = numpy.random.default_rng(0)
coarse = Image.fromarray(chance.integers(0, 256, (40, 30, 3), dtype=numpy.uint8))
coarse.resize((1200, 1600), Image.Resampling.BICUBIC).save(sys.argv[1], quality=90)
"""


def measure_import(home: Path) -> None:
    """All 70,000 pictures into an empty shop."""
    ran = modiste("--shop", str(home / "shop"), "import", "fashion-mnist", "--json")
    report = json.loads(ran.said)
    if report["added"] != 70_000:
        raise SystemExit(f"70,000 pictures were to be added: {report}")
    keep(
        "Peak memory of importing Fashion-MNIST's 70,000 pictures into a shop",
        "导入 Fashion-MNIST 全部 70,000 张图片的内存峰值",
        peak_of([ran]),
        f"`modiste import fashion-mnist` into an empty shop, one run, {ran.cpu_seconds:.0f} s of processor",
        {"cpu_seconds": round(ran.cpu_seconds, 1)},
    )


def measure_predict(home: Path) -> None:
    """One photo of 1200 x 1600 pixels through the best shipped model that is here."""
    shipped = {row["name"] for row in json.loads(modiste("models", "--json").said)}
    model = next((name for name in MODELS if name in shipped), None)
    if model is None:
        print(f"skipped: none of {', '.join(MODELS)} is shipped here", file=sys.stderr)
        return
    photo = home / "photo.jpg"
    run([sys.executable, "-c", PHOTO, str(photo)])
    runs = [modiste("predict", model, str(photo), "--json") for _ in range(5)]
    peaks = sorted(round(each.peak_mb, 1) for each in runs)
    keep(
        "Peak memory of `modiste predict` on one photo",
        "`modiste predict` 处理一张照片的内存峰值",
        peak_of(runs),
        f"model {model}, a JPEG of 1200 x 1600 pixels, median and range of 5 processes",
        {"model": model, "range_mb": [peaks[0], peaks[-1]]},
    )


def measure_train(home: Path) -> None:
    """One epoch over 5,000 pictures, with all that `train` does after it."""
    settings = {"data.limit": EPOCH_OF, "train.epochs": 1}
    options = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
    ran = modiste("--shop", str(home / "trained"), "train", "fashion-mnist", *options, "--json")
    keep(
        "Peak memory of training the Fashion-MNIST recipe",
        "训练 Fashion-MNIST 配方的内存峰值",
        peak_of([ran]),
        f"`modiste train fashion-mnist`, one epoch of {EPOCH_OF:,} pictures, batch 256, one thread; "
        "calibration and export included",
        {"cpu_seconds": round(ran.cpu_seconds, 1)},
    )


MEASURES = {"import": measure_import, "predict": measure_predict, "train": measure_train}


def modiste(*words: str) -> Ran:
    """The command line in a process of its own."""
    return run([sys.executable, "-m", "modiste", *words])


def keep(claim: str, claim_zh: str, peak_mb: float, how: str, extra: dict[str, object]) -> None:
    """Record one peak, and say it."""
    record("memory", claim, round(peak_mb, 1), "MB", how=how, extra={"claim_zh": claim_zh, **extra})
    print(f"{claim}: {peak_mb:.0f} MB")


def main() -> None:
    """Measure what was asked for, by default everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", help=f"of {', '.join(MEASURES)}; by default all")
    wanted = parser.parse_args().what or list(MEASURES)
    if unknown := set(wanted) - set(MEASURES):
        parser.error(f"not known: {', '.join(sorted(unknown))}")
    for name in wanted:
        with tempfile.TemporaryDirectory() as home:
            MEASURES[name](Path(home))


if __name__ == "__main__":
    main()
