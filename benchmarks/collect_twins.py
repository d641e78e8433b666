"""Duplicate products found across two feeds by words and price: real names and prices, one feed rewritten.

No labelled pairs of a retailer's feeds are at hand, so the second feed is made: UCI Online Retail's product
names with their median prices, rewritten by what feeds do to names (case, order, abbreviations, a word left
out or put in, one slip of the keyboard, a price off by up to a tenth). What is real are the look-alikes that
must not be taken for one ("RED RETROSPOT MUG", "PINK RETROSPOT MUG"). Half the products are in both feeds, a
quarter in one only. Products are split by a hash: the threshold was chosen on one half, figures are of the
other, rewritten with another seed. Brand, GTIN and photographs are not in these data. Under a minute.
"""

import os
import re
import statistics
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from _record import record
from modiste.collect import clean

NOTE = re.compile(r"\?|DAMAGE|LOST|WRONG|SOLD AS|MANUAL|POSTAGE|AMAZON|ADJUST")
THRESHOLDS = (0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)
SHORT = {"WITH": "w/", "AND": "&", "LARGE": "L", "SMALL": "S", "VINTAGE": "Vtg", "CHRISTMAS": "Xmas"}
EXTRA = ("new", "gift", "home", "classic", "original")


def products() -> dict[str, float]:
    """Median price by name."""
    home = Path(os.environ["MODISTE_DATA"]) / "analytics" / "uci_online_retail"
    table = pq.read_table(home / "online_retail.parquet", columns=["Description", "UnitPrice"])
    prices: dict[str, list[float]] = defaultdict(list)
    for text, price in zip(*(column.to_pylist() for column in table.columns), strict=True):
        name = re.sub(r"\s+", " ", text or "").strip(" .,*")
        if len(name) > 8 and name == name.upper() and not NOTE.search(name) and price > 0:
            prices[name].append(price)
    return {name: statistics.median(each) for name, each in sorted(prices.items())}


def slip(word: str, chance: np.random.Generator) -> str:
    """A word with two neighbouring letters exchanged."""
    place = int(chance.integers(0, len(word) - 1))
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def rewritten(name: str, chance: np.random.Generator) -> str:
    """The name as another feed might have it: one to three of the changes."""
    words = name.title().split()
    changes: tuple[Callable[[], list[str]], ...] = (
        lambda: [SHORT.get(word.upper(), word) for word in words],
        lambda: [*words[1:], words[0]],
        lambda: [word for row, word in enumerate(words) if len(words) < 4 or row != len(words) // 2],
        lambda: [*words, EXTRA[int(chance.integers(len(EXTRA)))]],
        lambda: [slip(word, chance) if len(word) > 5 else word for word in words],
    )
    for number in chance.choice(len(changes), int(chance.integers(1, 4)), replace=False).tolist():
        words = changes[number]()
    return " ".join(words)


def feeds(names: dict[str, float], seed: int) -> tuple[list[clean.Listing], set[tuple[str, str]]]:
    """Two feeds, and the pairs that are one product."""
    chance = np.random.default_rng(seed)
    made, true = [], set()
    for row, (name, price) in enumerate(names.items()):
        place = chance.random()
        if place < 0.75:
            made.append(clean.Listing(f"a{row:05d}", "a", name, price=price))
        if place < 0.5 or place >= 0.75:
            other = price * float(chance.uniform(0.9, 1.1))
            made.append(clean.Listing(f"b{row:05d}", "b", rewritten(name, chance), price=other))
        if place < 0.5:
            true.add((f"a{row:05d}", f"b{row:05d}"))
    return made, true


def judged(found: list[clean.Twin], true: set[tuple[str, str]], sure: float) -> tuple[float, float, int, int]:
    """Precision, recall, hits and pairs claimed at a certainty."""
    claimed = {(twin.one, twin.other) for twin in found if twin.certainty >= sure}
    hits = len(claimed & true)
    return hits / max(len(claimed), 1), hits / len(true), hits, len(claimed)


def main() -> None:
    """Print the choice, measure on the other half, record."""
    names = products()
    for half, name in enumerate(("choice", "report")):
        mine = {text: price for text, price in names.items() if zlib.crc32(text.encode()) % 2 == half}
        made, true = feeds(mine, 11 + half)
        found = clean.twins(made, sure=min(THRESHOLDS))
        print(f"{name}: {len(made)} listings, {len(true)} true pairs")
        for sure in THRESHOLDS:
            precision, recall, hits, claimed = judged(found, true, sure)
            print(f"  {sure:.2f}: precision {precision:.3f} recall {recall:.3f} ({hits} of {claimed})")
    precision, recall, hits, claimed = judged(found, true, clean.SURE)
    how = f"UCI Online Retail's names, one feed rewritten: {len(made)} listings, {len(true)} true pairs"
    claims = (
        ("Pairs held for one product that are one (precision)", "判为同一商品者的精确率", precision, claimed),
        ("Pairs of one product that are found (recall)", "同一商品配对的召回率", recall, len(true)),
    )
    for claim, claim_zh, value, whole in claims:
        low, high = clean.wilson(hits, whole)
        interval = (round(100 * low, 2), round(100 * high, 2))
        extra = {"claim_zh": claim_zh, "certainty": clean.SURE}
        said = {"how": how, "notes": "Synthetic rewriting of real names; names and prices only."}
        record("collect_twins", claim, round(100 * value, 2), "%", interval, **said, extra=extra)


if __name__ == "__main__":
    sys.exit(main())
