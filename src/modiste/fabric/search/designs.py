"""Cloths as rows of a search: which variables goals leave open, and what cloth a row stands for.

Knows how a row becomes numbers for the physics, many at once, and one becomes a whole spec; what a cloth is
worth is `worth`'s.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.fibres import fibre_named
from modiste.fabric.knit import RELAXED, STITCHES, Knit
from modiste.fabric.rows import FLATNESS, LOFT, REPELLENT_ANGLE, SPUN_PACKING, Rows
from modiste.fabric.search.goals import Goals
from modiste.fabric.search.space import Space, Variable
from modiste.fabric.spec import FabricSpec
from modiste.fabric.weave import Woven, interlacing, lift_plan
from modiste.fabric.yarn import Yarn

Floats = NDArray[np.float64]
SHARE_STEP, TEX_STEP, SETT_STEP, TWIST_STEP, LOOP_STEP = 5.0, 0.5, 0.5, 100.0, 0.05
"""In what steps a mill states them: per cent, tex, threads a centimetre, twist factor, millimetres."""


@dataclass(frozen=True)
class Designs:
    """The cloths that goals leave open."""

    goals: Goals

    @cached_property
    def space(self) -> Space:
        """The variables, in the order of a row's columns."""
        goals, made = self.goals, []
        space = goals.woven or goals.knit
        assert space is not None
        made += [
            _choice("fibre", goals.fibres),
            _choice("second_fibre", goals.fibres),
            Variable("second_pct", 0, space.second_pct, "stepped", SHARE_STEP),
            _stepped("twist_factor", space.twist_factor, TWIST_STEP),
            _choice("finish", space.finishes),
        ]
        if goals.woven is not None:
            loom, woven = goals.loom, goals.woven
            made += [
                _choice("weave", goals.weaves),
                _stepped("ends", _within(woven.ends, loom.ends), SETT_STEP),
                _stepped("picks", _within(woven.picks, loom.picks), SETT_STEP),
                _stepped("warp_tex", woven.warp_tex, TEX_STEP),
                _stepped("weft_tex", woven.weft_tex, TEX_STEP),
            ]
        elif goals.knit is not None:
            made += [
                _stepped("tex", goals.knit.tex, TEX_STEP),
                _stepped("loop_mm", goals.knit.loop_mm, LOOP_STEP),
            ]
        return Space(tuple(made))

    def tidied(self, rows: Floats) -> Floats:
        """Rows of which each stands for a cloth of its own: one fibre is no blend, halves are in order."""
        told, place = self.space.named(rows), [each.name for each in self.space.variables].index
        first, second, part = told["fibre"], told["second_fibre"], told["second_pct"]
        alone = (first == second) | (part == 0)
        turned = (part == 50) & (second < first)
        made = rows.copy()
        made[:, place("fibre")] = np.where(turned, second, first)
        made[:, place("second_fibre")] = np.where(alone | turned, first, second)
        made[:, place("second_pct")] = np.where(alone, 0, part)
        return made

    def shares(self, rows: Floats) -> Floats:
        """Mass shares of each of the goals' fibres, (n, fibres)."""
        told = self.space.named(rows)
        shares = np.zeros((len(rows), len(self.goals.fibres)))
        every = np.arange(len(rows))
        np.add.at(shares, (every, told["fibre"].astype(int)), 1 - told["second_pct"] / 100)
        np.add.at(shares, (every, told["second_fibre"].astype(int)), told["second_pct"] / 100)
        return shares

    def rows(self, rows: Floats) -> Rows:
        """The numbers that the physics reads, as `rows_of` would make them of the specs, cloth by cloth."""
        told = self.space.named(rows)
        finishes = [self.goals.finishes[int(each)] for each in told["finish"]]
        by_mass, by_volume = self._means(self.shares(rows))
        angle = np.where(
            [each == "water-repellent" for each in finishes], REPELLENT_ANGLE, by_volume["angle"]
        )
        one = np.ones(len(rows))
        if self.goals.woven is not None:
            tex = np.stack((told["warp_tex"], told["weft_tex"]))
            sett = np.stack((told["ends"], told["picks"]))
            changes = np.array([interlacing(lift_plan(each)) for each in self.goals.weaves])
            crossings = changes[told["weave"].astype(int)].T
            loop, layers, give = one, one, one
        else:
            tex = np.stack((told["tex"], told["tex"]))
            sett = np.stack([10 * each / told["loop_mm"] for each in RELAXED[::-1]])
            crossings = np.ones_like(tex)
            stitch = STITCHES["jersey"]
            loop, layers, give = told["loop_mm"], one * stitch.layers, one * stitch.give
        both = np.ones((2, 1))
        return Rows(
            is_knit=one * (self.goals.knit is not None),
            tex=tex,
            density=both * by_volume["density"],
            packing=np.full_like(tex, SPUN_PACKING),
            flatness=np.full_like(tex, FLATNESS),
            twist=_turns(told["twist_factor"], tex),
            is_spun=np.ones_like(tex),
            modulus=both * by_mass["modulus"],
            tenacity=both * by_mass["tenacity"],
            extension=both * by_mass["extension"],
            fibre_mm=both * by_volume["diameter"] / 1000,
            sett=sett,
            interlacing=crossings,
            told_crimp=np.full_like(tex, np.nan),
            loop=loop,
            faces=one,
            layers=layers,
            give=give,
            conductivity=by_volume["conductivity"],
            regain=by_mass["regain"],
            angle=angle,
            elastane=by_mass["elastane"],
            loft=np.array([LOFT.get(each, 1.0) for each in finishes]),
            coating=np.zeros(len(rows)),
        )

    def spec(self, row: Floats, name: str) -> FabricSpec:
        """The whole cloth that a row (d,) stands for."""
        told = {key: value[0] for key, value in self.space.named(row[None]).items()}
        shares = self.shares(row[None])[0]
        finish = self.goals.finishes[int(told["finish"])]
        common = {
            "name": name,
            "blend": {
                key: float(share) for key, share in zip(self.goals.fibres, shares, strict=True) if share > 0
            },
            "finish": (finish,) if finish else (),
        }
        if self.goals.woven is None:
            knit = Knit(loop=told["loop_mm"], yarn=_yarn(told["tex"], told["twist_factor"]))
            return FabricSpec.model_validate({**common, "knit": knit})
        woven = Woven(
            weave=self.goals.weaves[int(told["weave"])],
            ends=told["ends"],
            picks=told["picks"],
            warp=_yarn(told["warp_tex"], told["twist_factor"]),
            weft=_yarn(told["weft_tex"], told["twist_factor"]),
        )
        return FabricSpec.model_validate({**common, "woven": woven})

    def said(self, row: Floats) -> dict[str, float | str]:
        """A row's variables as a person states them."""
        options: dict[str, tuple[str, ...]] = {
            "fibre": self.goals.fibres,
            "second_fibre": self.goals.fibres,
            "finish": self.goals.finishes,
        }
        if self.goals.woven is not None:
            options["weave"] = self.goals.weaves
        told = {key: float(value[0]) for key, value in self.space.named(row[None]).items()}
        return {
            key: options[key][int(value)] if key in options else round(value, 6)
            for key, value in told.items()
        }

    def _means(self, shares: Floats) -> tuple[dict[str, Floats], dict[str, Floats]]:
        """Each attribute of the fibres, averaged by mass and by volume, (n,)."""
        fibres = [fibre_named(each)[1] for each in self.goals.fibres]
        names = ("density", "regain", "conductivity", "modulus", "tenacity", "extension", "diameter", "angle")
        table = np.array([[getattr(each, name) for name in names] for each in fibres])
        volumes = shares / table[:, 0]
        by_volume = volumes @ table / volumes.sum(axis=1, keepdims=True)
        by_mass = dict(zip(names, (shares @ table).T, strict=True))
        by_mass["elastane"] = shares @ np.array([each.name == "elastane" for each in fibres], float)
        return by_mass, dict(zip(names, by_volume.T, strict=True))


def _choice(name: str, options: tuple[str, ...]) -> Variable:
    return Variable(name, 0, len(options) - 1, "choice")


def _stepped(name: str, ends: tuple[float, float], step: float) -> Variable:
    return Variable(name, *ends, "stepped", step)


def _within(wanted: tuple[float, float], possible: tuple[float, float]) -> tuple[float, float]:
    return max(wanted[0], possible[0]), min(wanted[1], possible[1])


def _turns(factor: Floats, tex: Floats) -> Floats:
    """Whole turns a metre."""
    turns: Floats = np.rint(factor / np.sqrt(tex))
    return turns


def _yarn(tex: float, factor: float) -> Yarn:
    return Yarn(tex=tex, twist=float(_turns(np.array(factor), np.array(tex))))
