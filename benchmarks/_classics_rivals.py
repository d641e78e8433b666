"""statsforecast's models on given series, for `trends_classics` to stand beside.

Runs where statsforecast is installed (requirements-trends.txt) and knows nothing of modiste: `python
_classics_rivals.py GIVEN.npz TOLD.npz` with series (n, t) that begin after NaN, horizon, season and names.
Writes (n, h) a name, its processor seconds and statsforecast's version. One thread, series by series, models
called directly, which spares them their own frame of rows; each is called once before it is timed.
"""

import sys
import time

import numpy as np

LONGEST = 24  # of a season that ETS learns, as R's does and ours; statsforecast's own has no such bound


def main() -> int:
    """Forecast."""
    import statsforecast  # noqa: PLC0415 - of the rivals' environment
    from statsforecast import models  # noqa: PLC0415

    with np.load(sys.argv[1]) as given:
        rows = [y[np.isfinite(y)] for y in given["series"]]
        horizon, season = int(given["horizon"]), int(given["season"])
        names = [str(name) for name in given["names"]]
    short = season if season <= LONGEST else 1
    known = {
        "naive": models.Naive,
        "seasonal_naive": lambda: models.SeasonalNaive(season),
        "window_mean": lambda: models.WindowAverage(8),
        "drift": models.RandomWalkWithDrift,
        "ets": lambda: models.AutoETS(short),
        "ces": lambda: models.AutoCES(season),
        "theta": lambda: models.Theta(season),
        "dynamic_theta": lambda: models.DynamicOptimizedTheta(season),
        "mstl": lambda: models.MSTL(season),
        "croston": models.CrostonClassic,
        "sba": models.CrostonSBA,
        "tsb": lambda: models.TSB(0.1, 0.1),
        "adida": models.ADIDA,
    }
    told = {}
    for name in names:
        known[name]().forecast(rows[0].copy(), h=horizon)
        begun = time.process_time()
        told[name] = np.array([known[name]().forecast(y.copy(), h=horizon)["mean"] for y in rows])
        told[f"seconds_{name}"] = np.float64(time.process_time() - begun)
    np.savez(sys.argv[2], version=np.array(statsforecast.__version__), **told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
