"""Encoders of model hubs in transformers' layout: the same vectors as its own, and a card that is true."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from modiste.foundation import hub as door
from modiste.foundation import open_hub_encoder
from modiste.foundation.encoder import Seen, pooled
from modiste.garment import ModisteError

pytest.importorskip("transformers", reason="transformers is not installed: pip install 'modiste[hub]'")
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

Write = Callable[..., tuple[Path, Any]]
Pictures = list[NDArray[np.uint8]]
KINDS = pytest.mark.parametrize("kind", ["clip", "siglip"])
TEXTS = ["a red dress", "Blue coat", "a long sleeved shirt with black stripes with red stripes"]


def unit(tensor: torch.Tensor) -> NDArray[np.float32]:
    return torch.nn.functional.normalize(tensor, dim=-1).numpy()


@KINDS
def test_pictures_become_the_vectors_of_transformers_own_way(
    kind: str, transformers_folder: Write, pictures: Pictures
) -> None:
    folder, network = transformers_folder(kind)
    processor = (CLIPImageProcessorPil if kind == "clip" else SiglipImageProcessorPil).from_pretrained(folder)
    with torch.no_grad():
        seen = processor(pictures, return_tensors="pt")["pixel_values"]
        theirs = unit(network.get_image_features(seen).pooler_output)
    ours = open_hub_encoder(folder).embed_images(pictures)
    assert ours.dtype == np.float32 and ours.shape == (3, 24 if kind == "clip" else 32)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-6)
    assert np.ptp(ours, axis=0).max() > 0.01, "different pictures have different vectors"


@KINDS
@pytest.mark.parametrize("argmax", [False, True])
def test_words_become_the_vectors_of_transformers_own_way(
    kind: str, argmax: bool, transformers_folder: Write
) -> None:
    folder, network = transformers_folder(kind, **({"eos_token_id": 2} if argmax else {}))
    vocabulary = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]
    rows = []
    for text in TEXTS:
        row = [vocabulary[word] for word in text.lower().split()]
        room = 6 if kind == "clip" else 7
        row = row[:room] + [vocabulary["<end>"]] * (room + 1 - len(row[:room]))
        rows.append([vocabulary["<begin>"], *row] if kind == "clip" else row)
    with torch.no_grad():
        theirs = unit(network.get_text_features(torch.tensor(rows)).pooler_output)
    ours = open_hub_encoder(folder).embed_texts(TEXTS)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


def test_shards_are_one_network(transformers_folder: Write, pictures: Pictures) -> None:
    whole, _ = transformers_folder("siglip")
    parts, _ = transformers_folder("siglip", "sharded", "30KB")
    assert len(list(parts.glob("model-*.safetensors"))) > 1
    one, other = open_hub_encoder(whole), open_hub_encoder(parts)
    np.testing.assert_array_equal(one.embed_images(pictures), other.embed_images(pictures))


def test_half_precision_is_read_as_float32(transformers_folder: Write, pictures: Pictures) -> None:
    folder, network = transformers_folder("clip")
    exact = open_hub_encoder(folder).embed_images(pictures)
    network.to(torch.bfloat16).save_pretrained(folder)
    half = open_hub_encoder(folder).embed_images(pictures)
    assert half.dtype == np.float32
    assert 0.99 < (exact * half).sum(1).min() < 1


def test_the_card_says_what_the_folder_says(transformers_folder: Write) -> None:
    folder, _ = transformers_folder("siglip")
    encoder = open_hub_encoder(folder)
    card = encoder.card.to_json()
    assert (card["name"], card["licence"], card["languages"]) == ("tiny", "apache-2.0", ("en",))
    assert (card["dimension"], card["version"]) == (32, encoder.fingerprint[:12])
    assert card["preprocessing"]["size"] == (32, 32) and card["preprocessing"]["fit"] == "squash"
    assert str(folder) not in json.dumps(card)
    (folder / "README.md").unlink()
    assert open_hub_encoder(folder).card.licence == "not stated"


def test_the_fingerprint_is_of_all_that_moves_a_vector(transformers_folder: Write) -> None:
    folder, network = transformers_folder("siglip")
    first = open_hub_encoder(folder).fingerprint
    copy = shutil.copytree(folder, folder.parent / "another-name")
    assert open_hub_encoder(copy).fingerprint == first
    marks = {first}
    said = json.loads((copy / "preprocessor_config.json").read_text())
    (copy / "preprocessor_config.json").write_text(json.dumps({**said, "resample": 2}))
    marks.add(open_hub_encoder(copy).fingerprint)
    said = json.loads((copy / "config.json").read_text())
    said["vision_config"]["hidden_act"] = "gelu"
    (copy / "config.json").write_text(json.dumps(said))
    marks.add(open_hub_encoder(copy).fingerprint)
    with torch.no_grad():
        network.logit_bias += 1
    network.save_pretrained(copy)
    marks.add(open_hub_encoder(copy).fingerprint)
    assert len(marks) == 4


def test_histories_are_pooled(transformers_folder: Write) -> None:
    folder, _ = transformers_folder("clip")
    encoder = open_hub_encoder(folder)
    vectors = encoder.embed_texts(TEXTS)
    history = [Seen(vectors[0]), Seen(vectors[1], "bought")]
    made = encoder.embed_behaviour([history, []])
    np.testing.assert_array_equal(made[0], pooled(history, 24))
    assert not made[1].any()


def test_nothing_asked_is_nothing_told(transformers_folder: Write) -> None:
    encoder = open_hub_encoder(transformers_folder("clip")[0])
    for made in (encoder.embed_images([]), encoder.embed_texts([]), encoder.embed_behaviour([])):
        assert made.shape == (0, 24) and made.dtype == np.float32


def test_more_than_a_batch_is_what_its_parts_are(transformers_folder: Write) -> None:
    encoder = open_hub_encoder(transformers_folder("siglip")[0])
    texts = [f"a {'red ' * (row % 5)}dress" for row in range(70)]
    np.testing.assert_allclose(encoder.embed_texts(texts)[69], encoder.embed_texts(texts[69:])[0], atol=1e-6)


def test_threads_are_given_back(transformers_folder: Write) -> None:
    encoder = open_hub_encoder(transformers_folder("clip")[0], threads=1)
    before = torch.get_num_threads()
    encoder.embed_texts(["a"])
    assert torch.get_num_threads() == before


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(door, "find_spec", lambda name: None if name == "transformers" else sys)
    with pytest.raises(ModisteError, match=r"MOD-1904.*transformers.*modiste\[hub\]"):
        open_hub_encoder(tmp_path)
