"""`modiste shop generate`: what it prints, for programs and people, and what it refuses."""

from pathlib import Path
from typing import Any

import pytest

from modiste.garment import Garment
from modiste.workspace import open_shop
from modiste.workspace.flows.house import making


@pytest.fixture(autouse=True)
def _nobody_photographs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "house_photographer", lambda: None)


FEW = ("--garments", "2", "--seed", "7", "--program", "shorts", "--processes", "1")


def test_a_house_is_made_told_and_gone_on_with(modiste: Any, tmp_path: Path) -> None:
    said = modiste("shop", "generate", *FEW, "--shop", tmp_path / "house", "--json")
    assert said.code == 0, said.err
    wanted = {"garments", "photos", "customers", "orders", "returns", "seconds", "garments_per_hour"}
    assert wanted | {"seed", "synthetic"} <= set(said.json)
    assert (said.json["garments"], said.json["seed"], said.json["synthetic"]) == (2, 7, True)
    with open_shop(tmp_path / "house") as shop:
        assert [each.id for each in shop.store.rows.scan(Garment)] == ["shorts-001", "shorts-002"]
    again = modiste("shop", "generate", *FEW, "--shop", tmp_path / "house")
    assert again.code == 0
    assert "synthetic" in again.out


def test_what_cannot_be_made_is_refused_in_words(modiste: Any, tmp_path: Path) -> None:
    for words, number in (
        (("--garments", "0"), "MOD-2040"),
        (("--garments", "-5"), "MOD-2040"),
        (("--garments", "100001"), "MOD-2040"),
        (("--garments", "3", "--program", "kilt"), "MOD-1530"),
    ):
        said = modiste("shop", "generate", *words, "--shop", tmp_path / "house")
        assert said.code == 1 and said.refused(number), words


def test_randomised_pictures_are_written_told_and_gone_on_with(modiste: Any, tmp_path: Path) -> None:
    words = ("shop", "randomised", "--count", "2", "--seed", "5", "--size", "42", "--program", "shorts")
    out = ("--out", tmp_path / "out", "--processes", "1")
    said = modiste(*words, *out, "--json")
    assert said.code == 0, said.err
    assert (said.json["pictures"], said.json["categories"], said.json["synthetic"]) == (
        2,
        {"Shorts": 2},
        True,
    )
    assert Path(said.json["labels"]).is_file()
    assert len(list((tmp_path / "out" / "pictures").glob("*.jpg"))) == 2
    again = modiste(*words, *out)
    assert again.code == 0 and "Shorts" in again.out
    other = modiste(*words, "--knob", "light", *out)
    assert other.code == 1 and other.refused("MOD-2045")
