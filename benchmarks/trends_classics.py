"""The classic forecasters: seconds and errors on public series, beside statsforecast's of the same name.

./run bench trends_classics                        # the files below MODISTE_DATA/analytics that are there
./run bench trends_classics --rivals PYTHON        # statsforecast beside (requirements-trends.txt)

A window is judged that no goal is measured on: of the sneakers the year 2022, of the orange juice the 13 weeks
before its last 13. Both see the same past, holes filled by us. Processor seconds of one thread; compiling is not
counted, as it is done once a machine.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.trends import Panel
from modiste.trends.demand.classics import CLASSICS, compile_kernels
from modiste.trends.demand.histories import histories

Floats = NDArray[np.float64]
SNEAKERS = "heuritech_sneakers/us_female_sneakers.csv"
JUICE = "dominicks_oj/oj_yx.parquet"
ENOUGH = 60
"""So many weeks of a shop and brand must have been observed."""


def sneakers(root: Path) -> tuple[Panel, Floats, int]:
    """100 weekly shares of attention up to 2021, those of 2022, and the lag that errors are scaled by."""
    with (root / SNEAKERS).open(newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    days = np.array([row[0] for row in rows], "datetime64[D]")
    y = np.array([[float(value) for value in row[1:]] for row in rows]).T
    before = int(np.searchsorted(days, np.datetime64("2023-01-01")))
    panel = Panel(tuple(head[1:]), days[:before], y[:, :before], "week", 52)
    return panel.until(before - 52, 0), panel.y[:, before - 52 :], 52


def juice(root: Path) -> tuple[Panel, Floats, int]:
    """Weekly sales of brands in shops up to 26 weeks before the end, those of the next 13, and the lag."""
    from pyarrow import parquet  # noqa: PLC0415 - only where this file is there

    table = parquet.read_table(root / JUICE, columns=["store", "brand", "week", "logmove"])
    store, brand, week, sold = (np.asarray(table[name]) for name in table.column_names)
    pairs, rows = np.unique(np.column_stack((store, brand)), axis=0, return_inverse=True)
    y = np.full((len(pairs), week.max() - week.min() + 1), np.nan)
    y[rows.ravel(), week - week.min()] = np.exp(sold)
    past, ahead = y[:, :-26], y[:, -26:-13]
    kept = (
        (np.isfinite(past).sum(axis=1) >= ENOUGH) & np.isfinite(past[:, -1]) & np.isfinite(ahead).any(axis=1)
    )
    days = np.datetime64("1989-09-14") + 7 * np.arange(past.shape[1])
    ids = tuple(f"{shop}-{of}" for shop, of in pairs[kept])
    return Panel(ids, days, past[kept], "week", 52), ahead[kept], 1


def worth(told: Floats, actual: Floats, past: Floats, lag: int) -> dict[str, float]:
    """MASE, the mean of series, by the errors of the value `lag` weeks before; and WAPE."""
    missed = np.abs(told - actual)
    scale = np.nanmean(np.abs(past[:, lag:] - past[:, :-lag]), axis=1)
    mase = np.nanmean(missed, axis=1)[scale > 0] / scale[scale > 0]
    return {
        "mase": round(float(np.mean(mase)), 4),
        "wape": round(float(np.nansum(missed) / np.nansum(np.abs(actual))), 4),
    }


def beside(python: Path, past: Floats, horizon: int, season: int, names: list[str]) -> dict[str, Floats]:
    """What statsforecast tells of the same series, by name, with its seconds."""
    with tempfile.TemporaryDirectory() as folder:
        given, told = Path(folder) / "given.npz", Path(folder) / "told.npz"
        np.savez(given, series=past, horizon=horizon, season=season, names=np.array(names))
        script = Path(__file__).with_name("_classics_rivals.py")
        command = [str(python), str(script), str(given), str(told)]
        subprocess.run(command, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
        with np.load(told) as made:
            return {name: made[name] for name in made.files}


def main() -> int:
    """Time and judge every model on every file, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rivals", type=Path, help="a Python with statsforecast installed")
    options.add_argument("--models", default=",".join(CLASSICS), help="which, with commas between")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    root = Path(os.environ.get("MODISTE_DATA", "")) / "analytics"
    compile_kernels()
    for name, place, read in (("sneakers", SNEAKERS, sneakers), ("orange juice", JUICE, juice)):
        if not (root / place).is_file():
            print(f"{name}: {place} is not there")
            continue
        past, actual, lag = read(root)
        horizon = actual.shape[1]
        models = [model for model in chosen.models.split(",") if model != "mstl" or past.length > 104]
        theirs = {}
        if chosen.rivals:
            theirs = beside(chosen.rivals, histories(past).values, horizon, past.season, models)
        table = {}
        for model in models:
            begun = time.process_time()
            made = CLASSICS[model](None).forecast(past, horizon)
            row: dict[str, object] = {"seconds": round(time.process_time() - begun, 3)}
            inside = (actual >= made.quantiles[:, :, 0]) & (actual <= made.quantiles[:, :, -1])
            row |= worth(made.y_hat, actual, past.y, lag)
            row["coverage_90"] = round(float(inside[np.isfinite(actual)].mean()), 3)
            if model in theirs:
                row["statsforecast"] = {
                    "seconds": round(float(theirs[f"seconds_{model}"]), 3),
                    **worth(theirs[model], actual, past.y, lag),
                }
            table[model] = row
            print(json.dumps({"file": name, "series": len(past), "model": model, **row}))
        if not chosen.dry and "ces" in table:
            peer = table["ces"].get("statsforecast")
            record(
                "trends_classics",
                f"Seconds of complex exponential smoothing, {len(past)} weekly series of {name}",
                float(str(table["ces"]["seconds"])),
                "s",
                peer=f"statsforecast {theirs['version']}" if peer else None,
                peer_value=peer["seconds"] if isinstance(peer, dict) else None,
                how=f"{horizon} weeks ahead of {past.length}; processor seconds of one thread, compiled before",
                extra={
                    "claim_zh": f"复指数平滑的耗时（{name}，{len(past)} 个周序列）",
                    "table": table,
                    "readme": name == "sneakers",
                },
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
