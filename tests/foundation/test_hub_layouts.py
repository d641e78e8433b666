"""Which layout of a folder is read: the one that is whole, and never by a folder's own code."""

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from tests.foundation.hub_folders import OPEN_CLIP, WEIGHTS

from modiste.foundation.hub_folder import Folder
from modiste.foundation.hub_layouts import parts_of
from modiste.garment import ModisteError

pytest.importorskip("transformers", reason="transformers is not installed: pip install 'modiste[hub]'")

Write = Callable[..., Any]


@pytest.fixture
def both(transformers_folder: Write, open_clip_folder: Write) -> Path:
    """A CLIP in transformers' layout whose folder also has open_clip's configuration, as LAION's have."""
    folder, _ = transformers_folder("clip")
    model = copy.deepcopy(OPEN_CLIP["clip"])
    other = open_clip_folder("clip", {"none": torch.zeros(1)}, model)
    shutil.copy(other / "open_clip_config.json", folder)
    return Path(folder)


def test_transformers_is_read_where_open_clips_weights_are_missing(both: Path) -> None:
    assert parts_of(Folder(both)).layout == "transformers"


def test_open_clip_is_read_where_its_weights_are_there(both: Path, open_clip_folder: Write) -> None:
    (both / WEIGHTS).write_bytes(b"")
    with pytest.raises(ModisteError, match=f"{WEIGHTS} is damaged"):
        parts_of(Folder(both))


def test_a_network_is_read_whichever_of_its_names_are_given(transformers_folder: Write) -> None:
    """SigLIP's words are canonical, those of SigLIP 2, which reads as Gemma does, only lower case."""
    folder, _ = transformers_folder("siglip")
    assert parts_of(Folder(folder)).clean == "transformers:canonical"
    said = json.loads((folder / "tokenizer_config.json").read_text())
    for name in ("GemmaTokenizerFast", "GemmaTokenizer", "Siglip2Tokenizer"):
        (folder / "tokenizer_config.json").write_text(json.dumps({**said, "tokenizer_class": name}))
        assert parts_of(Folder(folder)).clean == "transformers:lower"


@pytest.mark.parametrize("said", [{}, {"model_cfg": []}, {"model_cfg": {}}, {"model_cfg": {"text_cfg": {}}}])
def test_a_configuration_of_open_clip_that_says_nothing(said: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "open_clip_config.json").write_text(json.dumps(said))
    with pytest.raises(ModisteError, match=r"MOD-1903.*lacks"):
        parts_of(Folder(tmp_path))


def test_open_clips_pickle_is_named(tmp_path: Path, open_clip_folder: Write) -> None:
    folder = open_clip_folder("clip", {"none": torch.zeros(1)}, copy.deepcopy(OPEN_CLIP["clip"]))
    (folder / WEIGHTS).rename(folder / "open_clip_pytorch_model.bin")
    with pytest.raises(ModisteError, match=r"open_clip_pytorch_model\.bin.*may run code"):
        parts_of(Folder(folder))


def test_two_openings_of_one_folder_have_one_fingerprint(transformers_folder: Write) -> None:
    folder, _ = transformers_folder("clip")
    first, second = (parts_of(Folder(folder)).fingerprint() for _ in range(2))
    assert first == second and len(first) == 64
