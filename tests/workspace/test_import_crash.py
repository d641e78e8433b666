"""An import of any kind, killed again and again at random moments, loses nothing and takes nothing twice.

`./run bench collect_crash` kills each far more often.
"""

import random
import runpy
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from modiste.workspace import Shop
from modiste.workspace.flows import import_from

TORTURE = runpy.run_path(str(Path(__file__).with_name("import_torture.py")))
# Fashion-MNIST comes in by the same loop as photos, and cannot be made small: test_photo_intake kills it.
KINDS = [kind for kind in TORTURE["KINDS"] if kind != "fashion-mnist"]
KILLS = 4
SMALL = {"clips": (4, 1), "shopify-json": (80, 2)}
"""Rows, and how many are stored at once, where it is not 60 and 20: a row of products.json is twenty."""


@pytest.fixture(scope="module")
def torture() -> Iterator[Callable[..., dict[str, Any]]]:
    """A process of its own: pytest has threads, and must not fork."""
    with TORTURE["warm"]() as ask:
        yield ask


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_import_goes_on_until_it_is_whole(torture: Callable[..., dict[str, Any]], kind: str) -> None:
    rows, batch = SMALL.get(kind, (60, 20))
    found = torture(
        kind=kind, rows=rows, batch=batch, kills=KILLS, seed=random.SystemRandom().randrange(2**32)
    )
    assert not found["fault"]
    assert found["kills"] == KILLS
    assert found["imports"] >= 1


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("DELETE FROM prices WHERE sku_id = 'sku-0000003'", "prices lacks 1 rows"),
        ("UPDATE import_runs SET added = added - 1, unchanged = 1", "import_runs has besides 1 rows"),
        ("UPDATE quarantine SET place = 'line 1'", "quarantine has besides 1 rows"),
        ("INSERT INTO import_rows VALUES (x'00', x'00', 1)", "import_rows has besides 1 rows"),
    ],
)
def test_the_check_itself_notices_what_is_lost_and_what_is_there_twice(
    shop: Shop, tmp_path: Path, damage: str, told: str
) -> None:
    files = runpy.run_path(str(Path(__file__).with_name("import_files.py")))
    importer = TORTURE["Importer"]("google-merchant-tsv", tmp_path, 20)
    states: list[dict[str, str]] = []
    import_from(shop, files["write"](importer.kind, tmp_path, 100))
    importer.note(shop.root, states)
    assert importer.state(shop.root, states) == 0
    with closing(sqlite3.connect(shop.root / "shop.db")) as database, database:
        assert database.execute(damage).rowcount == 1
    with pytest.raises(AssertionError, match=told):
        importer.state(shop.root, states)
