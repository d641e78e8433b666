"""`modiste forecast` and `modiste evaluate trends.forecast`: what they say and what they write."""

from pathlib import Path

from tests.cli.conftest import Modiste


def put(folder: Path) -> Path:
    rows = [f"2020-{month:02}-01,{10 + month % 4},{5 + (month + 1) % 4}" for month in range(1, 13)]
    rows += [f"2021-{month:02}-01,{10 + month % 4},{5 + (month + 1) % 4}" for month in range(1, 13)]
    path = folder / "wide.csv"
    path.write_text(",coat,dress\n" + "\n".join(rows))
    return path


def test_a_forecast_is_written_and_told(modiste: Modiste, tmp_path: Path) -> None:
    data, out = put(tmp_path), tmp_path / "out.csv"
    said = modiste(
        "forecast", "--data", data, "--horizon", 3, "--season", 4, "--out", out, "--set", "models=naive"
    )
    assert said.code == 0
    assert "2 series, 3 periods ahead" in said.err
    lines = out.read_text().splitlines()
    assert len(lines) == 7
    assert lines[1].startswith('"coat","2022-01-01"')
    told = modiste(
        "forecast", "--data", data, "--horizon", 3, "--out", out, "--set", "models=naive", "--json"
    )
    assert told.json["horizon"] == 3
    assert {each["unique_id"] for each in told.json["models"]} == {"coat", "dress"}


def test_a_backtest_is_told_as_json(modiste: Modiste, tmp_path: Path) -> None:
    words = ["--set", "horizon=4", "--set", "season=4", "--set", "windows=2", "--set", "models=naive"]
    said = modiste(
        "evaluate", "trends.forecast", "--data", put(tmp_path), "--protocol", "backtest", *words, "--json"
    )
    assert said.code == 0
    assert said.json["metrics"]["mase"]["value"] < 0.1
    assert said.json["chosen"] in [each["name"] for each in said.json["models"]]


def test_bad_files_are_refused_by_number(modiste: Modiste, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("name,colour\na,red\n")
    said = modiste("forecast", "--data", path, "--horizon", 3, "--out", tmp_path / "o.csv")
    assert said.code == 1
    assert said.refused("MOD-2403")
    assert modiste("forecast", "--data", path, "--out", "o.csv").code == 2
