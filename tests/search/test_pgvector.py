"""pgvector behind the same protocol: what files find, PostgreSQL finds. Skips by name without a server."""

from collections.abc import Iterator

import numpy as np
import pytest
from sqlalchemy import Engine, create_engine

from modiste.garment import ModisteError
from modiste.search import PgVectors

from .conftest import unit_rows

pytestmark = pytest.mark.postgres
SIZE = 16


@pytest.fixture(scope="module")
def engine(postgres: str) -> Iterator[Engine]:
    made = create_engine(postgres)
    yield made
    made.dispose()


def test_what_is_put_is_found_filtered_exactly_and_forgotten(engine: Engine) -> None:
    rows, index = unit_rows(400, SIZE), PgVectors(engine, "pictures", SIZE, "f")
    index.update([f"row-{n}" for n in range(400)], [n // 2 for n in range(400)], rows, [], 7)
    assert (index.count(), index.cursor()) == (400, 7)
    assert index.numbers().tolist() == list(range(200))
    assert index.keys_of(3) == ["row-6", "row-7"]
    assert np.allclose(index.vectors_of(["row-6"])["row-6"], rows[6], atol=2e-3)
    allowed = np.arange(200) % 5 == 0
    for asked in rows[:5]:
        cosines = (rows @ asked).reshape(200, 2).max(1)
        found = index.search(asked, 10, allowed)
        truth = np.sort(np.where(allowed, cosines, -9))[::-1][:10]
        assert allowed[found.numbers].all()
        assert np.allclose(cosines[found.numbers], truth, atol=3e-3)
        assert index.search(asked, 5).numbers[0] == np.argmax(cosines)
    index.update(["row-0"], [0], -rows[:1], ["row-1"], 8)
    assert index.search(-rows[0], 1, exact=True).numbers.tolist() == [0]
    assert (index.count(), index.cursor()) == (399, 8)
    assert PgVectors(engine, "pictures", SIZE, "another").count() == 0
    with pytest.raises(ModisteError, match="MOD-1802"):
        index.update(["x"], [1], np.full((1, SIZE), np.nan, np.float32), [], 9)
    index.merge()
    index.clear()
    assert (index.count(), index.cursor()) == (0, 0)


def test_a_database_that_is_not_there_is_told() -> None:
    nowhere = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(ModisteError, match="MOD-1110"):
        PgVectors(nowhere, "pictures", SIZE, "f")
