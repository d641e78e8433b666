"""Elements of an XML file as plain fields, one at a time, in constant memory.

Knows expat and its dangers: a document type, an entity or a reference to anything outside ends the reading,
so neither XXE nor billion laughs can begin. What a field means is each format's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat
from xml.sax.saxutils import escape

from modiste.garment import ModisteError

_CHUNK = 1 << 16
_DEEPEST = 64


@dataclass(frozen=True, slots=True)
class Element:
    """One element: the line it begins on, and the values of each name in it, in their order."""

    line: int
    fields: Mapping[str, list[str]]
    is_too_long: bool = False


def elements(stream: IO[bytes], names: frozenset[str], name: str, longest: int) -> Iterator[Element]:
    """Every element of one of these names that lies in no other of them.

    Fields keep the prefix that the file gives them ("g:price"); of one that holds elements itself the values
    are joined by colons, and a link without text is its `href`.

    Args:
        stream: the file.
        names: which elements, by their name without prefix.
        name: what errors call the file.
        longest: an element of more letters is told as too long, without its fields.

    Raises:
        ModisteError: MOD-1234 where it is no longer well-formed, MOD-1235 for a document type or entity.
    """
    reader = _Reader(names, name, longest)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = reader.refuse
    parser.ExternalEntityRefHandler = reader.refuse
    reader.parser = parser
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            yield from reader.done
            reader.done.clear()
        parser.Parse(b"", True)
        yield from reader.done
    except (expat.ExpatError, ValueError, LookupError) as error:
        yield from reader.done
        reason = str(error).partition(":")[0] or "it is not well-formed"
        raise ModisteError(
            "MOD-1234", name=name, place=f"line {parser.CurrentLineNumber}", reason=reason
        ) from None


def element_text(tag: str, fields: Mapping[str, list[str]], namespaces: str = "") -> str:
    """An element written again, so that it can be mended and read by itself."""
    inner = "".join(
        f"\n  <{key}>{escape(value)}</{key}>" for key, values in fields.items() for value in values
    )
    return f"<{tag}{namespaces}>{inner}\n</{tag}>\n"


@dataclass
class _Reader:
    names: frozenset[str]
    name: str
    longest: int
    done: list[Element] = field(default_factory=list)
    parser: expat.XMLParserType | None = None
    _fields: dict[str, list[str]] | None = None
    _depth: int = 0
    _level: int = 0
    _line: int = 0
    _length: int = 0
    _key: str = ""
    _href: str = ""
    _texts: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ModisteError("MOD-1235", name=self.name, reason=f"it is nested deeper than {_DEEPEST}")
        if self._fields is None:
            if tag.rpartition(":")[2] in self.names:
                self._fields, self._level, self._length = {}, self._depth, 0
                self._line = self.parser.CurrentLineNumber if self.parser else 0
            return
        if self._depth == self._level + 1:
            self._key, self._href, self._texts = tag, attributes.get("href", ""), []
        else:
            self._texts.append(":")

    def text(self, text: str) -> None:
        if self._fields is not None and self._depth > self._level:
            self._length += len(text)
            if self._length <= self.longest:
                self._texts.append(text)

    def end(self, tag: str) -> None:
        if self._fields is not None:
            if self._depth == self._level + 1:
                value = "".join(self._texts).strip().lstrip(":").strip() or self._href
                self._fields.setdefault(self._key, []).append(value)
            elif self._depth == self._level:
                is_long = self._length > self.longest
                self.done.append(Element(self._line, {} if is_long else self._fields, is_long))
                self._fields = None
        self._depth -= 1

    def refuse(self, *_: object) -> int:
        raise ModisteError("MOD-1235", name=self.name, reason="it declares a document type or an entity")
