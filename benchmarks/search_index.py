"""The index of vectors: recall@10, queries a second, MB and build time, 100,000 x 256, beside its rivals.

./run bench search_index # ours: half a minute once the embeddings are kept ./run bench search_index
--rivals PYTHON # beside faiss, usearch, hnswlib (requirements-search.txt)

Data: real embeddings of Fashion-MNIST's photos and of crops of them, asked with other crops
(`_real_embeddings`). Recall is against brute force in float32. One thread, processor seconds, median of
five.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _real_embeddings import real_embeddings
from _record import record
from modiste.search import Vectors, compile_kernels

K, REPEATS, BATCH, FILTERED = 10, 5, 1000, 50


def main() -> int:
    """Build, ask, compare, record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rivals", type=Path, help="a Python with faiss, usearch and hnswlib installed")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    rows, queries = real_embeddings()
    true = np.concatenate(
        [np.argsort(-(part @ rows.T), 1)[:, :K] for part in np.array_split(queries, len(queries) // 100)]
    )
    compile_kernels()
    with tempfile.TemporaryDirectory() as folder:
        vectors = Vectors(Path(folder), rows.shape[1], "benchmark")
        for start in range(0, len(rows), BATCH):
            numbers = range(start, start + BATCH)
            vectors.update(
                [f"row-{n}" for n in numbers], list(numbers), rows[start : start + BATCH], [], start
            )
        begun = time.process_time()
        vectors.merge(least=1)
        build = time.process_time() - begun
        seconds = []
        for _ in range(REPEATS):
            begun = time.process_time()
            numbers, _ = vectors.search_rows(queries, K)
            seconds.append(time.process_time() - begun)
        each = []
        for query in queries[:500]:
            begun = time.perf_counter()
            vectors.search(query, K)
            each.append(time.perf_counter() - begun)
        agreeing = filtered_agreement(vectors, rows, queries)
        megabytes = vectors.bytes / 1e6
    hits = [len(set(a) & set(b)) / K for a, b in zip(numbers.tolist(), true.tolist(), strict=True)]
    ours = {
        "recall": round(float(np.mean(hits)), 4),
        "per_second": round(len(queries) / sorted(seconds)[REPEATS // 2]),
        "mb": round(megabytes, 1),
        "build_s": round(build, 2),
        "one_query_us": round(float(np.median(each)) * 1e6),
        "filtered_agreement": agreeing,
    }
    print(json.dumps({"ours": ours}))
    rivals = beside(chosen.rivals, rows, queries, true) if chosen.rivals else {}
    print(json.dumps(rivals))
    if not chosen.dry:
        record(
            "search_index",
            "Recall@10 of the vector index, 100,000 x 256",
            ours["recall"],
            "",
            interval=bootstrapped(np.array(hits)),
            how=f"{len(queries)} crops of test photos; {ours['per_second']} queries/s, {ours['mb']} MB, "
            f"built in {ours['build_s']} s; filtered search agreed with brute force in {agreeing:.0%}",
            extra={"claim_zh": "向量索引的召回率@10（10 万 × 256）", "ours": ours, "rivals": rivals},
        )
    return 0


def filtered_agreement(vectors: Vectors, rows: np.ndarray, queries: np.ndarray) -> float:
    """The share of filtered answers whose cosines are brute force's to within 2e-4."""
    chance, same = np.random.default_rng(1), 0
    for query in queries[:FILTERED]:
        allowed = chance.random(len(rows)) < chance.choice([0.001, 0.01, 0.1, 0.5])
        found = vectors.search(query, K, allowed).numbers
        truth = np.sort(np.where(allowed, rows @ query, -9))[::-1][:K]
        same += bool(allowed[found].all() and np.allclose(rows[found] @ query, truth, atol=2e-4))
    return same / FILTERED


def bootstrapped(values: np.ndarray) -> tuple[float, float]:
    """The 95 % interval of a mean."""
    chance = np.random.default_rng(0)
    means = [float(values[chance.integers(0, len(values), len(values))].mean()) for _ in range(1000)]
    return round(float(np.percentile(means, 2.5)), 4), round(float(np.percentile(means, 97.5)), 4)


def beside(python: Path, rows: np.ndarray, queries: np.ndarray, true: np.ndarray) -> dict[str, object]:
    """The rivals on the same data, in their own environment."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.npz"
        np.savez(given, rows=rows, queries=queries, true=true)
        script = Path(__file__).with_name("_search_rivals.py")
        told = subprocess.run([python, script, given], capture_output=True, text=True, check=True)
    return dict(json.loads(told.stdout))


if __name__ == "__main__":
    sys.exit(main())
