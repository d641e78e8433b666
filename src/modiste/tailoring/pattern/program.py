"""What a program is: a garment's name, its options and the function that draws it.

Knows how options are checked; the programs themselves are in `programs`, drawing one is `drafting`'s.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from modiste.garment import ModisteError
from modiste.tailoring.pattern.charts import People
from modiste.tailoring.pattern.panel import Panel, Seam


@dataclass(frozen=True)
class Choice:
    """An option with a few answers."""

    name: str
    default: str
    choices: tuple[str, ...]
    meaning: str

    @property
    def known(self) -> str:
        """Its values, for people."""
        return ", ".join(self.choices)

    def read(self, value: object) -> str:
        """The answer given, checked.

        Raises:
            ModisteError: MOD-1532 where it is none of the choices.
        """
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if value not in self.choices:
            raise ModisteError("MOD-1532", name=self.name, value=value, known=self.known)
        return str(value)


@dataclass(frozen=True)
class Range:
    """An option that is a number between two bounds."""

    name: str
    default: float
    low: float
    high: float
    meaning: str
    unit: str = "cm"

    @property
    def known(self) -> str:
        """Its values, for people."""
        return f"{self.low:g} to {self.high:g} {self.unit}"

    def read(self, value: object) -> float:
        """The number given, checked.

        Raises:
            ModisteError: MOD-1532 where it is no number or out of bounds.
        """
        try:
            number = float(value) if isinstance(value, int | float | str) else float("nan")
        except ValueError:
            number = float("nan")
        if not self.low <= number <= self.high:
            raise ModisteError("MOD-1532", name=self.name, value=value, known=self.known)
        return number


Option = Choice | Range

LONGER = Range("longer", 0.0, -12.0, 25.0, "how much lower the hem lies than the length has it")
"""An option of every program: a length is a few words, a wish is centimetres."""


@dataclass(frozen=True)
class Brief:
    """What a program is asked to draw: for which body, and how.

    Attributes:
        body: All measures in centimetres, as `charts.whole_measures` gives them.
        people: Whose body it is.
        options: Every option of the program, checked.
    """

    body: Mapping[str, float]
    people: People
    options: Mapping[str, str | float]

    def word(self, name: str) -> str:
        """The answer to a `Choice`."""
        return str(self.options[name])

    def number(self, name: str) -> float:
        """The number of a `Range`."""
        return float(self.options[name])


@dataclass(frozen=True)
class Drawn:
    """What a program drew."""

    panels: tuple[Panel, ...]
    seams: tuple[Seam, ...]


@dataclass(frozen=True)
class Program:
    """A garment that can be drafted.

    Attributes:
        name: "t-shirt".
        title: "T-shirt".
        people: Whose chart it is drawn from where none is named.
        options: What can be chosen.
        draw: Draws it.
    """

    name: str
    title: str
    people: People
    options: tuple[Option, ...]
    draw: Callable[[Brief], Drawn]

    def read(self, given: Mapping[str, object]) -> dict[str, str | float]:
        """All options with those given in place of the defaults.

        Raises:
            ModisteError: MOD-1530 for an option that the program does not have, MOD-1532 for a bad value.
        """
        known = {option.name: option for option in self.options}
        for name in given:
            if name not in known:
                raise ModisteError(
                    "MOD-1530", kind=f"option of {self.name}", name=name, known=", ".join(known)
                )
        return {name: option.read(given.get(name, option.default)) for name, option in known.items()}
