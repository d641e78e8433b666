"""How another format says what a passport says: rules as data, which are read in both directions.

Knows places in documents and what a value is called there; which places a format has is its file's. A rule's
constants tell the reader which of several like records is meant.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from modiste.garment import ModisteError

MAPPINGS = ("untp-0.6.1", "untp-0.7.0", "eutex-0.9.9")


@dataclass(frozen=True)
class Part:
    """One value of a rule's record.

    Attributes:
        source: A member of the field's value, "" for all of it, or another field's id.
        to: Where in the record it goes, "" for the record itself.
        is_number: Whether it is a JSON number there.
        is_text: Whether it is a text there, a number in digits.
        times: By what it is multiplied on its way there.
        prefix: What stands before it there.
        words: What each of our codes is called there; others are not this part's.
        only_with: A source without which this one is not said.
    """

    source: str
    to: str
    is_number: bool = False
    times: str = "1"
    prefix: str = ""
    words: Mapping[str, str] | None = None
    only_with: str = ""
    is_text: bool = False


@dataclass(frozen=True)
class Rule:
    """Where a field is said.

    Attributes:
        field: The field's id.
        to: The place, its steps parted by full stops.
        is_list: Whether the place is a list that each record is added to.
        parts: The record's values.
        constants: What else the record says.
        needs: Sources without which the format cannot say it.
    """

    field: str
    to: str
    is_list: bool
    parts: tuple[Part, ...]
    constants: Mapping[str, Any]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class FormatMapping:
    """How a format says a profile.

    Attributes:
        target: The format, with its version.
        profile: The profile's id.
        frame: What every document has; texts in braces are filled in.
        requires: Places that the format wants filled.
        rules: In the order in which they are written.
        unsaid: Why a field has no rule.
    """

    target: str
    profile: str
    frame: Mapping[str, Any]
    requires: tuple[str, ...]
    rules: tuple[Rule, ...]
    unsaid: Mapping[str, str]


@cache
def read_mapping(target: str) -> FormatMapping:
    """A mapping of the package, such as "untp-0.7.0"; "eutex" is the newest.

    Raises:
        ModisteError: MOD-2687 when there is none.
    """
    name = next((each for each in reversed(MAPPINGS) if target in (each, each.partition("-")[0])), None)
    if name is None:
        raise ModisteError("MOD-2687", target=target[:40], known=", ".join(MAPPINGS))
    said = tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
    return FormatMapping(
        target=name,
        profile=said["profile"],
        frame=said["frame"],
        requires=tuple(said["requires"]),
        rules=tuple(_rule(each) for each in said["rules"]),
        unsaid=said["unsaid"],
    )


def _rule(said: Mapping[str, Any]) -> Rule:
    is_list = said["to"].endswith("[]")
    parts = tuple(
        Part(
            source=each.get("from", ""),
            to=each.get("to", ""),
            is_number=each.get("number", False),
            times=each.get("times", "1"),
            prefix=each.get("prefix", ""),
            words=each.get("words"),
            only_with=each.get("if", ""),
            is_text=each.get("text", False),
        )
        for each in said.get("parts", [{}])
    )
    constants, needs = said.get("with", {}), tuple(said.get("needs", ()))
    return Rule(said["field"], said["to"].removesuffix("[]"), is_list, parts, constants, needs)
