"""The library implicit on one leave-one-out split, each model as it comes, for `recommend` to stand beside.

Knows nothing of modiste: `python _implicit_rivals.py GIVEN.npz` with what `recommend` hands to every rival.
Prints one line of JSON: by model quality, processor seconds, milliseconds of one history, and peak MB.
"""

import json
import resource
import sys
import time

import numpy as np
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender
from scipy import sparse
from threadpoolctl import threadpool_limits

TOP, TIMED = 10, 200


def main() -> int:
    """Fit and judge."""
    with np.load(sys.argv[1]) as given:
        customers, items = given["customers"], given["items"]
        asked, known, targets = given["asked"], given["known"], given["targets"]
        learned = int(given["learned"])
    shape = int(customers.max()) + 1, int(items.max()) + 1

    def counted(rows: slice | np.ndarray) -> sparse.csr_matrix:
        ones = np.ones(len(customers[rows]), np.float32)
        return sparse.csr_matrix((ones, (customers[rows], items[rows])), shape=shape)

    lessons, histories = counted(slice(learned)), counted(known)[asked]
    models = {
        "implicit_als": AlternatingLeastSquares(num_threads=1, random_state=0),
        "implicit_bm25": BM25Recommender(num_threads=1),
        "implicit_cosine": CosineRecommender(num_threads=1),
    }
    told = {}
    with threadpool_limits(1):
        for name, model in models.items():
            begun = time.process_time()
            model.fit(lessons, show_progress=False)
            seconds = time.process_time() - begun
            # Histories for the question reach up to the act before the target.
            more = {"recalculate_user": True} if name == "implicit_als" else {}
            found, _ = model.recommend(asked, histories, N=TOP, filter_already_liked_items=True, **more)
            hits, place = np.nonzero(found == targets[:, None])
            times = []
            for row in range(min(TIMED, len(asked))):
                begun = time.perf_counter()
                model.recommend(int(asked[row]), histories[row], N=TOP, **more)
                times.append(time.perf_counter() - begun)
            told[name] = {
                "value": round(float((1 / np.log2(2 + place)).sum() / len(asked)), 5),
                "recall_at_10": round(len(hits) / len(asked), 5),
                "fit_seconds": round(seconds, 2),
                "one_history_ms": round(float(np.median(times)) * 1e3, 3),
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
                "n": len(asked),
            }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
