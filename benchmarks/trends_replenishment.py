"""Replenishment replayed on real demand with lost sales: stock held at equal fill, policy by policy.

./run bench trends_replenishment            # Dominick's orange juice, the last 40 weeks: touched once
./run bench trends_replenishment --weeks 81 --held 40 --dry   # an earlier window, to develop on

880 series (11 brands in the 80 shops with sales in the last week), gaps filled with the week before. Weekly
review, lead time of 2 weeks, the fill and the stock of all series together; every policy sees the demand
before a week, lost sales among it; prices and promotions are known two weeks ahead. Six weeks before the
held-out ones are replayed and not counted.
"""

import argparse
import os
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.trends.stock.lost_sales import Frontier
from modiste.trends.stock.replenishment import (
    AlongPaths,
    OrderUpTo,
    empirical_levels,
    frontier,
    textbook_levels,
    tuned_points,
)
from modiste.trends.stock.window_demand import fit_window_demand, window_of

PLACE = "analytics/dominicks_oj/oj_yx.parquet"
LEAD, FADE, BRANDS = 2, 6, 11
SERVICES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.999)
FILL = 0.80
PEERS = {"empirical": "经验分位数", "textbook": "教科书安全库存", "tuned": "优化的 (s,S)"}


def main() -> int:
    """Replay, print, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--weeks", type=int, help="take only so many first weeks of the data")
    options.add_argument("--held", type=int, default=40, help="held-out weeks")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    demand, known, codes = orange_juice(Path(os.environ.get("MODISTE_DATA", "")) / PLACE, chosen.weeks)
    first = demand.shape[1] - chosen.held
    began = time.process_time()
    found = frontiers(demand, known, codes, first)
    seconds = time.process_time() - began
    for name, line in found.items():
        pairs = " ".join(f"{f:.3f}>{h:.2f}" for f, h in zip(line.fills, line.holdings, strict=True))
        print(f"{name:12} at {FILL}: {line.holding_at(FILL):.3f} weeks; {pairs}")
    ours = found["along_paths"].holding_at(FILL)
    for peer, chinese in PEERS.items():
        theirs = found[peer].holding_at(FILL)
        saved = 100 * (1 - ours / theirs)
        print(f"{saved:.1f} % less stock than {peer} at fill {FILL}; {seconds:.0f} processor seconds in all")
        if not chosen.dry:
            record(
                "trends_replenishment",
                f"Stock saved at fill {FILL:.2f} against {peer} levels, {chosen.held} weeks of orange juice",
                round(saved, 2),
                "%",
                peer=f"{peer}, weeks of demand held",
                peer_value=round(theirs, 3),
                how=f"880 series, weekly review, lead time {LEAD}, lost sales, straight between levels",
                notes="Policies see all demand of the past, also what was lost.",
                extra={
                    "claim_zh": f"满足率 {FILL:.2f} 时相对{chinese}节省的库存",
                    "held": {name: line.holding_at(FILL) for name, line in found.items()},
                    "seconds": round(seconds, 1),
                },
            )
    return 0


def frontiers(demand: np.ndarray, known: np.ndarray, codes: np.ndarray, first: int) -> dict[str, Frontier]:
    """Every policy at rising service levels, over the weeks from `first` on."""
    start = first - FADE
    wanted = demand[:, start:]
    empirical = [(s, OrderUpTo(empirical_levels(demand, start, LEAD, s))) for s in SERVICES]
    textbook = [(s, OrderUpTo(textbook_levels(demand, start, LEAD, s))) for s in SERVICES]
    tuned = []
    for penalty in (1.0, 2.0, 4.0, 8.0, 16.0, 32.0):
        points, levels = tuned_points(demand, start, LEAD, penalty)
        tuned.append((penalty, OrderUpTo(levels, points)))
    window = window_of(demand, known, codes)
    model = fit_window_demand(demand, window, first, LEAD + 1)
    paths = model.paths(window, np.arange(start, demand.shape[1]))
    sums = paths.sum(2)
    boosted = [(s, OrderUpTo(np.quantile(sums, s, axis=-1))) for s in SERVICES]
    along = [(s, AlongPaths(paths, s)) for s in SERVICES]
    return {
        "textbook": frontier(wanted, textbook, LEAD, FADE),
        "empirical": frontier(wanted, empirical, LEAD, FADE),
        "tuned": frontier(wanted, tuned, LEAD, FADE),
        "boosted": frontier(wanted, boosted, LEAD, FADE),
        "along_paths": frontier(wanted, along, LEAD, FADE),
    }


def orange_juice(path: Path, weeks: int | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Demand (n, t), known ahead (n, t + LEAD, 4) and codes (n, 2) of the 880 series.

    Beyond the data's end what is known is said to stay as it was; orders of then arrive after the end.
    """
    table = pq.read_table(path)
    store, brand, week = (np.array(table[name]) for name in ("store", "brand", "week"))
    last, begin = week.max(), week.min()
    stores = np.unique(store[week == last])
    kept = np.isin(store, stores)
    rows = np.searchsorted(stores, store[kept]) * BRANDS + brand[kept] - 1
    columns = week[kept] - begin
    count, length = len(stores) * BRANDS, int(last - begin + 1)

    def grid(values: np.ndarray) -> np.ndarray:
        filled = np.full((count, length), np.nan)
        filled[rows, columns] = values[kept]
        places = np.maximum.accumulate(np.where(np.isnan(filled), -1, np.arange(length)), 1)
        out = np.take_along_axis(filled, np.maximum(places, 0), 1)
        out[places < 0] = np.nan
        return out[:, :weeks]

    prices = np.stack([np.array(table[f"price{number}"]) for number in range(1, BRANDS + 1)], 1)
    places = np.arange(len(prices))
    own = prices[places, brand - 1]
    rivals = prices.copy()
    rivals[places, brand - 1] = np.inf
    known = np.stack(
        [
            grid(np.log(own)),
            grid(np.log(rivals.min(1))),
            grid(np.array(table["deal"], float)),
            grid(np.array(table["feat"], float)),
        ],
        -1,
    )
    known = np.concatenate([known, np.repeat(known[:, -1:], LEAD, 1)], 1)
    series = np.arange(count)
    return grid(np.exp(np.array(table["logmove"]))), known, np.stack([series % BRANDS, series // BRANDS], 1)


if __name__ == "__main__":
    sys.exit(main())
