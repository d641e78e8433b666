"""Values set by hand go before words, keep what a lock holds, and are refused where a field takes none."""

import pytest

from modiste.design import by_hand, read_brief, unlocked
from modiste.garment import ModisteError


def test_a_value_set_by_hand_is_the_specs() -> None:
    spec = by_hand(
        read_brief("V neck dress, navy"), {"neckline": "boat", "longer": 4.0, "colours": "#aa3355"}
    )
    assert (spec.value("neckline"), spec.value("longer"), spec.value("colours")) == ("boat", 4.0, "#aa3355")
    assert (spec.fields["neckline"].source, spec.fields["neckline"].confidence) == ("edit", 1.0)
    assert list(spec.fields) == list(read_brief("V neck dress, navy, 1 cm longer").fields)


def test_the_same_value_keeps_its_words() -> None:
    read = read_brief("V neck dress")
    assert by_hand(read, {"neckline": "v"}) == read


def test_a_lock_stays_until_it_is_taken_back() -> None:
    read = read_brief("V neck dress").locked(["neckline"])
    kept = by_hand(read, {"neckline": "boat"})
    assert kept.value("neckline") == "v"
    assert "neckline is locked at v; boat was asked for." in [each.en for each in kept.contradictions]
    assert by_hand(unlocked(read, ["neckline"]), {"neckline": "boat"}).value("neckline") == "boat"


def test_what_is_held_stays_against_later_words() -> None:
    made = by_hand(read_brief("crew neck dress"), {"neckline": "v"}, held=["neckline"])
    assert made.value("neckline") == "v"
    assert [each.zh for each in made.contradictions][-1] == "neckline 已锁定为 v，未改为 crew。"


def test_another_garment_takes_its_own_options() -> None:
    made = by_hand(read_brief("V neck dress"), {"program": "trousers", "leg": "wide"})
    assert "neckline" not in made.fields
    assert made.value("leg") == "wide"


def test_a_size_that_another_chart_does_not_have_becomes_its_base() -> None:
    made = by_hand(read_brief("tee, EU 38"), {"chart": "men"})
    assert (made.value("chart"), made.fields["size"].source) == ("men", "default")


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ({"wings": "two"}, "MOD-2761"),
        ({"program": "cape"}, "MOD-1530"),
        ({"neckline": "square"}, "MOD-1532"),
        ({"longer": 400.0}, "MOD-1532"),
        ({"size": "7XL"}, "MOD-1530"),
        ({"chart": "dogs"}, "MOD-1530"),
        ({"cloth": "iron"}, "MOD-1586"),
        ({"print": "wings"}, "MOD-1532"),
        ({"colours": "red"}, "MOD-2724"),
        ({"length_cm": 900.0}, "MOD-1532"),
    ],
)
def test_what_a_field_does_not_take_is_refused(edits: dict[str, str | float], code: str) -> None:
    with pytest.raises(ModisteError, match=code):
        by_hand(read_brief("V neck dress, EU 38"), edits)
