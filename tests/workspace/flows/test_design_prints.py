"""Prints read, written and worn; a photo's palette without its ground."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modiste.garment import ModisteError
from modiste.tailoring import Lay, Photo
from modiste.workspace import flows

SPEC = {"kind": "motifs", "layout": "p4m", "width_mm": 120, "dpi": 60, "palette": ["#d02020", "#ffffff"]}


def test_a_specification_is_read_bare_or_out_of_what_was_told(tmp_path: Path) -> None:
    spec = flows.print_spec(SPEC)
    told = flows.write_print(spec, tmp_path / "a.png")
    for name, content in (("bare.json", SPEC), ("told.json", told)):
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
        assert flows.read_print(tmp_path / name).digest == spec.digest
    for text in ("[1]", "{", '{"kind": "motifs", "layout": 7}', '{"kind": "felt"}'):
        (tmp_path / "bad.json").write_text(text, encoding="utf-8")
        with pytest.raises(ModisteError, match="MOD-2729"):
            flows.read_print(tmp_path / "bad.json")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ModisteError, match="MOD-2730"):
        flows.write_print(flows.print_spec(SPEC), tmp_path / "file" / "a.png")


@pytest.fixture(scope="module")
def skirt() -> Photo:
    """A skirt in bars of two reds, 8 cm wide each."""
    bars = {"kind": "woven", "sett": "K1 W1", "draft": "stripe", "width_mm": 160}
    spec = flows.print_spec({**bars, "palette": ["#501010", "#e04040"]})
    cut = flows.cut_named("skirt-straight")
    return flows.worn_print(spec, cut, edge=0.03, width=160, lays={"": Lay()})


def test_a_garment_wears_a_print_at_true_scale(skirt: Photo, tmp_path: Path) -> None:
    told = flows.write_worn(skirt, tmp_path / "skirt.png")
    assert (told["width"], told["height"], told["synthetic"]) == (160, 240, True)
    row = int(np.quantile(np.flatnonzero(skirt.mask.any(1)), 0.6))
    shown = skirt.pixels[row, np.flatnonzero(skirt.mask[row]), 0]
    dark = shown < (int(shown.min()) + int(shown.max())) / 2
    # About 37 cm are seen: four or five bars, more where it turns away.
    assert 3 <= np.count_nonzero(np.diff(dark.astype(int))) <= 9
    with pytest.raises(ModisteError, match="MOD-2101"):
        flows.write_worn(skirt, tmp_path / "skirt.gif")


def test_a_photos_ground_is_masked_before_its_colours_are_told(skirt: Photo) -> None:
    out = io.BytesIO()
    Image.fromarray(skirt.pixels).save(out, "PNG")
    found = flows.picture_palette(out.getvalue(), "skirt.png", 2)
    assert 0.05 < found["covered"] < 0.6
    assert {each["name"] for each in found["colours"]} <= {
        "red",
        "burgundy",
        "rust",
        "berry",
        "coral",
        "brown",
    }
    whole = flows.picture_palette(out.getvalue(), "skirt.png", 2, "kept")
    assert {each["name"] for each in whole["colours"]} & {"white", "cream", "grey", "silver", "stone"}
