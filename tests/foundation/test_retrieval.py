"""The figures of retrieval, by hand and on files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from modiste.foundation import EncoderCard, Preprocessing, own_ranks, retrieval_worth
from modiste.foundation.encoder import Floats, pooled, unit
from modiste.foundation.retrieval import first_ranks
from modiste.garment import ModisteError


class ByColour:
    """An encoder that knows three colours, by picture and by name."""

    name, fingerprint, dimension = "by-colour", "00" * 32, 3
    card = EncoderCard(
        "by-colour", "1", "none", "here", ("en",), 3, Preprocessing((8, 8), "squash", (0,) * 3, (1,) * 3)
    )

    def embed_images(self, pictures: Sequence[Any]) -> Floats:
        return unit(np.stack([each.reshape(-1, 3).mean(0) for each in pictures]) + 1e-3)

    def embed_texts(self, texts: Sequence[str]) -> Floats:
        return unit(
            np.array([[float(each in text) for each in ("red", "green", "blue")] for text in texts]) + 1e-3
        )

    def embed_behaviour(self, histories: Sequence[Any]) -> Floats:
        return np.stack([pooled(each, 3) for each in histories])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, label in enumerate(("red", "green", "blue")):
        (tmp_path / "data" / label).mkdir(parents=True)
        for shade in (200, 230, 255):
            pixels = np.zeros((16, 16, 3), np.uint8)
            pixels[..., number] = shade
            Image.fromarray(pixels).save(tmp_path / "data" / label / f"{shade}.png")
    (tmp_path / "data" / "red" / "broken.png").write_bytes(b"no picture")
    return tmp_path / "data"


def test_ranks_leave_a_picture_itself_out_and_count_ties_against() -> None:
    vectors = unit(np.array([[1, 0], [1, 0.01], [0, 1], [0, 1]]))
    assert first_ranks(vectors, np.array([0, 0, 1, 1])).tolist() == [1, 1, 1, 1]
    assert first_ranks(vectors, np.array([0, 1, 0, 1])).tolist() == [3, 3, 3, 2]
    assert first_ranks(vectors, np.array([0, 1, 2, 3])).tolist() == [np.inf] * 4


def test_ranks_of_own_rows_count_ties_against() -> None:
    vectors = unit(np.array([[1, 0], [1, 0], [0, 1]]))
    assert own_ranks(vectors, vectors, np.array([0, 1, 2])).tolist() == [2, 2, 1]


def test_class_folders_are_judged_and_what_cannot_be_read_is_told(folder: Path) -> None:
    found = retrieval_worth(ByColour(), folder)
    assert found.n == 9
    assert {name: metric.value for name, metric in found.metrics.items()} == {
        "recall_at_1": 1.0,
        "recall_at_5": 1.0,
        "recall_at_10": 1.0,
        "mrr": 1.0,
        "category_p_at_1": 1.0,
    }
    assert [row["label"] for row in found.by_label] == ["blue", "green", "red"]
    assert len(found.rejected) == 1


def test_captions_find_their_pictures(folder: Path) -> None:
    lines = [
        "picture,caption",
        "red/200.png,a red one",
        "green/200.png,a green one",
        "blue/200.png,something blue",
    ]
    (folder / "captions.csv").write_text("\n".join(lines), encoding="utf-8")
    found = retrieval_worth(ByColour(), folder / "captions.csv")
    assert (
        found.n == 3 and found.metrics["recall_at_1"].value == 1.0 and "category_p_at_1" not in found.metrics
    )


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "picture,caption\nnone.png,red\n"])
def test_what_is_no_captions_table_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ModisteError, match="MOD-1905"):
        retrieval_worth(ByColour(), tmp_path / "x.csv")
