"""Rows of a catalogue taken in a second on one core: read and checked alone, and stored as well.

Merchant feeds of 20 attributes as TSV and XML, 20,000 rows read; every other format of rows, 5,000 rows
read; 20,000 rows of the TSV into a fresh shop with all checks on, then the same again, unchanged. Processor
seconds; about four minutes. `MODISTE_PEER` may name the `src` folder of another version: its numbers,
measured in turn by the same script, are recorded beside ours.
"""

import os
import runpy
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
FEEDS, FILES = TESTS / "collect" / "feeds.py", TESTS / "workspace" / "import_files.py"
READ, OTHERS, STORED, REPEATS, PASSES = 20_000, 5_000, 20_000, 5, 5
HOW = f"median, range of {REPEATS} processes, the best of {PASSES} passes in each, CPU seconds of one core"
CHECKED = "every value checked as the spine does, by the spine itself where in doubt; nothing stored"
CLAIMS: Mapping[str, tuple[str, str, str]] = {
    "read-tsv": (
        "Merchant TSV rows read and validated in a second",
        "每秒读取并校验的 Merchant TSV 行数",
        f"{READ} rows of 20 attributes, {CHECKED}",
    ),
    "read-xml": (
        "Merchant XML rows read and validated in a second",
        "每秒读取并校验的 Merchant XML 行数",
        f"{READ} rows of 20 attributes, {CHECKED}",
    ),
    "fresh": (
        "Merchant TSV rows imported into a fresh shop in a second",
        "每秒导入新店铺的 Merchant TSV 行数",
        f"{STORED} rows of 20 attributes, file to SQLite with every batch synced; "
        "a style, SKU, price, picture link and ledger entry a row",
    ),
    "again": (
        "Merchant TSV rows imported again unchanged in a second",
        "每秒重复导入（无变化）的 Merchant TSV 行数",
        f"{STORED} rows of 20 attributes, file to SQLite with every batch synced, only the ledger is written",
    ),
}
OTHER_FORMATS = ("shopify", "shopify-json", "woocommerce", "schema-org", "taobao", "jd", "table")
NO_CATALOGUES = ("events", "snowplow", "orders", "stock", "instagram", "pinterest", "magazine")
"""Of their files one row in a hundred is bad, and some say the same twice."""


def rate(work: Callable[[], int]) -> float:
    """Rows in a processor second."""
    started = time.process_time()
    rows = work()
    return rows / (time.process_time() - started)


def measured(folder: Path) -> Iterator[tuple[str, float]]:
    """Every rate once, with the version that is on the path."""
    from modiste.collect import (  # noqa: PLC0415 - the script that starts this one needs none of it
        JD,
        MAPPED_TABLE,
        MERCHANT_TABLE,
        MERCHANT_XML,
        SCHEMA_ORG,
        SHOPIFY,
        SHOPIFY_JSON,
        TAOBAO,
        WOOCOMMERCE,
        Connector,
        open_source,
        pseudonymous,
    )
    from modiste.workspace import open_shop  # noqa: PLC0415
    from modiste.workspace.intake import import_source  # noqa: PLC0415
    from modiste.workspace.people import bound  # noqa: PLC0415
    from modiste.workspace.plugins import connectors  # noqa: PLC0415

    def read(connector: Connector, name: str) -> float:
        source = open_source(folder / name)
        # The first time, tables of words are loaded; at others a neighbour on the machine is at work.
        rates = [rate(lambda: sum(1 for _ in connector.read(source))) for _ in range(PASSES)]
        return max(rates)

    yield "read-tsv", read(MERCHANT_TABLE, "feed.tsv")
    yield "read-xml", read(MERCHANT_XML, "feed.xml")
    others = (
        replace(SHOPIFY, currency="EUR"), replace(SHOPIFY_JSON, currency="EUR"),
        replace(WOOCOMMERCE, currency="EUR"), SCHEMA_ORG, TAOBAO, JD, MAPPED_TABLE,
    )  # fmt: skip
    for connector, kind in zip(others, OTHER_FORMATS, strict=True):
        # A row of products.json is a style of twenty variants: variants are counted.
        yield f"read-{kind}", read(connector, kind) * (20 if kind == "shopify-json" else 1)
    for path in sorted((folder / "no-catalogues").iterdir()):
        connector = bound(connectors()[path.stem], pseudonymous(b"benchmark"))
        yield f"read-{path.stem}", read(connector, f"no-catalogues/{path.name}")
    with tempfile.TemporaryDirectory() as home, open_shop(Path(home) / "shop") as shop:
        for name in ("fresh", "again"):
            yield (
                name,
                rate(
                    lambda: import_source(shop.store, MERCHANT_TABLE, open_source(folder / "feed.tsv")).read
                ),
            )


def write(folder: Path) -> None:
    """The feeds."""
    feeds = runpy.run_path(str(FEEDS))
    feeds["write_tsv"](folder / "feed.tsv", READ)
    feeds["write_xml"](folder / "feed.xml", READ)
    feeds["write_shopify"](folder / "shopify", OTHERS)
    feeds["write_shopify_json"](folder / "shopify-json", OTHERS)
    feeds["write_woocommerce"](folder / "woocommerce", OTHERS)
    feeds["write_schema_org"](folder / "schema-org", OTHERS)
    feeds["write_table"](folder / "taobao", OTHERS, feeds["TAOBAO"], "gb18030")
    feeds["write_table"](folder / "jd", OTHERS, feeds["JD"], "gb18030")
    feeds["write_table"](folder / "table", OTHERS, feeds["ERP"])
    files = runpy.run_path(str(FILES))
    (folder / "no-catalogues").mkdir()
    for kind in NO_CATALOGUES:
        files["write"](kind, folder / "no-catalogues", OTHERS)


def asked(folder: Path, version: str) -> dict[str, float]:
    """The rates that a process of its own measures, of the version in a folder or of the one installed."""
    path = {"PYTHONPATH": version} if version else {}
    command = [sys.executable, __file__, "--measure", str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **path})
    pairs = (line.split() for line in said.stdout.splitlines())
    return {name: float(value) for name, value in pairs}


def main() -> None:
    """Measure in turn with the other version, record the medians."""
    from _record import record  # noqa: PLC0415

    peer = os.environ.get("MODISTE_PEER", "")
    ours: dict[str, list[float]] = {}
    theirs: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        write(folder)
        for _ in range(REPEATS):
            for version, found in (("", ours), (peer, theirs)) if peer else (("", ours),):
                for name, value in asked(folder, version).items():
                    found.setdefault(name, []).append(value)
    for name, rates in ours.items():
        kind = name.removeprefix("read-")
        claim, chinese, how = CLAIMS.get(name) or (
            f"Rows of the format {kind} read and validated in a second",
            f"每秒读取并校验的 {kind} 行数",
            f"{OTHERS} rows{', variants counted' if kind == 'shopify-json' else ''}, {CHECKED}",
        )
        value = statistics.median(rates)
        record(
            "collect_rates",
            claim,
            round(value),
            "rows/s",
            interval=(round(min(rates)), round(max(rates))),
            peer="the version before blocks and plain values, in turn" if peer else None,
            peer_value=round(statistics.median(theirs[name])) if peer else None,
            how=f"{how}; {HOW}",
            extra={"claim_zh": chinese, **({} if name in CLAIMS else {"readme": False})},
        )
        print(f"{claim}: {value:.0f} rows/s")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        for each, rows in measured(Path(sys.argv[2])):
            print(each, rows)
    else:
        main()
