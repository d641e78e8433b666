"""Making the generated house: how many garments an hour, how much memory, and whether it is the same twice.

The house is made by `modiste shop generate` with two processes, then a smaller one with one and with two:
truth files and picture hashes must be equal byte by byte. A build without a photographer has
nothing to record: the rate is printed.
`./run bench house_generation [GARMENTS]`, half an hour for 60 on two cores.
"""

import hashlib
import json
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from _child import Ran, run
from _record import record

GOAL = 60.0
SEED = 7
FEW = 6


def made(shop: Path, garments: int, processes: int) -> tuple[dict[str, float], Ran]:
    """A house in a new shop: what was printed, and what it took."""
    words = ("shop", "generate", "--garments", garments, "--seed", SEED, "--processes", processes)
    command = [sys.executable, "-m", "modiste", *map(str, words), "--shop", str(shop), "--json"]
    ran = run(command)
    return json.loads(ran.said), ran


def digest(shop: Path) -> str:
    """One hash of every truth file's bytes and every picture's hash."""
    told = hashlib.sha256()
    for path in sorted((shop / "house").glob("*")):
        told.update(path.name.encode() + path.read_bytes())
    with closing(sqlite3.connect(shop / "shop.db")) as database:
        for row in database.execute("SELECT id, blob FROM images ORDER BY id"):
            told.update("".join(row).encode())
    return told.hexdigest()


def main(garments: int) -> int:
    """Make, compare, record."""
    with tempfile.TemporaryDirectory() as home:
        told, ran = made(Path(home) / "large", garments, 2)
        digests = set()
        for processes in (1, 2):
            shop = Path(home) / f"few-{processes}"
            made(shop, FEW, processes)
            digests.add(digest(shop))
    same = len(digests) == 1
    print(
        f"{garments} garments, {told['photos']:.0f} pictures in {ran.seconds:.0f} s: "
        f"{told['garments_per_hour']:.0f} garments/h, {ran.peak_mb:.0f} MB in the largest process; "
        f"{'the same bytes' if same else 'DIFFERENT BYTES'} by one process and by two"
    )
    if told["photos"] and same:
        record(
            "house_generation",
            "Garments of the generated house made an hour, with pictures and truth",
            told["garments_per_hour"],
            "garments/h",
            how=f"{garments} garments, seed {SEED}, two processes of one thread each; goal {GOAL:.0f}",
            notes="synthetic; truth and picture hashes are byte-identical by one process and by two",
            extra={
                "claim_zh": "每小时生成的款式数（含图片与真值）",
                "photos": told["photos"],
                "unphotographed": told["unphotographed"],
                "peak_mb": round(ran.peak_mb, 1),
                "seconds": told["seconds"],
            },
        )
    return int(not same)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
