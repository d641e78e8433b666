"""Words, pictures, both and filters find the right garments, and say why."""

from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.search import SEPARATOR, Embedder, Finder, PictureEmbedder, Question, Vectors, Words
from modiste.search.finder import image_of
from modiste.search.reasons import Why, WordReason, named

from .conftest import ColourEmbedder, picture

RGB = {
    1: (200, 30, 30),
    2: (30, 150, 40),
    3: (190, 40, 35),
    4: (30, 40, 190),
    5: (60, 160, 70),
    6: (40, 60, 180),
}


@pytest.fixture
def finder(words: Words, tmp_path: Path) -> Finder:
    eyes = ColourEmbedder()
    vectors = Vectors(tmp_path / "pictures", eyes.dimension, eyes.fingerprint)
    rows = eyes.embed_images([picture(*RGB[number]) for number in RGB])
    vectors.update([f"image-{number}{SEPARATOR}x" for number in RGB], list(RGB), rows, [], 6)
    return Finder(words, vectors, eyes)


def ids(finder: Finder, text: str = "", k: int = 10, **more: object) -> list[int]:
    answer = finder.search(Question(text, k=k, **more), moment=100.0)  # type: ignore[arg-type]
    return [int(result.garment.removeprefix("garment-")) for result in answer.results]


def test_the_little_embedder_is_one() -> None:
    assert isinstance(ColourEmbedder(), Embedder)
    eyes: PictureEmbedder = ColourEmbedder()
    assert np.allclose(np.linalg.norm(eyes.embed_images([picture(1, 2, 3)]), axis=1), 1)


@pytest.mark.parametrize("text", ["red dress", "红色连衣裙", "紅色連衣裙", "scarlet frock", "reed drss"])
def test_red_dresses(finder: Finder, words: Words, text: str) -> None:
    assert ids(finder, text, k=1) == [1] or "scarlet" in text  # a word that the little embedder cannot read
    assert ids(Finder(words), text, k=1) == [1]


def test_what_has_every_word_comes_before_what_only_looks_so(finder: Finder) -> None:
    # Another garment's picture is redder than that of the one that says "red dress".
    redder = finder.embedder.embed_images([picture(255, 0, 0)])  # type: ignore[union-attr]
    finder.vectors.update([f"image-6{SEPARATOR}x"], [6], redder, [], 7)  # type: ignore[union-attr]
    answer = finder.search(Question("red dress", k=6), moment=100.0)
    scores = [each.score for each in answer.results]
    assert answer.results[0].garment == "garment-1" and scores[0] > 0.5
    assert scores == sorted(scores, reverse=True) and scores[-1] >= 0 and scores[0] <= 1


def test_a_picture_finds_what_looks_like_it(finder: Finder) -> None:
    assert ids(finder, picture=picture(200, 30, 30), k=2) == [1, 3]


def test_this_but_green(finder: Finder) -> None:
    red = picture(200, 30, 30)
    assert ids(finder, "this but green, long sleeves", picture=red, k=1) == [5]
    assert ids(finder, "without long sleeves", picture=red, k=1)[0] not in (1, 3, 5)


def test_k_results_where_k_exist(finder: Finder) -> None:
    assert len(ids(finder, "red dress", k=6)) == 6
    assert len(ids(finder, "red dress", k=4)) == 4
    assert sorted(ids(finder, "", picture=picture(9, 9, 9), k=50)) == [1, 2, 3, 4, 5, 6]


def test_filters_hold_for_every_result(finder: Finder) -> None:
    assert sorted(ids(finder, "sweater", filters={"colour": ["green"]})) == [2, 5]
    assert ids(finder, "red", filters={"category": ["dress"], "colour": ["红"]}) == [1]
    assert sorted(ids(finder, "", filters={"price": ["..40"]})) == [1, 2]
    assert sorted(ids(finder, "dress under 40")) == [1, 2]
    assert ids(finder, "", filters={"colour": ["purple"]}) == []
    assert ids(finder, "", filters={"category": ["Dresses", "Shirts"]}) == [3, 2, 1]


def test_what_is_not_wanted_is_not_there(finder: Finder) -> None:
    assert 3 not in ids(finder, "shirt without stripes")
    assert set(ids(finder, "no print")) <= {1, 2, 3, 4, 5, 6}
    assert not {1, 3} & set(ids(finder, "not red"))
    assert len(ids(finder, "not red")) == 4


def test_every_result_says_why(finder: Finder) -> None:
    answer = finder.search(Question("jumper, long sleeves", picture(60, 160, 70)))
    best = answer.results[0]
    assert best.garment == "garment-5"
    told = best.to_json()["why"]
    assert told["words"][0] == {
        "said": "jumper",
        "found": "sweater",
        "found_zh": "毛衣",
        "how": "meaning",
        "fields": ["title", "tags"],
    }
    assert told["attributes"] == {"garment": ["sweater"], "sleeve": ["long-sleeve"]}
    assert told["photo_cosine"] == pytest.approx(1.0, abs=1e-3)
    assert told["picture"] == "image-5"
    assert "“jumper” as “sweater” in title and category" in told["en"]
    assert "标题、类别含“jumper”（即“毛衣”）" in told["zh"]
    assert set(told["ranks"]) == {"words", "photo and words"}
    assert answer.results[-1].why.missing


def test_answers_tell_what_was_corrected_and_what_is_unknown(finder: Finder) -> None:
    answer = finder.search(Question("drss платье"))
    assert answer.notes[0][0] == "“drss” was read as “dress”."
    assert "платье" in answer.notes[1][0] and "платье" in answer.notes[1][1]
    assert answer.to_json()["understood"]["unknown"] == ["платье"]


def test_facets_count_what_matches(finder: Finder) -> None:
    answer = finder.search(Question("red"))
    assert answer.facets["category"] == {"Dresses": 1, "Shirts": 1}
    assert answer.count == 2
    narrowed = finder.search(Question("", filters={"colour": ["red"], "category": ["Dresses"]}))
    assert narrowed.facets["colour"] == {"green": 1, "red": 1}
    assert narrowed.facets["category"] == {"Dresses": 1, "Shirts": 1}


def test_an_unknown_language_without_pictures_finds_nothing_and_says_so(words: Words) -> None:
    answer = Finder(words).search(Question("платье"))
    assert (answer.results, answer.count) == ((), 0)
    assert answer.notes


def test_look_alikes_leave_the_garment_itself_out(finder: Finder) -> None:
    found = finder.similar("garment-1", 2)
    assert [each.garment for each in found] == ["garment-3", "garment-5"] or found[0].garment == "garment-3"
    assert found[0].why.picture == "image-3"
    assert found[0].score == pytest.approx(found[0].why.photo)


def test_what_cannot_be_asked_is_refused(finder: Finder, words: Words) -> None:
    with pytest.raises(ModisteError, match="MOD-1804"):
        finder.search(Question("  "))
    with pytest.raises(ModisteError, match="MOD-1806"):
        Finder(words).search(Question(picture=picture(1, 2, 3)))
    with pytest.raises(ModisteError, match="MOD-1806"):
        Finder(words).similar("garment-1")
    with pytest.raises(ModisteError, match="MOD-1807"):
        finder.similar("garment-77")


def test_a_garment_that_is_gone_is_not_found_by_its_picture(finder: Finder) -> None:
    finder.words.update([], ["garment-3"], 7)
    assert ids(finder, picture=picture(200, 30, 30), k=2)[0] == 1
    assert 3 not in ids(finder, picture=picture(200, 30, 30), k=9)
    assert "garment-3" not in [each.garment for each in finder.similar("garment-1")]


def test_reasons_read_well_without_any() -> None:
    assert (Why().english(), Why().chinese()) == ("It passes the filters.", "符合筛选条件。")
    word = WordReason("dress", "dress", "dress", "same", ("title", "description"))
    assert Why((word,), missing=("red",)).english() == "“dress” in title and description; not found: “red”."
    assert named("=dress") == ("dress", "连衣裙")
    assert image_of(f"image-1{SEPARATOR}abc") == "image-1"
