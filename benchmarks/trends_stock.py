"""Decisions of stock beside known optima: newsvendor, size curves, allocation, sewing lines.

./run bench trends_stock
./run bench trends_stock --dry
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.trends.stock.size_sales import TRUE, size_sales
from tests.trends.stock.test_line_balancing import OPTIMA

from _record import record
from modiste.trends.stock.allocation import decide_allocation, decide_pack_allocation, marginal_sales
from modiste.trends.stock.demands import NormalDemand
from modiste.trends.stock.line_balancing import decide_stations
from modiste.trends.stock.newsvendor import Terms, decide_buy
from modiste.trends.stock.size_curve import fit_size_curve, total_variation

STOCKPYL = 56.60395592743389


def main() -> int:
    """Decide, print, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    for row in (newsvendor(), *curves(), allocation(), lines()):
        claim, chinese, value, unit, peer, peer_value, how = row
        print(f"{claim}: {value:.6g} {unit} ({peer}: {peer_value})")
        if not chosen.dry:
            record(
                "trends_stock",
                claim,
                round(value, 6),
                unit,
                peer=peer,
                peer_value=peer_value,
                how=how,
                extra={"claim_zh": chinese},
            )
    return 0


def newsvendor() -> tuple:
    """The example that stockpyl documents."""
    found = decide_buy(NormalDemand(50, 8), Terms(0.88, 0.18, pack=None)).quantity
    how = "normal demand 50, 8; overage 0.18, underage 0.70; difference of quantities"
    return (
        "Newsvendor quantity beside stockpyl's",
        "报童订货量与 stockpyl 之差",
        abs(found - STOCKPYL),
        "pieces",
        "stockpyl 1.0.2",
        0.0,
        how,
    )


def curves() -> list[tuple]:
    """Total variation of size curves from simulated sales whose popular sizes sell out."""
    rows = []
    for name, chinese in (
        ("moment of stock-out known", "已知售罄时刻"),
        ("week of stock-out known", "已知售罄周次"),
    ):
        ours, raw = [], []
        for seed in range(40):
            seen = size_sales(seed)
            bare = (seen.on_sale > 0).astype(float)
            timed = name.startswith("moment")
            found = fit_size_curve(
                seen.sold, seen.on_sale if timed else bare, None if timed else seen.sold_out
            )
            ours.append(total_variation(found.shares, TRUE))
            raw.append(total_variation(found.raw, TRUE))
        rows.append(
            (
                f"Size curve's error, {name}, of the error of raw shares",
                f"尺码曲线误差占原始份额误差之比（{chinese}）",
                float(np.mean(ours) / np.mean(raw)),
                "",
                "raw shares",
                1.0,
                "total variation, 40 simulations of 30 locations, 10 weeks, 6 sizes, one even delivery",
            )
        )
    return rows


def allocation() -> tuple:
    """Greedy beside the mixed-integer program, 60 locations and 240 SKUs."""
    dice = np.random.default_rng(0)
    worth, stock = marginal_sales(dice.gamma(1.5, 1.2, (60, 240)), 8), dice.integers(30, 200, 240)
    began = time.process_time()
    greedy = decide_allocation(worth, stock)
    middle = time.process_time()
    program = decide_pack_allocation(worth, np.eye(240, dtype=np.int64), stock)
    seconds = time.process_time() - middle
    print(f"greedy {middle - began:.3f} s, program {seconds:.1f} s, gap {program.gap}")
    return (
        "Expected sales of greedy allocation over the mixed-integer optimum, 60 locations x 240 SKUs",
        "贪心分货与混合整数规划最优值的预期销量之比（60 店 × 240 SKU）",
        greedy.worth / program.worth,
        "",
        f"HiGHS through scipy, {seconds:.1f} processor seconds; greedy {middle - began:.3f}",
        1.0,
        "Poisson demand, single pieces",
    )


def lines() -> tuple:
    """Published lines whose fewest stations were found and proven."""
    found = [(decide_stations(line, takt), count) for line, takt, count in OPTIMA]
    right = sum(len(each.stations) == count and each.is_best for each, count in found)
    return (
        "Published sewing-line instances solved to the known optimum and proven",
        "已发表的流水线平衡算例中求得并证明最优的比例",
        right / len(found),
        "",
        "known optima",
        1.0,
        f"{len(found)} cases of Mertens, Bowman and Jackson",
    )


if __name__ == "__main__":
    sys.exit(main())
