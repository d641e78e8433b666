"""Decisions: proposed, superseded, decided once, and every step kept."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.store import Store


def test_a_decision_is_made_once_and_its_steps_stay(tmp_path: Path) -> None:
    with Store.open(tmp_path / "shop") as store:
        books = store.decisions
        first = books.propose("buy", "coat", {"pieces": 40}, "ann")
        assert (first.state, first.version, first.number) == ("proposed", 1, 1)
        second = books.propose("buy", "coat", {"pieces": 30}, "ann")
        other = books.propose("markdown", "coat", {}, "ann")
        assert books.get(first.id).state == "superseded"
        assert books.decide(first.id, 2, "approved", "bob") is None
        assert books.decide(second.id, 7, "approved", "bob") is None
        decided = books.decide(second.id, 1, "approved", "bob", "as last year")
        assert decided is not None and (decided.state, decided.version) == ("approved", 2)
        assert decided.said == {"pieces": 30}
        assert books.decide(second.id, 2, "refused", "bob") is None
        third = books.propose("buy", "coat", {"pieces": 10}, "ann")
        assert books.get(second.id).state == "approved", "what was decided is not superseded"
        steps = books.events([first.id, second.id])
        assert [(each.state, each.who, each.note) for each in steps[second.id]] == [
            ("proposed", "ann", ""),
            ("approved", "bob", "as last year"),
        ]
        assert [each.note for each in steps[first.id]] == ["", second.id]
        for wrong in (lambda: books.get("x"), lambda: books.decide("x", 1, "refused", "bob")):
            with pytest.raises(ModisteError, match="MOD-1103"):
                wrong()
    with Store.open(tmp_path / "shop") as store:
        books = store.decisions
        assert [each.id for each in books.page()] == [third.id, other.id, second.id, first.id]
        assert [each.id for each in books.page(after=third.number, limit=2)] == [other.id, second.id]
        assert [each.id for each in books.page(state="proposed", kind="buy")] == [third.id]
        assert books.page(garment_id="dress") == []


def test_what_no_database_can_keep_is_written_otherwise(tmp_path: Path) -> None:
    with Store.open(tmp_path / "shop") as store:
        made = store.decisions.propose("buy", "coat", {"cover": float("inf")}, "a\0b")
        assert store.decisions.get(made.id).said == {"cover": None}
        assert store.decisions.get(made.id).made_by == "a\\x00b"
