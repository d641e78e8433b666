"""What the bundled encoder is worth, and how fast it is.

./run bench encoder

Retrieval and class names on clothing-dataset-small's validation photos; colours with classes there, as
measured inside our own masks; a linear probe learned on the training photos; and captions among 1,000 renders
of garments and of combinations of attributes that no training had. `modiste shop randomised` makes them,
with a seed of their own (half an hour of one core; `--renders FOLDER` takes some that were made before).
Speeds are processor seconds of one core.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import told
from modiste.collect import decode, open_files
from modiste.foundation import (
    TRUE,
    Facts,
    agreement,
    bundled_encoder,
    caption,
    colour_names,
    concepts,
    measured_colours,
    own_ranks,
    retrieval_worth,
    verdicts,
    with_broader,
)
from modiste.learning import Metric, Served, shipped_models, wilson
from modiste.vision import mask_of
from modiste.workspace import flows
from modiste.workspace.flows.encoder_corpus import PHOTO_CLASSES, labels_of, render_facts

SEED, GARMENTS, SCENES, ASKED = 97, 60, 25, 1000
LEAST = 3
Row = tuple[str, str, Metric, str, dict[str, object]]


def main() -> int:
    """Judge, time, print and record; what has no data is left out by name."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--renders", type=Path, help="a folder that modiste shop randomised wrote")
    chosen = options.parse_args()
    encoder = bundled_encoder()
    rows = _sizes()
    if os.environ.get("MODISTE_DATA"):
        rows += _photos(encoder, Path(os.environ["MODISTE_DATA"]) / "clothing-small")
    else:
        print("photographs: left out, MODISTE_DATA names no folder with clothing-small")
    rows += _renders(encoder, chosen.renders)
    rows += _speeds(encoder)
    told("encoder", rows, dry=chosen.dry)
    return 0


def _sizes() -> list[Row]:
    folders = shipped_models()
    sizes = {
        name: (folders[name] / "model.onnx").stat().st_size / 1e6 for name in ("encoder", "encoder-text")
    }
    return [
        (
            "Megabytes of the image tower",
            "图像塔大小（MB）",
            Metric(sizes["encoder"], unit="MB"),
            "int8; goal 5",
            {},
        ),
        (
            "Megabytes of the text tower",
            "文本塔大小（MB）",
            Metric(sizes["encoder-text"], unit="MB"),
            "16-bit weights; goal 12",
            {},
        ),
    ]


def _photos(encoder, data: Path) -> list[Row]:
    judged = retrieval_worth(encoder, f"{data}:validation")
    of = f"{judged.n} validation photos of clothing-dataset-small"
    names = {
        "recall_at_1": ("A photo's like comes first", "相似照片排第一"),
        "category_p_at_1": ("A photo's class name comes first", "照片类别名排第一"),
        "mrr": ("Mean reciprocal rank of a photo's like", "相似照片平均倒数排名"),
    }
    quiet: dict[str, object] = {"readme": False}
    rows: list[Row] = [
        (
            claim,
            chinese,
            judged.metrics[name],
            f"{of}, each left out of its own search",
            {"by_label": judged.by_label},
        )
        for name, (claim, chinese) in names.items()
    ]
    train, labels = _vectors(encoder, f"{data / 'train'}")
    chosen, truth = _vectors(encoder, f"{data}:validation")
    probe = LogisticRegression(C=10, max_iter=2000).fit(8 * train, labels)
    right = probe.predict(8 * chosen) == truth
    share = Metric(float(right.mean()), wilson(float(right.sum()), len(right)))
    how = f"logistic regression on {len(train)} training photos, judged on {of}; goal 0.88"
    rows.append(("Linear probe on photos", "照片线性探针", share, how, {}))
    found, strict, asked = _colours(encoder, data)
    how = (
        f"{asked} pairs of colour and class with {LEAST} photos or more among {of}, asked for in English and "
        "Chinese; colours as measured inside our own masks, a neighbouring name counts; goal 0.8"
    )
    rows.append(("Colour and class asked for come first", "颜色加类别查询排第一", found, how, {}))
    rows.append(
        (
            "Colour and class, the nearest name only",
            "颜色加类别，仅最近名称",
            strict,
            f"{asked} pairs; {of}",
            quiet,
        )
    )
    return rows


def _vectors(encoder, data: str) -> tuple[np.ndarray, np.ndarray]:
    files = open_files(data)
    made = [encoder.embed_images([decode(Path(path), near=320)]) for path in files.paths]
    return np.concatenate(made), np.array([files.labels[target] for target in files.targets])


def _colours(encoder, data: Path) -> tuple[Metric, Metric, int]:
    files = open_files(f"{data}:validation")
    eye = Served.load(shipped_models()["segmenter"])
    seen: list[tuple[str, tuple[str, ...], str]] = []
    pixels = []
    for path, target in zip(files.paths, files.targets.tolist(), strict=True):
        picture = decode(Path(path), near=320)
        found = measured_colours(picture, mask_of(eye, picture, edges=False))
        name, also = colour_names(found[0][0]) if found else ("", ())
        seen.append((name, also, PHOTO_CLASSES[files.labels[target]][0][0]))
        pixels.append(picture)
    vectors = np.concatenate([encoder.embed_images([each]) for each in pixels])
    pairs = Counter((list(with_broader(name))[-1], kind) for name, _, kind in seen if name)
    hits, exact = [], []
    for colour, kind in sorted(pair for pair, count in pairs.items() if count >= LEAST):
        one, other = concepts()[colour], concepts()[kind]
        for text in (f"{one.english} {other.english}", f"{one.chinese}{other.chinese}"):
            name, also, shown = seen[int((vectors @ encoder.embed_texts([text])[0]).argmax())]
            exact.append(shown == kind and colour in with_broader(name))
            hits.append(exact[-1] or (shown == kind and colour in also))
    return _share(hits), _share(exact), len(hits)


def _renders(encoder, made: Path | None) -> list[Row]:
    with tempfile.TemporaryDirectory() as place:
        folder = made or Path(place) / "renders"
        if made is None:
            flows.write_randomised(folder, GARMENTS * SCENES, SEED, scenes=SCENES, dyed=True)
        facts, pictures = _unlike(folder)
        vectors = np.concatenate([encoder.embed_images([each]) for each in pictures])
    seen = np.stack([verdicts(each) for each in facts])
    inks = [{name for value in each.colours[1:] for name in _names(value)} for each in facts]
    rows: list[Row] = []
    for language, chinese in (("English", False), ("Chinese", True)):
        chance = np.random.default_rng(SEED)
        said = [caption(each, chance, chinese=chinese, most=20) for each in facts]
        texts = encoder.embed_texts([each.text for each in said])
        ranks = own_ranks(texts, vectors, np.arange(len(facts)))
        # "Navy and white stripes": true of a picture where the second colour is another's too.
        truth = agreement(seen, [each.things for each in said]).T == TRUE
        truth &= np.array([[not each.ink or each.ink in ink for ink in inks] for each in said])
        np.fill_diagonal(truth, val=True)
        right = truth[np.arange(len(said)), (texts @ vectors.T).argmax(1)]
        of = f"{len(facts)} renders of as many combinations of attributes, of garments that it never saw"
        how = (
            f"full {language} captions among {of}; right where all that the caption says is true of the "
            "first picture; goal 0.5"
        )
        extra: dict[str, object] = {"median_true": float(np.median(truth.sum(1)))}
        title = f"What a full caption says is true of the first picture, {language}"
        zh = f"完整描述的首个结果完全相符（{'中文' if chinese else '英文'}）"
        rows.append((title, zh, _share(right), how, extra))
        how = f"full {language} captions among {of}; others of which the caption is as true count as misses"
        extra = {
            "median_rank": float(np.median(ranks)),
            "top_10": float((ranks <= 10).mean()),
            "readme": False,
        }
        title = f"A caption's own picture comes first, {language}"
        zh = f"描述对应图片排第一（{'中文' if chinese else '英文'}）"
        rows.append((title, zh, _share(ranks == 1), how, extra))
    return rows


def _names(value: str) -> tuple[str, ...]:
    """The colour's nearest name with what it is a kind of, and those that may be meant as well."""
    name, also = colour_names(value)
    return *with_broader(name), *also


def _unlike(folder: Path) -> tuple[list[Facts], list[np.ndarray]]:
    """One picture of each combination of attributes, colours by name, up to `ASKED`."""
    kept: dict[tuple[object, ...], tuple[str, Facts]] = {}
    for row in labels_of(folder):
        facts = render_facts(row)
        colours = tuple(colour_names(value)[0] for value in facts.colours)
        kept.setdefault((facts.things, colours), (row["picture"], facts))
    chosen = sorted(kept.values(), key=lambda each: each[0])
    order = np.random.default_rng(SEED).permutation(len(chosen))[:ASKED]
    pairs = [chosen[place] for place in order.tolist()]
    return [facts for _, facts in pairs], [decode((folder / name).read_bytes()) for name, _ in pairs]


def _speeds(encoder) -> list[Row]:
    chance = np.random.default_rng(0)
    pictures = [chance.integers(0, 255, (192, 192, 3), np.uint8) for _ in range(256)]
    encoder.embed_images(pictures[:32])
    rates = []
    for _ in range(3):
        begun = time.process_time()
        encoder.embed_images(pictures)
        rates.append(len(pictures) / (time.process_time() - begun))
    texts = ["red dress with long sleeves and a round neck", "红色长袖连衣裙"] * 50
    begun = time.process_time()
    for text in texts:
        encoder.embed_texts([text])
    each = 1000 * (time.process_time() - begun) / len(texts)
    how = "batches of 192 x 192, int8, processor seconds of one core, best of 3; goal 200"
    return [
        (
            "Pictures embedded a second, one core",
            "单核每秒嵌入图片数",
            Metric(max(rates), unit="images/s"),
            how,
            {},
        ),
        (
            "Milliseconds to embed a text",
            "嵌入一段文本的毫秒数",
            Metric(each, unit="ms"),
            "one at a time",
            {},
        ),
    ]


def _share(hits: Iterable[bool]) -> Metric:
    values = np.array(list(hits), bool)
    return Metric(float(values.mean()), wilson(float(values.sum()), len(values)))


if __name__ == "__main__":
    sys.exit(main())
