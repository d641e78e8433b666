"""Five million events in the Parquet log: weekly aggregate with distinct customers, and what is beside it.

./run bench trends_events                  # 5,000,000 events, two threads
./run bench trends_events --events 500000  # fewer
./run bench trends_events --dry            # print and do not record

The events are synthetic: customers and garments drawn from heavy-tailed distributions over two years. They go
through `EventLog` in ten appends; what is timed begins with opening the log, the best of three runs.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.store import EventLog
from modiste.trends import SalesLog, baskets, rfm, visits, weekly_acts

START = 1_700_438_400_000_000  # Monday, 20 November 2023
SPAN = 104 * 604_800_000_000
CUSTOMERS, GARMENTS = 200_000, 5_000
SHARES = (0.86, 0.05, 0.06, 0.03)
KINDS = ("view_item", "like", "add_to_cart", "purchase")


def main() -> int:
    """Write, count, tell, record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--events", type=int, default=5_000_000)
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = EventLog(Path(folder))
        begun = time.perf_counter()
        for part in range(10):
            log.append("interactions", made(chosen.events // 10, part), at="at")
        written = time.perf_counter() - begun
        files = log.snapshot("interactions").files
        size = sum(path.stat().st_size for path in files) / 1e6
        lines = bought(chosen.events // 50)
        table = {
            "weekly_and_distinct": timed(lambda: opened(files, None, weekly_acts)),
            "visits": timed(lambda: opened(files, None, visits)),
            "rfm": timed(lambda: opened((), lines, rfm)),
            "baskets": timed(lambda: opened((), lines, baskets)),
        }
    told = {name: round(seconds, 2) for name, (seconds, _) in table.items()}
    cpu = {name: round(seconds, 2) for name, (_, seconds) in table.items()}
    print(
        {
            "events": chosen.events,
            "written_s": round(written, 1),
            "mb": round(size),
            "seconds": told,
            "cpu": cpu,
        }
    )
    if not chosen.dry:
        record(
            "trends_events",
            f"Weekly acts and distinct customers of {GARMENTS:,} garments from {chosen.events:,} events",
            told["weekly_and_distinct"],
            "s",
            how=f"synthetic events, {size:.0f} MB of Parquet in ten files, best of three, opening included",
            extra={
                "claim_zh": f"由 {chosen.events:,} 条事件按周按款统计行为与去重顾客数",
                "seconds": told,
                "processor_seconds": cpu,
                "synthetic": True,
            },
        )
    return 0


def made(count: int, part: int) -> pa.Table:
    """A tenth of the time, its events in order."""
    chance = np.random.default_rng(part)
    at = START + SPAN // 10 * part + np.sort(chance.integers(0, SPAN // 10, count))
    who = (chance.pareto(1.2, count) * 400).astype(np.int64) % CUSTOMERS
    what = (chance.pareto(1.1, count) * 20).astype(np.int64) % GARMENTS
    return pa.table(
        {
            "id": pa.array(np.arange(part * count, (part + 1) * count)).cast(pa.string()),
            "customer_id": named("customer", who, CUSTOMERS),
            "garment_id": named("garment", what, GARMENTS),
            "kind": kinds(chance.choice(4, count, p=SHARES)),
            "at": pa.array(at, pa.timestamp("us", "UTC")),
        }
    )


def bought(count: int) -> pa.Table:
    """Order lines, about two an order."""
    chance = np.random.default_rng(99)
    orders = np.sort(chance.integers(0, count // 2, count))
    who = (np.random.default_rng(98).pareto(1.2, count // 2) * 400).astype(np.int64) % CUSTOMERS
    what = (chance.pareto(1.1, count) * 20).astype(np.int64) % GARMENTS
    return pa.table(
        {
            "line_id": named("line", np.arange(count), count),
            "order_id": named("order", orders, count // 2),
            "customer_id": named("customer", who[orders], CUSTOMERS),
            "sku_id": named("garment", what, GARMENTS),
            "at": pa.array(START + SPAN // (count // 2) * orders, pa.timestamp("us", "UTC")),
            "quantity": pa.array(np.ones(count, np.int64)),
            "unit_price": pa.array(chance.choice([19.0, 39.0, 59.0], count)),
            "currency": pa.array(["EUR"] * count),
        }
    )


def named(word: str, codes: np.ndarray, most: int) -> pa.Array:
    """Ids of codes."""
    names = pa.array([f"{word}-{number:07d}" for number in range(most)])
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), names).cast(pa.string())


def kinds(codes: np.ndarray) -> pa.Array:
    """Kinds of acts by their codes."""
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), pa.array(KINDS)).cast(pa.string())


def opened(files: tuple[Path, ...], lines: pa.Table | None, ask: Callable[[SalesLog], object]) -> None:
    """One question to a log that is opened for it."""
    tables: dict[str, object] = {}
    if files:
        tables["events"] = files
    if lines is not None:
        tables["lines"] = lines
    with SalesLog(datetime(2026, 1, 1, tzinfo=UTC), tables) as log:
        ask(log)


def timed(run: Callable[[], None]) -> tuple[float, float]:
    """Seconds and processor seconds of the best of three."""
    found = []
    for _ in range(3):
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        found.append((time.perf_counter() - wall, time.process_time() - cpu))
    return min(found)


if __name__ == "__main__":
    sys.exit(main())
