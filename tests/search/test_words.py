"""Garments are found by their words, whatever language, spelling or typo; and everything survives a merge."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from modiste.search import Document, PriceSpan, Words
from modiste.search.documents import terms_of
from modiste.search.postings import Entry, Newest, segment_arrays
from modiste.search.words import Asked

from .conftest import DOCUMENTS, document


@pytest.fixture(params=["in the journal", "in a segment", "in both"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Words:
    words = Words(tmp_path / "words")
    if request.param == "in both":
        words.update(DOCUMENTS[:3], [], 3)
        words.merge(least=1)
        words.update(DOCUMENTS[3:], [], 6)
        return words
    words.update(DOCUMENTS, [], 6)
    if request.param == "in a segment":
        words.merge(least=1)
    return words


def found(words: Words, *terms: str) -> list[int]:
    total = words.scores([Asked(term, ((term, 1.0),)) for term in terms]).total
    order = np.argsort(-total, kind="stable")
    return [int(number) for number in order if total[number] > 0]


def test_terms_find_their_garments_best_first(kept: Words) -> None:
    assert sorted(found(kept, "=dress")) == [1, 2]
    assert found(kept, "=dress", "=green")[0] == 2
    assert found(kept, "=jeans") == found(kept, "=wide-leg") == [4]
    assert found(kept, "=trousers") == [4]
    assert found(kept, "nothing") == []


def test_a_word_in_the_title_counts_more_than_one_in_the_description(tmp_path: Path) -> None:
    words = Words(tmp_path)
    words.update(
        [document(1, "Coat", "", description="a scarf"), document(2, "Scarf", "", description="a coat")],
        [],
        1,
    )
    assert found(words, "scarf") == [2, 1]


def test_a_rare_word_counts_more_than_a_common_one(tmp_path: Path) -> None:
    words = Words(tmp_path)
    words.update([document(n, "linen coat", "") for n in range(9)] + [document(9, "velvet coat", "")], [], 1)
    assert found(words, "coat", "velvet")[0] == 9


def test_facets_prices_and_names(kept: Words) -> None:
    assert kept.facets()["colour"] == ["blue", "green", "red"]
    assert np.flatnonzero(kept.having(["@colour=red"])).tolist() == [1, 3]
    assert kept.counted(kept.having(["@colour=red"]))["category"] == {"Dresses": 1, "Shirts": 1}
    assert np.flatnonzero(kept.priced(40, 50, "", 100.0)).tolist() == [2, 3]
    assert np.flatnonzero(kept.priced(40, 50, "EUR", 100.0)).tolist() == [2, 3]
    assert not kept.priced(40, 50, "USD", 100.0).any()
    assert kept.garments([1, 99]) == ["garment-1", None]
    assert (kept.count(), kept.cursor(), kept.number("garment-3")) == (6, 6, 3)


def test_a_price_holds_from_one_moment_to_another(tmp_path: Path) -> None:
    words = Words(tmp_path)
    spans = (PriceSpan("EUR", 50, 0, 100), PriceSpan("EUR", 30, 100, 200), PriceSpan("EUR", 50, 200))
    words.update([Document("coat", 1, {"title": "coat"}, {}, spans)], [], 1)
    assert [bool(words.priced(None, 40, "", moment)[1]) for moment in (99, 100, 199, 200)] == [0, 1, 1, 0]


def test_what_is_said_again_replaces_and_what_is_gone_is_gone(kept: Words) -> None:
    kept.update([document(1, "Alma velvet skirt", "blue")], ["garment-2"], 9)
    for _ in range(2):
        assert found(kept, "=dress") == []
        assert found(kept, "=skirt") == [1]
        assert kept.garments([1, 2]) == ["garment-1", None]
        assert np.flatnonzero(kept.having(["@colour=blue"])).tolist() == [1, 4, 6]
        assert np.flatnonzero(kept.everyone()).tolist() == [1, 3, 4, 5, 6]
        kept.merge(least=1)


def test_another_process_reads_the_same(kept: Words) -> None:
    other = Words(kept._shelf.folder)
    assert found(other, "=dress", "=red") == found(kept, "=dress", "=red")
    assert other.cursor() == 6


def test_a_merge_changes_no_score(tmp_path: Path) -> None:
    words = Words(tmp_path)
    words.update(DOCUMENTS, [], 6)
    asked = [Asked("dress", (("dress", 1.0), ("=dress", 0.9))), Asked("red", (("red", 1.0),))]
    before = words.scores(asked).total
    words.merge(least=1)
    assert np.allclose(words.scores(asked).total, before, rtol=1e-5)
    words.verify()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("drss", "dress"),
        ("swaeter", "sweater"),
        ("jaen", "jean"),
        ("trowser", "trouser"),
        ("xyzzy", None),
        ("drop", None),
        ("re", None),
        ("毛一", None),
    ],
)
def test_typos(words: Words, said: str, meant: str | None) -> None:
    near = words.near(said)
    assert (near and near[0]) == meant


def test_clearing_forgets(words: Words) -> None:
    words.clear()
    assert (words.count(), words.cursor(), found(words, "=dress")) == (0, 0, [])
    words.update(DOCUMENTS[:1], [], 1)
    assert found(words, "=dress") == [1]


def test_a_segment_gives_its_documents_back(tmp_path: Path) -> None:
    entry = Entry(
        "coat", 3, {"coat": (3.0, 1), "=coat": (2.5, 3)}, 3.0, {"colour": ["red"]}, [("EUR", 9.5, 0, None)]
    )
    meta, arrays = segment_arrays([entry])
    assert meta == {"documents": 1, "currencies": ["EUR"]}
    assert arrays["numbers"].tolist() == [3]
    newest = Newest()
    newest.add(entry)
    assert newest.postings("@colour=red")[0].tolist() == [3]
    newest.drop(3)
    assert newest.terms == {}


def test_what_a_thing_is_a_kind_of_counts_for_less() -> None:
    counts = terms_of(document(1, "Jeans", "")).counts
    assert counts["=jeans"][0] > counts["=trousers"][0] > 0
    assert "the" not in terms_of(document(1, "the coat", "")).counts


def test_threads_may_search_while_one_writes(words: Words, together: Callable[..., list[object]]) -> None:
    def write() -> None:
        for number in range(10, 40):
            words.update([document(number, f"dress number{number}", "red")], [], number)

    def read() -> int:
        return max(len(found(words, "=dress")) for _ in range(60))

    assert max(together(write, read, read)[1:]) >= 2
    assert len(found(words, "=dress")) == 32
