"""Rows of a catalogue taken in a second on one core: read and validated alone, and stored as well.

Merchant feeds of 20 attributes as TSV and XML, 20,000 rows read and 5,000 stored into a fresh shop with all
checks on; then the same 5,000 again, unchanged. Processor seconds; about three minutes.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from _feed import write_tsv, write_xml
from _record import record
from modiste.collect import MERCHANT_TABLE, MERCHANT_XML, Connector, open_source
from modiste.workspace import open_shop
from modiste.workspace.intake import import_source

READ, STORED, REPEATS = 20_000, 5_000, 5


def rate(work: Callable[[], int]) -> float:
    """Rows in a processor second."""
    started = time.process_time()
    rows = work()
    return rows / (time.process_time() - started)


def put(claim: str, chinese: str, rates: list[float], how: str) -> None:
    """Record a median with its range."""
    value = statistics.median(rates)
    record(
        "collect_rates",
        claim,
        round(value),
        "rows/s",
        interval=(round(min(rates)), round(max(rates))),
        how=f"{how}; median, range of {len(rates)} repeats, processor seconds of one core",
        extra={"claim_zh": chinese},
    )
    print(f"{claim}: {value:.0f} rows/s")


def reading(connector: Connector, path: Path) -> int:
    """Read and validate, store nothing."""
    return sum(1 for _ in connector.read(open_source(path)))


def main() -> None:
    """Measure each way, record the medians."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        write_tsv(folder / "feed.tsv", READ)
        write_xml(folder / "feed.xml", READ)
        write_tsv(folder / "small.tsv", STORED)
        for connector, name, word in ((MERCHANT_TABLE, "feed.tsv", "TSV"), (MERCHANT_XML, "feed.xml", "XML")):
            rates = [rate(lambda c=connector, n=name: reading(c, folder / n)) for _ in range(REPEATS)]
            put(
                f"Merchant {word} rows read and validated in a second",
                f"每秒读取并校验的 Merchant {word} 行数",
                rates,
                f"{READ} rows of 20 attributes, every row to validated spine records, nothing stored",
            )
        fresh, again = [], []
        for repeat in range(REPEATS):
            with open_shop(folder / f"shop-{repeat}") as shop:
                for rates in (fresh, again):
                    rates.append(
                        rate(
                            lambda s=shop: (
                                import_source(s.store, MERCHANT_TABLE, open_source(folder / "small.tsv")).read
                            )
                        )
                    )
        how = f"{STORED} rows of 20 attributes, read, validated and stored in SQLite with every batch synced"
        put(
            "Merchant TSV rows imported into a fresh shop in a second",
            "每秒导入新店铺的 Merchant TSV 行数",
            fresh,
            how,
        )
        put(
            "Merchant TSV rows imported again unchanged in a second",
            "每秒重复导入（无变化）的 Merchant TSV 行数",
            again,
            how,
        )


if __name__ == "__main__":
    main()
