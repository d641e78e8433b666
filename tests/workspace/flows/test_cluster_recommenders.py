"""Two processes train a recommender that one opens; how far they agree is test_sequences'."""

from pathlib import Path

import numpy as np

from modiste.recommend import open_recommender
from modiste.workspace.flows.cluster_training import train_together

ALONE = 0.904
"""NDCG@10 on the held-out acts that one process reaches on these data, measured; a guess is worth 0.15."""


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
    made = train_together("recommend.transformer", data, tmp_path / "run", 2)
    (row,) = made.history
    assert sorted(open_recommender(tmp_path / "run" / "model").items) == sorted(f"g{n}" for n in range(30))
    assert row["epoch"] >= 1
    assert abs(row["validation_ndcg_at_10"] - ALONE) < 0.15, "dropout is drawn by each"
