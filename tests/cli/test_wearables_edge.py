"""Sites, budgets, C and signed models in the terminal: the JSON that a program reads, and the exit codes."""

from pathlib import Path

import pytest
from tests.cli.conftest import Modiste
from tests.wearables.edge.small_motion import framed, motions, pooled

from modiste.workspace import open_shop

BUDGET = """
battery = { capacity_mah = 100 }
sensor = { full_ua = 600, low_ua = 200 }
processor = { sleep_ua = 5, active_ua = 4000, megahertz = 64, cycles_a_mac = 4, macs = 640000 }
radio = { idle_ua = 10, message_uc = 300, every_s = 30 }
"""


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    place = tmp_path_factory.mktemp("models")
    return pooled().folder(place / "one", motions(8), 66), framed().folder(place / "two", motions(8), 24)


def test_sites_are_chosen_and_drawn(modiste: Modiste, tmp_path: Path) -> None:
    picture = tmp_path / "sites.png"
    words = ("wearables", "place", "trousers", "--sensors", "1", "--washes", "100", "--out", picture)
    told = modiste(*words, "--json")
    assert told.code == 0
    assert told.json["chosen"] == ["front-pocket"]
    assert {"garment", "score", "cost_eur", "washes", "method", "sites"} <= told.json.keys()
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_what_has_no_site_is_refused_with_its_reason(modiste: Modiste) -> None:
    assert modiste("wearables", "place", "trousers", "--washes", "9999", "--json").refused("MOD-2951")
    assert modiste("wearables", "place", "hat", "--json").refused("MOD-2030")


def test_a_battery_is_told_from_a_file(modiste: Modiste, tmp_path: Path) -> None:
    budget = tmp_path / "budget.toml"
    budget.write_text(BUDGET, encoding="utf-8")
    told = modiste("wearables", "energy", budget, "--json").json
    assert told["full"]["current_ua"]["total"] == 785
    assert told["assumed"]["sensor"]["full_ua"] == 600
    assert told["simulated"] is None
    assert modiste("wearables", "energy", budget, "--model", "watch").code == 2
    assert modiste("wearables", "energy", tmp_path / "none.toml").refused("MOD-2952")


def test_a_model_is_written_as_c(modiste: Modiste, models: tuple[Path, Path], tmp_path: Path) -> None:
    told = modiste("export", models[0], "--format", "c", "--out", tmp_path / "c", "--json")
    assert told.code == 0
    assert told.json["format"] == "c"
    assert told.json["notes"]["macs"] > 100_000
    assert {"model.c", "model.h", "golden.h", "main.c", "README.md"} <= {
        path.name for path in (tmp_path / "c").iterdir()
    }
    assert modiste("export", models[0], "--format", "c", "--out", models[1]).refused("MOD-2019")


def test_models_are_signed_sent_and_taken_back(
    modiste: Modiste, models: tuple[Path, Path], tmp_path: Path
) -> None:
    shop = ("--shop", tmp_path / "shop")
    with open_shop(tmp_path / "shop", create=True) as opened:
        opened.registry.register(models[0], "motion")
    words = (*shop, "wearables", "models")
    update = tmp_path / "motion.mod"
    assert len(modiste(*words, "sign", "motion", "--out", update, "--json").json["public_key"]) == 64
    told = modiste(*words, "install", update, "--device", "band-1", "--json").json
    assert told["is_simulated"] is True
    assert told["current"]["name"] == "motion"
    assert modiste(*words, "install", update, "--device", "band-1").refused("MOD-2962")
    assert modiste(*words, "rollback", "--device", "band-1", "--json").refused("MOD-2963")
    assert modiste(*words, "install", update, "--device", "../x").refused("MOD-2964")
    listed = modiste(*words, "devices", "--json").json
    assert [each["device"] for each in listed["items"]] == ["band-1"]
    assert "simulated" in listed["note"]
