"""A recommender of histories trained by many processes on a file of interactions, which share every batch.

Knows what one process reads and what the first leaves; the training is the recommend room's, and who starts
the processes `cluster_training`'s.
"""

import json
from pathlib import Path

from modiste import learning
from modiste.recommend import Making, make, read_interactions, split, write_recommender

KINDS = {"recommend.transformer": "transformer", "recommend.gru": "gru"}
"""What `cluster train` takes beside recipes, and the kind of each."""

MODEL = "model"
_GOLDEN = 64


def train_recommender(name: str, data: str, out: Path) -> None:
    """Be one of the processes: choose the epoch on each customer's last act but one, then learn from all.

    There is no checkpoint within: cut off, it begins again. The first process writes the model's folder and
    `history.json` with the epoch that was kept.

    Raises:
        ModisteError: what the file and the training raise; MOD-2304 where nobody did three things.
    """
    reading = read_interactions(data)
    held = reading.interactions
    parts = split(held, "leave-one-out")
    made = make(KINDS[name], Making(parts.train, parts.choosing, held))
    if not learning.join().is_first:
        return
    write_recommender(
        out / MODEL,
        made.recommender,
        [held.history(place) for place in range(min(_GOLDEN, len(held.customers)))],
        name=name.replace(".", "-"),
        data=f"{len(held):,} acts of {len(held.customers):,} customers of {Path(data).name}",
    )
    row = {"epoch": made.settings["kept_epoch"], "validation_ndcg_at_10": made.chosen_by}
    learning.write_text(out / "history.json", json.dumps([row], indent=1))
