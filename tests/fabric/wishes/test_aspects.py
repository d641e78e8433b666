"""What phrases say, what takes them back, and how often the lexicon is right where a reader looked."""

import csv
from pathlib import Path

import pytest

from modiste.fabric.wishes.aspects import aspects, mentions


def said(text):
    return {each.aspect for each in mentions(text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The fabric is thin and itchy.", {"thin", "itchy"}),
        ("It isn't itchy at all, and never pills.", set()),
        ("Not sheer; but it does wrinkle.", {"wrinkles"}),
        ("I love the thin straps.", set()),
        ("There is no stretch in it.", {"no_stretch"}),
        ("It has a lot of stretch.", {"stretch"}),
        ("They stretched out after an hour.", {"stretches_out"}),
        ("Great for warm weather.", set()),
        ("It keeps me warm.", {"warm"}),
        ("Far too warm for spring.", {"too_hot"}),
        ("It’s not too warm.", set()),
        ("I snagged it on sale.", set()),
    ],
)
def test_phrases_count_unless_something_takes_them_back(text, found) -> None:
    assert said(text) == found


def test_a_quote_is_the_sentence_that_says_it() -> None:
    (found,) = mentions("Nice colour. The Cloth is Itchy though! I sent it back.")
    assert found.quote == "The Cloth is Itchy though!"


def test_each_aspect_stands_in_both_languages_and_names_a_property_that_is_predicted() -> None:
    from modiste.fabric import PROPERTIES

    for each in aspects().values():
        assert each.en and each.zh and each.mood in ("complaint", "praise")
        assert (each.of in PROPERTIES and each.want in ("least", "most")) or not (each.of or each.want)


def test_three_of_four_mentions_are_right_where_a_reader_looked(modiste_data: Path) -> None:
    """labels.tsv: ten mentions an aspect, drawn by chance from the reviews, read and judged by one reader."""
    from modiste.fabric.wishes.reviews import read_reviews

    reviews = read_reviews(modiste_data / "recsys" / "womens_reviews")
    texts = dict(zip(reviews.row.tolist(), reviews.text, strict=True))
    with Path(__file__).with_name("labels.tsv").open(encoding="utf-8") as file:
        labels = list(csv.DictReader(file, delimiter="\t"))
    right = [each["is_right"] == "1" for each in labels if each["aspect"] in said(texts[int(each["row"])])]
    assert len(right) >= 170
    assert sum(right) / len(right) >= 0.75
