"""A hundred thousand SKU-weeks from file to forecast: seconds and memory, in a process of its own.

./run bench trends_scale                    # 1,000 series of 100 weeks, all models
./run bench trends_scale --models naive     # some of them
./run bench trends_scale --dry              # print and do not record
"""

import argparse
import json
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

SERIES, WEEKS, AHEAD = 1000, 100, 13
_MEASURE = """
import json, resource, sys
from modiste.cli import run
code = run(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
told = {"cpu_seconds": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1000}
print(json.dumps(told), file=sys.stderr)
sys.exit(code)
"""


def main() -> int:
    """Draw the series, forecast them by the house's verb, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--models", default="", help="with commas between; all by default")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data, out = Path(folder) / "series.parquet", Path(folder) / "out.parquet"
        parquet.write_table(drawn(), data)
        words = ["forecast", "--data", str(data), "--horizon", str(AHEAD), "--out", str(out), "--json"]
        if chosen.models:
            words += ["--set", f"models={chosen.models}"]
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _MEASURE, *words], check=True, capture_output=True, text=True
        )
        seconds = time.perf_counter() - begun
        told = json.loads(done.stdout)
        used = json.loads(done.stderr.strip().splitlines()[-1])
        rows = parquet.read_table(out).num_rows
    found = {"seconds": round(seconds, 2), **used, "rows": rows, "chosen": told["chosen"]}
    print(json.dumps(found))
    if not chosen.dry:
        for claim, zh, value, unit in (
            ("Seconds for 100,000 SKU-weeks", "十万 SKU 周预测所需秒数", found["cpu_seconds"], "s"),
            ("Memory for 100,000 SKU-weeks", "十万 SKU 周预测所需内存", found["peak_mb"], "MB"),
        ):
            record(
                "trends_scale",
                claim,
                round(value, 1),
                unit,
                how=f"{SERIES} series of {WEEKS} weeks, {AHEAD} ahead, chosen on earlier windows, "
                "processor seconds of one process",
                extra={"claim_zh": zh, "table": found},
            )
    return 0


def drawn() -> pa.Table:
    """Series with price and promotion, some of them selling seldom."""
    chance = np.random.default_rng(0)
    level = np.exp(chance.normal(2, 1, (SERIES, 1)))
    weeks = np.arange(WEEKS + AHEAD)
    deal = chance.random((SERIES, len(weeks))) < 0.1
    price = 10 * (1 - 0.3 * deal) * np.exp(chance.normal(0, 0.02, deal.shape))
    season = 1 + 0.4 * np.sin(2 * np.pi * weeks / 52)
    y = chance.poisson(level * season * (price / 10) ** -2).astype(float)
    y[:, WEEKS:] = np.nan
    return pa.table(
        {
            "unique_id": np.repeat([f"sku{place}" for place in range(SERIES)], len(weeks)),
            "ds": np.tile(np.datetime64("2022-01-03") + 7 * weeks, SERIES).astype("datetime64[ms]"),
            "y": pa.array(y.ravel(), from_pandas=True),
            "price": price.ravel(),
            "deal": deal.ravel().astype(int),
        }
    )


if __name__ == "__main__":
    sys.exit(main())
