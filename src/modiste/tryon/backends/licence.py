"""By which licence a folder's weights may be used, and who acknowledged what.

Knows where folders say so: a model card's heading, a licence's text, the weights' own metadata. It is read,
never judged beyond that: a licence that is not known to allow trade is treated as one that does not.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from modiste.garment import ModisteError

_TRADE = frozenset(
    {"apache-2.0", "mit", "bsd-2-clause", "bsd-3-clause", "cc0-1.0", "cc-by-4.0", "isc", "unlicense"}
)
"""Licences, by SPDX, that allow commercial use of weights without further terms."""
_TEXTS = (
    (r"attribution-noncommercial|non-?commercial", "non-commercial"),
    (r"apache license\s+version 2\.0", "apache-2.0"),
    (r"\bmit license\b|permission is hereby granted, free of charge", "mit"),
)
_FILES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "COPYING")
_MOST = 200_000


@dataclass(frozen=True)
class Licence:
    """A licence of weights.

    Attributes:
        name: As SPDX or the folder names it.
        told_by: Where that is from: `card`, `text`, `weights` or `user`.
        is_trade: Whether it is known to allow commercial use.
        acknowledged: Whether somebody said that theirs is none.
    """

    name: str
    told_by: str
    is_trade: bool
    acknowledged: bool = False

    @property
    def terms(self) -> str:
        """As it stands in the picture's metadata."""
        if self.is_trade:
            return f"weights: {self.name}"
        return f"weights: {self.name}, non-commercial use acknowledged by the user"


def licence_of(
    folder: Path, weights: Mapping[str, str], *, told: str = "", acknowledged: bool = False
) -> Licence:
    """The licence of a folder's weights, where they may be used.

    What the folder says goes before what the user says of it.

    Args:
        folder: With the weights.
        weights: The metadata in the weights' own file.
        told: What the user says it is, where the folder says nothing.
        acknowledged: Whether the user says that their use is not commercial.

    Raises:
        ModisteError: MOD-3022 where nothing says which it is, MOD-3023 where it is not known to allow
            commercial use and nobody acknowledged that.
    """
    found = (
        (_of_card(folder), "card"),
        (_of_text(folder), "text"),
        (weights.get("license", "").strip().lower(), "weights"),
        (told.strip().lower(), "user"),
    )
    said = [(name, told_by) for name, told_by in found if name]
    if not said:
        raise ModisteError("MOD-3022", path=folder.name)
    # The strictest of what is said counts: a card may name the code's licence.
    name, told_by = next((each for each in said[:3] if each[0] not in _TRADE), said[0])
    is_trade = name in _TRADE
    if not is_trade and not acknowledged:
        raise ModisteError("MOD-3023", path=folder.name, licence=name)
    return Licence(name, told_by, is_trade, acknowledged and not is_trade)


def _of_card(folder: Path) -> str:
    """The `license` of a model card's heading."""
    heading = re.match(r"---\s*\n(.*?)\n---", _text(folder / "README.md"), re.DOTALL)
    named = (
        re.search(r"^license(?:_name)?:\s*[\"']?([\w.+-]+)", heading[1], re.MULTILINE) if heading else None
    )
    return named[1].lower() if named else ""


def _of_text(folder: Path) -> str:
    """Which licence a licence's text is; the beginning of one that is not known."""
    for file in _FILES:
        text = _text(folder / file)
        if text:
            for pattern, name in _TEXTS:
                if re.search(pattern, text[:4000], re.IGNORECASE):
                    return name
            return " ".join(text.split())[:60].lower()
    return ""


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_MOST)
    except OSError:
        return ""
