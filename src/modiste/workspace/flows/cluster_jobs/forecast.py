"""A panel forecast series by series: each part of the series by one statistical model of the trends room.

Knows which models look at one series alone; those that learn from all series are `demand`'s.
"""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from modiste.trends import CLASSICS, LEVELS, Panel, read_panel
from modiste.workspace.cluster import (
    Asked,
    Buffer,
    ClusterJob,
    Made,
    Mapper,
    file_stamp,
    npy_file,
    packed,
    unpacked,
)

USUAL = 256
_MOST_HORIZON = 1000


def make(asked: Asked, mapper: Mapper) -> Made:
    """Forecast every series of a file, as `evaluate` takes it, from its last period on."""
    model, horizon = asked.choice("model", CLASSICS), asked.number("horizon", 1, _MOST_HORIZON)
    season = asked.number("season", 1, 10_000) if asked.settings["season"] else None
    reading = read_panel(asked.data, season=season, horizon=horizon)
    panel = reading.panel
    cuts = asked.cuts(len(panel), USUAL)

    def series(number: int) -> bytes:
        start, stop = cuts[number]
        arrays = {"y": panel.y[start:stop], "dates": panel.dates.astype("datetime64[D]").astype(np.int64)}
        ids = panel.ids[start:stop]
        return packed(arrays, ids=ids, step=panel.step, season=panel.season, model=model, horizon=horizon)

    answers = mapper.map("forecast", "forecast", len(cuts), series)
    ids = [name for frame in answers for name in unpacked(frame).plain["ids"]]
    shape = (len(ids), horizon)
    files = {
        "series.jsonl": iter(["".join(json.dumps(each, ensure_ascii=False) + "\n" for each in ids).encode()]),
        "dates.json": iter([json.dumps(panel.dates_ahead(horizon).astype(str).tolist()).encode()]),
        "y_hat.npy": npy_file(shape, "<f8", (unpacked(frame).arrays["y_hat"] for frame in answers)),
        "quantiles.npy": npy_file(
            (*shape, len(LEVELS)), "<f8", (unpacked(frame).arrays["quantiles"] for frame in answers)
        ),
    }
    told = {"series": len(ids), "horizon": horizon, "model": model, "levels": list(LEVELS)}
    return Made(int(np.isfinite(panel.y).sum()), files, told)


def forecast(payload: Buffer, _shared: Buffer) -> bytes:
    """One part's forecasts: `y_hat` float64 (n, horizon) and `quantiles` (n, horizon, levels)."""
    given = unpacked(payload)
    plain = given.plain
    dates = given.arrays["dates"].astype("datetime64[D]")
    past = Panel(tuple(plain["ids"]), dates, given.arrays["y"].copy(), plain["step"], plain["season"])
    made = CLASSICS[plain["model"]](None).forecast(past, plain["horizon"])
    return packed({"y_hat": made.y_hat, "quantiles": made.quantiles}, ids=plain["ids"])


def _stamp(asked: Asked) -> Mapping[str, Any]:
    return file_stamp(asked.data)


JOB = ClusterJob(
    "Forecast a file of series, each on its own",
    {"model": "theta", "horizon": "13", "season": ""},
    _stamp,
    make,
)
