"""Trend forecasts a year ahead: 100 weekly sneaker series, every forecaster that fits, and a fixed blend.

./run bench trends_sneakers --development          # the years 2020, 2021, 2022: chosen and tuned on
./run bench trends_sneakers                        # the year 2023: judged once
./run bench trends_sneakers --rivals PYTHON        # statsforecast, mlforecast (requirements-trends.txt)

h = 52, m = 52; MASE by each series' own seasonal naive errors before the year, the mean of series. The goal's
number is the blend's: its members and weights were fixed on the years before 2023. The published best is a
fine-tuned Chronos, MASE .772 and WAPE .0832.
"""

import argparse
import csv
import os
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from _trends_windows import beside, figures, printed, told_by
from modiste.trends import Panel
from modiste.trends.demand.blend import default_forecasters

PLACE = "heuritech_sneakers/us_female_sneakers.csv"
HORIZON = 52


def read(path: Path, until: str) -> Panel:
    """The series as they stood before a day."""
    with path.open(newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    rows = [row for row in rows if row[0] < until]
    y = np.array([[float(value) for value in row[1:]] for row in rows]).T
    return Panel(tuple(head[1:]), np.array([row[0] for row in rows], "datetime64[D]"), y, "week", HORIZON)


def main() -> int:
    """Judge every forecaster, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--development", action="store_true", help="2020 to 2022 only; 2023 is not read")
    options.add_argument("--rivals", type=Path, help="a Python with statsforecast and mlforecast")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    path = Path(os.environ.get("MODISTE_DATA", "")) / "analytics" / PLACE
    years = (2020, 2021, 2022) if chosen.development else (2023,)
    for year in years:
        panel = read(path, f"{year + 1}-01-01")
        cuts = [panel.length - HORIZON]
        told = told_by(default_forecasters, panel, cuts, HORIZON)
        if chosen.rivals:
            told |= beside(chosen.rivals, panel, cuts, HORIZON)
        table = {name: figures(panel, cuts, HORIZON, row) for name, row in told.items()}
        printed(str(year), table)
        best = table["blend"]
        if not (chosen.dry or chosen.development):
            record(
                "trends_sneakers",
                f"MASE of the blend, 100 sneaker series, {year}",
                best["mase"],
                "",
                interval=tuple(best["ci95"]),
                peer="Chronos, fine-tuned (etidav/is_fashion_predictable_foundation_models)",
                peer_value=0.772,
                how=f"52 weeks ahead of {cuts[0]}; blend fixed on 2020 to 2022; WAPE {best['wape']} "
                f"(peer .0832); {best['seconds']} processor seconds",
                extra={"claim_zh": f"组合预测的 MASE（100 个运动鞋趋势序列，{year} 年）", "table": table},
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
