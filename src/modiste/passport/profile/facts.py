"""A fact of a passport: a field's value, and where it comes from.

Knows which evidence outranks which; how facts make a passport is `content`'s.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from modiste.garment import ModisteError
from modiste.passport.profile.profile import Audience, Level, Profile
from modiste.passport.profile.values import value_of

How = Literal["measured", "declared", "derived", "simulated", "missing"]
HOWS: tuple[How, ...] = ("measured", "declared", "derived", "simulated", "missing")


@dataclass(frozen=True)
class FactSource:
    """Where a fact comes from.

    Attributes:
        kind: Of which of the profile's kinds of evidence it is.
        ref: Which one: an event's id, a fabric's, a document's address, a person's name.
        at: As of when, in ISO 8601, or "".
        note: What else is to be said of it.
        signer: The did of who signed it, or "".
        statement: SHA-256 of the statement that was signed, or "".
    """

    kind: str
    ref: str
    at: str = ""
    note: str = ""
    signer: str = ""
    statement: str = ""

    def said(self) -> dict[str, str]:
        """As content has it; what is empty is left out."""
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class PassportField:
    """One fact.

    Attributes:
        id: The field's.
        value: As `value_of` writes it; None where it is missing.
        unit: Of its numbers, or "".
        source: Where it comes from.
        evidence: Addresses of what proves it.
        level: Of what it is said.
        audience: Who may see it.
        how: How it was obtained.
    """

    id: str
    value: Any
    unit: str
    source: FactSource
    evidence: tuple[str, ...]
    level: Level
    audience: Audience
    how: How

    def said(self) -> dict[str, Any]:
        """As content has it."""
        made = {"value": self.value, "unit": self.unit, "how": self.how, "source": self.source.said()}
        made |= {"evidence": list(self.evidence), "audience": self.audience}
        return {name: value for name, value in made.items() if value not in ("", [])} | {"value": self.value}


def fact(
    profile: Profile,
    id_: str,
    value: Any,
    source: FactSource,
    how: How = "declared",
    evidence: Sequence[str] = (),
) -> PassportField:
    """A fact whose value and source are checked.

    Raises:
        ModisteError: MOD-2681 and MOD-2682 as `value_of`, MOD-2683 for a source that the field may not
            come from.
    """
    field = profile.field(id_)
    if source.kind not in field.evidence:
        known = ", ".join(field.evidence)
        raise ModisteError("MOD-2683", field=id_, source=source.kind[:40], known=known)
    made = None if how == "missing" else value_of(profile, id_, value)
    about = (field.unit, source, tuple(evidence), field.level, field.audience)
    return PassportField(id_, made, *about, how)


def chosen(profile: Profile, facts: Iterable[PassportField]) -> tuple[dict[str, PassportField], list[str]]:
    """The fact of each field that counts, and the fields of which facts differ.

    What is real goes before what is simulated, then the more trusted evidence, then what is signed, then the
    newer. Where somebody signed what others only declare, the signed one counts.
    """
    best, differ = dict[str, PassportField](), dict[str, None]()
    for each in facts:
        trust = profile.field(each.id).evidence
        if each.how == "missing":
            continue
        other = best.get(each.id)
        if other is None:
            best[each.id] = each
            continue
        better, worse = (each, other) if _rank(each, trust) >= _rank(other, trust) else (other, each)
        if profile.field(each.id).joins:
            better = _joined(profile, better, worse)
        elif better.value != worse.value:
            differ[each.id] = None
        elif worse.source.signer and not better.source.signer and better.how == worse.how == "declared":
            better = worse
        best[each.id] = better
    return {id_: best[id_] for id_ in profile.fields if id_ in best}, list(differ)


def _joined(profile: Profile, best: PassportField, other: PassportField) -> PassportField:
    """Records of both, those of the better fact first; what is only simulated joins nothing real."""
    if "simulated" in (best.how, other.how) and best.how != other.how:
        return best
    more = [each for each in other.value if each not in best.value]
    proofs = dict.fromkeys((*best.evidence, *other.evidence))
    value = value_of(profile, best.id, [*best.value, *more])
    # Who signed one of the two did not sign both.
    source = replace(best.source, signer="", statement="") if more else best.source
    return replace(best, value=value, source=source, evidence=tuple(proofs))


def _rank(each: PassportField, trust: tuple[str, ...]) -> tuple[bool, int, bool, str]:
    source = each.source
    return each.how != "simulated", -trust.index(source.kind), bool(source.signer), source.at
