"""A small shop's worth of documents, an honest little embedder, and indexes in a folder of the test's own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from modiste.foundation.spelling import spelt
from modiste.search import Document, PriceSpan, Words

SIZE = 16


class ColourEmbedder:
    """Pictures by their mean colour, words by the colours they name: small, but one space for both."""

    name, fingerprint, dimension = "colours-1", "c0105" * 12 + "c010", 4
    _WORDS: ClassVar = {
        "red": (200, 30, 30),
        "green": (30, 150, 40),
        "blue": (30, 40, 190),
        "红": (200, 30, 30),
    }

    def embed_images(self, pictures: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        return self._unit([np.append(each.reshape(-1, 3).mean(0) - 110, 20) for each in pictures])

    def embed_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = []
        for text in texts:
            named = [np.array(rgb) for word, rgb in self._WORDS.items() if word in spelt(text)]
            rows.append(np.append(np.mean(named, 0) - 110 if named else np.zeros(3), 20))
        return self._unit(rows)

    @staticmethod
    def _unit(rows: Sequence[NDArray[np.float64]]) -> NDArray[np.float32]:
        made = np.array(rows, np.float32)
        return made / np.linalg.norm(made, axis=1, keepdims=True)


def picture(red: int, green: int, blue: int) -> NDArray[np.uint8]:
    return np.full((SIZE, SIZE, 3), (red, green, blue), np.uint8)


def document(number: int, title: str, colours: str, **more: str) -> Document:
    category = more.pop("category", "")
    facets = {
        "category": [category] if category else [],
        "colour": [colours.split(maxsplit=1)[0]] if colours else [],
    }
    texts = {"title": title, "colours": colours, "tags": category, "id": f"garment-{number}", **more}
    price = PriceSpan("EUR", 20.0 + number * 10, 0.0)
    return Document(f"garment-{number}", number, texts, facets, [price])


DOCUMENTS = (
    document(
        1, "Alma crepe dress", "red", category="Dresses", attributes="long sleeve", description="A party."
    ),
    document(2, "Bruno linen dress", "green", category="Dresses", attributes="no sleeve"),
    document(3, "Clio shirt", "red", category="Shirts", attributes="long sleeve. stripe"),
    document(
        4, "Dario jeans", "blue", category="Trousers", description="Wide leg denim trousers. 阔腿牛仔裤。"
    ),
    document(5, "Edda wool sweater", "green sage", category="Knitwear", attributes="long sleeve. solid"),
    document(6, "Felix T-shirt", "blue", category="T-shirts", attributes="short sleeve. dot"),
)


@pytest.fixture
def words(tmp_path: Path) -> Words:
    made = Words(tmp_path / "words")
    made.update(DOCUMENTS, [], 6)
    return made


def unit_rows(count: int, size: int, seed: int = 0, groups: int = 40) -> NDArray[np.float32]:
    """Vectors in clusters, as embeddings are."""
    chance = np.random.default_rng(seed)
    centres = chance.standard_normal((groups, size))
    rows = centres[chance.integers(0, groups, count)] + 0.5 * chance.standard_normal((count, size))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def together() -> Callable[..., list[object]]:
    """Run functions in threads at once and give their results; an error of one is raised."""

    def run(*works: Callable[[], object]) -> list[object]:
        with ThreadPoolExecutor(len(works)) as pool:
            return [each.result(timeout=60) for each in [pool.submit(work) for work in works]]

    return run
