"""The model in production for a kind of input: by stage and time, damaged ones aside."""

from pathlib import Path

from modiste.learning import Metric
from modiste.workspace import open_shop
from modiste.workspace.flows.made_models import on_card, promoted


def test_nothing_is_promoted_in_a_new_shop(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop", create=True) as shop:
        assert promoted(shop, "wearing") is None


def test_a_figure_that_is_none_is_not_on_a_card() -> None:
    figures = {"auc": Metric(0.7, (0.6, 0.8)), "ece": Metric(float("nan"))}
    told = on_card(figures, "", "random", "held back", 9)
    assert [(each.name, each.data, each.n) for each in told] == [("auc", "the shop's own", 9)]
