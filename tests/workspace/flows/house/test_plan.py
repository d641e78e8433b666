"""The plan: the same by seed, each garment by itself, cloth that suits, ordered prices, sound captions."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste import tailoring
from modiste.garment import ModisteError
from modiste.workspace.flows.house import planned
from modiste.workspace.flows.house.assortment import KINDS, PRINTS
from modiste.workspace.flows.house.palette import COLOURS, WEEKS
from modiste.workspace.flows.house.plan import MOST, brand_of, garment_of, mannequin, priced
from modiste.workspace.flows.house.trade import asked, lowered

CHINESE = re.compile("[\u4e00-\u9fff]")
seeds = st.integers(0, 2**40)


@settings(max_examples=15, deadline=None)
@given(seed=seeds, count=st.integers(1, 40), more=st.integers(0, 60))
def test_a_garment_is_the_same_whatever_the_number(seed: int, count: int, more: int) -> None:
    few, many = planned(count, seed), planned(count + more, seed)
    assert many.garments[:count] == few.garments
    assert few.brand == many.brand
    assert planned(count, seed) == few
    assert planned(count, seed + 1).garments != few.garments


@settings(max_examples=10, deadline=None)
@given(seed=seeds, program=st.sampled_from(sorted(KINDS)))
def test_a_filter_changes_which_garments_there_are_and_none_of_them(seed: int, program: str) -> None:
    everything = {each.id: each for each in planned(60, seed).garments}
    for each in planned(6, seed, [program]).garments:
        assert each.program == program
        assert everything.get(each.id, each) == each


@settings(max_examples=60, deadline=None)
@given(seed=seeds, program=st.sampled_from(sorted(KINDS)), number=st.integers(0, 2000))
def test_every_garment_makes_sense(seed: int, program: str, number: int) -> None:
    made = garment_of(seed, program, number)
    options = {option.name for option in tailoring.program_options(program)} - {"longer"}
    assert set(made.options) == options
    assert made.print in PRINTS[made.cloth]
    assert (made.cloth == "denim") <= (program in ("trousers", "shorts", "skirt-straight", "skirt-a-line"))
    assert (made.cloth in ("jersey", "rib")) == (program == "t-shirt")
    assert not program.startswith(("dress", "skirt")) or made.people == "women"
    assert made.price % 10 == 9
    assert 1 <= len(made.colourings) <= 3
    for each in made.colourings:
        assert len(each.colours) == (1 if made.print == "solid" else 2)
        assert all(colour in COLOURS for colour in each.colours)
        light = [COLOURS[colour].lightness for colour in each.colours]
        assert len(light) == 1 or abs(light[0] - light[1]) > 0.2
    names = list(tailoring.size_chart(made.chart).sizes)
    start = names.index(made.sizes[0])
    assert names[start : start + len(made.sizes)] == list(made.sizes)
    assert tailoring.size_chart(made.chart).base in made.sizes
    assert 0 <= made.launch < made.ends <= WEEKS
    assert all(one < other for one, other in pairwise(made.reduced))
    assert 0 <= made.faults < 0.5


@settings(max_examples=60, deadline=None)
@given(seed=seeds, program=st.sampled_from(sorted(KINDS)), number=st.integers(0, 200))
def test_captions_are_bilingual_and_tell_what_is_so(seed: int, program: str, number: int) -> None:
    made = garment_of(seed, program, number)
    assert made.name.isascii() and CHINESE.search(made.name_zh)
    for colouring in range(len(made.colourings)):
        english, chinese = made.said(colouring)
        assert english.isascii() and english.endswith(".") and english[0].isupper()
        assert CHINESE.search(chinese) and chinese.endswith("。")
        assert not re.search(r"  | ,|\b(\w+) \1\b", english), english
        for colour in made.colourings[colouring].colours:
            assert COLOURS[colour].english in english
            assert COLOURS[colour].chinese in chinese
        assert (made.people + "'s") in english.lower()
        assert ("oversized" in english) == (made.options["fit"] == "oversized")
        assert ("廓形" in chinese) == (made.options["fit"] == "oversized")
        if "neckline" in made.options:
            assert ("V-neck" in english) == (made.options["neckline"] == "v") == ("V领" in chinese)


def test_every_planned_garment_can_be_drafted_in_its_first_and_last_size() -> None:
    for made in planned(40, 11).garments:
        for size in (made.sizes[0], made.sizes[-1]):
            assert tailoring.draft_size(made.program, made.chart, size, made.options).panels


def test_prices_end_as_prices_do_and_never_rise_by_a_reduction() -> None:
    assert [priced(euro) for euro in (3, 17.6, 64.4, 188)] == [9, 19, 69, 189]
    assert [lowered(euro) for euro in (2, 62.3, 20.3)] == [4, 59, 19]
    for seed in range(4):
        brand = brand_of(seed)
        for made in planned(30, seed).garments:
            weeks = [asked(made, brand, week) for week in range(made.launch, made.ends)]
            assert max(weeks) <= made.price
            assert min(weeks) < made.price or made.ends - made.launch < 26 or not made.reduced
            after = weeks[made.reduced[0] - made.launch :] if made.reduced else []
            assert all(one >= other for one, other in pairwise(after))


def test_the_same_cloth_costs_more_in_the_atelier() -> None:
    prices: dict[str, list[int]] = {}
    for made in planned(400, 3, ["dress-a-line"]).garments:
        if made.cloth == "crepe":
            prices.setdefault(made.line, []).append(made.price)
    mean = {line: sum(found) / len(found) for line, found in prices.items()}
    assert mean["essentials"] < mean["weekend"] < mean["atelier"]


def test_mannequins_stand_about_the_charts_base_size() -> None:
    base = tailoring.size_chart("women").sizes["40"]
    assert mannequin("women", 0) == {name: base[name] for name in ("height", "bust", "waist", "hip")}
    assert {mannequin("men", number)["height"] for number in range(3)} == {175.0, 178.0, 181.0}


@pytest.mark.parametrize("count", [0, -3, MOST + 1])
def test_a_house_of_no_or_too_many_garments_is_refused(count: int) -> None:
    with pytest.raises(ModisteError, match="MOD-2040"):
        planned(count, 7)


def test_a_negative_seed_and_an_unknown_program_are_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2040"):
        planned(5, -1)
    with pytest.raises(ModisteError, match="MOD-1530"):
        planned(5, 7, ["ballgown"])
