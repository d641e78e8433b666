"""Words are cleaned and cut as the encoder was trained, to one length, from local files only."""

import json
from pathlib import Path

import pytest
from tests.foundation.hub_folders import WORDS, write_tokenizer

from modiste.foundation.hub_folder import Folder
from modiste.foundation.hub_words import Words, canonical
from modiste.garment import ModisteError

pytest.importorskip("tokenizers", reason="tokenizers is not installed: pip install 'modiste[hub]'")
END = len(WORDS) + 2


def words(folder: Path, clean: str = "transformers:canonical", end: int | None = None) -> Words:
    write_tokenizer(folder, begin=False)
    return Words(Folder(folder), clean, 6, END + 1, end)


@pytest.mark.parametrize(
    ("clean", "text", "cleaned"),
    [
        ("transformers:canonical", "  A Long-Sleeved_Dress,\tred! ", "a longsleeveddress red"),
        ("transformers:lower", "A Red, Dress ", "a red, dress "),
        ("transformers:none", " A Red ", " A Red "),
        ("open_clip:canonicalize", "A long_sleeved Dress &amp;amp; coat!", "a long sleeved dress coat"),
        ("open_clip:lower", " A  Red\nDress, &lt;new&gt; ", "a red dress, <new>"),
        ("open_clip:whitespace", " A  Red\nDress ", "A Red Dress"),
        ("open_clip:whitespace_underscore", "A_Red Dress", "A Red Dress"),
    ],
)
def test_each_way_of_cleaning(clean: str, text: str, cleaned: str, tmp_path: Path) -> None:
    assert words(tmp_path, clean).cleaned(text) == cleaned


def test_canonical_is_what_siglips_own_tokenizer_does() -> None:
    """transformers, tokenization_siglip.py: lower case, string.punctuation away, single spaces."""
    assert canonical("It's 100% WOOL (new)  season") == "its 100 wool new season"
    assert canonical("红色 连衣裙。") == "红色 连衣裙。", "only ASCII punctuation goes"


def test_every_text_has_one_length_and_its_end(tmp_path: Path) -> None:
    made = words(tmp_path)(["a red dress", "a " * 50, ""])
    assert made.shape == (3, 6)
    assert made[0].tolist() == [2, 3, 4, END, END, END]
    assert made[1].tolist() == [2, 2, 2, 2, 2, END]
    assert made[2].tolist() == [END] * 6


def test_texts_without_end_are_cut_before_they_are_cleaned(tmp_path: Path) -> None:
    assert len(words(tmp_path).cleaned("a " * 10_000_000)) <= 20_000


def test_the_pad_is_what_the_files_say(tmp_path: Path) -> None:
    write_tokenizer(tmp_path, begin=False)
    for name in ("tokenizer_config.json", "special_tokens_map.json"):
        for other in ("tokenizer_config.json", "special_tokens_map.json"):
            (tmp_path / other).write_text("{}")
        (tmp_path / name).write_text(json.dumps({"pad_token": "<unk>"}))
        assert Words(Folder(tmp_path), "transformers:none", 4, 99, None)(["a"]).tolist() == [[2, END, 0, 0]]
    (tmp_path / "special_tokens_map.json").write_text(json.dumps({"pad_token": "<pad>"}))
    with pytest.raises(ModisteError, match="pads with '<pad>'"):
        Words(Folder(tmp_path), "transformers:none", 4, 99, None)


def test_a_tokenizer_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="does not end a text with 1"):
        words(tmp_path, end=1)
    small = Words(Folder(tmp_path), "transformers:none", 4, END, None)
    with pytest.raises(ModisteError, match=f"says {END} where its network knows {END}"):
        small(["a red dress"])
    with pytest.raises(ModisteError, match="cleans texts by 'magic'"):
        words(tmp_path, "open_clip:magic")


def test_a_sentencepiece_file_alone_is_refused_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "spiece.model").write_bytes(b"\x0a")
    with pytest.raises(ModisteError, match=r"save it as tokenizer\.json"):
        Words(Folder(tmp_path), "transformers:canonical", 64, 32000, None)
