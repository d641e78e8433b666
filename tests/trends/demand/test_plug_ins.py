"""Foundation models: the one whose weights are in its package forecasts; the others say what they lack."""

import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.trends import LEVELS, Panel, chronos, fracast, timesfm


def panel() -> Panel:
    season = 10 + 5 * np.sin(np.arange(120) * 2 * np.pi / 12)
    y = np.stack([season, 100 * season, np.full(120, np.nan), np.full(120, np.nan)])
    y[0, 5:9] = np.nan
    y[2, -3:] = [1, 2, 3]
    dates = np.datetime64("2010-01-01") + np.arange(120)
    return Panel(("a", "b", "short", "nothing"), dates, y, "day", 12)


def test_fracast_forecasts_from_its_own_weights_and_short_series_repeat() -> None:
    if find_spec("fracast") is None:
        pytest.skip("fracast is not here: pip install 'modiste[fracast]'")
    past = panel()
    made = fracast().forecast(past, 60)
    assert made.quantiles.shape == (4, 60, len(LEVELS))
    assert (np.diff(made.quantiles, axis=2) >= 0).all()
    np.testing.assert_allclose(made.y_hat[1], 100 * made.y_hat[0], rtol=0.15)
    assert (made.y_hat[2] == 3).all()
    assert (made.y_hat[3] == 0).all()
    truth = 10 + 5 * np.sin(np.arange(120, 132) * 2 * np.pi / 12)
    assert np.abs(made.y_hat[0, :12] - truth).mean() < np.abs(truth - past.y[0, -1]).mean()


@pytest.mark.parametrize(("build", "name"), [(chronos, "chronos"), (timesfm, "timesfm")])
def test_what_is_not_installed_or_has_no_weights_says_so(
    monkeypatch: pytest.MonkeyPatch, build: type, name: str, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModisteError) as refused:
        build().forecast(panel(), 3)
    assert refused.value.code == "MOD-2014"
    assert name in refused.value.detail + refused.value.remedy
    opened = SimpleNamespace(from_pretrained=None)
    package = SimpleNamespace(BaseChronosPipeline=opened, TimesFM_2p5_200M_torch=opened)
    monkeypatch.setitem(sys.modules, name, package)  # type: ignore[arg-type]
    monkeypatch.setenv(f"MODISTE_{name.upper()}", str(tmp_path / "nowhere"))
    with pytest.raises(ModisteError) as refused:
        build().forecast(panel(), 3)
    assert refused.value.code == "MOD-2413"
