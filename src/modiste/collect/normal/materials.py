"""Compositions: label text in six languages to shares of fibres by their generic names, part by part.

Knows `materials.tsv` (ISO 2076, ISO 6938), `material_parts.tsv` and how labels are written; a fabric's other
properties are left to the fabric room.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import MappingProxyType

from modiste.collect.normal.spelling import CACHE, folded, is_chinese, rows

_PERCENT = r"(?P<{0}>\d{{1,3}}(?:[.,]\d{{1,2}})?) ?%"
_FIRST = re.compile(_PERCENT.format("share") + r" ?(?:of |de |di |d')?(?P<name>[^\d%,;/|+:.\n]+)")
_LAST = re.compile(r"(?P<name>[^\d%,;/|+:.\n]+?) ?[:：]? ?" + _PERCENT.format("share"))
_TIDY = str.maketrans(
    {"：": ":", "，": ",", "；": ";", "％": "%", "、": ",", "（": "(", "）": ")", "。": ";"}
)
_JOIN = re.compile(r"\b(?:and|und|et|e|y)\b|&|[()\[\]®™*-]")
TOLERANCE = 0.011
"""Shares of a part may miss 1 by so much through rounding; they are then scaled to sum to 1."""
_EMPTY: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Composition:
    """What one part is made of.

    `part` is `shell` where the label names none. `shares` of fibres by generic name sum to 1, or are empty
    where the label's own do not. `errors` say what of the text could not be read or does not add up.
    """

    part: str = "shell"
    shares: Mapping[str, float] = field(default_factory=lambda: _EMPTY)
    errors: tuple[str, ...] = ()


@lru_cache(maxsize=CACHE)
def composition(text: str) -> tuple[Composition, ...]:
    """Read a composition label; no parts where the text holds no fibre and no percentage.

    Example:
        >>> dict(composition("60% Baumwolle, 40% Polyester")[0].shares)
        {'cotton': 0.6, 'polyester': 0.4}
        >>> [(each.part, dict(each.shares)) for each in composition("面料：棉80% 聚酯纤维20% 里料：涤纶100%")]
        [('shell', {'cotton': 0.8, 'polyester': 0.2}), ('lining', {'polyester': 1.0})]
        >>> composition("Shell: 60% cotton, 30% polyester")[0].errors
        ('the shares sum to 90 %, not to 100 %',)
    """
    plain = folded(text.translate(_TIDY)).translate(_TIDY)
    return tuple(each for part, words in _split(plain) if (each := _read(part, words)))


def fibre(text: str) -> str | None:
    """The generic name of one fibre.

    Example:
        >>> fibre("Elasthan"), fibre("recycled polyester"), fibre("unobtainium")
        ('elastane', 'polyester', None)
    """
    return _fibre(folded(text))


def _split(text: str) -> list[tuple[str, str]]:
    """The text of each part: a known word begins one before a colon, or alone in front of a number."""
    heads = list(_heads().finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    named = [(_parts()[head["word"]], text[head.end() : end]) for head, end in zip(heads, ends, strict=False)]
    before = text[: heads[0].start()] if heads else text
    return [("shell", before), *named] if before.strip(" ,;/.") else named


def _read(part: str, text: str) -> Composition | None:
    shares: dict[str, float] = {}
    errors: list[str] = []
    named = list((_FIRST if re.match(r"[\s,;/|+.]*\d", text) else _LAST).finditer(text))
    for match in named:
        share, name = float(match["share"].replace(",", ".")) / 100, _JOIN.sub(" ", match["name"]).strip()
        known = _fibre(name)
        if known is None:
            errors.append(f"'{name}' is no fibre that is known")
            continue
        shares[known] = shares.get(known, 0.0) + share
    if not named:
        return _alone(part, text)
    total = sum(shares.values())
    if not errors and abs(total - 1) > TOLERANCE:
        errors.append(f"the shares sum to {total * 100:.4g} %, not to 100 %")
    if errors:
        return Composition(part, _EMPTY, tuple(errors))
    whole = {name: round(share / total, 6) for name, share in shares.items() if share}
    return Composition(part, MappingProxyType(whole))


def _alone(part: str, text: str) -> Composition | None:
    """A label without percentages: one fibre is all of it, of several the shares are not known."""
    words = [word for each in re.split(r"[,;/|+\n]", text) if (word := _JOIN.sub(" ", each).strip())]
    known = [name for word in words if (name := _fibre(word))]
    if not known:
        return None
    if len(words) == 1:
        return Composition(part, MappingProxyType({known[0]: 1.0}))
    return Composition(part, _EMPTY, (f"no percentages are given for {', '.join(known)}",))


def _fibre(name: str) -> str | None:
    name = name.strip(" .,:;'\"")
    known = _fibres()
    if name in known or (name := name.removesuffix("s")) in known:
        return known[name]
    if is_chinese(name):
        return next((known[name[start:]] for start in range(len(name)) if name[start:] in known), None)
    words = name.split()
    # "soft organic cotton": the longest run of words that names a fibre; short codes must stand alone.
    runs = [
        run
        for length in range(len(words) - 1, 0, -1)
        for start in range(len(words) - length, -1, -1)
        if len(run := " ".join(words[start : start + length])) > 3 and run in known
    ]
    return known[runs[0]] if runs else None


def fibre_words() -> dict[str, str]:
    """Every known word for a fibre, folded, and its generic name."""
    return dict(_fibres())


@cache
def _fibres() -> dict[str, str]:
    known: dict[str, str] = {}
    for name, words in rows("materials.tsv"):
        for word in (name, *words.split("|")):
            known.setdefault(folded(word), name)
    return known


@cache
def _parts() -> dict[str, str]:
    return {word: part for part, labels in rows("material_parts.tsv") for word in labels.split("|")}


@cache
def _heads() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_parts(), key=len, reverse=True))
    # Behind a letter it would be the end of a longer word, except in Chinese, where none stands apart.
    return re.compile(rf"(?:(?<![a-z])|(?<=[\u4e00-\u9fff]))(?P<word>{words})(?: ?\d(?= ?:))? ?(?::|(?=\d))")
