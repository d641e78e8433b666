"""What a field's value may be, and its one way to write it.

Knows types. Numbers with a fraction are strings of digits, since JSON's are not the same everywhere
(RFC 8785, section 3.2.2.3); counts are integers; NaN and infinities are nobody's value.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from modiste.garment import ModisteError, gln, gtin
from modiste.passport.profile.profile import Member, Profile, ProfileField

_DIGITS = 12
_MOST = 10**12
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


def value_of(profile: Profile, id_: str, value: Any) -> Any:
    """A value as content has it.

    Raises:
        ModisteError: MOD-2681 for a field that the profile has not, MOD-2682 for what the field cannot be.
    """
    field = profile.field(id_)
    try:
        made = _read(profile, field, value)
        if field.sums is not None:
            total = sum((Decimal(each.get(field.sums.member, "0")) for each in made), Decimal())
            if abs(total - Decimal(field.sums.to)) > Decimal(field.sums.within):
                raise ValueError(f"{field.sums.member} comes to {total:f}, not to {field.sums.to}")
    except (ValueError, TypeError, ModisteError) as error:
        reason = error.detail if isinstance(error, ModisteError) else str(error)
        raise ModisteError("MOD-2682", field=id_, reason=reason.rstrip(".")[:300]) from None
    return made


def _read(profile: Profile, field: ProfileField, value: Any) -> Any:
    if field.type == "records":
        return [_record(profile, field.members, each) for each in _listed(profile, value)]
    if field.type == "record":
        return _record(profile, field.members, value)
    if field.type == "choice":
        return _one_of(field.choices, value)
    if field.type == "care":
        return _care(profile, value)
    return _plain(profile, field.type, value)


def _plain(profile: Profile, type_: str, value: Any) -> Any:
    made = _READERS[type_](value)
    if isinstance(made, str) and len(made) > profile.limits["text"]:
        raise ValueError(f"{len(made)} characters are more than {profile.limits['text']}")
    return made


def _record(profile: Profile, members: tuple[Member, ...], value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("it is no record")
    unknown = sorted(set(value) - {each.name for each in members})
    if unknown:
        raise ValueError(f"{str(unknown[0])[:60]!r} is none of its members")
    made = {}
    for each in members:
        if value.get(each.name) is None:
            if each.required:
                raise ValueError(f"{each.name} is missing")
            continue
        made[each.name] = _plain(profile, each.type, value[each.name])
    if not made:
        raise ValueError("it says nothing")
    return made


def _listed(profile: Profile, value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise ValueError("it is no list")
    if len(value) > profile.limits["records"]:
        raise ValueError(f"{len(value)} are more than {profile.limits['records']}")
    return list(value)


def _care(profile: Profile, value: Any) -> list[str]:
    made = [_one_of(profile.words["care"], each) for each in _listed(profile, value)]
    if not made:
        raise ValueError("it names no symbol")
    groups = [each.partition("_")[0] for each in made]
    twice = sorted({each for each in groups if groups.count(each) > 1})
    if twice:
        raise ValueError(f"there are two symbols for {twice[0]}")
    return sorted(made, key=list(profile.words["care"]).index)


def _one_of(choices: Any, value: Any) -> str:
    if value not in choices:
        raise ValueError(f"{str(value)[:60]!r} is none of {', '.join(choices)}")
    return str(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("it is no text")
    value.encode()  # half a surrogate pair is no text
    if _CONTROL.search(value):
        raise ValueError("it has control characters")
    return value.strip()


def _decimal(value: Any) -> str:
    """A number in digits, at most twelve behind the point.

    >>> _decimal(0.1), _decimal("12.50"), _decimal(3)
    ('0.1', '12.5', '3')
    """
    if isinstance(value, bool):
        raise ValueError("it is no number")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"{str(value)[:40]!r} is no number") from None
    if not number.is_finite() or abs(number) >= _MOST:
        raise ValueError(f"{str(value)[:40]!r} is no number that a passport says")
    written = f"{round(number, _DIGITS):f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written in ("-0", "") else written


def _integer(value: Any) -> int:
    made = _decimal(value)
    if "." in made:
        raise ValueError(f"{made} is no whole number")
    return int(made)


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("it is neither true nor false")
    return value


def _matching(pattern: str, what: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise ValueError(f"{str(value)[:60]!r} is no {what}")
        return value

    return read


def _date(value: Any) -> str:
    return date.fromisoformat(_text(value)[:10]).isoformat()


def _uri(value: Any) -> str:
    made = _text(value)
    parts = urlsplit(made)
    if parts.scheme not in ("https", "http", "urn", "did") or not (parts.netloc or parts.path):
        raise ValueError(f"{made[:60]!r} is no address")
    return made


_READERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "text": _text,
        "date": _date,
        "uri": _uri,
        "gtin": lambda value: gtin(_text(value)),
        "gln": lambda value: gln(_text(value)),
        "country": _matching(r"[A-Z]{2}", "country of ISO 3166-1, two letters"),
        "commodity": _matching(r"[0-9]{6}(?:[0-9]{2}){0,2}", "commodity code of 6, 8 or 10 digits"),
        "sha256": _matching(r"[0-9a-f]{64}", "SHA-256 in hexadecimal"),
        "decimal": _decimal,
        "integer": _integer,
        "boolean": _boolean,
    }
)
