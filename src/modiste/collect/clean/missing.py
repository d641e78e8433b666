"""Which fields of the catalogue are empty, how many of each, and which garments miss most.

Knows counting; what a field is worth to a reader is told by its weight.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modiste.garment import Garment

WEIGHTS: Mapping[str, float] = {
    "photo": 3.0,
    "category": 2.0,
    "description": 1.5,
    "brand": 1.0,
    "season": 1.0,
    "department": 1.0,
}
NOT_A_VALUE = frozenset(
    {"", "-", "--", "n/a", "na", "none", "null", "nan", "unknown", "tbd", "?", "无", "未知"}
)


@dataclass(frozen=True, slots=True)
class Completeness:
    """One field: how many garments there are, how many have it, and a few that do not."""

    field: str
    count: int
    filled: int
    examples: tuple[str, ...]

    @property
    def share(self) -> float:
        """Filled of all, 1 where there is nothing to fill."""
        return self.filled / self.count if self.count else 1.0


def is_missing(value: object) -> bool:
    """Whether a value says nothing: None, empty, or a word that stands for nothing.

    Example:
        >>> is_missing(" N/A "), is_missing("未知"), is_missing("coat")
        (True, True, False)
    """
    return value is None or str(value).strip().casefold() in NOT_A_VALUE


def completeness(
    garments: Sequence[Garment], photographed: frozenset[str], *, examples: int = 5
) -> list[Completeness]:
    """Every weighted field, worst first by share times weight.

    Args:
        garments: the catalogue.
        photographed: ids of garments that have a picture.
        examples: how many ids to name for each field.
    """
    made = []
    for field in WEIGHTS:
        empty = [
            each.id
            for each in garments
            if (each.id not in photographed if field == "photo" else is_missing(getattr(each, field)))
        ]
        made.append(Completeness(field, len(garments), len(garments) - len(empty), tuple(empty[:examples])))
    return sorted(made, key=lambda each: -(1 - each.share) * WEIGHTS[each.field])
