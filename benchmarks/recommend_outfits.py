"""What the outfit model is worth on Polyvore's outfits: blanks filled, real told from random.

./run bench recommend_outfits

The folder `polyvore` below MODISTE_DATA/recsys, the publisher's own files, is used where it is, else the
copy that knows categories only. Seconds are processor seconds of one core.
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import told
from modiste.learning import Metric
from modiste.workspace import flows

FOLDERS = {"polyvore": "with pictures", "polyvore_categories": "categories only"}
Row = tuple[str, str, Metric, str, dict[str, object]]


def main() -> int:
    """Train, judge, print and record; without the data nothing is done."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--epochs", type=int, help="fewer, to look only")
    chosen = options.parse_args()
    root = Path(os.environ.get("MODISTE_DATA", "")) / "recsys"
    folder = next((name for name in FOLDERS if (root / name).is_dir()), None)
    if folder is None:
        print("Polyvore outfits: left out, MODISTE_DATA names no folder with them")
        return 0
    settings = {"epochs": str(chosen.epochs)} if chosen.epochs else {}
    worth = flows.evaluate(None, "recommend.outfits", root / folder, "", settings, lambda event: None)
    more = worth.extras
    how = (
        f"{more['n_train']:,} outfits to learn from, {more['n_test']:,} to judge by, "
        f"{FOLDERS[folder]}; {{0}}; trained in {more['fit_seconds']} s of one core"
    )
    rows: list[Row] = [
        (
            "Outfits: blanks filled rightly of four choices",
            "搭配：四选一填空正确率",
            worth.metrics["fitb_accuracy"],
            how.format(f"{more['blanks']}; chance 0.25"),
            {},
        ),
        (
            "Outfits: AUC of real against random",
            "搭配：真实与随机搭配的 AUC",
            worth.metrics["compatibility_auc"],
            how.format(f"{more['negatives']}; chance 0.5"),
            {},
        ),
    ]
    told("recommend_outfits", rows, dry=chosen.dry)
    return 0


if __name__ == "__main__":
    sys.exit(main())
