"""A board holds so many pictures and no more; the same one again is no further one."""

import io

import pytest
from PIL import Image

from modiste.garment import ModisteError
from modiste.workspace import open_shop
from modiste.workspace.flows import mood_boards


def test_a_full_board_takes_only_what_it_has(tmp_path, monkeypatch):
    monkeypatch.setattr(mood_boards, "MOST", 1)
    pictures = []
    for colour in ("red", "blue"):
        out = io.BytesIO()
        Image.new("RGB", (8, 8), colour).save(out, "PNG")
        pictures.append(out.getvalue())
    with open_shop(tmp_path / "shop") as shop:
        first = shop.mood.pin(pictures[0], "red.png")
        assert shop.mood.pin(pictures[0], "again.png").id == first.id
        with pytest.raises(ModisteError, match="MOD-2772"):
            shop.mood.pin(pictures[1], "blue.png")
        with pytest.raises(ModisteError, match="MOD-2771"):
            shop.mood.picture("../shop")
