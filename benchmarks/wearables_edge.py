"""A watch model on people apart, by format: size, accuracy, latency on this machine, multiplications, RAM.

./run bench wearables_edge
./run bench wearables_edge --dry --shop DIR        # a shop that has trained already

Every sixth person of sp-sw-har is kept apart; the model is learned from the others (its choices too), ranges
of int8 from 256 of their windows. Then it is pruned by a sixth of its channels, and distilled into
wearables-activity-small, each on the same people. The table's accuracy is of the frames of the people apart
by the network alone, without the order of activities: what matters is how formats differ. Latency is CPU
time of one thread, the C compiled with gcc for this processor (-O3 -march=native) and for size (-Os).
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _record import record
from modiste.learning import Served, compare, quantise
from modiste.wearables import c_package, open_grids, seconds_a_window, tflite_package, windows_of
from modiste.wearables.edge.litert import told_by
from modiste.wearables.edge.package import integer_network
from modiste.wearables.placement.separability import Judge, each_second, features
from modiste.wearables.windows import RATE_HZ, STRIDE, UNKNOWN
from modiste.workspace import Shop, flows, open_shop
from wearables_activity import sp_sw_har

APART = 6
SHARE = 1 / 6
CALIBRATION = 256
EVERY = 3
RUNS = "20000"


def main() -> int:
    """Train once, write every format, measure each on the same frames, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--shop", type=Path, default=Path("wearables-bench"), help="where models are kept")
    chosen = options.parse_args()
    data = sp_sw_har(chosen.shop)
    if data is None:
        print("sp-sw-har is not here: set MODISTE_DATA")
        return 0
    home = data / "DATA" if (data / "DATA").is_dir() else data
    print_sites(home)
    people = sorted(path for path in home.iterdir() if path.is_dir())
    known, apart = (chosen.shop / f"watch-{part}" for part in ("known", "apart"))
    for folder, some in ((known, [p for i, p in enumerate(people) if i % APART]), (apart, people[::APART])):
        for person in some:
            if not (folder / person.name).exists():
                shutil.copytree(person, folder / person.name)
    with open_shop(chosen.shop / "edge", create=True) as shop:
        made = shop.train("wearables.activity", known, {"device": "watch", "leak": "no"}, "edge-watch")
        folder = shop.registry.resolve(made.model).folder
        smaller = {
            by: shop.registry.resolve(compressed(shop, known, by, student).model).folder
            for by, student in (("prune", ""), ("distil", "wearables-activity-small"))
        }
    calibration, _ = frames(known, Served.load(folder))
    draw = np.random.default_rng(0).permutation(len(calibration))[:CALIBRATION]
    shown, targets = frames(apart, Served.load(folder))
    rows = table(folder, calibration[draw], shown, targets)
    for by, other in smaller.items():
        rows += [{"by": by, **row} for row in table(other, calibration[draw], shown, targets)]
    for row in rows:
        print(row)
    if not chosen.dry:
        c = next(row for row in rows if row["format"].startswith("c99"))
        record(
            "wearables_edge",
            "Accuracy that a watch model loses in C's whole numbers, people apart",
            round(100 * (rows[0]["accuracy"] - c["accuracy"]), 3),
            "points",
            how=f"{len(targets)} frames of {len(people[::APART])} people, ranges from {CALIBRATION} windows",
            extra={"claim_zh": "手表模型转为整数 C 代码后在陌生人上的准确率损失", "rows": rows},
        )
    return 0


def compressed(shop: Shop, known: Path, by: str, student: str) -> flows.Compressed:
    """The model pruned or distilled, and what that is worth on the people held out of both."""
    made = flows.compress(
        shop, "edge-watch", known, by, f"edge-watch-{by}", lambda _: None, lambda: False, student, SHARE
    )
    print(by, dict(made.notes))
    return made


def print_sites(home: Path) -> None:
    """What the placement's own features and classifier make of the real watch and the real phone."""
    for device in ("watch", "phone"):
        grids, _, _ = open_grids(home, device)
        people = sorted({grid.subject for grid in grids})
        seen, targets, whose = [], [], []
        for grid in grids:
            windows, middles = each_second(grid.values.astype(float), RATE_HZ)
            labels = grid.frames[np.minimum(middles // STRIDE, len(grid.frames) - 1)]
            seen.append(features(windows[labels != UNKNOWN], RATE_HZ))
            targets.append(labels[labels != UNKNOWN])
            whose += [people.index(grid.subject)] * len(targets[-1])
        judge = Judge(np.concatenate(seen)[:, None], np.concatenate(targets), np.array(whose))
        low, high = judge.spread([0])
        told = f"{judge.right([0]).mean():.3f} ({low:.3f} to {high:.3f})"
        print(f"{device}: {told} of seconds, mean over activities {judge.score([0]):.3f}")


def frames(folder: Path, model: Served) -> tuple[np.ndarray, np.ndarray]:
    """Windows (n, steps, channels) of every third labelled frame, and the places of their labels."""
    grids, _, _ = open_grids(folder, "watch", model.labels)
    windows = np.concatenate([windows_of(grid, model.card.input.height)[::EVERY] for grid in grids])
    labels = np.concatenate([grid.frames[::EVERY] for grid in grids])
    return windows[labels != UNKNOWN], labels[labels != UNKNOWN]


def table(
    folder: Path, calibration: np.ndarray, shown: np.ndarray, targets: np.ndarray
) -> list[dict[str, Any]]:
    """A row a format."""
    with tempfile.TemporaryDirectory() as place:
        small = quantise(folder, list(calibration), Path(place) / "int8").folder
        onnx = compare([folder, small], list(shown), targets)
        rows: list[dict[str, Any]] = [
            {
                "format": f"onnx {row.precision}",
                "bytes": row.size_bytes,
                "accuracy": row.value,
                "us_a_window": 1000 * row.ms_bs1,
            }
            for row in onnx
        ]
        made, _, _ = integer_network(folder, list(calibration))
        content = tflite_package(folder, list(calibration))[0]["model.tflite"]
        rows.append(
            {
                "format": "litert int8",
                "bytes": len(content),
                "accuracy": float((told_by(content, made.quantised(shown)).argmax(1) == targets).mean()),
                "us_a_window": 1e6 * seconds_a_window(content, 2000),
            }
        )
        right = made.run(made.quantised(shown)).argmax(1) == targets
        files, notes = c_package(folder, list(calibration))
        for name, content in files.items():
            (Path(place) / name).write_bytes(content)
        costs = {key: notes[key] for key in ("macs", "constant_bytes", "ram_bytes", "energy_uj")}
        rows += [
            {
                "format": f"c99 {level}",
                "accuracy": float(right.mean()),
                **compiled(Path(place), level.split()),
                **costs,
            }
            for level in ("-Os", "-O3 -march=native")
        ]
    return rows


def compiled(place: Path, level: list[str]) -> dict[str, float]:
    """Bytes of text and data, and microseconds a window."""
    strict = ["gcc", "-std=c99", *level]
    subprocess.run([*strict, "-c", "model.c", "-o", "model.o"], cwd=place, check=True)
    size = subprocess.run(["size", "model.o"], cwd=place, capture_output=True, text=True, check=True).stdout
    text, data = map(int, size.splitlines()[1].split()[:2])
    subprocess.run([*strict, "model.c", "main.c", "-o", "check"], cwd=place, check=True)
    told = subprocess.run(["./check", RUNS], cwd=place, capture_output=True, text=True, check=True).stdout
    assert "largest difference 0" in told, told
    return {"bytes": text + data, "us_a_window": float(told.splitlines()[1].split()[0])}


if __name__ == "__main__":
    raise SystemExit(main())
