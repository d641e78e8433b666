"""Why a garment is among the results: as data, and as a sentence in English and in Chinese.

Knows how reasons are told; what they are is `finder`'s. A likeness is the measured cosine, not a probability.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from modiste.foundation import concepts

_FIELDS: Mapping[str, tuple[str, str]] = {
    "title": ("title", "标题"),
    "tags": ("category", "类别"),
    "colours": ("colours", "颜色"),
    "attributes": ("attributes", "属性"),
    "id": ("id", "编号"),
    "description": ("description", "描述"),
}


@dataclass(frozen=True)
class WordReason:
    """A word that was asked for, as which it was found, how (`same`, `meaning`, `typo`), in which fields."""

    said: str
    found: str
    found_zh: str
    how: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    """Why one garment is there.

    Attributes:
        words: what was asked for and stands in its texts.
        attributes: the glossary's things among them, by kind: `{"colour": ["green"]}`.
        missing: what was asked for and does not stand there.
        photo: the cosine to the picture that was asked with, or None.
        meaning: the cosine to the words that were asked with, or None.
        picture: the image that likeness is by.
        ranks: its place in each of the rankings that were fused.
    """

    words: tuple[WordReason, ...] = ()
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    photo: float | None = None
    meaning: float | None = None
    picture: str = ""
    ranks: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain values, with the sentences."""
        return {
            "en": self.english(),
            "zh": self.chinese(),
            "words": [{**_plain(word), "fields": list(word.fields)} for word in self.words],
            "attributes": {kind: list(each) for kind, each in self.attributes.items()},
            "missing": list(self.missing),
            "photo_cosine": _rounded(self.photo),
            "meaning_cosine": _rounded(self.meaning),
            "picture": self.picture,
            "ranks": dict(self.ranks),
        }

    def english(self) -> str:
        """One line in English."""
        parts = []
        for word in self.words:
            where = " and ".join(_FIELDS[name][0] for name in word.fields)
            also = f" as “{word.found}”" if word.found != word.said else ""
            parts.append(f"“{word.said}”{also} in {where}")
        if self.photo is not None:
            parts.append(f"looks like the photo (cosine {self.photo:.2f})")
        if self.meaning is not None and not self.words:
            parts.append(f"its picture or text fits the words (cosine {self.meaning:.2f})")
        if self.missing:
            parts.append("not found: " + ", ".join(f"“{word}”" for word in self.missing))
        told = "; ".join(parts)
        return f"{told[:1].upper()}{told[1:]}." if told else "It passes the filters."

    def chinese(self) -> str:
        """One line in Chinese."""
        parts = []
        for word in self.words:
            where = "、".join(_FIELDS[name][1] for name in word.fields)
            also = f"（即“{word.found_zh}”）" if word.found_zh != word.said else ""
            parts.append(f"{where}含“{word.said}”{also}")
        if self.photo is not None:
            parts.append(f"与照片相似（余弦 {self.photo:.2f}）")
        if self.meaning is not None and not self.words:
            parts.append(f"图片或文字与所述相符（余弦 {self.meaning:.2f}）")
        if self.missing:
            parts.append("未含：" + "、".join(f"“{word}”" for word in self.missing))
        return "；".join(parts) + "。" if parts else "符合筛选条件。"


def named(term: str) -> tuple[str, str]:
    """A term's word in both languages: of a thing of the glossary its names, of a word the word."""
    concept = concepts().get(term[1:]) if term.startswith("=") else None
    return (concept.english, concept.chinese) if concept else (term, term)


def _plain(word: WordReason) -> dict[str, Any]:
    return {name: getattr(word, name) for name in ("said", "found", "found_zh", "how")}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
