"""Encoders of model hubs beside ours: retrieval on clothing-dataset-small's validation photos.

./run bench encoder_hub --encoder Marqo-FashionSigLIP=DIR --encoder FashionCLIP=DIR

Minutes a model, on one core. Each DIR is a folder as the hub has it (docs/encoder-hub.md); none is fetched,
and those whose weights are not on this machine are printed and recorded as not run here. All see the same 341
photos (MODISTE_DATA) by the same code, each with its own preprocessing. Every photo is asked with in turn,
leaving it out, and every class name is asked for; the intervals are Wilson's, of the mean reciprocal rank the
normal one. Validation photos, since the test photos are kept for our own last word; what the others learned
from is not known to us.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.foundation import bundled_encoder, open_hub_encoder, retrieval_worth
from modiste.foundation.encoder import Encoder
from modiste.garment import ModisteError

KNOWN = ("Marqo-FashionSigLIP", "Marqo-FashionCLIP", "FashionCLIP", "SigLIP 2 B/16")
"""Named in the record even where nobody gives their folder."""
NOT_RUN = "not run here"
FIGURES = {
    "recall_at_1": ("recall@1 of a photo's class", "照片类别的召回率@1"),
    "mrr": ("mean reciprocal rank of a photo's class", "照片类别的平均倒数排名"),
    "category_p_at_1": ("precision@1 of the class's name", "类别名称的准确率@1"),
}


def main() -> int:
    """Judge ours and those that are here, record each figure with all of them beside it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--encoder", action="append", default=[], metavar="NAME=DIR", help="one of a hub")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    named = dict(each.partition("=")[::2] for each in chosen.encoder)
    if not all(name and folder for name, folder in named.items()):
        options.error("--encoder takes NAME=DIR")
    if "MODISTE_DATA" not in os.environ:
        sys.exit("MODISTE_DATA names no folder with clothing-small")
    data = f"{Path(os.environ['MODISTE_DATA']) / 'clothing-small'}:validation"
    ours = judged(lambda: bundled_encoder(threads=chosen.threads), data)
    print(json.dumps({"ours": ours}), flush=True)
    others: dict[str, object] = {}
    for name in dict.fromkeys([*named, *KNOWN]):
        others[name] = beside(named.get(name), data, chosen.threads)
        print(json.dumps({name: others[name]}), flush=True)
    if chosen.dry:
        return 0
    best_of = {name: told["metrics"] for name, told in others.items() if isinstance(told, dict)}
    for figure, (claim, chinese) in FIGURES.items():
        metric = ours["metrics"][figure]
        best = max(best_of, key=lambda name: best_of[name][figure]["value"], default=None)
        record(
            "encoder_hub",
            f"Our encoder: {claim}",
            round(metric["value"], 4),
            "",
            interval=tuple(round(each, 4) for each in metric["ci95"]),
            peer=best or f"{', '.join(KNOWN)}: {NOT_RUN}",
            peer_value=round(best_of[best][figure]["value"], 4) if best else None,
            how=f"{ours['n']} validation photos of clothing-dataset-small, each left out of its own search",
            extra={"claim_zh": f"自有编码器：{chinese}", "ours": ours, "others": others},
        )
    return 0


def beside(folder: str | None, data: str, threads: int) -> dict[str, object] | str:
    """The figures of a hub's encoder, or why there are none."""
    if folder is None or not Path(folder).is_dir():
        return f"{NOT_RUN}: its weights are not on this machine"
    try:
        return judged(lambda: open_hub_encoder(Path(folder), threads=threads), data)
    except ModisteError as error:
        return f"{NOT_RUN}: {error.code} {error.values.get('reason', error.title)}"


def judged(open_one: Callable[[], Encoder], data: str) -> dict[str, object]:
    """What an encoder is, its figures, and the seconds of the processor that they took."""
    encoder = open_one()
    begun = time.process_time()
    told = retrieval_worth(encoder, data)
    return {
        "name": encoder.name,
        "fingerprint": encoder.fingerprint,
        "licence": encoder.card.licence,
        "dimension": encoder.dimension,
        "n": told.n,
        "seconds": round(time.process_time() - begun, 1),
        "metrics": {name: metric.to_json() for name, metric in told.metrics.items()},
    }


if __name__ == "__main__":
    sys.exit(main())
