"""Recommenders: quality, fit time, memory and latency of every model on public data, in one run.

./run bench recommend                      # the files below MODISTE_DATA/recsys that are there
./run bench recommend --only s3_Beauty     # one of them
./run bench recommend --rivals PYTHON      # RecTools' SASRec beside (requirements-recommend.txt)

Of the leave-one-out files implicit's own models stand beside, as that library gives them. Every model is
judged by `modiste evaluate` in a process of its own, so that memory is its own: all garments are ranked, the
history's are left out, ties count against, settings are chosen on validation cases.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.recommend import cold_worth, read_interactions

FILES = {
    "s3_Beauty": ("amazon2014_5core_seq/s3_Beauty.txt", "leave-one-out"),
    "bert4rec_beauty": ("amazon2014_5core_seq/bert4rec_beauty.txt", "leave-one-out"),
    "ml-100k": ("movielens100k/ml-100k.inter", "leave-one-out"),
    "renttherunway": ("rentherunway_fit/renttherunway_clean.parquet", "time"),
    "vibrent": ("vibrent_rental/original_orders.csv", "time"),
}
KINDS = ("popularity", "knn", "ials", "ease", "gru", "transformer", "blend")
PUBLISHED = {
    "s3_Beauty": ("SASRec+SS, eSASRec paper (RecSys 2025)", 0.0531),
    "bert4rec_beauty": ("RecTools SASRec", 0.0359),
}
READINGS = {
    "times_popularity": ("told their true counts", "已知真实销量"),
    "times_lent_popularity": ("lent by look-alikes", "由相似款式推得"),
    "times_uncounted_popularity": ("without counts, as a shop has it", "无销量记录，即店铺实际情况"),
}
"""What popularity is told of garments that nobody took up yet."""
CONTENT = "amazon2014_5core_seq/s3_Beauty_attr.json"


def main() -> int:
    """Judge every model on every file, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rivals", type=Path, help="a Python with rectools[torch] installed")
    options.add_argument("--epochs", type=int, default=100, help="of RecTools' SASRec")
    options.add_argument("--only", choices=sorted(FILES), help="one file")
    options.add_argument("--kinds", default=",".join(KINDS), help="models, with commas between")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    root = Path(os.environ.get("MODISTE_DATA", "")) / "recsys"
    for name, (place, protocol) in FILES.items():
        path = root / place
        if chosen.only not in (None, name) or not path.is_file():
            continue
        table = {kind: judged(kind, path, protocol) for kind in chosen.kinds.split(",") if kind}
        if protocol == "leave-one-out":
            table |= beside(Path(sys.executable), "_implicit_rivals.py", path)
        if chosen.rivals and protocol == "leave-one-out":
            table |= beside(chosen.rivals, "_recommend_rivals.py", path, str(chosen.epochs))
        for kind, row in table.items():
            print(json.dumps({"file": name, "model": kind, **row}))
        if not chosen.dry and "value" in table.get("blend", {}):
            best = table["blend"]
            peer, peer_value = PUBLISHED.get(name, (None, None))
            record(
                "recommend",
                f"NDCG@10 of the blend, {name}, {protocol}",
                best["value"],
                "",
                interval=tuple(best["ci95"]),
                peer=peer,
                peer_value=peer_value,
                how=f"{best['n']} cases, all garments ranked, history left out, ties against; "
                f"{best['fit_seconds']} processor seconds of fitting and choosing, one thread",
                extra={"claim_zh": f"混合推荐的 NDCG@10（{name}，{protocol}）", "table": table},
            )
    if chosen.only in (None, "s3_Beauty") and (root / CONTENT).is_file():
        cold(root, dry=chosen.dry)
    return 0


def judged(kind: str, path: Path, protocol: str) -> dict[str, object]:
    """One model by the house's verb, in a process of its own, and its latency for one history."""
    command = [sys.executable, "-m", "modiste", "evaluate", f"recommend.{kind}", "--data", str(path)]
    told = subprocess.run(
        [*command, "--protocol", protocol, "--json"], capture_output=True, text=True, check=False
    )
    if told.returncode:
        return {"refused": json.loads(told.stdout)["error"]["code"] if told.stdout else told.stderr[-200:]}
    result = json.loads(told.stdout)
    first = result["metrics"]["ndcg_at_10"]
    return {
        "value": round(first["value"], 5),
        "ci95": [round(each, 5) for each in first["ci95"] or (first["value"],) * 2],
        **{
            name: round(result["metrics"][name]["value"], 5)
            for name in ("recall_at_10", "mrr", "coverage", "novelty", "diversity", "popularity_bias")
        },
        "n": result["n"],
        "fit_seconds": result["fit_seconds"],
        "peak_mb": result["peak_mb"],
        "one_history_ms": result["one_history_ms"],
        "settings": result["settings"],
    }


def beside(python: Path, script: str, path: Path, *more: str) -> dict[str, dict[str, object]]:
    """Models of others on the same split, by name, each library in its own process and environment."""
    whole = read_interactions(path).interactions
    sizes = np.diff(whole.starts)
    place = np.arange(len(whole)) - np.repeat(whole.starts[:-1], sizes)
    back = np.repeat(sizes, sizes) - place
    asked = np.flatnonzero(sizes >= 3)
    judged_ = np.repeat(sizes >= 3, sizes)
    learned = ~judged_ | (back > 2)
    order = np.argsort(~learned, kind="stable")
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.npz"
        np.savez(
            given,
            customers=whole.owners()[order],
            items=whole.codes[order],
            order=place[order],
            known=(~judged_ | (back > 1))[order],
            learned=int(learned.sum()),
            asked=asked,
            targets=whole.codes[whole.starts[asked + 1] - 1],
        )
        command = [python, Path(__file__).with_name(script), given, *more]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode:
        return {script: {"refused": told.stderr[-300:]}}
    return dict(json.loads(told.stdout.splitlines()[-1]))


def cold(root: Path, *, dry: bool) -> None:
    """New garments by content: five in a hundred withheld, beside popularity that knows their counts."""
    whole = read_interactions(root / FILES["s3_Beauty"][0]).interactions
    known = json.loads((root / CONTENT).read_text())
    content = np.zeros((len(whole.items), 1 + max(max(each) for each in known.values())), np.float32)
    for row, item in enumerate(whole.items):
        content[row, known.get(item, [])] = 1
    content *= np.log(len(content) / (1 + content.sum(0)))
    found, stated = cold_worth(whole, content)
    print(json.dumps({name: metric.to_json() for name, metric in found.items()} | {"stated": stated}))
    for name, (en, zh) in () if dry else READINGS.items():
        record(
            "recommend",
            f"NDCG@10 of new garments over popularity's, {en}, s3_Beauty, 5 % withheld",
            round(found[name].value, 3),
            "",
            interval=found[name].ci95,
            how="; ".join(f"{key}: {value}" for key, value in stated.items()),
            extra={
                "claim_zh": f"新款式推荐的 NDCG@10 与热门度之比（{zh}，s3_Beauty，留出 5 %）",
                **{each: metric.to_json() for each, metric in found.items()},
            },
        )


if __name__ == "__main__":
    sys.exit(main())
