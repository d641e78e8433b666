"""`modiste design techpack | techpack-diff`: the contract, changes in words, misuse."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from modiste.garment import Cut, Garment
from modiste.workspace import open_shop

AT = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture
def shop(empty_shop: Path, tmp_path: Path) -> Path:
    """A shop with one garment, whose cut is known."""
    root = tmp_path / "shop"
    shutil.copytree(empty_shop, root)
    with open_shop(root) as opened:
        opened.store.rows.put([Garment(id="shorts-1", name="Shorts", created_at=AT, updated_at=AT)])
        opened.store.rows.put([Cut(id="shorts-1", program="shorts", chart="men", updated_at=AT)])
    return root


def test_a_pack_is_written_and_told_and_compared(modiste: Any, shop: Path, tmp_path: Path) -> None:
    kept = tmp_path / "tech_pack.json"
    said = modiste("--shop", shop, "design", "techpack", "shorts-1", "--out", kept, "--json")
    assert said.code == 0
    assert said.json["garment"] == "shorts-1"
    assert said.json["bytes"] == kept.stat().st_size
    changed = tmp_path / "changed.json"
    changed.write_text(kept.read_text("utf-8").replace("Shorts", "Bermudas"), "utf-8")
    told = modiste("design", "techpack-diff", kept, changed, "--json")
    assert told.code == 0
    assert [each["en"] for each in told.json["changes"]] == ["Name: Shorts became Bermudas"]


@pytest.mark.parametrize(
    ("garment", "name", "code"), [("none-1", "a.pdf", "MOD-1103"), ("shorts-1", "a.docx", "MOD-2750")]
)
def test_misuse_is_told_in_words(
    modiste: Any, shop: Path, tmp_path: Path, garment: str, name: str, code: str
) -> None:
    said = modiste("--shop", shop, "design", "techpack", garment, "--out", tmp_path / name)
    assert said.code == 1
    assert said.refused(code)
    assert not (tmp_path / name).exists()
