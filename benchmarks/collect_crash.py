"""How many kill -9 at random moments imports survive with every row once: none lost, none twice.

An import of a Merchant feed (one row in a hundred is bad) is killed again and again until it has ended, then
the next begins in a fresh shop; after every kill stored and held rows must be those counted.
`./run bench collect_crash [KILLS [SECONDS]]`: a kill comes within so many seconds, 8 by default, which must
be longer than a start takes. About ten minutes for 100 on a machine of its own.
"""

import random
import runpy
import sys
import tempfile
from pathlib import Path

from _record import record

TORTURE = Path(__file__).parents[1] / "tests" / "workspace" / "import_torture.py"
ROWS = 30_000


def main(kills: int, longest: float = 8.0) -> None:
    """Kill, check, record."""
    torture = runpy.run_path(str(TORTURE))["torture"]
    seed = random.SystemRandom().randrange(2**32)
    with tempfile.TemporaryDirectory() as folder:
        found = torture(Path(folder), kills=kills, seed=seed, rows=ROWS, longest=longest)
    record(
        "collect_crash",
        "Kills in the middle of an import survived with every row once",
        found["hit"],
        "kills",
        how=f"{kills} kill -9 at random moments of importing {ROWS} rows, seed {seed}; counted are those "
        f"that hit it when it had stored more since the last; {found['ended']} imports ended whole",
        extra={
            "claim_zh": "导入过程中随机 kill -9 后每行恰好一次的次数",
            "kills": kills,
            "seed": seed,
            **found,
        },
    )
    print(f"{kills} kills, {found} (seed {seed})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, *map(float, sys.argv[2:3]))
