"""What is known ahead, made into what a model can use: own price and rivals', group means, an effect.

Knows columns by their values and by stems of names such as price1 to price11, nothing by a data set's name.
"""

import re
from dataclasses import dataclass

import numpy as np

from modiste.trends.demand.features import Places
from modiste.trends.panel import Flags, Floats, Panel

_NUMBERED = re.compile(r"^(.*?)[ _.-]?\d+$")
_FEWEST_ALIKE = 3
_MOST_RAW = 24
_MOST_GROUPS = 3
_FIRM = 10.0
"""How many periods' worth of doubt holds an effect near that of all series."""


@dataclass(frozen=True, eq=False)
class Conditions:
    """What is known of every period, past and ahead; prices and the like in logarithms.

    Attributes:
        main: (n, t + ahead) each: own price, the cheapest rival's, a deal; by name.
        raw: (n, t + ahead) each: further columns that a tree may look at.
        groups: (n,) each: codes of what series share.
        effect: (n, t + ahead) what the main columns together do to the logarithm of sales, by a line.
        shared: (n, t + ahead) each: means of effect and main columns over the groups.
    """

    main: dict[str, Floats]
    raw: dict[str, Floats]
    groups: dict[str, Places]
    effect: Floats
    shared: dict[str, Floats]

    @classmethod
    def of(cls, panel: Panel, sales: Floats, seen: Flags, horizon: int) -> "Conditions":
        """Read from the past and what is known `horizon` ahead.

        Args:
            panel: with what is known ahead, and groups.
            sales: (n, t) logarithms, without gaps.
            seen: (n, t) where they were observed.
            horizon: periods ahead that are looked at.
        """
        until = panel.length + horizon
        known = {name: _plain(values[:, :until]) for name, values in panel.known.items()}
        main: dict[str, Floats] = {}
        raw: dict[str, Floats] = {}
        groups = _groups(panel)
        for stem, names in _stems(list(known)).items():
            columns = np.stack([known.pop(name) for name in names])
            own = _own(columns[:, :, : panel.length], sales, seen)
            groups[f"own {stem}"] = own
            every = np.arange(len(panel))
            mine = columns[own, every]
            others = columns.copy()
            others[own, every] = np.inf
            main |= {stem: mine, f"lowest {stem}": others.min(0), f"mean {stem}": columns.mean(0)}
            raw[f"rank {stem}"] = (columns < mine).sum(0).astype(float)
            raw[f"{stem} over lowest"] = mine - main[f"lowest {stem}"]
            raw[f"{stem} over mean"] = mine - main[f"mean {stem}"]
            raw |= dict(zip(names[:_MOST_RAW], columns, strict=False))
        main |= known
        effect = _effect(main, sales, seen, _finest(groups))
        shared = {}
        for group, codes in groups.items():
            for name, values in {"effect": effect, **main}.items():
                shared[f"{name} by {group}"] = _mean_by(codes, values - values.mean(1, keepdims=True))
        return cls(main, raw, groups, effect, shared)


def _plain(values: Floats) -> Floats:
    """Gaps filled from before, else from after; positive columns of some range in logarithms."""
    made = values.copy()
    for row in made:
        there = np.flatnonzero(np.isfinite(row))
        if not there.size:
            row[:] = 0.0
            continue
        place = np.searchsorted(there, np.arange(len(row)), side="right") - 1
        row[:] = row[there[np.maximum(place, 0)]]
    positive = (made > 0).all()
    return np.log(made) if positive else made


def _stems(names: list[str]) -> dict[str, list[str]]:
    """Stem > columns that are numbered under it."""
    found: dict[str, list[str]] = {}
    for name in names:
        matched = _NUMBERED.match(name)
        if matched and matched[1]:
            found.setdefault(matched[1], []).append(name)
    return {stem: columns for stem, columns in found.items() if len(columns) >= _FEWEST_ALIKE}


def _own(columns: Floats, sales: Floats, seen: Flags) -> Places:
    """(n,) which of like columns is a series' own: what its sales go most against; a price, so to say."""
    weight = seen.astype(float)
    count = np.maximum(weight.sum(1, keepdims=True), 1)
    about = (sales - (np.nan_to_num(sales) * weight).sum(1, keepdims=True) / count) * weight
    about = np.nan_to_num(about)
    found = np.empty((len(columns), len(sales)))
    for place, column in enumerate(columns):
        moved = (column - (column * weight).sum(1, keepdims=True) / count) * weight
        size = np.sqrt((moved**2).sum(1) * (about**2).sum(1))
        found[place] = (moved * about).sum(1) / np.where(size > 0, size, np.inf)
    return np.asarray(found.argmin(0))


def _groups(panel: Panel) -> dict[str, Places]:
    """What series share: the attributes given, and parts of names such as shop_article."""
    told = dict(panel.static)
    parts = [re.split(r"[_/|:; -]+", name) for name in panel.ids]
    if len({len(each) for each in parts}) == 1 and len(parts[0]) > 1:
        told |= {f"part {place}": each for place, each in enumerate(zip(*parts, strict=True), 1)}
    made: dict[str, Places] = {}
    for name, of in told.items():
        codes = np.unique(np.array(of, dtype=str), return_inverse=True)[1].astype(np.int64)
        repeated = any(np.array_equal(codes, other) for other in made.values())
        if 1 < codes.max() + 1 <= len(panel) // 3 and not repeated:
            made[name] = codes
    return dict(list(made.items())[:_MOST_GROUPS])


def _finest(groups: dict[str, Places]) -> Places | None:
    """The codes by which effects differ: whose own column it is, else the last group named."""
    return next(reversed(groups.values()), None)


def _mean_by(codes: Places, values: Floats) -> Floats:
    sums = np.zeros((codes.max() + 1, values.shape[1]))
    np.add.at(sums, codes, values)
    made: Floats = (sums / np.bincount(codes)[:, None])[codes]
    return made


def _effect(main: dict[str, Floats], sales: Floats, seen: Flags, codes: Places | None) -> Floats:
    """A line of sales on the main columns, each about its mean in a series; by group, held near all's."""
    if not main:
        return np.zeros((len(sales), sales.shape[1]))
    length = sales.shape[1]
    weight = seen[..., None].astype(float)
    count = np.maximum(weight.sum(1, keepdims=True), 1)
    columns = np.stack(list(main.values()), -1)
    columns = columns - (columns[:, :length] * weight).sum(1, keepdims=True) / count
    usual = np.sqrt((columns[:, :length][seen] ** 2).mean(0)) if seen.any() else np.ones(columns.shape[-1])
    columns /= np.where(usual > 0, usual, 1)
    level = (np.nan_to_num(sales) * weight[..., 0]).sum(1, keepdims=True) / count[..., 0]
    about = np.nan_to_num(sales - level)

    def line(rows: Flags, less: Floats) -> Floats:
        given, asked = columns[:, :length][rows], (about - less)[rows]
        square = given.T @ given + _FIRM * np.eye(given.shape[1])
        return np.asarray(np.linalg.solve(square, given.T @ asked))

    made = columns @ line(seen, np.zeros_like(about))
    if codes is not None:
        common = made[:, :length].copy()
        for code in range(codes.max() + 1):
            mine = codes == code
            made[mine] += columns[mine] @ line(seen & mine[:, None], common)
    return np.asarray(made)
