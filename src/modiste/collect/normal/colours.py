"""Colours: names in six languages to a base colour and a hex value; compounds part by part.

Knows `colours.tsv`; what a camera sees is left to vision.
"""

import itertools
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from modiste.collect.normal.spelling import CACHE, folded, is_chinese, rows, words

BASES = words(
    "beige black blue brown gold green grey multicolour orange pink purple red silver transparent "
    "white yellow"
)
_APART = re.compile(r"\s*(?:/|\||;|,|\+|&|\bx\b|\band\b|\bund\b|\bet\b|\be\b|\by\b|拼|配|间)\s*")
_HEX = re.compile(r"#?(?P<six>[0-9a-f]{6})|#(?P<three>[0-9a-f]{3})")
_SHADES = {
    **dict.fromkeys(words("light pale pastel soft hell clair claire chiaro chiara claro clara 浅 淡"), 0.5),
    **dict.fromkeys(
        words("dark deep dunkel tief fonce foncee scuro scura oscuro oscura profond 深 暗 墨"), -0.45
    ),
    **dict.fromkeys(words("bright neon vivid leuchtend vif vivo brillante 亮 荧光"), 0.0),
}
GREYEST = 40
"""Channels that lie further apart than this make a colour, not a grey."""
_CHINESE_END = re.compile(r"(?:颜色|色系|色)$")


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour: its base (of `BASES`), the hex value of the name, and how sure the reading is.

    `parts` are the colours of a compound ("navy/white"), first named first; the first is the base.
    `confidence` is 1 for a name of the table, 0.9 for one with a shade, 0.6 where only a word of a trade name
    is known ("Midnight Tokyo").
    """

    base: str
    hex: str | None
    confidence: float
    parts: tuple["Colour", ...] = ()


@lru_cache(maxsize=CACHE)
def colour(text: str) -> Colour | None:
    """Read a colour; None where no word of it is known.

    Example:
        >>> colour("Hellblau").base, colour("bordeaux").hex, colour("Dawn Chorus")
        ('blue', '#800020', None)
        >>> [part.base for part in colour("navy/white").parts]
        ['blue', 'white']
    """
    plain = folded(text[:200]).replace("_", " ")
    if found := _HEX.fullmatch(plain):
        digits = found["six"] or "".join(2 * digit for digit in found["three"])
        return Colour(_nearest(digits), f"#{digits}", 1.0)
    if whole := _one(plain):
        return whole
    apart = [word for word in _APART.split(plain) if word]
    if len(apart) == 1:
        apart = _unjoined(plain)
    parts = tuple(each for word in apart if (each := _one(word)))
    if len(apart) < 2 or not parts:
        return _within(plain)
    told = min(part.confidence for part in parts) * len(parts) / len(apart)
    return Colour(parts[0].base, parts[0].hex, round(told, 3), parts if len(parts) > 1 else ())


def _one(text: str) -> Colour | None:
    known = _names()
    text = text.strip(" .-()\"'")
    name = text if text in known else text.replace("-", " ")
    if name in known:
        return Colour(*known[name], 1.0)
    if is_chinese(name):
        short = _CHINESE_END.sub("", name)
        if short in known:
            return Colour(*known[short], 1.0)
        return _shaded(name[1:] if name[:1] in _SHADES else "", name[:1]) or _shaded(
            short[1:] if short[:1] in _SHADES else "", short[:1]
        )
    first, *others = name.split() or [""]
    *before, last = name.split() or [""]
    for shade, rest in ((first, others), (last, before)):
        if shade in _SHADES and (found := _shaded(" ".join(rest), shade)):
            return found
    for shade in ("dunkel", "hell", "tief"):  # German writes them as one word
        if name.startswith(shade) and (found := _shaded(name.removeprefix(shade), shade)):
            return found
    return None


def _shaded(name: str, shade: str) -> Colour | None:
    found = _names().get(name)
    if found is None:
        return None
    base, value = found
    return Colour(base, _mixed(value, _SHADES[shade]) if value else None, 0.9)


def _unjoined(text: str) -> list[str]:
    """The colours of "Rot-Weiss" or 黑白, where every word or letter in front is one; else the text."""
    parts = text.split("-") if "-" in text else list(itertools.takewhile(_names().__contains__, text))
    return parts if len(parts) > 1 and all(part.strip() in _names() for part in parts) else [text]


def _within(text: str) -> Colour | None:
    """A trade name: the last of its words that is a colour ("Vintage Rose")."""
    if is_chinese(text):
        hits = [(place, name) for name in _names() if is_chinese(name) and (place := text.rfind(name)) >= 0]
        if not hits:
            return None
        return Colour(*_names()[max(hits, key=lambda each: (each[0] + len(each[1]), len(each[1])))[1]], 0.6)
    parts = re.split(r"[\s\-]+", text)
    for length in (2, 1):
        for start in range(len(parts) - length, -1, -1):
            if (name := " ".join(parts[start : start + length])) in _names():
                return Colour(*_names()[name], 0.6)
    return None


def _mixed(value: str, towards: float) -> str:
    """Towards white where positive, towards black where negative."""
    channels = [int(value[place : place + 2], 16) for place in (1, 3, 5)]
    end = 255 if towards > 0 else 0
    return "#" + "".join(f"{round(each + (end - each) * abs(towards)):02x}" for each in channels)


@lru_cache(maxsize=CACHE)
def _nearest(digits: str) -> str:
    """The base of the colour of the table that lies nearest, as it is and with its hue at full strength."""
    wanted = _channels(digits)
    # A dark navy lies nearer to charcoal than to navy, but no grey is that blue.
    vivid = max(wanted) - min(wanted) > GREYEST
    left_out = ("gold", "silver", *(("black", "white", "grey") if vivid else ()))
    plain = {value[1:]: base for base, value in _names().values() if value and base not in left_out}

    def distance(value: str) -> float:
        other = _channels(value)
        return _redmean(wanted, other) + (_redmean(_full(wanted), _full(other)) if vivid else 0)

    return plain[min(plain, key=distance)]


def _channels(digits: str) -> tuple[float, ...]:
    return tuple(float(int(digits[place : place + 2], 16)) for place in (0, 2, 4))


def _full(channels: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(255 * each / max(*channels, 1) for each in channels)


def _redmean(one: tuple[float, ...], two: tuple[float, ...]) -> float:
    """The squared distance of two colours, weighted as eyes do (Riemersma, "Colour metric")."""
    mean = (one[0] + two[0]) / 512
    red, green, blue = ((a - b) ** 2 for a, b in zip(one, two, strict=True))
    return (2 + mean) * red + 4 * green + (3 - mean) * blue


def colour_words() -> dict[str, str]:
    """Every known name of a colour, folded, and its base."""
    return {name: base for name, (base, _) in _names().items()}


@cache
def _names() -> dict[str, tuple[str, str | None]]:
    known: dict[str, tuple[str, str | None]] = {}
    # English first: "orange", "olive" and the like mean the same everywhere; German "pink" is a magenta.
    for column in range(2, 8):
        for base, value, *names in rows("colours.tsv"):
            for name in names[column - 2].split("|"):
                known.setdefault(folded(name), (base, value if len(value) > 1 else None))
    return known
