"""The folder of pictures and facts, and the step that is asked for with it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from modiste.foundation import KINDS, SIDE, Corpus, Entry, Facts, write_corpus, write_lessons
from modiste.foundation.corpus import kind_of
from modiste.garment import ModisteError

FACTS = (Facts(("jeans", "denim"), (), ("#35466b",)), Facts(("hoodie",), (), ("#c8202a", "#f4f3ef")))


def entries() -> Iterator[Entry]:
    for number in range(6):
        split = "validation" if number == 5 else "train"
        pixels = np.full((SIDE, SIDE, 3), 40 * number, np.uint8)
        yield Entry(f"{number}.jpg", split, "photos" if number % 2 else "renders", FACTS[number % 2], pixels)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert write_corpus(tmp_path, entries(), 9) == 6
    return tmp_path


def test_pictures_come_back_with_what_is_known(folder: Path) -> None:
    learned, chosen = Corpus(folder), Corpus(folder, "validation")
    assert (len(learned), len(chosen)) == (5, 1)
    assert learned.facts[0] == FACTS[0]
    assert learned.take(np.array([3, 0]))[:, 0, 0, 0].tolist() == [120, 0]
    assert [KINDS[kind] for kind in learned.kinds[:2]] == ["trousers", "hoodie"]
    assert learned.verdicts.shape[0] == 5
    assert learned.lessons[0] == ()
    assert len(Corpus(folder, sources=("photos",))) == 2
    assert learned.hash != chosen.hash


def test_lessons_come_back(folder: Path) -> None:
    write_lessons(folder, ["red", "blue"], np.eye(2, 384, dtype=np.float32))
    sentences, vectors = Corpus(folder).lessons
    assert list(sentences) == ["red", "blue"] and vectors.shape == (2, 384)


def test_what_is_no_corpus_is_refused(tmp_path: Path, folder: Path) -> None:
    for wrong in (tmp_path / "missing", tmp_path):
        if wrong is tmp_path:
            (wrong / "facts.jsonl").write_text("{}\n", encoding="utf-8")
        with pytest.raises(ModisteError, match="MOD-1902"):
            Corpus(wrong)


def test_a_picture_of_something_else_has_no_kind() -> None:
    assert kind_of(Facts(("glove",))) == -1


def test_a_step_learns_and_a_judgement_counts(folder: Path) -> None:
    torch = pytest.importorskip("torch")
    from modiste.foundation.matching import Matching
    from modiste.foundation.towers import Towers

    write_lessons(folder, ["red", "blue"] * 8, np.eye(16, 384, dtype=np.float32))
    torch.manual_seed(0)
    learned = Corpus(folder)
    towers, step = Towers(len(KINDS), "none"), Matching(learned)
    optimiser = torch.optim.Adam(towers.parameters(), 1e-3)
    view = torch.from_numpy(learned.take(np.arange(4))).float()[..., :64, :64] / 127.5 - 1
    losses = []
    for _ in range(8):
        loss = step.loss(towers, "", lambda: view, torch.arange(4))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert np.mean(losses[-2:]) < np.mean(losses[:2])
    judged = step.judge(towers.eval(), view, torch.arange(4), mirror=False)
    assert 0 <= judged["right"].item() <= 4
