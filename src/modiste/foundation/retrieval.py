"""What an encoder is worth: does a picture find its like, and a text its picture.

Knows the figures and how pictures and texts are read; which encoder it is does not matter.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modiste.collect import Rejection, decode, open_files
from modiste.foundation.encoder import Encoder, Floats
from modiste.foundation.wording import class_caption
from modiste.garment import ModisteError
from modiste.learning import Event, Metric, Progress, silent, wilson

TOPS = (1, 5, 10)
NEAR = 320
_BATCH = 64
_ROWS = 1024
MOST = 200_000
_PICTURE, _CAPTION = ("picture", "image", "file"), ("caption", "text")


@dataclass(frozen=True, eq=False)
class Retrieved:
    """The figures of one judgement.

    Attributes:
        n: Queries.
        metrics: `recall_at_1`, `recall_at_5`, `recall_at_10`, `mrr`, and with classes `category_p_at_1`.
        by_label: Of each class its pictures, `recall_at_1` and `category_p_at_1`.
        rejected: Files that could not be read.
    """

    n: int
    metrics: dict[str, Metric]
    by_label: list[dict[str, object]] = field(default_factory=list)
    rejected: tuple[Rejection, ...] = ()

    def extras(self) -> dict[str, object]:
        """What stands beside the figures in a result."""
        return {"by_label": self.by_label, "rejected": [asdict(each) for each in self.rejected]}


def retrieval_worth(encoder: Encoder, data: str | Path, *, progress: Progress = silent) -> Retrieved:
    """Judge an encoder on a folder of class folders, or on a CSV of pictures with captions.

    Of class folders every picture is asked with in turn, leaving it out: `recall_at_k` is the share of those
    that have one of their class among the k nearest, `mrr` the mean of one over the rank of the first, and
    `category_p_at_1` the share whose nearest class caption is their own. Of a CSV with the columns `picture`
    and `caption` every caption is asked with: the figures are of its own picture's rank. Ties count
    against it.

    Args:
        encoder: any.
        data: the folder, or `FOLDER:part`, or the CSV; its pictures' paths are relative to it.
        progress: told about pictures embedded.

    Raises:
        ModisteError: MOD-1905 for data that cannot be used, MOD-1215 to 1221 for the folder.
    """
    if str(data).lower().endswith(".csv"):
        return _by_captions(encoder, Path(data), progress)
    files = open_files(data)
    vectors, kept, bad = _embedded(encoder, files.paths, progress, str(data))
    rejected = (*files.rejected, *(Rejection(files.ids[row], error.code, error.detail) for row, error in bad))
    targets = files.targets[kept]
    if len(kept) < 2:
        raise ModisteError("MOD-1905", data=data, reason=f"{len(kept)} pictures of it can be read")
    ranks = first_ranks(vectors, targets)
    captions = encoder.embed_texts([class_caption(label) for label in files.labels])
    named = (vectors @ captions.T).argmax(1) == targets
    figures = _figures(ranks)
    figures["category_p_at_1"] = _share(named)
    by_label = [
        {
            "label": label,
            "n": int(own.sum()),
            "recall_at_1": round(float((ranks[own] == 1).mean()), 4),
            "category_p_at_1": round(float(named[own].mean()), 4),
        }
        for number, label in enumerate(files.labels)
        if (own := targets == number).any()
    ]
    return Retrieved(len(kept), figures, by_label, rejected)


def first_ranks(vectors: Floats, targets: NDArray[np.int64]) -> NDArray[np.float64]:
    """At which rank each picture meets the first of its class, itself left out; infinite where there is none.

    Args:
        vectors: (n, dimension) of unit length.
        targets: (n,) classes.
    """
    made = np.full(len(vectors), np.inf)
    for start in range(0, len(vectors), _ROWS):
        rows = np.arange(start, min(start + _ROWS, len(vectors)))
        likeness = vectors[rows] @ vectors.T
        likeness[np.arange(len(rows)), rows] = -np.inf
        same = targets[rows, None] == targets[None]
        same[np.arange(len(rows)), rows] = False
        best = np.where(same, likeness, -np.inf).max(1)
        nearer = ((likeness >= best[:, None]) & ~same).sum(1)
        made[rows] = np.where(same.any(1), nearer + 1, np.inf)
    return made


def own_ranks(queries: Floats, vectors: Floats, own: NDArray[np.int64]) -> NDArray[np.float64]:
    """At which rank each query (q, dimension) finds its own row `own` (q,) of `vectors` (n, dimension)."""
    made = np.empty(len(queries))
    for start in range(0, len(queries), _ROWS):
        likeness = queries[start : start + _ROWS] @ vectors.T
        mine = own[start : start + _ROWS]
        wanted = likeness[np.arange(len(mine)), mine]
        likeness[np.arange(len(mine)), mine] = -np.inf
        made[start : start + _ROWS] = 1 + (likeness >= wanted[:, None]).sum(1)
    return made


def _by_captions(encoder: Encoder, path: Path, progress: Progress) -> Retrieved:
    pairs = list(picture_captions(path))
    names = list(dict.fromkeys(name for name, _ in pairs))
    vectors, kept, bad = _embedded(encoder, [path.parent / name for name in names], progress, path.name)
    place = {names[row]: number for number, row in enumerate(kept)}
    asked = [(place[name], caption) for name, caption in pairs if name in place]
    if not asked:
        raise ModisteError("MOD-1905", data=path, reason="none of its pictures can be read")
    queries = encoder.embed_texts([caption for _, caption in asked])
    ranks = own_ranks(queries, vectors, np.array([row for row, _ in asked]))
    rejected = tuple(Rejection(names[row], error.code, error.detail) for row, error in bad)
    return Retrieved(len(asked), _figures(ranks), [], rejected)


def picture_captions(path: Path) -> Iterator[tuple[str, str]]:
    """The pictures of a CSV, by paths relative to it, each with a caption.

    Raises:
        ModisteError: MOD-1905 for a file that is none.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = [each.strip().lower() for each in reader.fieldnames or ()]
            picture = next((each for each in _PICTURE if each in columns), None)
            caption = next((each for each in _CAPTION if each in columns), None)
            if picture is None or caption is None:
                raise ModisteError(
                    "MOD-1905", data=path, reason=f"its columns are {', '.join(columns) or 'none'}"
                )
            for number, row in enumerate(reader):
                if number == MOST:
                    raise ModisteError("MOD-1905", data=path, reason=f"it has over {MOST:,} rows")
                told = {(key or "").strip().lower(): value or "" for key, value in row.items()}
                if told[picture] and told[caption]:
                    yield told[picture], told[caption]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ModisteError("MOD-1905", data=path, reason=reason.lower()) from None


def _embedded(
    encoder: Encoder, paths: Sequence[Path | str], progress: Progress, what: str
) -> tuple[Floats, list[int], list[tuple[int, ModisteError]]]:
    """Vectors of those that can be read, their numbers, and the others with the reason."""
    made: list[Floats] = []
    kept: list[int] = []
    bad: list[tuple[int, ModisteError]] = []
    for start in range(0, len(paths), _BATCH):
        pictures = []
        for row in range(start, min(start + _BATCH, len(paths))):
            try:
                pictures.append(decode(Path(paths[row]), name=str(paths[row]), near=NEAR))
                kept.append(row)
            except ModisteError as error:
                bad.append((row, error))
        if pictures:
            made.append(encoder.embed_images(pictures))
        progress(Event("step", min(start + _BATCH, len(paths)), len(paths), f"embedding {what}"))
    vectors = np.concatenate(made) if made else np.empty((0, encoder.dimension), np.float32)
    return vectors, kept, bad


def _figures(ranks: NDArray[np.float64]) -> dict[str, Metric]:
    made = {f"recall_at_{top}": _share(ranks <= top) for top in TOPS}
    inverse = 1 / ranks
    spread = 1.96 * float(inverse.std(ddof=1)) / np.sqrt(len(inverse)) if len(inverse) > 1 else 0.0
    mean = float(inverse.mean())
    made["mrr"] = Metric(mean, (max(0.0, mean - spread), min(1.0, mean + spread)))
    return made


def _share(hits: NDArray[np.bool_]) -> Metric:
    return Metric(float(hits.mean()), wilson(float(hits.sum()), len(hits)))
