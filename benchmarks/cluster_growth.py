"""Time, memory and bytes read of each job by executor at growing sizes, and what a line says beyond them.

Every run is a process of its own, `modiste cluster run ... --json`, on synthetic data made here: acts of
customers (`cooccurrence`), weekly series (`forecast`), a count (`generate`), small drawn pictures (`encode`,
`duplicates`), of which a hundredth, as each costs a thousand times what a row does. Beyond what was measured,
seconds and memory are a line through the logarithms: an extrapolation, printed as one.

`./run bench cluster_growth [--dry] [--sizes 100000 1000000 10000000] [--jobs ...] [--executors ...]`: hours
by default; `--dry` takes a thousand and ten thousand rows, minutes, and records nothing.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from _record import record

PICTURES = ("encode", "duplicates")
JOBS = ("cooccurrence", "forecast", "generate", *PICTURES)
EXECUTORS = ("serial", "pool", "ray")
BEYOND = (100_000_000, 1_000_000_000)
WEEKS = 104


def acts(path: Path, rows: int) -> list[str]:
    """Acts of customers, twenty each, with garments of which few are liked by many."""
    chance = random.Random(7)
    garments = max(100, round(math.sqrt(rows)))
    with path.open("w", encoding="ascii") as file:
        file.write("user,item,time\n")
        for row in range(rows):
            garment = int(garments * chance.random() ** 3)
            file.write(f"u{row // 20},g{garment},{1_700_000_000 + row}\n")
    return ["--data", str(path)]


def series(path: Path, rows: int) -> list[str]:
    """Weekly sales of two years a series."""
    chance = random.Random(8)
    weeks = [str(date(2024, 1, 1) + timedelta(weeks=week)) for week in range(WEEKS)]
    with path.open("w", encoding="ascii") as file:
        file.write("unique_id,ds,y\n")
        for number in range(max(1, rows // WEEKS)):
            file.writelines(f"s{number},{week},{chance.randrange(30)}\n" for week in weeks)
    return ["--data", str(path)]


def pictures(path: Path, rows: int) -> list[str]:
    """Drawn pictures in two class folders; each is its own, so none is a duplicate."""
    import numpy as np  # noqa: PLC0415 - this process stays small: its memory counts into its children's
    from PIL import Image  # noqa: PLC0415

    chance = np.random.default_rng(9)
    for number in range(max(4, rows // 100)):
        folder = path / ("coat" if number % 2 else "dress")
        folder.mkdir(parents=True, exist_ok=True)
        rough = chance.integers(0, 256, (24, 18, 3), np.uint8)
        Image.fromarray(rough).resize((240, 320), Image.Resampling.BICUBIC).save(folder / f"{number}.jpg")
    return ["--data", str(path)]


def made(job: str, folder: Path, rows: int) -> list[str]:
    """The words after the job: its data, made here, and its settings."""
    path = folder / f"{job}-{rows}"
    if job == "cooccurrence":
        return acts(path, rows)
    if job == "forecast":
        return [*series(path, rows), "--set", "model=seasonal_naive"]
    if job == "generate":
        return ["--set", f"garments={rows}"]
    return pictures(path, rows)


def measured(job: str, words: list[str], executor: str, folder: Path) -> dict[str, object]:
    """One run, begun anew in an empty folder.

    Raises:
        SystemExit: the run failed; what it said is the message.
    """
    with tempfile.TemporaryDirectory(dir=folder) as out:
        command = [sys.executable, "-m", "modiste", "cluster", "run", job, *words, "--executor", executor]
        done = subprocess.run(
            [*command, "--out", f"{out}/run", "--json"], capture_output=True, check=False, text=True
        )
        if done.returncode:
            raise SystemExit(f"{job} {executor}: {done.stdout}{done.stderr}")
        found: dict[str, object] = json.loads(done.stdout)
    return found


def extrapolated(sizes: list[int], values: list[float], size: int) -> float:
    """What a straight line through the logarithms says of another size.

    Example:
        >>> round(extrapolated([10, 100], [1.0, 10.0], 1000), 6)
        100.0
    """
    xs, ys = [math.log(each) for each in sizes], [math.log(max(each, 1e-9)) for each in values]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    return math.exp(mean_y + slope * (math.log(size) - mean_x))


def main() -> None:
    """Measure, print the table, and record it unless it is a dry run."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--dry", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--jobs", nargs="+", choices=JOBS, default=list(JOBS))
    parser.add_argument("--executors", nargs="+", choices=EXECUTORS, default=list(EXECUTORS))
    asked = parser.parse_args()
    sizes = [1000, 10_000] if asked.dry else sorted(asked.sizes)
    print("| job | executor | rows | s | MB | bytes read | partitions |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = {(job, rows): made(job, folder, rows) for job, rows in product(asked.jobs, sizes)}
        for job, executor in product(asked.jobs, asked.executors):
            runs = [measured(job, data[job, rows], executor, folder) for rows in sizes]
            for rows, run in zip(sizes, runs, strict=True):
                told = (run["n"], run["seconds"], run["peak_mb"], run["bytes_read"], run["partitions"])
                print("| {} | {} | {} | {} | {} | {} | {} |".format(job, executor, *told), flush=True)
                if not asked.dry:
                    claim = f"{job} by {executor} at {rows:,} rows"
                    how = f"{run['partitions']} partitions, {os.cpu_count()} cores, one run"
                    extra = {"readme": False, **{k: run[k] for k in ("peak_mb", "bytes_read")}}
                    record("cluster_growth", claim, float(str(run["seconds"])), "s", how=how, extra=extra)
            if len(sizes) > 1:
                counts = [int(str(run["n"])) for run in runs]
                for rows in BEYOND:
                    seconds, memory = (
                        extrapolated(counts, [float(str(run[what])) for run in runs], rows)
                        for what in ("seconds", "peak_mb")
                    )
                    row = f"| {job} | {executor} | {rows} | {seconds:.0f} | {memory:.0f} | extrapolated | |"
                    print(row, flush=True)


if __name__ == "__main__":
    main()
