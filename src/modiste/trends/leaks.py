"""Columns that tell what is to be forecast: values under another name, from another date, or worked out.

Knows correlations between a column and the values; what then happens is `reading`'s.
"""

import numpy as np

from modiste.trends.panel import Floats, Panel

ALIKE = 0.995
"""Above this correlation, of levels and of changes alike, in half of the series, a column tells values."""

_SERIES, _POINTS, _LAGS, _ROWS = 200, 10, 60, 20_000


def leaking(panel: Panel, horizon: int) -> dict[tuple[str, ...], str]:
    """The columns of `panel.known` that tell values less than `horizon` periods old, or yet to come; and how.

    Columns from which values can be worked out together, as from revenue and price, are told as one.

    A column whose values are old enough to be known when a forecast is made tells nothing it should not.
    A column that is alike for all series, such as a holiday, is not looked at.
    """
    places = np.linspace(0, len(panel) - 1, min(len(panel), _SERIES)).astype(np.int64)
    some = panel.only(np.unique(places))
    found: dict[tuple[str, ...], str] = {}
    columns = {}
    for name, values in some.known.items():
        past = values[:, : some.length]
        if len(some) > 1 and _is_shared(past):
            continue
        columns[name] = past
        lag, closeness = _closest(past, some.y, horizon)
        if closeness > ALIKE and lag < horizon:
            when = "at the same date" if not lag else f"{abs(lag)} periods {'before' if lag > 0 else 'later'}"
            found[(name,)] = f"it follows the value {when} with a correlation of {closeness:.4f}"
    if not found and len(columns) > 1:
        found = _together(columns, some.y)
    return found


def _is_shared(values: Floats) -> bool:
    """Whether every series has the same values."""
    highest, lowest = np.nan_to_num(values, nan=-np.inf).max(0), np.nan_to_num(values, nan=np.inf).min(0)
    return bool((highest <= lowest).all())


def _closest(column: Floats, y: Floats, horizon: int) -> tuple[int, float]:
    """The lag of the values that the column follows most closely, and how closely: the lesser of both ways.

    A seasonal series follows its own past as well, so the closest lag counts and no other.
    """
    length = y.shape[1]
    reach = min(_LAGS, length - _POINTS)
    best, closest = 0, 0.0
    for lag in sorted(range(-reach, min(max(horizon, 1) + reach, length - _POINTS)), key=abs):
        ours = column[:, max(lag, 0) : length + min(lag, 0)]
        theirs = y[:, max(-lag, 0) : length - max(lag, 0)]
        closeness = max(_alike(ours, theirs), _alike(_logs(ours), _logs(theirs)))
        if closeness > closest + 1e-9:
            best, closest = lag, closeness
    return best, closest


def _logs(values: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(values > 0, np.log(values), np.nan)


def _alike(ours: Floats, theirs: Floats) -> float:
    """The middle series' correlation, of levels or of changes, whichever is less."""
    levels = _correlations(ours, theirs)
    if not np.isfinite(levels).any() or np.nanmedian(levels) <= ALIKE:
        return 0.0
    changes = _correlations(np.diff(ours, axis=1), np.diff(theirs, axis=1))
    both = np.fmin(levels, changes)[np.isfinite(levels) & np.isfinite(changes)]
    return float(np.median(both)) if len(both) else 0.0


def _correlations(ours: Floats, theirs: Floats) -> Floats:
    """(n,) size of the correlation of each row; NaN where there are too few points or nothing varies."""
    known = np.isfinite(ours) & np.isfinite(theirs)
    count = known.sum(1)
    safe = np.maximum(count, 1)
    a, b = np.where(known, ours, 0.0), np.where(known, theirs, 0.0)
    a = np.where(known, a - (a.sum(1) / safe)[:, None], 0.0)
    b = np.where(known, b - (b.sum(1) / safe)[:, None], 0.0)
    spread = np.sqrt((a * a).sum(1) * (b * b).sum(1))
    scale = np.sqrt(np.where(known, ours * ours, 0.0).sum(1) * np.where(known, theirs * theirs, 0.0).sum(1))
    fine = (count >= _POINTS - 1) & (spread > 1e-12 * scale) & (spread > 0)
    return np.where(fine, np.abs((a * b).sum(1)) / np.where(fine, spread, 1.0), np.nan)


def _together(columns: dict[str, Floats], y: Floats) -> dict[tuple[str, ...], str]:
    """Columns from which the values can be worked out, and all of which are needed for it."""
    for form, said in ((_logs, "products"), (_plain, "sums")):
        target = form(y)
        parts = {name: form(values) for name, values in columns.items()}
        parts = {
            name: part
            for name, part in parts.items()
            if np.isfinite(part).mean() > 0.5 * np.isfinite(y).mean()
        }
        if len(parts) < 2:
            continue
        known = np.isfinite(target) & np.logical_and.reduce([np.isfinite(part) for part in parts.values()])
        few = known.sum(1) < _POINTS
        known[few] = False
        if known.sum() < 10 * (len(parts) + known.any(1).sum()):
            continue
        within = np.stack([_centred(part, known) for part in parts.values()], axis=1)[:_ROWS]
        wanted = _centred(target, known)[:_ROWS]
        if not wanted.any():
            continue
        if _explained(within, wanted) > ALIKE:
            names = list(parts)
            lacking = [_explained(np.delete(within, place, 1), wanted) for place in range(len(names))]
            needed = tuple(name for name, share in zip(names, lacking, strict=True) if share <= ALIKE)
            told = f"the values follow from {' and '.join(needed or names)} as {said}"
            return {needed or tuple(names): told}
    return {}


def _explained(columns: Floats, wanted: Floats) -> float:
    """The share of the variance that a regression on the columns explains."""
    left = wanted - columns @ np.linalg.lstsq(columns, wanted, rcond=None)[0]
    return 1 - float(left @ left) / float(wanted @ wanted)


def _plain(values: Floats) -> Floats:
    return values


def _centred(values: Floats, known: np.typing.NDArray[np.bool_]) -> Floats:
    """Known values less their series' mean, in one row."""
    mean = np.where(known, values, 0.0).sum(1) / np.maximum(known.sum(1), 1)
    return np.asarray((values - mean[:, None])[known])
