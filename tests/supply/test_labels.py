"""Labels are read back by a reader that knows nothing of us."""

import io

import pytest
from PIL import Image

from modiste.garment import ModisteError, Sgtin, item_link, new_serial
from modiste.supply import label_png, label_svg


def test_a_label_is_read_back() -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    link = item_link(Sgtin("09506000134352", new_serial()), "https://id.brand.example")
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(label_png(link, 4))).convert("L"))
    assert [each.text for each in found] == [link]


def test_a_label_is_drawn_in_millimetres() -> None:
    drawn = label_svg("https://id.brand.example/01/09506000134352/21/7", 0.5).decode()
    assert 'width="' in drawn and "mm" in drawn


@pytest.mark.parametrize("link", ["", "é", "x" * 301])
def test_what_is_no_link_gets_no_label(link: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2501"):
        label_png(link)
