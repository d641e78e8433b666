"""What forecasts of new garments are worth: launch after launch, each as it stood when its week began.

Knows the protocol "time" and its figures; a later launch teaches nothing about an earlier one. By default the
latest quarter of the launches is judged; who develops takes the others (`part` "earlier").
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from modiste.garment import ModisteError
from modiste.learning import Event, Metric, Progress, bootstrap, percentile, silent
from modiste.trends.launches.baselines import baselines
from modiste.trends.launches.book import WEEK, Ints, LaunchBook
from modiste.trends.launches.features import Known, known_at_launch
from modiste.trends.launches.kinship import GarmentFeatures
from modiste.trends.launches.model import LEAST, LaunchModel
from modiste.trends.panel import Floats

Part = Literal["latest", "earlier", "all"]
EARLY = (1, 2)
"""After how many weeks of sales a forecast is judged again."""
SEEN_AFTER = 20
"""From which week of the book on a garment that is first seen is judged."""
_LEVELS = (0.05, 0.1, 0.5, 0.9, 0.95)
_RESAMPLES = 1000
_LEAST_JUDGED = 10


@dataclass(frozen=True, eq=False)
class LaunchWorth:
    """What it was worth: launches judged, figures, and what stands beside them."""

    n: int
    metrics: dict[str, Metric]
    extras: dict[str, Any]


def launch_worth(
    book: LaunchBook,
    weeks: int,
    *,
    part: Part = "latest",
    after: int = SEEN_AFTER,
    views: Sequence[GarmentFeatures] = (),
    priced: bool = True,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> LaunchWorth:
    """Forecast launches as they stood, and compare with what came.

    Args:
        book: all garments.
        weeks: how many from launch.
        part: which of the launches whose weeks are all over: the latest quarter, the others, or all; where
            the book keeps garments apart those are judged.
        after: launches of so many first weeks of the book are learned from only.
        views: more ways to tell which are alike.
        priced: whether prices at launch are used.
        progress: told of every moment.
        should_stop: asked before every moment.

    Raises:
        ModisteError: MOD-2473 where too few launches are left to judge.
    """
    judged = judged_launches(book, weeks, part, after) if book.apart is None else np.flatnonzero(book.apart)
    known = known_at_launch(book, views, priced=priced)
    came = book.weekly(judged, weeks, book.last + 1)
    guesses: dict[str, Floats] = {}
    bands: dict[tuple[int, str], Floats] = {}
    ways: dict[str, int] = {}
    done = np.zeros(len(judged), bool)
    moments = known.moments[judged]
    for number, moment in enumerate(np.unique(moments)):
        if should_stop():
            break
        rows = np.flatnonzero(moments == moment)
        try:
            model = LaunchModel(book, known, moment, weeks)
        except ModisteError as error:
            if error.code != "MOD-2472":
                raise
            continue
        made = _at(model, judged[rows], came[rows])
        for name, values in {
            **made.guesses,
            **baselines(book, known.kinship, judged[rows], moment, weeks),
        }.items():
            guesses.setdefault(name, np.full(came.shape, np.nan))[rows] = values
        for key, values in made.bands.items():
            bands.setdefault(key, np.full((*came.shape, len(_LEVELS)), np.nan))[rows] = values
        ways[model.way] = ways.get(model.way, 0) + 1
        done[rows] = True
        progress(Event("step", number + 1, len(np.unique(moments)), "judging launches"))
    if done.sum() < _LEAST_JUDGED:
        raise ModisteError("MOD-2473", count=int(done.sum()), least=_LEAST_JUDGED)
    guesses = {name: values[done] for name, values in guesses.items()}
    bands = {key: values[done] for key, values in bands.items()}
    return _figures(book, judged[done], came[done], guesses, bands, ways, known)


def judged_launches(book: LaunchBook, weeks: int, part: Part, after: int = SEEN_AFTER) -> Ints:
    """The launches that are judged: those with enough past before and all weeks after, cut by their days.

    Raises:
        ModisteError: MOD-2473 where there are too few.
    """
    whole = (book.launched >= book.began + WEEK * after) & (book.launched + WEEK * weeks <= book.last + 1)
    found = np.flatnonzero(book.is_launch & whole)
    if len(found) < _LEAST_JUDGED + LEAST:
        raise ModisteError("MOD-2473", count=len(found), least=_LEAST_JUDGED + LEAST)
    days = np.sort(book.launched[found])
    cut = days[int(len(days) * 0.75)]
    days_of = book.launched[found]
    chosen = {"latest": days_of >= cut, "earlier": days_of < cut, "all": days_of >= days[0]}[part]
    return np.asarray(found[chosen], np.int64)


@dataclass(frozen=True, eq=False)
class _Made:
    guesses: dict[str, Floats]
    bands: dict[tuple[int, str], Floats]


def _at(model: LaunchModel, places: Ints, came: Floats) -> _Made:
    """A moment's forecasts and bands, then as they would be after first weeks, by what was known then."""
    before = model.y_hat(places)
    guesses, bands = {"launch": before}, {}
    for count in (0, *EARLY):
        if count >= came.shape[1]:
            continue
        seen = came[:, :count] if count else None
        calibration = model.band(model.moment + WEEK * count)
        now = before if seen is None else calibration.updated(before, seen)
        if count:
            guesses[f"after_{count}"] = now
        for name, summed in (("total", True), ("weekly", False)):
            bands[count, name] = calibration.quantiles(now, _LEVELS, seen, summed=summed)
    return _Made(guesses, bands)


def _figures(
    book: LaunchBook,
    judged: Ints,
    came: Floats,
    guesses: Mapping[str, Floats],
    bands: Mapping[tuple[int, str], Floats],
    ways: Mapping[str, int],
    known: Known,
) -> LaunchWorth:
    plain = ("launch", "category_mean", "category_median", "attribute_knn")
    sums = {name: np.abs(guesses[name] - came).sum(1) for name in plain}
    total = came.sum(1)
    later: dict[str, Floats] = {}
    for count in EARLY:
        if f"after_{count}" in guesses:
            rest = came[:, count:]
            later[f"rest_{count}"], later[f"next_{count}"] = rest.sum(1), rest[:, 0]
            later[f"missed_{count}"] = np.abs(guesses[f"after_{count}"][:, count] - rest[:, 0])
            later[f"before_{count}"] = np.abs(guesses["launch"][:, count:] - rest).sum(1)
            later[f"after_{count}"] = np.abs(guesses[f"after_{count}"][:, count:] - rest).sum(1)
    all_totals = np.abs(guesses["launch"].sum(1) - total)

    def statistics(draws: Floats) -> dict[str, Floats]:
        whole = np.maximum(draws @ total, 1e-9)
        made = {f"wape_{name}": draws @ sums[name] / whole for name in plain}
        for name in ("category_mean", "attribute_knn"):
            made[f"below_{name}"] = 1 - made["wape_launch"] / np.maximum(made[f"wape_{name}"], 1e-9)
        made["wape_of_totals"] = draws @ all_totals / whole
        made["bias"] = draws @ (guesses["launch"].sum(1) - total) / whole
        for count in EARLY:
            if f"rest_{count}" in later:
                rest = np.maximum(draws @ later[f"rest_{count}"], 1e-9)
                next_ = np.maximum(draws @ later[f"next_{count}"], 1e-9)
                made[f"next_wape_after_week_{count}"] = draws @ later[f"missed_{count}"] / next_
                for name in ("before", "after"):
                    made[f"rest_wape_{name}_week_{count}"] = draws @ later[f"{name}_{count}"] / rest
        return made

    point = statistics(np.ones((1, len(judged))))
    drawn = bootstrap(len(judged), _RESAMPLES, 0, statistics)
    metrics = {
        ("wape" if name == "wape_launch" else name): Metric(float(value[0]), percentile(drawn[name]))
        for name, value in point.items()
    }
    metrics["mae"] = Metric(float(np.abs(guesses["launch"] - came).mean()), unit="pieces")
    for (count, name), band in bands.items():
        when = f"_after_week_{count}" if count else ""
        truth = came.cumsum(1)[:, -1:] if name == "total" else came[:, count:]
        held = band[:, -1:] if name == "total" else band[:, count:]
        for label, low, high in (("80", 1, 3), ("90", 0, 4)):
            inside = (truth >= held[..., low]) & (truth <= held[..., high])
            metrics[f"coverage_{label}_{name}{when}"] = Metric(float(inside.mean()))
        if name == "total":
            width = np.log1p(held[..., 3]) - np.log1p(held[..., 1])
            metrics[f"band_width{when}"] = Metric(float(np.median(width)), unit="log")
    models = [
        {
            "name": name,
            "wape": round(float(point[f"wape_{name}"][0]), 4),
            "bias": round(float((guesses[name].sum() - came.sum()) / max(came.sum(), 1e-9)), 4),
        }
        for name in plain
    ]
    extras = {
        "weeks": came.shape[1],
        "judged_from": str(book.launched[judged].min()),
        "judged_to": str(book.launched[judged].max()),
        "pieces": float(came.sum()),
        "models": models,
        "ways": dict(ways),
        "knows": list(known.names),
    }
    return LaunchWorth(len(judged), metrics, extras)
