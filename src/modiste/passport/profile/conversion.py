"""Facts of one profile's version brought to another's, by a table.

Knows renamed and dropped fields; each value is checked anew as the newer profile has it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from modiste.garment import ModisteError
from modiste.passport.profile.facts import PassportField, fact
from modiste.passport.profile.profile import Profile


@dataclass(frozen=True)
class Conversion:
    """How a version becomes the next.

    Attributes:
        old: The profile that facts are of.
        new: The profile that they become facts of.
        renamed: Fields that have another name; others keep theirs.
        dropped: Fields that the new one has not, with the reason.
    """

    old: str
    new: str
    renamed: Mapping[str, str]
    dropped: Mapping[str, str]


@dataclass(frozen=True)
class Converted:
    """Facts of the new profile, and what was not taken along with the reason."""

    facts: tuple[PassportField, ...]
    left: Mapping[str, str]


def converted(conversion: Conversion, profile: Profile, facts: Iterable[PassportField]) -> Converted:
    """Bring facts to a newer profile.

    Raises:
        ModisteError: MOD-2688 where the table leads to another profile.
    """
    if conversion.new != profile.id:
        raise ModisteError("MOD-2688", old=conversion.old, new=conversion.new, profile=profile.id)
    made, left = list[PassportField](), dict[str, str]()
    for each in facts:
        if each.id in conversion.dropped:
            left[each.id] = conversion.dropped[each.id]
            continue
        id_ = conversion.renamed.get(each.id, each.id)
        try:
            new = fact(profile, id_, each.value, each.source, each.how, each.evidence)
        except ModisteError as error:
            left[each.id] = error.detail
            continue
        made.append(replace(new, unit=profile.field(id_).unit))
    return Converted(tuple(made), left)
