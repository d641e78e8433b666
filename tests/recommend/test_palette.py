"""Colours that go together: neutrals with all, neighbours with each other, loud strangers with nobody."""

import pytest

from modiste.recommend import pairing


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("#ffffff", "#c03030", "neutral"),
        ("#1c1c1e", "#8b8d90", "neutral"),
        ("#c03030", "#701818", "tone on tone"),
        ("#2050c0", "#c08020", "complementary"),
        ("#c03030", "#20a040", "apart"),
    ],
)
def test_the_rule_of_two_colours(one, other, rule):
    assert pairing(one, other).rule == rule
    assert pairing(other, one) == pairing(one, other)


def test_a_clash_scores_below_harmony_and_contrast_above_sameness():
    assert pairing("#c03030", "#20a040").score < pairing("#c03030", "#701818").score
    assert pairing("#1c1c1e", "#ffffff").score > pairing("#1c1c1e", "#1d1d1f").score
