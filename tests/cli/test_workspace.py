"""`jobs, work, config, doctor, demo, version`."""

from pathlib import Path
from typing import Any

import pytest

import modiste as package
from modiste.learning import Event
from modiste.workspace import flows, open_shop
from modiste.workspace.flows.demo import Demo, Step


def test_the_version(modiste: Any) -> None:
    assert modiste("version").out.strip() == package.__version__
    assert modiste("version", "--json").json == {"version": package.__version__}


def test_a_job_is_listed_shown_cancelled_resumed_and_watched(
    modiste: Any, photos: Path, tmp_path: Path
) -> None:
    at = ("--shop", tmp_path / "shop")
    with open_shop(tmp_path / "shop") as shop:
        job = shop.jobs.submit("import", {"source": str(photos)}).id
        bad = shop.jobs.submit("import", {"source": str(photos / "nowhere")}).id
    assert [row["id"] for row in modiste("jobs", "--json", *at).json] == [bad, job]
    assert modiste("jobs", "cancel", job, "--json", *at).json["state"] == "cancelled"
    assert [row["id"] for row in modiste("jobs", "list", "--state", "cancelled", "--json", *at).json] == [job]
    assert job in modiste("jobs", "resume", job, *at).out
    assert modiste("work", "--until-idle", *at).out == "2 jobs taken up\n"
    watched = modiste("jobs", "watch", job, *at)
    assert (watched.code, "note: done" in watched.err) == (0, True)
    failed = modiste("jobs", "watch", bad, *at)
    assert failed.code == 1
    assert failed.refused("MOD-1233")
    assert "result.added" in modiste("jobs", "show", job, *at).out
    assert modiste("jobs", "show", bad, "--json", *at).json["error"]["code"] == "MOD-1233"


@pytest.mark.parametrize("verb", ["show", "cancel", "resume", "watch"])
@pytest.mark.parametrize("job", ["nothing", "../../x", "<b>", "x" * 3000])
def test_an_unknown_job_is_refused(modiste: Any, verb: str, job: str, tmp_path: Path) -> None:
    open_shop(tmp_path / "shop").close()
    said = modiste("jobs", verb, job, "--shop", tmp_path / "shop", "--json")
    assert said.code == 1
    assert said.json["error"]["code"] == "MOD-1103"


def test_an_unknown_state_is_refused(modiste: Any, tmp_path: Path) -> None:
    open_shop(tmp_path / "shop").close()
    assert modiste("jobs", "list", "--state", "asleep", "--shop", tmp_path / "shop").refused("MOD-2011")


def test_config_shows_where_each_value_comes_from_and_no_secret(
    modiste: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "shop"
    open_shop(root).close()
    (root / "modiste.toml").write_text("threads = 2\n")
    monkeypatch.setenv("MODISTE_DATABASE_URL", "postgresql+psycopg://ann:hunter2@db/shop")
    said = modiste("config", "show", "--origin", "--json", "--shop", root)
    origins = {row["name"]: row["origin"] for row in said.json}
    assert (origins["threads"], origins["database_url"], origins["port"]) == (
        "modiste.toml",
        "environment",
        "default",
    )
    for shown in (
        said,
        modiste("config", "--shop", root),
        modiste("config", "show", "--origin", "--shop", root),
    ):
        assert shown.code == 0
        assert "hunter2" not in shown.out + shown.err
    (root / "modiste.toml").write_text("colour = 'red'")
    assert modiste("config", "--shop", root).refused("MOD-2009")
    assert modiste("jobs", "--shop", root).refused("MOD-2009")


def test_the_doctor_is_healthy_here_and_makes_nothing(modiste: Any, tmp_path: Path) -> None:
    said = modiste("doctor", "--json")
    assert said.code == 0
    assert said.json["healthy"]
    assert {"python", "onnxruntime", "shop", "disk"} <= {check["name"] for check in said.json["checks"]}
    assert "onnxruntime" in modiste("doctor").out
    assert list((tmp_path / "here").iterdir()) == []


def test_the_doctor_fails_for_a_damaged_shop(modiste: Any, tmp_path: Path) -> None:
    root = tmp_path / "shop"
    open_shop(root).close()
    for left in root.glob("shop.db*"):
        left.unlink()
    (root / "shop.db").write_bytes(b"\xff" * 5000)
    said = modiste("doctor", "--shop", root)
    assert said.code == 1
    assert "MOD-1101" in said.out
    assert (root / "shop.db").read_bytes() == b"\xff" * 5000


def test_the_demo_shows_its_steps(modiste: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The flow itself is tested where it lives; here, that the verb calls it and shows what it made."""

    def quick(house: Any, study: Any, progress: Any, _stopped: Any, _photos: Any) -> Demo:
        progress(Event("note", message="a step"))
        return Demo(
            house.root, study.root, study.root / "r.html", 1.0, [Step("import", 0.5, "70,000 garments")]
        )

    monkeypatch.setattr(flows, "demonstrate", quick, raising=False)
    said = modiste("demo", "--no-serve", "--shop", tmp_path / "shop")
    assert said.code == 0
    assert "70,000 garments" in said.out
    told = modiste("demo", "--no-serve", "--json").json
    assert (told["shop"], told["study"]) == ("shop", "shop-fashion-mnist")
