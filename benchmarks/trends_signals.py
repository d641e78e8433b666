"""Trend signals: what is found of simulated truth, and what was called a year ahead on real sneaker series.

./run bench trends_signals        # simulated worlds, and MODISTE_DATA/analytics/heuritech_sneakers if there
./run bench trends_signals --dry  # print and do not record

The worlds are synthetic: a hundred series, ten rise and ten fade by 0.4 to 0.9 in log odds a year, with
season, persistent noise and binomial counts of 200 a week. The sneakers are read up to 2022 only: a call at
the end of a year is held against whether the next year's mean lies above this year's.
"""

import argparse
import csv
import os
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from tests.trends.signals.worlds import persistent, world

from _record import record
from modiste.learning import wilson
from modiste.trends.signals.change_points import change_points
from modiste.trends.signals.growth import grown, grown_values
from modiste.trends.signals.verdicts import called, q_values

SNEAKERS = "analytics/heuritech_sneakers/us_female_sneakers.csv"
WORDS = {"rising": 1, "fading": -1, "steady": 0}
ORIGINS = (2017, 2018, 2019, 2020, 2021)


def main() -> int:
    """Judge both, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    worlds = simulated()
    print({"simulated": worlds, "steps": steps()})
    path = Path(os.environ.get("MODISTE_DATA", "")) / SNEAKERS
    sneakers = ahead(path) if path.is_file() else None
    print({"sneakers": sneakers})
    if not chosen.dry:
        record(
            "trends_signals",
            "False alarms among series called rising or fading, simulated",
            round(worlds["false"], 4),
            "",
            how="40 synthetic worlds of 100 series and 104 weeks; accepted rate 0.1 (Benjamini, Hochberg)",
            extra={"claim_zh": "判为上升或下降的序列中误报比例（模拟）", **worlds, "synthetic": True},
        )
        if sneakers:
            record(
                "trends_signals",
                "Direction of the next year called right, sneakers to 2022",
                round(sneakers["right"], 4),
                "",
                interval=tuple(round(each, 4) for each in sneakers["ci95"]),
                peer="last year's direction goes on, all series",
                peer_value=round(sneakers["momentum_all"], 4),
                how="100 Heuritech series, calls at the ends of 2017 to 2021; those called count",
                extra={"claim_zh": "提前一年判断方向的正确率（运动鞋，至 2022 年）", **sneakers},
            )
    return 0


def simulated(count: int = 40) -> dict[str, float]:
    """The share of false alarms among calls, and of what moves that is called."""
    false, recalled = [], []
    for seed in range(count):
        trend, counts, totals = world(1000 + seed)
        growths = [grown(each, of) for each, of in zip(counts, totals, strict=True)]
        known = [each for each in growths if each is not None]
        q = q_values([each.p for each in known])
        calls = np.array([WORDS[called(each, its)] for each, its in zip(known, q, strict=True)])
        wrong = (calls != 0) & (calls != np.sign(trend))
        false.append(wrong.sum() / max(1, (calls != 0).sum()))
        recalled.append((calls == np.sign(trend))[trend != 0].mean())
    return {"false": float(np.mean(false)), "recall": float(np.mean(recalled)), "worlds": count}


def steps(count: int = 200) -> dict[str, float]:
    """Steps of twice the noise found within four weeks, and series without one in which one is seen."""
    told = {}
    for persistence in (0.0, 0.5):
        noise = persistent(np.random.default_rng(7), count, 104, 0.3, persistence)
        stepped = noise + 0.6 * (np.arange(104) >= 60)
        found = [[each for each in change_points(row) if each.p <= 0.05] for row in (*noise, *stepped)]
        told[f"false_{persistence}"] = float(np.mean([len(each) > 0 for each in found[:count]]))
        hits = [any(abs(one.place - 60) <= 4 for one in each) for each in found[count:]]
        told[f"recall_{persistence}"] = float(np.mean(hits))
    return told


def ahead(path: Path) -> dict[str, object]:
    """Calls at the ends of years against the years that came, up to 2022."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    dates = np.array([row[0] for row in rows], "datetime64[D]")
    seen = dates < np.datetime64("2023-01-01")
    values = np.array([[float(each) for each in row[1:]] for row in rows])[seen].T
    years = dates[seen].astype("datetime64[Y]").astype(int) + 1970
    right = made = momentum = majority = whole = signs_all = momentum_all = 0
    for origin in ORIGINS:
        past = values[:, years <= origin]
        now, then = values[:, years == origin].mean(1), values[:, years == origin + 1].mean(1)
        before = values[:, years == origin - 1]
        came = np.sign(then - now)
        growths = [grown_values(each, seed=origin) for each in past]
        known = [(row, each) for row, each in enumerate(growths) if each is not None]
        q = q_values([each.p for _, each in known])
        calls = np.zeros(len(values), int)
        for (row, each), its in zip(known, q, strict=True):
            calls[row] = WORDS[called(each, its)]
        went_on = np.sign(now - before.mean(1))
        usual = np.sign(went_on.sum()) or 1.0  # the direction of most series in the year that is known
        is_called = calls != 0
        made += int(is_called.sum())
        right += int((calls == came)[is_called].sum())
        momentum += int((went_on == came)[is_called].sum())
        majority += int((usual == came)[is_called].sum())
        whole += len(values)
        momentum_all += int((went_on == came).sum())
        signs = np.sign([0.0 if each is None else each.value for each in growths])
        signs_all += int((signs == came).sum())
    if not made:
        return {}
    return {
        "right": right / made,
        "ci95": wilson(right, made),
        "called": made,
        "of": whole,
        "momentum": momentum / made,
        "majority": majority / made,
        "momentum_all": momentum_all / whole,
        "signs_all": signs_all / whole,
    }


if __name__ == "__main__":
    sys.exit(main())
