"""What statsforecast and mlforecast tell of a panel, run by trends_sneakers and trends_promotion elsewhere.

_trends_rivals.py GIVEN.npz TOLD.npz, in an environment with requirements-trends.txt installed.
"""

import sys
import time

import lightgbm
import mlforecast
import numpy as np
import pandas as pd
from mlforecast import MLForecast
from mlforecast.lag_transforms import RollingMean
from statsforecast import StatsForecast
from statsforecast.models import AutoCES, AutoETS, SeasonalNaive


def main() -> int:
    """Read, let each forecast every window, write values and processor seconds."""
    given = np.load(sys.argv[1])
    horizon, season = int(given["horizon"]), int(given["season"])
    known = [name.removeprefix("known ") for name in given.files if name.startswith("known ")]
    told: dict[str, np.ndarray] = {"version": np.array(mlforecast.__version__)}
    for cut in given["cuts"]:
        y = given["series"][:, :cut]
        frame = framed(y, {name: given[f"known {name}"][:, :cut] for name in known}, 0)
        models = [AutoETS(season_length=1)] if known else [SeasonalNaive(season), AutoCES(season)]
        for model in models:
            begun = time.process_time()
            made = StatsForecast([model], freq=1, n_jobs=1).forecast(
                df=frame[["unique_id", "ds", "y"]], h=horizon
            )
            note(told, repr(model), cut, made, len(y), horizon, begun)
        begun = time.process_time()
        lags = [1, 2, 3, 4, 8, 13, 52] if cut > 2 * 52 else [1, 2, 3, 4, 8, 13]
        learner = MLForecast(
            {
                "LightGBM": lightgbm.LGBMRegressor(
                    objective="l1", n_estimators=300, num_threads=1, verbosity=-1
                )
            },
            freq=1,
            lags=lags,
            lag_transforms={1: [RollingMean(4), RollingMean(13)]},
        )
        learner.fit(frame, static_features=[])
        ahead = {name: given[f"known {name}"][:, cut : cut + horizon] for name in known}
        future = framed(np.zeros((len(y), horizon)), ahead, cut).drop(columns="y") if known else None
        note(told, "LightGBM", cut, learner.predict(horizon, X_df=future), len(y), horizon, begun)
    np.savez(sys.argv[2], **told)
    return 0


def framed(y: np.ndarray, known: dict[str, np.ndarray], first: int) -> pd.DataFrame:
    """Long rows, holes filled from before, logarithms as they come."""
    count, length = y.shape
    rows = {"unique_id": np.repeat(np.arange(count), length), "ds": np.tile(first + np.arange(length), count)}
    frame = pd.DataFrame({**rows, "y": y.ravel(), **{name: each.ravel() for name, each in known.items()}})
    filled = frame.groupby("unique_id", sort=False).ffill().groupby(frame["unique_id"], sort=False).bfill()
    return filled.assign(unique_id=frame["unique_id"]).fillna(0)


def note(
    told: dict[str, np.ndarray],
    name: str,
    cut: int,
    made: pd.DataFrame,
    count: int,
    horizon: int,
    begun: float,
) -> None:
    """Keep one model's values and seconds."""
    column = next(each for each in made.columns if each not in ("unique_id", "ds"))
    told[f"{name} {cut}"] = made.sort_values(["unique_id", "ds"])[column].to_numpy().reshape(count, horizon)
    told[f"{name} {cut} seconds"] = np.array(time.process_time() - begun)


if __name__ == "__main__":
    sys.exit(main())
