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


OWN = "Artikelnummer;Bezeichnung;VK\n1001;Mantel;199,00 EUR\n1002;;\n"


def test_a_table_of_its_own_is_mapped_dry_and_then_for_good(modiste: Any, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(OWN)
    where = ("--shop", tmp_path / "shop", "--json")
    assert modiste("import", tmp_path / "own.csv", *where).refused("MOD-1238")
    columns = "sku=Artikelnummer,name=Bezeichnung,price=VK"
    dry = modiste("import", tmp_path / "own.csv", "--map", columns, "--dry-run", *where)
    assert (dry.json["read"], dry.json["accepted"], dry.json["quarantined"]) == (2, 1, 1)
    assert [record["type"] for record in dry.json["good"][0]["records"]] == [
        "Garment",
        "Colourway",
        "Sku",
        "Price",
    ]
    guessed = modiste("import", tmp_path / "own.csv", "--as", "table", "--dry-run", *where)
    assert guessed.json["columns"] == {"style": "Artikelnummer", "name": "Bezeichnung", "price": "VK"}
    assert (
        "Bezeichnung" in modiste("import", tmp_path / "own.csv", "--as", "table", "--dry-run", *where[:2]).out
    )
    said = modiste("import", tmp_path / "own.csv", "--map", columns, "--mapping", "erp", *where)
    assert (said.json["kind"], said.json["added"], said.json["quarantined"]) == ("table", 1, 1)
    for again in (("--mapping", "erp"), ()):
        assert modiste("import", tmp_path / "own.csv", *again, *where).json["unchanged"] == 1
    assert modiste("import", tmp_path / "own.csv", "--mapping", "other", *where).refused("MOD-2012")
    assert modiste("import", tmp_path / "own.csv", "--map", "name", *where).refused("MOD-1244")


def test_a_refused_row_is_shown_fixed_admitted_and_given_up(modiste: Any, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(OWN + "1003;;\n")
    where = ("--shop", tmp_path / "shop", "--json")
    modiste("import", tmp_path / "own.csv", "--as", "table", *where)
    first, second = (row["id"] for row in modiste("quarantine", *where).json)
    text = modiste("quarantine", "show", first, *where).json["excerpt"]
    assert text.splitlines()[1] == "1002;;"
    assert modiste("quarantine", "admit", first, *where).refused("MOD-1242")
    fixed = modiste("quarantine", "fix", first, "--text", text.replace("1002;;", "1002;Schal;"), *where)
    assert fixed.json["added"] == 1
    assert modiste("quarantine", "give-up", second, *where).json["given_up"]
    assert modiste("quarantine", "list", *where).json == []
    assert modiste("import", tmp_path / "own.csv", "--as", "table", *where).json["quarantined"] == 2
    assert [row["place"] for row in modiste("quarantine", *where).json] == ["line 3"]


def test_the_enriched_catalogue_is_written_and_a_file_written_again(modiste: Any, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(
        "id\ttitle\tlink\timage_link\tprice\tavailability\n1\tTee\tl\t\t9 EUR\tyes\n"
    )
    where = ("--shop", tmp_path / "shop", "--json")
    modiste("import", tmp_path / "own.csv", *where)
    out = tmp_path / "out.csv"
    assert modiste("export-catalogue", out, "--as", "shopify", *where).json == {"kind": "shopify", "rows": 1}
    assert out.read_text().startswith("Handle,Title")
    assert modiste("export-catalogue", out, "--like", tmp_path / "own.csv", *where).json["rows"] == 0
    assert out.read_bytes() == (tmp_path / "own.csv").read_bytes()
    assert modiste("export-catalogue", out, "--as", "fax", *where).refused("MOD-2012")
