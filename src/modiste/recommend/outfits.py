"""Outfits that people put together, as published; and what an outfit model is worth on them.

Knows the layouts of the Polyvore outfits, questions with a blank, and figures; the model is `outfit_model`'s.
Source: Han et al., Learning Fashion Compatibility with Bidirectional LSTMs (ACM MM 2017).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import Event, Metric, Progress, classification, silent, wilson
from modiste.recommend.outfit_model import Member, OutfitModel

OUTFIT_PROTOCOLS: tuple[str, ...] = ("fill-in-the-blank",)
CHOICES = 4
SEED = 0
_TRAIN = ("train_no_dup.json", "train_no_dup_new_100.json")
_TEST = ("test_no_dup.json", "test_no_dup_new_100.json")
_QUESTIONS = "fill_in_blank_test.json"
_CATEGORIES = "category_id.txt"
_LEAST_PIECES = 2


class PieceVectors(Protocol):
    """What makes vectors of outfit pieces' pictures: filled by the workspace with the house's encoder."""

    def __call__(self, pictures: Sequence[Path]) -> NDArray[np.float32]:
        """Float32 (n, width) of the pictures in these files."""


@dataclass(frozen=True)
class Outfit:
    """One outfit: its id, and its pieces by name."""

    id: str
    names: tuple[str, ...]
    pieces: tuple[Member, ...]


@dataclass(frozen=True)
class Blank:
    """An outfit with one piece left out, and what may fill it; the first choice is right."""

    rest: tuple[Member, ...]
    choices: tuple[Member, ...]


@dataclass(frozen=True, eq=False)
class OutfitData:
    """Outfits to learn from and to judge by; questions are the publisher's, or drawn."""

    train: tuple[Outfit, ...]
    test: tuple[Outfit, ...]
    blanks: tuple[Blank, ...]
    asked: str


@dataclass(frozen=True, eq=False)
class OutfitWorth:
    """What an outfit model was worth."""

    n: int
    metrics: dict[str, Metric]
    extras: dict[str, Any]
    model: OutfitModel
    data: OutfitData


def read_outfits(folder: Path, vectors: PieceVectors | None = None, *, seed: int = SEED) -> OutfitData:
    """Outfits in a folder of the publisher's JSON files, or of the copy that knows categories only.

    With the publisher's files, pictures at `images/SET/INDEX.jpg` are looked at where they are there and
    something can look at them; its own questions are asked where `fill_in_blank_test.json` is there. Else one
    piece of every test outfit is left out, and three of other test outfits and of other categories stand
    beside it.

    Args:
        folder: where the files are.
        vectors: what looks at pictures; None: categories only.
        seed: of the questions that are drawn.

    Raises:
        ModisteError: MOD-2357 where files are missing or cannot be read.
    """
    train, test = (_outfits(_one_of(folder, names), folder, vectors) for names in (_TRAIN, _TEST))
    published = folder / _QUESTIONS
    if published.is_file():
        return OutfitData(train, test, _published(published, test), "the publisher's questions")
    drawn = (
        f"one piece of each test outfit is left out at random; {CHOICES - 1} pieces of other test outfits "
        f"and other categories stand beside it, seed {seed}"
    )
    return OutfitData(train, test, drawn_blanks(test, seed), drawn)


def drawn_blanks(outfits: Sequence[Outfit], seed: int = SEED, choices: int = CHOICES) -> tuple[Blank, ...]:
    """A question of every outfit with two pieces or more: wrong choices are of other outfits and categories.

    Raises:
        ModisteError: MOD-2357 where there are too few categories to choose from.
    """
    chance = np.random.default_rng(seed)
    flat = [(number, piece) for number, each in enumerate(outfits) for piece in each.pieces]
    if len({piece.category for _, piece in flat}) < choices:
        raise ModisteError("MOD-2357", path="The outfits", reason=f"fewer than {choices} categories")
    made = []
    for number, each in enumerate(outfits):
        if len(each.pieces) < _LEAST_PIECES:
            continue
        place = int(chance.integers(len(each.pieces)))
        right = each.pieces[place]
        wrong: list[Member] = []
        while len(wrong) < choices - 1:
            owner, piece = flat[int(chance.integers(len(flat)))]
            if owner != number and piece.category not in {right.category, *(x.category for x in wrong)}:
                wrong.append(piece)
        rest = each.pieces[:place] + each.pieces[place + 1 :]
        made.append(Blank(rest, (right, *wrong)))
    return tuple(made)


def outfit_worth(
    folder: str | Path,
    *,
    vectors: PieceVectors | None = None,
    seed: int = SEED,
    epochs: int | None = None,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> OutfitWorth:
    """Train on a folder's training outfits and judge on its test outfits.

    Fill-in-the-blank is the share of questions whose right choice scores best, ties counted as wrong. The AUC
    tells test outfits from as many outfits of the same sizes whose pieces are drawn from all test outfits.
    Nothing is chosen by the test outfits: epochs and sizes are fixed.

    Raises:
        ModisteError: MOD-2357 for the folder, MOD-2356 for too few outfits, MOD-2014 without torch, MOD-2018
            when stopped.
    """
    try:
        from modiste.recommend.outfit_training import train_outfits  # noqa: PLC0415 - torch is an extra
    except ModuleNotFoundError:
        needed = {"what": "Training outfits", "package": "torch", "extra": "train"}
        raise ModisteError("MOD-2014", **needed) from None
    data = read_outfits(Path(folder), vectors, seed=seed)

    def go_on(epoch: int) -> None:
        if should_stop():
            raise ModisteError("MOD-2018", what="Training outfits")
        progress(Event("step", epoch, epochs or 0, "outfits"))

    begun = process_time()
    more = {} if epochs is None else {"epochs": epochs}
    model = train_outfits([each.pieces for each in data.train], seed=seed, go_on=go_on, **more)
    seconds = process_time() - begun
    told = outfit_figures(model, data, seed)
    extras = {**told.extras, "n_train": len(data.train), "fit_seconds": round(seconds, 1)}
    return OutfitWorth(told.n, told.metrics, extras, model, data)


def outfit_figures(model: OutfitModel, data: OutfitData, seed: int = SEED) -> OutfitWorth:
    """What a trained outfit model is worth on test outfits and their questions.

    Raises:
        ModisteError: MOD-2354 for vectors of another width than it was trained with.
    """
    right = _answered(model, data.blanks)
    real = [each.pieces for each in data.test if len(each.pieces) >= _LEAST_PIECES]
    mixed = mixed_outfits(real, seed + 1)
    chances = model.compatibility([*real, *mixed]).astype(np.float64)
    truth = np.repeat([1, 0], [len(real), len(mixed)])
    told = classification(np.column_stack([1 - chances, chances]), truth, ("mixed", "real"), seed=seed)
    share = Metric(float(right.mean()), wilson(float(right.sum()), len(right)))
    extras = {
        "chance_fitb": 1 / len(data.blanks[0].choices),
        "chance_auc": 0.5,
        "blanks": data.asked,
        "negatives": f"outfits of the same sizes, pieces drawn from all test outfits, seed {seed + 1}",
        "n_test": len(real),
        "n_categories": len(model.categories) - 1,
        "vector_width": model.width,
        "seed": seed,
    }
    metrics = {"fitb_accuracy": share, "compatibility_auc": told.metrics["roc_auc_macro"]}
    return OutfitWorth(len(data.blanks), metrics, extras, model, data)


def mixed_outfits(outfits: Sequence[Sequence[Member]], seed: int) -> list[tuple[Member, ...]]:
    """As many outfits of the same sizes, their pieces drawn from all by chance."""
    chance = np.random.default_rng(seed)
    flat = [piece for each in outfits for piece in each]
    return [tuple(flat[place] for place in chance.integers(0, len(flat), len(each))) for each in outfits]


def _answered(model: OutfitModel, blanks: Sequence[Blank]) -> NDArray[np.bool_]:
    scores = model.fill([each.rest for each in blanks], [each.choices for each in blanks])
    return np.array([bool((each[0] > each[1:]).all()) for each in scores])


def _one_of(folder: Path, names: Sequence[str]) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise ModisteError("MOD-2357", path=folder, reason=f"it holds no {' and no '.join(names)}")


def _outfits(path: Path, folder: Path, vectors: PieceVectors | None) -> tuple[Outfit, ...]:
    made: list[Outfit] = []
    pictures: list[Path] = []
    named = _category_names(folder)
    for row in _rows(path):
        try:
            id_, names, categories = _told(row)
        except (KeyError, TypeError, ValueError) as error:
            reason = f"outfit {len(made) + 1}: {type(error).__name__} {error}"
            raise ModisteError("MOD-2357", path=path, reason=reason) from None
        made.append(Outfit(id_, names, tuple(Member(named.get(each, each)) for each in categories)))
        pictures += [folder / "images" / id_ / f"{name.rpartition('_')[2]}.jpg" for name in names]
    if vectors is None or not pictures or not pictures[0].is_file():
        return tuple(made)
    there = [picture for picture in pictures if picture.is_file()]
    seen = dict(zip(there, vectors(there), strict=True))
    looked = iter(pictures)
    return tuple(
        Outfit(
            each.id,
            each.names,
            tuple(
                Member(piece.category, tuple(seen[at].tolist()) if (at := next(looked)) in seen else ())
                for piece in each.pieces
            ),
        )
        for each in made
    )


def _category_names(folder: Path) -> dict[str, str]:
    """What the publisher's numbers of categories mean, where the folder says: a number and a name a line."""
    try:
        lines = (folder / _CATEGORIES).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    return {
        number: name.strip() for number, _, name in (line.partition(" ") for line in lines) if name.strip()
    }


def _told(row: Mapping[str, Any]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """An outfit's id, its pieces' names and categories, as either layout has them."""
    id_ = str(row["set_id"])
    if "items" in row:
        names = [f"{id_}_{each['index']}" for each in row["items"]]
        categories = [str(each["categoryid"]) for each in row["items"]]
    else:
        names = [f"{id_}_{each}" for each in row["items_index"]]
        categories = [str(each) for each in row["items_category"]]
    if len(names) != len(categories):
        raise ValueError("pieces and categories are not as many")
    return id_, tuple(names), tuple(categories)


def _published(path: Path, outfits: Sequence[Outfit]) -> tuple[Blank, ...]:
    """The publisher's questions; one that names a piece which no test outfit has is left out."""
    known = {name: piece for each in outfits for name, piece in zip(each.names, each.pieces, strict=True)}
    made: list[Blank] = []
    for row in _rows(path):
        try:
            asked, answers = list(row["question"]), list(row["answers"])
        except (KeyError, TypeError) as error:
            reason = f"question {len(made) + 1}: {type(error).__name__} {error}"
            raise ModisteError("MOD-2357", path=path, reason=reason) from None
        owner = str(asked[0]).rpartition("_")[0] if asked else ""
        answers.sort(
            key=lambda name: not str(name).startswith(f"{owner}_")
        )  # the right one is the outfit's own
        if all(name in known for name in (*asked, *answers)):
            made.append(Blank(tuple(known[name] for name in asked), tuple(known[name] for name in answers)))
    if not made:
        raise ModisteError("MOD-2357", path=path, reason="it asks about no piece of the test outfits")
    return tuple(made)


def _rows(path: Path) -> list[Mapping[str, Any]]:
    try:
        rows = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ModisteError("MOD-2357", path=path, reason=str(error)[:200]) from None
    if not isinstance(rows, list):
        raise ModisteError("MOD-2357", path=path, reason="it is no list")
    return rows
