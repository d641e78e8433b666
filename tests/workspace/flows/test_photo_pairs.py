"""The try-on judged on pairs: figures in the one shape; refused pairs are counted."""

import json
from pathlib import Path

import numpy as np
import pytest

from modiste import tryon
from modiste.collect import decode
from modiste.garment import ModisteError
from modiste.learning import Result, silent
from modiste.tryon.photo.pairs import LISTED, Told
from modiste.workspace import flows

FRONT = Path(__file__).parents[3] / "examples" / "tryon" / "front.png"


def judged(folder: Path) -> Result:
    return flows.evaluate(None, "tryon.photo", folder, "", {}, silent)


def test_a_folder_without_pairs_and_settings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-3020"):
        judged(tmp_path)
    with pytest.raises(ModisteError, match="MOD-2360"):
        flows.evaluate(None, "tryon.photo", tmp_path, "", {"a": "1"}, silent)


def test_a_stopped_making_leaves_no_list(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-2018"):
        flows.write_photo_pairs(tmp_path, 3, 0, silent, lambda: True)
    assert not (tmp_path / LISTED).exists()


def test_pairs_are_judged_and_refused_ones_counted(tmp_path: Path) -> None:
    if not tryon.networks_fetched():
        pytest.skip("the networks are missing: modiste tryon fetch")
    front = np.ascontiguousarray(decode(FRONT)[::2, ::2])
    mask = np.zeros(front.shape[:2], bool)
    mask[72:180, 83:157] = True
    rows = []
    for id, before in (("one", front), ("two", np.concatenate([front, front], axis=1))):
        told = Told(
            id,
            "t-shirt",
            "38",
            "women",
            "jersey",
            "#777777",
            1,
            {"height": 170.0},
            {"front:0": (120, 90, True)},
        )
        wide = np.concatenate([mask, mask], axis=1) if id == "two" else mask
        rows.append(tryon.write_pair(tryon.Pair(before, before, wide, told), tmp_path))
    (tmp_path / LISTED).write_text(json.dumps({"pairs": rows}))
    result = judged(tmp_path)
    assert result.n == 2 and result.metrics["refused_share"].value == 0.5
    assert 0.3 < result.metrics["garment_iou"].value < 1
    assert 0 < result.metrics["ssim"].value <= 1
    assert [each.get("refused") for each in result.extras["pairs"]] == [None, "MOD-3011"]
