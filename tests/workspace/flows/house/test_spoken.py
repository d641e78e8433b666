"""The studio has words in both languages for all that a garment of the house can say of itself."""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from modiste import tailoring
from modiste.collect.fashion_mnist import LABELS
from modiste.workspace.flows.house.assortment import KINDS, LINE_NAMES, PRINTS
from modiste.workspace.flows.house.captions import CLOTHS
from modiste.workspace.flows.house.captions import PRINTS as PRINT_WORDS
from modiste.workspace.flows.house.ledger import SOURCE, attributes
from modiste.workspace.flows.house.palette import COLOURS, SEASONS
from modiste.workspace.flows.house.plan import BRANDS, planned

LOCALE = Path(__file__).resolve().parents[4] / "studio" / "src" / "locale"
HOUSE = ("brand", "category", "cloth", "colour", "department", "line", "print", "source")
"""What the studio's `house` has words for; other attributes are a program's options, worded in `fit`."""


def words(language: str) -> dict[str, Any]:
    read = [json.loads((LOCALE / language / f"{part}.json").read_text("utf-8")) for part in ("frame", "fit")]
    return {"house": read[0]["house"], "fit": read[1]["fit"]}


def bare(value: str) -> str:
    """As the studio names a value."""
    return re.sub(r"[^\w]+|_+", "_", value.lower()).strip("_")


def wanted() -> dict[tuple[str, str], set[str]]:
    """Every group of words, and the values that it must have: by the house's tables, and by a large house."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    found["house", "category"] |= {kind.category for kind in KINDS.values()} | set(LABELS)
    found["house", "brand"] |= {name for name, _ in BRANDS}
    found["house", "cloth"] |= set(tailoring.HOUSE_FABRICS)
    found["house", "print"] |= {name for each in PRINTS.values() for name in each}
    found["house", "colour"] |= {each.english for each in COLOURS.values()}
    found["house", "line"] |= {english for english, _ in LINE_NAMES.values()}
    found["house", "source"].add(SOURCE)
    found["fit", "program"] |= set(tailoring.programs())
    found["fit", "chart"] |= set(tailoring.size_charts())
    for garment in planned(400, 7).garments:
        found["house", "department"].add(garment.people)
        for name, value in attributes(garment).items():
            if name.endswith("_zh") or name in ("colours", "flare"):
                continue
            if name in ("program", "chart"):
                found["fit", name].add(value)
            elif name in HOUSE:
                found["house", name].add(value)
            else:
                found["fit", "option"].add(name)
                found["fit", "choice"].add(value)
                continue
            found["house", "name"].add(name)
    found["house", "name"].add("colours")
    return found


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_nothing_that_a_garment_of_the_house_says_lacks_words(language: str) -> None:
    known = words(language)
    missing = {
        where: lacking
        for where, values in wanted().items()
        if (lacking := {each for each in values if not known[where[0]][where[1]].get(bare(each))})
    }
    assert missing == {}
    halves = {bare(season.id[:2]) for season in SEASONS} | {"core"}
    assert halves == set(known["house"]["season"])


def test_chinese_words_are_chinese_and_those_of_the_house_itself() -> None:
    chinese = words("zh-CN")
    for group, values in chinese["house"].items():
        for name, said in values.items():
            is_name_of_its_own = group == "source" and name in ("api", "fashion_mnist")
            assert is_name_of_its_own or re.search(r"[\u4e00-\u9fff]", said), (group, name, said)
    house = chinese["house"]
    assert {each.english: house["colour"][bare(each.english)] for each in COLOURS.values()} == {
        each.english: each.chinese for each in COLOURS.values()
    }
    assert {name: house["cloth"][name] for name in CLOTHS} == {name: zh for name, (_, zh) in CLOTHS.items()}
    assert {english: house["line"][bare(english)] for english, _ in LINE_NAMES.values()} == dict(
        LINE_NAMES.values()
    )
    assert {english: house["brand"][bare(english)] for english, _ in BRANDS} == dict(BRANDS)
    printed = {name: zh for name, (_, zh) in PRINT_WORDS.items() if zh}
    assert {name: house["print"][name] for name in printed} == printed
