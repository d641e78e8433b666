"""A corpus from photos and clips: what is known of each picture, and photos dyed in other colours."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modiste.foundation import Corpus, colour_names, lab, measured_colours, of_hex
from modiste.garment import ModisteError
from modiste.workspace.flows import collect_corpus
from modiste.workspace.flows.encoder_corpus import recoloured, render_facts

RENDER = {
    **dict.fromkeys(("neckline", "collar", "sleeve", "length", "fit", "leg", "rise", "front", "pocket"), ""),
    "program": "t-shirt",
    "cloth": "jersey",
    "print": "stripe",
    "hex": "#f4f3ef, #232f4b",
}


def test_a_renders_labels_become_things() -> None:
    facts = render_facts({**RENDER, "sleeve": "long", "neckline": "boat", "fit": "slim"})
    assert facts.things == ("longsleeve", "boat-neck", "long-sleeve", "slim", "stripe", "jersey", "cotton")
    assert facts.maybe == ("t-shirt",) and facts.colours == ("#f4f3ef", "#232f4b")
    jeans = render_facts({**RENDER, "program": "trousers", "cloth": "denim", "print": "solid", "leg": "wide"})
    assert jeans.things[0] == "jeans" and "wide-leg" in jeans.things


def test_a_dyed_garment_has_the_new_colour_and_its_ground_the_old() -> None:
    picture = np.full((80, 80, 3), (200, 190, 180), np.uint8)
    picture[20:60, 20:60] = of_hex("#3d6aa8")
    mask = np.zeros((80, 80), np.float32)
    mask[20:60, 20:60] = 1
    made = recoloured(picture, mask, "#3d6aa8", np.random.default_rng(4))
    assert made is not None
    pixels, value = made
    assert (pixels[mask == 0] == picture[mask == 0]).all()
    found = measured_colours(pixels, mask)[0][0]
    assert np.linalg.norm(lab(of_hex(found)) - lab(of_hex(value))) < 3
    assert colour_names(found)[0] == colour_names(value)[0]
    assert recoloured(picture, mask, "#0e0e10", np.random.default_rng(4)) is None  # too dark to be dyed


def test_photos_are_collected_with_measured_colours_and_bad_ones_left_out(tmp_path: Path) -> None:
    for split in ("train", "validation"):
        (tmp_path / "photos" / split / "dress").mkdir(parents=True)
        picture = Image.new("RGB", (120, 160), (230, 230, 228))
        picture.paste((200, 32, 42), (35, 20, 85, 150))
        picture.save(tmp_path / "photos" / split / "dress" / "red.jpg")
    (tmp_path / "photos" / "train" / "dress" / "broken.jpg").write_bytes(b"none")
    made = collect_corpus(tmp_path / "out", photos=tmp_path / "photos", seed=1)
    corpus = Corpus(tmp_path / "out")
    assert made.sources["photos"] == 2 and len(corpus) == made.pictures - 1
    assert all(each.things == ("dress",) for each in corpus.facts)
    assert len(Corpus(tmp_path / "out", "validation")) == 1


def test_nothing_to_collect_and_renders_without_labels_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-1901"):
        collect_corpus(tmp_path / "out")
    with pytest.raises(ModisteError, match="MOD-1412"):
        collect_corpus(tmp_path / "out", renders=[tmp_path])
