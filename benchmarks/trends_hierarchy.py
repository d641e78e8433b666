"""Hierarchies: clothing of the Australian states adds up, and 20,000 leaves are reconciled above zero.

./run bench trends_hierarchy          # ABS retail below MODISTE_DATA, and a hierarchy that is drawn
./run bench trends_hierarchy --dry    # print and do not record
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.trends import Hierarchy, reconcile

SETTINGS = ("horizon=12", "season=12", "windows=2", "hierarchy=State,Industry")
LEAVES, HORIZON = 20_000, 13
# The third clothing industry that is published is the sum of these two.
LEAVES_OF = ("Clothing retailing", "Footwear and other personal accessory retailing")


def main() -> int:
    """Reconcile both, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--method", default="variance", help="of the drawn hierarchy")
    chosen = options.parse_args()
    path = Path(os.environ.get("MODISTE_DATA", "")) / "analytics" / "aus_retail_abs" / "aus_retail.parquet"
    if path.is_file():
        found = clothing(path)
        print(json.dumps(found))
        if not chosen.dry:
            record(
                "trends_hierarchy",
                "Largest gap of the ABS clothing hierarchy, as a share of the largest value",
                found["hierarchy"]["incoherence"],
                "",
                how=f"State x Industry, clothing and footwear, {', '.join(SETTINGS)}",
                extra={"claim_zh": "ABS 服装层级的最大不一致（占最大值之比）", "table": found},
            )
    made = drawn(chosen.method)
    print(json.dumps(made))
    if not chosen.dry:
        record(
            "trends_hierarchy",
            "Seconds to reconcile 20,000 leaves above zero",
            made["seconds"],
            "s",
            how=f"{made['nodes']} nodes, {HORIZON} steps, {chosen.method}, one thread, processor seconds",
            extra={"claim_zh": "两万叶节点非负协调的秒数", "table": made},
        )
    return 0


def clothing(path: Path) -> dict[str, object]:
    """The house's verb on the clothing and footwear industries; the last windows are judged."""
    table = parquet.read_table(path)
    taken = [name in LEAVES_OF for name in table.column("Industry").to_pylist()]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clothing.parquet"
        parquet.write_table(table.filter(pa.array(taken)), file)
        command = [
            sys.executable,
            "-m",
            "modiste",
            "evaluate",
            "trends.forecast",
            "--data",
            str(file),
            "--json",
        ]
        for setting in SETTINGS:
            command += ["--set", setting]
        told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return {name: told[name] for name in ("hierarchy", "chosen", "metrics", "models")}


def drawn(method: str) -> dict[str, object]:
    """Twenty thousand leaves by store and kind, most of them selling little, some said to be below zero."""
    chance = np.random.default_rng(0)
    columns = {
        "store": chance.integers(0, 60, LEAVES).astype(str),
        "kind": chance.integers(0, 40, LEAVES).astype(str),
    }
    hierarchy = Hierarchy.of(
        [f"k{place}" for place in range(LEAVES)], {name: each.tolist() for name, each in columns.items()}
    )
    leaves = chance.gamma(0.5, 2.0, (LEAVES, HORIZON))
    said = hierarchy.summed(leaves) * (1 + 0.2 * chance.normal(size=(len(hierarchy.ids), HORIZON)))
    said[hierarchy.n_sums :] -= 0.3
    errors = chance.normal(size=(len(hierarchy.ids), 26)) * np.sqrt(hierarchy.sizes)[:, None]
    begun = time.process_time()
    made = reconcile(hierarchy, said, method, errors=errors, past=leaves)  # type: ignore[arg-type]
    return {
        "nodes": len(hierarchy.ids),
        "seconds": round(time.process_time() - begun, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, 1),
        "incoherence": hierarchy.incoherence(made),
        "least": float(made.min()),
    }


if __name__ == "__main__":
    sys.exit(main())
