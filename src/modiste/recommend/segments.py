"""For whom a rule holds: new visitors, returning customers, those with a taste for some garments.

Knows what a history says of its customer; what a rule then does is `arranging`'s.
"""

from datetime import datetime

import numpy as np

from modiste.recommend.protocols import History
from modiste.recommend.rules import Rule
from modiste.recommend.shelf import Shelf

RETURNING_SECONDS = 12 * 3600
"""Who did something so long ago is no new visitor any more."""


def meant(shelf: Shelf, rule: Rule, history: History, now: datetime) -> bool:
    """Whether a rule holds for whoever has this history.

    Args:
        shelf: the garments.
        rule: any; one that names neither audience nor taste holds for everybody.
        history: in the shelf's codes, with what is looked at now.
        now: to tell a visit from an earlier one.
    """
    if rule.audience and rule.audience != ("returning" if is_returning(history, now) else "new"):
        return False
    return not rule.taste or share_of(shelf, rule.taste, history) >= rule.share


def is_returning(history: History, now: datetime) -> bool:
    """Whether somebody did something here before this visit."""
    return bool(len(history)) and int(history.at[0]) <= now.timestamp() - RETURNING_SECONDS


def share_of(shelf: Shelf, tag: str, history: History) -> float:
    """The part of a history, by weight, of garments with a tag, such as `category=Coats`; 0 for none."""
    total = float(history.weights.sum())
    if total <= 0:
        return 0.0
    has = shelf.has_tag(history.codes, tag)
    return float(np.where(has, history.weights, 0.0).sum()) / total
