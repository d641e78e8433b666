"""Time, memory and bytes read of each job by executor at growing sizes, and what a model says beyond them.

Every run is a process of its own, `modiste cluster run ... --json`, on synthetic data made here: acts of
customers (`cooccurrence`), weekly series (`forecast`), a count (`generate`), small drawn pictures (`encode`,
`duplicates`), of which a hundredth, as each costs a thousand times what a row does, and trials of a small
network (`tune`), of which a ten-thousandth. All executors must leave the same hash. At each size one runs
right after the other; beside seconds are recorded the ratio to the serial run of the same call, and the
machine's load average before and after, for on a shared machine seconds alone say little.

Beyond what was measured, each figure is a start and a share of every row, neither below zero: an
extrapolation, printed as one. It is a fit by least squares, so that the largest size says most, and is made
once more without that size: by how much it then misses it is printed, and says how far to trust it. Nothing
is extrapolated from less than three sizes, nor where most of the largest one's seconds are still the start.

`./run bench cluster_growth [--dry] [--sizes 100000 1000000 10000000] [--jobs ...] [--executors ...]`: hours
by default; `--dry` takes a thousand and ten thousand rows, minutes, and records nothing; `--table` runs
nothing and prints what the newest records say.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from _record import latest, record

PICTURES = ("encode", "duplicates")
JOBS = ("cooccurrence", "forecast", "generate", *PICTURES, "tune")
EXECUTORS = ("serial", "pool", "ray")
BEYOND = (100_000_000, 1_000_000_000)
FARTHEST = 100
"""Times the largest size measured: memory and reading are not extrapolated farther, seconds are."""

NOT_BEYOND = ("duplicates",)
"""It takes a million pictures at most, and pairs grow faster than pictures."""

WEEKS = 104
RECIPE = """
name = "modiste.vision.growth.v1"
title = "A small classifier, to be tried often"
[data]
validation = 0.25
[input]
height = 16
width = 16
channels = 3
mean = [0.5, 0.5, 0.5]
std = [0.25, 0.25, 0.25]
[network]
name = "cnn"
channels = [8]
dense = [16]
[optimiser]
name = "adam"
[train]
epochs = 1
batch_size = 12
keep = "last"
"""


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
    if job == "tune":
        (folder / "recipe.toml").write_text(RECIPE, encoding="utf-8")
        space = ["--set", "space=optimiser.learning_rate=0.001..0.1", "--set", "rungs=1"]
        asked = ["--set", f"recipe={folder / 'recipe.toml'}", "--set", f"trials={max(2, rows // 10_000)}"]
        return [*pictures(path, 4800), *asked, *space]
    return pictures(path, rows)


def measured(job: str, words: list[str], executor: str, folder: Path) -> dict[str, Any]:
    """One run, begun anew in an empty folder, and the load average before it and after it.

    Raises:
        SystemExit: the run failed; what it said is the message.
    """
    with tempfile.TemporaryDirectory(dir=folder) as out:
        command = [sys.executable, "-m", "modiste", "cluster", "run", job, *words, "--executor", executor]
        before = os.getloadavg()[0]
        done = subprocess.run(
            [*command, "--out", f"{out}/run", "--json"], capture_output=True, check=False, text=True
        )
        if done.returncode:
            raise SystemExit(f"{job} {executor}: {done.stdout}{done.stderr}")
        found: dict[str, Any] = json.loads(done.stdout)
    return {**found, "load": [round(before, 1), round(os.getloadavg()[0], 1)]}


@dataclass(frozen=True)
class Growth:
    """A start, and a share of every row."""

    start: float
    a_row: float

    def at(self, rows: int) -> float:
        """The figure at a number of rows."""
        return self.start + self.a_row * rows


def fitted(sizes: Sequence[int], values: Sequence[float]) -> Growth:
    """The growth with the least sum of squared errors, neither part of it below zero.

    Example:
        >>> fitted([10, 100, 1000], [6.0, 15.0, 105.0])
        Growth(start=5.0, a_row=0.1)
        >>> fitted([10, 100], [0.0, 90.0]).start
        0.0
    """
    size, value = sum(sizes) / len(sizes), sum(values) / len(values)
    spread = sum((each - size) ** 2 for each in sizes)
    together = sum((a - size) * (b - value) for a, b in zip(sizes, values, strict=True))
    a_row = max(0.0, together / spread) if spread else 0.0
    start = value - a_row * size
    if start < 0:
        start, a_row = 0.0, sum(a * b for a, b in zip(sizes, values, strict=True)) / sum(a * a for a in sizes)
    return Growth(round(start, 9), round(a_row, 15))


def missed(sizes: Sequence[int], values: Sequence[float]) -> float | None:
    """By what share of the largest size's figure the growth of the others misses it; None with too few.

    Example:
        >>> missed([10, 100, 1000], [6.0, 15.0, 210.0])
        -0.5
    """
    if len(sizes) < 3 or not values[-1]:
        return None
    return round(fitted(sizes[:-1], values[:-1]).at(sizes[-1]) / values[-1] - 1, 6)


Row = Mapping[str, Any]
"""Of the table: job, executor, n, seconds, peak_mb, bytes_read, partitions, load, beside."""

FIGURES = ("seconds", "peak_mb", "bytes_read")


def shown(rows: Sequence[Row]) -> Iterator[str]:
    """The rows of one job by one executor, what is extrapolated from them, and how far that is trusted."""
    job, executor = rows[0]["job"], rows[0]["executor"]
    for row in rows:
        beside = f"{row['beside']:.2f}" if row.get("beside") else ""
        load = "-".join(f"{each:.1f}" for each in row.get("load", ()))
        yield _line(job, executor, f"{row['n']:,}", [row[name] for name in FIGURES], beside, load)
    counts = [row["n"] for row in rows]
    figures = [[float(row[name]) for row in rows] for name in FIGURES]
    if len(set(counts)) < 3 or 2 * fitted(counts, figures[0]).start > figures[0][-1] or job in NOT_BEYOND:
        return
    for size in BEYOND:
        guessed = [fitted(counts, values).at(size) for values in figures]
        if size > FARTHEST * counts[-1]:
            guessed[1:] = math.nan, math.nan
        yield _line(job, executor, f"{size:,} *extrapolated*", guessed, "", "")
    misses = [missed(counts, values) for values in figures[:2]]
    told = " | ".join(f"{each:+.0%}" for each in misses if each is not None)
    if told:
        yield f"| `{job}` | {executor} | *{counts[-1]:,} by the smaller ones* | {told} | | | |"


def _line(job: str, executor: str, rows: str, figures: Sequence[float], beside: str, load: str) -> str:
    seconds, peak_mb, read = figures
    told = f"{seconds:,.1f}" if seconds < 100 else f"{seconds:,.0f}"
    more = ("" if math.isnan(each) else f"{each:,.0f}" for each in (peak_mb, read / 1e6))
    return f"| `{job}` | {executor} | {rows} | {told} | {' | '.join(more)} | {beside} | {load} |"


def recorded(jobs: Sequence[str], executors: Sequence[str]) -> Iterator[list[Row]]:
    """The newest record of every size, by job and executor."""
    found = [{**each["extra"], "seconds": each["value"]} for each in latest("cluster_growth")]  # type: ignore[dict-item]
    for job, executor in product(jobs, executors):
        rows = [row for row in found if (row["job"], row["executor"]) == (job, executor)]
        if rows:
            yield sorted(rows, key=lambda row: row["n"])


def main() -> None:
    """Measure, print the table, and record it unless it is a dry run."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--dry", action="store_true")
    parser.add_argument("--table", action="store_true", help="what the newest records say")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--jobs", nargs="+", choices=JOBS, default=list(JOBS))
    parser.add_argument("--executors", nargs="+", choices=EXECUTORS, default=list(EXECUTORS))
    parser.add_argument("--notes", default="", help="what a reader of the record must know")
    asked = parser.parse_args()
    print("| Job | Executor | Rows | Seconds | MB | MB read | Of serial | Load |", flush=True)
    print("|---|---|---|---|---|---|---|---|", flush=True)
    if asked.table:
        for rows in recorded(asked.jobs, asked.executors):
            print("\n".join(shown(rows)))
        return
    sizes = [1000, 10_000] if asked.dry else sorted(asked.sizes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for job in asked.jobs:
            runs: dict[str, list[Row]] = {executor: [] for executor in asked.executors}
            for rows in sizes:
                words = made(job, folder, rows)
                first: dict[str, Any] = {}
                for executor in asked.executors:
                    run = measured(job, words, executor, folder)
                    first = first or run
                    if first["sha256"] != run["sha256"]:
                        raise SystemExit(f"{job} {executor} at {rows:,}: another hash than before")
                    if first["executor"] == "serial":
                        run["beside"] = round(run["seconds"] / first["seconds"], 3)
                    runs[executor].append(run)
                    print("\n".join(shown([run])), file=sys.stderr, flush=True)
                    if not asked.dry:
                        _record(run, asked.notes)
            for executor in asked.executors:
                print("\n".join(shown(runs[executor])), flush=True)


def _record(run: Row, notes: str) -> None:
    names = ("job", "executor", "workers", "n", "peak_mb", "bytes_read", "partitions", "load", "beside")
    record(
        "cluster_growth",
        f"{run['job']} by {run['executor']} at {run['n']:,} rows",
        float(run["seconds"]),
        "s",
        how=f"{run['partitions']} partitions, {run['workers']} at once, {os.cpu_count()} cores, one run",
        notes=notes,
        extra={"readme": False, **{name: run[name] for name in names if name in run}},
    )


if __name__ == "__main__":
    main()
