"""RecTools' SASRec on one leave-one-out split, for `recommend` to stand beside.

Runs where RecTools is installed (requirements-recommend.txt) and knows nothing of modiste: `python
_recommend_rivals.py GIVEN.npz [EPOCHS]` with customers, items and order of the acts, how many are learned
from, which are known when asked, who is asked and the targets. Prints one line of JSON: quality, seconds and
peak MB.
"""

import json
import resource
import sys
import time

import numpy as np

TOP, EPOCHS = 10, "100"


def main() -> int:
    """Fit and judge."""
    import pandas as pd  # noqa: PLC0415 - of the rivals' environment
    from rectools import Columns  # noqa: PLC0415
    from rectools.dataset import Dataset  # noqa: PLC0415
    from rectools.models import SASRecModel  # noqa: PLC0415

    with np.load(sys.argv[1]) as given:
        customers, items, order = given["customers"], given["items"], given["order"]
        asked, known, targets = given["asked"], given["known"], given["targets"]
        learned = int(given["learned"])
    frame = pd.DataFrame(
        {
            Columns.User: customers,
            Columns.Item: items,
            Columns.Weight: 1,
            Columns.Datetime: pd.Timestamp("2020-01-01") + pd.to_timedelta(order, unit="s"),
        }
    )
    epochs = int((*sys.argv[2:], EPOCHS)[0])
    begun = time.process_time()
    model = SASRecModel(epochs=epochs, deterministic=True, verbose=0)
    model.fit(Dataset.construct(frame.iloc[:learned]))
    seconds = time.process_time() - begun
    # Histories for the question reach up to the act before the target.
    whole = Dataset.construct(frame[known])
    found = model.recommend(users=asked, dataset=whole, k=TOP, filter_viewed=True)
    place = dict(zip(asked.tolist(), targets.tolist(), strict=True))
    hits = found[found[Columns.Item] == found[Columns.User].map(place)]
    ranks = hits[Columns.Rank].to_numpy()
    row = {
        "value": round(float((1 / np.log2(1 + ranks)).sum() / len(asked)), 5),
        "recall_at_10": round(len(ranks) / len(asked), 5),
        "epochs": epochs,
        "fit_seconds": round(seconds, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "n": len(asked),
    }
    print(json.dumps({"rectools_sasrec": row}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
