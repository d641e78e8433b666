"""A passport's content written as another format's document.

Knows how rules are followed; what the format cannot say is told, not dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from modiste.passport.profile.content import Content
from modiste.passport.profile.mapping import FormatMapping, Part, Rule
from modiste.passport.profile.places import filled, found, merged, put

_NO_PLACE = "the format has no place for it"


@dataclass(frozen=True)
class DocumentFrame:
    """What a document says of itself.

    Attributes:
        id: The passport's address.
        issuer: The issuer's, such as a did.
        issuer_name: What people call the issuer.
        valid_from: From when, in ISO 8601.
        valid_until: Until when.
    """

    id: str
    issuer: str
    issuer_name: str
    valid_from: str
    valid_until: str


@dataclass(frozen=True)
class Unsaid:
    """A field that the format does not carry, and why."""

    field: str
    reason: str


@dataclass(frozen=True)
class Exported:
    """A document in another format.

    Attributes:
        document: The document.
        unsaid: What it does not say.
        lacking: Places that the format wants filled and that are empty; with any, it is not valid there.
    """

    document: dict[str, Any]
    unsaid: tuple[Unsaid, ...]
    lacking: tuple[str, ...]


def exported(content: Content, mapping: FormatMapping, frame: DocumentFrame) -> Exported:
    """Write public content by a mapping."""
    words = {
        **vars(frame),
        "subject": content.ids.get("item", ""),
        "name": content.value("identity.name") or "",
    }
    document = filled(mapping.frame, words)
    reasons = dict[str, dict[str, None]]()
    said = set[str]()
    for rule in mapping.rules:
        fact = content.fields.get(rule.field)
        if fact is not None and fact.audience == "public":
            is_said, why = _write(document, rule, content, words)
            reasons.setdefault(rule.field, {}).update(dict.fromkeys(why))
            said |= {rule.field} if is_said else set()
    unsaid = []
    for id_, fact in content.fields.items():
        why = list(reasons.get(id_, ()))
        if fact.audience != "public":
            why = ["it is not for the public"]
        elif id_ not in said and not why and fact.value != []:
            why = ["the format has no word for it" if id_ in reasons else mapping.unsaid.get(id_, _NO_PLACE)]
        unsaid += [Unsaid(id_, each) for each in why]
    lacking = tuple(each for each in mapping.requires if found(document, each) is None)
    return Exported(document, tuple(unsaid), lacking)


def _write(
    document: dict[str, Any], rule: Rule, content: Content, words: Mapping[str, str]
) -> tuple[bool, list[str]]:
    """Write a field's records; returns whether any was, and what of them cannot be said."""
    value, reasons, is_any = content.value(rule.field), list[str](), False
    records = value if isinstance(value, list) else [value]
    if not rule.is_list and isinstance(value, list) and rule.parts[0].words is None and len(records) > 1:
        reasons.append(f"the format has room for one of {len(records)}")
        records = records[:1]
    sources = {part.source for part in rule.parts}
    for record in records:
        lacks = [each for each in rule.needs if _source(record, each, content) is None]
        if lacks:
            reasons.append(f"the format wants {', '.join(lacks)} with it")
            continue
        made: Any = filled(rule.constants, words)
        is_said = False
        for part in rule.parts:
            there = _there(part, _source(record, part.source, content))
            if there is None or (part.only_with and _source(record, part.only_with, content) is None):
                continue
            is_said = is_said or "." not in part.source
            made = put(made, part.to, there) if part.to else there
        if not is_said:
            continue
        is_any = True
        if isinstance(record, dict) and set(record) - sources:
            reasons.append(f"said without {', '.join(each for each in record if each not in sources)}")
        before = found(document, rule.to)
        put(document, rule.to, [*(before or []), made] if rule.is_list else merged(before, made))
    return is_any, reasons


def _source(record: Any, source: str, content: Content) -> Any:
    if not source:
        return record
    if "." in source:
        return content.value(source)
    return record.get(source)


def _there(part: Part, value: Any) -> Any:
    if value is None or (part.words is not None and value not in part.words):
        return None
    if part.words is not None:
        return part.words[value]
    if part.is_number:
        number = Decimal(str(value)) * Decimal(part.times)
        return int(number) if number == number.to_integral_value() else float(number)
    return f"{part.prefix}{value}" if part.prefix or part.is_text else value
