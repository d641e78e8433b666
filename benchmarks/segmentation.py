"""What the shipped segmenter is worth: on outlined photographs, on renders it never saw, and how fast it is.

    ./run bench segmentation

The photographs are clothing-dataset-small's under MODISTE_DATA, the outlines `outlines/clothing_small.json`;
the renders are made here by `modiste shop randomised` with a seed of their own, so that no garment is one of
the training's. `--renders FOLDER` takes some that were made before, `--dry` prints and does not record.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import told
from modiste.learning import Metric, Served, shipped_models
from modiste.vision import cut_outs, read_outlines, worth
from modiste.workspace import flows

OUTLINES = Path(__file__).resolve().parent / "outlines" / "clothing_small.json"
SEED, COUNT = 77, 240
NOT_RENDERED = ("hat", "shoes")


def main() -> int:
    """Judge, time, print and record; what has no data is left out by name."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--renders", type=Path, help="a folder that modiste shop randomised wrote")
    chosen = options.parse_args()
    model = Served.load(shipped_models()["segmenter"])
    size = (model.folder / "model.onnx").stat().st_size
    rows = [
        ("Megabytes of the segmenter", "分割模型的大小（MB）", Metric(size / 1e6, unit="MB"), "goal 4", {})
    ]
    if os.environ.get("MODISTE_DATA"):
        rows += _photographs(model, Path(os.environ["MODISTE_DATA"]) / "clothing-small")
    else:
        print("photographs: left out, MODISTE_DATA names no folder with clothing-small")
    rows += _renders(model, chosen.renders)
    told("segmentation", rows, dry=chosen.dry)
    return 0


def _photographs(model: Served, photos: Path) -> list[tuple[str, str, Metric, str, dict[str, object]]]:
    judged = worth(model, f"{photos}@{OUTLINES}:test")
    how = "60 photographs of clothing-dataset-small, six a class, outlined by an AI assistant looking at them"
    goal = f"{how}; mean and bootstrap interval over photographs; goal 0.80"
    ours = [row["iou"] for row in judged.pictures if row["label"] not in NOT_RENDERED]
    clothes = Metric(float(np.mean(ours)))
    seconds = []
    for each in read_outlines(OUTLINES).parts["test"]:
        started = time.process_time()
        list(cut_outs(model, [photos / each.photo]))
        seconds.append(time.process_time() - started)
    cost = Metric(statistics.median(seconds), (min(seconds), max(seconds)), "s")
    quiet: dict[str, object] = {"readme": False}
    labels: dict[str, object] = {"by_label": judged.by_label}
    return [
        (
            "Overlap with outlined photographs (IoU)",
            "与勾勒照片的交并比",
            judged.metrics["iou"],
            goal,
            labels,
        ),
        ("Median overlap (IoU)", "交并比中位数", judged.metrics["iou_median"], how, quiet),
        ("F of the edges", "边缘 F 值", judged.metrics["boundary_f"], how, quiet),
        (
            "Overlap of the clothes that we can render (IoU)",
            "可渲染服装的交并比",
            clothes,
            f"{len(ours)} of them, without shoes and hats",
            quiet,
        ),
        (
            "Seconds to cut out a garment, one core",
            "单核抠出一件服装的秒数",
            cost,
            "processor seconds with decoding and edges: median and range of the 60; goal 0.5",
            {},
        ),
    ]


def _renders(model: Served, made: Path | None) -> list[tuple[str, str, Metric, str, dict[str, object]]]:
    with tempfile.TemporaryDirectory() as place:
        folder = made or Path(place) / "renders"
        if made is None:
            flows.write_randomised(folder, COUNT, SEED, processes=1)
        judged = worth(model, folder)
    of = f"--count {COUNT} --seed {SEED}" if made is None else "a folder made before"
    how = f"{judged.n} pictures by modiste shop randomised, {of}, of garments that it never saw; goal 0.95"
    labels: dict[str, object] = {"by_label": judged.by_label}
    return [
        ("Overlap with renders never seen (IoU)", "与未见渲染图的交并比", judged.metrics["iou"], how, labels)
    ]


if __name__ == "__main__":
    sys.exit(main())
