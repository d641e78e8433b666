"""The rivals of the index of vectors, for `search_index` to stand beside: faiss IVF-SQ8, usearch, hnswlib.

Runs where they are installed (requirements-search.txt) and knows nothing of modiste: `python
_search_rivals.py GIVEN.npz` with rows, queries and true (ten neighbours of each query). Prints one line of
JSON: of each rival build seconds, MB, and for each setting recall@10 and queries a second on one thread.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

K, REPEATS = 10, 5


def main() -> int:
    """Build and ask each."""
    with np.load(sys.argv[1]) as file:
        rows, queries, true = file["rows"], file["queries"], file["true"]
    found = {}
    for name, rival in (("faiss IVF512,SQ8", faiss_ivf), ("usearch i8", usearch_i8), ("hnswlib M16", hnsw)):
        try:
            found[name] = rival(rows, queries, true)
        except ImportError as error:
            found[name] = {"missing": str(error)}
    print(json.dumps(found))
    return 0


def measured(
    begun: float, megabytes: float, settings: Iterator[tuple[int, Callable[[], np.ndarray]]], true: np.ndarray
) -> dict[str, object]:
    """What a rival is worth at each of its settings."""
    build = time.process_time() - begun
    made = []
    for setting, ask in settings:
        seconds = []
        for _ in range(REPEATS):
            start = time.process_time()
            ids = ask()
            seconds.append(time.process_time() - start)
        hits = sum(len(set(one) & set(other)) for one, other in zip(ids.tolist(), true.tolist(), strict=True))
        rate = len(true) / sorted(seconds)[REPEATS // 2]
        made.append({"setting": setting, "recall": hits / true.size, "per_second": round(rate)})
    return {"build_s": round(build, 2), "mb": round(megabytes, 1), "settings": made}


def faiss_ivf(rows: np.ndarray, queries: np.ndarray, true: np.ndarray) -> dict[str, object]:
    """An inverted file of 512 lists with scalars of 8 bits."""
    import faiss  # noqa: PLC0415 - one may be missing

    faiss.omp_set_num_threads(1)
    begun = time.process_time()
    index = faiss.index_factory(rows.shape[1], "IVF512,SQ8", faiss.METRIC_INNER_PRODUCT)
    index.train(rows)
    index.add(rows)

    def settings() -> Iterator[tuple[int, Callable[[], np.ndarray]]]:
        for probes in (4, 8, 16, 32, 64):
            index.nprobe = probes
            yield probes, lambda: index.search(queries, K)[1]

    return measured(begun, len(faiss.serialize_index(index)) / 1e6, settings(), true)


def usearch_i8(rows: np.ndarray, queries: np.ndarray, true: np.ndarray) -> dict[str, object]:
    """A graph over bytes."""
    from usearch.index import Index  # noqa: PLC0415 - one may be missing

    begun = time.process_time()
    index = Index(ndim=rows.shape[1], metric="ip", dtype="i8")
    index.add(np.arange(len(rows)), rows, threads=1)

    def settings() -> Iterator[tuple[int, Callable[[], np.ndarray]]]:
        for depth in (32, 64, 128):
            index.expansion_search = depth
            yield depth, lambda: index.search(queries, K, threads=1).keys

    return measured(begun, _saved(index.save), settings(), true)


def hnsw(rows: np.ndarray, queries: np.ndarray, true: np.ndarray) -> dict[str, object]:
    """A graph over floats."""
    import hnswlib  # noqa: PLC0415 - one may be missing

    begun = time.process_time()
    index = hnswlib.Index("ip", rows.shape[1])
    index.init_index(len(rows), M=16, ef_construction=100)
    index.set_num_threads(1)
    index.add_items(rows)

    def settings() -> Iterator[tuple[int, Callable[[], np.ndarray]]]:
        for depth in (16, 32, 64):
            index.set_ef(depth)
            yield depth, lambda: index.knn_query(queries, K)[0]

    return measured(begun, _saved(index.save_index), settings(), true)


def _saved(save: Callable[[str], None]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        save(str(path))
        return path.stat().st_size / 1e6


if __name__ == "__main__":
    sys.exit(main())
