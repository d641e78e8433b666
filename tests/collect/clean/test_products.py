"""One garment in two feeds is found with its reasons; look-alikes of one feed and other numbers are not."""

from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.clean.products import CROWD, Listing, compared, plain_words, twins


def test_a_shared_gtin_settles_it() -> None:
    one = Listing("a1", "shop", "Duffle coat", gtins=frozenset({"04012345678901"}))
    other = Listing("b1", "feed", "Mantel", gtins=frozenset({"04012345678901"}))
    (twin,) = twins([one, other])
    assert (twin.one, twin.other, twin.certainty) == ("a1", "b1", 1.0)
    assert twin.reasons == (("the same GTIN", 1.0),)


def test_names_alike_with_brand_and_price_are_twins() -> None:
    one = Listing("a1", "shop", "ACME Duffle Coat, navy", brand="Acme", price=199.0)
    other = Listing("b1", "feed", "Duffle-Coat Navy", brand="ACME", price=195.0)
    (twin,) = twins([one, other])
    assert twin.certainty > 0.9
    assert {reason for reason, _ in twin.reasons} == {"name", "brand", "price"}


def test_a_number_that_differs_is_another_garment() -> None:
    one = Listing("a1", "shop", "Slim jeans 501 blue", brand="Acme")
    other = Listing("b1", "feed", "Slim jeans 505 blue", brand="Acme")
    assert twins([one, other]) == []


def test_different_gtins_all_but_rule_it_out() -> None:
    one = Listing("a1", "shop", "Duffle coat", gtins=frozenset({"04012345678901"}))
    other = Listing("b1", "feed", "Duffle coat", gtins=frozenset({"04012345678918"}))
    assert twins([one, other]) == []
    assert ("different GTINs", 0.0) in compared(one, other).reasons


def test_a_shared_photograph_halves_the_doubt() -> None:
    one, other = Listing("a1", "shop", "Wool coat"), Listing("b1", "feed", "Warm coat for winter")
    seen = [Listing(each.id, each.source, each.name, photos=frozenset({"p1"})) for each in (one, other)]
    plain, shown = compared(one, other).certainty, compared(*seen).certainty
    assert abs((1 - shown) - (1 - plain) / 2) < 1e-3


def test_within_one_feed_sizes_and_colours_are_no_twins() -> None:
    rows = [Listing(f"a{n}", "shop", "Duffle coat navy") for n in range(3)]
    assert twins(rows) == []
    assert len(twins(rows, across=False)) == 3


def test_a_crowd_of_one_name_is_not_compared() -> None:
    rows = [Listing(f"x{n}", f"feed{n}", "black dress") for n in range(CROWD + 1)]
    assert twins(rows) == []
    assert len(twins(rows[:4])) == 6


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=10)), min_size=2, max_size=8))
def test_any_text_is_compared_alike_in_both_orders(rows: list[tuple[str, str]]) -> None:
    listings = [Listing(f"i{n}", f"s{n}", name, brand) for n, (name, brand) in enumerate(rows)]
    for each in twins(listings, sure=0.0):
        assert 0 <= each.certainty <= 1
        assert each.one < each.other
    assert compared(listings[0], listings[1]) == compared(listings[1], listings[0])


def test_words_lose_case_and_accents() -> None:
    assert plain_words("Écharpe À POIS, 羊毛") == ["echarpe", "a", "pois", "羊毛"]
