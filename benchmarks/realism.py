"""How far our pictures are from photos people took: the gap both ways, and which knob narrows it.

Nine programs of the generated house are photographed as its catalogue does, then with one group of the knobs
of `tailoring.KNOBS` at a time, then with all. Real are the photos of clothing-dataset-small (MODISTE_DATA),
in the seven classes both have. Three figures for each set of ours:

- the shipped clothing classifier, which learned from real photos, on our pictures, beside real ones;
- a linear probe on frozen EfficientNet-Lite0 features (ImageNet) that learned from our pictures only, on real
  validation photos, beside the same probe that learned from as many real training photos, and from more;
- how often a linear probe tells ours from real ones: 50 % would be indistinguishable.

Intervals are bootstraps, of garments for ours, of photos for real ones. Some ten minutes on a quiet core;
`--cache DIR` keeps drapes and pictures, `--garments` (times eleven) and `--scenes` size it, `--sets` names
some, `--out FILE` keeps all figures, `--try` records nothing. `--sheet FILE` puts ours beside real ones to
look at; it goes outside the project, for those photos are others'.
"""

import argparse
import csv
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from _record import record
from modiste.foundation import build_lite0
from modiste.learning import InputSpec, Served, shipped_models
from modiste.tailoring import KNOBS
from modiste.workspace import flows

CLASSES = ("dress", "longsleeve", "pants", "shirt", "shorts", "skirt", "t-shirt")
"""Those of clothing-dataset-small's ten that our programs make; hats, outwear and shoes they do not."""
GARMENTS = {
    "t-shirt": 2,
    "shirt": 2,
    "sweatshirt": 1,
    "trousers": 1,
    "shorts": 1,
    "skirt-a-line": 1,
    "skirt-straight": 1,
    "dress-a-line": 1,
    "dress-shift": 1,
}
SETS: dict[str, tuple[str, ...]] = {"catalogue": (), **{knob: (knob,) for knob in KNOBS}, "all": KNOBS}
SEED = 101
DRAWS = 2000
_SIDE = 224

Features = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Pictures:
    """Pictures with their class (a place in CLASSES) and their group: a garment, or the photo itself."""

    paths: tuple[Path, ...]
    labels: NDArray[np.int64]
    groups: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.paths)


@dataclass(frozen=True)
class Share:
    """A share in per cent, with its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.1f} ({self.low:.1f} to {self.high:.1f})"


def class_of(row: dict[str, str]) -> str | None:
    """The class of clothing-dataset-small that a picture of ours would have; None where it has none.

    Hoodies are outwear to some and long sleeves to others; tops without sleeves were left out of that data.
    """
    program, sleeve = row["program"], row["sleeve"]
    if program in ("t-shirt", "sweatshirt"):
        if sleeve == "long":
            return "longsleeve"
        return "t-shirt" if program == "t-shirt" and sleeve in ("short", "elbow") else None
    plain = {"shirt": "shirt", "trousers": "pants", "shorts": "shorts"}
    return plain.get(program) or next((each for each in ("dress", "skirt") if program.startswith(each)), None)


def drawn(cache: Path, name: str, times: int, scenes: int) -> Pictures:
    """One set of our pictures; drapes are shared between the sets, which show the same garments."""
    rows = []
    for program, count in GARMENTS.items():
        out = cache / name / program
        flows.write_randomised(
            out,
            times * count * scenes,
            SEED,
            scenes=scenes,
            knobs=SETS[name],
            programs=(program,),
            drapes=cache / "drapes" / program,
            processes=1,
        )
        with (out / "labels.csv").open(encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file))
        rows += [(out / row["picture"], class_of(row), row["garment_id"]) for row in found]
    return _gathered([row for row in rows if row[1] is not None])


def photos(part: Path, most: int | None = None, seed: int = 0) -> Pictures:
    """Real photos of the seven classes, of each at most so many; each is its own group."""
    chance = np.random.default_rng(seed)
    rows = []
    for name in CLASSES:
        found = sorted((part / name).iterdir())
        if most is not None and len(found) > most:
            found = [found[k] for k in sorted(chance.choice(len(found), most, replace=False).tolist())]
        rows += [(path, name, str(path)) for path in found]
    return _gathered(rows)


def _gathered(rows: Sequence[tuple[Path, str | None, str]]) -> Pictures:
    _, groups = np.unique([row[2] for row in rows], return_inverse=True)
    labels = np.array([CLASSES.index(str(row[1])) for row in rows])
    return Pictures(tuple(row[0] for row in rows), labels, groups.astype(np.int64))


def interval(right: NDArray[np.bool_], groups: NDArray[np.int64], seed: int = 0) -> Share:
    """The share that is right, with a bootstrap of whole groups: a garment's pictures are much alike."""
    sums, counts = np.bincount(groups, right), np.bincount(groups)
    sums, counts = sums[counts > 0], counts[counts > 0]
    chance = np.random.default_rng(seed)
    drawn = chance.integers(0, len(sums), (DRAWS, len(sums)))
    shares = 100 * sums[drawn].sum(1) / counts[drawn].sum(1)
    low, high = np.quantile(shares, (0.025, 0.975))
    return Share(100 * float(right.mean()), float(low), float(high))


def answers(served: Served, pictures: Pictures) -> NDArray[np.int64]:
    """What the shipped classifier says among the seven classes, as places in CLASSES."""
    places = [served.labels.index(name) for name in CLASSES]
    said = []
    for path in pictures.paths:
        with Image.open(path) as picture:
            said.append(served.predict([np.asarray(picture.convert("RGB"))])[0][places].argmax())
    return np.array(said)


def backbone(cache: Path) -> Callable[[str, Pictures], Features]:
    """EfficientNet-Lite0 as ImageNet left it, up to its embedding; pictures are squeezed to a square.

    What it made of pictures of a name is kept, and found again where their names are the same.
    """
    spec = InputSpec(height=_SIDE, width=_SIDE, channels=3, mean=(0.5,) * 3, std=(0.5,) * 3)
    network = build_lite0(spec, len(CLASSES)).eval()

    @torch.inference_mode()
    def embed(name: str, pictures: Pictures) -> Features:
        kept, told = cache / f"{name}.npz", np.array([str(path) for path in pictures.paths])
        if kept.is_file():
            with np.load(kept, allow_pickle=False) as found:
                if np.array_equal(found["paths"], told):
                    return np.asarray(found["features"], np.float32)
        made = []
        for path in pictures.paths:
            with Image.open(path) as picture:
                small = picture.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.BILINEAR)
            pixels = torch.from_numpy(np.asarray(small, np.float32) / 127.5 - 1).permute(2, 0, 1)[None]
            made.append(network.features(pixels)[0].numpy())
        features = np.stack(made)
        cache.mkdir(parents=True, exist_ok=True)
        np.savez(kept, paths=told, features=features)
        return features

    return embed


def probe() -> object:
    """A linear classifier on standardised features; its strength is fixed, chosen on nobody's test set."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=2000, class_weight="balanced"))


def told_apart(ours: Features, groups: NDArray[np.int64], real: Features) -> Share:
    """How often a probe tells ours from real, as many of each, in five folds that split no garment."""
    count = min(len(ours), len(real))
    chance = np.random.default_rng(3)
    mine = np.sort(chance.choice(len(ours), count, replace=False))
    theirs = np.sort(chance.choice(len(real), count, replace=False))
    features = np.concatenate([ours[mine], real[theirs]])
    truth = np.repeat([0, 1], count)
    every = np.concatenate([groups[mine], groups.max() + 1 + np.arange(count)])
    said = np.empty(2 * count, int)
    for train, test in StratifiedGroupKFold(5, shuffle=True, random_state=3).split(features, truth, every):
        said[test] = probe().fit(features[train], truth[train]).predict(features[test])
    return interval(said == truth, every)


def confusion(labels: NDArray[np.int64], said: NDArray[np.int64]) -> list[list[int]]:
    """Rows are true classes, columns what was said, in the order of CLASSES."""
    made = np.zeros((len(CLASSES), len(CLASSES)), int)
    np.add.at(made, (labels, said), 1)
    return made.tolist()


def matched(
    real: Pictures, features: Features, wanted: NDArray[np.int64], seed: int
) -> tuple[Features, NDArray[np.int64]]:
    """As many real pictures of each class as `wanted` has."""
    chance = np.random.default_rng(seed)
    rows = []
    for number, count in enumerate(np.bincount(wanted, minlength=len(CLASSES)).tolist()):
        own = np.flatnonzero(real.labels == number)
        rows += chance.choice(own, min(count, len(own)), replace=False).tolist()
    return features[rows], real.labels[rows]


def sheet(ours: Pictures, real: Pictures, path: Path, columns: int = 12) -> None:
    """Our pictures over real ones, class by class."""
    rows = []
    for number in range(len(CLASSES)):
        for pictures in (ours, real):
            own = np.flatnonzero(pictures.labels == number)
            strip = []
            for k in own[np.linspace(0, len(own) - 1, columns).astype(int)]:
                with Image.open(pictures.paths[k]) as picture:
                    strip.append(np.asarray(picture.convert("RGB").resize((112, 144))))
            rows.append(np.concatenate(strip, axis=1))
    Image.fromarray(np.concatenate(rows)).save(path)


def main() -> None:
    """Draw, judge, print, record."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    asked.add_argument("--cache", type=Path)
    asked.add_argument("--garments", type=int, default=1, help="times eleven")
    asked.add_argument("--scenes", type=int, default=5)
    asked.add_argument("--real", type=int, default=150, help="training photos of a class at most")
    asked.add_argument("--sets", nargs="*", choices=list(SETS))
    asked.add_argument("--sheet", type=Path)
    asked.add_argument("--out", type=Path, help="all figures as JSON")
    asked.add_argument("--try", dest="only_try", action="store_true")
    given = asked.parse_args()
    data = Path(os.environ["MODISTE_DATA"]) / "clothing-small"
    cache = given.cache or Path(tempfile.mkdtemp())
    served = Served.load(shipped_models()["clothing"])
    embed = backbone(cache)
    held, learned = photos(data / "validation"), photos(data / "train", given.real)
    real_held, real_learned = embed("held", held), embed("learned", learned)
    said = answers(served, held)
    figures: dict[str, object] = {"classes": CLASSES, "real_n": len(held)}
    real_score = interval(said == held.labels, held.groups)
    figures["classifier_on_real"] = vars(real_score)
    whole = probe().fit(real_learned, learned.labels).predict(real_held)
    figures["probe_of_all_real"] = {"n": len(learned), **vars(interval(whole == held.labels, held.groups))}
    print(f"real: classifier {real_score}, probe of {len(learned)} real {figures['probe_of_all_real']}")
    halves = np.random.default_rng(5).permutation(len(learned))
    some, others = halves[: len(halves) // 2], halves[len(halves) // 2 :]
    control = told_apart(real_learned[some], np.arange(len(some)), real_learned[others])
    figures["real_told_from_real"] = vars(control)
    print(f"real told from real {control}", flush=True)
    table: dict[str, dict] = {}
    for name in given.sets or SETS:
        ours = drawn(cache, name, given.garments, given.scenes)
        features = embed(name, ours)
        forth = answers(served, ours)
        back = probe().fit(features, ours.labels).predict(real_held)
        same = [
            probe().fit(*matched(learned, real_learned, ours.labels, seed)).predict(real_held) == held.labels
            for seed in range(5)
        ]
        shares = {
            "classifier": interval(forth == ours.labels, ours.groups),
            "probe": interval(back == held.labels, held.groups),
            "told_apart": told_apart(features, ours.groups, real_learned),
        }
        table[name] = {
            "n": len(ours),
            "garments": len(np.unique(ours.groups)),
            **{word: vars(share) for word, share in shares.items()},
            "probe_of_as_many_real": 100 * float(np.mean(same)),
            "classifier_confusion": confusion(ours.labels, forth),
            "probe_confusion": confusion(held.labels, back),
        }
        print(
            f"{name:12s} n {len(ours)}: " + ", ".join(f"{word} {share}" for word, share in shares.items()),
            flush=True,
        )
        if given.out:
            given.out.write_text(json.dumps({**figures, "sets": table}, indent=1))
        if name == "all" and given.sheet:
            sheet(ours, held, given.sheet)
    if not given.only_try and "all" in table:
        _record(table, real_score)


def _record(table: dict[str, dict], real: Share) -> None:
    every = table["all"]
    how = f"{every['n']} pictures of {every['garments']} garments, seed {SEED}; real: clothing-dataset-small"
    for word, claim, chinese, peer, value in (
        (
            "classifier",
            "Our randomised pictures that the shipped classifier names rightly",
            "随附分类器对随机化合成图的准确率",
            "real photos",
            real.value,
        ),
        (
            "probe",
            "Real photos that a probe of our pictures names rightly",
            "仅用合成图训练的线性探针在真实照片上的准确率",
            "as many real photos",
            every["probe_of_as_many_real"],
        ),
        (
            "told_apart",
            "Pictures rightly told apart as ours or real",
            "线性探针区分合成图与真实照片的准确率",
            "chance",
            50.0,
        ),
    ):
        share = every[word]
        record(
            "realism",
            claim,
            round(share["value"], 1),
            "%",
            (round(share["low"], 1), round(share["high"], 1)),
            peer=peer,
            peer_value=round(value, 1),
            how=how,
            extra={
                "claim_zh": chinese,
                "readme": False,
                "sets": {name: round(each[word]["value"], 1) for name, each in table.items()},
            },
        )


if __name__ == "__main__":
    main()
