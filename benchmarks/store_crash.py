"""How many kill -9 at random moments a shop survives with every acknowledged write whole.

The writer commits rows, blobs, events, jobs and quarantine in batches and says each number once it is
acknowledged; after every kill the shop is opened and all of it is checked. `./run bench store_crash [KILLS]`.
"""

import random
import runpy
import sys
import tempfile
from pathlib import Path

from _record import record

TORTURE = Path(__file__).parents[1] / "tests" / "store" / "crash_torture.py"


def main(kills: int) -> None:
    """Kill, check, record."""
    torture = runpy.run_path(str(TORTURE))["torture"]
    seed = random.SystemRandom().randrange(2**32)
    with tempfile.TemporaryDirectory() as folder:
        batches = torture(Path(folder) / "shop", kills=kills, seed=seed, longest=0.6)
    record(
        "store_crash",
        "Kills survived without losing an acknowledged write",
        kills,
        "kills",
        how=f"kill -9 at random moments, seed {seed}; {batches} batches acknowledged and checked after each",
        extra={"claim_zh": "随机 kill -9 后仍不丢失任何已确认写入的次数", "batches": batches, "seed": seed},
    )
    print(f"{kills} kills, {batches} acknowledged batches, all whole (seed {seed})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
