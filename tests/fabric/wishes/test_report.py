"""From a table of reviews to what a segment asks of cloth."""

import zipfile

import pytest
from tests.fabric.wishes.small_reviews import write_reviews

from modiste.fabric.wishes.report import read_wishes
from modiste.fabric.wishes.reviews import read_reviews
from modiste.garment import ModisteError


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    return write_reviews(tmp_path_factory.mktemp("reviews") / "reviews.csv")


def test_what_a_segment_says_more_often_stands_out_and_becomes_an_objective(table) -> None:
    found = read_wishes(table, "age<40")
    assert (found["reviews"], found["reviews_others"]) == (300, 600)
    thin = next(each for each in found["aspects"] if each["name"] == "thin")
    assert thin["rate"] == 0.5
    assert thin["rate_others"] == pytest.approx(0.1)
    low, high = thin["difference_ci95"]
    assert 0 < low < 0.4 < high
    assert thin["stands_out"]
    assert (thin["stars"], thin["stars_otherwise"]) == (2.0, 5.0)
    proposal = found["proposals"][0]
    assert (proposal["of"], proposal["want"], proposal["weight"]) == ("mass_gsm", "most", 0.5)
    assert "150 reviews of age<40 say “too thin, flimsy” (50.0%; of others 10.0%)" in proposal["because"]


def test_what_all_say_alike_does_not_stand_out(table) -> None:
    soft = next(each for each in read_wishes(table, "age<40")["aspects"] if each["name"] == "soft")
    assert not soft["stands_out"]


def test_every_quote_is_in_the_row_that_it_names(table) -> None:
    rows = table.read_text(encoding="utf-8").splitlines()[1:]
    for aspect in read_wishes(table, "age<40")["aspects"]:
        for quote in aspect["quotes"]:
            assert quote["text"] in rows[quote["row"]]


def test_a_zipped_table_in_a_folder_is_read_and_rows_without_a_text_are_left_out(table, tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "reviews.csv.zip", "w") as archive:
        archive.write(table, "reviews.csv")
    assert len(read_reviews(tmp_path)) == 900


def test_segments_are_conditions_with_and_between(table) -> None:
    reviews = read_reviews(table)
    assert reviews.segment("age>=50 and department=tops").sum() == 600
    assert reviews.segment("department != Tops").sum() == 0


@pytest.mark.parametrize("said", ["young", "height<3", "age<old", "department<Tops", "department=Shoes", ""])
def test_a_segment_that_is_none_is_refused_with_what_is_known(table, said) -> None:
    with pytest.raises(ModisteError) as told:
        read_reviews(table).segment(said)
    assert told.value.code == "MOD-2861"


def test_too_few_reviews_are_not_compared(table) -> None:
    with pytest.raises(ModisteError) as told:
        read_wishes(table, "rating<2")
    assert told.value.code == "MOD-2862"


def test_files_without_reviews_are_refused(tmp_path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    (tmp_path / "b.zip").write_bytes(b"no archive")
    (tmp_path / "empty").mkdir()
    for name in ("a.csv", "b.zip", "empty", "missing.csv"):
        with pytest.raises(ModisteError) as told:
            read_reviews(tmp_path / name)
        assert told.value.code == "MOD-2860"
