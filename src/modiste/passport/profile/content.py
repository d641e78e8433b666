"""What a passport says of an item, its batch and its model, as plain JSON.

Knows how facts come together, what is missing, and what differs from before; signing is others'.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from modiste.garment import ModisteError
from modiste.passport.jcs import canonical
from modiste.passport.profile.facts import PassportField, chosen
from modiste.passport.profile.profile import AUDIENCES, LEVELS, Audience, Level, Profile

Scope = Literal["inside", "unknown"]


@dataclass(frozen=True)
class Content:
    """What a passport says.

    Attributes:
        profile: The profile by which it was composed.
        ids: By level, of what it speaks: a model's and an item's Digital Link, a batch's.
        fields: By id, the facts that count.
        disputed: Fields of which other facts say something else.
        scope: Whether the garment is known to be in the profile's scope.
    """

    profile: Profile
    ids: Mapping[Level, str]
    fields: Mapping[str, PassportField]
    disputed: tuple[str, ...]
    scope: Scope

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields of which nothing is known, in the profile's order."""
        return tuple(id_ for id_ in self.profile.fields if id_ not in self.fields)

    @property
    def is_simulated(self) -> bool:
        """Whether any of it is simulated."""
        return any(each.how == "simulated" for each in self.fields.values())

    def value(self, id_: str) -> Any:
        """A field's value, or None."""
        return self.fields[id_].value if id_ in self.fields else None

    def said(self, audience: Audience = "public", levels: Sequence[Level] = LEVELS) -> dict[str, Any]:
        """As JSON for an audience, which sees what those before it see; RFC 8785 writes it one way only.

        Args:
            audience: Whose eyes.
            levels: What is said of these alone.

        Raises:
            ModisteError: MOD-2685 where it is larger than the profile allows.
        """
        made: dict[str, Any] = {"profile": self.profile.id, "scope": self.scope}
        for level in levels:
            fields = self.fields_of(level, audience)
            if fields or level in self.ids:
                made[level] = {"id": self.ids.get(level, ""), "fields": fields}
        size = len(canonical(made))
        if size > self.profile.limits["bytes"]:
            raise ModisteError("MOD-2685", size=size, most=self.profile.limits["bytes"])
        return made

    def fields_of(self, level: Level, audience: Audience = "public") -> dict[str, Any]:
        """What is said of one level, by field."""
        seen = AUDIENCES[: AUDIENCES.index(audience) + 1]
        return {
            id_: each.said()
            for id_, each in self.fields.items()
            if each.level == level and each.audience in seen
        }


@dataclass(frozen=True)
class Difference:
    """A field that is not what it was; None where it was or is not said."""

    id: str
    was: Any
    now: Any


def compose(profile: Profile, facts: Iterable[PassportField], ids: Mapping[Level, str]) -> Content:
    """A passport's content from all that is known.

    Raises:
        ModisteError: MOD-2684 for a garment that is out of the profile's scope.
    """
    fields, disputed = chosen(profile, facts)
    return Content(profile, dict(ids), fields, tuple(disputed), _scope(profile, fields))


def differences(previous: Content, now: Content) -> tuple[Difference, ...]:
    """The fields whose values differ, in the newer profile's order, those it has no more last."""
    ids = dict.fromkeys((*now.profile.fields, *previous.profile.fields))
    pairs = ((id_, previous.value(id_), now.value(id_)) for id_ in ids)
    return tuple(Difference(id_, was, is_) for id_, was, is_ in pairs if was != is_)


def _scope(profile: Profile, fields: Mapping[str, PassportField]) -> Scope:
    share = fields.get(profile.scope["share"])
    smart = fields.get(profile.scope["electronics"])
    if smart is not None and smart.value:
        raise ModisteError("MOD-2684", profile=profile.id, reason="it has electronics")
    if share is not None and Decimal(share.value) < Decimal(profile.scope["least"]):
        reason = f"{share.value} % of it is textile fibre, less than {profile.scope['least']} %"
        raise ModisteError("MOD-2684", profile=profile.id, reason=reason)
    return "unknown" if share is None or smart is None else "inside"
