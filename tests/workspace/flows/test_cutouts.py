"""Cut-outs by a shipped segmenter, and models that are none."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modiste.garment import ModisteError
from modiste.workspace import flows


def photo() -> bytes:
    picture = np.full((80, 60, 3), 215, np.uint8)
    picture[20:60, 15:45] = (150, 20, 30)
    data = io.BytesIO()
    Image.fromarray(picture).save(data, "PNG")
    return data.getvalue()


def test_a_photo_in_memory_becomes_a_picture_with_a_clear_ground() -> None:
    good, bad = flows.cut_out(None, [("a.png", photo()), ("b.png", b"")])
    assert isinstance(good, flows.CutOut) and good.model == "segmenter@shipped" and good.file == "a.png"
    with Image.open(io.BytesIO(good.png)) as image:
        assert image.mode == "RGBA" and image.size == (60, 80)
    assert good.told["width"] == 60 and len(good.told["box"]) == 4
    assert not isinstance(bad, flows.CutOut) and bad.error.code == "MOD-1202"


def test_a_classifier_cuts_nothing_out() -> None:
    with pytest.raises(ModisteError) as refused:
        list(flows.cut_out(None, [("a.png", photo())], "clothing"))
    assert refused.value.code == "MOD-1413"


def test_several_photos_want_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ModisteError) as refused:
        flows.write_cut_outs(None, ["a.png", "b.png"], tmp_path / "out.png")
    assert refused.value.code == "MOD-2019"
