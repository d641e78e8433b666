"""One self-contained HTML page that shows what a model is worth, with the pictures behind every figure.

Knows the order of the page and its size limit; figures come from `evaluation`, charts from `plots`, words
from `report_words`. Everything a label or a file name says is escaped.
"""

import io
import math
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from numpy.typing import NDArray
from PIL import Image

from modiste.garment import ModisteError
from modiste.learning import plots
from modiste.learning.evaluation import ClassScore, Evaluation
from modiste.learning.heat import Explanation, overlay
from modiste.learning.look import css_tokens
from modiste.learning.metrics import Curve
from modiste.learning.neighbours import Neighbourhood
from modiste.learning.plots import Chart, Line, Text
from modiste.learning.report_words import Language, words
from modiste.learning.result import Metric, Result
from modiste.learning.thumbnails import thumbnail

Picture = bytes | NDArray[np.uint8]
PictureSource = Callable[[int], Picture]

LIMIT_BYTES = 2_000_000
_BUDGETS = (1_250_000, 700_000, 0)
_HEADLINES = (
    "accuracy",
    "macro_f1",
    "roc_auc_macro",
    "ece",
    "accuracy_at_coverage_80",
    "coverage_at_accuracy_99",
)
_MISTAKES, _CELL_PICTURES, _GROUPS = 24, 6, 40
_TPR_AT = (0.001, 0.01, 0.05, 0.1)
_PRECISION_AT = (0.5, 0.8, 0.9, 0.95)


def html_report(
    evaluation: Evaluation,
    *,
    title: str,
    result: Result,
    out: Path,
    pictures: PictureSource | None = None,
    explanations: Mapping[int, Sequence[Explanation]] | None = None,
    neighbours: Mapping[int, Neighbourhood] | None = None,
    neighbour_pictures: PictureSource | None = None,
    history: Sequence[Mapping[str, float]] | None = None,
    card: Mapping[str, str] | None = None,
    language: Language = "en",
) -> Path:
    """Write the report to `out`, whole or not at all, and never above 2 MB.

    `pictures` gives the picture of a row of the evaluation: PNG bytes, or uint8 `(h, w)`, `(h, w, 1 | 3)` or
    `(1 | 3, h, w)`. `explanations` and `neighbours` are by row; `neighbour_pictures` gives the training
    picture of a row of the bank. `history` is the run's `history.json`; `card` adds lines to the model card.

    Raises:
        ModisteError: MOD-1315 for a picture that cannot be read, MOD-1316 when `out` cannot be written.
    """
    page = ""
    for budget in _BUDGETS:
        album = _Album(pictures, neighbour_pictures, budget)
        page = _page(evaluation, title, result, album, explanations, neighbours, history, card, language)
        if len(page.encode()) <= LIMIT_BYTES:
            break
    write_page(out, page)
    return out


class _Album:
    """Pictures as data URIs, as long as the budget of characters lasts."""

    def __init__(self, own: PictureSource | None, training: PictureSource | None, budget: int) -> None:
        self.own, self.training, self.left, self.left_out = own, training, budget, 0

    def row(self, index: int) -> dict[str, object] | None:
        """The picture of a row of the evaluation, None when there is none or no room is left."""
        return self._taken(self.own, index)

    def neighbour(self, index: int) -> dict[str, object] | None:
        """The training picture of a row of the bank."""
        return self._taken(self.training, index)

    def heat(self, index: int, explanation: Explanation) -> dict[str, object] | None:
        """The picture of a row under an explanation's heat."""
        return self._taken(self.own, index, explanation)

    def _taken(
        self, source: PictureSource | None, index: int, explanation: Explanation | None = None
    ) -> dict[str, object] | None:
        if source is None:
            return None
        # After the first that does not fit none is opened: a gap in the middle would say nothing of worth.
        if self.left <= 0:
            self.left_out += 1
            return None
        pixels = _pixels(source(index), index)
        made = thumbnail(_drawable(pixels if explanation is None else overlay(pixels, explanation.heat)))
        self.left -= len(made.uri)
        if self.left <= 0:
            self.left_out += 1
            return None
        return vars(made)


def _drawable(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return pixels[..., 0] if pixels.shape[2] == 1 else pixels


def _pixels(picture: Picture, index: int) -> NDArray[np.uint8]:
    """The picture as uint8 `(h, w, 1 | 3)`."""
    if isinstance(picture, bytes):
        try:
            with Image.open(io.BytesIO(picture)) as image:
                mode = "L" if image.mode in {"1", "L"} else "RGB"
                return np.atleast_3d(np.asarray(image.convert(mode), dtype=np.uint8))
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise ModisteError(
                "MOD-1315", index=index, reason=f"the bytes cannot be read ({error})"
            ) from None
    if not isinstance(picture, np.ndarray) or picture.dtype != np.uint8 or picture.ndim not in {2, 3}:
        shape = getattr(picture, "shape", type(picture).__name__)
        raise ModisteError(
            "MOD-1315", index=index, reason=f"{shape} {getattr(picture, 'dtype', '')} is no picture"
        )
    plain = np.atleast_3d(picture)
    if plain.shape[2] not in {1, 3} and plain.shape[0] in {1, 3}:
        plain = np.moveaxis(plain, 0, -1)
    if plain.shape[2] not in {1, 3} or 0 in plain.shape:
        raise ModisteError("MOD-1315", index=index, reason=f"{picture.shape} is no picture")
    return plain


def _page(
    evaluation: Evaluation,
    title: str,
    result: Result,
    album: _Album,
    explanations: Mapping[int, Sequence[Explanation]] | None,
    neighbours: Mapping[int, Neighbourhood] | None,
    history: Sequence[Mapping[str, float]] | None,
    card: Mapping[str, str] | None,
    language: Language,
) -> str:
    word = words(language)
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(_resource("report.html.j2"))
    # Pictures are taken in the order of their worth, for the budget may end.
    mistakes = [
        {**vars(mistake), "picture": album.row(mistake.index)} for mistake in evaluation.mistakes[:_MISTAKES]
    ]
    explained = _explained(evaluation, album, explanations or {}, neighbours or {}, word)
    shown = _shown_classes(evaluation)
    floor = _floor(evaluation)
    cells = _cells(evaluation, album, shown)
    linked = {cell["id"] for cell in cells}

    def href(true: int, predicted: int) -> str | None:
        name = f"cell-{true}-{predicted}"
        return f"#{name}" if name in linked else None

    facts = {
        word["model"]: result.model,
        word["data"]: result.data,
        word["protocol"]: result.protocol,
        word["cases"]: f"{result.n:,}",
        word["time_taken"]: f"{result.seconds:,.1f} s",
        word["peak_memory"]: f"{result.peak_mb:,.0f} MB",
        word["bootstrap_seed"]: str(evaluation.seed),
        **(card or {}),
    }
    return template.render(
        w=word,
        language=language,
        title=title,
        css=Markup(page_css()),  # noqa: S704 - our own files only
        result=result,
        n=f"{result.n:,}",
        evaluation=evaluation,
        headlines=[_figure(name, evaluation, word) for name in _HEADLINES],
        figures=[_figure(name, evaluation, word) for name in evaluation.metrics],
        classes=[_class_row(row, floor) for row in evaluation.per_class],
        class_span=f"{floor:.0%} – 100%",
        confusion=_confusion(evaluation, word, href, shown),
        confusion_note=""
        if shown is None
        else word["confusion_shown"].format(shown=len(shown), count=len(evaluation.labels)),
        cells=cells,
        roc=_roc(evaluation, word),
        pr=_pr(evaluation, word),
        reliability=_reliability(evaluation, word),
        coverage=_coverage(evaluation, word),
        confidence=_confidence(evaluation, word),
        slices={name: parts[:_GROUPS] for name, parts in evaluation.slices.items()},
        hidden_groups={name: max(0, len(parts) - _GROUPS) for name, parts in evaluation.slices.items()},
        mistakes=mistakes,
        explained=explained,
        history=_history(history or (), word),
        facts=facts,
        left_out=album.left_out,
        percent=_percent,
        svg=lambda chart: Markup(chart.svg),  # noqa: S704 - plots escapes every word it draws
    )


def _percent(value: float, digits: int = 2) -> str:
    return f"{100 * value:.{digits}f}%" if math.isfinite(value) else "–"


def _said(metric: Metric, value: float, digits: int = 2) -> str:
    return _percent(value, digits) if metric.unit == "fraction" else f"{value:.4f}"


def _figure(name: str, evaluation: Evaluation, word: Mapping[str, str]) -> dict[str, object]:
    metric = evaluation.metrics[name]
    low, high = metric.ci95 or (metric.value, metric.value)
    # The little scale runs from 0 to 1, so that two figures can be compared by eye.
    places = [160 * min(max(value, 0.0), 1.0) for value in (low, metric.value, high)]
    return {
        "name": word[name],
        "value": _said(metric, metric.value),
        "low": _said(metric, low) if metric.ci95 else "",
        "high": _said(metric, high) if metric.ci95 else "",
        "places": [f"{place:.1f}" for place in places] if metric.ci95 else None,
        "unit": word[metric.unit],
        "how": word[evaluation.interval_methods[name]].format(resamples=f"{evaluation.resamples:,}"),
    }


def _floor(evaluation: Evaluation) -> float:
    """Where the scale of the classes' F1 begins: a round tenth below the lowest interval."""
    lowest = min((row.f1_ci95 or (row.f1,))[0] for row in evaluation.per_class)
    return max(0.0, math.floor(lowest * 10 - 0.2) / 10)


def _class_row(row: ClassScore, floor: float) -> dict[str, object]:
    low, high = row.f1_ci95 or (row.f1, row.f1)
    places = [120 * (value - floor) / (1 - floor) for value in (low, row.f1, high)]
    return {
        "label": row.label,
        "support": f"{row.support:,}",
        "precision": _percent(row.precision, 1),
        "recall": _percent(row.recall, 1),
        "f1": _percent(row.f1, 1),
        "interval": f"{_percent(low, 1)} – {_percent(high, 1)}" if row.f1_ci95 else "–",
        "places": [f"{place:.1f}" for place in places],
        "roc_auc": f"{row.roc_auc:.4f}" if math.isfinite(row.roc_auc) else "–",
        "average_precision": f"{row.average_precision:.4f}" if math.isfinite(row.average_precision) else "–",
    }


def _shown_classes(evaluation: Evaluation) -> list[int] | None:
    """The classes the matrix has room for, None for all."""
    if len(evaluation.labels) <= plots.MATRIX_CLASSES:
        return None
    wrong = evaluation.confusion.copy()
    np.fill_diagonal(wrong, 0)
    worst = np.argsort(-(wrong.sum(0) + wrong.sum(1)), kind="stable")[: plots.MATRIX_CLASSES]
    return sorted(int(index) for index in worst)


def _cells(evaluation: Evaluation, album: _Album, shown: list[int] | None) -> list[dict[str, Any]]:
    """The pictures behind each cell that holds any: the fullest mistakes first, then the hits."""
    if album.own is None:
        return []
    inside = set(range(len(evaluation.labels)) if shown is None else shown)
    where = [
        (int(i), int(j)) for i, j in np.argwhere(evaluation.confusion > 0) if i in inside and j in inside
    ]
    where.sort(key=lambda cell: (cell[0] == cell[1], -evaluation.confusion[cell]))
    cells = []
    for true, predicted in where:
        rows = evaluation.cell(true, predicted)
        taken = [(int(row), album.row(int(row))) for row in rows[:_CELL_PICTURES]]
        views = [
            {"index": row, "confidence": float(evaluation.confidence[row]), "picture": picture}
            for row, picture in taken
            if picture is not None
        ]
        cells.append(
            {
                "id": f"cell-{true}-{predicted}",
                "true": evaluation.labels[true],
                "predicted": evaluation.labels[predicted],
                "count": len(rows),
                "views": views,
            }
        )
    return cells


def _confusion(
    evaluation: Evaluation,
    word: Mapping[str, str],
    href: Callable[[int, int], str | None],
    shown: list[int] | None,
) -> Chart:
    text = Text("confusion-map", word["confusion"], word["confusion_text"], word["predicted"], word["true"])
    return plots.confusion_map(text, evaluation.labels, evaluation.confusion, href, shown)


def _at(curve: Curve, x: float) -> float:
    """The best y reached by x (ROC), points being in rising x."""
    return float(curve.y[max(int(np.searchsorted(curve.x, x, side="right")) - 1, 0)])


def _roc(evaluation: Evaluation, word: Mapping[str, str]) -> Chart:
    rows = sorted((r for r in evaluation.per_class if math.isfinite(r.roc_auc)), key=lambda r: r.roc_auc)
    lines = [Line(row.label, row.roc.thinned(), f"{row.roc_auc:.4f}") for row in rows]
    heads = (word["class"], word["roc_auc"], *(word["tpr_at"].format(rate=f"{rate:.1%}") for rate in _TPR_AT))
    table = [
        (row.label, f"{row.roc_auc:.4f}", *(_percent(_at(row.roc, rate), 1) for rate in _TPR_AT))
        for row in rows
    ]
    text = Text("roc", word["roc"], word["roc_desc"], word["fpr"], word["tpr"])
    return plots.curves(text, lines, heads, table, root_x=True, ideal=True, others=word["other_classes"])


def _pr(evaluation: Evaluation, word: Mapping[str, str]) -> Chart:
    known = (r for r in evaluation.per_class if math.isfinite(r.average_precision))
    rows = sorted(known, key=lambda r: r.average_precision)

    rates = [word["precision_at"].format(rate=f"{rate:.0%}") for rate in _PRECISION_AT]
    table = []
    for row in rows:
        reached = [row.pr.y[row.pr.x >= rate].max(initial=0.0) for rate in _PRECISION_AT]
        table.append((row.label, f"{row.average_precision:.4f}", *(_percent(float(y), 1) for y in reached)))
    lines = [Line(row.label, row.pr.thinned(), f"{row.average_precision:.4f}") for row in rows]
    text = Text("pr", word["pr"], word["pr_desc"], word["recall"], word["precision"])
    heads = (word["class"], word["average_precision"], *rates)
    return plots.curves(text, lines, heads, table, others=word["other_classes"])


def _reliability(evaluation: Evaluation, word: Mapping[str, str]) -> Chart:
    text = Text(
        "reliability", word["reliability"], word["reliability_desc"], word["confidence"], word["accuracy"]
    )
    heads = (word["confidence"], word["cases"], word["mean_confidence"], word["accuracy"])
    return plots.reliability_diagram(text, evaluation.reliability, heads)


def _coverage(evaluation: Evaluation, word: Mapping[str, str]) -> Chart:
    text = Text(
        "coverage", word["coverage_title"], word["coverage_desc"], word["share_answered"], word["accuracy"]
    )
    at_80 = evaluation.metrics["accuracy_at_coverage_80"].value
    at_99 = evaluation.metrics["coverage_at_accuracy_99"].value
    points = [(0.8, at_80)]
    if at_99 > 0.0:
        points.append((at_99, evaluation.accuracy_at_coverage(at_99)))
    marks = {
        word["answered_mark"].format(share=_percent(x, 1), accuracy=_percent(y)): (x, y) for x, y in points
    }
    heads = (word["share_answered"], word["accuracy"], word["threshold"])
    return plots.coverage_chart(text, evaluation.coverage, marks, heads)


def _confidence(evaluation: Evaluation, word: Mapping[str, str]) -> Chart:
    right = evaluation.predicted == evaluation.targets
    groups = {
        word["right_ones"]: evaluation.confidence[right],
        word["wrong_ones"]: evaluation.confidence[~right],
    }
    text = Text("confidences", word["histogram"], word["histogram_desc"], word["confidence"])
    return plots.histogram(text, groups, (word["confidence"], *groups))


def _explained(
    evaluation: Evaluation,
    album: _Album,
    explanations: Mapping[int, Sequence[Explanation]],
    neighbours: Mapping[int, Neighbourhood],
    word: Mapping[str, str],
) -> list[dict[str, Any]]:
    made = []
    for index in sorted({*explanations, *neighbours}):
        heats = [
            {
                "name": word[item.method],
                "picture": album.heat(index, item),
                "faithfulness": item.faithfulness,
                "residual": "" if item.residual is None else f"{item.residual:.1e}",
                "verdict": item.faithfulness.better_counts,
            }
            for item in explanations.get(index, ())
        ]
        near = neighbours.get(index)
        made.append(
            {
                "index": index,
                "true": evaluation.labels[evaluation.targets[index]],
                "predicted": evaluation.labels[evaluation.predicted[index]],
                "confidence": float(evaluation.confidence[index]),
                "picture": album.row(index),
                "heats": heats,
                "near": []
                if near is None
                else [
                    {"id": n.id, "label": n.label, "cosine": n.cosine, "picture": album.neighbour(n.row)}
                    for n in near.neighbours
                ],
                "agreement": ""
                if near is None
                else word["agreement"].format(
                    share=_percent(near.agreement, 0), random=_percent(near.random_agreement, 0)
                ),
            }
        )
    return made


def _history(history: Sequence[Mapping[str, float]], word: Mapping[str, str]) -> list[Chart]:
    keys = list(dict.fromkeys(key for row in history for key in row if key not in {"epoch", "seconds"}))
    charts = []
    for kind in ("loss", "accuracy"):
        chosen = [key for key in keys if key == kind or key.endswith(f"_{kind}")]
        if chosen:
            told = word["history_desc"].format(keys=", ".join(chosen))
            text = Text(f"history-{kind}", word[f"{kind}_title"], told, word["epoch"])
            charts.append(plots.history_curves(text, history, chosen))
    return charts


def page_css() -> str:
    """The stylesheet of every page that is written: tokens light and dark, charts, layout."""
    return css_tokens() + plots.CSS + _resource("report.css")


def _resource(name: str) -> str:
    return (files("modiste.learning") / name).read_text(encoding="utf-8")


def write_page(out: Path, page: str) -> None:
    """Write a page whole or not at all.

    Raises:
        ModisteError: MOD-1316 when it cannot be written.
    """
    partial = out.with_name(f".{out.name}.{secrets.token_hex(4)}.partial")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ModisteError("MOD-1316", path=out, reason=error.strerror or str(error)) from None
