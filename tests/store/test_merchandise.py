"""Rules in order, and experiments that are started once."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.store import Store


def test_rules_are_kept_in_order_and_experiments_started_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "shop") as store:
        books = store.merchandise
        one, two, three = (books.add_rule({"verb": each}, "ann") for each in ("pin", "boost", "cap"))
        assert [each.id for each in books.rules()] == [one.id, two.id, three.id]
        assert [each.id for each in books.order_rules([three.id])] == [three.id, one.id, two.id]
        assert books.change_rule(one.id, {"verb": "bury"}).said == {"verb": "bury"}
        books.remove_rule(two.id)
        for wrong in (
            lambda: books.remove_rule(two.id),
            lambda: books.change_rule(two.id, {}),
            lambda: books.order_rules([two.id]),
            lambda: books.experiment("x"),
        ):
            with pytest.raises(ModisteError, match="MOD-1103"):
                wrong()
        started = books.start_experiment("x", {"arms": []})
        assert started is not None and started.stopped_at is None
        assert books.start_experiment("x", {}) is None
        stopped = books.stop_experiment("x")
        assert stopped.stopped_at is not None and books.stop_experiment("x") == stopped
    with Store.open(tmp_path / "shop") as store:
        assert [each.id for each in store.merchandise.rules()] == [three.id, one.id]
        assert [each.name for each in store.merchandise.experiments()] == ["x"]
