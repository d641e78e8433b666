"""`products.json`: a style is a row with all its variants; what is no style is a rejection."""

import runpy
from pathlib import Path

from modiste.collect import SHOPIFY_JSON, Arrival, Rejection, open_source
from modiste.garment import Colourway, Garment, Sku

SAMPLES = runpy.run_path(str(Path(__file__).with_name("samples.py")))


def test_a_style_comes_with_its_variants(tmp_path: Path) -> None:
    (tmp_path / "products.json").write_text(SAMPLES["SHOPIFY_JSON"])
    tee, scarf, broken = SHOPIFY_JSON.read(open_source(tmp_path / "products.json"))
    assert isinstance(tee, Arrival)
    assert [type(record) for record in tee.records] == [Garment, Colourway, Sku, Sku]
    assert [record.id for record in tee.records[2:]] == ["tsh-r-m", "tsh-r-l"]
    assert tee.records[0].attributes["Tags"] == "new, summer"  # type: ignore[attr-defined]
    assert [picture.place for picture in tee.pictures] == ["https://cdn.example/r.jpg"]
    assert isinstance(scarf, Arrival)
    assert [type(record) for record in scarf.records] == [Garment]
    assert isinstance(broken, Rejection)
    assert (broken.place, broken.code) == ("item 3", "MOD-1254")
