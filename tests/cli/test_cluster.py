"""`modiste cluster`: JSON on stdout, exit 1 where a partition was set aside, words for who asks wrongly."""

from pathlib import Path
from typing import Any

import pytest

from modiste.workspace.plugins import CLUSTER_JOBS

GENERATE = ("cluster", "run", "generate", "--set", "garments=12")


def test_a_job_is_told_and_told_again(modiste: Any, tmp_path: Path) -> None:
    said = modiste(*GENERATE, "--partitions", "3", "--out", tmp_path / "run", "--json")
    assert said.code == 0, said.err
    assert {"job", "partitions", "seconds", "peak_mb", "sha256", "bytes_read"} <= set(said.json)
    assert (said.json["job"], said.json["partitions"], said.json["resumed"]) == ("generate", 3, 0)
    again = modiste(*GENERATE, "--partitions", "3", "--out", tmp_path / "run", "--json")
    assert (again.json["sha256"], again.json["resumed"]) == (said.json["sha256"], 3)
    anew = modiste(*GENERATE, "--partitions", "3", "--out", tmp_path / "run", "--again", "--json")
    assert (anew.json["sha256"], anew.json["resumed"]) == (said.json["sha256"], 0)
    other = modiste("cluster", "run", "generate", "--set", "garments=13", "--out", tmp_path / "run")
    assert other.code == 1
    assert other.refused("MOD-3109")
    assert "sha256" in modiste(*GENERATE, "--out", tmp_path / "other").out


def test_a_run_is_left_to_the_shops_worker(modiste: Any, tmp_path: Path) -> None:
    queued = modiste(
        *GENERATE, "--partitions", "3", "--executor", "pool", "--workers", "1", "--job", "--json"
    )
    assert queued.code == 0, queued.err
    assert (queued.json["kind"], queued.json["state"]) == ("cluster", "queued")
    assert f"modiste jobs watch {queued.json['id']}" in queued.err
    assert modiste("work", "--until-idle").code == 0
    done = modiste("jobs", "watch", queued.json["id"], "--json")
    assert done.code == 0
    alone = modiste(*GENERATE, "--out", tmp_path / "run", "--json").json
    assert done.json["result"]["sha256"] == alone["sha256"]
    assert (done.json["done"], done.json["total"], done.json["result"]["executor"]) == (3, 3, "pool")


def test_places_are_told_whole_to_a_worker(modiste: Any, tmp_path: Path) -> None:
    Path("acts.csv").write_text("user,item,time\nu,a,1\nu,b,2\n")
    queued = modiste("cluster", "run", "cooccurrence", "--data", "acts.csv", "--job", "--json")
    assert queued.json["params"]["data"] == str(Path("acts.csv").absolute())


@pytest.mark.parametrize(
    "words", [("--out", "run"), ("--address", "10.0.0.5:6379"), ("--object-store-memory", "100")]
)
def test_what_a_worker_decides_is_not_taken_with_a_job(modiste: Any, words: tuple[str, str]) -> None:
    said = modiste(*GENERATE, "--job", *words)
    assert said.refused("MOD-3103")
    assert words[0] in said.err


def test_a_partition_that_is_set_aside_makes_exit_one(
    modiste: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from modiste.workspace import plugins

    def poisoned(payload: Any, _shared: Any) -> bytes:
        raise ValueError("poisoned")

    monkeypatch.setitem(plugins.CLUSTER_WORKS, "generate", f"{__name__}:poisoned")
    at = plugins._at
    monkeypatch.setattr(plugins, "_at", lambda place: poisoned if "poisoned" in place else at(place))
    said = modiste(*GENERATE, "--out", tmp_path / "run", "--json")
    assert said.code == 1
    assert said.json["set_aside"][0]["reason"] == "ValueError: poisoned"
    assert "Set aside: generate 0" in said.err


def test_the_jobs_are_listed_with_their_settings(modiste: Any) -> None:
    found = {each["job"]: each for each in modiste("cluster", "jobs", "--json").json["items"]}
    assert found.keys() == CLUSTER_JOBS.keys()
    assert found["cooccurrence"]["settings"] == {"manner": "counts", "reach": "20"}
    assert "horizon=13" in modiste("cluster", "jobs").out


@pytest.mark.parametrize(
    ("words", "code", "number"),
    [
        (("weave",), 1, "MOD-2012"),
        (("generate", "--executor", "spark"), 2, "MOD-2101"),
        (("generate", "--set", "colour=red"), 1, "MOD-3103"),
        (("generate", "--partitions", "-1"), 1, "MOD-3103"),
        (("generate", "--set", "garments"), 2, "MOD-2102"),
        (("cooccurrence", "--data", "nowhere.csv"), 1, "MOD-2301"),
        (("generate", "--executor", "ray", "--address", "127.0.0.1:1"), 1, "MOD-3101"),
    ],
)
def test_who_asks_wrongly_is_told(modiste: Any, words: tuple[str, ...], code: int, number: str) -> None:
    if "ray" in words:
        pytest.importorskip("ray", reason="Ray is not here: pip install 'modiste[cluster]'")
    said = modiste("cluster", "run", *words)
    assert said.refused(number), said.err
    assert said.code == code


def test_no_training_by_nobody(modiste: Any, tmp_path: Path, tiny_recipe: Path, photos: Path) -> None:
    words = ("cluster", "train", tiny_recipe, "--data", photos, "--out", tmp_path / "run")
    assert modiste(*words, "--workers", "0").refused("MOD-3103")
