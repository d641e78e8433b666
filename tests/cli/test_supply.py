"""`modiste supply`: verdicts of files, events taken in once, and a journey."""

import json
from pathlib import Path

from tests.cli.conftest import Modiste
from tests.supply.epcis.small_events import document, item, seen


def written(name: str, *events: dict[str, object]) -> Path:
    Path(name).write_text(json.dumps(document(*events)), encoding="utf-8")
    return Path(name)


def test_each_file_gets_a_verdict(modiste: Modiste) -> None:
    good = written("good.jsonld", seen(1))
    bad = written("bad.json", {**seen(1), "bizStep": "transforming"})
    said = modiste("supply", "validate", good, bad, "none.json", "--json")
    assert said.code == 1
    assert [(each["file"], each["ok"]) for each in said.json] == [
        ("good.jsonld", True),
        ("bad.json", False),
        ("none.json", False),
    ]
    assert "bizStep" in said.json[1]["errors"][0]["where"]
    assert modiste("supply", "validate", good, "--json").code == 0
    assert "bizStep" in modiste("supply", "validate", bad).out


def test_events_are_taken_in_once_and_followed(modiste: Modiste) -> None:
    path = written("way.json", seen(1, bizStep="shipping"), seen(1, hour=5, bizStep="receiving"))
    assert modiste("--shop", "s", "supply", "ingest", path, "--json").json["added"] == 2
    assert modiste("--shop", "s", "supply", "ingest", path, "--json").json["known"] == 2
    steps = modiste("--shop", "s", "supply", "journey", item(1), "--json").json["steps"]
    assert [each["step"] for each in steps] == ["shipping", "receiving"]
    assert "shipping" in modiste("--shop", "s", "supply", "journey", item(1)).out
    assert modiste("--shop", "s", "supply", "journey", item(2)).refused("MOD-1103")


def test_what_contradicts_is_refused_whole_or_in_part(modiste: Modiste) -> None:
    path = written("end.json", seen(1, action="DELETE"), seen(1, hour=5), seen(2))
    said = modiste("--shop", "s", "supply", "ingest", path, "--json")
    assert (said.code, said.json["added"], said.json["refused"]) == (1, 0, 1)
    said = modiste("--shop", "s", "supply", "ingest", path, "--proceed")
    assert said.code == 1
    assert "2 events added" in said.err


def test_a_place_is_put_on_the_map(modiste: Modiste) -> None:
    mill = "urn:epc:id:sgln:4012345.00007.0"
    made = modiste("--shop", "s", "supply", "place", mill, "--at=-33.9,18.4", "--name", "Mill", "--json").json
    assert (made["latitude"], made["longitude"], made["is_simulated"]) == (-33.9, 18.4, False)
    assert [each["name"] for each in modiste("--shop", "s", "supply", "places", "--json").json] == ["Mill"]
    assert "Mill" in modiste("--shop", "s", "supply", "places").out
    for wrong in (("x:y", "--at=1,2"), (mill, "--at=91,0"), (mill, "--at=here")):
        assert modiste("--shop", "s", "supply", "place", *wrong).refused("MOD-2551")


def test_a_simulated_fleet_reports_and_goes_on(modiste: Modiste) -> None:
    small = ("--shop", "s", "supply", "simulate", "--devices", "3", "--days", "2", "--json")
    first = modiste(*small, "--seconds", "1.2").json
    assert first["simulated"] and first["devices"] == 3
    assert (first["lost"], first["duplicated"]) == (0, 0) and first["received"] == first["sent"] > 20
    again = modiste(*small, "--seconds", "0").json
    assert again["sent"] < first["sent"] and again["lost"] == 0 and again["events"] == 0
    assert all("(simulated)" in each["name"] for each in modiste("--shop", "s", "devices", "--json").json)
    assert modiste(*small, "--seed", "9").refused("MOD-2550")
    for words in (("alarms", "--all"), ("arrivals",), ("footprint", "--factor", "0.4"), ("health",)):
        assert modiste("--shop", "s", "supply", *words).code == 0
    assert modiste("--shop", "s", "supply", "watch", "--seconds", "0.1", "--json").json["alarms"] >= 0
    assert modiste("--shop", "s", "supply", "alarms", "--ack", "x").refused("MOD-1103")
    assert modiste("--shop", "s", "supply", "control", "--json").json == []
    assert modiste("--shop", "s", "supply", "control", "propose", "sim-hall-1").refused("MOD-2552")
    assert modiste("--shop", "s", "supply", "control", "approve", "x").refused("MOD-1103")
    assert modiste("--shop", "s", "supply", "control", "dance").refused("MOD-2101")
