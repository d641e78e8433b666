"""Pictures with masks: renders in a folder, photographs with outlines, and what is neither."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.vision.segmenting import outlined, renders

from modiste.garment import ModisteError
from modiste.vision.masked_pictures import masked_pictures


def test_a_folder_of_renders_is_read_whole_or_by_split(tmp_path: Path) -> None:
    folder = renders(tmp_path)
    assert len(masked_pictures(folder)) == 6
    assert [each.id for each in masked_pictures(f"{folder}:test")] == ["pictures/2.png", "pictures/5.png"]
    picture, mask = masked_pictures(folder)[0].open()
    assert picture.shape == (48, 40, 3) and mask.dtype == bool and mask.sum() == 20 * 22
    assert (picture[mask] == (40, 60, 90)).all()


def test_photographs_come_with_their_outlines(tmp_path: Path) -> None:
    (only,) = masked_pictures(f"{outlined(tmp_path)}:test")
    picture, mask = only.open()
    assert only.label == "shirt" and mask.shape == picture.shape[:2] == (40, 50)
    assert mask[20, 20] and not mask[5, 5]
    with pytest.raises(ModisteError, match="no validation"):
        masked_pictures(f"{outlined(tmp_path)}:validation")


@pytest.mark.parametrize(
    "table",
    ["", "picture,split\na.png,test\n", "picture,mask,split\n../a.png,b.png,test\n", "picture,mask\n/a,/b\n"],
)
def test_a_table_that_names_no_such_pictures_is_refused(tmp_path: Path, table: str) -> None:
    with pytest.raises(ModisteError) as refused:
        masked_pictures(tmp_path / "none")
    assert refused.value.code == "MOD-1412"
    (tmp_path / "labels.csv").write_text(table)
    with pytest.raises(ModisteError) as refused:
        masked_pictures(tmp_path)
    assert refused.value.code == "MOD-1412"


def test_a_mask_of_another_size_is_refused(tmp_path: Path) -> None:
    folder = renders(tmp_path, 1)
    Image.fromarray(np.zeros((9, 9), np.uint8)).save(folder / "masks" / "0.png")
    with pytest.raises(ModisteError) as refused:
        masked_pictures(folder)[0].open()
    assert refused.value.code == "MOD-1412"
