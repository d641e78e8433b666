"""What the data are worth, in figures, and what to mend first.

Knows how findings of the other files here become figures and an order of work; finding, showing and keeping
them is left to others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from modiste.collect.clean.diversity import Coverage
from modiste.collect.clean.drift import Drift
from modiste.collect.clean.missing import WEIGHTS, Completeness
from modiste.collect.clean.outliers import Outlier
from modiste.collect.clean.products import Twin

EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class PictureGroup:
    """Images that show one photograph: their ids, the edits that were seen, and their garments."""

    images: tuple[str, ...]
    edits: tuple[str, ...]
    garments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelDoubt:
    """One image whose label is doubted, and the likelier one."""

    image: str
    garment: str
    given: str
    likelier: str
    margin: float


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one shop at one moment.

    `flaws` gives image ids by flaw; `refused` counts by error number, `doubted` records by type; `how_labels`
    says which model doubted, empty where labels were not audited; `runs` the imports that brought something,
    oldest first, each with its moment, source and how many garments; `compared` is the moment of the one that
    `drift` is about.
    """

    garments: int
    images: int
    completeness: tuple[Completeness, ...] = ()
    refused: Mapping[str, int] = field(default_factory=dict)
    doubted: Mapping[str, int] = field(default_factory=dict)
    outliers: tuple[Outlier, ...] = ()
    exact: tuple[PictureGroup, ...] = ()
    near: tuple[PictureGroup, ...] = ()
    twins: tuple[Twin, ...] = ()
    flaws: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    examined: int = 0
    damaged: tuple[str, ...] = ()
    doubts: tuple[LabelDoubt, ...] = ()
    audited: int = 0
    how_labels: str = ""
    runs: tuple[tuple[str, str, int], ...] = ()
    compared: str = ""
    drift: tuple[Drift, ...] = ()
    coverage: tuple[Coverage, ...] = ()


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to mend: its kind, what it concerns, how many, and what mending it gains (0 to 1)."""

    kind: str
    subject: str
    count: int
    gain: float
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QualityReport:
    """Findings with their figures and fixes; `figures` are shares from 0 to 1, higher is better."""

    at: datetime
    findings: Findings
    figures: Mapping[str, float]
    fixes: tuple[Fix, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        found = self.findings
        return {
            "at": self.at.isoformat(),
            "garments": found.garments,
            "images": found.images,
            "figures": {name: round(value, 6) for name, value in self.figures.items()},
            "fixes": [{**_plain(fix), "gain": round(fix.gain, 6)} for fix in self.fixes],
            "completeness": [{**_plain(each), "share": each.share} for each in found.completeness],
            "validity": {
                "refused": dict(found.refused),
                "doubted": dict(found.doubted),
                "outliers": [_plain(each) for each in found.outliers],
            },
            "duplicates": {
                "exact": [_plain(each) for each in found.exact],
                "near": [_plain(each) for each in found.near],
                "garments": [_plain(each) for each in found.twins],
            },
            "image_quality": {
                "examined": found.examined,
                "damaged": list(found.damaged),
                "flaws": {name: list(ids) for name, ids in found.flaws.items()},
            },
            "labels": {
                "audited": found.audited,
                "model": found.how_labels,
                "doubts": [_plain(each) for each in found.doubts],
            },
            "drift": {
                "runs": [dict(zip(("at", "source", "count"), run, strict=True)) for run in found.runs],
                "compared": found.compared,
                "columns": [_plain(each) for each in found.drift],
            },
            "diversity": [
                {
                    **_plain(each),
                    "counts": dict(each.counts),
                    "errors": [_plain(row) for row in each.errors],
                    "absent": each.is_absent,
                }
                for each in found.coverage
            ],
        }


def quality_report(at: datetime, findings: Findings) -> QualityReport:
    """Figures and fixes of what was found; the fix with the largest gain is first."""
    fixes = [fix for fix in _fixes(findings) if fix.count]
    return QualityReport(
        at,
        findings,
        _figures(findings),
        tuple(sorted(fixes, key=lambda fix: (-fix.gain, fix.kind, fix.subject))),
    )


def _figures(found: Findings) -> dict[str, float]:
    """Shares that can be followed over time; one that cannot be told is left out."""
    figures: dict[str, float] = {}
    if found.garments:
        whole = sum(WEIGHTS.values())
        figures["complete"] = sum(WEIGHTS[each.field] * each.share for each in found.completeness) / whole
        rows = found.garments + sum(found.refused.values())
        figures["valid"] = 1 - (sum(found.refused.values()) + len(_ids(found.outliers))) / rows
        doubled = {row for twin in found.twins for row in (twin.one, twin.other)}
        figures["distinct_garments"] = 1 - len(doubled) / 2 / found.garments
    if found.images:
        extra = _extra(found.exact) + _extra(found.near)
        figures["distinct_images"] = max(0.0, 1 - extra / found.images)
    if found.examined:
        poor = {id_ for ids in found.flaws.values() for id_ in ids}
        figures["good_images"] = 1 - len(poor) / found.examined
    if found.audited:
        figures["undoubted_labels"] = 1 - len(found.doubts) / found.audited
    steady = [each for each in found.drift if each.verdict != "too few"]
    if steady:
        figures["steady"] = sum(each.verdict == "steady" for each in steady) / len(steady)
    known = [each.evenness for each in found.coverage if not each.is_absent]
    if known:
        figures["even"] = sum(known) / len(known)
    return figures


def _fixes(found: Findings) -> Sequence[Fix]:
    garments, images = max(found.garments, 1), max(found.images, 1)
    whole = sum(WEIGHTS.values())
    fixes = [
        Fix(
            "fill",
            each.field,
            each.count - each.filled,
            WEIGHTS[each.field] / whole * (1 - each.share),
            each.examples,
        )
        for each in found.completeness
    ]
    fixes += [
        Fix("readmit", code, count, count / (garments + count), ()) for code, count in found.refused.items()
    ]
    wrong = tuple(_ids(found.outliers))
    fixes.append(Fix("check_values", "price", len(wrong), len(wrong) / garments, wrong[:EXAMPLES]))
    for kind, groups in (("drop_copies", found.exact), ("drop_edits", found.near)):
        shown = tuple(group.images[0] for group in groups[:EXAMPLES])
        fixes.append(Fix(kind, "image", _extra(groups), _extra(groups) / images, shown))
    pairs = tuple(f"{twin.one} = {twin.other}" for twin in found.twins[:EXAMPLES])
    fixes.append(Fix("merge", "garment", len(found.twins), len(found.twins) / garments, pairs))
    # A poor photo still shows something: half the weight of a missing one.
    fixes += [
        Fix("retake", flaw, len(ids), 0.5 * len(ids) / images, ids[:EXAMPLES])
        for flaw, ids in found.flaws.items()
    ]
    fixes.append(
        Fix("replace", "damaged", len(found.damaged), len(found.damaged) / images, found.damaged[:EXAMPLES])
    )
    doubted = tuple(each.image for each in found.doubts[:EXAMPLES])
    fixes.append(
        Fix("check_labels", "label", len(found.doubts), len(found.doubts) / max(found.audited, 1), doubted)
    )
    fixes += [
        Fix("explain_drift", each.column, each.now, 0.05 * min(each.psi, 1.0), ())
        for each in found.drift
        if each.verdict == "large"
    ]
    fixes += [
        Fix("cover", each.trait, len(each.thin), 0.05 * (1 - each.evenness), each.thin[:EXAMPLES])
        for each in found.coverage
        if each.thin
    ]
    return fixes


def _extra(groups: Sequence[PictureGroup]) -> int:
    return sum(len(group.images) - 1 for group in groups)


def _ids(outliers: Sequence[Outlier]) -> list[str]:
    return list(dict.fromkeys(each.id for each in outliers))


def _plain(value: Any) -> dict[str, Any]:
    """The fields of a frozen value; what JSON has no number for becomes None."""
    made = {name: getattr(value, name) for name in value.__slots__}
    return {
        name: list(each)
        if isinstance(each, tuple)
        else None
        if isinstance(each, float) and each in (float("inf"), float("-inf"))
        else each
        for name, each in made.items()
    }
