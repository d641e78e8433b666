"""Subscribers told what is new to them, as events come and at their schedules, by one process at a time.

Knows what each was told and when it is due; finding is the book's, sending `supply`'s. Told up to an event is
noted only once the receiver has taken it: killed in between, a teller tells it again and misses none.
"""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import orjson

from modiste.garment import ModisteError
from modiste.store import KeptSubscription, exclusive_if_free
from modiste.supply import Subscription, post, query_document, read_query, read_subscription, signature

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

Send = Callable[[str, Mapping[str, str], bytes], bool]
MOST_EVENTS = 500
"""Events of one message to a receiver."""
_LONGEST_SECONDS = 300.0


class SupplyTelling:
    """Who is told of a shop's supply events. Threads may share it.

    Args:
        shop: Whose.
        send: Posts a body with headers to an address, and says whether it was taken.
        clock: Seconds since 1970.
    """

    def __init__(
        self, shop: "Shop", send: Send | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self._shop, self._clock = shop, clock
        self._send = send or self._post
        self._failed: dict[str, tuple[int, float]] = {}

    def tell(self) -> int:
        """Tell everybody who is due; returns how many were told. Nothing where another process is at it.

        A receiver that fails is asked again after 1, 2, 4 seconds and so on, up to 5 minutes.
        """
        with exclusive_if_free(self._shop.root / "logs" / "telling.lock") as is_ours:
            if not is_ours:
                return 0
            return sum(self._told(each) for each in self._shop.store.supply_events.subscriptions())

    def _told(self, kept: KeptSubscription) -> bool:
        now = self._clock()
        times, until = self._failed.get(kept.id, (0, 0.0))
        wish = read_subscription(kept.query, kept.said)
        if now < until or not _is_due(wish, kept, datetime.fromtimestamp(now, UTC)):
            return False
        try:
            was_told = self._tell_one(wish, kept)
        except ModisteError as error:
            self._shop.log.warning("subscriber not told", subscription=kept.id, code=error.code)
            was_told = None
        if was_told is None:
            self._failed[kept.id] = times + 1, now + min(2.0**times, _LONGEST_SECONDS)
            return False
        self._failed.pop(kept.id, None)
        return was_told

    def _tell_one(self, wish: Subscription, kept: KeptSubscription) -> bool | None:
        """Whether it was told something; None where its receiver did not take it."""
        events = self._shop.store.supply_events
        last = events.last_number()
        has_news = False
        if last > kept.told_number:
            query = read_query(events.named_query(kept.query))
            past, is_over = None, False
            while not is_over:
                page = self._shop.supplying.find(query, MOST_EVENTS, past, (kept.told_number, last))
                past, is_over = page.past, page.past is None
                if page.events:
                    has_news = True
                    if not self._sent(wish, kept, page.events):
                        return None
        elif wish.schedule is None:
            return False
        if not has_news and wish.is_told_of_nothing and wish.schedule is not None:
            has_news = True
            if not self._sent(wish, kept, ()):
                return None
        events.told(kept.id, last)
        return has_news

    def _sent(
        self, wish: Subscription, kept: KeptSubscription, events: tuple[dict[str, object], ...]
    ) -> bool:
        body = orjson.dumps(query_document(events, name=kept.query, subscription=kept.id))
        headers = {"Content-Type": "application/json"}
        if wish.signature_token:
            headers["GS1-Signature"] = signature(wish.signature_token, body)
        return self._send(wish.dest, headers, body)

    def _post(self, dest: str, headers: Mapping[str, str], body: bytes) -> bool:
        return post(dest, headers, body, self._shop.settings.subscription_origins)


def _is_due(wish: Subscription, kept: KeptSubscription, now: datetime) -> bool:
    if wish.schedule is None:
        return True
    due = wish.schedule.after(kept.told_at or kept.made_at)
    return due is not None and due <= now
