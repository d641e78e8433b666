"""What is learned from, chosen by and judged on: leave-one-out, and a cut in time for everybody.

Knows which interaction each case asks for and what may be known before it; ranking is `ranking`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.recommend.interactions import Interactions, Ints
from modiste.recommend.protocols import History

LEAVE_ONE_OUT, TIME, ALL_BUT_LAST = "leave-one-out", "time", "all-but-last"
PROTOCOLS = (LEAVE_ONE_OUT, TIME, ALL_BUT_LAST)
HELD_SHARE = 0.1
_STATED = {
    LEAVE_ONE_OUT: "leave-one-out: of every customer with three or more interactions the last is asked for, "
    "given all before it; settings are chosen on the one before; learned from all before that, and from "
    "customers with fewer",
    ALL_BUT_LAST: "all but last: of every customer with three or more interactions the last is asked for, "
    "given all before it; settings are chosen on the one before; learned in the end from all before the last",
    TIME: "one cut in time for everybody, after nine tenths of all rows: asked for is each customer's first "
    "interaction after it, given all their earlier ones, at least one; settings are chosen on the same "
    "question a tenth of the rows earlier; learned in the end from all rows before the cut",
}


@dataclass(frozen=True, eq=False)
class Cases:
    """Questions: after this history, which garment came next?

    Attributes:
        histories: (n) what is known of the customer.
        targets: (n,) the garment that came.
        rows: (n,) where in the interactions it stands; empty where that is not known.
    """

    histories: tuple[History, ...]
    targets: NDArray[np.int64]
    rows: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def __len__(self) -> int:
        return len(self.histories)

    def take(self, places: Sequence[int] | Ints) -> "Cases":
        """Some of them."""
        some = np.asarray(places, np.int64)
        rows = self.rows[some] if len(self.rows) else self.rows
        return Cases(tuple(self.histories[row] for row in some.tolist()), self.targets[some], rows)


@dataclass(frozen=True, eq=False)
class Split:
    """One protocol's parts.

    Attributes:
        protocol: its name.
        train: what may be learned from while settings are chosen.
        choosing: the cases that settings are chosen by.
        final: what may be learned from once they are chosen; `train` itself where that is all.
        judging: the cases that the result is about.
        repeats: cases left out of judging, for the history holds their target, which the filter takes away.
        fresh: customers without a history before the cut.
    """

    protocol: str
    train: Interactions
    choosing: Cases
    final: Interactions
    judging: Cases
    repeats: int = 0
    fresh: int = 0

    def stated(self) -> dict[str, object]:
        """The protocol in words, as every result carries it."""
        return {
            "split": _STATED[self.protocol],
            "filter": "garments of the history are taken out; "
            f"{self.repeats} cases that ask for one are left out",
            "ties": "count against the model: a garment with the target's score stands before it",
            "negatives": "none are drawn: all garments of the file are ranked",
            "customers_without_history": self.fresh,
        }


def split(interactions: Interactions, protocol: str) -> Split:
    """Part interactions by a protocol.

    Raises:
        ModisteError: MOD-2016 for an unknown protocol, MOD-2304 where it leaves nothing to learn or judge.
    """
    if protocol not in PROTOCOLS:
        raise ModisteError("MOD-2016", name=protocol, what="recommenders", known=", ".join(PROTOCOLS))
    made = cut_in_time(interactions) if protocol == TIME else leave_one_out(interactions, protocol)
    if not len(made.judging) or not len(made.choosing) or not len(made.train):
        reason = "no customer has three interactions with different garments"
        if protocol == TIME:
            reason = "no customer has interactions on both sides of the cut"
        raise ModisteError("MOD-2304", protocol=protocol, reason=reason)
    return made


def leave_one_out(interactions: Interactions, protocol: str = LEAVE_ONE_OUT) -> Split:
    """The published protocol of sequential recommenders (Kang and McAuley, SASRec, ICDM 2018).

    `all-but-last` learns in the end from what was chosen by, too, as Petrov and Macdonald (RecSys 2022) did.
    """
    sizes = np.diff(interactions.starts)
    asked = sizes >= 3
    place = np.arange(len(interactions)) - np.repeat(interactions.starts[:-1], sizes)
    left = np.repeat(np.where(asked, sizes - 2, sizes), sizes)
    train = interactions.where(place < left)
    numbers = np.flatnonzero(asked).tolist()
    choosing, _ = _last_of(interactions, numbers, 2)
    judging, repeats = _last_of(interactions, numbers, 1)
    final = train
    if protocol == ALL_BUT_LAST:
        final = interactions.where(place < left + np.repeat(asked, sizes))
    return Split(protocol, train, choosing, final, judging, repeats)


def cut_in_time(interactions: Interactions) -> Split:
    """The last tenth of all interactions by time is judged on, and the tenth before chosen by.

    Raises:
        ModisteError: MOD-2305 where no times are known.
    """
    if len(interactions) and int(interactions.at.min()) == int(interactions.at.max()):
        raise ModisteError("MOD-2305")
    late, later = np.quantile(interactions.at, [1 - 2 * HELD_SHARE, 1 - HELD_SHARE])
    train, final = interactions.where(interactions.at < late), interactions.where(interactions.at < later)
    choosing, _, _ = _first_after(final, late)
    judging, repeats, fresh = _first_after(interactions, later)
    return Split(TIME, train, choosing, final, judging, repeats, fresh)


def _last_of(interactions: Interactions, numbers: Sequence[int], back: int) -> tuple[Cases, int]:
    histories, targets, rows, repeats = [], [], [], 0
    for number in numbers:
        whole = interactions.history(number)
        known, target = whole.first(len(whole) - back), int(whole.codes[-back])
        if target in known.codes:
            repeats += 1
            continue
        histories.append(known)
        targets.append(target)
        rows.append(int(interactions.starts[number + 1]) - back)
    return Cases(tuple(histories), np.array(targets, np.int64), np.array(rows, np.int64)), repeats


def _first_after(interactions: Interactions, moment: float) -> tuple[Cases, int, int]:
    histories, targets, rows, repeats, fresh = [], [], [], 0, 0
    for start, whole in zip(interactions.starts.tolist(), interactions.histories(), strict=False):
        known = int(np.searchsorted(whole.at, moment, side="left"))
        if known == len(whole):
            continue
        if not known:
            fresh += 1
            continue
        target = int(whole.codes[known])
        if target in whole.codes[:known]:
            repeats += 1
            continue
        histories.append(whole.first(known))
        targets.append(target)
        rows.append(start + known)
    return Cases(tuple(histories), np.array(targets, np.int64), np.array(rows, np.int64)), repeats, fresh
