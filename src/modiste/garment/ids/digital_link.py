"""GS1 Digital Links read and written: `https://id.brand.example/01/09506000134352/21/7K3M...`.

Knows paths, attributes and their order (GS1 Digital Link URI Syntax 1.6); what each value may hold is
`application_identifiers`', and who answers at the address is the resolver's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from modiste.garment.errors import ModisteError
from modiste.garment.ids.application_identifiers import NAMES, Identifier, Part, identifiers, lengths
from modiste.garment.ids.keys import Sgtin, sgtin

CANONICAL = "https://id.gs1.org"
_LINK = re.compile(r"(?:https?|HTTPS?)://[A-Za-z0-9.:\[\]-]+(/[^?#]*)(?:\?([^#]*))?(?:#.*)?")
_ALLOWED = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_NUMBER = re.compile(r"[0-9]+")
_SHORT_GTINS = (8, 12, 13)
_MOST = 2000
_ANYTHING = (Part("X", 1, 90, False, ()),)


@dataclass(frozen=True, slots=True)
class DigitalLink:
    """A link's identifiers and values in their order, the key first; `stem` is all before the key."""

    stem: str
    elements: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[str, str]:
        """What the link is about: ("01", a GTIN), ("00", an SSCC), ("414", a GLN)."""
        return self.elements[0]

    def value(self, code: str) -> str:
        """The value of an identifier, or ""."""
        return dict(self.elements).get(code, "")

    @property
    def item(self) -> Sgtin | None:
        """The item, where the link is of one."""
        serial = self.value("21")
        return Sgtin(self.key[1], serial) if self.key[0] == "01" and serial else None


def read_link(uri: str, *, is_lenient: bool = False) -> DigitalLink:
    """The identifiers of a link.

    Args:
        uri: The link.
        is_lenient: Take what older links hold as well: GTINs without their leading zeros, words for
            identifiers (`/gtin/`), attributes that the dictionary does not know.

    Raises:
        ModisteError: MOD-2501 with what is wrong.

    Example:
        >>> read_link("https://id.gs1.org/01/09520123456788/10/ABC1/21/12345?17=180426").elements
        (('01', '09520123456788'), ('10', 'ABC1'), ('21', '12345'), ('17', '180426'))
    """
    match = _LINK.fullmatch(uri) if len(uri) <= _MOST and _ALLOWED.fullmatch(uri) else None
    if match is None:
        raise _refused(uri, "it is no http(s) address with a path")
    segments = match[1].split("/")[1:]
    place, path = _path(uri, segments, is_lenient=is_lenient)
    elements = dict(path)
    qualifiers = tuple(elements)[1:]
    for code, value in _attributes(uri, match[2] or "", is_lenient=is_lenient):
        if code in elements:
            raise _refused(uri, f"({code}) stands twice")
        if _may_follow(identifiers()[path[0][0]], (*qualifiers, code), in_order=False):
            raise _refused(uri, f"({code}) belongs into the path")
        elements[code] = value
    stem = "/".join((uri[: match.start(1)], *segments[:place]))
    return DigitalLink(stem, tuple(elements.items()))


def written_link(elements: Sequence[tuple[str, str]], stem: str = CANONICAL) -> str:
    """The link of these identifiers and values, the key first, then its qualifiers, then attributes.

    Raises:
        ModisteError: MOD-2501 when no link can be of them.
    """
    known = identifiers()
    codes = [code for code, _ in elements]
    key = known.get(codes[0]) if codes else None
    if key is None or key.qualifiers is None:
        raise _refused(str(codes), "its first identifier is no key")
    path = 1
    while path < len(codes) and _may_follow(key, tuple(codes[1 : path + 1])):
        path += 1
    parts = [f"/{code}/{quote(value, safe='')}" for code, value in elements[:path]]
    asked = "&".join(f"{code}={quote(value, safe='')}" for code, value in elements[path:])
    made = stem + "".join(parts) + (f"?{asked}" if asked else "")
    read_link(made)
    return made


def item_link(item: Sgtin, stem: str = CANONICAL) -> str:
    """The link of one item, as its label carries it.

    Example:
        >>> item_link(sgtin("09506000134352", "A/1"))
        'https://id.gs1.org/01/09506000134352/21/A%2F1'
    """
    checked = sgtin(item.gtin, item.serial)
    return f"{stem}/01/{checked.gtin}/21/{quote(checked.serial, safe='')}"


def element_string(link: DigitalLink) -> str:
    """A link as a bar code has it, `^` for the separator that follows values of any length (FNC1)."""
    known = identifiers()
    made, ends_open = "^", False
    for code, value in link.elements:
        made += ("^" if ends_open else "") + code + value
        ends_open = code not in known or not known[code].is_length_known
    return made


def _path(uri: str, segments: list[str], *, is_lenient: bool) -> tuple[int, list[tuple[str, str]]]:
    """Where the key stands, and the key with its qualifiers; the key is the last one of the path."""
    found: list[tuple[str, str]] = []
    for place in range(len(segments) - 2, -1, -2):
        word = segments[place]
        each = identifiers().get(NAMES.get(word, word) if is_lenient else word)
        if each is None:
            break
        value = _value(uri, each, _unescaped(uri, segments[place + 1]), is_lenient=is_lenient)
        found.insert(0, (each.code, value))
        if each.qualifiers is not None:
            if not _may_follow(each, tuple(code for code, _ in found[1:])):
                raise _refused(uri, f"what follows ({each.code}) may not, or not in this order")
            return place, found
    raise _refused(uri, "its path has no key")


def _attributes(uri: str, asked: str, *, is_lenient: bool) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for part in asked.split("&"):
        code, has_value, text = part.partition("=")
        if not has_value or not _NUMBER.fullmatch(code):
            continue
        each = identifiers().get(code)
        if each is None and is_lenient and 2 <= len(code) <= 4 and code[:2] not in lengths():
            each = Identifier(code, _ANYTHING, False, True, None)
        if each is None or not each.is_attribute:
            raise _refused(uri, f"({code[:8]}) is no attribute")
        if code in seen:
            raise _refused(uri, f"({code}) stands twice")
        seen.add(code)
        yield code, _value(uri, each, _unescaped(uri, text.replace("+", " ")), is_lenient=is_lenient)


def _value(uri: str, each: Identifier, value: str, *, is_lenient: bool) -> str:
    if is_lenient and each.code == "01" and len(value) in _SHORT_GTINS:
        value = value.zfill(14)
    flaw = each.flaw(value)
    if flaw:
        raise _refused(uri, flaw)
    return value


def _may_follow(key: Identifier, qualifiers: tuple[str, ...], *, in_order: bool = True) -> bool:
    for order in key.qualifiers or ():
        among = [code for code in order if code in qualifiers]
        if len(among) == len(qualifiers) and (not in_order or among == list(qualifiers)):
            return True
    return False


def _unescaped(uri: str, text: str) -> str:
    def sign(match: re.Match[str]) -> str:
        if match[1] is None or match[1] == "00":
            raise _refused(uri, "an escape in it is none")
        return chr(int(match[1], 16))

    return _ESCAPE.sub(sign, text)


def _refused(uri: str, reason: str) -> ModisteError:
    return ModisteError("MOD-2501", value=uri[:100], reason=reason)
