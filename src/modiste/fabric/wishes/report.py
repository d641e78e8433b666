"""What a segment's reviews ask of cloth: aspects with rates and quotes, and the objectives that follow.

Knows how wishes become goals; reading, finding and comparing are the neighbours'.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.properties.catalogue import PROPERTIES
from modiste.fabric.wishes.aspects import Aspect, aspects, mentions
from modiste.fabric.wishes.contrast import contrasts, standing_out
from modiste.fabric.wishes.reviews import Reviews, read_reviews
from modiste.garment import ModisteError

LEAST = 200
"""Reviews on either side below which nothing is compared."""
QUOTES = 5
COMPLAINTS = 3
"""So many of the commonest complaints are proposed even where others complain as much."""
_UNANSWERED = "nothing that is predicted of cloth answers to it"


def read_wishes(path: Path, segment: str) -> dict[str, Any]:
    """What a segment asks of cloth, as plain values.

    Raises:
        ModisteError: MOD-2860 for reviews that cannot be read, MOD-2861 for a segment that is none, MOD-2862
            for one that is too small.
    """
    return wishes(read_reviews(path), segment)


def wishes(reviews: Reviews, segment: str) -> dict[str, Any]:
    """The same of reviews at hand."""
    inside = reviews.segment(segment)
    if min(inside.sum(), (~inside).sum()) < LEAST:
        count = int(inside.sum())
        raise ModisteError("MOD-2862", segment=segment[:80], count=count, least=LEAST)
    known = list(aspects().values())
    said, quotes = _found(reviews, known)
    found = contrasts(said, inside, reviews.garment)
    rating = reviews.columns["rating"].astype(float)
    rows: list[dict[str, Any]] = []
    for place, (aspect, contrast, stands) in enumerate(zip(known, found, standing_out(found), strict=True)):
        who = inside & said[:, place]
        rows.append(
            {
                "name": aspect.name,
                "en": aspect.en,
                "zh": aspect.zh,
                "mood": aspect.mood,
                "count": contrast.count,
                "rate": contrast.rate,
                "rate_others": contrast.rate_others,
                "difference_ci95": [contrast.low, contrast.high],
                "stands_out": stands,
                "stars": _mean(rating[who]),
                "stars_otherwise": _mean(rating[inside & ~said[:, place]]),
                "quotes": _quotes(reviews, quotes[place], who),
            }
        )
    rows.sort(key=lambda each: -each["rate"])
    return {
        "segment": segment,
        "reviews": int(inside.sum()),
        "reviews_others": int((~inside).sum()),
        "how": (
            "phrases of a lexicon, negation heeded; 95 % intervals by drawing garments; what stands out "
            "holds at a false-discovery rate of 5 %"
        ),
        "aspects": rows,
        "proposals": _proposals(rows, segment),
        "unanswered": [
            {"name": each["name"], "en": each["en"], "zh": each["zh"], "because": _UNANSWERED}
            for each in rows
            if not aspects()[each["name"]].of and (each["stands_out"] and _is_more(each))
        ],
    }


def _found(reviews: Reviews, known: list[Aspect]) -> tuple[NDArray[np.bool_], list[dict[int, str]]]:
    """Which review says what, (n, k), and the sentence that does."""
    places = {each.name: place for place, each in enumerate(known)}
    said = np.zeros((len(reviews), len(known)), bool)
    quotes: list[dict[int, str]] = [{} for _ in known]
    for number, text in enumerate(reviews.text):
        for each in mentions(text):
            said[number, places[each.aspect]] = True
            quotes[places[each.aspect]][number] = each.quote
    return said, quotes


def _quotes(reviews: Reviews, quotes: dict[int, str], who: NDArray[np.bool_]) -> list[dict[str, Any]]:
    """Sentences of the segment, spread over the file, with the row each is from."""
    rows = np.flatnonzero(who)
    kept = rows[np.linspace(0, len(rows) - 1, min(QUOTES, len(rows))).astype(int)] if len(rows) else rows
    rating = reviews.columns["rating"].astype(float)
    return [
        {"row": int(reviews.row[each]), "rating": _mean(rating[each : each + 1]), "text": quotes[int(each)]}
        for each in kept
    ]


def _proposals(rows: list[dict[str, Any]], segment: str) -> list[dict[str, Any]]:
    """Objectives for a property each, from what stands out and from the commonest complaints.

    The weight is the share of the segment's reviews behind it. How much of a property would satisfy them no
    review tells: worst and best are for whoever writes the goals.
    """
    complaints = [
        each["name"]
        for each in rows
        if each["mood"] == "complaint" and each["count"] and aspects()[each["name"]].of
    ]
    wanted = {each["name"] for each in rows if each["stands_out"] and _is_more(each)}
    wanted |= set(complaints[:COMPLAINTS])
    made: dict[tuple[str, str], dict[str, Any]] = {}
    for each in rows:
        aspect = aspects()[each["name"]]
        if each["name"] not in wanted or not aspect.of:
            continue
        because = (
            f"{each['count']:,} reviews of {segment} say “{each['en']}” ({each['rate']:.1%}; of others "
            f"{each['rate_others']:.1%}), "
            f"with {each['stars']:.1f} stars against {each['stars_otherwise']:.1f}"
        )
        goal = made.setdefault(
            (aspect.of, aspect.want),
            {
                "of": aspect.of,
                "want": aspect.want,
                "en": PROPERTIES[aspect.of].en,
                "zh": PROPERTIES[aspect.of].zh,
                "unit": PROPERTIES[aspect.of].unit,
                "weight": 0.0,
                "aspects": [],
                "because": "",
                "rows": [],
            },
        )
        goal["weight"] += each["rate"]
        goal["aspects"].append(each["name"])
        goal["because"] = "; ".join(filter(None, (goal["because"], because)))
        goal["rows"] += [quote["row"] for quote in each["quotes"]]
    return sorted(made.values(), key=lambda each: -each["weight"])


def _is_more(row: dict[str, Any]) -> bool:
    return bool(row["rate"] > row["rate_others"])


def _mean(values: NDArray[np.float64]) -> float | None:
    return float(np.nanmean(values)) if np.isfinite(values).any() else None
