"""Pasts to forecast: some whose forecasts another library told, and some that are hard to stand for."""

import numpy as np

from modiste.trends import Panel

_AT = np.arange(72)
_WAVE = 10 * np.sin(2 * np.pi * _AT / 12) + 4 * np.cos(4 * np.pi * _AT / 12)
_STIR = 3 * np.sin(_AT * _AT * 0.7) + 2 * np.cos(_AT * _AT * 1.3)

TOLD = {
    "seasonal": 100 + 0.5 * _AT + _WAVE + _STIR,
    "multiplicative": (50 + _AT) * (1 + _WAVE / 40) + _STIR,
    "level": 20 + _STIR,
    "trend": 30 + 0.8 * _AT + _STIR,
    "sparse": np.where((_AT * _AT) % 7 == 1, 5 + 3 * np.abs(_STIR), 0.0),
}
"""Series of 72 months without chance, so that any library can be asked about them.

The golden values of this folder's tests are statsforecast 2.1.1's, one
`model(season_length=12).forecast(y, h)` a series, asked on 2026-11-27 with numpy 2 on Linux x86-64.
"""


def panel_of(*rows: np.ndarray, season: int = 12, **more: object) -> Panel:
    """Series as a panel of months."""
    y = np.array(rows, float)
    months = np.arange(y.shape[1]).astype("datetime64[M]").astype("datetime64[D]")
    return Panel(tuple(str(place) for place in range(len(y))), months, y, "month", season, **more)  # type: ignore[arg-type]


def hard(length: int = 40) -> Panel:
    """Series that are short, gappy, ended, constant, nothing, infinite, sold out or immense."""
    ramp = np.arange(length) + 5.0 + 3 * np.cos(np.arange(length))
    late, gappy, ended, one, huge, strange = (ramp.copy() for _ in range(6))
    late[:-3], gappy[5:20], gappy[22::3], ended[-9:], one[:-1] = (np.nan,) * 5
    first = np.full(length, np.nan)
    first[0] = 7.0
    huge *= 1e12
    strange[7], strange[9] = np.inf, -np.inf
    jump = np.where(np.arange(length) == length - 1, 1000.0, 0.0)
    pair = np.full(length, np.nan)
    pair[[3, -2]] = 1.0, 2.0
    rows = [
        *(
            ramp,
            late,
            gappy,
            ended,
            one,
            first,
            np.zeros(length),
            np.full(length, 4.0),
            np.full(length, np.nan),
        ),
        *(huge, strange, jump, pair, -ramp, np.arange(length) % 2 * 1.0, ramp * 1e-12),
    ]
    sold_out = np.zeros((len(rows), length), bool)
    sold_out[0, 30:] = True
    sold_out[7] = True
    return panel_of(*rows, censored=sold_out)
