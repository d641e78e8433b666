"""Duplicate products found across feeds by words alone: UCI Online Retail's own inconsistent descriptions.

Real dirt, with labels that nobody made for this: the same StockCode is written in several ways ("RED RETROSPOT
MUG", "RETRO SPOT RED MUG"). Every code with two or more upper-case descriptions gives one to each of two feeds
with its median price; 3,000 codes with one description go to the first feed only, as distractors. A true pair
has one code. Codes are split by a hash: the threshold was chosen on one half, figures are of the other. Brand,
GTIN and photographs are not in these data: with them the task is easier. Under a minute.
"""

import csv
import os
import re
import statistics
import sys
import zlib
from collections import defaultdict
from pathlib import Path

from _record import record
from modiste.collect import clean

NAMES = ("data.csv", "OnlineRetail.csv", "Online Retail.csv")
THRESHOLDS = (0.7, 0.75, 0.8, 0.85, 0.9)


def lines() -> dict[str, dict[str, list[float]]]:
    """Prices by description by stock code; descriptions that are notes of the stockroom are left out."""
    home = Path(os.environ["MODISTE_DATA"]) / "analytics" / "uci_online_retail"
    path = next(each for each in sorted(home.rglob("*.csv")))
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            text = re.sub(r"\s+", " ", row["Description"] or "").strip()
            is_name = (
                len(text) > 8
                and text == text.upper()
                and not re.search(r"\?|DAMAGE|LOST|WRONG|SOLD AS", text)
            )
            if is_name and re.fullmatch(r"\d{5}[A-Z]?", row["StockCode"]):
                found[row["StockCode"]][text].append(float(row["UnitPrice"]))
    return found


def listings(codes: dict[str, dict[str, list[float]]]) -> tuple[list[clean.Listing], set[tuple[str, str]]]:
    """Two feeds, and the pairs that are one product."""
    made, true = [], set()
    for code, texts in sorted(codes.items()):
        ordered = sorted(texts, key=lambda text: (-len(texts[text]), text))
        for source, text in zip(("a", "b"), ordered[:2], strict=False):
            price = statistics.median(texts[text])
            made.append(clean.Listing(f"{source}-{code}", source, text, price=price if price > 0 else None))
        if len(ordered) > 1:
            true.add((f"a-{code}", f"b-{code}"))
    return made, true


def judged(found: list[clean.Twin], true: set[tuple[str, str]], sure: float) -> tuple[float, float, int, int]:
    """Precision, recall, hits and pairs claimed at a certainty."""
    claimed = {(twin.one, twin.other) for twin in found if twin.certainty >= sure}
    hits = len(claimed & true)
    return hits / max(len(claimed), 1), hits / len(true), hits, len(claimed)


def main() -> None:
    """Print the choice, measure on the other half, record."""
    codes = lines()
    halves = [
        {code: texts for code, texts in codes.items() if zlib.crc32(code.encode()) % 2 == half}
        for half in (0, 1)
    ]
    for half, name in zip(halves, ("choice", "report"), strict=True):
        made, true = listings(half)
        found = clean.twins(made, sure=min(THRESHOLDS))
        print(f"{name}: {len(made)} listings, {len(true)} true pairs")
        for sure in THRESHOLDS:
            precision, recall, hits, claimed = judged(found, true, sure)
            print(f"  {sure:.2f}: precision {precision:.3f} recall {recall:.3f} ({hits} of {claimed})")
    precision, recall, hits, claimed = judged(found, true, clean.SURE)
    how = f"UCI Online Retail, half the stock codes by hash: {len(made)} listings, {len(true)} true pairs; words and price"
    for claim, claim_zh, value, part, whole in (
        (
            "Pairs of listings held for one product that are (precision)",
            "判为同一商品的配对中正确的比例（精确率）",
            precision,
            hits,
            claimed,
        ),
        (
            "Pairs of listings of one product that are found (recall)",
            "同一商品的配对中被找到的比例（召回率）",
            recall,
            hits,
            len(true),
        ),
    ):
        low, high = clean.wilson(part, whole)
        interval = (round(100 * low, 2), round(100 * high, 2))
        record(
            "collect_twins",
            claim,
            round(100 * value, 2),
            "%",
            interval,
            how=how,
            extra={"claim_zh": claim_zh},
        )


if __name__ == "__main__":
    sys.exit(main())
