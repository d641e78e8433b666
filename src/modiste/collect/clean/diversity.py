"""Whom and what the data cover: how many of each group, how even, and where a model errs more.

Knows counts and errors by group; a group that the shop has no data on is said to be absent, not left out.
"""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

THIN = 0.25
"""A group with less than this share of an even part is thin."""
_SCRIPTS = {"CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CYRILLIC": "ru", "ARABIC": "ar"}


@dataclass(frozen=True, slots=True)
class GroupError:
    """How often a model errs on one group: cases, errors and Wilson's 95 % interval of their share."""

    group: str
    cases: int
    errors: int
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One trait of the data: counts by group, most first; how even (0 to 1); groups that are thin; errors."""

    trait: str
    counts: tuple[tuple[str, int], ...]
    unknown: int
    evenness: float
    thin: tuple[str, ...]
    errors: tuple[GroupError, ...] = ()

    @property
    def is_absent(self) -> bool:
        """Whether the shop knows nothing of this trait."""
        return not self.counts


def coverage(
    trait: str, values: Iterable[str], wrong: Mapping[str, tuple[int, int]] | None = None
) -> Coverage:
    """Count a trait.

    Args:
        trait: its name.
        values: one word a record, empty where it is not known.
        wrong: cases and errors by group, where a model was judged.
    """
    counted = Counter(values)
    unknown = counted.pop("", 0)
    ordered = tuple(sorted(counted.items(), key=lambda row: (-row[1], row[0])))
    whole = sum(counted.values())
    even = whole / len(counted) if counted else 0
    errors = tuple(
        GroupError(group, cases, errors, wilson(errors, cases))
        for group, (cases, errors) in sorted(
            (wrong or {}).items(), key=lambda row: (-row[1][1] / max(row[1][0], 1), row[0])
        )
    )
    return Coverage(
        trait,
        ordered,
        unknown,
        evenness([count for _, count in ordered]),
        tuple(group for group, count in ordered if count < THIN * even),
        errors,
    )


def evenness(counts: Sequence[int]) -> float:
    """Shannon's entropy over its largest value (Pielou's J): 1 when all are alike, 0 when there is one.

    Example:
        >>> evenness([5, 5]), evenness([9])
        (1.0, 0.0)
    """
    whole = sum(counts)
    if len(counts) < 2 or not whole:
        return 0.0
    shares = [count / whole for count in counts if count]
    return -sum(share * math.log(share) for share in shares) / math.log(len(counts))


def wilson(errors: int, cases: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's score interval of a share."""
    if not cases:
        return (0.0, 1.0)
    share = errors / cases
    centre = (share + z * z / (2 * cases)) / (1 + z * z / cases)
    reach = z * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases)) / (1 + z * z / cases)
    return (max(0.0, centre - reach), min(1.0, centre + reach))


def language_of(text: str) -> str:
    """The script of a text as a language's code, `latin` where letters are Latin, empty without letters.

    It tells scripts, not languages: German and English are both `latin`.

    Example:
        >>> language_of("羊毛大衣"), language_of("Duffle coat"), language_of("123")
        ('zh', 'latin', '')
    """
    met: Counter[str] = Counter()
    for letter in text:
        if letter.isalpha():
            script = unicodedata.name(letter, "").split(" ")[0]
            met[_SCRIPTS.get(script, "latin" if script == "LATIN" else "other")] += 1
    if met["ja"]:  # Japanese mixes its own letters with Chinese ones
        return "ja"
    return met.most_common(1)[0][0] if met else ""
