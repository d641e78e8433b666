"""WooCommerce's CSV: a variable row is a style, its variations name it by SKU or by number."""

import runpy
from pathlib import Path

from modiste.collect import Arrival, open_source
from modiste.collect.woocommerce import WooCommerce
from modiste.garment import Garment

SAMPLES = runpy.run_path(str(Path(__file__).with_name("samples.py")))


def test_variations_belong_to_the_style_before_them(tmp_path: Path) -> None:
    path = tmp_path / "wc-product-export.csv"
    path.write_text(SAMPLES["WOOCOMMERCE_CSV"])
    found = list(WooCommerce(currency="EUR").read(open_source(path)))
    assert all(isinstance(each, Arrival) for each in found)
    style, red, blue, scarf = (each.records for each in found if isinstance(each, Arrival))
    assert [type(record) for record in style] == [Garment]
    assert (style[0].id, style[0].name, style[0].category) == ("tsh", "Organic tee", "Tops")  # type: ignore[attr-defined]
    assert [record.id for record in red] == ["tsh", "tsh.red", "tsh-r-m", "tsh-r-m.eur"]
    assert [record.id for record in blue] == ["tsh", "tsh.blue", "woo-23", "woo-23.eur"]
    assert {records[0].name for records in (style, red, blue)} == {"Organic tee"}  # type: ignore[attr-defined]
    assert scarf[0].name == "Scarf"  # type: ignore[attr-defined]
    assert [each.place for each in found[0].pictures] == [
        "https://s.example/a.jpg",
        "https://s.example/b.jpg",
    ]  # type: ignore[union-attr]
