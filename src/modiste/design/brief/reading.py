"""Reading a brief: words, numbers and units in English and Chinese become the fields of a spec.

Knows the order in which a text is read: numbers with units, then the longest words; what is left over is
told, and so is what contradicts itself. No model guesses: the same text gives the same spec.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from modiste.design.brief.spec import FIELDS, Evidence, GarmentSpec, Remark, SpecField, Value
from modiste.design.brief.words import COTTON, EMPTY, GLOSSARY, OWN, SHAPES, Meaning
from modiste.foundation import chinese_words, colour_examples, concepts, phrases, spelt, stemmed, to_hex
from modiste.garment import ModisteError
from modiste.tailoring import program_named, size_charts

MOST_LETTERS = 2000
_LONGEST = 8
_TOKEN = re.compile(r"#[0-9a-f]{6}\b|a字|t恤|v领|u领|[0-9]+/[0-9]+a?|[a-z0-9]+(?:'[a-z]+)?|[\u3400-\u9fff]")
_UNIT = r"(cm|centimet(?:er|re)s?|mm|inch(?:es)?|in|厘米|公分|毫米|英寸)"
_CENTIMETRES = {"mm": 0.1, "毫米": 0.1, "in": 2.54, "inch": 2.54, "inches": 2.54, "英寸": 2.54}
_NUMBER = r"(\d{1,3}(?:\.\d+)?)"
_LONGER = re.compile(
    rf"{_NUMBER}\s*{_UNIT}\s*(longer|shorter)|(加长|长了|缩短|短了|再长|再短)\s*{_NUMBER}\s*{_UNIT}"
)
_LENGTH = re.compile(
    rf"{_NUMBER}\s*{_UNIT}\s*(?:long|in length|长)|(?:length(?: of)?|衣长|裙长|裤长|长)\s*{_NUMBER}\s*{_UNIT}"
)
_SIZE = re.compile(
    r"(?:\b(?:eu|size|in)\s+)(\d{2})\b|(\d{2})\s*[码号]|\b(1[5-9]\d/\d{2,3}a)\b", re.IGNORECASE
)
_NOT = frozenset({"no", "not", "without", "不", "无", "没"})
_BREVITY = {
    ("dress", "short"): "mini",
    ("dress", "long"): "maxi",
    ("skirt", "short"): "mini",
    ("skirt", "long"): "maxi",
    ("shorts", "short"): "short",
    ("trousers", "short"): "cropped",
}
"""What "short" and "long" are of a kind of garment; of tops "cropped" and "long"."""


class _Token(NamedTuple):
    """A word of the text as it is compared, and where it stands."""

    word: str
    start: int
    end: int


class _Read(NamedTuple):
    """A meaning with the words that gave it."""

    meaning: Meaning
    evidence: Evidence


def read_brief(text: str, program: str = "") -> GarmentSpec:
    """The spec that a text asks for.

    Args:
        text: English, Chinese or both.
        program: Of which garment the text speaks, where it names none: that of the spec it edits.

    Raises:
        ModisteError: MOD-2762 for an empty text or one of more than 2,000 letters.

    Example:
        >>> spec = read_brief("A-line dress, V neck, 3 cm longer, EU 38")
        >>> spec.value("program"), spec.value("neckline"), spec.value("longer"), spec.value("size")
        ('dress-a-line', 'v', 3.0, '38')
    """
    if not text.strip() or len(text) > MOST_LETTERS:
        raise ModisteError("MOD-2762", count=len(text.strip()), most=MOST_LETTERS)
    found, taken = _numbers(text)
    tokens = [token for token in _tokens(text) if not any(a <= token.start < b for a, b in taken)]
    more, left = _words(text, tokens)
    return _resolved(text, [*found, *more], left, program)


def _numbers(text: str) -> tuple[list[_Read], list[tuple[int, int]]]:
    """What is said in numbers, and the stretches that say it."""
    lower = text.lower()
    found: list[_Read] = []
    taken: list[tuple[int, int]] = []

    def add(match: re.Match[str], field: str, value: Value) -> None:
        if not any(a < match.end() and match.start() < b for a, b in taken):
            taken.append(match.span())
            found.append(_Read(Meaning(field, value), _evidence(text, *match.span())))

    for match in _LONGER.finditer(lower):
        number, unit, way = match[1] or match[5], match[2] or match[6], match[3] or match[4]
        sign = -1.0 if way in ("shorter", "缩短", "短了", "再短") else 1.0
        add(match, "longer", round(sign * float(number) * _CENTIMETRES.get(unit, 1.0), 2))
    for match in _LENGTH.finditer(lower):
        number, unit = match[1] or match[3], match[2] or match[4]
        add(match, "length_cm", round(float(number) * _CENTIMETRES.get(unit, 1.0), 2))
    for match in _SIZE.finditer(lower):
        add(match, "size", (match[1] or match[2] or match[3]).upper())
    return found, taken


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text.lower()):
        word = match[0]
        yield _Token(word if word[-1] >= "\u3400" else stemmed(spelt(word)), *match.span())


def _words(text: str, tokens: list[_Token]) -> tuple[list[_Read], list[Evidence]]:
    """What words say, the longest first at each place, and the words that say nothing that is known."""
    found: list[_Read] = []
    left: list[Evidence] = []
    place = 0
    while place < len(tokens):
        size, meanings = _longest(tokens, place)
        start, end = tokens[place].start, tokens[place + max(size, 1) - 1].end
        before = tokens[place - 1].word if place else ""
        said = text[start:end].lower()
        if said in ("short", "long"):
            size, meanings = 1, (Meaning("brevity", said, 0.8),)
        if meanings and before in _NOT:
            meanings = _negated(meanings)
            start = tokens[place - 1].start
        if meanings:
            found += [_Read(meaning, _evidence(text, start, end)) for meaning in meanings]
        elif tokens[place].word not in EMPTY | _NOT:
            left.append(_evidence(text, start, end))
        place += max(size, 1)
    return found, _joined(text, left)


def _longest(tokens: list[_Token], place: int) -> tuple[int, tuple[Meaning, ...]]:
    """How many tokens from a place on are a known phrase, and what it means."""
    for size in range(min(_LONGEST, len(tokens) - place), 0, -1):
        part = tokens[place : place + size]
        if meanings := _meant(tuple(token.word for token in part)):
            return size, meanings
    return 0, ()


@cache
def _meant(words: tuple[str, ...]) -> tuple[Meaning, ...]:
    """What a phrase decides; words as `_tokens` gives them."""
    joined = "".join(words)
    is_chinese = any(letter >= "\u3400" for letter in joined)
    own = _own().get(words)
    if own:
        return own
    if len(words) == 1 and words[0].startswith("#"):
        return (Meaning("colours", words[0]),)
    things = chinese_words().get(joined, ()) if is_chinese else phrases().get(words, ())
    for thing in things:
        if thing in GLOSSARY:
            return GLOSSARY[thing]
        if concepts()[thing].kind == "colour" and thing in _hexes():
            return (Meaning("colours", _hexes()[thing]),)
    return ()


@cache
def _own() -> dict[tuple[str, ...], tuple[Meaning, ...]]:
    return {tuple(token.word for token in _tokens(word)): meanings for word, meanings in OWN.items()}


@cache
def _hexes() -> dict[str, str]:
    """The first example of every colour."""
    names, values = colour_examples()
    made: dict[str, str] = {}
    for name, value in zip(names, values, strict=True):
        made.setdefault(name, to_hex([float(each) for each in value]))
    return made


def _negated(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """What "no pocket" says; a word that cannot be denied says nothing."""
    none = {"sleeve": "none", "pocket": "none", "print": "solid", "front": "flat"}
    return tuple(Meaning(each.field, none[each.field]) for each in meanings if each.field in none)


def _resolved(text: str, found: list[_Read], left: list[Evidence], before: str) -> GarmentSpec:
    """One value a field, shapes and fibres with the program that they belong to."""
    remarks: list[Remark] = []
    fields: dict[str, SpecField] = {}
    colours = [read for read in found if read.meaning.field == "colours"]
    for read in found:
        meaning = read.meaning
        if meaning.field == "colours":
            continue
        made = SpecField(
            value=meaning.value,
            confidence=meaning.confidence,
            source="brief",
            evidence=read.evidence,
            alternatives=meaning.alternatives,
        )
        mine = fields.get(meaning.field)
        if mine is not None and mine.value != made.value:
            made = _surer(meaning.field, mine, made, remarks)
        fields[meaning.field] = made
    if colours:
        first = colours[0].evidence
        values = ",".join(dict.fromkeys(str(read.meaning.value) for read in colours))
        fields["colours"] = SpecField(value=values, confidence=0.95, source="brief", evidence=first)
    if before and "program" not in fields:
        fields["program"] = SpecField(value=before, source="implied")
    _shaped(fields)
    program = str(fields["program"].value) if "program" in fields else ""
    if program:
        _completed(fields, program, remarks)
    else:
        remarks.append(Remark(en="Nothing says which garment it is.", zh="未说明是何种服装。"))
    ordered = {name: fields[name] for name in FIELDS if name in fields}
    return GarmentSpec(text=text, fields=ordered, unknown=tuple(left), contradictions=tuple(remarks))


def _surer(name: str, one: SpecField, other: SpecField, remarks: list[Remark]) -> SpecField:
    """Of two values of a field the surer one, the first of equals; the other stays as an alternative."""
    best, less = (other, one) if other.confidence > one.confidence else (one, other)
    known = {value for value, _ in (*one.alternatives, *other.alternatives)}
    if best.confidence - less.confidence < 0.2 and less.value not in known:
        remarks.append(
            Remark(
                en=f"{name} is said to be {best.value} and {less.value}; the first is taken.",
                zh=f"{name} 既为 {best.value} 又为 {less.value}，取前者。",
            )
        )
    rest = [each for each in best.alternatives if each[0] != less.value]
    share = round(min(less.confidence, 1.0 - best.confidence + 0.3), 2)
    return best.model_copy(update={"alternatives": (*rest, (less.value, share))})


def _shaped(fields: dict[str, SpecField]) -> None:
    """What a shape says once the garment is known: an A-line skirt, a straight leg, a short dress."""
    program = str(fields["program"].value) if "program" in fields else "dress-a-line"
    kind = program.partition("-")[0]
    shape, brevity = fields.pop("shape", None), fields.pop("brevity", None)
    if shape is not None and (meant := SHAPES.get((kind, str(shape.value)))):
        fields[meant[0]] = shape.model_copy(update={"value": meant[1]})
    if brevity is not None and "length" not in fields:
        other = "cropped" if brevity.value == "short" else "long"
        fields["length"] = brevity.model_copy(
            update={"value": _BREVITY.get((kind, str(brevity.value)), other)}
        )


def _completed(fields: dict[str, SpecField], program: str, remarks: list[Remark]) -> None:
    """What follows from the program: bodies and size, cloth of cotton, options that it does not have."""
    made = program_named(program)
    fibre = fields.pop("fibre", None)
    if fibre is not None and "cloth" not in fields:
        cloth = COTTON.get(program, "poplin")
        fields["cloth"] = fibre.model_copy(update={"value": cloth, "confidence": 0.7, "source": "implied"})
    known = {option.name for option in made.options}
    for name in [each for each in fields if each in _OPTIONS and each not in known]:
        asked = fields.pop(name)
        remarks.append(
            Remark(
                en=f"A pattern of {program} has no {name}; '{asked.value}' is left out.",
                zh=f"{made.title} 没有 {name} 选项，忽略 {asked.value}。",
            )
        )
    size = str(fields["size"].value) if "size" in fields else ""
    if "chart" not in fields:
        fitting = [name for name, chart in size_charts().items() if size in chart.sizes] if size else []
        people = made.people if not fitting or made.people in fitting else fitting[0]
        fields["chart"] = SpecField(value=people, confidence=0.8 if size else 0.5, source="implied")
    chart = size_charts()[str(fields["chart"].value)]
    if size and size not in chart.sizes:
        remarks.append(
            Remark(
                en=f"Chart {chart.name} has no size {size}; it has {', '.join(chart.sizes)}.",
                zh=f"号型表 {chart.name} 没有 {size} 码，取 {chart.base}。",
            )
        )
        fields.pop("size")
    if "size" not in fields:
        fields["size"] = SpecField(value=chart.base, confidence=0.3, source="default")
    for option in made.options:
        if option.name in fields:
            _checked(fields, option.name, program, remarks)
        elif option.name != "longer":
            fields[option.name] = SpecField(value=option.default, confidence=0.3, source="default")


_OPTIONS = frozenset(
    ("neckline", "collar", "sleeve", "length", "longer", "flare", "fit", "leg", "rise", "front", "pocket")
)


def _checked(fields: dict[str, SpecField], name: str, program: str, remarks: list[Remark]) -> None:
    """An option that the program has, but not with this value, gets its default; it is told."""
    option = next(each for each in program_named(program).options if each.name == name)
    field = fields[name]
    try:
        fields[name] = field.model_copy(update={"value": option.read(field.value)})
    except ModisteError:
        fields[name] = SpecField(value=option.default, confidence=0.3, source="default")
        remarks.append(
            Remark(
                en=f"{name} of a {program} is {option.known}; '{field.value}' is none of it.",
                zh=f"{program} 的 {name} 可为 {option.known}；不含 {field.value}，取 {option.default}。",
            )
        )


def _evidence(text: str, start: int, end: int) -> Evidence:
    return Evidence(start=start, end=end, text=text[start:end][:200])


def _joined(text: str, left: list[Evidence]) -> list[Evidence]:
    """Unknown words that stand side by side as one."""
    made: list[Evidence] = []
    for each in left:
        if made and not text[made[-1].end : each.start].strip():
            made[-1] = _evidence(text, made[-1].start, each.end)
        else:
            made.append(each)
    return made
