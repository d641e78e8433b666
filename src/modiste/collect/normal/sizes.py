"""Sizes as labels write them: which system, whom it fits, which kind of size, and how sure that is.

Knows notations; what a size is in another system stands in `conversions`. A bare number is read as one, but
never given a system that neither the text nor the caller names.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from modiste.collect.normal.size_words import (
    FITS,
    GROUP_WORDS,
    LETTER_WORDS,
    LETTERS,
    ONE_SIZE,
    SYSTEM_WORDS,
    Group,
    System,
)
from modiste.collect.normal.spelling import CACHE, folded

Kind = Literal["number", "letter", "shoe", "waist_length", "bra", "age", "height", "body", "one_size"]

_NOISE = re.compile(r"^(?:size|sz|grosse|gr\.?|taille|taglia|talla|尺码|码数|サイズ)[\s:]*")
_NUMBER = r"\d{1,3}(?:[.,]\d)?"
_HALF = str.maketrans({"½": ".5", "⅓": ".3", "⅔": ".7"})
_THIRDS = re.compile(r"(?<=\d) (?P<above>[12])/(?P<below>[23])\b")
_BESIDE = re.compile(r"(?P<main>[^()（）]+?)\s*[(（][^()（）]*[)）]")
_ATTACHED = re.compile(r"(?P<rest>\d{1,2}(?:\.5)?|(?:x*[sl]|m|\dx?l?))\s*-?(?P<fit>[prtw])")
_ATTACHED_FITS = {"p": "petite", "t": "tall", "r": "regular", "w": "plus"}
_SYSTEM_FIRST = re.compile(
    r"(?P<system>[a-z]{1,13}|[\u4e00-\u9fff]{1,3})[ .:\-]*(?P<rest>\d.*|(?:x*[sl]|m|\dx[sl])\b.*)"
)
_SYSTEM_LAST = re.compile(r"(?P<rest>.*?[\da-z])[ \-]*(?P<system>[a-z]{2,13}|号|[\u4e00-\u9fff]{2,3})")
_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s*(?:-|–|/|to|bis|a|~|至)\s*(?P<high>{_NUMBER})")
_WAIST_LENGTH = re.compile(r"w?\s*(?P<waist>\d{2})\s*w?\s*(?:[x×/\\*,\- ]\s*l?|l)\s*(?P<length>\d{2})\s*l?")
_WAIST = re.compile(r"w\s*(?P<waist>\d{2})|(?P<waist_>\d{2})\s*w")
_BRA = re.compile(
    r"(?P<band>\d{1,3})\s*(?P<cup>a{1,2}|b|c|d{1,3}|e|ff?|gg?|hh?|j|k)|(?P<cup_>aa?|[b-h])\s*(?P<band_>\d{2,3})"
)
_AGE = re.compile(
    r"(?P<low>\d{1,2})(?:\s*(?P<first>m|y)?\s*[-–/]\s*(?P<high>\d{1,2}))?\s*"
    r"(?P<unit>m|mo|mos|mths?|months?|monate|mon|mois|mesi|meses|个月|月|y|yr|yrs|years?|jahre|j|ans?|anni|anos|岁|t)\.?"
)
_NEWBORN = frozenset(("newborn", "nb", "0m", "neugeborene", "naissance", "新生儿"))
_HEIGHT = re.compile(r"(?P<low>\d{2,3})(?:\s*[-/]\s*(?P<high>\d{2,3}))?\s*cm")
_BODY = re.compile(r"(?P<height>1[0-9]{2}|[5-9]\d)\s*/\s*(?P<girth>\d{2,3})\s*(?P<build>[yabc])")


@dataclass(frozen=True, slots=True)
class Size:
    """One size, or a range of neighbouring ones.

    `values` are the sizes from the smallest to the largest, written as the system writes them; of trousers
    they are waist and length, of a bra band and cup, of a Chinese body size height, girth and build. `system`
    and `group` are "" where nothing names them. `fit` is a petite, tall and the like. `confidence` is 1 where
    the notation allows one reading, less where it was the more usual of two.
    """

    kind: Kind
    values: tuple[str, ...]
    system: System = ""
    group: Group = ""
    fit: str = ""
    confidence: float = 1.0

    @property
    def text(self) -> str:
        """The size as it is shown and compared: "M", "S/M", "38.5", "W32 L34", "75B"."""
        if self.kind == "waist_length":
            return " ".join(f"{mark}{value}" for mark, value in zip("WL", self.values, strict=False))
        if self.kind == "bra":
            return "".join(self.values)
        if self.kind == "body":
            return f"{self.values[0]}/{self.values[1]}{self.values[2]}"
        return "one size" if self.kind == "one_size" else "/".join(self.values)


@lru_cache(maxsize=CACHE)
def size(text: str, *, system: System = "", group: Group = "", kind: str = "") -> Size | None:
    """Read a size.

    Args:
        text: such as "M", "S/M", "EU 38", "US 6.5", "W32 L34", "75B", "3-4 years", "160/84A", "one size".
        system: the system of a size that names none, where the source says so.
        group: whom the source's sizes fit, where it says so.
        kind: `shoe` or `bra` where the source says that it sells such; a number is then read as one.

    Example:
        >>> size("EU 38").system, size("38").system, size("xx-large").values, size("32x34").text
        ('EU', '', ('XXL',), 'W32 L34')
        >>> size("34B", kind="bra").values, size("3-4 years").values, size("banana")
        (('34', 'B'), ('3Y', '4Y'), None)
    """
    plain = _THIRDS.sub(_third, folded(text[:80].translate(_HALF)).replace(",", "."))
    plain = _NOISE.sub("", plain).strip(" .[]\"'")
    if twice := _BESIDE.fullmatch(plain):
        # "M (EU 38)": what stands in brackets is the same size once more.
        plain = twice["main"]
    if not plain:
        return None
    if plain in ONE_SIZE:
        return Size("one_size", (), system, group)
    fit, named, whom, plain = _stripped(plain)
    found = _bare(plain, named or system, kind)
    if found is None:
        return None
    if found.kind == "number" and not (named or system):
        found = replace(found, confidence=0.3)
    elif found.kind == "number" and not named:
        found = replace(found, confidence=0.9)
    return replace(found, fit=fit, group=whom or found.group or group, system=found.system or named or system)


def _stripped(plain: str) -> tuple[str, System, Group, str]:
    """The fit, system and group that a text names, and what is left."""
    fit = ""
    system: System = ""
    people: Group = ""
    words = plain.split()
    while len(words) > 1:
        for place in (0, -1):
            word = words[place].strip("(),;:")
            if word in GROUP_WORDS:
                people = GROUP_WORDS[word]
            elif word in SYSTEM_WORDS and (len(word) > 1 or place == 0):
                system = SYSTEM_WORDS[word]
            elif word in FITS and (len(word) > 1 or place == -1):
                fit = {"p": "petite", "t": "tall", "reg": "regular", "lang": "long", "kurz": "short"}.get(
                    word, word
                )
            else:
                continue
            words.pop(place)
            break
        else:
            break
    left = " ".join(words)
    if (
        not system
        and (found := _SYSTEM_FIRST.fullmatch(left))
        and (mark := SYSTEM_WORDS.get(found["system"]))
    ):
        # "f38" may be French, "m38" is no system: single letters only stand right before a number.
        system, left = mark, found["rest"]
    elif (
        not system and (found := _SYSTEM_LAST.fullmatch(left)) and (mark := SYSTEM_WORDS.get(found["system"]))
    ):
        system, left = mark, found["rest"]
    if not fit and (found := _ATTACHED.fullmatch(left)) and left not in LETTER_WORDS:
        # "44R", "12P", "18W"; but 2T is a toddler's age and W32 a waist.
        toddler = found["fit"] == "t" and len(found["rest"]) == 1
        waist = found["fit"] == "w" and found["rest"] > "21"
        if not toddler and not waist:
            fit, left = _ATTACHED_FITS[found["fit"]], found["rest"]
    return fit, system, people, left.strip(" .:-")


def _bare(plain: str, system: System, kind: str) -> Size | None:
    if kind == "bra":
        return _bra(plain, system, 1.0)
    if kind == "shoe":
        return _number(plain, "shoe")
    return (
        _letters(plain, system)
        or _body(plain)
        or _child(plain, system)
        or _bra(plain, system, 0.8)
        or _trousers(plain, system)
        or _number(plain, "number")
    )


def _letters(plain: str, system: System) -> Size | None:
    parts = re.split(r"\s*(?:/|-|–|~|to)\s*", plain) if plain not in LETTER_WORDS else [plain]
    if len(parts) > 2 or any(part not in LETTER_WORDS for part in parts):
        return None
    values = sorted({LETTER_WORDS[part] for part in parts}, key=LETTERS.index)
    return Size("letter", tuple(values), "CN" if system == "CN" else "INT")


def _body(plain: str) -> Size | None:
    found = _BODY.fullmatch(plain)
    return found and Size("body", (found["height"], found["girth"], found["build"].upper()), "CN")


def _child(plain: str, system: System) -> Size | None:
    if found := _HEIGHT.fullmatch(plain):
        return Size("height", _range(found["low"], found["high"]), system or "EU", "children")
    return Size("age", ("0M",), "", "children") if plain in _NEWBORN else _age(plain)


def _age(plain: str) -> Size | None:
    found = _AGE.fullmatch(plain)
    if found is None:
        return None
    # "2T" is an American toddler's second year; months go to 36, years to 18.
    unit = "M" if found["unit"][0] == "m" or found["unit"] in ("个月", "月") else "Y"
    values = [int(each) for each in (found["low"], found["high"]) if each]
    if max(values) > (36 if unit == "M" else 18) or values != sorted(values):
        return None
    first = (found["first"] or unit).upper()
    names = [
        f"{value}{mark}"
        for value, mark in zip(values, (first if found["high"] else unit, unit), strict=False)
    ]
    return Size("age", tuple(names), "US" if found["unit"] == "t" else "", "children")


def _bra(plain: str, system: System, confidence: float) -> Size | None:
    found = _BRA.fullmatch(plain)
    if found is None:
        return None
    band, cup = int(found["band"] or found["band_"]), (found["cup"] or found["cup_"]).upper()
    if band <= 8:
        own: System = "IT"
    elif 28 <= band <= 58 and band % 2 == 0:
        own = "UK"  # the United States write the same bands, and the same cups up to D
    elif 60 <= band <= 130 and band % 5 == 0:
        own = "EU"  # FR and ES write 15 more, which only the source can say
        confidence = confidence if system else min(confidence, 0.8)
    else:
        return None
    return Size("bra", (str(band), cup), system or own, "women", confidence=confidence)


def _trousers(plain: str, system: System) -> Size | None:
    if found := _WAIST_LENGTH.fullmatch(plain):
        waist, length = int(found["waist"]), int(found["length"])
        if 22 <= waist <= 60 and 26 <= length <= 40:
            marked = "w" in plain or "l" in plain or "x" in plain or "×" in plain
            # 36/38 is a range of dress sizes as often as it is a waist and a length.
            if marked or (system in ("", "US") and not _are_neighbours(waist, length)):
                return Size(
                    "waist_length", (str(waist), str(length)), "US", confidence=1.0 if marked else 0.7
                )
    if (found := _WAIST.fullmatch(plain)) and 22 <= int(found["waist"] or found["waist_"]) <= 60:
        return Size("waist_length", (found["waist"] or found["waist_"],), "US")
    return None


def _are_neighbours(low: int, high: int) -> bool:
    return high - low == 2


def _number(plain: str, kind: Kind) -> Size | None:
    if plain in ("00", "000"):
        return Size(kind, (plain,))
    if found := _RANGE.fullmatch(plain):
        low, high = float(found["low"]), float(found["high"])
        return Size(kind, _range(found["low"], found["high"])) if low < high else None
    return Size(kind, (_shown(plain),)) if re.fullmatch(_NUMBER, plain) else None


def _range(low: str, high: str | None) -> tuple[str, ...]:
    return (_shown(low),) if high is None else (_shown(low), _shown(high))


def _shown(number: str) -> str:
    return f"{float(number):g}"


def _third(found: re.Match[str]) -> str:
    return f".{round(10 * int(found['above']) / int(found['below']))}"
