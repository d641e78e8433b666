"""Blends, and who is asked about which data."""

from dataclasses import dataclass

import numpy as np
import pytest
from tests.trends.demand.drawn_panels import promoted, seasonal

from modiste.garment import ModisteError
from modiste.trends import LEVELS, Forecast, Panel, told_by
from modiste.trends.demand.blend import Blend, default_forecasters
from modiste.trends.demand.naive import Naive


@dataclass(frozen=True)
class Constant:
    """Says one number."""

    value: float
    name: str = "constant"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        shape = (len(past), horizon)
        quantiles = self.value + np.broadcast_to(np.array(LEVELS), (*shape, len(LEVELS)))
        return Forecast(past.ids, past.dates_ahead(horizon), np.full(shape, self.value), LEVELS, quantiles)


@dataclass(frozen=True)
class Mute:
    """Cannot say anything."""

    name: str = "mute"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        raise ModisteError("MOD-2420", periods=1, least=2)


def test_values_and_quantiles_are_weighted_means_and_a_mute_member_is_left_out() -> None:
    panel, _ = seasonal(3)
    made = Blend((Constant(1.0), Mute(), Constant(4.0)), (2.0, 5.0, 1.0)).forecast(panel, 2)
    assert np.allclose(made.y_hat, 2.0)
    assert np.allclose(made.quantiles[0, 0], 2.0 + np.array(LEVELS))


def test_where_none_can_speak_the_reason_is_told() -> None:
    with pytest.raises(ModisteError) as caught:
        Blend((Mute(),), (1.0,)).forecast(seasonal(3)[0], 2)
    assert caught.value.code == "MOD-2420"


def test_what_members_said_is_not_asked_again_and_takes_their_time() -> None:
    panel, _ = seasonal(3)
    blend = Blend((Constant(1.0, "low"), Mute(), Constant(4.0, "high")), (2.0, 5.0, 1.0))
    told = {each.name: told_by(each, panel, (80, 90), 2) for each in (blend.members[0], blend.members[2])}
    made = blend.of_told(told, {"mute": "It cannot."})
    again = told_by(blend, panel, (80, 90), 2)
    assert made is not None and np.allclose(made.y_hat, again.y_hat)
    assert np.allclose(made.quantiles, again.quantiles)
    assert made.seconds == tuple(map(sum, zip(*(each.seconds for each in told.values()), strict=True)))
    assert blend.of_told(told, {}) is None
    assert blend.of_told({}, {"low": "", "mute": "", "high": ""}) is None


def names(panel: Panel, horizon: int) -> list[str]:
    return [each.name for each in default_forecasters(panel, horizon)]


def test_who_is_asked_follows_from_the_data() -> None:
    trend, promotion = seasonal(6)[0], promoted(3)[0]
    assert names(trend, 12)[:2] == ["naive", "seasonal_naive"]
    assert {"blend", "boosted", "profiles", "ces", "mstl"} <= set(names(trend, 12))
    assert "recurrent" in names(seasonal(20)[0], 12) and "recurrent" not in names(trend, 12)
    slow = [each.name for each in default_forecasters(seasonal(20)[0], 12, slow=False)]
    assert "recurrent" not in slow and "blend" in slow
    assert {"boosted"} <= set(names(promotion, 8)) and "blend" not in names(promotion, 8)
    y = np.where(np.random.default_rng(0).random((6, 60)) < 0.7, 0.0, 2.0)
    counts = Panel(tuple("abcdef"), np.datetime64("2024-01-01") + np.arange(60), y, "day", 7)
    assert {"sba", "tsb", "adida", "boosted"} <= set(names(counts, 7))
    assert isinstance(default_forecasters(counts, 7)[0], Naive)
