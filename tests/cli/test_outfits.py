"""`modiste outfit`: the contract for programs."""

import json
import subprocess
import sys
from pathlib import Path

from tests.workspace.flows.small_trade import trade_in

from modiste.workspace import open_shop


def test_outfit_prints_outfits_with_reasons(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        trade_in(shop, lines=0)
    command = [sys.executable, "-m", "modiste", "--shop", str(tmp_path / "shop"), "outfit", "garment-1"]
    answer = subprocess.run([*command, "--k", "2", "--json"], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    outfits = json.loads(answer.stdout)["outfits"]
    assert len(outfits) == 2
    assert outfits[0]["pieces"][0]["en"]
    assert "bottom" in subprocess.run(command, capture_output=True, text=True, check=False).stdout
