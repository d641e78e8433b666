"""From specs to patterns: options of the program, lengths in centimetres, other garments after an edit."""

import pytest

from modiste import tailoring
from modiste.design import cut_of, fitted, length_of, read_brief
from modiste.garment import ModisteError


def test_a_brief_is_drafted_as_it_says() -> None:
    cut = cut_of(
        read_brief("knee-length A-line dress, V neck, short sleeves, navy cotton, EU 38, 3 cm longer")
    )
    assert (cut.program, cut.chart, cut.size, cut.cloth) == ("dress-a-line", "women", "38", "poplin")
    plain = tailoring.draft_size("dress-a-line", "women", "38", {**cut.options, "longer": 0.0})
    # The hem is curved: its middle is three centimetres lower, its sides follow.
    assert length_of(cut.draft()) - length_of(plain) == pytest.approx(3.0, abs=0.01)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("trousers 105 cm long", 105.0), ("dress, 120 cm long", 120.0), ("tee 70 cm long", 70.0)],
)
def test_a_length_in_centimetres_is_met_by_word_and_by_centimetres(text: str, wanted: float) -> None:
    cut = cut_of(read_brief(text))
    assert length_of(cut.draft()) == pytest.approx(wanted, abs=0.05)
    assert cut.remarks == ()


def test_a_length_out_of_reach_is_told_with_the_nearest() -> None:
    cut = cut_of(read_brief("knee-length pencil skirt 300 cm long"))
    assert cut.options["length"] == "knee"
    assert "is the nearest" in cut.remarks[0].en
    assert f"{length_of(cut.draft()):.1f} cm" in cut.remarks[0].en


def test_lengths_are_those_of_the_trade() -> None:
    tee = tailoring.draft_size("t-shirt", "women", "40")
    skirt = tailoring.draft_size("skirt-straight", "women", "40")
    assert length_of(tee) == pytest.approx(63.9, abs=0.1)
    assert length_of(skirt) == pytest.approx(59.7 + 3.0, abs=0.1)


def test_another_garment_takes_what_it_can_of_the_spec() -> None:
    spec = read_brief("slim T-shirt, V neck, cropped")
    later = fitted(spec.edited(read_brief("make it a skirt")))
    assert "neckline" not in later.fields
    assert (later.value("fit"), later.value("length")) == ("slim", "knee")
    assert any("length of skirt-a-line" in each.en for each in later.contradictions)
    assert cut_of(later).program == "skirt-a-line"


def test_without_a_garment_nothing_is_cut() -> None:
    with pytest.raises(ModisteError, match="MOD-2763"):
        cut_of(read_brief("something blue"))
