"""A stranger's folder is refused with its reason: what is missing, damaged, dangerous or too large."""

import json
import os
import shutil
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from modiste.foundation import hub_folder, open_hub_encoder
from modiste.foundation.hub_folder import Folder
from modiste.foundation.hub_sizes import checked
from modiste.garment import ModisteError

pytest.importorskip("transformers", reason="transformers is not installed: pip install 'modiste[hub]'")
from safetensors.torch import load_file, save_file

from modiste.foundation.hub_network import load

Write = Callable[..., tuple[Path, Any]]
MODEL = "model.safetensors"


@pytest.fixture
def clip(transformers_folder: Write) -> Path:
    return transformers_folder("clip")[0]


def refused(folder: Path, reason: str) -> None:
    with pytest.raises(ModisteError, match=f"(?s)MOD-1903.*{reason}"):
        open_hub_encoder(folder)


def changed(folder: Path, name: str, **values: Any) -> None:
    path = folder / name
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def tower(folder: Path, which: str, **values: Any) -> None:
    said = json.loads((folder / "config.json").read_text())
    changed(folder, "config.json", **{which: {**said[which], **values}})


# --- files ---


def test_no_folder_an_empty_one_and_a_file(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere", "no such folder")
    refused(tmp_path, "neither config.json nor open_clip_config.json")
    (tmp_path / "file").write_text("")
    refused(tmp_path / "file", "not a folder")


@pytest.mark.parametrize("name", [MODEL, "preprocessor_config.json", "tokenizer.json", "config.json"])
def test_a_missing_file_is_named(clip: Path, name: str) -> None:
    (clip / name).unlink()
    refused(clip, name)


@pytest.mark.parametrize("name", ["config.json", "preprocessor_config.json", "tokenizer.json"])
def test_a_damaged_file_is_named(clip: Path, name: str) -> None:
    for data in (b"", b"{", b"[]", b"\xff\xfe\x00", b"[" * 200_000, b'"' + b"a" * 99 + b'"'):
        (clip / name).write_bytes(data)
        refused(clip, name)


def test_truncated_weights(clip: Path) -> None:
    whole = (clip / MODEL).read_bytes()
    for keep in (0, 7, 100, -1):
        (clip / MODEL).write_bytes(whole[:keep])
        refused(clip, "damaged")


def test_weights_that_lie_about_their_header(clip: Path) -> None:
    for length in (2**63, 2**40, 10**8 + 1):
        (clip / MODEL).write_bytes(struct.pack("<Q", length) + b"{}" * 50)
        refused(clip, "damaged")


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "tf_model.h5"])
def test_pickles_are_refused_unread(clip: Path, name: str) -> None:
    (clip / MODEL).rename(clip / name)
    refused(clip, f"{name}.*may run code")


def test_code_of_a_folder_is_never_run(clip: Path) -> None:
    (clip / "evil.py").write_text("raise SystemExit('run')\n")
    changed(clip, "config.json", auto_map={"AutoModel": "evil.Evil"})
    assert open_hub_encoder(clip).dimension == 24, "its weights are a plain CLIP: they need no code"
    state = load_file(clip / MODEL)
    save_file({f"own.{name}": tensor for name, tensor in state.items()}, clip / MODEL)
    refused(clip, "auto_map.*never run.*lack")
    changed(clip, "config.json", model_type="evil")
    refused(clip, "auto_map.*never run.*model_type is 'evil'")


@pytest.mark.parametrize("name", [MODEL, "config.json", "tokenizer.json", "README.md"])
def test_a_link_out_of_the_folder_is_refused(clip: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    shutil.move(clip / name, outside)
    (clip / name).symlink_to(outside)
    refused(clip, f"{name} is a link that leads out")


def test_links_within_the_folder_and_to_it_are_followed(clip: Path, tmp_path: Path) -> None:
    (clip / MODEL).rename(clip / "blob")
    (clip / MODEL).symlink_to("blob")
    (tmp_path / "linked").symlink_to(clip)
    assert open_hub_encoder(tmp_path / "linked").dimension == 24
    (clip / "blob").unlink()
    refused(clip, "is no file")
    os.mkfifo(clip / "blob")
    refused(clip, "is no file")


def test_large_files_are_refused_unread(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (clip / MODEL).open("r+b") as file:
        file.truncate(9_000_000_000)  # holes: it takes no room on the disk
    refused(clip, "9000000000 bytes, more than")
    monkeypatch.setattr(hub_folder, "JSON_BYTES", 10)
    refused(clip, "config.json has .* bytes, more than the 10")


@pytest.mark.parametrize(
    ("index", "reason"),
    [
        ({}, "names no files"),
        ({"weight_map": {"a": 1}}, "names no files"),
        ({"weight_map": {"a": "../../secret.safetensors"}}, "another folder"),
        ({"weight_map": {"a": "model.bin"}}, "not safetensors"),
        ({"weight_map": {"a": "lost.safetensors"}}, "lost.safetensors is missing"),
        ({"weight_map": {str(n): f"{n}.safetensors" for n in range(65)}}, "names 65 files"),
        ({"weight_map": {"a": "one.safetensors", "b": "two.safetensors"}}, "two of its files hold"),
    ],
)
def test_an_index_names_files_of_the_folder(clip: Path, index: dict[str, Any], reason: str) -> None:
    shutil.copy(clip / MODEL, clip / "one.safetensors")
    (clip / MODEL).rename(clip / "two.safetensors")
    (clip / f"{MODEL}.index.json").write_text(json.dumps(index))
    refused(clip, reason)


# --- sizes ---


@pytest.mark.parametrize(
    ("which", "field"),
    [
        ("text_config", "hidden_size"),
        ("text_config", "vocab_size"),
        ("text_config", "num_hidden_layers"),
        ("vision_config", "hidden_size"),
        ("vision_config", "intermediate_size"),
        ("vision_config", "image_size"),
    ],
)
def test_a_size_out_of_bounds_is_refused_before_memory_is_used(clip: Path, which: str, field: str) -> None:
    tracemalloc.start()
    for value in (10**9, 0, -1, 1.5, "32", None, True, [32]):
        tower(clip, which, **{field: value})
        refused(clip, f"{which}.{field} is")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_size_within_bounds_that_the_weights_do_not_have_takes_no_memory(clip: Path) -> None:
    """96 layers of 4,096 are 77 GB in float32: they are drawn up, compared and refused."""
    large = {"hidden_size": 4096, "intermediate_size": 32768, "num_hidden_layers": 96}
    tower(clip, "vision_config", **large, num_attention_heads=64)
    refused(clip, r"its weights lack vision_model\.encoder\.layers\.\d+")
    large["num_hidden_layers"] = 2
    tower(clip, "vision_config", **large)
    refused(clip, r"has the shape \(32,.* where \(4096,")


@pytest.mark.parametrize(
    ("which", "values", "reason"),
    [
        ("vision_config", {"num_attention_heads": 5}, "no multiple"),
        ("vision_config", {"patch_size": 64}, "larger than its pictures"),
        ("vision_config", {"num_channels": 1}, "3 channels"),
        ("text_config", {"hidden_act": "swish"}, "hidden_act is 'swish'"),
        ("text_config", {"layer_norm_eps": float("nan")}, "layer_norm_eps"),
        ("text_config", {"eos_token_id": 3}, "does not end a text with 3"),
    ],
)
def test_sizes_that_do_not_go_together(clip: Path, which: str, values: dict[str, Any], reason: str) -> None:
    tower(clip, which, **values)
    refused(clip, reason)


def test_other_kinds_are_named(clip: Path) -> None:
    changed(clip, "config.json", model_type="siglip2")
    refused(clip, "NaFlex")
    changed(clip, "config.json", model_type="blip")
    refused(clip, "model_type is 'blip'; known are clip and siglip")
    changed(clip, "config.json", model_type=["clip"])
    refused(clip, "model_type is")


def test_older_clips_say_their_sizes_twice(tmp_path: Path) -> None:
    """`text_config_dict` wins, as in transformers (openai/clip-vit-large-patch14 has both)."""
    said = {
        "text_config": {"hidden_size": 512},
        "text_config_dict": {"hidden_size": 768},
        "projection_dim": 768,
    }
    sizes = checked(Folder(tmp_path), "clip", {**said, "vision_config_dict": None})
    assert (sizes.text["hidden_size"], sizes.vision["hidden_size"], sizes.dimension) == (768, 768, 768)


def test_googles_siglip_says_almost_nothing(tmp_path: Path) -> None:
    said = {"text_config": {"model_type": "siglip_text_model"}, "vision_config": {}}
    sizes = checked(Folder(tmp_path), "siglip", said)
    assert sizes.text["max_position_embeddings"] == 64 and sizes.text["vocab_size"] == 32000
    assert sizes.vision["image_size"] == 224 and sizes.dimension == 768


# --- tensors ---


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_numbers_that_are_not_finite(clip: Path, value: float) -> None:
    state = load_file(clip / MODEL)
    state["visual_projection.weight"][3, 4] = value
    save_file(state, clip / MODEL)
    refused(clip, "visual_projection.weight of its weights is not finite")


def test_whole_numbers_are_no_weights(clip: Path) -> None:
    state = load_file(clip / MODEL)
    state["visual_projection.weight"] = state["visual_projection.weight"].to(torch.int8)
    save_file(state, clip / MODEL)
    refused(clip, "is of type I8")


def test_counted_places_of_older_files_are_passed_over(clip: Path) -> None:
    state = load_file(clip / MODEL)
    state["text_model.embeddings.position_ids"] = torch.arange(8)[None]
    save_file(state, clip / MODEL)
    folder = Folder(clip)
    sizes = checked(folder, "clip", folder.json("config.json"))
    network = load(folder, sizes, [clip / MODEL])
    assert not network.training
    assert not any(tensor.is_meta for tensor in [*network.parameters(), *network.buffers()])


# --- what README.md says ---


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("---\nlicense: mit\n---\n", "mit"),
        ("---\r\nlicense: 'cc-by-nc-4.0' # not for trade\r\n---\r\n", "cc-by-nc-4.0"),
        ("---\nlicense: [mit, apache-2.0]\n---\n", "mit, apache-2.0"),
        ("---\nlicense:\n- mit\n- bsd\n---\n", "mit, bsd"),
        ("---\nlicense: other\nlicense_name: gemma\n---\n", "gemma"),
        ("---\nlicense: other\n---\n", "other"),
        ("---\nlicense:\n---\n", "not stated"),
        ("---\nlanguage: en\n---\nlicense: mit\n", "not stated"),
        ("license: mit\n", "not stated"),
        ("---\nlicense: mit\n", "not stated"),
        ("", "not stated"),
        ("\ufeff---\nlicense: mit\n---", "mit"),
    ],
)
def test_the_licence_is_what_the_front_matter_says(tmp_path: Path, text: str, licence: str) -> None:
    (tmp_path / "README.md").write_bytes(text.encode())
    assert Folder(tmp_path).licence() == licence


def test_noise_in_every_file_is_refused_or_harmless(clip: Path) -> None:
    """Bytes changed by chance end in MOD-1903 or in an encoder, never in another error."""
    chance = np.random.default_rng(2)
    names = [MODEL, "config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json"]
    outcomes = set()
    for number in range(60):
        name = names[number % len(names)]
        whole = (clip / name).read_bytes()
        data = np.frombuffer(whole, np.uint8).copy()
        places = chance.integers(0, min(len(data), 3000), 1 + number % 4)
        data[places] = chance.integers(32, 127, len(places))
        (clip / name).write_bytes(data.tobytes())
        try:
            outcomes.add(open_hub_encoder(clip).embed_texts(["a red dress"]).shape)
        except ModisteError as error:
            outcomes.add(error.code)
        (clip / name).write_bytes(whole)
    assert outcomes <= {(1, 24), "MOD-1903"} and "MOD-1903" in outcomes
