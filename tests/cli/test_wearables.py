"""`modiste wearables`, and the common verbs on activities: what they say of people, and what they refuse."""

from pathlib import Path

import pytest
from tests.cli.conftest import Modiste
from tests.wearables.motions import write_people

from modiste.workspace import open_shop
from modiste.workspace.flows.wearable_models import CYCLE

SMALL = (
    *("--set", "network.width=8", "--set", "network.dilations=[1]", "--set", "input.height=24"),
    *("--set", "train.epochs=40", "--set", "train.batch_size=6", "--set", "optimiser.learning_rate=0.02"),
)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_people(tmp_path_factory.mktemp("people"), 4)


def test_recordings_are_checked(modiste: Modiste, people: Path, tmp_path: Path) -> None:
    told = modiste("wearables", "check", people, "--json")
    assert told.code == 0
    assert told.json["recordings"] == 8
    assert told.json["subjects"] == ["s00", "s01", "s02", "s03"]
    walked = modiste("wearables", "signals", people, "--json").json["items"]
    assert all(row["steps"] > 4 and row["heart_rate_per_min"] is None for row in walked)
    assert "can be used" in modiste("wearables", "check", people, "--device", "watch").err
    assert modiste("wearables", "check", people, "--device", "ring").refused("MOD-2900")
    (tmp_path / "s01_01_sw.csv").write_text("x_acc\n1\n")
    assert modiste("wearables", "check", tmp_path).code == 1


def test_sets_are_brought_in_and_labels_put_right(modiste: Modiste, people: Path, tmp_path: Path) -> None:
    shop = ("--shop", tmp_path / "shop")
    assert modiste(*shop, "wearables", "import", people, "--name", "tug", "--json").json["recordings"] == 8
    words = (*shop, "wearables", "label", "tug", "s00_00_sw")
    assert modiste(*words, "--span", "0-1.5=WALKING").code == 0
    assert modiste(*words, "--span", "0to1=WALKING").code == 2
    assert modiste(*shop, "wearables", "label", "tug", "s9", "--span", "0-1=A").refused("MOD-2911")
    assert modiste(*shop, "wearables", "import", people, "--name", "Tug").refused("MOD-2015")


def test_a_model_is_trained_judged_and_played(modiste: Modiste, people: Path, tmp_path: Path) -> None:
    place = tmp_path / "shop"
    words = ("--shop", place, "train", "wearables.activity", "--data", people, "--set", "device=watch")
    made = modiste(*words, *SMALL, "--out", "watch", "--json")
    assert made.code == 0, made.err
    assert made.json["validation"]["leak_gap"] is not None
    judged = modiste("--shop", place, "evaluate", "watch", "--data", people, "--json")
    assert judged.code == 0, judged.err
    told = judged.json
    assert told["n"] == 8 * 10  # every second of every recording
    assert told["metrics"]["accuracy"]["value"] > 0.8
    assert set(told["metrics"]) >= {"accuracy", "macro_f1"}
    assert {row["subject"] for row in told["per_subject"]} == {"s00", "s01", "s02", "s03"}
    assert all(row["was_learned_from"] for row in told["per_subject"])
    assert told["leak_gap"] == made.json["validation"]["leak_gap"]
    for report in (told, made.json["validation"]):
        assert 0.5 < report["accuracy_turned_20_degrees"] <= 1
    shown = modiste("--shop", place, "evaluate", "watch", "--data", people)
    assert "leak_gap: " in shown.err and "accuracy_turned_20_degrees: " in shown.err
    with open_shop(place) as shop:
        shop.recordings.take_in(people, "tug")
        moments = shop.recordings.simulated("tug", "s00_00_sw", "watch")
        assert [round(each["at_s"]) for each in moments] == list(range(10))
        assert all(each["told_at_s"] >= each["at_s"] + 0.4 for each in moments)
        (row,) = shop.recordings.models()
        assert (row["model"], row["device"]) == ("watch", "watch")
        assert row["per_subject"]
    asked = ("--shop", place, "wearables")
    why = modiste(*asked, "explain", "watch", people, "s00_00_sw", "--at", 5, "--json").json
    assert sum(why["channels"].values()) == pytest.approx(1, abs=0.01)
    assert modiste(*asked, "explain", "watch", people, "s00_00_sw", "--at", 99).refused("MOD-2911")
    own = modiste(*asked, "personalise", "watch", people, "s01", "--minutes", 0.1, "--json").json
    assert own["accuracy_after"] >= own["accuracy_before"] - 0.1
    assert own["was_learned_from"]
    assert modiste(*asked, "personalise", "watch", people, "s01", "--minutes", 9).refused("MOD-2920")
    words = (*asked, "personalise", "watch", people, "s01", "--minutes", 0.1, "--json", "--out")
    assert modiste(*words, "Watch s01").refused("MOD-2015")
    assert modiste(*words, "watch-s01").json["kept_as"] == "watch-s01@1"
    assert modiste(*asked, "personalise", "watch", people, "nobody").refused("MOD-2911")
    streamed = modiste(*asked, "stream", "watch-s01", "tug", "s00_00_sw", "--json").json
    assert streamed["is_simulated"]
    assert len(streamed["items"]) == 10
    assert "10 labelled seconds are right" in modiste(*asked, "stream", "watch", "tug", "s00_00_sw").err
    assert modiste(*asked, "stream", "watch", "tug", "s99").refused("MOD-2911")


def test_a_model_begins_with_recordings_that_nobody_labelled(
    modiste: Modiste, people: Path, tmp_path: Path
) -> None:
    place = tmp_path / "shop"
    assert modiste("--shop", place, "wearables", "import", people, "--name", "plain").code == 0
    quick = (*SMALL, "--set", "train.epochs=1", "--set", "leak=no", "--set", "unlabelled_epochs=1")
    words = ("--shop", place, "train", "wearables.activity", "--data", people, *quick, "--json")
    made = modiste(*words, "--set", "unlabelled=set:plain", "--out", "watch")
    assert made.code == 0, made.err
    told = made.json["validation"]["unlabelled"]
    assert (told["people"], told["epochs"]) == (4, 1)
    assert told["minutes"] == pytest.approx(8 * 10 / 60, abs=0.02)
    assert modiste(*words, "--set", "unlabelled=nowhere").refused("MOD-2900")
    assert modiste(*words, "--set", "unlabelled=set:none").refused("MOD-2911")
    none = ("--set", "unlabelled=set:plain", "--set", "unlabelled_epochs=0")
    assert modiste(*words, *none).refused("MOD-1303")
    by = ("--shop", place, "evaluate", "wearables.activity", "--data", people, *quick, "--json")
    judged = modiste(*by, "--set", "unlabelled=set:plain", "--set", "folds=2")
    assert judged.code == 0, judged.err
    assert judged.json["unlabelled"]["people"] == 4


def test_a_recipe_is_judged_on_people_apart(modiste: Modiste, people: Path) -> None:
    assert CYCLE.protocols == ("by-subject", "leaky")
    words = ("evaluate", "wearables.activity", "--data", people, "--protocol", "by-subject", "--json")
    small = [word.replace("=40", "=2") for word in SMALL]
    told = modiste(*words, "--set", "device=watch", "--set", "folds=2", *small)
    assert told.code == 0, told.err
    assert told.json["protocol"] == "by-subject"
    assert told.json["leak_gap"] == pytest.approx(
        told.json["accuracy_leaky"] - told.json["metrics"]["accuracy"]["value"]
    )
    assert not any(row["was_learned_from"] for row in told.json["per_subject"])
    assert 0 <= told.json["accuracy_turned_20_degrees"] <= 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--set", "folds=9"), "MOD-2922"),
        (("--set", "folds=x"), "MOD-1303"),
        (("--set", "device=phone"), "MOD-2900"),
        (("--protocol", "random"), "MOD-2016"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    modiste: Modiste, people: Path, words: tuple[str, ...], code: str
) -> None:
    assert modiste("evaluate", "wearables.activity", "--data", people, *words).refused(code)


def test_data_without_labels_or_with_two_devices_are_refused(
    modiste: Modiste, people: Path, tmp_path: Path
) -> None:
    for path in sorted(people.rglob("*.csv")):
        text = path.read_text()
        (tmp_path / path.name).write_text(text)
        (tmp_path / path.name.replace("_sw", "_sp")).write_text(text)
    words = ("evaluate", "wearables.activity", "--data")
    assert modiste(*words, tmp_path).refused("MOD-2921")
    only = people / "s00"
    assert modiste(*words, only, "--set", "folds=2").refused("MOD-2922")
    (tmp_path / "bare").mkdir()
    lines = (only / "s00_00_sw.csv").read_text().splitlines()
    bare = "\n".join([lines[0], *(line.rpartition(",")[0] + "," for line in lines[1:])])
    (tmp_path / "bare" / "s01_01_sw.csv").write_text(bare)
    assert modiste(*words, tmp_path / "bare").refused("MOD-2920")
