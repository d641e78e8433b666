"""How many kill -9 in the middle of an import are survived with everything once: none lost, none twice.

Every importer takes in a synthetic file of its own, of which one row in a hundred is bad, and is killed at
moments drawn over the whole time that this takes, begun again until it has ended, and then anew in a fresh
shop. After every kill the tables, the quarantine, the logs and the pictures must be those of an unbroken
import at one of its batches, never an earlier one than before, and in the end all of it.

`./run bench collect_crash [KILLS] [--only KIND ...] [--seed N]`: 100 kills an importer by default, as many
importers at a time as there are cores, about 25 minutes on two. Only a run of all of them with 100 kills or
more is recorded. Fashion-MNIST is left out where its files are not.
"""

import argparse
import os
import random
import runpy
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from _record import record
from modiste.collect import find_fashion_mnist
from modiste.garment import ModisteError

TORTURE = runpy.run_path(str(Path(__file__).parents[1] / "tests" / "workspace" / "import_torture.py"))
FULL = 100
ROWS, BATCH = 1500, 150
SIZES = {
    "clips": (10, 2),
    "fashion-mnist": (10_000, 1000),
    "magazine": (1000, 100),
    "photos": (500, 50),
    "shopify-json": (1500, 8),  # a row is a style of twenty variants
}
"""Rows, and how many are stored at once, where they are others: an import takes about a second."""


def importers() -> list[str]:
    """Every importer whose data are here."""
    try:
        find_fashion_mnist()
    except ModisteError:
        print("fashion-mnist: left out, its files are not here")
        return [kind for kind in TORTURE["KINDS"] if kind != "fashion-mnist"]
    return list(TORTURE["KINDS"])


def tortured(kind: str, kills: int, seed: int) -> dict[str, Any]:
    """Kill one importer.

    Raises:
        AssertionError: for what was lost, or is there twice.
    """
    rows, batch = SIZES.get(kind, (ROWS, BATCH))
    with TORTURE["warm"]() as torture:
        found: dict[str, Any] = torture(kind=kind, rows=rows, batch=batch, kills=kills, seed=seed)
    print(
        "{kind}: {kills} kills, {hit} hit, {imports} imports of {seconds} s {fault}".format(**found),
        flush=True,
    )
    assert not found["fault"], found["fault"]
    return found


def main(kills: int, only: list[str], seed: int) -> None:
    """Kill, check, record."""
    print(f"seed {seed}")
    kinds = only or importers()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda kind: tortured(kind, kills, seed), kinds))
    hit, all_kills = (sum(each[name] for each in found) for name in ("hit", "kills"))
    print(f"{hit} of {all_kills} kills hit an import at work, everything once (seed {seed})")
    if only or kills < FULL:
        return
    record(
        "collect_crash",
        "Kills in the middle of an import survived with every row once",
        hit,
        "kills",
        how=f"{kills} kill -9 at random moments of each of {len(found)} importers, seed {seed}; counted are "
        "those between an import's beginning and its end; after each, tables, quarantine, logs and pictures "
        "were those of an unbroken import at one of its batches; "
        f"{sum(each['imports'] for each in found)} imports ended whole",
        extra={
            "claim_zh": "导入过程中随机 kill -9 后每行恰好一次的次数",
            "seed": seed,
            "kills": all_kills,
            "importers": {
                each["kind"]: {name: each[name] for name in ("kills", "hit", "imports")} for each in found
            },
        },
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="./run bench collect_crash")
    parser.add_argument("kills", nargs="?", type=int, default=FULL)
    parser.add_argument("--only", nargs="+", metavar="KIND", choices=TORTURE["KINDS"], default=[])
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    asked = parser.parse_args()
    main(asked.kills, asked.only, asked.seed)
