"""A versioned profile: which fields a passport has, at which level, for whom, and from what evidence.

Knows how a profile's file is read; what a value of a type looks like is `values`'.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from modiste.garment import ModisteError

Level = Literal["model", "batch", "item"]
Audience = Literal["public", "legitimate_interest", "authority"]
PartLevel = Literal["model", "batch"]
LEVELS: tuple[Level, ...] = ("model", "batch", "item")
PART_LEVELS: tuple[PartLevel, ...] = ("model", "batch")
"""Levels that have passports of their own, which an item's names by their hash."""
AUDIENCES: tuple[Audience, ...] = ("public", "legitimate_interest", "authority")
"""Who may see more stands later."""
PROFILES = ("modiste.textile.1",)


@dataclass(frozen=True)
class Member:
    """A part of a value that has parts."""

    name: str
    type: str
    required: bool = False


@dataclass(frozen=True)
class Sum:
    """What a member's values come to over all records, in the field's unit."""

    member: str
    to: str
    within: str


@dataclass(frozen=True)
class ProfileField:
    """One field.

    Attributes:
        id: Its name, such as "composition.fibres".
        title: As people read it.
        title_zh: The same in Chinese.
        says: What it means.
        level: Of what it is said.
        audience: Who may see it.
        type: Of which type its value is; `values` knows them.
        required: Whether a passport lacks something without it.
        tier: Of which tier of suppliers one asks it.
        evidence: From where it may come, the most trusted first.
        unit: Of its numbers, or "".
        members: The parts of a record.
        choices: What a choice may be.
        sums: What the records come to.
        joins: Whether records of several sources stand side by side.
    """

    id: str
    title: str
    title_zh: str
    says: str
    level: Level
    audience: Audience
    type: str
    required: bool
    tier: str
    evidence: tuple[str, ...]
    unit: str = ""
    members: tuple[Member, ...] = ()
    choices: tuple[str, ...] = ()
    sums: Sum | None = None
    joins: bool = False


@dataclass(frozen=True)
class Profile:
    """A profile.

    Attributes:
        id: Name and version, as a passport pins it.
        title: As people read it.
        title_zh: The same in Chinese.
        fields: By id, in their order.
        scope: The fields and the bound that tell whether a garment is in scope.
        limits: The most characters of a text, records of a list, bytes of all.
        weights: What required and other fields count.
        words: By kind ("tiers", "care", ...), titles by name.
    """

    id: str
    title: str
    title_zh: str
    fields: Mapping[str, ProfileField]
    scope: Mapping[str, str]
    limits: Mapping[str, int]
    weights: Mapping[str, int]
    words: Mapping[str, Mapping[str, Mapping[str, str]]]

    def field(self, id_: str) -> ProfileField:
        """One field.

        Raises:
            ModisteError: MOD-2681 when there is none.
        """
        if id_ not in self.fields:
            raise ModisteError("MOD-2681", field=id_[:80], profile=self.id)
        return self.fields[id_]


@cache
def read_profile(id_: str = PROFILES[-1]) -> Profile:
    """A profile of the package, such as "modiste.textile.1".

    Raises:
        ModisteError: MOD-2680 when there is none.
    """
    if id_ not in PROFILES:
        raise ModisteError("MOD-2680", profile=id_[:80], known=", ".join(PROFILES))
    text = (files(__package__) / f"{id_.removeprefix('modiste.')}.toml").read_text(encoding="utf-8")
    return profile_of(tomllib.loads(text))


def profile_of(said: Mapping[str, Any]) -> Profile:
    """A profile from its data."""
    made = [_field(each) for each in said["fields"]]
    kinds = ("levels", "audiences", "tiers", "evidence", "care")
    return Profile(
        id=f"{said['name']}.{said['version']}",
        title=said["title"],
        title_zh=said["title_zh"],
        fields={each.id: each for each in made},
        scope=said["scope"],
        limits=said["limits"],
        weights=said["weights"],
        words={kind: said[kind] for kind in kinds},
    )


def _field(said: Mapping[str, Any]) -> ProfileField:
    return ProfileField(
        **{
            **said,
            "evidence": tuple(said["evidence"]),
            "members": tuple(Member(**each) for each in said.get("members", ())),
            "choices": tuple(said.get("choices", ())),
            "sums": Sum(**said["sums"]) if "sums" in said else None,
        }
    )
