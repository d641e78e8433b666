"""What the encoder is worth in search: the same questions answered with it and without.

./run bench search_meaning

The sample house (synthetic, 120 garments) is asked for colours and prints with kinds of garments, in English
and Chinese; what is relevant follows from the house's truth. Once as it is catalogued, once with every text
taken away, so that only the pictures are left: a shop that was photographed and not yet described.
"""

import argparse
import math
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import told
from modiste.collect import colour
from modiste.foundation import concepts, with_broader
from modiste.garment import Colourway, Garment
from modiste.learning import Metric
from modiste.search import Finder, Question
from modiste.workspace import Shop, flows, open_shop
from modiste.workspace.flows.encoder_corpus import OPTIONS, render_facts

K = 10
Row = tuple[str, str, Metric, str, dict[str, object]]


def main() -> int:
    """Ask both houses, with the encoder and without, print and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, open_shop(Path(folder) / "shop") as shop:
        flows.open_sample(shop)
        questions = list(_questions(shop))
        for bare in (False, True):
            if bare:
                _undescribe(shop)
            shop.finding.index()
            rows += _asked(shop, questions, bare=bare)
    told("search_meaning", rows, dry=chosen.dry)
    return 0


def _questions(shop: Shop) -> Iterable[tuple[str, str, set[str]]]:
    """In English, in Chinese, and which garments answer: a colour or a print with a kind of garment."""
    relevant: dict[tuple[str, str], set[str]] = defaultdict(set)
    shades: dict[str, set[str]] = defaultdict(set)
    for each in shop.store.rows.scan(Colourway):
        found = colour(each.colour)
        for part in (found.parts or (found,))[:1] if found else ():
            shades[each.garment_id].add(part.base)
    for garment in shop.store.rows.scan(Garment):
        truth = {**garment.attributes, "hex": "#808080"}
        kind = render_facts(truth).things[0]
        for wider in (kind, *with_broader(kind)):
            for shade in shades[garment.id] & concepts().keys():
                relevant[shade, wider].add(garment.id)
            if (print_ := OPTIONS["print"].get(truth["print"], "solid")) != "solid":
                relevant[print_, wider].add(garment.id)
    for (one, kind), garments in sorted(relevant.items()):
        first, other = concepts()[one], concepts()[kind]
        if other.kind == "garment":
            yield f"{first.english} {other.english}", f"{first.chinese}{other.chinese}", garments


def _undescribe(shop: Shop) -> None:
    """Leave the house its pictures, and no word about them."""
    bare = [
        garment.model_copy(
            update={
                "name": f"Style {number}",
                "category": "",
                "description": "",
                "attributes": {},
                "department": "",
            }
        )
        for number, garment in enumerate(shop.store.rows.scan(Garment))
    ]
    shop.store.rows.put(bare)
    shop.store.rows.put(
        [
            each.model_copy(update={"colour": str(number), "colour_hex": None, "pattern": ""})
            for number, each in enumerate(list(shop.store.rows.scan(Colourway)))
        ]
    )


def _asked(shop: Shop, questions: list[tuple[str, str, set[str]]], *, bare: bool) -> list[Row]:
    state, zh = ("pictures alone", "仅有图片") if bare else ("as it is catalogued", "按目录原样")
    rows: list[Row] = []
    whole = shop.finding.finder()
    for name, chinese, finder in (
        ("words alone", "仅词语", Finder(whole.words)),
        ("words and the encoder", "词语加编码器", whole),
    ):
        worths: list[float] = []
        for english, han, garments in questions:
            for text in (english, han):
                found = [each.garment for each in finder.search(Question(text, None, {}, K)).results]
                worths.append(_ndcg(found, garments))
        drawn = np.random.default_rng(0).integers(0, len(worths), (2000, len(worths)))
        low, high = np.quantile(np.array(worths)[drawn].mean(1), (0.025, 0.975)).tolist()
        how = (
            f"nDCG@{K}, {len(worths)} questions of colour or print with a kind of garment, half in Chinese, "
            f"of the sample house (synthetic, 120 garments), {state}"
        )
        title = f"Search of the house, {state}: {name}"
        rows.append(
            (title, f"品牌搜索，{zh}：{chinese}", Metric(float(np.mean(worths)), (low, high)), how, {})
        )
    return rows


def _ndcg(found: list[str], relevant: set[str]) -> float:
    gained = sum(1 / math.log2(rank + 2) for rank, each in enumerate(found[:K]) if each in relevant)
    return gained / sum(1 / math.log2(rank + 2) for rank in range(min(K, len(relevant))))


if __name__ == "__main__":
    sys.exit(main())
