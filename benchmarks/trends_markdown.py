"""Markdown by stock, weeks and what sales tell, beside a fixed ladder, at elasticities of real weeks.

./run bench trends_markdown               # 200 seasons
./run bench trends_markdown --seasons 40 --dry

Elasticities are Dominick's orange juice's: 880 series, log sales on log price with deal and feature, the
last 40 weeks left out. A season is drawn as one of its series: 12 weeks of demand that falls by 8 % a week,
10 pieces in the first at the full price. It was bought before the season for what was expected then, and more
by a critical ratio of 0.7; demand turns out with a standard error of 0.6 in logarithms, which is a new
garment's mean error of about half (VISUELLE's published forecasts: a WAPE of 55 %). The maker of prices knows
that error and the mean and spread of the brand's elasticities; the truth is the series' own. The fixed
ladder: full price for 5 weeks, 20 % off for 3, 40 % for 2, 50 % for 2. A maker who knew the truth is the
bound.
"""

import argparse
import os
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.trends.stock.markdown import Season
from modiste.trends.stock.markdown_replay import sell_by_decisions, sell_by_ladder
from trends_replenishment import BRANDS, PLACE, orange_juice

LADDER = (100.0, 90.0, 80.0, 70.0, 60.0, 50.0)
FIXED = (0, 0, 0, 0, 0, 2, 2, 2, 4, 4, 5, 5)
WEEKS, LEFT_OUT = 12, 40
LOG_ERROR, BOUGHT_AT = 0.6, 0.524  # the normal quantile of 0.7
ERROR = float(np.expm1(LOG_ERROR))


def main() -> int:
    """Sell seasons both ways, print, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seasons", type=int, default=200)
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    demand, known, _ = orange_juice(Path(os.environ.get("MODISTE_DATA", "")) / PLACE, -LEFT_OUT)
    means, spreads, slopes = elasticities(demand, known[:, : demand.shape[1]])
    print("brands' elasticities", np.round(means, 2).tolist(), "spread", np.round(spreads, 2).tolist())
    began = time.process_time()
    gains = np.array([season(seed, means, spreads, slopes) for seed in range(chosen.seasons)])
    seconds = time.process_time() - began
    gain = 100 * (gains[:, 0].sum() / gains[:, 1].sum() - 1)
    dice = np.random.default_rng(0)
    again = gains[dice.integers(0, len(gains), (2000, len(gains)))].sum(1)
    low, high = np.quantile(100 * (again[:, 0] / again[:, 1] - 1), (0.025, 0.975))
    bound = 100 * (gains[:, 2].sum() / gains[:, 1].sum() - 1)
    print(f"{bound:.2f} % for one who knows the truth")
    print(f"{gain:.2f} % more revenue than the fixed ladder ({low:.2f} to {high:.2f}); {seconds:.0f} s")
    if not chosen.dry:
        record(
            "trends_markdown",
            "Revenue above a fixed ladder, simulated seasons at real elasticities",
            round(gain, 3),
            "%",
            interval=(round(low, 3), round(high, 3)),
            peer="fixed ladder: 5 weeks full, 3 at -20 %, 2 at -40 %, 2 at -50 %",
            peer_value=0.0,
            how=f"{chosen.seasons} seasons of {WEEKS} weeks, like customers for both, bootstrap over seasons",
            notes="Simulated demand; the elasticities are fitted on real weeks.",
            extra={
                "claim_zh": "相对固定折扣阶梯的收入增幅（真实弹性，模拟销售季）",
                "bound": round(bound, 3),
                "seconds": round(seconds, 1),
            },
        )
    return 0


def season(seed: int, means: np.ndarray, spreads: np.ndarray, slopes: np.ndarray) -> tuple[float, ...]:
    """Revenue of one season: decided weekly, by the fixed ladder, and by one who knows the truth."""
    dice = np.random.default_rng((seed, 1))
    series = int(dice.integers(len(slopes)))
    brand = series % BRANDS
    expected = 10 * np.exp(-0.08 * np.arange(WEEKS))
    told = Season(LADDER, tuple(expected), float(means[brand]), 5.0, float(spreads[brand]), ERROR, 2.0)
    true = expected * np.exp(LOG_ERROR * dice.standard_normal())
    stock = float(np.round(expected.sum() * np.exp(LOG_ERROR * BOUGHT_AT)))
    ours = sell_by_decisions(told, stock, true, float(slopes[series]), seed)
    theirs = sell_by_ladder(told, stock, true, float(slopes[series]), seed, FIXED)
    certain = Season(LADDER, tuple(true), float(slopes[series]), 5.0, dispersion=2.0)
    bound = sell_by_decisions(certain, stock, true, float(slopes[series]), seed)
    return ours.revenue, theirs.revenue, bound.revenue


def elasticities(demand: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean and spread by brand, and each series' own, drawn to its brand's as its weeks allow."""
    own, errors = np.empty(len(demand)), np.empty(len(demand))
    for place in range(len(demand)):
        fine = np.isfinite(demand[place]) & (demand[place] > 0)
        told = np.column_stack([np.ones(fine.sum()), known[place, fine]])
        told = told[:, [0, 1, 3, 4]]
        inverse = np.linalg.pinv(told.T @ told)
        found = inverse @ told.T @ np.log(demand[place, fine])
        rest = np.log(demand[place, fine]) - told @ found
        own[place] = found[1]
        errors[place] = np.sqrt(rest @ rest / max(len(rest) - 4, 1) * inverse[1, 1])
    brands = np.arange(len(demand)) % BRANDS
    means = np.array([np.average(own[brands == b], weights=errors[brands == b] ** -2) for b in range(BRANDS)])
    spreads = np.array(
        [max(own[brands == b].var() - (errors[brands == b] ** 2).mean(), 0.04) ** 0.5 for b in range(BRANDS)]
    )
    weight = spreads[brands] ** 2 / (spreads[brands] ** 2 + errors**2)
    slopes = np.minimum(weight * own + (1 - weight) * means[brands], -0.2)
    return means, spreads, slopes


if __name__ == "__main__":
    sys.exit(main())
