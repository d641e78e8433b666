"""Wrong labels found by confident learning: Fashion-MNIST with labels flipped on purpose, and as published.

Nobody has published all that is wrong in Fashion-MNIST, so two things stand for it. First, 5 % of the
10,000 test labels are flipped (three seeds; to a class drawn by the model's own confusion): precision and
recall of the doubts, for our two second opinions and for cleanlab on the same probabilities. Second, the 18
training pictures that Mueller & Markert name as mislabelled, and where they stand among all 60,000, most
doubtful first.
The embeddings are the shipped model's, which learned from none of the test pictures; of the training pictures
only pixels are used, by neighbours. cleanlab runs in `.venv-labels`, which this script makes. About ten
minutes of one core. `--sheet FILE` draws the strongest doubts of the test labels.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from collections import defaultdict
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from _record import ROOT, record
from modiste.collect import FASHION_MNIST_LABELS, clean, fashion_mnist
from modiste.learning import Served, shipped_models

CLEANLAB = "cleanlab==2.9.0"
HOME = ROOT / ".venv-labels"
SHARE, SEEDS = 0.05, (0, 1, 2)
# Training pictures named in N. M. Mueller and K. Markert, Identifying Mislabeled Instances in Classification
# Datasets (IJCNN 2019), and in that paper's code (github.com/mueller91/labelfix, find_in_fashion_mnist.py).
KNOWN = (
    1600, 3415, 9059, 18188, 22264, 22750, 28264, 29599, 33982, 34381, 36049, 37286, 38208, 39620, 42018,
    45592, 50494, 53257,
)  # fmt: skip
_SCRIPT = """
import sys
import numpy as np
from cleanlab.filter import find_label_issues
held = np.load(sys.argv[1])
np.save(sys.argv[2], find_label_issues(held["targets"], held["chances"], filter_by=sys.argv[3]))
"""


def cleanlab_python(given: Path | None) -> Path:
    """The Python that has cleanlab: the one given, or that of `.venv-labels`."""
    python = given or HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(HOME, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", CLEANLAB], check=True)
    return python


def theirs(python: Path, chances: np.ndarray, targets: np.ndarray, way: str) -> set[int]:
    """The rows that cleanlab holds for wrong."""
    with tempfile.TemporaryDirectory() as home:
        given, out = Path(home) / "in.npz", Path(home) / "out.npy"
        np.savez(given, chances=chances, targets=targets)
        subprocess.run([python, "-c", _SCRIPT, given, out, way], check=True)
        return set(np.flatnonzero(np.load(out)).tolist())


def flipped(targets: np.ndarray, chances: np.ndarray, seed: int) -> tuple[np.ndarray, set[int]]:
    """Labels with a share flipped to what the model takes them for next, and which rows those are."""
    chance = np.random.default_rng(seed)
    rows = chance.choice(len(targets), round(SHARE * len(targets)), replace=False)
    made = targets.copy()
    for row in rows.tolist():
        others = chances[row] + 1e-3
        others[targets[row]] = 0
        made[row] = chance.choice(len(others), p=others / others.sum())
    return made, set(rows.tolist())


def figures(doubted: set[int], wrong: set[int]) -> tuple[float, float]:
    """Precision and recall in per cent."""
    hits = len(doubted & wrong)
    return 100 * hits / max(len(doubted), 1), 100 * hits / len(wrong)


def known(python: Path) -> dict[str, float]:
    """Of the published mislabels: how many we and cleanlab doubt, and where their median stands."""
    train = fashion_mnist("train")
    raw = train.pixels.reshape(len(train.targets), -1).astype(np.float32)
    chances = clean.Neighbours().out_of_sample(raw, train.targets, 10)
    doubts = clean.audit(chances, train.targets).doubts
    rank = {each.row: place for place, each in enumerate(doubts, 1)}
    rivals = theirs(python, chances, train.targets, "confident_learning")
    return {
        "known": len(KNOWN),
        "doubted": sum(row in rank for row in KNOWN),
        "cleanlab_doubted": len(rivals.intersection(KNOWN)),
        "median_rank": float(np.median([rank.get(row, len(raw)) for row in KNOWN])),
        "all_doubted": len(doubts),
        "cleanlab_all_doubted": len(rivals),
    }


def sheet(pixels: np.ndarray, doubts: tuple[clean.Doubt, ...], out: Path) -> None:
    """A contact sheet of the strongest doubts with both labels."""
    across, size = 10, 96
    whole = Image.new("L", (across * (size + 14), 6 * (size + 40)), 247)
    pen = ImageDraw.Draw(whole)
    for place, each in enumerate(doubts[: 6 * across]):
        left, top = place % across * (size + 14) + 7, place // across * (size + 40) + 6
        whole.paste(
            Image.fromarray(pixels[each.row]).resize((size, size), Image.Resampling.NEAREST), (left, top)
        )
        pen.text((left, top + size + 2), FASHION_MNIST_LABELS[each.given][:15], fill=110)
        pen.text((left, top + size + 14), FASHION_MNIST_LABELS[each.likelier][:15], fill=20)
    whole.save(out)


def main() -> None:
    """Measure, print, record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", type=Path, help="a Python with cleanlab, instead of .venv-labels")
    parser.add_argument("--sheet", type=Path, help="where to draw the strongest doubts")
    args = parser.parse_args()
    python = cleanlab_python(args.python)
    test = fashion_mnist("test")
    pixels, truth = np.asarray(test.pixels[:, 0]), test.targets
    answer = Served.load(shipped_models()["fashion-mnist"]).answer(pixels)
    raw = pixels.reshape(len(pixels), -1).astype(np.float32)
    opinions = {
        "linear on embeddings": (clean.CrossFittedLinear(), answer.embeddings),
        "neighbours on pixels": (clean.Neighbours(), raw),
    }
    if args.sheet:
        model, examples = opinions["linear on embeddings"]
        found = clean.audit(model.out_of_sample(examples, truth, 10), truth)
        sheet(pixels, found.doubts, args.sheet)
        print(f"{len(found.doubts)} test labels doubted, share estimated {found.share:.3f}")
        return
    rows: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for seed in SEEDS:
        given, wrong = flipped(truth, answer.probabilities.astype(np.float64), seed)
        for name, (model, examples) in opinions.items():
            chances = model.out_of_sample(examples, given, 10)
            rows[name].append(figures({each.row for each in clean.audit(chances, given).doubts}, wrong))
            for way in ("confident_learning", "prune_by_noise_rate"):
                rows[f"cleanlab {way}, {name}"].append(figures(theirs(python, chances, given, way), wrong))
    means = {
        name: tuple(float(np.mean(column)) for column in zip(*each, strict=True))
        for name, each in rows.items()
    }
    for name, (precision, recall) in means.items():
        print(f"{name:58s} precision {precision:5.1f} %  recall {recall:5.1f} %")
    published = known(python)
    print(f"published mislabels of the training set: {published}")
    record(
        "collect_labels",
        "Published mislabels of Fashion-MNIST's training set that are doubted",
        100 * published["doubted"] / len(KNOWN),
        "%",
        peer=f"{CLEANLAB.replace('==', ' ')}, confident_learning, the same probabilities",
        peer_value=100 * published["cleanlab_doubted"] / len(KNOWN),
        how="the 18 pictures named by Mueller & Markert (2019) among 60,000; 15 nearest neighbours on pixels",
        notes=f"{published['all_doubted']} of 60,000 labels are doubted, cleanlab doubts "
        f"{published['cleanlab_all_doubted']}; the median published one is number "
        f"{published['median_rank']:.0f}",
        extra={"claim_zh": "Fashion-MNIST 训练集中已公开的错误标签被存疑的比例", **published},
    )
    how = "Fashion-MNIST's 10,000 test labels, 5 % flipped, seeds 0, 1, 2; 5-fold linear model on embeddings"
    rival = means["cleanlab confident_learning, linear on embeddings"]
    for place, (claim, claim_zh) in enumerate(
        (
            ("Doubted labels that were wrong (precision)", "存疑标签中确为错误的比例（精确率）"),
            ("Wrong labels that were doubted (recall)", "错误标签中被发现的比例（召回率）"),
        )
    ):
        values = [each[place] for each in rows["linear on embeddings"]]
        record(
            "collect_labels",
            claim,
            round(means["linear on embeddings"][place], 2),
            "%",
            (round(min(values), 2), round(max(values), 2)),
            f"{CLEANLAB.replace('==', ' ')}, confident_learning, the same probabilities",
            round(rival[place], 2),
            how,
            "The interval is the range of three seeds. Published labels that are wrong count as false.",
            {"claim_zh": claim_zh, "all": means},
        )


if __name__ == "__main__":
    sys.exit(main())
