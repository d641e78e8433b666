"""`modiste design brief | pattern | list | show | branch`."""

from pathlib import Path
from typing import Any


def test_from_words_to_files(modiste: Any, tmp_path: Path) -> None:
    spec = tmp_path / "spec.json"
    said = modiste("design", "brief", "V neck tee with wings", "--lock", "neckline", "--out", spec, "--json")
    assert said.code == 0
    assert said.json["fields"]["neckline"]["is_locked"]
    assert said.json["unknown"] == ["wings"]
    later = modiste("design", "brief", "crew neck, slim", "--on", spec, "--json")
    assert later.json["fields"]["neckline"]["value"] == "v"
    assert "locked" in later.err
    made = modiste("design", "pattern", spec, "--out", tmp_path / "out", "--json")
    assert made.code == 0
    assert made.json["program"] == "t-shirt"
    assert (tmp_path / "out" / "pattern.dxf").is_file()


def test_designs_are_kept_shown_and_branched(modiste: Any, empty_shop: Path, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    first = modiste("--shop", shop, "design", "brief", "navy tee", "--keep", "--json").json["design"]
    second = modiste("--shop", shop, "design", "branch", first[:8], "red", "--json")
    assert second.json["parent"] == first
    assert modiste("--shop", shop, "design", "show", first, "--json").json["id"] == first
    listed = modiste("--shop", shop, "design", "list", "--json").json["items"]
    assert [each["id"] for each in listed] == [first, second.json["id"]]
    assert "navy tee" in modiste("--shop", shop, "design", "list").out


def test_misuse_is_told_in_words(modiste: Any, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}[")
    for words, code in (
        (("brief", " "), "MOD-2762"),
        (("brief", "tee", "--lock", "wings"), "MOD-2761"),
        (("pattern", tmp_path / "bad.json", "--out", tmp_path / "out"), "MOD-2760"),
    ):
        said = modiste("design", *words)
        assert said.code == 1
        assert said.refused(code)
