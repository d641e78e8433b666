"""What forecasts of new garments are worth on real sales: things first sold late, known by their text only.

./run bench trends_launches

The file is UCI Online Retail (Chen, 2015, CC BY 4.0), a shop of gifts, below MODISTE_DATA/analytics. Launches
are what is first sold after week 20, forecast 8 weeks ahead as they stood when their week began; the latest
quarter is judged, and `--earlier` judges the others, for who develops. Seconds are of one core.
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import told
from modiste.learning import Metric
from modiste.workspace import flows

WEEKS = 8
CLAIMS = (
    ("below_category_mean", "WAPE below the category mean", "WAPE 低于品类均值"),
    ("below_attribute_knn", "WAPE below attribute neighbours", "WAPE 低于属性近邻"),
    ("wape", "WAPE", "WAPE"),
    ("coverage_80_total", "total sales within the 80 % band", "总销量落入 80% 区间"),
    ("rest_wape_after_week_1", "WAPE of the rest after one week of sales", "销售一周后其余各周的 WAPE"),
    ("rest_wape_after_week_2", "WAPE of the rest after two weeks of sales", "销售两周后其余各周的 WAPE"),
    ("coverage_80_total_after_week_2", "80 % band after two weeks holds", "销售两周后 80% 区间覆盖率"),
)


def main() -> int:
    """Judge with text only and with prices, print and record; without the data nothing is done."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--earlier", action="store_true", help="the launches before the latest quarter; dry")
    chosen = options.parse_args()
    path = (
        Path(os.environ.get("MODISTE_DATA", "")) / "analytics" / "uci_online_retail" / "online_retail.parquet"
    )
    if not path.is_file():
        print("UCI Online Retail: left out, MODISTE_DATA names no folder with it")
        return 0
    part = "earlier" if chosen.earlier else "latest"
    rows: list[tuple[str, str, Metric, str, dict[str, object]]] = []
    for price, knows, knows_zh in (("no", "text only", "仅文本"), ("yes", "text and price", "文本与价格")):
        settings = {"weeks": str(WEEKS), "part": part, "price": price}
        worth = flows.evaluate(None, "trends.launch", path, "time", settings, lambda event: None)
        more = worth.extras
        how = (
            f"{worth.n} launches from {more['judged_from']} to {more['judged_to']}, {WEEKS} weeks, {knows}; "
            f"every launch forecast as it stood; {worth.seconds:.0f} s"
        )
        for metric, claim, chinese in CLAIMS:
            extra: dict[str, object] = {"models": more["models"], "readme": metric.startswith("below")}
            rows.append(
                (
                    f"New garments ({knows}): {claim}",
                    f"新品（{knows_zh}）：{chinese}",
                    worth.metrics[metric],
                    how,
                    extra,
                )
            )
    told("trends_launches", rows, dry=chosen.dry or chosen.earlier)
    return 0


if __name__ == "__main__":
    sys.exit(main())
