"""Facts read from another system's passport, by the rules by which we write it.

Knows how rules are followed backwards; whether the document is signed, and by whom, is others'. A value that
a field cannot be is refused with its reason, and places that no rule reads are told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from modiste.garment import ModisteError
from modiste.passport.profile.facts import FactSource, PassportField, fact
from modiste.passport.profile.mapping import MAPPINGS, FormatMapping, Part, Rule, read_mapping
from modiste.passport.profile.places import found, is_like, leaves
from modiste.passport.profile.profile import Profile

_MOST_BROUGHT = 10_000
_LISTS = ("records", "care")


@dataclass(frozen=True)
class RefusedFact:
    """A field whose value cannot be taken."""

    field: str
    code: str
    reason: str


@dataclass(frozen=True)
class Imported:
    """What a document says.

    Attributes:
        target: The format that it is in.
        facts: What was read, each with the document as its source.
        refused: What could not be taken.
        unread: Places that no rule reads.
    """

    target: str
    facts: tuple[PassportField, ...]
    refused: tuple[RefusedFact, ...]
    unread: tuple[str, ...]


def format_of(document: Any) -> str:
    """Which format a document says that it is in.

    Raises:
        ModisteError: MOD-2686 where it is none that is known.
    """
    contexts = document.get("@context") if isinstance(document, Mapping) else None
    for target in MAPPINGS:
        wanted = read_mapping(target).frame["@context"]
        if isinstance(contexts, list) and wanted[-1] in contexts:
            return target
    raise ModisteError("MOD-2686", reason="its @context names no format that is read here")


def imported(profile: Profile, document: Any) -> Imported:
    """Read another system's passport.

    Raises:
        ModisteError: MOD-2686 where it is none, or says too much.
    """
    mapping = read_mapping(format_of(document))
    places = list(leaves(document))
    if len(places) > _MOST_BROUGHT:
        raise ModisteError("MOD-2686", reason=f"{len(places)} values are more than {_MOST_BROUGHT}")
    issuer = document.get("issuer")
    name = issuer.get("name") or issuer.get("id") if isinstance(issuer, Mapping) else ""
    at = document.get("validFrom")
    about = FactSource(
        "document", str(document.get("id", ""))[:500], str(at or "")[:40], str(name or "")[:200]
    )
    values = dict[str, Any]()
    for rule in mapping.rules:
        for field, value in _read(rule, document):
            if profile.field(field).type in _LISTS:
                values.setdefault(field, []).append(value)
            else:
                values.setdefault(field, value)
    facts, refused = list[PassportField](), list[RefusedFact]()
    for field, value in values.items():
        try:
            facts.append(fact(profile, field, value, about))
        except ModisteError as error:
            refused.append(RefusedFact(field, error.code, error.detail))
    unread = dict.fromkeys(places)
    for each in _known(mapping):
        unread.pop(each, None)
    return Imported(mapping.target, tuple(facts), tuple(refused), tuple(unread))


def _read(rule: Rule, document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The values of a rule's field, and of the fields beside it."""
    there = found(document, rule.to)
    for record in there if rule.is_list and isinstance(there, list) else [there]:
        if record is None or (rule.constants and not is_like(record, rule.constants)):
            continue
        made = dict[str, Any]()
        for part in rule.parts:
            value = _here(part, found(record, part.to))
            if value is None:
                continue
            if "." in part.source:
                yield part.source, value
            else:
                made[part.source] = value
        if "" in made:
            yield rule.field, made[""]
        elif made:
            yield rule.field, made


def _here(part: Part, value: Any) -> Any:
    if value is None or isinstance(value, Mapping | list):
        return None
    if part.words is not None:
        return next((ours for ours, theirs in part.words.items() if theirs == value), None)
    if part.is_number and isinstance(value, int | float):
        number = Decimal(str(value))
        return str(number / Decimal(part.times)) if number.is_finite() else str(value)
    if part.prefix:
        return value.removeprefix(part.prefix) if str(value).startswith(part.prefix) else None
    return value


def _known(mapping: FormatMapping) -> Iterator[str]:
    """The places that the format's rules and frame speak of."""
    yield from leaves(mapping.frame)
    for rule in mapping.rules:
        for each in (*leaves(rule.constants), *(part.to for part in rule.parts)):
            steps = [step for step in f"{rule.to}.{each}".split(".") if step and not step.isdigit()]
            yield ".".join(steps)
