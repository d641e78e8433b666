"""A belief tells where it comes from, in both languages."""

from typing import get_args

import pytest

from modiste.trends.campaigns.beliefs import SOURCES, STANDS_STILL, Belief, Source


def test_every_source_has_words() -> None:
    assert set(SOURCES) == set(get_args(Source))
    for source in SOURCES:
        en, zh = Belief(-1.0, -2.0, 0.0, source, "colour red", "颜色“红”").told
        assert en and zh and "{" not in en + zh
    assert Belief(0.1, 0.0, 0.2, "signal", "colour red", "颜色“红”").told == (
        "from the share of colour red in sales",
        "依据颜色“红”在销售中的占比",
    )
    assert Belief(-2.0, -3.0, -1.0).source == "given", "what nobody says otherwise is people's own"


def test_the_interval_holds_nineteen_in_twenty() -> None:
    assert Belief(-2.0, -2.0 - 1.959964, -2.0 + 1.959964).spread == pytest.approx(1)
    assert STANDS_STILL.spread == 0
