"""What somebody asks for, understood: words that are wanted, things that are not, and what it may cost.

Knows how a text is read ("this but green, long sleeves, without print, under 50 €"; 红色连衣裙，不要条纹);
which garments answer is `finder`'s. Nothing is guessed in silence: corrections and unknown words are told.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from modiste.foundation import HAN, concepts, narrower, spelt
from modiste.garment import ModisteError
from modiste.search.documents import STOP_WORDS
from modiste.search.tokens import Token, cut
from modiste.search.words import Asked, Words

MOST_LETTERS = 500
MOST_THINGS = 24
CONCEPT_COUNTS, TYPO_COUNTS = 0.9, 0.75
PRICE = "price"
FINER = {"colour": "shade"}
"""Where a filter's value may be meant more finely: `colour=sage`."""
_FILLERS = frozenset(
    [
        "this",
        "that",
        "these",
        "those",
        "like",
        "same",
        "similar",
        "but",
        "just",
        "only",
        "more",
        "less",
        "want",
        "need",
        "show",
        "find",
        "me",
        "i",
        "we",
        "my",
        "looking",
        "look",
        "something",
        "anything",
        "please",
        "item",
        "items",
        "one",
        "ones",
        "instead",
        "colour",
        "color",
        "any",
        "some",
        "piece",
        "than",
        "you",
        "have",
        "do",
        "does",
        "can",
        "would",
        "garment",
        "clothe",
        "clothing",
        "或",
        "及",
    ]
)
_CHINESE_FILLERS = re.compile(
    "这一件|这一条|这件|这条|这个|那件|一件|一条|但是|但|换成|改成|类似|相似|同款|一样|我想要|我想|想要|我要|给我|请|找|要|的|"
    "款式|颜色|一些|有没有|有"
)
_NOT = re.compile(
    r"(?<![^\W_])(?:without|not|no|minus|except|excluding|never|avoid|don'?t want)(?![^\W_])"
    r"|(?:(?<=\s)|^)-(?=[^\W\d_])"
    "|不要|没有|不带|不是|不含|除了|无|别"
)
_OR = re.compile(r"\s*(?:\bor\b|\bnor\b|/|、|或|和)\s*")
_NUMBER = r"(\d{1,6}(?:[.,]\d{1,2})?)"
_MONEY = r"(?:euros?|eur|€|usd|dollars?|\$|gbp|pounds?|£|cny|rmb|yuan|¥|元|块|人民币)"
_PRICES = (
    (
        re.compile(rf"(?:between|from)\s*({_MONEY})?\s*{_NUMBER}\s*(?:and|to|-|–)\s*{_NUMBER}\s*({_MONEY})?"),
        "both",
    ),
    (re.compile(rf"({_MONEY})?\s*{_NUMBER}\s*(?:-|–|到|至)\s*{_NUMBER}\s*({_MONEY})"), "both"),
    (
        re.compile(
            r"(?:under|below|less than|cheaper than|up to|at most|max(?:imum)?|<=?|低于|不超过|最多)"
            rf"\s*({_MONEY})?\s*{_NUMBER}\s*({_MONEY})?"
        ),
        "most",
    ),
    (re.compile(rf"()(?<!\d){_NUMBER}\s*({_MONEY})\s*(?:以下|以内|之内)"), "most"),
    (
        re.compile(
            r"(?:over|above|more than|at least|min(?:imum)?|>=?|高于|至少|超过)"
            rf"\s*({_MONEY})?\s*{_NUMBER}\s*({_MONEY})?"
        ),
        "least",
    ),
    (re.compile(rf"()(?<!\d){_NUMBER}\s*({_MONEY})\s*以上"), "least"),
)
_CODES = {
    "EUR": "eur euro euros €",
    "USD": "usd dollar dollars $",
    "GBP": "gbp pound pounds £",
    "CNY": "cny rmb yuan ¥ 元 块 人民币",
}
_CODE_OF = {word: code for code, said in _CODES.items() for word in said.split()}


@dataclass(frozen=True)
class Range:
    """What it may cost; a bound that is None is none, a currency that is empty is any."""

    least: float | None = None
    most: float | None = None
    currency: str = ""


@dataclass(frozen=True)
class Understood:
    """A text as it was understood.

    Attributes:
        asked: what is wanted, each as the terms that answer it.
        wanted: the glossary's things among them.
        excluded: terms that a result must not have, by what was said.
        price: what it may cost.
        corrections: words that were read as others.
        unknown: words that no garment has and no glossary knows.
        rest: what an embedder reads: without what is not wanted, prices and fillers, and with typos mended.
    """

    asked: tuple[Asked, ...] = ()
    wanted: tuple[str, ...] = ()
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    price: Range | None = None
    corrections: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    rest: str = ""


def understood(text: str, words: Words) -> Understood:
    """Read a text.

    Raises:
        ModisteError: MOD-1801 when it is too long.
    """
    if len(text) > MOST_LETTERS:
        raise ModisteError("MOD-1801", count=len(text), limit=MOST_LETTERS)
    plain = spelt(" ".join(text.replace("\0", " ").split()))
    price, plain = _price(plain)
    named = [(token.start, token.end) for token in cut(plain) if token.concepts]
    nots = [match for match in _NOT.finditer(plain) if _is_free(match, named)]
    plain = _masked(plain, nots)
    plain = _masked(plain, [match for match in _CHINESE_FILLERS.finditer(plain) if _is_free(match, named)])
    tokens = [token for token in cut(plain) if token.word not in STOP_WORDS and token.word not in _FILLERS]
    unwanted = _unwanted(plain, tokens, [match.end() for match in nots])
    asked, wanted, corrections, unknown = list[Asked](), list[str](), dict[str, str](), list[str]()
    excluded: dict[str, tuple[str, ...]] = {}
    meant = list[str]()
    for place, token in enumerate(tokens[:MOST_THINGS]):
        read, share = _read(token, words, corrections)
        if read is None:
            unknown.append(token.word)
            continue
        if place in unwanted:
            excluded[token.word] = _all_terms(read)
            continue
        meant.append(read.word if token.word in corrections else plain[token.start : token.end])
        asked.append(Asked(token.word, _terms(read, share)))
        wanted += [concept for concept in read.concepts if concept not in wanted]
    return Understood(
        tuple(asked),
        tuple(wanted),
        excluded,
        price,
        corrections,
        tuple(unknown),
        " ".join([*meant, *unknown]),
    )


def parsed_filters(pairs: Sequence[str]) -> dict[str, list[str]]:
    """Filters as they are written, `name=value`, by name.

    Raises:
        ModisteError: MOD-1805 for one that is not.
    """
    made: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip() or not value.strip() or len(pair) > MOST_LETTERS:
            raise ModisteError("MOD-1805", text=pair[:80], reason="it is not name=value")
        made.setdefault(name.strip().lower(), []).append(value.strip())
    return made


def price_range(text: str) -> Range:
    """A filter's price: `20..50`, `..50`, `20..`, or one number; a currency may follow.

    Raises:
        ModisteError: MOD-1805 for anything else.

    Example:
        >>> price_range("20..49.90 EUR")
        Range(least=20.0, most=49.9, currency='EUR')
    """
    found = re.fullmatch(rf"(?:{_NUMBER})?\s*(\.\.)?\s*(?:{_NUMBER})?\s*({_MONEY})?", spelt(text).strip())
    if not found or not (found[1] or found[3]):
        raise ModisteError(
            "MOD-1805", text=f"price={text[:60]}", reason="a price is 20..50, ..50, 20.. or 20"
        )
    least, most = _amount(found[1]), _amount(found[3])
    return Range(least, most if found[2] else least, _CODE_OF.get(found[4] or "", ""))


def facet_terms(words: Words, name: str, values: Sequence[str]) -> list[str]:
    """The terms of a filter's values: as shown, in another spelling, or by what they mean (红 for red).

    Raises:
        ModisteError: MOD-1805 for a name that nothing can be filtered by.
    """
    known = words.facets()
    if name not in known:
        names = ", ".join([*known, PRICE])
        raise ModisteError("MOD-1805", text=name[:80], reason=f"what can be filtered by: {names}")
    made: list[str] = []
    if name in FINER and FINER[name] in known:
        made += facet_terms(words, FINER[name], values)
    for value in values:
        same = [each for each in known[name] if spelt(each) == spelt(value)]
        if not same:
            meant = {each for token in cut(value) for concept in token.concepts for each in narrower(concept)}
            said = [token.word for token in cut(value)]
            for each in known[name]:
                tokens = cut(each)
                if [token.word for token in tokens] == said or (
                    len(tokens) == 1 and len(said) == 1 and meant & set(tokens[0].concepts)
                ):
                    same.append(each)
        made += [f"@{name}={each}" for each in same]
    return made


def _price(text: str) -> tuple[Range | None, str]:
    for pattern, kind in _PRICES:
        if found := pattern.search(text):
            before, *amounts, after = found.groups()
            currency = _CODE_OF.get(before or after or "", "")
            if kind == "both":
                low, high = sorted(float(each.replace(",", ".")) for each in amounts)
                made = Range(low, high, currency)
            else:
                amount = _amount(amounts[0])
                made = Range(None, amount, currency) if kind == "most" else Range(amount, None, currency)
            return made, _masked(text, [found])
    return None, text


def _amount(text: str | None) -> float | None:
    return float(text.replace(",", ".")) if text else None


def _is_free(match: re.Match[str], named: Sequence[tuple[int, int]]) -> bool:
    """Whether what was found is not part of a thing's own name (无袖, no print)."""
    return not any(start < match.end() and match.start() < end for start, end in named)


def _masked(text: str, matches: Sequence[re.Match[str]]) -> str:
    for match in matches:
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return text


def _unwanted(text: str, tokens: Sequence[Token], ends: Sequence[int]) -> set[int]:
    """Which tokens a "not" is about: the one that follows, and those that an "or" joins to it."""
    made: set[int] = set()
    for end in ends:
        place = next((at for at, token in enumerate(tokens) if token.start >= end), None)
        while place is not None:
            made.add(place)
            joined = place + 1 < len(tokens) and _OR.fullmatch(
                text, tokens[place].end, tokens[place + 1].start
            )
            place = place + 1 if joined else None
    return made


def _read(token: Token, words: Words, corrections: dict[str, str]) -> tuple[Token | None, float]:
    """A token as it is meant, and what it counts; None for a word that nobody knows."""
    if token.concepts or words.is_known(token.word):
        return token, 1.0
    near = None if HAN.search(token.word) else words.near(token.word)
    if near is None:
        return None, 0.0
    corrections[token.word] = near[0]
    read = cut(near[0])
    return (read[0] if len(read) == 1 else Token(near[0], (), 0, 0)), TYPO_COUNTS ** near[1]


def _terms(token: Token, share: float) -> tuple[tuple[str, float], ...]:
    return (
        (token.word, share),
        *((f"={concept}", CONCEPT_COUNTS * share) for concept in token.concepts),
    )


def _all_terms(token: Token) -> tuple[str, ...]:
    return (token.word, *(f"={each}" for each in token.concepts if each in concepts()))
