"""Elements of an XML file as plain fields, one at a time, in constant memory.

Knows expat and its dangers: a document type, an entity or a reference to anything outside ends the reading,
so neither XXE nor billion laughs can begin. What a field means is each format's.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from modiste.garment import ModisteError

_CHUNK = 1 << 16
_DEEPEST = 64


class Element(NamedTuple):
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
    parser = expat.ParserCreate()
    parser.buffer_text = True
    reader = _Reader(names, name, longest)
    done, holds_too_much = reader.attach(parser)
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            holds_too_much()
            yield from done
            done.clear()
        parser.Parse(b"", True)
        yield from done
    except (expat.ExpatError, ValueError, LookupError) as error:
        yield from done
        reason = str(error).partition(":")[0] or "it is not well-formed"
        raise ModisteError(
            "MOD-1234", name=name, place=f"line {parser.CurrentLineNumber}", reason=reason
        ) from None


@dataclass(frozen=True, slots=True)
class ElementText:
    """An element to be written again if somebody asks, so that it can be mended and read by itself."""

    tag: str
    fields: Mapping[str, list[str]]
    namespaces: str = ""

    def __call__(self) -> str:
        """The text."""
        inner = "".join(
            f"\n  <{key}>{escape(value)}</{key}>" for key, values in self.fields.items() for value in values
        )
        return f"<{self.tag}{self.namespaces}>{inner}\n</{self.tag}>\n"


@dataclass(frozen=True, slots=True)
class _Reader:
    """What expat calls, as closures: they are called three times a field, and nothing else costs as much."""

    names: frozenset[str]
    name: str
    longest: int

    def attach(  # noqa: PLR0915 - the closures share these names
        self, parser: expat.XMLParserType
    ) -> tuple[list[Element], Callable[[], None]]:
        """Let a parser call; where finished elements appear, and what is to be called between chunks."""
        names, longest = self.names, self.longest
        done: list[Element] = []
        texts: list[str] = []
        fields: dict[str, list[str]] | None = None
        depth = level = line = length = 0
        key = href = ""

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal fields, depth, level, line, length, key, href
            depth += 1
            if fields is not None:
                if depth == level + 1:
                    key, href = tag, attributes.get("href", "") if attributes else ""
                    texts.clear()
                else:
                    texts.append(":")
            elif tag.rpartition(":")[2] in names:
                fields, level, length, line = {}, depth, 0, parser.CurrentLineNumber
                texts.clear()
            else:
                texts.clear()
            if depth > _DEEPEST:
                reason = f"it is nested deeper than {_DEEPEST}"
                raise ModisteError("MOD-1235", name=self.name, reason=reason)

        def end(_tag: str) -> None:
            nonlocal fields, depth, length
            if fields is not None:
                if depth == level + 1:
                    text = "".join(texts)
                    length += len(text)
                    value = text.strip().lstrip(":").strip() or href
                    if length > longest:
                        fields.clear()
                    elif key in fields:
                        fields[key].append(value)
                    else:
                        fields[key] = [value]
                    texts.clear()
                elif depth == level:
                    is_long = length > longest
                    done.append(Element(line, {} if is_long else fields, is_long))
                    fields = None
            depth -= 1

        def holds_too_much() -> None:
            """Letters between two marks are held until the next one; too many of them are let go."""
            nonlocal length
            held = sum(map(len, texts))
            if held > longest:
                length += held
                texts.clear()

        def refuse(*_: object) -> int:
            reason = "it declares a document type or an entity"
            raise ModisteError("MOD-1235", name=self.name, reason=reason)

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = texts.append
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
        parser.ExternalEntityRefHandler = refuse
        return done, holds_too_much
