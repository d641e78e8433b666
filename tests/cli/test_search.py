"""`modiste search, index`: the contract for programs."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from modiste.garment import Garment
from modiste.workspace import open_shop


def told(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "modiste", *words, "--shop", str(root)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_search_prints_garments_scores_and_reasons(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with open_shop(tmp_path / "shop") as shop:
        for number, name in enumerate(("red dress", "green dress", "red shirt")):
            shop.garments.put(Garment(id=f"g-{number}", name=name, created_at=now, updated_at=now))
    answer = told(tmp_path / "shop", "search", "红色连衣裙", "--k", "2", "--json")
    assert answer.returncode == 0, answer.stderr
    results = json.loads(answer.stdout)["results"]
    assert results[0]["garment"] == "g-0"
    assert len(results) == 2
    assert set(results[0]) == {"garment", "score", "why"}
    assert results[0]["score"] == 1.0
    refused = told(tmp_path / "shop", "search", "--json")
    assert refused.returncode == 1
    assert json.loads(refused.stdout)["error"]["code"] == "MOD-1804"
    shown = told(tmp_path / "shop", "index")
    assert "0 garments" in shown.stdout
