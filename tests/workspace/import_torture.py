"""Kill an import at random moments, start it again, and see that nothing is lost and nothing comes twice.

Used by test_import_crash.py with few kills and by benchmarks/collect_crash.py with many.
"""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from modiste.garment import Sku
from modiste.workspace import open_shop

HEAD = "id\ttitle\tlink\timage_link\tavailability\tprice\titem_group_id\tcolor\tsize\n"


def feed(path: Path, rows: int) -> int:
    """Write a feed of which every hundredth row is bad; returns how many are good."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for n in range(rows):
            price = "much" if n % 100 == 99 else "19.90 EUR"
            link = f"https://shop.example/{n}"
            cells = (f"sku-{n}", f"Tee {n // 10}", link, f"{link}.jpg", "in_stock", price, f"style-{n // 10}")
            file.write("\t".join((*cells, "red", f"size {n % 10}")) + "\n")
    return rows - rows // 100


def torture(folder: Path, *, kills: int, seed: int, rows: int, longest: float) -> dict[str, int]:
    """Kill the same import again and again; once it has ended, begin anew in a fresh shop.

    Returns:
        How many imports ended whole, and how many kills hit one that had stored something.
    """
    chance = random.Random(seed)
    good = feed(folder / "feed.tsv", rows)
    done = ended = hit = number = 0
    while done < kills:
        number += 1
        root = folder / f"shop-{number}"
        open_shop(root).close()
        seen = 0
        while True:
            child = _start(folder, root)
            try:
                child.wait(chance.uniform(0.05, longest) if done < kills else None)
            except subprocess.TimeoutExpired:
                os.kill(child.pid, signal.SIGKILL)
                child.wait()
                done += 1
                now, is_done = _stored(root)
                assert now >= seen, f"{seen - now} rows lost, seed {seed}"
                hit += now > seen
                seen = now
                if not is_done:  # else the kill came between its last write and its end
                    continue
            else:
                assert child.returncode == 0, f"exit {child.returncode}, seed {seed}"
            _check(root, rows, good, seed)
            ended += 1
            break
    return {"ended": ended, "hit": hit, "imports": number}


def _start(folder: Path, root: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "modiste", "import", str(folder / "feed.tsv"), "--shop", str(root)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _stored(root: Path) -> tuple[int, bool]:
    """How many rows are stored, once what is there was found to agree, and whether the import had ended."""
    with open_shop(root, create=False) as shop:
        stored = shop.store.rows.count(Sku)
        runs = shop.store.imports.page()
        read = sum(run.counts.read for run in runs)
        held = shop.store.quarantine.count()
        assert stored + held == read, f"{stored} stored and {held} held, but {read} counted"
    return stored, any(run.is_done for run in runs)


def _check(root: Path, rows: int, good: int, seed: int) -> None:
    with open_shop(root, create=False) as shop:
        (run,) = shop.store.imports.page()
        counts = run.counts
        assert run.is_done, f"not done, seed {seed}"
        assert (counts.read, counts.added, counts.quarantined) == (rows, good, rows - good), (
            f"{counts}, seed {seed}"
        )
        assert shop.store.rows.count(Sku) == good
        assert shop.store.quarantine.count() == rows - good
