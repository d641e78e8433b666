"""What a table is: which column says what, by many exports' names for it, and how its dates are written.

Knows matching; which words a format uses is its own.
"""

import re
from collections.abc import Iterable, Mapping

from modiste.collect.normal import day_first_in, folded
from modiste.collect.source import Source


def plain_name(name: str) -> str:
    """A column's name without case, accents, blanks and signs.

    Example:
        >>> plain_name("Invoice No."), plain_name("Lineitem sku"), plain_name("数量")
        ('invoiceno', 'lineitemsku', '数量')
    """
    return re.sub(r"[\W_]", "", folded(name))


def named_columns(header: Iterable[str], words: Mapping[str, str]) -> dict[str, str]:
    """From our word to the header's column, where one of the word's names stands there; of two the first.

    Args:
        header: the table's column names.
        words: for each of our words theirs, parted by blanks, in the order of preference.
    """
    there: dict[str, str] = {}
    for name in header:
        there.setdefault(plain_name(name), name)
    found: dict[str, str] = {}
    for word, theirs in words.items():
        column = next((there[each] for each in theirs.split() if each in there), None)
        if column is not None and column not in found.values():
            found[word] = column
    return found


def day_order(source: Source, given: bool | None = None) -> bool | None:
    """Whether 03/04 is the third of April: as given, else as other dates at the beginning tell."""
    return given if given is not None else day_first_in(source.head.decode(errors="replace"))
