"""Findings become shares that can be followed, and an order of work with the largest gain first."""

import json
from datetime import UTC, datetime

from modiste.collect import clean

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def report(**values: object) -> clean.QualityReport:
    return clean.quality_report(NOW, clean.Findings(**{"garments": 10, "images": 20, **values}))  # type: ignore[arg-type]


def test_what_was_not_looked_at_has_no_figure() -> None:
    assert set(clean.quality_report(NOW, clean.Findings(0, 0)).figures) == set()
    assert "undoubted_labels" not in report().figures
    assert "steady" not in report().figures


def test_figures_are_shares_of_what_was_looked_at() -> None:
    made = report(
        refused={"MOD-1206": 5},
        exact=(clean.PictureGroup(("a", "b", "c"), ("copied",), ("g1",)),),
        near=(clean.PictureGroup(("d", "e"), ("mirrored",), ("g1", "g2")),),
        flaws={"dark": ("a", "b"), "small": ("b",)},
        examined=20,
        doubts=(clean.LabelDoubt("a", "garment a", "coat", "dress", 0.8),),
        audited=10,
        how_labels="x",
    ).figures
    assert made["valid"] == 1 - 5 / 15
    assert made["distinct_images"] == 1 - 3 / 20
    assert made["good_images"] == 1 - 2 / 20
    assert made["undoubted_labels"] == 0.9
    assert all(0 <= value <= 1 for value in made.values())


def test_the_fix_that_gains_most_is_first_and_empty_ones_are_left_out() -> None:
    made = report(
        completeness=(
            clean.Completeness("photo", 10, 4, ("g1",)),
            clean.Completeness("brand", 10, 9, ("g2",)),
            clean.Completeness("season", 10, 10, ()),
        ),
        near=(clean.PictureGroup(("d", "e"), ("mirrored",), ("g1",)),),
    )
    kinds = [(fix.kind, fix.subject) for fix in made.fixes]
    assert kinds[0] == ("fill", "photo")
    assert ("fill", "season") not in kinds
    assert [fix.gain for fix in made.fixes] == sorted((fix.gain for fix in made.fixes), reverse=True)
    assert all(fix.count > 0 for fix in made.fixes)


def test_the_report_is_json_even_where_a_distance_is_infinite() -> None:
    made = report(
        outliers=(clean.Outlier("g1", "", 0.0, float("inf"), "0 cannot be such a value"),),
        twins=(clean.Twin("a", "b", 0.9, (("name", 0.9),)),),
        coverage=(clean.coverage("size", ["M", "M"], {"M": (2, 1)}), clean.coverage("body", [])),
        drift=(clean.word_drift("category", ["a"] * 30, ["b"] * 30),),
        runs=(("2026-11-01T00:00:00+00:00", "shop", 3),),
    ).to_json()
    again = json.loads(json.dumps(made, allow_nan=False))
    assert again["validity"]["outliers"][0]["distance"] is None
    assert again["diversity"][1]["absent"] is True
    assert again["diversity"][0]["errors"][0]["group"] == "M"
    assert again["drift"]["runs"][0]["source"] == "shop"
    assert any(fix["kind"] == "explain_drift" for fix in again["fixes"])
