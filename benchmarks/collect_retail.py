"""All 541,909 raw lines of UCI Online Retail into a shop, twice: nothing lost or doubled, reasons counted.

The file is read from MODISTE_DATA (analytics/uci_online_retail), in the copy that has no invoice numbers and
no stock codes. read = added + updated + unchanged + quarantined; the second import must change nothing.
Seconds are CPU seconds of one process, reading alone and with storing. About eight minutes.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from _record import record
from modiste.collect import ORDERS, Rejection, open_source, pseudonymous
from modiste.garment import OrderLine, Return
from modiste.workspace import open_shop
from modiste.workspace.intake import import_source
from modiste.workspace.people import bound

LINES = 541_909


def main() -> None:
    """Read, import, import again; record what happened."""
    source = open_source(
        Path(os.environ["MODISTE_DATA"]) / "analytics" / "uci_online_retail" / "online_retail.parquet"
    )
    connector = replace(ORDERS, currency="GBP")
    started = time.process_time()
    told: Counter[str] = Counter()
    for each in replace(connector, pseudonym=pseudonymous(b"benchmark")).read(source):
        if isinstance(each, Rejection):
            told[reason(each)] += 1
    reading = time.process_time() - started
    with tempfile.TemporaryDirectory() as folder, open_shop(Path(folder) / "shop") as shop:
        bound_ = bound(connector, shop.people.pseudonym)
        started = time.process_time()
        first = import_source(shop.store, bound_, source)
        storing = time.process_time() - started
        second = import_source(shop.store, bound_, source)
        lines, back = shop.store.rows.count(OrderLine), shop.store.rows.count(Return)
    for report in (first, second):
        made = report.added + report.updated + report.unchanged + report.quarantined
        assert report.read == made == LINES, report
    assert (second.added, second.updated) == (0, 0), second
    assert second.quarantined == first.quarantined == sum(told.values())
    assert first.added == lines + back
    record(
        "collect_retail",
        "Raw order lines of UCI Online Retail imported a second",
        round(LINES / storing),
        "lines/s",
        how="541,909 lines once, CPU seconds of one process, all checks on; imported again, nothing changes",
        extra={
            "claim_zh": "UCI Online Retail 原始订单行每秒导入数",
            "lines_read_a_second": round(LINES / reading),
            "added": first.added,
            "quarantined": first.quarantined,
            "order_lines": lines,
            "returns": back,
            "reasons": dict(told.most_common()),
            "readme": False,
        },
    )
    sys.stdout.write(f"{LINES / storing:.0f} lines/s, reading alone {LINES / reading:.0f}\n{dict(told)}\n")


def reason(rejection: Rejection) -> str:
    """A reason without its value."""
    if rejection.code == "MOD-1252":
        return rejection.reason.rpartition("' is ")[2].partition(",")[0]
    return rejection.reason.rpartition(": ")[2].rstrip(".")


if __name__ == "__main__":
    main()
