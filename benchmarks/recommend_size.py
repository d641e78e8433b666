"""What size prediction is worth on RentTheRunway, by a random split and by time.

./run bench recommend_size

Each protocol is fitted inside; rounds and calibration are chosen on its validation rows, its test rows are
looked at once. Seconds are processor seconds of one core.
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import told
from modiste.learning import Metric
from modiste.recommend import SIZE_PROTOCOLS, judged_sizes, read_wearings

FILE = Path("recsys") / "rentherunway_fit" / "renttherunway_clean.parquet"
GOALS = {"random": 0.775, "time": 0.71}
SPLITS = {"random": ("random split", "随机划分"), "time": ("by time", "按时间")}
Row = tuple[str, str, Metric, str, dict[str, object]]


def main() -> int:
    """Fit, judge, print and record; without the data nothing is done."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--protocol", choices=SIZE_PROTOCOLS, help="only this one")
    chosen = options.parse_args()
    path = Path(os.environ.get("MODISTE_DATA", "")) / FILE
    if not path.is_file():
        print("RentTheRunway: left out, MODISTE_DATA names no folder with it")
        return 0
    rows = read_wearings(path)
    for protocol in [chosen.protocol] if chosen.protocol else SIZE_PROTOCOLS:
        told("recommend_size", _judged(rows, protocol), dry=chosen.dry)
    return 0


def _judged(rows, protocol: str) -> list[Row]:
    worth = judged_sizes(rows, protocol)
    english, chinese = SPLITS[protocol]
    how = (
        f"RentTheRunway, {len(rows):,} rentals; {worth.extras['split']}; fitted in "
        f"{worth.extras['fit_seconds']} s of one core"
    )
    quiet: dict[str, object] = {"readme": False}
    return [
        (
            f"Size: mean AUC of small, right, large ({english})",
            f"尺码：偏小、合身、偏大的平均 AUC（{chinese}）",
            worth.metrics["auc_mean"],
            f"{how}; goal {GOALS[protocol]}",
            {
                "auc_per_class": worth.extras["auc_per_class"],
                "auc_mean_without_validation_rows": worth.extras["auc_mean_without_validation_rows"],
            },
        ),
        (
            f"Size: calibration error ({english})",
            f"尺码：校准误差（{chinese}）",
            worth.metrics["ece"],
            f"{how}; goal below 0.02",
            quiet,
        ),
        (
            f"Size: log loss ({english})",
            f"尺码：对数损失（{chinese}）",
            worth.metrics["log_loss"],
            how,
            quiet,
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
