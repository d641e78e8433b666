"""`modiste size`: the contract for programs."""

import json
import subprocess
import sys
from pathlib import Path

from tests.workspace.flows.small_trade import RUNS_SMALL, SIZES, trade_in

from modiste.workspace import open_shop


def told(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "modiste", *words, "--shop", str(root)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_size_learns_advises_and_says_what_to_do(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    with open_shop(root) as shop:
        trade_in(shop, lines=400)
    answer = told(root, "size", RUNS_SMALL, "--customer", "customer-1", "--no-simulate", "--json")
    assert answer.returncode == 0, answer.stderr
    shown = json.loads(answer.stdout)
    assert shown["recommended"] in SIZES
    assert shown["learned"]["sizes"][0]["returned"]["ci95"]
    assert (root / "recommend" / "sizes.npz").is_file()
    table = told(root, "size", RUNS_SMALL, "--no-simulate")
    assert "back as small" in table.stdout
    wrong = told(root, "size", RUNS_SMALL, "--measures", "waist=wide", "--json")
    assert json.loads(wrong.stdout)["error"]["code"] == "MOD-2102"
