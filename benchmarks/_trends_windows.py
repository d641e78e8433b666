"""What trends_sneakers and trends_promotion share: windows, figures with intervals, rivals beside.

Knows no data set; each benchmark reads its own.
"""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modiste.trends import Forecaster, Panel

Floats = NDArray[np.float64]
RESAMPLES = 2000


def told_by(
    forecasters: Callable[[Panel, int], Sequence[Forecaster]], panel: Panel, cuts: Sequence[int], horizon: int
) -> dict[str, dict[str, list[Floats] | float]]:
    """By forecaster: values and quantiles at every origin, and processor seconds."""
    told: dict[str, dict[str, list[Floats] | float]] = {}
    for cut in cuts:
        past = panel.until(cut, horizon)
        for forecaster in forecasters(past, horizon):
            begun = time.process_time()
            made = forecaster.forecast(past, horizon)
            row = told.setdefault(forecaster.name, {"y_hat": [], "quantiles": [], "seconds": 0.0})
            row["y_hat"].append(made.y_hat)
            row["quantiles"].append(made.quantiles)
            row["seconds"] += time.process_time() - begun
    return told


def beside(python: Path, panel: Panel, cuts: Sequence[int], horizon: int) -> dict[str, dict[str, object]]:
    """By rival: values at every origin and processor seconds, from their own environment."""
    with tempfile.TemporaryDirectory() as folder:
        given, told = Path(folder) / "given.npz", Path(folder) / "told.npz"
        known = {f"known {name}": values for name, values in panel.known.items()}
        np.savez(given, series=panel.y, cuts=cuts, horizon=horizon, season=panel.season, **known)
        script = Path(__file__).with_name("_trends_rivals.py")
        command = [str(python), str(script), str(given), str(told)]
        subprocess.run(command, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
        made = np.load(told)
        names = {
            name.removesuffix(" seconds").rpartition(" ")[0]
            for name in made.files
            if name.endswith("seconds")
        }
        return {
            name: {
                "y_hat": [made[f"{name} {cut}"] for cut in cuts],
                "seconds": float(sum(made[f"{name} {cut} seconds"] for cut in cuts)),
            }
            for name in sorted(names)
        }


def figures(panel: Panel, cuts: Sequence[int], horizon: int, row: Mapping[str, object]) -> dict[str, object]:
    """MASE with its interval over series, WAPE, bias, the 90 % interval's coverage; windows pooled."""
    actual = np.stack([panel.y[:, cut : cut + horizon] for cut in cuts])
    said = np.stack(row["y_hat"])
    missed = np.abs(said - actual)
    season = panel.season if min(cuts) > panel.season else 1
    scale = np.stack(
        [np.nanmean(np.abs(panel.y[:, season:cut] - panel.y[:, : cut - season]), axis=1) for cut in cuts]
    )
    mase = np.nanmean(np.nanmean(missed, axis=2) / np.where(scale > 0, scale, np.nan), axis=0)
    mase = mase[np.isfinite(mase)]
    drawn = mase[np.random.default_rng(0).integers(0, len(mase), (RESAMPLES, len(mase)))].mean(1)
    there = np.isfinite(actual)
    total = actual[there].sum()
    made: dict[str, object] = {
        "mase": round(float(mase.mean()), 4),
        "ci95": [round(float(each), 4) for each in np.percentile(drawn, (2.5, 97.5))],
        "wape": round(float(missed[there].sum() / total), 4),
        "bias": round(float((said - actual)[there].sum() / total), 4),
        "seconds": round(float(row["seconds"]), 1),
    }
    if "quantiles" in row:
        quantiles = np.stack(row["quantiles"])
        inside = (actual >= quantiles[..., 0]) & (actual <= quantiles[..., -1])
        made["coverage_90"] = round(float(inside[there].mean()), 4)
    return made


def printed(label: str, table: Mapping[str, Mapping[str, object]]) -> None:
    """One line a model."""
    for name, row in table.items():
        print(json.dumps({"windows": label, "model": name, **row}))
