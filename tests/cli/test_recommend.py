"""`modiste recommend, rules, experiments`: the contract for programs."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from modiste.garment import Garment
from modiste.workspace import open_shop


@pytest.fixture
def place(tmp_path: Path) -> Path:
    now = datetime.now(UTC)
    with open_shop(tmp_path / "shop") as shop:
        for number, kind in enumerate(("coat", "coat", "dress", "dress", "coat")):
            made = Garment(
                id=f"g-{number}", name=f"{kind} {number}", category=kind, created_at=now, updated_at=now
            )
            shop.garments.put(made)
    return tmp_path / "shop"


def test_garments_are_recommended_with_reasons(modiste, place):
    said = modiste("recommend", "--garment", "g-0", "--k", "2", "--json", "--shop", str(place))
    assert said.code == 0, said.err
    assert said.json["results"][0]["garment"] in ("g-1", "g-4")
    shown = modiste("recommend", "--garment", "g-0", "--k", "2", "--why", "--shop", str(place))
    assert "Like coat 0" in shown.out
    refused = modiste("recommend", "--customer", "nobody", "--json", "--shop", str(place))
    assert refused.code == 1 and refused.json["error"]["code"] == "MOD-1103"
    assert modiste("recommend", "--state", "--json", "--shop", str(place)).json["garments"] == 5
    few = modiste("recommend", "--retrain", "knn", "--json", "--shop", str(place))
    assert few.code == 1 and few.json["error"]["code"] == "MOD-2378"


def test_rules_are_made_listed_and_removed(modiste, place):
    where = ("--json", "--shop", str(place))
    made = modiste("rules", "pin", "g-3", "--place", "1", *where).json["items"][0]
    assert made["covers"] == 1
    for words in (("boost", "category=coat"), ("bury", "g-2"), ("exclude", "colour=red"), ("cap", "brand=*")):
        assert modiste("rules", *words, *where).code == 0, words
    listed = modiste("rules", "list", *where).json["items"]
    assert [each["verb"] for each in listed] == ["pin", "boost", "bury", "exclude", "cap"]
    first = modiste("recommend", "--k", "2", *where).json["results"][0]
    assert first["garment"] == "g-3" and first["rules"][0]["effect"] == "pinned"
    assert len(modiste("rules", "remove", made["id"], *where).json["items"]) == 4
    wrong = modiste("rules", "boost", "category=coat", "--factor", "0.5", *where)
    assert wrong.code == 1 and wrong.json["error"]["code"] == "MOD-2372"
    assert "boost" in modiste("rules", "list", "--shop", str(place)).out


def test_experiments_are_started_and_stopped(modiste, place):
    where = ("--json", "--shop", str(place))
    arms = ("--arm", "as-is", "--arm", "wide:diversity=0.6,share=2")
    made = modiste("experiments", "start", "variety", *arms, *where).json["items"][0]
    assert [each["share"] for each in made["arms"]] == [1.0, 2.0]
    assert modiste("experiments", "stop", "variety", *where).json["items"][0]["stopped_at"]
    assert modiste("experiments", "start", "x", "--arm", "a:colour=red", *where).code == 2
    assert "undecided" in modiste("experiments", "list", "--shop", str(place)).out
