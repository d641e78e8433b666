"""Promotion retail: weekly orange juice by shop and brand, prices, deals and features known 13 weeks ahead.

./run bench trends_promotion --development         # the last 13 weeks are not read
./run bench trends_promotion                       # four origins, 13 weeks apart, to the end
./run bench trends_promotion --rivals PYTHON       # AutoETS and mlforecast beside (requirements-trends.txt)

WAPE, bias and the 90 % interval's coverage are pooled over the four windows; weeks without a value count not.
Series are those with a value in three quarters of the weeks before the first origin.
"""

import argparse
import os
import sys
from pathlib import Path

import numpy as np
from pyarrow import parquet

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from _trends_windows import beside, figures, printed, told_by
from modiste.trends import Panel
from modiste.trends.demand.blend import default_forecasters

PLACE = "dominicks_oj/oj_yx.parquet"
HORIZON, ORIGINS = 13, 4


def read(path: Path, left_out: int) -> Panel:
    """The panel without its last weeks, all columns known ahead within it."""
    names = [f"price{place}" for place in range(1, 12)] + ["deal", "feat"]
    columns = parquet.read_table(path, columns=["store", "brand", "week", "logmove", *names]).to_pydict()
    pairs, rows = np.unique(
        np.column_stack((columns["store"], columns["brand"])), axis=0, return_inverse=True
    )
    week = np.array(columns["week"])
    week -= week.min()
    length = int(week.max()) + 1

    def grid(values: list[float]) -> np.ndarray:
        made = np.full((len(pairs), length), np.nan)
        made[rows.ravel(), week] = values
        return made[:, : length - left_out]

    sold = np.exp(grid(columns["logmove"]))
    first = sold.shape[1] - ORIGINS * HORIZON
    kept = np.isfinite(sold[:, :first]).mean(1) >= 0.75
    days = np.datetime64("1989-09-14") + 7 * np.arange(sold.shape[1])
    panel = Panel(
        tuple(f"{shop}_{brand}" for shop, brand in pairs),
        days,
        sold,
        "week",
        52,
        {name: grid(columns[name]) for name in names},
    )
    return panel.only(np.flatnonzero(kept))


def main() -> int:
    """Judge every forecaster, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--development", action="store_true", help="without the last 13 weeks")
    options.add_argument("--rivals", type=Path, help="a Python with statsforecast and mlforecast")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    path = Path(os.environ.get("MODISTE_DATA", "")) / "analytics" / PLACE
    panel = read(path, HORIZON if chosen.development else 0)
    cuts = [panel.length - HORIZON * place for place in range(ORIGINS, 0, -1)]
    told = told_by(default_forecasters, panel, cuts, HORIZON)
    if chosen.rivals:
        told |= beside(chosen.rivals, panel, cuts, HORIZON)
    table = {name: figures(panel, cuts, HORIZON, row) for name, row in told.items()}
    printed(f"{len(panel)} series, origins {cuts}", table)
    if not (chosen.dry or chosen.development):
        best = table["boosted"]
        record(
            "trends_promotion",
            "WAPE of boosted trees, orange juice with promotions, 13 weeks, 4 origins",
            best["wape"],
            "",
            peer="statsforecast AutoETS" if "AutoETS" in table else None,
            peer_value=table["AutoETS"]["wape"] if "AutoETS" in table else None,
            how=f"{len(panel)} series; bias {best['bias']}, 90 % interval holds {best['coverage_90']}; "
            f"{best['seconds']} processor seconds in all",
            extra={"claim_zh": "提升树的 WAPE（含促销的橙汁周销量，13 周，4 个起点）", "table": table},
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
