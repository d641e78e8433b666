"""How complete a passport is, and of whom one has to ask what is missing.

Knows the profile's weights; a simulated fact counts as none, because nobody stands for it.
"""

from dataclasses import dataclass
from typing import Any

from modiste.passport.profile.content import Content
from modiste.passport.profile.profile import ProfileField


@dataclass(frozen=True)
class TierCompleteness:
    """What a tier of suppliers has said and has not.

    Attributes:
        tier: Its name in the profile.
        percent: Of its weights, what is known.
        missing_required: Fields that are required and missing.
        missing: Other fields that are missing.
        simulated: Fields that are only simulated.
        signed_percent: Of its weights, what somebody signed; the rest of `percent` is merely stated.
        signed: Fields that somebody signed.
    """

    tier: str
    percent: int
    missing_required: tuple[str, ...]
    missing: tuple[str, ...]
    simulated: tuple[str, ...]
    signed_percent: int
    signed: tuple[str, ...]


@dataclass(frozen=True)
class Completeness:
    """How complete a passport is; percentages are of the profile's weights, rounded down."""

    percent: int
    required_percent: int
    signed_percent: int
    tiers: tuple[TierCompleteness, ...]

    def said(self) -> dict[str, Any]:
        """As JSON."""
        tiers = [
            {name: list(each) if isinstance(each, tuple) else each for name, each in vars(tier).items()}
            for tier in self.tiers
        ]
        made = {name: each for name, each in vars(self).items() if name != "tiers"}
        return {**made, "by_tier": tiers}


def completeness(content: Content) -> Completeness:
    """What is known of all that the profile asks."""
    profile = content.profile
    known = {id_ for id_, each in content.fields.items() if each.how != "simulated"}

    signed = {id_ for id_, each in content.fields.items() if each.source.signer}

    def percent(fields: list[ProfileField], known: set[str] = known) -> int:
        weights = {each.id: profile.weights["required" if each.required else "optional"] for each in fields}
        whole = sum(weights.values())
        return 100 * sum(weights[id_] for id_ in weights if id_ in known) // whole if whole else 100

    every = list(profile.fields.values())
    tiers = []
    for tier in profile.words["tiers"]:
        mine = [each for each in every if each.tier == tier]
        open_ = [each for each in mine if each.id not in content.fields]
        tiers.append(
            TierCompleteness(
                tier,
                percent(mine),
                tuple(each.id for each in open_ if each.required),
                tuple(each.id for each in open_ if not each.required),
                tuple(each.id for each in mine if each.id in content.fields and each.id not in known),
                percent(mine, signed),
                tuple(each.id for each in mine if each.id in signed),
            )
        )
    required = [each for each in every if each.required]
    return Completeness(percent(every), percent(required), percent(every, signed), tuple(tiers))
