"""Activities of people that the model has not seen: sp-sw-har's watch and phone, seglearn's watch.

./run bench wearables_activity                # all three, five seeds; hours
./run bench wearables_activity --only watch --seeds 1 --dry
./run bench wearables_activity --only phone --minutes 25        # what it can; the record says how many seeds

It goes on where it was cut off: seeds that the newest record has are not judged again, folds that lie in
`--place` are not fitted again.

Nested by subject: six folds of people (five for seglearn); in each fold everything that is chosen (how much
the order of activities weighs, the temperature) is chosen on people held out of the fold's own, by a network
that has not seen them. Every second of every recording counts, edges and changes of activity included. The
spread is over seeds, of weights and folds alike. Beside it: seglearn's authors report 87.3 % by subject on
ten people, with folds and windows of their own (Burns et al., 2018); the leak gap is the same protocol with
recordings dealt out, so that one person stands on both sides.
"""

import argparse
import hashlib
import io
import os
import statistics
import sys
import tarfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _record import latest, record
from modiste.garment import ModisteError
from modiste.workspace import flows, open_shop
from modiste.workspace.flows.life_cycle import recipe_named

RECIPE = "wearables.activity"
CLAIM = "Activities of unseen people told right each second, {}"
SEEDS = 5
ARCHIVE = "wearable/sp-sw-har/DATA.tar.xz"
GOALS = {"watch": 0.90, "phone": 0.88, "seglearn": 0.90}
KEPT = ("accuracy_alone", "accuracy_causal", "accuracy_turned_20_degrees", "leak_gap")
SEGLEARN_RATE_HZ = 50
SEGLEARN_SHA256 = "eb122f23cdf06ef6bd6c6c5312958ec5cf9d038e2e6d457b8081662c75a42537"
LAYOUT = f"""
files = '(?P<subject>\\w+)_(?P<run>\\d+)\\.csv'
rate_hz = {SEGLEARN_RATE_HZ}
source = "seglearn 1.2.5, BSD"
[columns]
acceleration = ["ax", "ay", "az"]
turning = ["gx", "gy", "gz"]
label = "label"
"""


def main() -> int:
    """Judge each data set with each seed, and record what there is."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--only", choices=sorted(GOALS), help="one of the three")
    options.add_argument("--seeds", type=int, default=SEEDS)
    options.add_argument("--minutes", type=float, default=float("inf"), help="stop then, and go on later")
    options.add_argument(
        "--place", type=Path, default=Path("wearables-bench"), help="a shop; folds stay there"
    )
    chosen = options.parse_args()
    end = time.monotonic() + 60 * chosen.minutes
    for name in (chosen.only,) if chosen.only else GOALS:
        data = seglearn(chosen.place) if name == "seglearn" else sp_sw_har(chosen.place)
        if data is None:
            print(f"{name}: its data are not here")
            continue
        rows = recorded(name)
        # Seeds first, the leak gap, which is as long again, at the end.
        wanted = [(seed, "no") for seed in range(chosen.seeds) if seed not in rows]
        wanted += [(0, "yes")] if rows.get(0, {}).get("leak_gap") is None else []
        for seed, leak in wanted:
            try:
                rows[seed] = judged(chosen.place, name, data, seed, leak, end)
            except ModisteError as error:
                if error.code != "MOD-2018":
                    raise
                print(f"{name}, seed {seed}: the time is spent; it goes on from its folds", flush=True)
                break
        if rows:
            keep(name, [rows[seed] for seed in sorted(rows)], dry=chosen.dry or not wanted)
    return 0


def recipe_hash() -> str:
    """Of what is trained: rows of another recipe are not counted together with these."""
    return recipe_named(None, RECIPE).hash[:12]


def recorded(name: str) -> dict[int, dict[str, Any]]:
    """By seed what the newest record has of this recipe."""
    rows = [each for each in latest("wearables_activity") if each["claim"] == CLAIM.format(name)]
    kept: list[dict[str, Any]] = rows[0]["extra"]["rows"] if rows else []  # type: ignore[index] # of our own making
    return {each["seed"]: each for each in kept if each["recipe"] == recipe_hash()}


def judged(place: Path, name: str, data: Path, seed: int, leak: str, end: float) -> dict[str, Any]:
    """One nested cross-validation, until the moment `end`.

    Raises:
        ModisteError: MOD-2018 where the time is spent; what was fitted stays.
    """
    settings = {
        "train.seed": str(seed),
        "data.split_seed": str(seed),
        "folds": "5" if name == "seglearn" else "6",
        "leak": leak,
    } | ({} if name == "seglearn" else {"device": name})
    with open_shop(place / "shop", create=True) as shop:
        result = flows.evaluate(
            shop,
            RECIPE,
            data,
            "by-subject",
            settings,
            lambda _: None,
            should_stop=lambda: time.monotonic() > end,
        )
    told = result.to_json()
    row = {
        "seed": seed,
        "recipe": recipe_hash(),
        "accuracy": result.metrics["accuracy"].value,
        "macro_f1": result.metrics["macro_f1"].value,
        **{key: told.get(key) for key in KEPT},
    }
    print(name, seed, row, flush=True)
    return row


def keep(name: str, rows: list[dict[str, Any]], *, dry: bool) -> None:
    """One record a data set, with as many seeds as there are."""
    values = [row["accuracy"] for row in rows]
    spread = statistics.stdev(values) if len(values) > 1 else 0.0
    f1 = statistics.mean(row["macro_f1"] for row in rows)
    told = {"seeds": len(rows), "accuracy": statistics.mean(values), "sd": spread, "macro_f1": f1}
    print(name, told, f"goal {GOALS[name]}")
    if dry:
        return
    record(
        "wearables_activity",
        CLAIM.format(name),
        round(100 * statistics.mean(values), 2),
        "%",
        interval=(round(100 * min(values), 2), round(100 * max(values), 2)),
        peer="Burns et al. 2018, random forest, other folds and windows" if name == "seglearn" else None,
        peer_value=87.3 if name == "seglearn" else None,
        how=f"nested cross-validation by subject, {len(rows)} of {SEEDS} seeds; interval: range over seeds",
        extra={
            "claim_zh": f"逐秒识别未见过的人的活动的准确率（{name}）",
            "readme": len(rows) >= SEEDS,
            "macro_f1": f1,
            "sd": spread,
            "rows": rows,
        },
    )


def sp_sw_har(place: Path) -> Path | None:
    """The unpacked archive, once MODISTE_DATA has it."""
    archive = Path(os.environ.get("MODISTE_DATA", "")) / ARCHIVE
    if not archive.is_file():
        return None
    folder = place / "sp-sw-har"
    if not folder.is_dir():
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
    return folder


def seglearn(place: Path) -> Path | None:
    """Seglearn's watch data as CSV files with a layout; its wheel is wanted (`pip install --no-deps`).

    The wheel keeps them as a pickled array, which runs what it says when opened: only the publisher's own
    bytes are.
    """
    found = find_spec("seglearn")
    if found is None or not found.submodule_search_locations:
        return None
    folder = place / "seglearn"
    if not folder.is_dir():
        raw = (Path(found.submodule_search_locations[0]) / "data" / "watch_dataset.npy").read_bytes()
        if hashlib.sha256(raw).hexdigest() != SEGLEARN_SHA256:
            raise SystemExit("seglearn's data are not those of 1.2.5")
        told = np.load(io.BytesIO(raw), allow_pickle=True).item()
        folder.mkdir(parents=True)
        (folder / "wearables.toml").write_text(LAYOUT)
        for row, values in enumerate(told["X"]):
            name = told["y_labels"][int(told["y"][row])]
            lines = [",".join([*(f"{each:.6g}" for each in line), str(name)]) for line in np.asarray(values)]
            text = "\n".join(["ax,ay,az,gx,gy,gz,label", *lines]) + "\n"
            (folder / f"p{int(told['subject'][row]):02d}_{row:03d}.csv").write_text(text)
    return folder


if __name__ == "__main__":
    raise SystemExit(main())
