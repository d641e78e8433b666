"""The quality report as one self-contained page, with the pictures behind each finding.

Knows what stands where and how many pictures there is room for; figures come from the report.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.collect import clean, decode
from modiste.garment import CATALOGUE, Image, ModisteError
from modiste.learning import thumbnail, write_page
from modiste.workspace.flows.quality import quality_trend
from modiste.workspace.pages import render
from modiste.workspace.quality_words import Language, words

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

BUDGET = 1_500_000
"""Characters of pictures on the page."""
_GROUPS, _IN_GROUP, _ROWS = 24, 6, 50


def write_quality_page(
    shop: "Shop", report: clean.QualityReport, out: Path, language: Language = "en"
) -> Path:
    """Write the page, whole or not at all.

    Raises:
        ModisteError: MOD-1316 when `out` cannot be written.
    """
    write_page(out, _page(shop, report, language))
    return out


class _Album:
    """Pictures by image id, as long as there is room."""

    def __init__(self, shop: "Shop", ids: Sequence[str]) -> None:
        self._shop, self._left, self.left_out = shop, BUDGET, 0
        self._blobs = {id_: image.blob for id_, image in shop.store.rows.find(Image, list(ids)).items()}

    def shown(self, id_: str) -> dict[str, Any]:
        """The id with its picture, None where there is no room or nothing to read."""
        if self._left <= 0:
            self.left_out += 1
            return {"id": id_, "picture": None}
        try:
            made = thumbnail(decode(self._shop.store.blobs.get(self._blobs[id_]), near=144))
        except (ModisteError, KeyError):
            return {"id": id_, "picture": None}
        self._left -= len(made.uri)
        return {"id": id_, "picture": vars(made)}


def _page(shop: "Shop", report: clean.QualityReport, language: Language) -> str:
    word, found = words(language), report.findings
    groups = [*found.near, *found.exact][:_GROUPS]
    doubts = found.doubts[:_GROUPS]
    wanted = [id_ for group in groups for id_ in group.images[:_IN_GROUP]]
    wanted += [each.image for each in doubts] + [
        id_ for ids in found.flaws.values() for id_ in ids[:_IN_GROUP]
    ]
    album = _Album(shop, wanted)
    values = {
        "groups": [
            {
                "edits": ", ".join(word[edit] for edit in group.edits),
                "count": f"{len(group.images):,}",
                "images": [album.shown(id_) for id_ in group.images[:_IN_GROUP]],
            }
            for group in groups
        ],
        "doubts": [
            {
                **album.shown(each.image),
                "given": each.given,
                "likelier": each.likelier,
                "margin": _percent(each.margin),
            }
            for each in doubts
        ],
        "flaws": [
            {
                "name": word[flaw],
                "count": f"{len(ids):,}",
                "images": [album.shown(id_) for id_ in ids[:_IN_GROUP]],
            }
            for flaw, ids in found.flaws.items()
        ],
    }
    sections = (
        "figures",
        "fixes",
        "duplicates",
        "photos",
        "labels",
        "completeness",
        "validity",
        "drift",
        "diversity",
    )
    return render(
        "quality.html.j2",
        language,
        word,
        title=shop.root.resolve().name,
        lead=word["lead"].format(
            garments=f"{found.garments:,}", images=f"{found.images:,}", at=f"{report.at:%Y-%m-%d %H:%M} UTC"
        ),
        sections=[(name, word[name]) for name in sections],
        figures=[
            _figure(name, value, quality_trend(shop).get(name, []), found, word)
            for name, value in report.figures.items()
        ],
        fixes=[
            (
                f"{100 * fix.gain:.1f}%",
                word[f"fix_{fix.kind}"].format(subject=word.get(fix.subject, fix.subject)),
                f"{fix.count:,}",
                ", ".join(fix.examples[:3]),
            )
            for fix in report.fixes
        ],
        **_texts(found, word),
        **_tables(found, word),
        **values,
        left_out=album.left_out,
    )


def _figure(
    name: str, value: float, past: Sequence[tuple[str, float]], found: clean.Findings, word: Mapping[str, str]
) -> dict[str, str]:
    line = change = ""
    if len(past) > 1:
        step = 156 / (len(past) - 1)
        # The whole height is the range from 0 to 1, so that a small change looks small.
        line = " ".join(f"{2 + row * step:.1f},{26 - 24 * point:.1f}" for row, (_, point) in enumerate(past))
        change = word["since"].format(change=f"{100 * (value - past[-2][1]):+.1f}%", at=past[-2][0][:10])
    is_model = name == "undoubted_labels"
    how = word["by_model"].format(how=found.how_labels) if is_model else word["measured"]
    return {"name": word[name], "value": _percent(value), "line": line, "change": change, "how": how}


def _texts(found: clean.Findings, word: Mapping[str, str]) -> dict[str, str]:
    labels = word["labels_text"].format(
        doubts=f"{len(found.doubts):,}", audited=f"{found.audited:,}", how=found.how_labels
    )
    at, source, count = next((run for run in found.runs if run[0] == found.compared), ("", "", 0))
    imported = word["drift_text"].format(
        source=source, at=at[:16].replace("T", " "), count=f"{count:,}", runs=len(found.runs)
    )
    return {
        "duplicates_text": word["duplicates_text"].format(exact=len(found.exact), near=len(found.near)),
        "photos_text": word["photos_text"].format(
            examined=f"{found.examined:,}", damaged=f"{len(found.damaged):,}"
        ),
        "labels_text": labels if found.audited else word["labels_none"],
        "drift_text": imported if found.drift else word["drift_none"],
    }


def _tables(found: clean.Findings, word: Mapping[str, str]) -> dict[str, Any]:
    return {
        "twins": [
            (
                twin.one,
                twin.other,
                _percent(twin.certainty),
                ", ".join(f"{name} {like:.2f}" for name, like in twin.reasons),
            )
            for twin in found.twins[:_ROWS]
        ],
        "completeness": [
            (
                word[each.field],
                _percent(each.share),
                f"{each.count - each.filled:,}",
                ", ".join(each.examples[:3]),
            )
            for each in found.completeness
        ],
        "refused": [
            (code, CATALOGUE[code].title if code in CATALOGUE else "", f"{count:,}")
            for code, count in found.refused.items()
        ],
        "outliers": [(each.id, f"{each.value:g}", each.reason) for each in found.outliers[:_ROWS]],
        "drift": [
            (
                word.get(each.column, each.column),
                f"{each.psi:.3f}",
                "–" if each.ks is None else f"{each.ks:.3f}",
                word[f"verdict_{each.verdict}"],
                "; ".join(
                    f"{value or '–'} {_percent(was)} → {_percent(now)}" for value, was, now in each.shifts[:3]
                ),
            )
            for each in found.drift
        ],
        "traits": [_trait(each, word) for each in found.coverage],
    }


def _trait(each: clean.Coverage, word: Mapping[str, str]) -> dict[str, Any]:
    whole = sum(count for _, count in each.counts)
    errors = {row.group: row for row in each.errors}
    rows = []
    for group, count in each.counts[:_ROWS]:
        share = _percent(count / whole) + (f" · {word['thin']}" if group in each.thin else "")
        error = errors.get(group)
        differs = "–"
        if error and error.cases:
            low, high = error.interval
            differs = f"{_percent(error.errors / error.cases)} [{_percent(low)}, {_percent(high)}]"
        rows.append((group, f"{count:,}", share, differs))
    note = (
        word["absent"]
        if each.is_absent
        else word["evenness"].format(value=f"{each.evenness:.2f}", unknown=f"{each.unknown:,}")
    )
    return {"name": word.get(each.trait, each.trait), "note": note, "rows": rows}


def _percent(value: float) -> str:
    return f"{100 * value:.1f}%"
