"""Memory of reading a feed of a million rows: the peak must not depend on the feed's length.

Each length is read by a process of its own, all rows validated, none stored.
`./run bench collect_memory [ROWS]`, about six minutes for a million.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from _child import peak_of, run
from _record import record

MAKE = (
    "import runpy, sys, pathlib;"
    "runpy.run_path(sys.argv[1])['write_tsv'](pathlib.Path(sys.argv[2]), int(sys.argv[3]))"
)
FEED = Path(__file__).parents[1] / "tests" / "collect" / "feeds.py"
READ = (
    "import sys; from modiste.collect import MERCHANT_TABLE, open_source;"
    "print(sum(1 for _ in MERCHANT_TABLE.read(open_source(sys.argv[1]))))"
)


def main(rows: int) -> None:
    """Write, read, compare, record."""
    with tempfile.TemporaryDirectory() as home:
        peaks = []
        for count in (rows // 100, rows):
            path = Path(home) / f"{count}.tsv"
            subprocess.run([sys.executable, "-c", MAKE, str(FEED), str(path), str(count)], check=True)
            ran = run([sys.executable, "-c", READ, str(path)])
            assert int(ran.said) == count
            peaks.append(peak_of([ran]))
            path.unlink()
    record(
        "collect_memory",
        f"Memory to read a feed of {rows:,} rows",
        round(peaks[1], 1),
        "MB",
        peer=f"the same of {rows // 100:,} rows",
        peer_value=round(peaks[0], 1),
        how="peak of a process that reads and validates a Merchant TSV, all included",
        extra={"claim_zh": f"读取 {rows:,} 行商品数据的内存峰值"},
    )
    print(f"{rows} rows: {peaks[1]:.1f} MB; {rows // 100} rows: {peaks[0]:.1f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
