"""The way back: another shop reads the same from the file, and a file written again changes nothing else."""

import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modiste.collect import Connector, open_source
from modiste.garment import Colourway, Garment, ImageLink, ModisteError, Price, Sku
from modiste.workspace import Shop, export_catalogue, open_shop, rewrite_like
from modiste.workspace.intake import import_source
from modiste.workspace.plugins import connectors

SAMPLES = runpy.run_path(str(Path(__file__).parents[1] / "collect" / "samples.py"))


def take(shop: Shop, kind: str, path: Path) -> None:
    connector: Any = connectors().pick(kind)
    if hasattr(connector, "currency"):
        connector = replace(connector, currency="EUR")
    made: Connector = connector
    assert import_source(shop.store, made, open_source(path)).quarantined == 0


def told(shop: Shop) -> dict[str, set[tuple[object, ...]]]:
    rows = shop.store.rows
    return {
        "garments": {(g.id, g.name, g.brand, g.category, g.description) for g in rows.scan(Garment)},
        "colourways": {(c.id, c.colour) for c in rows.scan(Colourway)},
        "skus": {(s.id, s.colourway_id, s.size, s.gtin) for s in rows.scan(Sku)},
        "prices": {(p.sku_id, p.amount, p.currency) for p in rows.scan(Price)},
        "links": {(link.garment_id, link.address) for link in rows.scan(ImageLink)},
    }


@pytest.mark.parametrize(
    ("kind", "sample"),
    [
        ("shopify", "SHOPIFY_CSV"),
        ("google-merchant-tsv", "MERCHANT_TSV"),
        ("google-merchant-xml", "MERCHANT_TSV"),
        ("csv", "SHOPIFY_CSV"),
    ],
)
def test_another_shop_reads_the_same_from_what_is_written(
    shop: Shop, tmp_path: Path, kind: str, sample: str
) -> None:
    (tmp_path / "in").write_text(SAMPLES[sample])
    take(shop, "shopify" if sample == "SHOPIFY_CSV" else "google-merchant-tsv", tmp_path / "in")
    made = export_catalogue(shop.store, kind, tmp_path / "out")
    assert made.rows == shop.store.rows.count(Sku)
    with open_shop(tmp_path / "other") as other:
        take(other, {"csv": "table"}.get(kind, kind), tmp_path / "out")
        assert told(other) == told(shop)


@pytest.mark.parametrize(
    ("kind", "sample"), [("shopify", "SHOPIFY_CSV"), ("google-merchant-tsv", "MERCHANT_TSV")]
)
@pytest.mark.parametrize(("encoding", "end"), [("utf-8-sig", "\r\n"), ("utf-16", "\n"), ("utf-8", "\n")])
def test_a_file_written_again_is_the_same_but_for_what_was_enriched(
    shop: Shop, tmp_path: Path, kind: str, sample: str, encoding: str, end: str
) -> None:
    data = SAMPLES[sample].replace("\n", end).encode(encoding)
    (tmp_path / "in.csv").write_bytes(data)
    take(shop, kind, tmp_path / "in.csv")
    assert rewrite_like(shop.store, tmp_path / "in.csv", tmp_path / "out.csv").rows == 0
    assert (tmp_path / "out.csv").read_bytes() == data
    garment = next(each for each in shop.store.rows.scan(Garment) if each.name == "Organic tee")
    shop.garments.put(garment.model_copy(update={"name": "Heavy tee", "brand": "Acme & Sons"}))
    changed = rewrite_like(shop.store, tmp_path / "in.csv", tmp_path / "out.csv").rows
    before, after = (
        (tmp_path / name).read_bytes().decode(encoding).split(end) for name in ("in.csv", "out.csv")
    )
    different = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(different) == changed == (1 if kind == "shopify" else 2)
    for old, new in different:
        restored = new.replace("Heavy tee", "Organic tee").replace("Acme & Sons", "Acme")
        assert restored == old


def test_broken_rows_are_copied_as_they_stand(shop: Shop, tmp_path: Path) -> None:
    data = b'id\ttitle\tprice\na\tHat\t9 EUR\nb\t"open\t1\nc\n\n\xff\t\t\nd\tBag\t9 EUR'
    (tmp_path / "in.tsv").write_bytes(data)
    assert rewrite_like(shop.store, tmp_path / "in.tsv", tmp_path / "out.tsv").rows == 0
    assert (tmp_path / "out.tsv").read_bytes() == data


def test_an_unknown_format_or_place_is_refused(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-2012"):
        export_catalogue(shop.store, "fax", tmp_path / "out")
    with pytest.raises(ModisteError, match="MOD-2019"):
        export_catalogue(shop.store, "csv", tmp_path / "nowhere" / "out")
    assert not list(tmp_path.glob(".*partial"))
