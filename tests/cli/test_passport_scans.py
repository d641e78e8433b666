"""`modiste passport codes | scans | release | suspicions`: codes shown once, scans told, claims ended."""

import json
import stat
from pathlib import Path

from tests.cli.conftest import Modiste
from tests.supply.epcis.small_events import document, item, seen

from modiste.workspace import open_shop


def test_codes_are_written_claimed_and_released(modiste: Modiste) -> None:
    Path("way.json").write_text(json.dumps(document(seen(1))), encoding="utf-8")
    assert modiste("--shop", "s", "supply", "ingest", "way.json", "--json").code == 0
    assert modiste("--shop", "s", "passport", "codes", item(1), "--out", "c.csv").refused("MOD-1103")
    assert not Path("c.csv").exists()
    assert modiste("--shop", "s", "passport", "issue", item(1), "--json").json["issued"] == 1
    said = modiste("--shop", "s", "passport", "codes", item(1), "--out", "c.csv", "--json")
    assert said.json == {"file": "c.csv", "codes": 1}
    assert stat.S_IMODE(Path("c.csv").stat().st_mode) == 0o600
    assert modiste("--shop", "s", "passport", "codes", item(1), "--out", "c.csv").refused("MOD-2662")
    link, _, code = Path("c.csv").read_text(encoding="utf-8").splitlines()[1].rpartition(",")
    with open_shop(Path("s")) as shop:
        assert shop.scans.claim(link, code, "a").result == "claimed"
        shop.scans.scan(link, "a", "DE", (52.5, 13.4))
    assert modiste("--shop", "s", "passport", "codes", item(1), "--out", "d.csv").refused("MOD-2661")
    found = modiste("--shop", "s", "passport", "scans", item(1), "--json").json
    assert ([each["country"] for each in found["scans"]], found["caution"]) == (["DE"], False)
    assert [each["state"] for each in found["codes"]] == ["claimed"]
    assert "issued" in modiste("--shop", "s", "passport", "scans", item(1)).out
    assert modiste("--shop", "s", "passport", "release", item(1), "--reason", "returned").code == 0
    assert modiste("--shop", "s", "passport", "release", item(1), "--reason", "returned").refused("MOD-1103")
    assert modiste("--shop", "s", "passport", "suspicions", "--json").json["items_seen"] == 1
