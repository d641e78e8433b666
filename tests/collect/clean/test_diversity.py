"""Groups are counted, thin ones named, errors come with an interval, and what is not there is said."""

import pytest

from modiste.collect.clean.diversity import coverage, evenness, language_of, wilson


def test_counts_unknowns_and_thin_groups() -> None:
    found = coverage("size", ["M"] * 50 + ["L"] * 46 + ["XXL"] * 4 + [""] * 7)
    assert found.counts == (("M", 50), ("L", 46), ("XXL", 4))
    assert (found.unknown, found.thin) == (7, ("XXL",))
    assert not found.is_absent
    assert 0 < found.evenness < 1


def test_a_trait_without_data_is_absent() -> None:
    found = coverage("body", ["", ""])
    assert found.is_absent
    assert (found.unknown, found.evenness, found.thin) == (2, 0.0, ())


def test_errors_come_worst_first_with_their_interval() -> None:
    found = coverage("category", ["coat", "hat"], {"hat": (40, 2), "coat": (10, 5)})
    assert [each.group for each in found.errors] == ["coat", "hat"]
    low, high = found.errors[0].interval
    assert low < 0.5 < high


def test_evenness_is_pielou_s() -> None:
    assert evenness([7, 7, 7]) == pytest.approx(1)
    assert evenness([1, 3]) == pytest.approx(0.8113, abs=1e-4)
    assert evenness([]) == evenness([4]) == 0.0


def test_wilson_s_interval_is_the_textbook_s() -> None:
    """Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


def test_scripts_stand_for_languages() -> None:
    assert language_of("羊毛大衣 XL") == "zh"
    assert language_of("ウールのコート 黒") == "ja"
    assert language_of("Пальто") == "ru"
    assert language_of("Mantel, écru") == "latin"
    assert language_of("12 %") == ""
