"""Two processes train a recommender that one opens; how far they agree is test_sequences'."""

import json
from pathlib import Path

import numpy as np

from modiste.recommend import open_recommender
from modiste.workspace.flows.cluster_training import train_part, train_together


def test_a_recommender_is_trained_by_two_as_by_one(tmp_path: Path) -> None:
    chance = np.random.default_rng(5)
    starts = chance.integers(0, 30, 40)
    acts = [
        f"u{who},g{(starts[who] + step) % 30},{1_700_000_000 + step}\n"
        for who in range(40)
        for step in range(int(chance.integers(3, 9)))
    ]
    data = tmp_path / "acts.csv"
    data.write_text("user,item,time\n" + "".join(acts))
    alone, out = tmp_path / "alone", tmp_path / "run"
    train_part("recommend.transformer", str(data), str(alone))
    made = train_together("recommend.transformer", data, out, 2)
    one, two = (open_recommender(folder / "model") for folder in (alone, out))
    assert two.items == one.items
    assert made.history[0]["epoch"] >= 1
    assert 0 < made.history[0]["validation_ndcg_at_10"] <= 1
    assert abs(made.history[0]["validation_ndcg_at_10"] - worth(alone)) < 0.2, "dropout is drawn by each"


def worth(folder: Path) -> float:
    (row,) = json.loads((folder / "history.json").read_text())
    return float(row["validation_ndcg_at_10"])
