"""A search as a file: goals, where it stands, what was measured and chosen; whole after any kill.

Knows what is written; going on is `search`'s.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from modiste.fabric.properties.catalogue import PROPERTIES
from modiste.fabric.search.correction import Correction, Residual
from modiste.fabric.search.designs import Designs
from modiste.fabric.search.goals import Goals, goals_from
from modiste.fabric.search.worth import Worth
from modiste.fabric.toml_file import read_toml, stated
from modiste.garment import ModisteError, Record
from modiste.store import write_whole

Floats = NDArray[np.float64]
VERSION = 1
MOST_BYTES = 50_000_000


class MeasuredValue(Record):
    """One measured property, with its standard uncertainty in the same unit, and how it was measured."""

    value: float = Field(gt=0)
    uncertainty: float = Field(gt=0)
    method: str = Field(max_length=300)


class MeasuredRow(Record):
    """A woven or knitted sample.

    Attributes:
        member: Which of the front it was made of.
        made: Variables that came out otherwise than designed, such as `ends`.
        measured: By property.
    """

    member: int = Field(ge=0)
    made: dict[str, float] = Field(default_factory=dict)
    measured: dict[str, MeasuredValue] = Field(min_length=1)


@dataclass(frozen=True)
class SearchState:
    """Where a search stands.

    Attributes:
        goals: What is asked.
        seed: What its chance began with.
        evaluations: How many cloths were judged.
        population: Rows to breed from, (n, d).
        front: The best rows so far, (f, d), in the order in which members are numbered.
        chance: The generator's state.
        measured: What samples told.
        choices: Chosen and other rows, pair by pair, (k, 2, d).
    """

    goals: Goals
    seed: int
    evaluations: int
    population: Floats
    front: Floats
    chance: Mapping[str, Any]
    measured: tuple[Residual, ...]
    choices: Floats

    @property
    def worth(self) -> Worth:
        """The judge, corrected by all that was measured."""
        designs = Designs(self.goals)
        return Worth(designs, Correction(designs.space, self.measured))

    def row(self, member: int) -> Floats:
        """A member of the front, (d,).

        Raises:
            ModisteError: MOD-2857 for a number that no member has.
        """
        if not 0 <= member < len(self.front):
            raise ModisteError("MOD-2857", number=member, last=len(self.front) - 1)
        row: Floats = self.front[member]
        return row

    def with_sample(self, tree: dict[str, Any]) -> "SearchState":
        """The state after a sample was measured: predictions are corrected by it from now on.

        Raises:
            ModisteError: MOD-2855 for a row that is none; MOD-2857 for a member that is none.
        """
        sample = stated(MeasuredRow, tree, "MOD-2855")
        worth, row = self.worth, self.row(sample.member).copy()
        variables = {each.name: place for place, each in enumerate(worth.designs.space.variables)}
        for name, value in sample.made.items():
            if name not in variables or worth.designs.space.of("choice")[variables[name]]:
                raise ModisteError("MOD-2855", reason=f"{name!r} is no number that was varied")
            if not math.isfinite(value) or value <= 0:
                raise ModisteError("MOD-2855", reason=f"{name} was made {value:g}, which no cloth has")
            row[variables[name]] = value
        for name in sample.measured:
            if name not in PROPERTIES:
                raise ModisteError("MOD-2855", reason=f"{name!r} is none of {', '.join(PROPERTIES)}")
        told = {name: (each.value, each.uncertainty) for name, each in sample.measured.items()}
        return replace(self, measured=(*self.measured, *worth.residuals(row, told)))

    def with_choice(self, chosen: int, other: int) -> "SearchState":
        """The state after a member was chosen over another.

        Raises:
            ModisteError: MOD-2857 for a member that is none.
        """
        pair = np.stack((self.row(chosen), self.row(other)))[None]
        return replace(self, choices=np.concatenate((self.choices, pair)))


def read_sample(path: Path) -> dict[str, Any]:
    """A sample's TOML file, as `SearchState.with_sample` takes it.

    Raises:
        ModisteError: MOD-2855 for a file that cannot be read.
    """
    return read_toml(path, "MOD-2855")


def write_state(state: SearchState, path: Path) -> None:
    """Write a state: a reader, or a kill, sees the old one or the new one."""
    plain = {
        "version": VERSION,
        "goals": state.goals.model_dump(mode="json"),
        "seed": state.seed,
        "evaluations": state.evaluations,
        "population": state.population.tolist(),
        "front": state.front.tolist(),
        "chance": state.chance,
        "measured": [vars(each) for each in state.measured],
        "choices": state.choices.tolist(),
    }
    write_whole(path, json.dumps(plain, allow_nan=False).encode())


def read_state(path: Path) -> SearchState:
    """A state of a file.

    Raises:
        ModisteError: MOD-2853 for a file that is none, or of a later version.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ModisteError("MOD-2853", path=path.name, reason=f"it has more than {MOST_BYTES} bytes")
        plain = json.loads(path.read_text(encoding="utf-8"))
        if plain["version"] != VERSION:
            raise ModisteError("MOD-2853", path=path.name, reason=f"its version is {plain['version']}")
        goals = goals_from(plain["goals"])
        wide = len(Designs(goals).space.variables)
        measured = tuple(Residual(**{**each, "row": tuple(each["row"])}) for each in plain["measured"])
        return SearchState(
            goals,
            int(plain["seed"]),
            int(plain["evaluations"]),
            np.array(plain["population"], float).reshape(-1, wide),
            np.array(plain["front"], float).reshape(-1, wide),
            plain["chance"],
            measured,
            np.array(plain["choices"], float).reshape(-1, 2, wide),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = (
            error.strerror if isinstance(error, OSError) and error.strerror else "it holds something else"
        )
        raise ModisteError("MOD-2853", path=path.name, reason=reason.lower()) from None
