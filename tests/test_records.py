"""The dated records, the table of claims, and the READMEs that quote them."""

import json
import re
import sys
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


def load(name: str) -> ModuleType:
    path = ROOT / "benchmarks" / f"{name}.py"
    spec = util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


records = load("_record")
shown = load("_prove")


def rows(folder: Path) -> list[dict[str, object]]:
    records.record("speed", "Photos a second", 512.25, "photos/s", folder=folder)
    records.record(
        "quality",
        "Accuracy | all",
        95.61,
        "%",
        interval=(95.2, 96.0),
        peer="Another, 2020",
        peer_value=95.4,
        extra={"claim_zh": "准确率"},
        folder=folder,
    )
    records.record("speed", "Rows", 70000, "", extra={"readme": False}, folder=folder)
    return list(records.latest(folder=folder))


def test_a_row_says_what_when_and_on_which_machine(tmp_path: Path) -> None:
    row = records.record(
        "speed", "Photos a second", 512.25, "photos/s", (500, 520), how="5 repeats", folder=tmp_path
    )
    assert json.loads((tmp_path / "speed.json").read_text(encoding="utf-8")) == [row]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row["date"])
    assert row["interval"] == [500, 520]
    assert {"cpu", "cores", "ram_gb", "gpu", "os", "python", "torch", "onnxruntime"} == set(row["machine"])
    assert row["machine"]["cores"] >= 1
    assert row["machine"]["cpu"]


def test_rows_are_appended_and_the_newest_of_each_claim_is_read(tmp_path: Path) -> None:
    for value in (1.0, 2.0):
        records.record("speed", "Photos a second", value, "photos/s", folder=tmp_path)
    records.record("speed", "Rows a second", 3.0, "rows/s", folder=tmp_path)
    assert len(json.loads((tmp_path / "speed.json").read_text(encoding="utf-8"))) == 3
    assert [row["value"] for row in records.latest("speed", folder=tmp_path)] == [2.0, 3.0]
    assert records.latest("never_run", folder=tmp_path) == []


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    records.record("speed", "Photos a second", 1.0, "photos/s", folder=tmp_path)
    with pytest.raises(ValueError, match="Out of range"):
        records.record("speed", "Photos a second", float("nan"), "photos/s", folder=tmp_path)
    assert [row["value"] for row in records.latest("speed", folder=tmp_path)] == [1.0]


@pytest.mark.parametrize("name", ["../speed", "a b", "", "speed.json"])
def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        records.record(name, "Photos a second", 1.0, "photos/s", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_interval_upside_down_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="upside down"):
        records.record("speed", "Photos a second", 1.0, "photos/s", (2.0, 1.0), folder=tmp_path)


def test_numbers_read_well() -> None:
    values = [(70000, "garments"), (95.61, "%"), (0.24812, "ms"), (1234.5, ""), (None, "ms"), (0.0, "%")]
    assert [shown.number(*each) for each in values] == [
        "70,000 garments",
        "95.61 %",
        "0.2481 ms",
        "1,234",
        "",
        "0 %",
    ]


def test_the_readme_block_has_a_line_for_each_claim_in_both_languages(tmp_path: Path) -> None:
    english, chinese = (shown.block(rows(tmp_path), language) for language in ("en", "zh"))
    assert "| Accuracy \\| all | **95.61 %** | 95.2 – 96 | Another, 2020: 95.4 % |" in english
    assert "| 准确率 | **95.61 %** |" in chinese
    assert "Photos a second" in english
    assert "70,000" not in english  # kept out by readme: False


def test_rewriting_touches_only_what_stands_between_the_markers(tmp_path: Path) -> None:
    text = f"before\n{shown.BEGIN}\nold\n{shown.END}\nafter\n"
    new = shown.rewritten(text, rows(tmp_path), "en")
    assert new.startswith(f"before\n{shown.BEGIN}\n| Claim |")
    assert new.endswith(f"|\n{shown.END}\nafter\n")
    assert "old" not in new
    assert shown.rewritten(new, rows(tmp_path), "en") == new
    with pytest.raises(ValueError, match="needs the lines"):
        shown.rewritten("no markers", [], "en")


def test_the_terminal_table_aligns_and_names_peer_and_machine(tmp_path: Path) -> None:
    lines = shown.table(rows(tmp_path)).splitlines()
    assert len(lines) == 4
    column = lines[0].index("peer")
    assert [line[column:].startswith("Another, 2020") for line in lines[1:]] == [True, False, False]
    assert all("cores" in line for line in lines[1:])


def test_prove_prints_the_records_and_write_puts_them_into_the_readmes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows(tmp_path / "records")
    readme = tmp_path / "README.md"
    page = tmp_path / "numbers.md"
    for each in (readme, page):
        each.write_text(f"{shown.BEGIN}\n{shown.END}\n", encoding="utf-8")
    monkeypatch.setattr(shown, "RECORDS", tmp_path / "records")
    monkeypatch.setattr(shown, "READMES", {"en": readme})
    monkeypatch.setattr(shown, "PAGES", {"en": page})
    monkeypatch.setattr(shown, "LEADING", (("quality", "Accuracy | all"),))
    assert shown.main([]) == 0
    assert "quality: Accuracy" in capsys.readouterr().out
    assert "95.61" not in readme.read_text(encoding="utf-8")
    assert shown.main(["--write"]) == 0
    assert "**95.61 %**" in readme.read_text(encoding="utf-8")
    assert "Photos a second" not in readme.read_text(encoding="utf-8")
    assert "Photos a second" in page.read_text(encoding="utf-8")
    assert shown.main(["--wirte"]) == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_readme_and_the_page_say_what_the_records_say(language: str) -> None:
    rows = records.latest()
    assert len(shown.leading(rows)) == len(shown.LEADING)
    for path, wanted in ((shown.READMES[language], shown.leading(rows)), (shown.PAGES[language], rows)):
        text = path.read_text(encoding="utf-8")
        assert shown.rewritten(text, wanted, language) == text, "run: ./run prove --write"


def test_every_record_belongs_to_a_benchmark_that_stands() -> None:
    for path in (ROOT / "benchmarks" / "records").glob("*.json"):
        assert (ROOT / "benchmarks" / path.name).with_suffix(".py").exists(), path.name
        assert {row["benchmark"] for row in json.loads(path.read_text(encoding="utf-8"))} == {path.stem}


def test_every_benchmark_says_what_it_measures() -> None:
    for path in (ROOT / "benchmarks").glob("[!_]*.py"):
        assert path.read_text(encoding="utf-8").startswith('"""'), path.name
