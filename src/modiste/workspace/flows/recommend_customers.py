"""The customers whose histories are known: those of the last building and those who came since, newest first.

Knows who did how much and when, pages and a search; acts are told by `recommendations`. Whoever was erased
is not among them.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from modiste.workspace.flows.recommend_models import Acts

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop


class KnownCustomers:
    """The list of one shop. Threads may share it."""

    def __init__(self, shop: "Shop", size_of: Callable[[str], str]) -> None:
        """An empty list; `size_of` tells the last size that a customer bought."""
        self._shop = shop
        self._size_of = size_of
        self._held = Acts.empty()
        self._since: dict[str, list[tuple[int, int]]] = {}
        self._lock = threading.Lock()

    def begin(self, held: Acts) -> None:
        """What the model was built from; what came since is told anew."""
        with self._lock:
            self._held, self._since = held, {}

    def take(self, customer: str, at: int, code: int) -> None:
        """An act that came since."""
        with self._lock:
            self._since.setdefault(customer, []).append((at, code))

    def page(
        self, after: str | None, limit: int, search: str = ""
    ) -> tuple[list[dict[str, Any]], str | None]:
        """At most `limit` customers past the mark `after`, and the mark of the next page.

        Whoever does something while pages are turned moves to the front, and is not seen twice for it.

        Args:
            after: a mark, or None.
            limit: how many.
            search: a part of the pseudonym, or the whole of the source's own id or address.
        """
        with self._lock:
            held, since = self._held, {who: list(acts) for who, acts in self._since.items()}
        mark = _mark_of(after)
        wanted, exactly = search.strip().casefold(), self._shop.people.pseudonym(search.strip())
        found: list[dict[str, Any]] = []
        for last, who in _newest(held, since):
            if mark is not None and (-last, who) <= mark:
                continue
            if wanted and wanted not in who and who != exactly:
                continue
            person = self._shop.people.known(who)
            if person is not None and person.erased_at:
                continue
            if len(found) == limit:
                return found, f"{int(found[-1]['last_at'].timestamp())} {found[-1]['customer']}"
            found.append({**_about(held, since, who, last), "size": self._size_of(who)})
        return found, None


def _newest(held: Acts, since: dict[str, list[tuple[int, int]]]) -> Iterator[tuple[int, str]]:
    """Everybody with the moment of their last act, the newest first, then by id."""
    kept = held.interactions
    last = {who: max(at for at, _ in acts) for who, acts in since.items()}
    if len(kept):
        ends = kept.at[kept.starts[1:] - 1]
        for who in last.keys() & held.places.keys():
            last[who] = max(last[who], int(ends[held.places[who]]))
    else:
        ends = np.zeros(0, np.int64)
    late = sorted((-at, who) for who, at in last.items())
    place = 0
    for number in np.lexsort((np.array(kept.customers, dtype=np.str_), -ends)).tolist() if len(ends) else ():
        who = kept.customers[number]
        if who in last:
            continue
        while place < len(late) and late[place] < (-int(ends[number]), who):
            yield -late[place][0], late[place][1]
            place += 1
        yield int(ends[number]), who
    for at, who in late[place:]:
        yield -at, who


def _about(held: Acts, since: dict[str, list[tuple[int, int]]], who: str, last: int) -> dict[str, Any]:
    """How much a customer did."""
    before = held.places.get(who)
    codes = [] if before is None else held.interactions.history(before).codes.tolist()
    codes += [code for _, code in since.get(who, ())]
    return {
        "customer": who,
        "acts": len(codes),
        "garments": len(set(codes)),
        "last_at": datetime.fromtimestamp(last, UTC),
    }


def _mark_of(after: str | None) -> tuple[int, str] | None:
    at, _, who = (after or "").partition(" ")
    try:
        return (-int(at), who) if after else None
    except ValueError:
        return None
