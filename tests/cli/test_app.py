"""The contract of the command line: where options stand, exit codes, errors, and a quick --help."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from modiste.cli import app

VERBS = [
    "import",
    "recipes",
    "train",
    "tune",
    "evaluate",
    "predict",
    "explain",
    "compress",
    "export",
    "models",
    "jobs",
    "config",
    "doctor",
    "serve",
    "work",
    "demo",
    "version",
    "quarantine",
]


def program(*words: object, **more: Any) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "modiste", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, modiste.cli; code = modiste.cli.run(['--help']);"
        "heavy = {'PIL', 'torch', 'pandas', 'fastapi', 'pydantic', 'numpy', 'sqlalchemy', 'onnxruntime'};"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "0 []"


def test_help_names_every_verb_and_each_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["--help"]) == 0
    shown = capsys.readouterr().out
    for verb in VERBS:
        assert f"\n  {verb} " in shown
        assert app.run([verb, "--help"]) == 0
        assert capsys.readouterr().out.startswith(f"Usage: modiste {verb}")


def test_shop_and_json_may_stand_before_or_after_the_verb(modiste: Any, tmp_path: Path) -> None:
    root = tmp_path / "shop"
    modiste("work", "--until-idle", "--shop", root)
    expected: list[object] = []
    for words in (
        ("--shop", root, "--json", "jobs"),
        ("jobs", "--json", f"--shop={root}"),
        ("jobs", "list", "--shop", root, "--json"),
        ("--json", "jobs", "--shop", root, "list"),
    ):
        said = modiste(*words)
        assert (said.code, said.json) == (0, expected)


def test_what_stands_behind_two_dashes_is_left_alone(modiste: Any) -> None:
    said = modiste("predict", "nothing", "--", "--json")
    assert said.code == 1
    assert said.refused("MOD-1328")
    assert said.out == ""


def test_the_environment_names_the_shop(
    modiste: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODISTE_SHOP", str(tmp_path / "named"))
    assert modiste("work", "--until-idle").code == 0
    assert (tmp_path / "named" / "shop.db").is_file()


def test_verbs_that_only_read_make_no_shop(modiste: Any, tmp_path: Path) -> None:
    for words in (
        ("models",),
        ("recipes",),
        ("doctor",),
        ("config",),
        ("predict", "x", "y"),
        ("evaluate", "x"),
    ):
        modiste(*words)
        modiste("--shop", tmp_path / "here" / "mine", *words)
    assert list((tmp_path / "here").iterdir()) == []
    said = modiste("jobs", "--shop", "mine")
    assert said.code == 1
    assert said.refused("MOD-2001")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("fly",),
        ("--fly",),
        ("predict",),
        ("predict", "clothing"),
        ("train",),
        ("train", "x", "--set", "nonsense"),
        ("models", "fly"),
        ("models", "promote"),
        ("jobs", "show"),
        ("jobs", "list", "--limit", "many"),
        ("serve", "--port", "70000"),
        ("predict", "clothing", "x", "--top", "0"),
        ("models", "--shop"),
        ("--shop", "a\0b", "models"),
        ("export", "clothing"),
    ],
)
def test_misuse_is_two_with_words_and_no_data(modiste: Any, words: tuple[str, ...]) -> None:
    said = modiste(*words)
    assert said.code == 2
    assert said.out == ""
    assert said.err
    assert "Traceback" not in said.err


def test_a_refused_verb_still_prints_its_json(modiste: Any) -> None:
    for words, number, code in (
        (("predict", "nothing", "x.png"), "MOD-1328", 1),
        (("jobs",), "MOD-2001", 1),
        (("train", "nothing"), "MOD-1302", 1),
        (("fly",), "MOD-2101", 2),
        (("train", "x", "--set", "=3"), "MOD-2102", 2),
    ):
        said = modiste(*words, "--json")
        assert said.code == code
        assert set(said.json["error"]) == {"code", "title", "detail", "remedy"}
        assert said.json["error"]["code"] == number


def broken(error: BaseException) -> Callable[..., None]:
    def do(*_: object, **__: object) -> None:
        raise error

    return do


def test_an_unexpected_error_shows_no_traceback_and_keeps_one(
    modiste: Any, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "modiste.workspace.examine", broken(ZeroDivisionError("secret://ann:pw@x")), raising=False
    )
    said = modiste("doctor", "--json")
    assert said.code == 1
    assert said.json["error"]["code"] == "MOD-2100"
    assert said.refused("MOD-2100")
    line = (cache / "logs" / "modiste.log").read_text().splitlines()[-1]
    assert "ZeroDivisionError" in json.loads(line)["trace"]
    assert str(cache / "logs" / "modiste.log") in said.json["error"]["remedy"]


def test_an_unexpected_error_in_a_shop_is_logged_there(
    modiste: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modiste("work", "--until-idle", "--shop", tmp_path / "shop")
    monkeypatch.setattr("modiste.workspace.examine", broken(ValueError("x")), raising=False)
    assert str(tmp_path / "shop" / "logs") in modiste("doctor", "--shop", tmp_path / "shop").err


def test_an_interrupt_is_130_with_a_hint(modiste: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modiste.workspace.examine", broken(KeyboardInterrupt()), raising=False)
    said = modiste("doctor")
    assert said.code == 130
    assert "goes on where it was" in said.err


@pytest.mark.slow
def test_ctrl_c_while_training_keeps_what_was_done(
    tmp_path: Path, photos: Path, tiny_recipe: Path, cache: Path
) -> None:
    root = tmp_path / "shop"
    command = [
        sys.executable,
        "-m",
        "modiste",
        "train",
        str(tiny_recipe),
        "--data",
        str(photos),
        "--out",
        "x",
    ]
    command += ["--set", "train.epochs=5000", "--shop", str(root), "--json"]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 90
    while not list((root / "runs").glob("x/*/checkpoint.safetensors")) and time.monotonic() < end:
        time.sleep(0.05)
    started.send_signal(2)
    out, err = started.communicate(timeout=60)
    assert started.returncode == 130
    assert json.loads(out)["error"]["code"] == "MOD-2018"
    assert "Traceback" not in err
    assert list((root / "runs").glob("x/*/checkpoint.safetensors"))


def test_a_reader_that_goes_away_is_no_error() -> None:
    reader = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    told = subprocess.run(
        [sys.executable, "-m", "modiste", "config", "show", "--json"],
        stdout=reader.stdin,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    reader.communicate()
    assert told.returncode in (0, 1)
    assert "Traceback" not in told.stderr
    assert "Exception" not in told.stderr
