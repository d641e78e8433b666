"""Labels in six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.fabric import LANGUAGES, care, care_text, composition_text, fibre_table
from modiste.garment import ModisteError


def test_fibres_stand_in_descending_order_with_generic_names() -> None:
    shares = {"elastane": 0.02, "recycled polyester": 0.4, "cotton": 0.58}
    assert composition_text(shares) == "58% cotton, 40% polyester, 2% elastane"
    assert composition_text(shares, "zh") == "58%棉, 40%聚酯纤维, 2%聚氨酯弹性纤维"
    assert composition_text(shares, "fr") == "58 % coton, 40 % polyester, 2 % élasthanne"


def test_several_small_fibres_are_other_fibres_and_stand_last() -> None:
    shares = {"cotton": 0.92, "silk": 0.04, "elastane": 0.04}
    assert composition_text(shares, "it") == "92 % cotone, 8 % altre fibre"


@given(st.lists(st.sampled_from(sorted(fibre_table())), min_size=1, max_size=6, unique=True), st.data())
def test_whole_percentages_sum_to_a_hundred(names, data) -> None:
    parts = [data.draw(st.integers(1, 999)) for _ in names]
    shares = {name: part / sum(parts) for name, part in zip(names, parts, strict=True)}
    for language in LANGUAGES:
        text = composition_text(shares, language)
        assert (
            sum(int(word.rstrip("%")) for word in text.replace("%", " % ").split() if word.isdigit()) == 100
        )


def test_the_most_delicate_fibre_says_the_care() -> None:
    assert care({"cotton": 1.0}) == ("wash_40", "no_bleach", "no_tumble_dry", "iron_200")
    assert care({"cotton": 0.9, "silk": 0.1})[0] == "hand_wash"
    assert care({"acrylic": 1.0})[3] == "iron_110"
    assert care_text(("wash_30", "no_bleach"), "de") == "waschen bei 30 °C, nicht bleichen"


def test_other_languages_are_refused() -> None:
    for call in (lambda: composition_text({"cotton": 1.0}, "tlh"), lambda: care_text(("wash_30",), "tlh")):
        with pytest.raises(ModisteError, match="MOD-2813"):
            call()
