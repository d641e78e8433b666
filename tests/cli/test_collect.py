"""`modiste import` and what becomes of what is refused."""

from pathlib import Path
from typing import Any

REPORT = {"kind", "read", "added", "updated", "unchanged", "quarantined", "seconds"}


def test_an_import_makes_the_shop_and_counts(modiste: Any, photos: Path, tmp_path: Path) -> None:
    said = modiste("import", photos, "--shop", tmp_path / "shop", "--json")
    assert said.code == 0
    assert set(said.json) == REPORT
    assert (said.json["read"], said.json["added"]) == (48, 48)
    again = modiste("import", photos, "--shop", tmp_path / "shop")
    assert again.code == 0
    assert again.out.split()[:6] == ["read", "added", "updated", "unchanged", "quarantined", "seconds"]


def test_what_was_refused_can_be_listed(modiste: Any, tmp_path: Path) -> None:
    label = tmp_path / "mine" / "<b>coat"
    label.mkdir(parents=True)
    (label / "cut.png").write_bytes(b"\x89PNG")
    said = modiste("import", tmp_path / "mine", "--shop", tmp_path / "shop")
    assert said.code == 0
    assert "1 in quarantine" in said.err
    (row,) = modiste("quarantine", "--shop", tmp_path / "shop", "--json").json
    assert (row["place"], row["code"]) == ("<b>coat/cut.png", "MOD-1206")
    assert "<b>coat/cut.png" in modiste("quarantine", "--shop", tmp_path / "shop").out


def test_what_is_no_source_is_refused(modiste: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for source in (tmp_path / "nowhere", "", "x" * 5000, "fashion-mnist-x:test"):
        said = modiste("import", source, "--shop", tmp_path / "shop", "--json")
        assert said.code == 1
        assert said.json["error"]["code"] == "MOD-1233"
    assert modiste("import", tmp_path / "file", "--shop", tmp_path / "shop").refused("MOD-1238")
    assert modiste("import", tmp_path / "file", "--as", "x", "--shop", tmp_path / "shop").refused("MOD-2012")
    assert modiste("import", "fashion-mnist:sideways", "--shop", tmp_path / "shop").refused("MOD-1216")


def test_a_feed_is_recognised_counted_and_imported_once(modiste: Any, tmp_path: Path) -> None:
    feed = tmp_path / "feed.tsv"
    rows = "".join(
        f"{n}\tTee\thttps://s.example\ta.jpg\t{'9 EUR' if n else ''}9\tin_stock\n" for n in range(3)
    )
    feed.write_text("id\ttitle\tlink\timage_link\tprice\tavailability\n" + rows)
    said = modiste("import", feed, "--shop", tmp_path / "shop", "--json")
    assert said.code == 0
    assert said.json["kind"] == "google-merchant-tsv"
    assert [said.json[name] for name in ("read", "added", "quarantined")] == [3, 2, 1]
    assert "Google Merchant feed (TSV) (100% sure)" in said.err
    again = modiste("import", feed, "--as", "google-merchant-tsv", "--shop", tmp_path / "shop", "--json")
    assert [again.json[name] for name in ("read", "unchanged", "quarantined")] == [3, 2, 1]


def test_quality_says_what_to_mend_and_writes_the_page(modiste: Any, photos: Path, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    modiste("import", photos, "--shop", shop)
    said = modiste("quality", "--shop", shop, "--json", "--no-models", "--html", tmp_path / "q.html")
    assert said.code == 0
    assert said.json["garments"] == 48
    assert said.json["fixes"][0]["gain"] >= said.json["fixes"][-1]["gain"]
    assert "<h1>shop</h1>" in (tmp_path / "q.html").read_text()
    shown = modiste("quality", "--shop", shop, "--no-models")
    assert "fill" in shown.out
    assert "complete" in shown.err
    assert modiste("quality", "--shop", shop, "--language", "fr").code == 2
    assert modiste("quality", "--shop", tmp_path / "none").refused("MOD-2001")
